"""What is wrong in a case folder, and what waits for a person.

Mistakes make a case unfit for use until they are mended; questions never do. Each module
looks at one kind of thing; `goodoffices.record.checks.check` runs them all.
"""
