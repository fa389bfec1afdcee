"""Intake: from a report to draft statements that a person confirms.

Each step is a package or module of its own. A document becomes plain text (`conversion`), a
copy for parsing (`repair`), a parse (`parsing`), attributions (`attribution`) with their sources
(`speakers`), `positions` with their `propositions`, `events` with rounds, and at last drafts
(`drafting`; their shape is in `drafts`). `reading` leads a file through all of it, or asks one
of the `extractors`. Drafts wait in the case's `drafts/` folder until a person has reviewed them
(`review`). Nothing here writes to the record but what a person accepted. spaCy is loaded when a
document is read, never before.
"""
