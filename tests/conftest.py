"""What holds for all tests, and what every run of them says at its end."""

from __future__ import annotations

import pytest
from hypothesis import settings

from tests.e2e.chromium import what_is_missing

# The first example of a property also pays for imports, and machines differ: no deadline
# for a single example. The time of the whole suite is what counts.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly which tests no browser was there for."""
    reason = what_is_missing()
    skipped = [
        report for report in terminalreporter.stats.get("skipped", []) if "e2e" in report.keywords
    ]
    if reason and skipped:
        terminalreporter.section("BROWSER TESTS SKIPPED", yellow=True, bold=True)
        terminalreporter.line(f"Browser tests NOT run: {len(skipped)}. {reason}.")
