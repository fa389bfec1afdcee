"""A result made into an accessible SVG picture and the table that says the same.

It may import the analyses and `goodoffices.case`, never the record: a picture shows what a
viewer's result holds and can leak nothing else.
"""
