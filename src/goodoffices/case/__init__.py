"""The vocabulary: parties, issues, options, propositions, positions, packages, errors.

Everything else stands on it, so it imports no other part of the program. Import names from
its modules, not from here: this file stays empty, so that `goodoffices --help` stays quick.
"""
