"""What the pages ask of a case; nothing here changes anything."""
