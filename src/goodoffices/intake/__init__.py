"""Intake: from a report to draft statements that a person confirms.

A document becomes plain text (`converting`), a copy for parsing (`repairing`), a parse
(`parsing`), attributions, stances, events and rounds, and at last drafts (`drafts`), which
wait in the case's `drafts/` folder until a person has reviewed them. Nothing here writes to
the record but what a person accepted. spaCy is loaded when a document is read, never before.
"""
