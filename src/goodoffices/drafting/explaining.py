"""The explanation in words: what cannot all stand, and where movement would matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from goodoffices.case.case import Case, Choice
from goodoffices.case.grammar import parse, words
from goodoffices.case.passages import ReadingView
from goodoffices.drafting.labels import Labels
from goodoffices.drafting.page import Section, Sentence
from goodoffices.figures.incompatible_set import Member, draw_incompatible_set
from goodoffices.gaps.findings import Admission, Explanation, ReadingSets
from goodoffices.gaps.sentences import listed

MOST_SETS: Final = 12
"""Sets that a page lists; the rest are counted, and `explain --json` has them all."""
FEW_SETS: Final = 4
"""Movement sets up to which each is written out, where "one of each" would say the same."""
MOST_NAMED: Final = 3
"""Rival readings up to which all are named; beyond, only those that are changed."""


def choice_in_words(choice: Choice, explanation: Explanation, case: Case) -> str:
    """Say how rival readings are taken: "s10 read as “would accept”"."""
    rivals = dict.fromkeys(one for reading in explanation.readings for one in reading.choice)
    if not rivals:
        return "the leading readings"
    said = []
    for leading in rivals:
        statement, ways = _ways_to_read(leading, case)
        way = ways.get(choice.get(leading, leading), choice.get(leading, leading))
        said.append(f"{statement} read as “{way}”")
    changed = [text for leading, text in zip(rivals, said, strict=True) if leading in choice]
    if len(said) <= MOST_NAMED:
        return listed(said)
    return listed(changed) if changed else "the leading readings"


def _ways_to_read(leading: str, case: Case) -> tuple[str, dict[str, str]]:
    """The statement that carries a reading, and how it may be read: the stance tells, or more."""
    for passage in case.passages.values():
        if any(one.id == leading for one in passage.readings):
            rivals = [one for one in passage.readings if leading in {one.id, one.alternative_to}]
            stances = {one.stance for one in rivals}
            if len(stances) == len(rivals):
                return passage.statement, {one.id: one.stance.words for one in rivals}
            said = {one.id: one.in_words or _said(one, case) for one in rivals}
            return passage.statement, said
    return leading, {}


def _said(reading: ReadingView, case: Case) -> str:
    text = reading.stance.words
    if reading.proposition:
        text += f": {words(parse(reading.proposition, case.issues), case.issues)}"
    return text


def position_section(case: Case, labels: Labels) -> Section:
    """The positions as stated, by party, each with its label."""
    groups: dict[str, list[Sentence]] = {}
    for position in labels.positions:
        text = f"{labels[position.id]} {labels.stated(position)}"
        register = position.register.value
        text += f" ({register})" if register != "attributed" else ""
        groups.setdefault(labels.holders(position), []).append(Sentence(text, position.statements))
    return Section(
        id="positions",
        title="Reported positions",
        groups=tuple((name, tuple(sentences)) for name, sentences in groups.items()),
        empty="No position on record reaches the threshold in use.",
    )


def conflict_sentences(explanation: Explanation, labels: Labels, case: Case) -> list[Sentence]:
    """What cannot all stand: own contradictions first, then what holds under every reading."""
    said = [
        Sentence(
            f"{case.parties[one.party].name}: its own positions cannot all stand: "
            f"{labels.listed(one.positions)}."
            + ("" if one.under_every_reading else f" Under {choice_in_words(one.choice, explanation, case)}."),
            _cites(one.positions, labels),
        )
        for one in explanation.own
    ]
    every = explanation.under_every_reading.incompatible
    several = len(explanation.readings) > 1
    if every:
        lead = "Under every reading" if several else "Cannot all stand"
        said.append(_set_sentence(lead, every, labels))
    shared = set(every)
    for reading in explanation.readings if several else ():
        rest = [one for one in reading.incompatible if one not in shared]
        if rest:
            lead = f"Also, with {choice_in_words(reading.choice, explanation, case)}"
            said.append(_set_sentence(lead, rest, labels))
    return said


def movement_sentences(explanation: Explanation, labels: Labels, case: Case) -> list[Sentence]:
    """Where movement would matter, by reading; unranked."""
    several = len(explanation.readings) > 1
    said = []
    every = explanation.under_every_reading.movement
    if several and every:
        said.append(_movement_sentence("Under every reading", every, labels))
    for reading in explanation.readings:
        rest = [one for one in reading.movement if not (several and one in set(every))]
        if not rest:
            continue
        lead = f"With {choice_in_words(reading.choice, explanation, case)}" if several else "Movement on"
        if len(rest) > FEW_SETS and _are_apart(reading):
            said.append(_one_of_each(lead, reading.incompatible, labels))
        else:
            said.append(_movement_sentence(lead, rest, labels))
    return said


def _are_apart(reading: ReadingSets) -> bool:
    """Whether no position is in two incompatible sets: then movement is one of each, no more."""
    members = [one for each in reading.incompatible for one in each]
    return reading.complete and len(members) == len(set(members))


def _one_of_each(lead: str, sets: Sequence[Sequence[str]], labels: Labels) -> Sentence:
    said = "; ".join(listed((labels[one] for one in labels.sort(each)), "or") for each in sets)
    cites = tuple(dict.fromkeys(cite for one in sets for cite in _cites(one, labels)))
    colon = "" if lead == "Movement on" else ":"
    return Sentence(f"{lead}{colon} one of each: {said}.", cites)


def untabled_sentences(explanation: Explanation, labels: Labels, case: Case) -> list[Sentence]:
    """Issues on which a formula that nobody has tabled could remove every incompatibility."""
    several = len(explanation.readings) > 1
    said: list[Sentence] = []
    for one in explanation.untabled:
        lead = f"With {choice_in_words(one.choice, explanation, case)}: " if several else ""
        ways = " Or ".join(_admission(way, labels) for way in one.admitted_by)
        text = f"{lead}{case.issues[one.issue].name}. {ways}"
        if one.ask_first:
            text += f" First ask whether the idea or only the wording was refused ({labels.listed(one.ask_first)})."
        cites = {
            cite: None for way in one.admitted_by for cite in _cites(way.positions, labels)
        }
        said.append(Sentence(text, tuple(cites)))
    return said


def _admission(way: Admission, labels: Labels) -> str:
    if not way.positions:
        return "No standing position would have to admit it."
    them = "it" if len(way.positions) == 1 else "them"
    would = "would do too" if way.withdrawing_suffices else "alone would not do"
    return f"{labels.listed(way.positions)} would have to admit it; withdrawing {them} {would}."


def _set_sentence(lead: str, sets: Sequence[Sequence[str]], labels: Labels) -> Sentence:
    shown = sets[:MOST_SETS]
    more = f"; and {len(sets) - len(shown)} more" if len(sets) > len(shown) else ""
    cites = tuple(dict.fromkeys(cite for one in shown for cite in _cites(one, labels)))
    return Sentence(f"{lead}: {labels.sets(shown)}{more}.", cites)


def _movement_sentence(lead: str, sets: Sequence[Sequence[str]], labels: Labels) -> Sentence:
    shown = sets[:MOST_SETS]
    said = "; or ".join(labels.listed(each) for each in shown)
    more = f"; or one of {len(sets) - len(shown)} more" if len(sets) > len(shown) else ""
    cites = tuple(dict.fromkeys(cite for one in shown for cite in _cites(one, labels)))
    colon = "" if lead == "Movement on" else ":"
    return Sentence(f"{lead}{colon} {said}{more}.", cites)


def _cites(positions: Sequence[str], labels: Labels) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(cite for one in positions for cite in labels.position(one).statements)
    )


def set_sections(explanation: Explanation, labels: Labels, case: Case) -> Iterator[Section]:
    """In detail: each incompatible set drawn and said in words, by reading."""
    drawn: set[tuple[str, ...]] = set()
    several = len(explanation.readings) > 1
    for number, reading in enumerate(explanation.readings, start=1):
        lead = f": {choice_in_words(reading.choice, explanation, case)}" if several else ""
        yield _set_section(number, reading, labels, drawn, title=f"Incompatible sets{lead}")


def _set_section(
    number: int,
    reading: ReadingSets,
    labels: Labels,
    drawn: set[tuple[str, ...]],
    *,
    title: str,
) -> Section:
    names = {issue.id: issue.name for issue in labels.case.issues.values()}
    figures, sentences = [], []
    for place, one in enumerate(reading.incompatible[:MOST_SETS], start=1):
        cites = _cites(one, labels)
        if one in drawn:
            sentences.append(Sentence(f"{labels.sets([one])}: as above.", cites))
            continue
        drawn.add(one)
        members = [
            Member(
                labels[each],
                labels.holders(labels.position(each)),
                labels.stated(labels.position(each)),
                labels.position(each).issues,
            )
            for each in labels.sort(one)
        ]
        figures.append(draw_incompatible_set(members, names, id=f"set-{number}-{place}"))
        sentences.append(Sentence(f"{labels.sets([one])}.", cites))
    left_out = len(reading.incompatible) - MOST_SETS
    status = _status(reading)
    return Section(
        id=f"sets-{number}",
        title=title,
        sentences=tuple(sentences),
        figures=tuple(figures),
        empty="Nothing on record is incompatible under this reading.",
        footnote=status + (f" {left_out} more sets are in explain --json." if left_out > 0 else ""),
    )


def _status(reading: ReadingSets) -> str:
    if reading.complete:
        return "These are all there are; each was checked again by a second way."
    return "More may exist: the search was cut off. The smallest found are shown first."


def conflict_section(explanation: Explanation, labels: Labels, case: Case) -> Section:
    """What cannot all stand."""
    return Section(
        id="cannot-all-stand",
        title="Cannot all stand",
        sentences=tuple(conflict_sentences(explanation, labels, case)),
        empty="Nothing on record is incompatible: some package crosses no position.",
        footnote="" if explanation.complete else "Not complete: the search was cut off.",
    )


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
    said = [
        Sentence("How this is read alters the sets.", (one,)) for one in explanation.depends_on
    ]
    said += [
        Sentence("If this one statement were wrong, the sets would be others.", (one,))
        for one in explanation.fragile_on
    ]
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
            added = labels.sets(one.only_with) if one.only_with else "none"
            text += f": incompatible only with it: {added}."
        else:
            text += ": the sets are the same with and without it."
        said.append(Sentence(text))
    return Section(id="instruments", title="Instruments as invoked", sentences=tuple(said))
