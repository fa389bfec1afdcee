"""Names of undertakings, tranches, phases and parties, for sentences about a schedule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Undertaking

MOST_NAMES: Final = 4
"""Names in one list; the others are counted."""


class Naming:
    """Says what ids of a case stand for; an id that the case has not stands for itself.

    Parameters
    ----------
    case : Case

    Examples
    --------
    >>> from dataclasses import replace
    >>> from tests.cases import make_case
    >>> release = Undertaking(id="release", title="Release", responsible="north", tranches=3)
    >>> case = replace(make_case(issues=[], parties=["north"]), undertakings=(release,))
    >>> naming = Naming(case)
    >>> naming.reference("release.2"), naming.references(["release.1", "release.3"])
    ('“Release, tranche 2 of 3”', '“Release, tranches 1 and 3 of 3”')
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._undertakings: Mapping[str, Undertaking] = {one.id: one for one in case.undertakings}

    def party(self, party: str) -> str:
        """Return the name of a party."""
        return self._case.parties[party].name if party in self._case.parties else party

    def parties(self, parties: Iterable[str], last: str = "and") -> str:
        """Return the names of some parties."""
        return listed([self.party(one) for one in parties], last)

    def reference(self, reference: str) -> str:
        """Return what a reference names, in quotation marks."""
        undertaking, _, part = reference.partition(".")
        known = self._undertakings.get(undertaking)
        if known is None:
            return f"“{reference}”"
        parts = [reference] if part else known.parts
        return f"“{tranches_in_words(known, parts)}”"

    def references(self, references: Sequence[str]) -> str:
        """Return what some references name: tranches of one undertaking in one name."""
        parts: dict[str, list[str]] = {}
        for reference in references:
            parts.setdefault(reference.partition(".")[0], []).append(reference)
        names = []
        for undertaking, some in parts.items():
            known = self._undertakings.get(undertaking)
            if known is None or undertaking in some:
                names.append(self.reference(undertaking))
            else:
                names.append(f"“{tranches_in_words(known, some)}”")
        return listed(names)

    def gathered(self, parts: Iterable[str]) -> tuple[str, ...]:
        """Return references to parts, with one to an undertaking in the place of all of its own."""
        by_id: dict[str, list[str]] = {}
        for part in parts:
            by_id.setdefault(part.partition(".")[0], []).append(part)
        found: list[str] = []
        for undertaking, some in by_id.items():
            known = self._undertakings.get(undertaking)
            is_whole = known is not None and set(some) >= set(known.parts)
            found += [undertaking] if is_whole else some
        return tuple(found)


def tranches_in_words(one: Undertaking, parts: Sequence[str]) -> str:
    """Return an undertaking by name, with which of its tranches where these are not all.

    Examples
    --------
    >>> release = Undertaking(id="release", title="Release", responsible="north", tranches=4)
    >>> tranches_in_words(release, ["release.2", "release.3"])
    'Release, tranches 2 and 3 of 4'
    >>> tranches_in_words(release, release.parts)
    'Release'
    """
    if set(parts) >= set(one.parts):
        return one.name
    named = {f"{one.id}.{group.id}": group.name for group in one.groups}
    if named:
        return f"{one.name}: {_joined([named.get(part, part) for part in parts])}"
    noun = "tranche" if len(parts) == 1 else "tranches"
    return f"{one.name}, {noun} {_numbers(parts)} of {len(one.parts)}"


def _numbers(parts: Sequence[str]) -> str:
    """The numbers of tranches: "1 and 3", or "2 to 9" where they follow each other."""
    numbers = [part.partition(".")[2] for part in parts]
    whole = [int(one) for one in numbers if one.isdigit()]
    if len(whole) > 2 and whole == list(range(whole[0], whole[0] + len(whole))):
        return f"{whole[0]} to {whole[-1]}"
    return _joined(numbers)


def listed(names: Sequence[str], last: str = "and") -> str:
    """Join names with commas and one word before the last; of many, the first few.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d", "e", "f"])
    ('a, b and c', 'a, b, c and 3 more')
    """
    if len(names) > MOST_NAMES:
        shown = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} more"]
    else:
        shown = list(names)
    return _joined(shown, last)


def _joined(names: Sequence[str], last: str = "and") -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def phase_name(number: int) -> str:
    """Return how a phase is called where a finding says where it is.

    Examples
    --------
    >>> phase_name(2)
    'phase 2'
    """
    return f"phase {number}"


def unique(ids: Iterable[str]) -> tuple[str, ...]:
    """Return ids once each, in the order in which they first come; empty ones left out."""
    return tuple(dict.fromkeys(one for one in ids if one))
