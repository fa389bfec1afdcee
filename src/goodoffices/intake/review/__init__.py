"""Review: drafts wait until a person accepts, edits, rejects or defers them."""
