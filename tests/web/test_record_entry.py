"""One entry: /record/ID/."""

from __future__ import annotations

import re
from typing import cast

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodoffices.record.erasing import erase_entry
from goodoffices.record.visibility import Viewer, ViewerKind
from goodoffices.record.write_back import write_back
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account
from goodoffices.web.pages.record_entry import EntryPage, Leave, ShownHop, StatementPage
from goodoffices.web.queries.record.entry import entry_page
from goodoffices.web.queries.record.seen_entries import seen_entries
from tests.web.cast import CANARIES, ROLES
from tests.web.held import WORD, hold_position, text_of


def statement(desk: Desk, entry: str, who: str = "ana") -> StatementPage:
    page = entry_page(desk, Account.objects.get(member=who), entry)
    assert isinstance(page, StatementPage)
    return page


def other(desk: Desk, entry: str) -> EntryPage:
    page = entry_page(desk, Account.objects.get(member="ana"), entry)
    assert isinstance(page, EntryPage)
    return page


def text(client: Client, address: str) -> str:
    return text_of(cast("HttpResponse", client.get(address)))


def history(page: StatementPage | EntryPage) -> list[tuple[str, str, str]]:
    return [(one.by, one.what, one.about) for one in page.history]


def test_every_entry_has_a_page(desk: Desk, ana: Client) -> None:
    seen = seen_entries(desk, Viewer(ViewerKind.MEMBER, "ana"))
    kinds = {one.kind for one in seen.values()}
    answers = {one: ana.get(f"/record/{one}/").status_code for one in seen}
    assert answers == dict.fromkeys(seen, 200)
    assert kinds == {kind for kind, _ in desk.state().entries} - {"case"}


def test_a_statement_is_shown_with_its_chain_grade_by_grade(desk: Desk) -> None:
    assert statement(desk, "s7").chain == (
        ShownHop(
            "Israel to someone not named",
            "",
            "F3",
            "reliability of the source cannot be judged; possibly true",
        ),
        ShownHop(
            "Efe news agency to the public", "press", "B3", "source usually reliable; possibly true"
        ),
    )


def test_its_words_are_marked_in_the_document(desk: Desk) -> None:
    page = statement(desk, "s7")
    assert page.passage is not None
    marked = [one.text for one in page.passage.pieces if one.is_marked]
    assert marked == [page.words]
    assert (page.passage.title, page.passage.is_begin) == (
        "Israeli delegation back in Doha for a new round",
        False,
    )


def test_rival_readings_stand_side_by_side_the_leading_first(desk: Desk) -> None:
    page = statement(desk, "s10")
    assert [
        (one.id, one.status, one.stance, one.rivals, one.may_lead) for one in page.readings
    ] == [
        ("r2", "leading", "insists", "", False),
        ("r2_offer", "alternative", "would accept", "r2", True),
    ]
    assert page.readings[0].read == "mira, 2024-08-29"


def test_a_reading_leads_to_its_statement(ana: Client) -> None:
    assert "Statement s10" in ana.get("/record/r2_offer/").content.decode()


def test_what_repeats_it_and_what_rests_on_it_are_named(desk: Desk) -> None:
    page = statement(desk, "s10")
    assert [(one.how, one.other, one.confirmed_by) for one in page.links] == [
        ("repeats this", "s7", "mira")
    ]
    assert {one.kind for one in page.resting} >= {"position"}
    assert statement(desk, "s3").resting[-1].id == "prisoners_release"


def test_accounts_that_differ_wait_for_a_person(desk: Desk, ana: Client) -> None:
    link = {"id": "differ", "kind": "contradicts", "statement": "s13", "other": "s12"}
    desk.change(lambda _: [Change("link", "differ", link)], by="ana")
    assert [(one.how, one.confirmed_by) for one in statement(desk, "s12").links] == [
        ("contradicts this", "")
    ]
    answer = ana.post("/record/differ/confirm/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/record/differ/")
    assert [one.confirmed_by for one in statement(desk, "s13").links] == ["ana"]


def test_the_history_names_what_changed_and_nothing_of_what_it_said(desk: Desk) -> None:
    note = desk.state().content("note", "n1")
    desk.change(
        lambda _: [Change("note", "n1", {**note, "text": "Other.", "party": "qatar"})], by="ben"
    )
    assert history(other(desk, "n1")) == [
        ("ben", "changed: party, text", ""),
        ("ana", "recorded", ""),
    ]


def test_the_history_says_where_an_entry_was_moved(desk: Desk) -> None:
    said = desk.state().content("statement", "s13")
    handling = {"level": "in_confidence", "given_by": "egypt"}
    moved = {**said, "handling": handling}
    desk.change(lambda _: [Change("statement", "s13", moved)], by="ben")
    assert history(statement(desk, "s13")) == [
        ("ben", "moved to the compartment egypt", ""),
        ("ana", "recorded", ""),
    ]


def test_the_history_of_a_statement_has_that_of_its_readings(desk: Desk) -> None:
    reading = desk.state().content("reading", "r2")
    desk.change(lambda _: [Change("reading", "r2", {**reading, "why": "So."})], by="ben")
    assert history(statement(desk, "s10"))[0] == ("ben", "changed: why", "reading r2")


def test_an_erased_entry_says_so_and_no_more(desk: Desk) -> None:
    write_back(desk.path)
    erase_entry(desk.path, "n1", by="ana", reason="told in error")
    page = other(desk, "n1")
    assert (page.kind, page.words, page.leave) == ("note", "", Leave(False, False, False))
    assert history(page)[0] == ("ana", "erased: told in error", "")
    assert dict(page.facts)["Reason"] == "told in error"
    assert (page.is_erased, other(desk, "n2").is_erased) == (True, False)


@pytest.mark.parametrize("who", ROLES)
def test_what_another_holds_is_not_there(browsers: dict[str, Client], who: str) -> None:
    missing = text(browsers[who], "/record/nothing_of_this_name/")
    for other_one, canary in CANARIES.items():
        if other_one == who:
            continue
        for end in ("", "edit/", "read/", "supersede/", "link/", "erase/"):
            address = f"/record/held_{other_one}/{end}"
            assert browsers[who].get(address).status_code == 404
            assert text(browsers[who], address) == missing
            assert canary not in missing


def test_what_ben_holds_changes_no_page_of_ana(desk: Desk, ana: Client) -> None:
    addresses = (
        "/record/",
        "/record/?q=withdrawal",
        "/record/?party=hamas",
        "/record/s10/",
        "/record/s14/read/",
        "/record/s14/edit/",
        "/record/efe_report/",
        "/review/",
    )
    before = [text(ana, one) for one in addresses]
    hold_position(desk, "ben")
    assert [text(ana, one) for one in addresses] == before
    for hidden in ("told_alone", "read_alone", "read_alone_otherwise"):
        assert ana.get(f"/record/{hidden}/").status_code == 404
        assert ana.post(f"/record/{hidden}/confirm/").status_code == 404
        assert ana.post(f"/record/{hidden}/lead/").status_code == 404
    assert WORD not in text(ana, f"/record/?q={WORD}").replace(f'value="{WORD}"', "").replace(
        f"“{WORD}”", ""
    )


def test_ben_sees_what_he_holds(desk: Desk, browsers: dict[str, Client]) -> None:
    hold_position(desk, "ben")
    page = statement(desk, "told_alone", "ben")
    assert dict(page.facts)["Handling"] == "held by ben alone"
    assert [one.id for one in page.readings] == ["read_alone", "read_alone_otherwise"]


def test_an_analyst_reads_and_is_offered_nothing_to_write(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    assert statement(desk, "s10", "cleo").leave == Leave(False, False, False)
    page = browsers["cleo"].get("/record/s10/").content.decode()
    assert re.findall(r'<a class="button[^>]*>', page) == []
    for end in ("edit", "read", "supersede", "link", "erase"):
        assert browsers["cleo"].get(f"/record/s10/{end}/").status_code == 404


def test_a_mediator_may_write_and_not_erase(desk: Desk, browsers: dict[str, Client]) -> None:
    assert statement(desk, "s10", "dina").leave == Leave(True, False, False)
    assert browsers["dina"].get("/record/s10/erase/").status_code == 404


def test_the_number_of_queries_does_not_grow(desk: Desk, ana: Client) -> None:
    ana.get("/record/s10/")
    counts = []
    for more in (1, 3):
        link = {"kind": "contradicts", "statement": "s10", "other": "s1", "confirmed_by": "ana"}
        changes = [
            Change("link", f"x{more}{n}", {"id": f"x{more}{n}", **link}) for n in range(more)
        ]
        desk.change(lambda _, changes=changes: changes, by="ana")  # type: ignore[misc]
        with CaptureQueriesContext(connection) as queries:
            ana.get("/record/s10/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
