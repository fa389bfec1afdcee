"""Extractors: other programs that draft, each held to the words of the text."""
