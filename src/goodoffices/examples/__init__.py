"""The worked examples, and the files of an empty case, as data of the package."""

from typing import Final

EXAMPLES: Final = ("doha-round", "camp-david-1978", "shalit-2011")
"""The worked examples by name, the one to begin with first."""
