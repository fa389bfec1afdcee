"""What the pages of the record show: the list, and each entry."""
