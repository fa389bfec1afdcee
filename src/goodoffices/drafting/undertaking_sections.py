"""What is undertaken, what waits for what, and what matters more to whom, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from goodoffices.case.case import Case
from goodoffices.case.preferences import said_exactly
from goodoffices.case.undertakings import (
    OPEN_WEIGHT,
    Importance,
    Linkage,
    Undertaking,
    Weighing,
)
from goodoffices.drafting.page import Section, Sentence
from goodoffices.gaps.sentences import listed
from goodoffices.phasing.naming import tranches_in_words


def undertaking_section(undertakings: Sequence[Undertaking], case: Case) -> Section:
    """The undertakings, by who is to do them, each with its tranches and what it waits for."""
    groups: dict[str, list[Sentence]] = {}
    for one in undertakings:
        groups.setdefault(party_name(one.responsible, case), []).append(_undertaking(one, case))
    about_persons = any(one.persons for one in undertakings)
    note = "People are named in groups. No number stands for what they matter."
    return Section(
        id="undertakings",
        title="Undertakings",
        note=note if about_persons else "",
        groups=tuple((name, tuple(said)) for name, said in groups.items()),
        empty="Nothing is undertaken on record.",
    )


def party_name(party: str, case: Case) -> str:
    """The name of a party; its id where the page may not show more."""
    return case.parties[party].name if party in case.parties else party


def reference_name(reference: str, case: Case) -> str:
    """What a reference names, in words: "Release of prisoners, the second tranche".

    An undertaking that the page may not show is called by its id.
    """
    id, _, part = reference.partition(".")
    known = {one.id: one for one in case.undertakings}
    if id not in known:
        return reference
    one = known[id]
    return tranches_in_words(one, [reference] if part else one.parts)


def references_in_words(references: Sequence[str], case: Case) -> str:
    """What references name, tranches of one undertaking said together."""
    known = {one.id: one for one in case.undertakings}
    parts: dict[str, list[str]] = {}
    for reference in references:
        id, _, part = reference.partition(".")
        whole = known[id].parts if id in known else ()
        parts.setdefault(id, []).extend([reference] if part else whole)
    return listed(
        tranches_in_words(known[id], some) if id in known else id for id, some in parts.items()
    )


def linkage_in_words(step: str, after: str, case: Case) -> str:
    """What a linkage says, in words."""
    return f"{reference_name(step, case)} only after {reference_name(after, case)}"


def _undertaking(one: Undertaking, case: Case) -> Sentence:
    said = [one.name]
    if one.beneficiaries:
        said.append(f"for {listed(party_name(party, case) for party in one.beneficiaries)}")
    said.append(_tranches(one))
    more = list(_conditions(one, case))
    text = ", ".join(part for part in said if part)
    return Sentence(f"{text}.{''.join(f' {part}.' for part in more)}", one.cites)


def _tranches(one: Undertaking) -> str:
    if one.groups:
        groups = "one group" if len(one.groups) == 1 else f"{len(one.groups)} groups"
        return f"in {groups} ({listed(group.name for group in one.groups)})"
    if one.amount is not None and one.smallest is not None:
        unit = f" {one.unit}" if one.unit else ""
        return f"{one.amount:,}{unit}, in tranches of {one.smallest:,} or more"
    return "" if one.tranches == 1 else f"in {one.tranches} equal tranches"


def _conditions(one: Undertaking, case: Case) -> Iterator[str]:
    if one.after:
        yield f"It waits for {listed(reference_name(after, case) for after in one.after)}"
    if one.earliest:
        yield f"Not before D+{one.earliest}"
    if one.due is not None:
        yield f"Due by D+{one.due}"
    if one.verified_by:
        lag = f", within {_days(one.verified_in)}" if one.verified_in else ""
        yield f"Verified by {party_name(one.verified_by, case)}{lag}"
    if one.reversible:
        yield "It can be taken back"
    if one.on_default:
        yield f"Where it is not done: {one.on_default.rstrip('.')}"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def importance_section(importance: Sequence[Importance], case: Case) -> Section:
    """What matters more to whom, who says so, and whether the team assumes it."""
    sentences = [sentence for one in importance for sentence in _importance(one, case)]
    known = {one.party for one in importance}
    acting = {one.responsible for one in case.undertakings}
    silent = [party.name for party in case.parties.values() if party.id in acting - known]
    if silent:
        is_one = len(silent) == 1
        sentences.append(
            Sentence(
                f"Of {listed(silent)} nothing is on record: anything may matter more or less to"
                f" {'it' if is_one else 'them'}."
            )
        )
    return Section(id="importance", title="What matters more to whom", sentences=tuple(sentences))


def _importance(one: Importance, case: Case) -> Iterator[Sentence]:
    name = party_name(one.party, case)
    said = [*_weighing("does", one.does, case), *_weighing("gets", one.gets, case)]
    if one.weighs != OPEN_WEIGHT and not (one.does.numbers and one.gets.numbers):
        said.append(f"all that it does weighs {_bounds(*one.weighs)} of all that it gets")
    text = "; ".join(said) if said else "nothing is said to matter more or less"
    lead = "Assumed by the team" if one.assumed else "Stated"
    source = f" ({one.source.strip().rstrip('.')})" if one.source else ""
    yield Sentence(f"{name}: {text}. {lead}{source}.", one.cites)


def _weighing(what: str, weighing: Weighing, case: Case) -> Iterator[str]:
    if weighing.numbers:
        numbers = ", ".join(
            f"{reference_name(reference, case)} {_bounds(*bounds)}"
            for reference, bounds in weighing.numbers.items()
        )
        yield f"of what it {what}, in its own units: {numbers}"
    levels = [listed(reference_name(str(one), case) for one in level) for level in weighing.order]
    if len(levels) > 1:
        yield f"of what it {what}, {' before '.join(levels)}"
    elif levels and len(weighing.order[0]) > 1:
        yield f"of what it {what}, {levels[0]} alike"


def _bounds(low: Fraction, high: Fraction) -> str:
    one, other = said_exactly(low), said_exactly(high)
    return one if one == other else f"{one} to {other}"


def linkage_section(linkages: Sequence[Linkage], case: Case) -> Section:
    """What waits for what, who asks for it, and who judges it."""
    return Section(
        id="linkages-stated",
        title="What waits for what",
        sentences=tuple(_linkage(one, case) for one in linkages),
        empty="No linkage is on record.",
    )


def _linkage(one: Linkage, case: Case) -> Sentence:
    said = f"{one.title or linkage_in_words(one.step, one.after, case)}"
    who = f" Asked by {party_name(one.asked_by, case)}." if one.asked_by else ""
    judge = party_name(one.judge, case) if one.judge else ""
    judged = f" {judge} says when that is done." if judge else " Who says that it is done is open."
    return Sentence(f"{said[0].upper()}{said[1:]}.{who}{judged}", one.cites)
