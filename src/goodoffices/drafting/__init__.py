"""A result made into a text that people read: terminal, Markdown, HTML.

It may import figures, the analyses and `goodoffices.case`, never the record: a text shows what
a viewer's result holds and can leak nothing else.
"""
