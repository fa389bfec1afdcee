"""Propositions: the words of a position in the case's own issues and options."""
