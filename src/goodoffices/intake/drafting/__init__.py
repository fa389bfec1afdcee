"""Drafting: what was found in a document becomes drafts."""
