"""Repair: the copy that the parser reads, mended where extraction or translation broke it."""
