"""A source of cases made directly from forms, without a record: for tests of analyses.

Each statement carries readings; each reading is one form or none, and may have rivals. Equal
forms are merged by what they allow, as the fold does, here by listing packages.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodoffices.case.case import Case, Choice, Limit
from goodoffices.case.issues import Issue, Option
from goodoffices.case.limits import Instrument
from goodoffices.case.parties import Party, Role
from goodoffices.case.passages import Basis, Passage, ReadingView
from goodoffices.case.positions import Form, Position
from goodoffices.case.propositions import Proposition
from goodoffices.case.stances import Register, Stance
from tests.strategies import every_package
from tests.unit.gaps.brute_force import allowed

BASIS = Basis(1, 0, 0, (), 0, 0, "", "", (), (), (), (), (), ())


@dataclass(frozen=True)
class Said:
    """A statement and how it may be read: the leading reading first."""

    statement: str
    rivals: tuple[Form, ...]


@dataclass(frozen=True)
class SmallSource:
    """Gives the cases that some statements make, under each combination of their readings."""

    issues: Mapping[str, Issue]
    said: tuple[Said, ...]
    limits: tuple[Limit, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    instrument_forms: tuple[Form, ...] = ()
    off: frozenset[str] = frozenset()
    all_choices: bool = True

    def choices(self) -> tuple[Sequence[Choice], bool]:
        """Every combination of readings, the leading one first."""
        combinations = itertools.product(*(one.rivals for one in self.said))
        return [
            {
                said.rivals[0].reading: form.reading
                for said, form in zip(self.said, chosen, strict=True)
                if form is not said.rivals[0]
            }
            for chosen in combinations
        ], self.all_choices

    def case(
        self,
        choice: Choice | None = None,
        *,
        without: frozenset[str] = frozenset(),
        instruments_off: frozenset[str] | None = None,
    ) -> Case:
        """The case under a choice of readings."""
        choice = dict(choice or {})
        off = self.off if instruments_off is None else instruments_off
        counted = [one for one in self.said if one.statement not in without]
        forms = []
        for one in counted:
            wanted = choice.get(one.rivals[0].reading, one.rivals[0].reading)
            forms += [form for form in one.rivals if form.reading == wanted]
        forms += [form for form in self.instrument_forms if form.reading not in off]
        parties = dict.fromkeys(
            form.party for one in self.said for form in one.rivals
        ) | dict.fromkeys(form.party for form in self.instrument_forms)
        return Case(
            title="small",
            viewer="team",
            parties={
                name: Party(id=name, name=name, roles=(Role.NEGOTIATING,)) for name in parties
            },
            issues=self.issues,
            limits=self.limits,
            instruments=self.instruments,
            rounds=(),
            positions=merged(forms, self.issues, order=tuple(parties)),
            lighter=(),
            permissions=(),
            withdrawn={},
            passages={one.statement: _passage(one) for one in counted},
            texts={},
            meetings={},
            notes=(),
            messages=(),
            basis=BASIS,
            choice=choice,
            threshold="demands",
            instruments_off=off,
        )


def merged(
    forms: Sequence[Form], issues: Mapping[str, Issue], *, order: Sequence[str]
) -> tuple[Position, ...]:
    """Positions, equal ones once with all their holders."""
    every = every_package(issues)
    groups: dict[str, list[Form]] = {}
    for form in forms:
        groups.setdefault(f"{allowed(form.constraint, every, issues):x}", []).append(form)
    return tuple(_position(allows, members, order) for allows, members in groups.items())


def _position(allows: str, forms: Sequence[Form], order: Sequence[str]) -> Position:
    strength: dict[str, Stance] = {}
    for form in sorted(forms, key=lambda one: order.index(one.party)):
        known = strength.get(form.party)
        if known is None or form.stance.rank > known.rank:
            strength[form.party] = form.stance
    name = hashlib.sha256("|".join([*sorted(strength), allows]).encode()).hexdigest()
    return Position(
        id=f"p{name[:8]}",
        allows=allows,
        holders=tuple(strength),
        strength=strength,
        proposition=forms[0].constraint,
        forms=tuple(forms),
        statements=tuple(dict.fromkeys(form.statement for form in forms if form.statement)),
    )


def _passage(said: Said) -> Passage:
    readings = tuple(
        ReadingView(
            id=form.reading,
            party=form.party,
            stance=form.stance,
            proposition="",
            condition="",
            status="leading" if form is said.rivals[0] else "alternative",
            alternative_to="" if form is said.rivals[0] else said.rivals[0].reading,
            counts=True,
            register=Register.PUBLIC,
        )
        for form in said.rivals
    )
    return Passage(said.statement, "", "", "", "", None, None, "", "", (), readings)


def choice_issue(name: str, *options: str) -> Issue:
    """An issue with these options."""
    return Issue(id=name, options=tuple(Option(id=option) for option in options))


def said(
    statement: str, party: str, stance: Stance, proposition: Proposition, **more: Proposition
) -> Said:
    """One statement with one reading."""
    form = Form(f"r_{statement}", statement, party, stance, proposition, more.get("condition"))
    return Said(statement, (form,))
