"""What the pages cost, and what they bear: many entries, many people, and being killed."""
