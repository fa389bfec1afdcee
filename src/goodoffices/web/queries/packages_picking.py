"""Packages as somebody picks them: in an address, and checked against what they may see."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from goodoffices.bridging.package_check import read_option
from goodoffices.bridging.partial import PartialPackage
from goodoffices.case.case import Case
from goodoffices.case.deadline import Deadline
from goodoffices.case.errors import UnknownId
from goodoffices.case.issues import Value
from goodoffices.case.positions import once
from goodoffices.drafting.labels import Labels
from goodoffices.storage.jobs import own_compartment
from goodoffices.storage.pins import Pin, pins_of
from goodoffices.web.queries.choosing import Looking
from goodoffices.web.requests import CaseRequest

PATIENCE_S: Final = 2.0
"""Seconds that a page waits for further choices of readings."""
PACKAGE: Final = "p"
"""In an address: a package, as often as needed."""
SETTLED_AS: Final = "-"
"""Between an issue and its option; no id holds it."""
NEXT: Final = "."
OF_IDEA: Final = re.compile(r"([A-Z]{1,3}):(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picked:
    """A package that an address names, as far as it is there for who asks.

    Attributes
    ----------
    name
        What it is called on the page.
    choices
        By issue, in the order of the case.
    left_out
        How many picks are not there in this view.
    in_address
        As the address has it.
    """

    name: str
    choices: Mapping[str, Value]
    left_out: int
    in_address: str

    @property
    def code(self) -> str:
        """The package alone, without a name."""
        return code_of(self.choices)


def code_of(choices: Mapping[str, Value]) -> str:
    """Return a package as an address has it.

    Examples
    --------
    >>> code_of({"gate": "open", "days": -30})
    'gate-open.days--30'
    """
    return NEXT.join(f"{issue}{SETTLED_AS}{value}" for issue, value in choices.items())


def texts_in(code: str) -> dict[str, str]:
    """Return what a code picks, by issue; what is no pick is left out.

    Examples
    --------
    >>> texts_in("gate-open.days--30.what")
    {'gate': 'open', 'days': '-30'}
    """
    pairs = (one.partition(SETTLED_AS) for one in code.split(NEXT))
    return {issue: text for issue, _, text in pairs if issue and text}


def choices_in(texts: Mapping[str, str], case: Case) -> dict[str, Value]:
    """Return the picks that are there, in the order of the case."""
    found: dict[str, Value] = {}
    for id, issue in case.issues.items():
        if id in texts:
            try:
                found[id] = read_option(issue, texts[id])
            except UnknownId:
                continue
    return found


def choices_of(partial: PartialPackage) -> dict[str, Value]:
    """Return what an idea settles; where others would do as well, the first of them."""
    return {issue: setting.value for issue, setting in partial.settled.items()}


def picked_in(look: Looking, in_address: str, pins: tuple[Pin, ...], number: int) -> Picked:
    """Return a package that an address names: an idea, a pinned one, or any other.

    Parameters
    ----------
    number
        Its place on the page, from 1: its name where it has no other.
    """
    idea = OF_IDEA.fullmatch(in_address)
    code = idea[2] if idea else in_address
    case, texts = look.case(), texts_in(code)
    choices = choices_in(texts, case)
    names = [one.name for one in pins if choices_in(one.picked, case) == choices]
    name = f"Idea {idea[1]}" if idea else next(iter(names), f"Package {number}")
    return Picked(name, choices, len(texts) - len(choices), in_address)


def packages_in(request: CaseRequest, look: Looking) -> tuple[Picked, ...]:
    """Return the packages that an address names, each once, no two under one name."""
    pins = pins_of(request.user)
    asked = dict.fromkeys(one for one in request.GET.getlist(PACKAGE) if one)
    found: list[Picked] = []
    for number, one in enumerate(asked, start=1):
        picked = picked_in(look, one, pins, number)
        if any(each.name == picked.name for each in found):
            name = f"{picked.name} ({number})"
            picked = Picked(name, picked.choices, picked.left_out, one)
        found.append(picked)
    return tuple(found)


def cases_of(look: Looking) -> tuple[Case, ...]:
    """Return the case under each choice of readings, the leading one first.

    As many as a page waits for: `choices_not_looked_at` tells how many there are beside.
    """

    def fold() -> tuple[Case, ...]:
        folded, deadline = look.fold(), Deadline(PATIENCE_S)
        leading, *others = folded.choices()[0]
        rest = takewhile(lambda _: not deadline.is_over, others)
        return (folded.case(leading), *(folded.case(one) for one in rest))

    return look.kept("cases", fold)


def choices_not_looked_at(look: Looking) -> int:
    """Return how many choices of readings a page did not wait for."""
    return len(look.fold().choices()[0]) - len(cases_of(look))


def labels_of(look: Looking) -> Labels:
    """Return short labels for the positions that stand under any choice of readings."""

    def label() -> Labels:
        cases = cases_of(look)
        return Labels(cases[0], once(one for each in cases for one in each.positions))

    return look.kept("labels of packages", label)


def own_words(look: Looking) -> str:
    """Return the compartment of what somebody makes of what they see."""
    return own_compartment(look.desk.state().same_eyes(look.viewer))
