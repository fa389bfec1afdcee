"""What rests on an entry: positions of the parties, and entries that cite it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goodoffices.case.case import Case
from goodoffices.case.grammar import words
from goodoffices.case.model import Model
from goodoffices.gaps.sentences import listed
from goodoffices.record.record import Record
from goodoffices.web.pages.record_entry import Resting

_CITING: Final = {
    "notes": ("note", "rests_on", "text"),
    "instruments": ("instrument", "reason_for", "title"),
    "rules": ("rule", "cites", "title"),
    "norms": ("norm", "cites", "title"),
    "parties": ("party", "cites", "name"),
    "issues": ("issue", "cites", "title"),
    "preferences": ("preference", "cites", ""),
    "undertakings": ("undertaking", "cites", "title"),
    "linkages": ("linkage", "cites", "name"),
    "schedules": ("schedule", "cites", "title"),
    "rounds": ("round", "documents_tabled", "title"),
}
"""The lists whose entries cite others: the kind, the field that cites, the field that names."""


def resting_on(seen: Record, case: Case, ids: frozenset[str]) -> tuple[Resting, ...]:
    """Return what rests on some entries: those of one page, with their readings.

    Parameters
    ----------
    seen, case
        Both as the viewer may see them.
    """
    return (*_positions(case, ids), *_citing(seen, ids))


def _positions(case: Case, ids: frozenset[str]) -> Iterator[Resting]:
    for position in (*case.positions, *case.lighter):
        if ids.intersection(position.statements):
            names = listed(case.parties[one].name for one in position.holders)
            said = words(position.proposition, case.issues)
            others = [one for one in position.statements if one not in ids]
            also = f"; rests on {', '.join(others)} too" if others else ""
            yield Resting("position", f"{names}: {said}{also}", "")


def _citing(seen: Record, ids: frozenset[str]) -> Iterator[Resting]:
    for name, (kind, field, title) in _CITING.items():
        for one in getattr(seen, name):
            if ids.intersection(getattr(one, field, ())) or getattr(one, "cause", "") in ids:
                yield Resting(kind, _named(one, title), one.id)


def _named(entry: Model, title: str) -> str:
    return str(getattr(entry, title, "") or getattr(entry, "id", ""))
