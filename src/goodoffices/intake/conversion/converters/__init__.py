"""Converters: one for each kind of file, from its bytes to plain text with blocks and pages.

Each gives a `PlainText` or refuses with one sentence. They are chosen in `converting`, load
their libraries only when called, and never reach for the network.
"""
