"""Positions: who holds what, how firmly, under which condition, as the words say it."""
