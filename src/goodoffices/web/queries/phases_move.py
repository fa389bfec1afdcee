"""An order that somebody arranges: a step comes earlier or later, and what that changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from goodoffices.case.case import Case
from goodoffices.case.errors import GoodOfficesError
from goodoffices.drafting.basis import say_basis
from goodoffices.drafting.moving_sections import moved_section, order_section
from goodoffices.drafting.page import Section
from goodoffices.drafting.undertaking_sections import party_name, references_in_words
from goodoffices.gaps.sentences import listed
from goodoffices.phasing.moving import Moved, OrderLook, Way, look_at_order, move_undertaking
from goodoffices.phasing.phased import Phased
from goodoffices.phasing.step_order import JOINED, order_of, parts_done_in, split_step
from goodoffices.web.pages.phases import MovePage, StepLine
from goodoffices.web.queries.choosing import Looking, Pairs, address, pairs_of
from goodoffices.web.queries.phases import Phasing, phasing_of
from goodoffices.web.queries.sentences import in_a_sentence
from goodoffices.web.requests import CaseRequest

ORDER: Final = "order"
"""In an address: the steps one after the other, joined by commas."""
MOVE: Final = "move"
TO: Final = "to"
SPLIT: Final = "split"
NEXT: Final = ","


@dataclass(frozen=True, slots=True)
class Arranged:
    """An order, and the move that led to it; None where nothing was moved."""

    look: OrderLook
    moved: Moved | None
    wrong: str = ""

    def section(self, case: Case) -> Section:
        """Return it in words and pictures."""
        if self.moved is not None:
            return moved_section(self.moved, case)
        return order_section(self.look, case)


def order_in_address(look: Looking, pairs: Pairs, order: Sequence[str]) -> str:
    """Return where an order can be arranged."""
    path = reverse("move-undertaking")
    kept = [*pairs_of(look.view), *pairs]
    return f"{path}?{urlencode([*kept, (ORDER, NEXT.join(order))], safe='=,~')}"


def move_page(request: CaseRequest) -> tuple[MovePage, Phasing]:
    """Return the page as an address arranges it."""
    phasing = phasing_of(request)
    look, pairs = phasing.look, phasing.pairs
    case, arranged, brought, nothing = look.case(), None, None, ""
    try:
        phased = phasing.phased()
        brought = phased.case
        arranged = _arranged(request.GET, phased)
    except GoodOfficesError as error:
        nothing = in_a_sentence(error)
    has_steps = arranged is not None and brought is not None
    section = arranged.section(brought) if arranged is not None and brought is not None else None
    moved = arranged.moved if arranged is not None else None
    page = MovePage(
        title="Arrange the steps",
        basis=say_basis(case),
        caution=case.caution,
        is_wide=True,
        steps=_lines(arranged, brought) if arranged is not None and brought is not None else (),
        kept=(*pairs_of(look.view), *pairs),
        order=NEXT.join(arranged.look.order) if arranged is not None else "",
        result=section,
        said=_said(section) if section is not None else "",
        nothing=nothing if not has_steps else "",
        wrong=arranged.wrong if arranged is not None else "",
        undo=order_in_address(look, pairs, moved.before.order) if moved is not None else "",
        back=address(reverse("phases"), look.view, pairs),
    )
    return page, phasing


def _arranged(query: QueryDict, phased: Phased) -> Arranged:
    """What an address arranges; where it cannot be done, the order before, and why not.

    Raises
    ------
    GoodOfficesError
        Where there is no order at all.
    """
    case, joint = phased.case, phased.joint
    found = order_of(phased.found.as_phases, case)
    order = tuple(one for one in query.get(ORDER, "").split(NEXT) if one) or found
    try:
        before = look_at_order(case, order, joint=joint)
    except GoodOfficesError as error:
        wrong = f"{in_a_sentence(error)} This is the order that was found."
        return Arranged(look_at_order(case, found, joint=joint), None, wrong)
    try:
        split = query.get(SPLIT)
        if split:
            order = split_step(case, order, split)
            return Arranged(look_at_order(case, order, joint=joint), None)
        step, to = _wanted(query)
        if step:
            moved = move_undertaking(case, order, step, to=to, joint=joint)
            return Arranged(moved.after, moved)
    except (GoodOfficesError, ValueError) as error:
        wrong = in_a_sentence(error) if isinstance(error, GoodOfficesError) else "No such place."
        return Arranged(before, None, wrong)
    return Arranged(before, None)


def _wanted(query: QueryDict) -> tuple[str, int | Way]:
    """Which step is moved, and where to: a button says earlier or later, a drag says a place."""
    for way in Way:
        step = query.get(way.value)
        if step:
            return step, way
    to = query.get(TO, "")
    if to in {one.value for one in Way}:
        return query.get(MOVE, ""), Way(to)
    return (query.get(MOVE, ""), int(to)) if to else ("", Way.EARLIER)


def _lines(arranged: Arranged, case: Case) -> tuple[StepLine, ...]:
    known = {one.id: one for one in case.undertakings}
    order = arranged.look.order
    moved = arranged.moved.step if arranged.moved is not None else ""
    lines = []
    for place, step in enumerate(order, start=1):
        parts = parts_done_in(step, known)
        givers = dict.fromkeys(known[one.partition(".")[0]].responsible for one in parts)
        lines.append(
            StepLine(
                id=step,
                place=place,
                says=references_in_words(parts, case),
                by=listed(party_name(one, case) for one in givers),
                is_first=place == 1,
                is_last=place == len(order),
                is_moved=step == moved,
                is_several=len(parts) > 1 or JOINED in step,
            )
        )
    return tuple(lines)


def _said(section: Section) -> str:
    return " ".join([f"{section.title}.", *(one.text for one in section.sentences)])
