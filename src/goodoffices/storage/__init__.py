"""The case while its pages are served: one database beside the files, and the record in memory.

Django is imported here and in `goodoffices.web` alone. What is stored here is a working copy:
the archive is the record.
"""
