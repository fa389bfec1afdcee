"""What the page of people and mandates shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.urls import reverse

from goodoffices.case.case import Case
from goodoffices.case.parties import Organ, Party
from goodoffices.case.rounds import Delegation, Round
from goodoffices.gaps.sentences import listed
from goodoffices.gaps.silences import the, without_delegation, without_mandate
from goodoffices.record.record import Record
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.pages.page import basis_of
from goodoffices.web.pages.people import (
    DelegationRow,
    IssueRow,
    Mandates,
    OrganLine,
    PartyCard,
    PeoplePage,
)
from goodoffices.web.queries.record.seen_entries import case_of


def people_page(desk: Desk, viewer: Viewer, *, may_write: bool) -> PeoplePage:
    """Return the parties that a viewer may see, and who may settle what at the last round."""
    seen, case = desk.seen_by(viewer), case_of(desk, viewer)
    organs = {organ.id: organ.name for party in seen.parties for organ in party.organs}
    held = last_round(seen.rounds)
    return PeoplePage(
        title="People and mandates",
        basis=basis_of(case),
        caution=seen.caution,
        parties=tuple(_card(party) for party in seen.parties),
        binding=tuple(
            (party.name, organ.name, listed(organs.get(one, one) for one in organ.binds))
            for party in seen.parties
            for organ in party.organs
            if organ.binds
        ),
        mandates=_mandates(held, seen, case) if held is not None else None,
        may_write=may_write,
    )


def last_round(rounds: Sequence[Round]) -> Round | None:
    """Return the round that was held last, of those to which a delegation is on record."""
    with_people = [one for one in rounds if one.delegations]
    return max(with_people, key=_held, default=None)


def _held(held: Round) -> date:
    when = held.held_on
    return (when.end or when.start or date.min) if when is not None else date.min


def _card(party: Party) -> PartyCard:
    return PartyCard(
        id=party.id,
        name=party.name,
        also=party.also_known_as,
        roles=listed(one.value.replace("_", " ") for one in party.roles) or "no role noted",
        organs=tuple(organ_tree(party.organs)),
        url=reverse("party-edit", args=[party.id]),
    )


def organ_tree(organs: Sequence[Organ]) -> Iterator[OrganLine]:
    """Yield the organs of a party, each above those that it binds; each once.

    Examples
    --------
    >>> bureau = Organ(id="bureau", name="Bureau", binds=["field"])
    >>> field = Organ(id="field", name="Field command")
    >>> [(one.name, one.opens, len(one.closes)) for one in organ_tree([field, bureau])]
    [('Bureau', True, 0), ('Field command', False, 1)]
    """
    bound = {one for organ in organs for one in organ.binds}
    roots = [one for one in organs if one.id not in bound]
    lines: list[tuple[Organ, int]] = []
    taken: set[str] = set()
    by_id = {one.id: one for one in organs}

    def walk(organ: Organ, depth: int) -> None:
        if organ.id in taken:
            return
        taken.add(organ.id)
        lines.append((organ, depth))
        for one in organ.binds:
            if one in by_id:
                walk(by_id[one], depth + 1)

    for organ in (*roots, *organs):  # the others bind each other in a ring
        walk(organ, 0)
    depths = [depth for _, depth in lines]
    for (organ, depth), after in zip(lines, (*depths, 0)[1:], strict=True):
        also = ", ".join(organ.also_known_as)
        closes = range(max(0, depth - after))
        yield OrganLine(organ.name, organ.kind, also, after > depth, closes)


def _mandates(held: Round, seen: Record, case: Case) -> Mandates:
    names = {one.id: one.name for one in seen.parties}
    return Mandates(
        round=held.name,
        url=reverse("round", args=[held.id]),
        delegations=delegation_rows(held, seen),
        issues=tuple(_issue_rows(held, seen, case, names)),
        not_on_record=tuple(_silences(held, case, names)),
    )


def delegation_rows(held: Round, seen: Record) -> tuple[DelegationRow, ...]:
    """Return the delegations to a round, each with its mandate in words."""
    return tuple(_delegation(one, seen) for one in held.delegations)


def _delegation(one: Delegation, seen: Record) -> DelegationRow:
    issues = {each.id: each.name for each in seen.issues}
    settles = "not known"
    if one.may_settle is not None:
        settles = listed(issues.get(each, each) for each in one.may_settle) or "no issue"
    refers = [f"{issues.get(issue, issue)} to {whom}" for issue, whom in one.refers.items()]
    name = next((each.name for each in seen.parties if each.id == one.party), one.party)
    return DelegationRow(
        party=name,
        party_id=one.party,
        members=", ".join(one.members) or "not noted",
        level=one.level,
        settles=settles,
        refers="; ".join(refers),
        cites=one.cites,
    )


def _issue_rows(
    held: Round, seen: Record, case: Case, names: Mapping[str, str]
) -> Iterator[IssueRow]:
    negotiating = {one.id for one in case.negotiating}
    absent = set(without_delegation(case, held))
    open_ = set(without_mandate(held)) & negotiating
    for issue in seen.issues:
        sent = [one for one in held.delegations if one.party in negotiating]
        settles = [one.party for one in sent if issue.id in (one.may_settle or ())]
        refers = {one.party: one.refers[issue.id] for one in sent if issue.id in one.refers}
        unknown = [one for one in names if one in absent | open_ and one not in refers]
        yield IssueRow(
            issue=issue.name,
            settles=listed(names.get(one, one) for one in settles),
            refers="; ".join(f"{names.get(one, one)} to {to}" for one, to in refers.items()),
            unknown=listed(names[one] for one in unknown),
            note=_note(settles, unknown, negotiating),
        )


def _note(settles: Sequence[str], unknown: Sequence[str], negotiating: set[str]) -> str:
    if negotiating and set(settles) == negotiating:
        return "all negotiating parties may settle it here"
    if not settles and not unknown:
        return "nobody here may settle it"
    if not settles:
        return "of nobody here it is known that they may settle it"
    return ""


def _silences(held: Round, case: Case, names: Mapping[str, str]) -> Iterator[str]:
    absent, open_ = without_delegation(case, held), without_mandate(held)
    if absent:
        who = listed((names.get(one, one) for one in absent), "or")
        yield f"Whether {who} came to {the(held)}."
    if open_:
        yield f"What {listed(names.get(one, one) for one in open_)} may settle in {the(held)}."
