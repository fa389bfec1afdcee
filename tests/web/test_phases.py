"""Phases: an order for undertakings, one that somebody arranges, and the same as a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from django.test import Client

from goodoffices.drafting.phase_page import phase_sections
from goodoffices.phasing.phased import phase_case
from goodoffices.record.visibility import Viewer, ViewerKind
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import AuditLine
from goodoffices.web.pages.phases import MovePage, PhasesPage
from goodoffices.web.queries import phases
from tests.web.cast import LOOKERS, TAKERS, statuses_of

DAY = "day_zero=2026-12-01"
LINKAGE = "second_phase_after_prisoners"


def phases_of(browser: Client, address: str = "/phases/") -> PhasesPage:
    page = browser.get(address).context["page"]
    assert isinstance(page, PhasesPage)
    return page


def moved(browser: Client, address: str) -> MovePage:
    page = browser.get(address).context["page"]
    assert isinstance(page, MovePage)
    return page


def ids_in(page: MovePage) -> list[str]:
    return [one.id for one in page.steps]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/phases/", LOOKERS),
        ("/phases/move/", LOOKERS),
        (f"/phases/plan.ics?{DAY}", TAKERS),
        ("/phases/plan.html", TAKERS),
        ("/phases/plan.md", TAKERS),
    ],
)
def test_each_address_answers_each_of_the_cast(
    browsers: dict[str, Client], address: str, expected: dict[str, int]
) -> None:
    assert statuses_of(browsers, address) == expected


def test_order_is_that_of_the_command_line(desk: Desk, ana: Client) -> None:
    page = phases_of(ana, f"/phases/?{DAY}")
    phased = phase_case(desk.fold(Viewer(ViewerKind.MEMBER, "ana")).case())
    assert page.found == phase_sections(phased, day_zero=date(2026, 12, 1))
    assert [one.id for one in page.given] == ["undertakings", "linkages-stated", "importance"]
    assert (page.nothing, page.is_without, page.longer) == ("", False, None)


def test_case_without_undertakings_says_how_to_add_them(desk: Desk, ana: Client) -> None:
    entries = desk.state().entries
    gone = [
        Change(kind, id, None)
        for kind, id in entries
        if kind in {"undertaking", "linkage", "importance", "schedule"}
    ]
    issues = [
        Change(kind, id, _without_brings(desk.state().content(kind, id)))
        for kind, id in entries
        if kind == "issue"
    ]
    desk.change(lambda _: [*gone, *issues], by="ana")
    answer = ana.get("/phases/")
    assert answer.context["page"].is_without
    assert "/undertakings/" in answer.content.decode()


def _without_brings(content: Mapping[str, object]) -> dict[str, object]:
    options = content.get("options", [])
    assert isinstance(options, list)
    bare = [{name: one[name] for name in one if name != "brings"} for one in options]
    return {**content, "options": bare}


def test_package_leaves_out_what_only_others_bring(ana: Client) -> None:
    page = phases_of(ana, "/phases/?package=philadelphi-stays")
    said = str(page.given[0])
    assert "Withdrawal from Philadelphi" not in said
    assert "Withdrawal from Philadelphi" in str(phases_of(ana).given[0])


def test_pinned_package_can_be_chosen(ana: Client) -> None:
    ana.post("/packages/pin/?pick-philadelphi=stays", {"name": "Evening draft"})
    choices = ana.get("/phases/").context["package_form"]["package"].field.choices
    assert choices == [
        ("", "all of them, whatever is agreed"),
        ("philadelphi-stays", "those of “Evening draft”"),
    ]


def test_linkage_that_is_loosened_stays_in_the_address(ana: Client) -> None:
    page = phases_of(ana, f"/phases/?loosen-{LINKAGE}=-")
    assert (f"loosen-{LINKAGE}", "-") in page.toolbar.kept
    assert LINKAGE not in str(page.given[1])
    assert f"loosen-{LINKAGE}=-" in page.arrange


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("escrow=rubbish", "escrow"),
        ("escrow=nothing.1%2Bnobody.2%3Degypt", "escrow"),
        ("escrow=a b=egypt", "escrow"),
        ("at_most=7", "at_most"),
        ("at_most=x", "at_most"),
        ("phases=0", "phases"),
        ("day_zero=soon", "day_zero"),
        (f"loosen-{LINKAGE}=nothing", f"loosen-{LINKAGE}"),
    ],
)
def test_what_cannot_be_asked_is_said_and_left_out(ana: Client, query: str, field: str) -> None:
    answer = ana.get(f"/phases/?{query}")
    assert answer.status_code == 422
    assert list(answer.context["phases_form"].errors) == [field]
    assert answer.context["page"].found[0] == phases_of(ana).found[0]


def test_escrow_and_share_are_heeded(ana: Client) -> None:
    query = "escrow=hostages_release.1%2Bprisoners_release.1%3Degypt&at_most=50%25&curve=on"
    page = phases_of(ana, f"/phases/?{query}")
    ids = [one.id for one in page.found]
    assert "curve" in ids
    assert "loosenings" in ids
    assert "hostages_release.1~prisoners_release.1" in ids_in(moved(ana, page.arrange))


def test_search_that_was_cut_off_offers_to_look_longer(
    ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phases, "PATIENCE_S", 0.0)
    page = phases_of(ana, "/phases/?phases=9&package=philadelphi-stays")
    assert page.longer is not None
    assert (page.longer.kind, page.longer.query) == (
        "phases",
        "package=philadelphi-stays&phases=9",
    )


# ----------------------------------------------------------------------------------- arranging


def test_order_that_was_found_is_where_arranging_begins(ana: Client) -> None:
    page = moved(ana, phases_of(ana).arrange)
    assert ids_in(page) == ids_in(moved(ana, "/phases/move/"))
    assert page.result is not None
    assert (page.result.id, page.undo, page.wrong) == ("order", "", "")


@pytest.mark.parametrize("how", ["later={0}", "move={0}&to=2", "move={0}&to=later"])
def test_step_comes_later_by_button_key_or_drag(ana: Client, how: str) -> None:
    first = ids_in(moved(ana, "/phases/move/"))
    page = moved(ana, f"/phases/move/?{how.format(first[0])}")
    assert ids_in(page) == [first[1], first[0], *first[2:]]
    assert [one.id for one in page.steps if one.is_moved] == [first[0]]
    assert page.result is not None
    assert page.result.id == "moved"
    assert page.said.startswith(page.result.title)
    assert ids_in(moved(ana, page.undo)) == first


def test_move_that_breaks_a_linkage_says_so(ana: Client) -> None:
    order = ids_in(moved(ana, "/phases/move/"))
    page = moved(ana, f"/phases/move/?move={order[-1]}&to=1")
    assert page.result is not None
    assert any("is no longer kept" in one.text for one in page.result.sentences)


def test_step_of_several_tranches_is_split(ana: Client) -> None:
    page = moved(ana, "/phases/move/")
    several = next(one.id for one in page.steps if one.is_several)
    split = moved(ana, f"/phases/move/?order={page.order}&split={several}")
    assert len(split.steps) == len(page.steps) + 1
    assert [one.is_several for one in split.steps] == [False] * len(split.steps)


@pytest.mark.parametrize(
    "query",
    ["order=nothing", "move=nothing&to=1", "split=nothing", "move=prisoners_release.1&to=99"],
)
def test_move_that_cannot_be_made_is_said_and_the_order_stays(ana: Client, query: str) -> None:
    page = moved(ana, f"/phases/move/?{query}")
    assert page.wrong
    assert ids_in(page) == ids_in(moved(ana, "/phases/move/"))


def test_place_that_is_no_number_is_refused(ana: Client) -> None:
    assert moved(ana, "/phases/move/?move=prisoners_release.1&to=x").wrong == "No such place."


# ---------------------------------------------------------------------------------- as a file


def test_calendar_has_the_days_and_stands_in_the_audit_log(ana: Client) -> None:
    answer = ana.get(f"/phases/plan.ics?{DAY}")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"DTSTART;VALUE=DATE:20261201" in answer.content
    assert 'filename="doha-round-phases-internal.ics"' in answer["Content-Disposition"]
    line = AuditLine.objects.get(what="schedule taken out")
    assert (line.who, line.about) == ("ana", "ics")


def test_calendar_without_day_zero_leads_back_to_the_page(ana: Client) -> None:
    answer = ana.get("/phases/plan.ics?phases=9")
    assert answer["Location"] == "/phases/?phases=9"
    assert not AuditLine.objects.filter(what="schedule taken out").exists()
    assert [one.label for one in phases_of(ana).downloads] == [
        "as a page (HTML)",
        "as text (Markdown)",
    ]
    assert len(phases_of(ana, f"/phases/?{DAY}").downloads) == 3


def test_who_may_take_nothing_out_is_offered_nothing(browsers: dict[str, Client]) -> None:
    page = phases_of(browsers["cleo"], f"/phases/?{DAY}")
    assert (page.downloads, page.needs_day) == ((), False)
