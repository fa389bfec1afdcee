"""The audit log as a page: filtered, a hundred lines each, and without what others hold."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import Resolver404, resolve

from goodoffices.record.record import ENTRY_LISTS, Record
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account, AuditLine
from goodoffices.web.forms.audit import AuditFilter
from goodoffices.web.pages.audit import AuditPage, AuditRow
from goodoffices.web.queries.record.seen_entries import seen_entries

LINES: Final = 100
HELD: Final = "(held by others)"
NOT_NAMED: Final = "…"
"""Stands for an id that the viewer does not see, whether or not there is one."""
_WORD: Final = re.compile(r"[A-Za-z0-9_-]+")


def audit_page(desk: Desk, viewer: Viewer, chosen: AuditFilter, *, number: str) -> AuditPage:
    """Return one page of the audit log as somebody may see it.

    Ids of entries that others hold are not shown: that they exist is theirs to say.
    """
    lines = AuditLine.objects.all()
    if chosen.who:
        lines = lines.filter(who=chosen.who)
    if chosen.only_refused:
        lines = lines.filter(was_refused=True)
    paginator: Paginator[AuditLine] = Paginator(lines, LINES)
    page = paginator.get_page(number)
    names = {one.member: str(one) for one in Account.objects.all()}
    held = _held_by_others(desk, viewer)
    seen = frozenset(seen_entries(desk, viewer))
    rows = tuple(
        AuditRow(
            at=one.at,
            who=names.get(one.who, one.who),
            what=one.what,
            about=_said(one, held, seen),
            refused=f"{one.rule}: {one.reason}" if one.was_refused else "",
        )
        for one in page
    )
    asked = {name: value for name, value in chosen.asked.items() if value}
    return AuditPage(
        title="Audit log",
        rows=rows,
        pages=page,
        numbers=tuple(paginator.get_elided_page_range(page.number)),
        query=f"{urlencode(asked)}&" if asked else "",
    )


def _said(line: AuditLine, held: Collection[str], seen: Collection[str]) -> str:
    """What a line is about; of an address that was refused, only ids that the viewer sees."""
    if line.was_refused and line.about.startswith("/"):
        return _address(line.about, seen)
    return _WORD.sub(lambda word: HELD if word[0] in held else word[0], line.about)


def _address(path: str, seen: Collection[str]) -> str:
    """An address in which an id that is held by others looks like one that does not exist."""
    try:
        named = resolve(path).kwargs.values()
    except Resolver404:
        return NOT_NAMED
    hidden = {one for one in named if isinstance(one, str) and one not in seen}
    return "/".join(NOT_NAMED if part in hidden else part for part in path.split("/"))


def _held_by_others(desk: Desk, viewer: Viewer) -> frozenset[str]:
    """The ids that this viewer does not see, so that they are not shown here either."""
    state = desk.state()
    eyes = state.same_eyes(viewer)

    def find() -> frozenset[str]:
        everything = {one for _, one in state.entries}
        return frozenset(everything - _ids(desk.seen_by(viewer)) - {state.record.title})

    return desk.kept(("held by others", eyes), find)


def _ids(seen: Record) -> set[str]:
    found = {one.id for name in ENTRY_LISTS for one in getattr(seen, name) if hasattr(one, "id")}
    found |= {reading.id for one in seen.statements for reading in one.readings}
    return found | {one.id for one in seen.erased} | {"case"}
