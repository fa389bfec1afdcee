"""Names: where a text names what the case knows."""
