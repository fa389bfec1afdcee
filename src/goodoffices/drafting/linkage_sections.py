"""What each "only after" does to each side, in words and tables; and which could give way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from goodoffices.case.case import Case
from goodoffices.case.status import Status
from goodoffices.case.undertakings import Step
from goodoffices.drafting.page import Section, Sentence
from goodoffices.drafting.schedule_sections import acting
from goodoffices.drafting.shares import share_in_words
from goodoffices.drafting.undertaking_sections import (
    linkage_in_words,
    party_name,
    reference_name,
    references_in_words,
)
from goodoffices.figures.figure import Table
from goodoffices.gaps.sentences import listed
from goodoffices.phasing.linkages import IncompatibleLinkages, LinkageConflicts, LinkageEffect
from goodoffices.phasing.loosenings import GivesWay, LooseningSearch
from goodoffices.phasing.results import CurvePoint, ScheduleSearch

CAUTION: Final = (
    "Each line holds the order found with a linkage against those found without it and in a looser"
    " form, all others holding; gains from stopping are made small, exposure is what comes of it."
    " Who asked for it had a reason, and nothing here says that it has to"
    " give way."
)
"""The words that stand beside every such comparison; they are fixed."""


def effect_section(effects: Sequence[LinkageEffect], case: Case) -> Section:
    """For each linkage the largest shortfall and exposure of each party, with and without it."""
    return Section(
        id="linkages",
        title="What each “only after” does",
        note=CAUTION,
        sentences=tuple(_in_words(one, case) for one in effects),
        tables=tuple(_table(one, case) for one in effects if _has_order(one)),
        footnote="" if all(one.is_proven for one in effects) else "Not all of it is proven.",
    )


def name_of(effect: LinkageEffect, case: Case) -> str:
    """A linkage as the page calls it."""
    one = effect.linkage
    said = one.title or linkage_in_words(one.step, one.after, case)
    return f"{said[0].upper()}{said[1:]}"


def _has_order(one: LinkageEffect) -> bool:
    searches = (one.with_it, one.without, *(each.found for each in one.loosened))
    return any(each.phases for each in searches)


def _in_words(one: LinkageEffect, case: Case) -> Sentence:
    return Sentence(f"{name_of(one, case)}. {_said(one, case)}", one.linkage.cites)


def _said(one: LinkageEffect, case: Case) -> str:
    if one.without.status is Status.INFEASIBLE:
        return "Without it there is no such order either."
    if one.with_it.status is Status.INFEASIBLE and one.without.phases:
        return "With it there is no such order, and without it there is one."
    if not (one.with_it.phases and one.without.phases):
        return "What it does was not found before the search was cut off."
    if one.opens_equals:
        return (
            "Without it no largest gain from stopping can be made smaller; another order becomes"
            " possible in which they fall on other parties."
        )
    changes = list(_changes(one.with_it, one.without, case))
    if not changes:
        return "Without it nothing that is measured here is different."
    return f"Without it {listed(changes)}."


def _changes(before: ScheduleSearch, after: ScheduleSearch, case: Case) -> Iterator[str]:
    """What becomes larger or smaller for whom."""
    for what, first, second in (
        ("gain from stopping", before.largest_shortfall, after.largest_shortfall),
        ("exposure", before.largest_exposure, after.largest_exposure),
    ):
        for party, (_, most) in first.items():
            other = second[party][1] if party in second else most
            if other != most:
                yield (
                    f"the largest {what} of {party_name(party, case)} is"
                    f" {share_in_words(other)}, not {share_in_words(most)}"
                )
    phases, fewer = len(before.phases), len(after.phases)
    if phases != fewer:
        yield f"there {'is one phase' if fewer == 1 else f'are {fewer} phases'}, not {phases}"
    days = before.phases[-1].ends, after.phases[-1].ends
    if days[0] != days[1]:
        yield f"the last day is D+{days[1]}, not D+{days[0]}"


def _table(effect: LinkageEffect, case: Case) -> Table:
    forms = [("as stated", effect.with_it), ("without it", effect.without)]
    forms += [(one.loosening.name, one.found) for one in effect.loosened]
    parties = list(dict.fromkeys(party for _, found in forms for party in acting(found)))
    return Table(
        caption=(
            f"{name_of(effect, case)}: at most, in the order found, as a share of all that the"
            " party gets"
        ),
        head=(
            "Form",
            *(f"{party_name(party, case)}: gain from stopping" for party in parties),
            *(f"{party_name(party, case)}: exposure" for party in parties),
        ),
        rows=tuple(
            (
                name,
                *(_most(found, "shortfall", party) for party in parties),
                *(_most(found, "exposure", party) for party in parties),
            )
            for name, found in forms
        ),
    )


def _most(found: ScheduleSearch, what: str, party: str) -> str:
    if found.status is Status.INFEASIBLE:
        return "no order"
    by_party = found.largest_shortfall if what == "shortfall" else found.largest_exposure
    if party not in by_party:
        return "not known"
    return share_in_words(by_party[party][1])


def loosening_section(found: LooseningSearch, case: Case) -> Section:
    """Which few linkages would have to give way for nobody to be further out than a share."""
    share = share_in_words(found.at_most)
    bound = (
        "it is sure, from what is on record, that no gain from stopping exceeds"
        f" {share} of all that the party gets"
    )
    if found.status is Status.INFEASIBLE:
        said = f"Even without any linkage there is no order of which {bound}."
        return Section(
            id="loosenings", title=_LOOSENINGS, sentences=(Sentence(said),), is_list=False
        )
    if found.sets and not found.sets[0].linkages:
        said = f"None has to give way: there is an order of which {bound}."
        return Section(
            id="loosenings", title=_LOOSENINGS, sentences=(Sentence(said),), is_list=False
        )
    return Section(
        id="loosenings",
        title=_LOOSENINGS,
        note=(
            f"Where one of these sets gives way there is an order, in whatever number of phases, of"
            f" which {bound}; where only a part of a set does, there is none. Unranked; who asked"
            " for a linkage had a reason."
        ),
        groups=tuple(
            (
                f"Set {number}",
                tuple(Sentence(f"{_way(way, case)}.") for way in one.ways),
            )
            for number, one in enumerate(found.sets, start=1)
        ),
        empty="Nothing was found before the search was cut off.",
        footnote="" if found.status is Status.PROVEN else "There may be more.",
    )


_LOOSENINGS: Final = "Which linkages would have to give way"


def _way(way: Sequence[GivesWay], case: Case) -> str:
    named = {one.id: one for one in case.linkages}
    said = []
    for each in way:
        linkage = named[each.linkage]
        name = linkage.title or linkage_in_words(linkage.step, linkage.after, case)
        forms = {form.id: form.name for form in linkage.loosenings}
        said.append(
            f"{name}: becomes “{forms[each.loosening]}”"
            if each.loosening
            else f"{name}: falls away"
        )
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}"


def curve_section(curve: Sequence[CurvePoint], case: Case) -> Section:
    """What each number of phases costs."""
    doing = {one.responsible for one in case.undertakings}
    parties = [one for one in curve[0].largest_shortfall if one in doing] if curve else []
    return Section(
        id="curve",
        title="Fewer phases, and what that costs",
        note=(
            "In a phase steps go in any order: the fewer phases, the more can stand half done."
            " Gains from stopping are made small; exposure is that of the order found."
        ),
        tables=(
            Table(
                caption="At most, as a share of all that the party gets",
                head=(
                    "Phases",
                    *(f"{party_name(one, case)}: gain from stopping" for one in parties),
                    *(f"{party_name(one, case)}: exposure" for one in parties),
                ),
                rows=tuple(
                    (
                        str(point.phases),
                        *(share_in_words(point.largest_shortfall[one]) for one in parties),
                        *(share_in_words(point.largest_exposure[one]) for one in parties),
                    )
                    for point in curve
                ),
            ),
        ),
        footnote=""
        if all(one.is_proven for one in curve)
        else "Not every line is proven: another order may have smaller ones.",
    )


def conflict_section(found: LinkageConflicts, case: Case, *, joint: Sequence[Step] = ()) -> Section:
    """Linkages that cannot all hold, and the circles they go round in, held steps included."""
    held_steps = tuple(
        Sentence(
            f"{references_in_words(one.does, case)}, by {party_name(one.held_by, case)}: at one"
            " instant, so that all of it waits for what any of it waits for."
        )
        for one in joint
    )
    held = (("Held until all of it is there", held_steps),) if joint else ()
    return Section(
        id="linkage-conflicts",
        title="Linkages that cannot all hold",
        note=(
            "Each of these may be reasonable alone; together they go round in a circle, so that"
            " nothing can begin. Movement on any one of a set would open it. This is no view on"
            " who should move."
        ),
        groups=(
            *(
                (f"Set {number}", _set_in_words(one, case))
                for number, one in enumerate(found.incompatible, start=1)
            ),
            *held,
        ),
        footnote="" if found.status is Status.PROVEN else "There may be more.",
    )


def _set_in_words(one: IncompatibleLinkages, case: Case) -> tuple[Sentence, ...]:
    named = {each.id: each for each in case.linkages}
    linkages = [named[id] for id in one.linkages]
    said = listed(
        f"“{each.title or linkage_in_words(each.step, each.after, case)}”" for each in linkages
    )
    waits = [
        f"{reference_name(step, case)} waits for {reference_name(after, case)}"
        for step, after, _ in one.circle
    ]
    cites = tuple(dict.fromkeys(cite for each in linkages for cite in each.cites))
    return Sentence(f"{said}.", cites), Sentence(f"The circle: {'; '.join(waits)}.")
