"""Sentences that lead back to statements, and the few turns of phrase they share.

For the analyses of this package: each gives its findings as sentences, so that a brief only
has to set them. Words come from the case; nothing here judges them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.case.grammar import words
from goodoffices.case.issues import Issue
from goodoffices.case.passages import Passage
from goodoffices.case.propositions import Proposition, issues_of

SHORT: Final = 90
"""The most characters of a proposition said in full inside a one-line sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence for a page, and the statements it rests on."""

    text: str
    cites: tuple[str, ...] = ()


def listed(names: Iterable[str], last: str = "and") -> str:
    """Join names with commas and one word before the last.

    Examples
    --------
    >>> listed(["Egypt", "Qatar", "the United States"], "or")
    'Egypt, Qatar or the United States'
    """
    found = list(names)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {last} {found[-1]}"


def issue_names(
    issues: Mapping[str, Issue], named: Sequence[str], *, last: str = "and", most: int = 4
) -> str:
    """Name some issues in one line: the first few, and how many more.

    Examples
    --------
    >>> issues = {name: Issue(id=name, options=[{"id": "x"}]) for name in ("a", "b", "c")}
    >>> issue_names(issues, ["a", "b", "c"], most=2)
    'a and 2 more issues'
    """
    if len(named) <= most:
        return listed((issues[one].name for one in named), last)
    shown = [issues[one].name for one in named[: most - 1]]
    return listed([*shown, f"{len(named) - len(shown)} more issues"], last)


def short_words(proposition: Proposition, issues: Mapping[str, Issue]) -> str:
    """Say a proposition in English; where that is long, name the issues it is about.

    Examples
    --------
    >>> from goodoffices.case.grammar import parse
    >>> issues = {"days": Issue(id="days", kind="quantity", low=0, high=90, unit="days")}
    >>> short_words(parse("days >= 30", issues), issues)
    'days: at least 30 days'
    """
    said = words(proposition, issues)
    if len(said) <= SHORT:
        return said
    return f"what is said on {issue_names(issues, issues_of(proposition))}"


def told_by(passage: Passage) -> str:
    """Say through whom words came, from their origin to the one nearest to us.

    Examples
    --------
    >>> from goodoffices.case.passages import Hop
    >>> chain = (Hop("a", "unnamed sources"), Hop("b", "an agency", is_outlet=True))
    >>> told_by(Passage("s1", "words", "", "", "d", 0, 5, "", "", chain, ()))
    'unnamed sources, through an agency'
    """
    if not passage.chain:
        return "somebody not named"
    first, *others = (hop.speaker_name for hop in passage.chain)
    return f"{first}, through {listed(others)}" if others else first


def unique(ids: Iterable[str]) -> tuple[str, ...]:
    """Return ids once each, in the order in which they first come; empty ones left out."""
    return tuple(dict.fromkeys(one for one in ids if one))
