"""Good Offices: a workbench for mediation teams, from what was said to an agreement that can hold.

This module is light on purpose: importing it imports nothing else. The vocabulary is in
`goodoffices.case`, what was said in `goodoffices.record`, what follows from it in
`goodoffices.gaps`, and the command line in `goodoffices.cli`.
"""

__version__ = "2026.11.0"
