"""The matrix, what changed, what cannot all stand, and where movement would matter.

An analysis: it takes a `Case` and gives a result. It may import `goodoffices.case` alone, no
other analysis and never the record.
"""
