"""What the page of rules, norms and instruments shows, and what stands in their forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.http import Http404
from django.urls import reverse

from goodoffices.case.grammar import parse, words
from goodoffices.case.limits import Instrument, Norm, Rule
from goodoffices.gaps.sentences import listed
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.forms.issues_limits import Limit, limit_as_typed
from goodoffices.web.pages.issues import LimitCard, LimitGroup, LimitsPage
from goodoffices.web.pages.page import basis_of
from goodoffices.web.pages.record_forms import EntryFormPage
from goodoffices.web.queries.record.seen_entries import case_of
from goodoffices.web.queries.record.wording import handling_in_words

KINDS: Final = {
    "rule": (
        "Rules",
        "A rule is a link between issues that holds whoever agrees. No package crosses it.",
    ),
    "norm": (
        "Norms",
        (
            "A norm is law or principle that no package may cross. It is never switched off, and "
            "never listed as something to move."
        ),
    ),
    "instrument": (
        "Instruments as invoked",
        (
            "An earlier treaty, law or resolution that a party invokes. With a proposition it is a "
            "position of that party, and can be switched off to see what follows; without one it "
            "is a reason for other positions."
        ),
    ),
}
"""By kind: what several are called, and what one is."""


def limits_page(desk: Desk, viewer: Viewer, *, may_write: bool) -> LimitsPage:
    """Return every rule, norm and instrument that a viewer may see."""
    seen = desk.seen_by(viewer)
    lists: dict[str, Sequence[Limit]] = {
        "rule": seen.rules,
        "norm": seen.norms,
        "instrument": seen.instruments,
    }
    return LimitsPage(
        title="Rules, norms and instruments",
        basis=basis_of(case_of(desk, viewer)),
        caution=seen.caution,
        groups=tuple(
            LimitGroup(
                kind=kind,
                title=title,
                note=note,
                limits=tuple(_card(one, seen) for one in lists[kind]),
                add=f"Add {'an' if kind == 'instrument' else 'a'} {kind}",
            )
            for kind, (title, note) in KINDS.items()
        ),
        may_write=may_write,
    )


def _card(one: Limit, seen: Record) -> LimitCard:
    issues = {issue.id: issue for issue in seen.issues}
    written = one.proposition
    return LimitCard(
        id=one.id,
        title=one.title or one.id.replace("_", " "),
        proposition=written,
        words=words(parse(written, issues), issues) if written else "",
        about="; ".join(_about(one, seen)),
        cites=one.cites,
        handling=handling_in_words(one.handling, Speakers(seen)),
    )


def _about(one: Limit, seen: Record) -> Iterator[str]:
    if isinstance(one, Norm):
        yield f"Source: {one.source}"
    if isinstance(one, Instrument):
        names = {party.id: party.name for party in seen.parties}
        yield f"Invoked by {names.get(one.invoked_by, one.invoked_by)}"
        if one.clause:
            yield f"clause: {one.clause}"
        if one.contested_by:
            yield f"contested by {listed(names.get(who, who) for who in one.contested_by)}"
        if one.reason_for:
            yield f"a reason for {listed(one.reason_for)}"


def new_limit_page(kind: str) -> EntryFormPage:
    """Return the page of a new rule, norm or instrument.

    Raises
    ------
    Http404
        Where there is no such kind.
    """
    if kind not in KINDS:
        raise Http404
    return EntryFormPage(
        title=f"Add {'an' if kind == 'instrument' else 'a'} {kind}",
        about="",
        words="",
        lead=(KINDS[kind][1],),
        button="Add it",
        back=reverse("limits"),
    )


def limit_to_edit(
    desk: Desk, viewer: Viewer, limit_id: str
) -> tuple[EntryFormPage, str, Limit, dict[str, object]]:
    """Return a limit: the page of its form, its kind, the limit, and what stands in the form.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    seen = desk.seen_by(viewer)
    found: list[Limit] = [*seen.rules, *seen.norms, *seen.instruments]
    limit = next((one for one in found if one.id == limit_id), None)
    if limit is None:
        raise Http404
    kind = _kind_of(limit)
    page = EntryFormPage(
        title=f"Edit {limit.title or limit.id}",
        about=limit.id,
        words="",
        lead=(KINDS[kind][1],),
        button="Save",
        back=reverse("limits"),
        links=((f"Take the {kind} out …", reverse("limit-remove", args=[limit.id])),),
    )
    version = desk.state().version(kind, limit_id)
    return page, kind, limit, {**limit_as_typed(limit), "seen_version": version}


def _kind_of(limit: Limit) -> str:
    if isinstance(limit, Rule):
        return "rule"
    return "norm" if isinstance(limit, Norm) else "instrument"
