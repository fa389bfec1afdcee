"""Phasing: in which order undertakings leave nobody too exposed, and what each linkage does to it.

Takes a Case, gives results. Must not import `record`, or another analysis. It needs nothing
beyond the base install; where ortools is there, larger plans are searched with it.
"""
