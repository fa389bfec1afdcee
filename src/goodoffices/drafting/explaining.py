"""The explanation in words: what cannot all stand, and where movement would matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from goodoffices.case.case import Case, Choice
from goodoffices.case.positions import Position
from goodoffices.case.stances import Register
from goodoffices.drafting.choices import choice_in_words
from goodoffices.drafting.labels import Labels
from goodoffices.drafting.page import Section, Sentence
from goodoffices.gaps.findings import (
    Admission,
    Explanation,
    OwnConflict,
    PositionSets,
    ReadingSets,
    Untabled,
)
from goodoffices.gaps.sentences import listed

MOST_SETS: Final = 12
"""Sets that one sentence lists; the rest are counted, and `explain --json` has them all."""
FEW_SETS: Final = 4
"""Movement sets up to which each is written out, where "one of each" would say the same."""
MOST_READINGS: Final = 6
"""Choices of readings that a page goes through one by one; the rest are counted."""


def position_section(explanation: Explanation, labels: Labels, case: Case) -> Section:
    """The positions as stated, by party, each with its label.

    One that stands only where words are read otherwise says so: nobody holds two readings.
    """
    groups: dict[str, list[Sentence]] = {}
    standing = [
        (reading.choice, frozenset(one.id for one in reading.positions))
        for reading in explanation.readings
    ]
    for position in labels.positions:
        choices = [choice for choice, ids in standing if position.id in ids]
        only = _only_with(choices, explanation, case)
        text = f"{labels[position.id]} {only}{labels.stated(position)}"
        text += _known_as(position)
        cites = labels.cites([position.id])
        groups.setdefault(labels.holders(position), []).append(Sentence(text, cites))
    return Section(
        id="positions",
        title="Reported positions",
        groups=tuple((name, tuple(sentences)) for name, sentences in groups.items()),
        empty="No position on record reaches the threshold in use.",
    )


def _known_as(position: Position) -> str:
    """In which register a position is known, and by which other words it was widened.

    Those may be of another register: what was confided is not to read like what is public.
    """
    register = position.register.value
    if register == Register.ATTRIBUTED.value:
        return ""
    widening = dict.fromkeys(
        permission.statement
        for form in position.forms
        for permission in form.relaxed_by
        if permission.statement not in position.statements
    )
    return f" ({register}; widened by {listed(widening)})" if widening else f" ({register})"


def _only_with(choices: Sequence[Choice], explanation: Explanation, case: Case) -> str:
    """Which statements have to be read otherwise for a position to stand; nothing for most.

    `choices` are those of readings under which it stands.
    """
    if not choices or explanation.leading.choice in choices:
        return ""
    statements = [
        passage.statement
        for passage in case.passages.values()
        if any(one.id in choices[0] for one in passage.readings)
    ]
    return f"(only with {listed(statements)} read otherwise) "


def conflict_sentences(explanation: Explanation, labels: Labels, case: Case) -> list[Sentence]:
    """What cannot all stand: own contradictions first, then what holds under every reading."""
    said = [_own_sentence(one, explanation, labels, case) for one in explanation.own]
    every = explanation.under_every_reading.incompatible
    if len(explanation.readings) == 1:
        return [*said, *([set_sentence("Together", every, labels)] if every else [])]
    if every:
        said.append(set_sentence("Under every reading", every, labels))
    found = [
        (reading, [one for one in reading.incompatible if one not in set(every)])
        for reading in explanation.readings
    ]
    if not any(reading.incompatible for reading, _ in found):
        return said
    for reading, rest in found[:MOST_READINGS]:
        lead = f"With {choice_in_words(reading.choice, explanation.choices, case)}"
        if rest:
            also = f"Also, with{lead.removeprefix('With')}" if every else lead
            said.append(set_sentence(also, rest, labels))
        elif not reading.incompatible:
            said.append(Sentence(f"{lead}: nothing.", _read_otherwise(explanation, case)))
    return said


def _own_sentence(
    own: OwnConflict, explanation: Explanation, labels: Labels, case: Case
) -> Sentence:
    """A party's own positions that cannot all stand, with the reading where it hangs on one."""
    text = f"{case.parties[own.party].name}, its own: {labels.listed(own.positions)}."
    if not own.under_every_reading:
        text += f" So with {choice_in_words(own.choice, explanation.choices, case)}."
    return Sentence(text, labels.cites(own.positions))


def _read_otherwise(explanation: Explanation, case: Case) -> tuple[str, ...]:
    """The statements of which the choices of readings differ."""
    rivals = {one for reading in explanation.readings for one in reading.choice}
    return tuple(
        passage.statement
        for passage in case.passages.values()
        if any(one.id in rivals for one in passage.readings)
    )


def movement_sentences(explanation: Explanation, labels: Labels, case: Case) -> list[Sentence]:
    """Where movement would matter, by reading; unranked."""
    several = len(explanation.readings) > 1
    said = []
    every = explanation.under_every_reading.movement
    if several and every:
        said.append(movement_sentence("Under every reading", every, labels))
    for reading in explanation.readings[:MOST_READINGS]:
        rest = [one for one in reading.movement if not (several and one in set(every))]
        if not rest:
            continue
        words = choice_in_words(reading.choice, explanation.choices, case)
        lead = f"With {words}" if several else ""
        if len(rest) > FEW_SETS and _are_apart(reading):
            said.append(_one_of_each(lead, reading.incompatible, labels))
        else:
            said.append(movement_sentence(lead, rest, labels))
    return said


def _are_apart(reading: ReadingSets) -> bool:
    """Whether no position is in two incompatible sets: then movement is one of each, no more."""
    members = [one for each in reading.incompatible for one in each]
    return reading.complete and len(members) == len(set(members))


def _one_of_each(lead: str, sets: PositionSets, labels: Labels) -> Sentence:
    said = "; ".join(listed((labels[one] for one in each), "or") for each in labels.order(sets))
    return Sentence(_led(lead, f"one of each: {said}."), _cites(sets, labels))


def _led(lead: str, text: str) -> str:
    """A sentence with its lead, or with a capital where it has none."""
    return f"{lead}: {text}" if lead else text[0].upper() + text[1:]


def untabled_sentences(explanation: Explanation, labels: Labels, case: Case) -> list[Sentence]:
    """Issues on which a formula that nobody has tabled could remove every incompatibility."""
    several = len(explanation.readings) > 1
    return [
        untabled_sentence(
            f"With {choice_in_words(one.choice, explanation.choices, case)}: " if several else "",
            one,
            labels,
            case,
        )
        for one in explanation.untabled
    ]


def untabled_sentence(lead: str, one: Untabled, labels: Labels, case: Case) -> Sentence:
    """One such issue after a lead, with the positions that would have to admit the formula."""
    ways = " Or: ".join(_admission(way, labels) for way in one.admitted_by[:MOST_SETS])
    text = f"{lead}{case.issues[one.issue].name}. {ways}"
    more = len(one.admitted_by) - MOST_SETS
    text += f" And {more} more, in `explain --json`." if more > 0 else ""
    if one.ask_first:
        asked = labels.listed(one.ask_first)
        text += f" First ask whether the idea or only the wording was refused ({asked})."
    sets = [way.positions for way in one.admitted_by[:MOST_SETS]]
    return Sentence(text, _cites([*sets, one.ask_first], labels))


def _admission(way: Admission, labels: Labels) -> str:
    if not way.positions:
        return "No standing position would have to admit it."
    them = "it" if len(way.positions) == 1 else "them"
    would = "would do too" if way.withdrawing_suffices else "alone would not do"
    return f"{labels.listed(way.positions)} would have to admit it; withdrawing {them} {would}."


def set_sentence(lead: str, sets: Sequence[Sequence[str]], labels: Labels) -> Sentence:
    """Sets of positions after a lead; of many the first ones, and how many more."""
    shown = labels.order(sets)[:MOST_SETS]
    more = f"; and {len(sets) - len(shown)} more" if len(sets) > len(shown) else ""
    return Sentence(f"{lead}: {labels.sets(shown)}{more}.", _cites(shown, labels))


def movement_sentence(lead: str, sets: Sequence[Sequence[str]], labels: Labels) -> Sentence:
    """Sets of positions of which one would do, after a lead; of many the first ones."""
    shown = labels.order(sets)[:MOST_SETS]
    said = "; or ".join(labels.listed(each) for each in shown)
    more = f"; or one of {len(sets) - len(shown)} more" if len(sets) > len(shown) else ""
    return Sentence(_led(lead, f"{said}{more}."), _cites(shown, labels))


def _cites(sets: Iterable[Sequence[str]], labels: Labels) -> tuple[str, ...]:
    return labels.cites([one for each in sets for one in each])


def conflict_section(explanation: Explanation, labels: Labels, case: Case) -> Section:
    """What cannot all stand."""
    return Section(
        id="cannot-all-stand",
        title="Cannot all stand",
        sentences=tuple(conflict_sentences(explanation, labels, case)),
        empty=_nothing_found(explanation),
        footnote=_left_out(explanation),
    )


def _nothing_found(explanation: Explanation) -> str:
    if explanation.complete:
        return "Nothing on record is incompatible: some package crosses no position."
    return "Nothing incompatible was found before the search was cut off."


def _left_out(explanation: Explanation) -> str:
    """What is not on the page: sets not searched for, and readings not listed."""
    said = []
    more = len(explanation.readings) - MOST_READINGS
    if more > 0:
        said.append(f"Other choices of readings are in `explain --json`: {more}.")
    if not explanation.complete:
        said.append("Not complete: the search was cut off.")
    return " ".join(said)


def movement_section(explanation: Explanation, labels: Labels, case: Case) -> Section:
    """Where movement would matter, with the fixed words; empty where nothing has to move."""
    return Section(
        id="movement",
        title="Where movement would matter",
        sentences=tuple(movement_sentences(explanation, labels, case)),
        note=explanation.caveat,
    )


def untabled_section(explanation: Explanation, labels: Labels, case: Case) -> Section:
    """Issues on which a formula not yet tabled could help."""
    return Section(
        id="untabled",
        title="A formula not yet tabled",
        note="Issues on which a formula that nobody has tabled could remove every incompatibility, "
        "and which positions would have to admit it.",
        sentences=tuple(untabled_sentences(explanation, labels, case)),
        empty="On no single issue could an untabled formula remove every incompatibility.",
        footnote="" if explanation.untabled_complete else "Not complete: cut off.",
    )


def fragile_section(explanation: Explanation) -> Section:
    """On which statements and readings the sets hang."""
    said = []
    if explanation.depends_on:
        one_of = listed(explanation.depends_on)
        verb = "is read alters" if len(explanation.depends_on) == 1 else "are read alters"
        said.append(Sentence(f"How {one_of} {verb} the sets.", explanation.depends_on))
    if explanation.fragile_on:
        one_of = listed(explanation.fragile_on, "or")
        which = one_of if len(explanation.fragile_on) == 1 else f"any one of {one_of}"
        said.append(
            Sentence(f"Were {which} wrong, the sets would be others.", explanation.fragile_on)
        )
    return Section(
        id="fragile",
        title="What this hangs on",
        sentences=tuple(said),
        empty="No single statement or reading alters the sets.",
        footnote="" if explanation.fragile_complete else "Not every statement was tried.",
    )


def instrument_section(explanation: Explanation, labels: Labels, case: Case) -> Section:
    """What each instrument with a proposition changes."""
    said = []
    for one in explanation.instruments:
        name = case.parties[one.invoked_by].name
        text = f"{one.title}, as invoked by {name}"
        if one.changes:
            text += f": incompatible only with it: {_only_with_it(one.only_with, labels)}."
        else:
            text += ": the sets are the same with and without it."
        said.append(Sentence(text))
    return Section(id="instruments", title="Instruments as invoked", sentences=tuple(said))


def _only_with_it(sets: PositionSets, labels: Labels) -> str:
    """Sets on one line; a position that does not stand while it is switched off has no label."""
    labelled = {one.id for one in labels.positions}
    said = []
    for each in sets:
        known = [labels[one] for one in labels.sort([one for one in each if one in labelled])]
        said.append(listed(known if len(known) == len(each) else [*known, "what it asks"]))
    return "; ".join(said) or "none"
