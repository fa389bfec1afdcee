"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# The first example of a property also pays for imports, and machines differ: no deadline
# for a single example. The time of the whole suite is what counts.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")
