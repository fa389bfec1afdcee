"""What the page of undertakings shows."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from goodoffices.case.case import Case
from goodoffices.case.parties import Party
from goodoffices.case.undertakings import Linkage, Undertaking
from goodoffices.drafting.undertaking_sections import (
    importance_section,
    linkage_in_words,
    linkage_section,
    party_name,
    undertaking_section,
)
from goodoffices.record.record import Record
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.pages.page import basis_of
from goodoffices.web.pages.undertakings import (
    ImportanceLine,
    LinkageCard,
    UndertakingCard,
    UndertakingsPage,
)
from goodoffices.web.queries.record.seen_entries import case_of


def undertakings_page(desk: Desk, viewer: Viewer, *, may_write: bool) -> UndertakingsPage:
    """Return what is undertaken, what waits for what, and what matters to whom, as seen."""
    seen, case = desk.seen_by(viewer), case_of(desk, viewer)
    acting = {one.responsible for one in seen.undertakings}
    acting |= {party for one in seen.undertakings for party in one.beneficiaries}
    return UndertakingsPage(
        title="Undertakings",
        basis=basis_of(case),
        caution=seen.caution,
        undertakings=tuple(_undertaking(one, case, seen) for one in seen.undertakings),
        linkages=tuple(_linkage(one, case, seen) for one in seen.linkages),
        importance=tuple(_importance(one, case) for one in seen.parties if one.id in acting),
        may_write=may_write,
    )


def _undertaking(one: Undertaking, case: Case, seen: Record) -> UndertakingCard:
    ((_, (sentence,)),) = undertaking_section([one], case).groups
    return UndertakingCard(
        id=one.id,
        name=one.name,
        responsible=party_name(one.responsible, case),
        says=sentence.text,
        brought_by=tuple(_brought_by(one.id, seen)),
        cites=one.cites,
    )


def _linkage(one: Linkage, case: Case, seen: Record) -> LinkageCard:
    (sentence,) = linkage_section([one], case).sentences
    looser = (
        linkage_in_words(each.step or one.step, each.after or one.after, case)
        for each in one.loosenings
    )
    return LinkageCard(
        id=one.id,
        name=linkage_in_words(one.step, one.after, case),
        says=sentence.text,
        looser=tuple(looser),
        brought_by=tuple(_brought_by(one.id, seen)),
        cites=one.cites,
    )


def _brought_by(entry: str, seen: Record) -> Iterator[tuple[str, str]]:
    for issue in seen.issues:
        for option in issue.options:
            if entry in option.brings:
                yield f"{issue.name}: {option.name}", reverse("issue", args=[issue.id])


def _importance(party: Party, case: Case) -> ImportanceLine:
    said = [one for one in case.importance if one.party == party.id]
    # One sentence for each comes first; after them the section says of whom nothing is known.
    sentences = importance_section(said, case).sentences[: len(said)]
    return ImportanceLine(
        party=party.name,
        says=tuple(one.text for one in sentences),
        cites=tuple(cited for one in said for cited in one.cites),
        url=reverse("importance-edit", args=[party.id]),
    )
