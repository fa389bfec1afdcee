"""What the first page shows."""

from __future__ import annotations

from goodoffices.web.known_cases import known_cases
from goodoffices.web.pages.start import CaseRow, StartPage


def start_page(mistakes: tuple[str, ...] = ()) -> StartPage:
    """Return the first page; with the mistakes of a case that could not be opened."""
    cases = tuple(
        CaseRow(name=one.path.name, path=str(one.path), is_there=one.is_there)
        for one in known_cases()
    )
    return StartPage(title="Your cases", cases=cases, mistakes=mistakes)
