"""The command line: one file a command, each imported only when it is used.

It stands above everything and nothing imports it. A command reads its arguments, calls the
library, prints, and gives an exit status; whatever is worth testing alone belongs below.
"""
