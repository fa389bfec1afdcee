"""A day as somebody types it: a day, an interval, or words that nobody has resolved yet."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from django import forms

from goodoffices.case.when import When

_DAY: Final = r"\d{4}-\d{2}-\d{2}"
_DAYS: Final = re.compile(rf"(?:({_DAY})(?: to ({_DAY}))?|since ({_DAY})|until ({_DAY}))")
HELP: Final = (
    "A day such as 2026-01-31, “2026-01-31 to 2026-02-02”, “since …” or “until …”; or words "
    "such as “last Sunday”, to be resolved later."
)


def read_when(text: str) -> dict[str, str]:
    """Return what was typed as a day is written in an entry; empty where nothing was.

    Raises
    ------
    forms.ValidationError
        Where it looks like a day and is none.

    Examples
    --------
    >>> read_when("2026-01-31 to 2026-02-02")
    {'from': '2026-01-31', 'to': '2026-02-02'}
    >>> read_when("last Sunday")
    {'unresolved': 'last Sunday'}
    """
    said = " ".join(text.split())
    if not said:
        return {}
    found = _DAYS.fullmatch(said)
    if found is None:
        return {"unresolved": said}
    day, last, since, until = found.groups()
    days = {"from": day or since, "to": last or day or until}
    known = {name: value for name, value in days.items() if value}
    try:
        read = [date.fromisoformat(one) for one in known.values()]
    except ValueError:
        raise forms.ValidationError(f"There is no such day as in “{said}”.") from None
    if read != sorted(read):
        raise forms.ValidationError("The first day comes after the last.")
    return known


def written_when(when: When | None) -> str:
    """Return a day as `read_when` reads it.

    Examples
    --------
    >>> written_when(When.model_validate({"from": "2026-01-31", "to": "2026-02-02"}))
    '2026-01-31 to 2026-02-02'
    """
    if when is None:
        return ""
    return str(when) if when.is_resolved else when.unresolved
