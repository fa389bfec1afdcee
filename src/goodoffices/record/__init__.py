"""What was said, by whom, through whom, and who may see it; and the fold of it to positions.

It may import `goodoffices.case` alone. No analysis imports it: each takes a `Case` with its
standing positions. `verify.py` imports only the standard library, so that anyone can run it.
"""
