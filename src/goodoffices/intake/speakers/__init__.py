"""Speakers: who they are, through whom their words came, and how each hop is graded."""
