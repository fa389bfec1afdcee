"""Bridging: packages that the sides might live with, as ideas to test, never as the answer.

Takes a Case, gives results. Must not import `record`, or another analysis. Modules that need
NumPy are imported only where numbers are asked for.
"""
