"""Possible flexibility: what parties said that leaves room, in their own terms.

Only what is on record. That something leaves room is no view that anybody should use it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from goodoffices.case.case import Case
from goodoffices.case.grammar import parse, words
from goodoffices.case.passages import ReadingView
from goodoffices.case.positions import Form
from goodoffices.case.propositions import Proposition, issues_of
from goodoffices.case.stances import Stance
from goodoffices.gaps.holdings import (
    ALTERNATIVE,
    Behind,
    first_told,
    holdings,
    is_offer_that_counts,
    readings,
    readings_in_use,
    rivals_of,
)
from goodoffices.gaps.sentences import unique


class FlexibilityKind(StrEnum):
    """In what way words leave room."""

    PERMISSION = "permission"
    OTHER_READING = "other_reading"
    CONDITION = "condition"
    NO_LONGER_INSISTS = "no_longer_insists"
    LIGHTER = "lighter"


@dataclass(frozen=True, slots=True)
class Flexibility:
    """One thing a party said that leaves room.

    Attributes
    ----------
    text
        One sentence without a full stop: "Egypt would accept: ..., if ...".
    condition
        In words; empty without one.
    position
        The position it belongs to, where there is one.
    depends_on_reading
        Whether the words can be read in another way.
    """

    kind: FlexibilityKind
    party: str
    issues: tuple[str, ...]
    text: str
    condition: str
    reading: str
    position: str
    depends_on_reading: bool
    cites: tuple[str, ...]


def find_flexibility(case: Case) -> tuple[Flexibility, ...]:
    """Return what parties said that leaves room, by kind, each in the order of the record.

    Where has somebody left a door open, and on what condition?

    Parameters
    ----------
    case : Case

    Returns
    -------
    tuple of Flexibility
        Permissions; readings not in use that would be permissions; conditions of standing
        positions; what is no longer insisted on; lighter positions.

    Notes
    -----
    A yes to our own question, and an offer taken back, are left out.
    """
    rivals = rivals_of(case)
    return (
        *_permissions(case, rivals),
        *_other_readings(case),
        *_conditions(case, rivals),
        *_no_longer(case),
        *_lighter(case, rivals),
    )


def _sentence(
    case: Case, party: str, stance: Stance, proposition: Proposition, condition: Proposition | None
) -> str:
    said = f"{case.parties[party].name} {stance.words}: {words(proposition, case.issues)}"
    return f"{said}, if {words(condition, case.issues)}" if condition is not None else said


def _in_words(case: Case, condition: Proposition | None) -> str:
    return words(condition, case.issues) if condition is not None else ""


def _named(proposition: Proposition, condition: Proposition | None) -> tuple[str, ...]:
    return unique((*issues_of(proposition), *(issues_of(condition) if condition else ())))


def _permissions(case: Case, rivals: dict[str, tuple[str, ...]]) -> Iterator[Flexibility]:
    for one in case.permissions:
        widened = [
            position.id
            for position in (*case.positions, *case.lighter)
            for form in position.forms
            if one in form.relaxed_by
        ]
        yield Flexibility(
            kind=FlexibilityKind.PERMISSION,
            party=one.party,
            issues=_named(one.proposition, one.condition),
            text=_sentence(case, one.party, one.stance, one.proposition, one.condition),
            condition=_in_words(case, one.condition),
            reading=one.reading,
            position=widened[0] if widened else "",
            depends_on_reading=one.reading in rivals,
            cites=unique((first_told(case, one.statement), one.statement)),
        )


def _read(case: Case, reading: ReadingView) -> tuple[Proposition, Proposition | None]:
    condition = parse(reading.condition, case.issues) if reading.condition else None
    return parse(reading.proposition, case.issues), condition


def _other_readings(case: Case) -> Iterator[Flexibility]:
    for passage, reading in readings(case):
        is_other = reading.status == ALTERNATIVE and not reading.counts
        if not is_other or reading.id in case.withdrawn or not is_offer_that_counts(reading):
            continue
        proposition, condition = _read(case, reading)
        said = _sentence(case, reading.party, reading.stance, proposition, condition)
        yield Flexibility(
            kind=FlexibilityKind.OTHER_READING,
            party=reading.party,
            issues=_named(proposition, condition),
            text=f"Read otherwise, {said}",
            condition=_in_words(case, condition),
            reading=reading.id,
            position="",
            depends_on_reading=True,
            cites=(passage.statement,),
        )


def _conditions(case: Case, rivals: dict[str, tuple[str, ...]]) -> Iterator[Flexibility]:
    behind = Behind(case)
    for holding in holdings(case):
        for form in holding.forms:
            if holding.is_standing and form.condition is not None:
                yield _of_form(
                    case,
                    form,
                    kind=FlexibilityKind.CONDITION,
                    position=holding.position.id,
                    depends_on_reading=form.reading in rivals,
                    cites=behind.statements(holding, form),
                )


def _lighter(case: Case, rivals: dict[str, tuple[str, ...]]) -> Iterator[Flexibility]:
    behind = Behind(case)
    for holding in holdings(case):
        for form in holding.forms:
            if not holding.is_standing:
                yield _of_form(
                    case,
                    form,
                    kind=FlexibilityKind.LIGHTER,
                    position=holding.position.id,
                    depends_on_reading=form.reading in rivals,
                    cites=behind.statements(holding, form),
                )


def _of_form(
    case: Case,
    form: Form,
    *,
    kind: FlexibilityKind,
    position: str,
    depends_on_reading: bool,
    cites: tuple[str, ...],
) -> Flexibility:
    return Flexibility(
        kind=kind,
        party=form.party,
        issues=_named(form.proposition, form.condition),
        text=_sentence(case, form.party, form.stance, form.proposition, form.condition),
        condition=_in_words(case, form.condition),
        reading=form.reading,
        position=position,
        depends_on_reading=depends_on_reading,
        cites=cites,
    )


def _no_longer(case: Case) -> Iterator[Flexibility]:
    """Yield what a party took back, with the statement it was in and the one that did so."""
    backed = {one.id: (passage, one) for passage, one in readings(case)}
    for passage, reading in readings_in_use(case):
        if reading.stance is not Stance.NO_LONGER_INSISTS:
            continue
        for gone, why in case.withdrawn.items():
            if why != f"no longer insisted on ({reading.id})" or gone not in backed:
                continue
            earlier, taken = backed[gone]
            proposition, condition = _read(case, taken)
            yield Flexibility(
                kind=FlexibilityKind.NO_LONGER_INSISTS,
                party=reading.party,
                issues=_named(proposition, condition),
                text=_sentence(case, reading.party, reading.stance, proposition, condition),
                condition=_in_words(case, condition),
                reading=reading.id,
                position="",
                depends_on_reading=False,
                cites=unique((passage.statement, earlier.statement)),
            )
