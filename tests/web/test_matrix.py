"""The matrix and its cells: what stands in them, for whom, and as a file."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account, AuditLine, Visit
from goodoffices.web.pages.matrix import CellLine, CellPage, MatrixPage
from tests.web.cast import LOOKERS, TAKERS, statuses_of
from tests.web.held import WORD, hold_position, open_position, text_of


def page_of(browser: Client, address: str) -> MatrixPage:
    page = browser.get(address).context["page"]
    assert isinstance(page, MatrixPage)
    return page


def cell_of(browser: Client, address: str) -> CellPage:
    page = browser.get(address).context["page"]
    assert isinstance(page, CellPage)
    return page


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/matrix/", LOOKERS),
        ("/matrix/philadelphi/israel/", LOOKERS),
        ("/matrix/export.csv", TAKERS),
        ("/matrix/export.html", TAKERS),
    ],
)
def test_each_address_answers_each_of_the_cast(
    browsers: dict[str, Client], address: str, expected: dict[str, int]
) -> None:
    assert statuses_of(browsers, address) == expected


def test_matrix_has_issues_as_rows_and_parties_as_columns(ana: Client) -> None:
    table = page_of(ana, "/matrix/").table
    assert table.parties == ("Israel", "Hamas", "Egypt", "Qatar", "United States")
    assert [(row.id, row.state, row.gap) for row in table.rows] == [
        ("philadelphi", "incompatible", "not known"),
        ("netzarim", "not enough known", "not known"),
        ("management", "incompatible in combination", "not known"),
        ("second_phase", "not enough known", "not known"),
    ]


def test_cell_says_what_is_held_by_register_and_what_is_to_be_minded(ana: Client) -> None:
    israel, hamas, *_ = page_of(ana, "/matrix/").table.rows[0].cells
    assert israel.registers == (
        (
            "attributed",
            (
                CellLine(
                    "rejects", "refuses to withdraw from the Philadelphi and Netzarim corridors"
                ),
                CellLine(
                    "",
                    "insists that, if it withdraws, an Arab or international force manage both "
                    "corridors",
                ),
            ),
        ),
    )
    assert (israel.marks, hamas.registers) == (("can be read otherwise",), ())


def test_matrix_is_a_table_with_a_scope_for_each_header(ana: Client) -> None:
    html = ana.get("/matrix/").content.decode()
    assert (html.count('<th scope="col">'), html.count('<th scope="row">')) == (6, 4)


def test_register_tab_leaves_the_other_registers_out(ana: Client) -> None:
    page = page_of(ana, "/matrix/?register=public")
    assert [tab.label for tab in page.tabs if tab.is_current] == ["public"]
    assert {cell.registers for row in page.table.rows for cell in row.cells} == {()}


def test_links_of_cells_keep_the_view(ana: Client) -> None:
    cell = page_of(ana, "/matrix/?as_of=2024-08-28&since=cairo_round").table.rows[0].cells[0]
    assert cell.url == "/matrix/philadelphi/israel/?as_of=2024-08-28"


# ---------------------------------------------------------------------------- changes


def test_what_changed_since_a_round_is_marked_and_listed(ana: Client) -> None:
    page = page_of(ana, "/matrix/?since=cairo_round")
    marked = {
        (row.id, cell.party): cell.changed
        for row in page.table.rows
        for cell in row.cells
        if cell.changed
    }
    assert marked == {
        ("philadelphi", "Israel"): ("new",),
        ("philadelphi", "Egypt"): ("new", "new permission"),
        ("netzarim", "Israel"): ("new",),
        ("management", "Israel"): ("new",),
        ("management", "Hamas"): ("new",),
        ("management", "Egypt"): ("new",),
        ("second_phase", "Egypt"): ("new", "new permission"),
    }
    assert page.changes is not None
    assert page.changes.sentences[0].cites == ("s15",)


def test_what_changed_since_my_last_visit_goes_by_when_it_was_recorded(
    desk: Desk, ana: Client
) -> None:
    now = datetime.now(UTC)
    who = Account.objects.get(username="ana")
    Visit.objects.create(account=who, began_at=now, last_seen_at=now, before=now)
    assert page_of(ana, "/matrix/?since=visit").changes.is_empty  # type: ignore[union-attr]
    hold_position(desk, "ana")
    page = page_of(ana, "/matrix/?since=visit")
    assert page.table.rows[0].cells[1].changed == ("new",)


def test_since_a_mark_that_nobody_set_says_so(ana: Client) -> None:
    answer = ana.get("/matrix/?since=never")
    assert answer.status_code == 422
    assert answer.context["since_form"].errors == {
        "since": ["There is no such round or mark, or no end of it."]
    }


def test_since_a_day_compares_with_what_was_said_by_then(ana: Client) -> None:
    page = page_of(ana, "/matrix/?since_day=2999-01-01")
    assert page.changes is not None
    assert page.changes.is_empty


# ---------------------------------------------------------------------------- a cell


def test_cell_opens_its_statements_with_their_chains_and_readings(ana: Client) -> None:
    page = cell_of(ana, "/matrix/philadelphi/israel/")
    assert [one.id for one in page.statements] == ["s9", "s7", "s10"]
    repeated = page.statements[2]
    assert [hop.grade for hop in repeated.hops] == ["F3", "F3", "B3"]
    assert repeated.new_reading == "/record/s10/readings/new/?party=israel"
    assert [(one.stance, one.why, one.statement) for one in page.others] == [
        ("would accept", "r2_offer in the place of r2", "s10")
    ]


def test_cell_offers_a_new_reading_only_to_who_may_keep_the_record(
    browsers: dict[str, Client],
) -> None:
    page = cell_of(browsers["cleo"], "/matrix/philadelphi/israel/")
    assert {one.new_reading for one in page.statements} == {""}


def test_empty_cell_says_what_to_do_next(ana: Client) -> None:
    page = cell_of(ana, "/matrix/netzarim/qatar/")
    assert (page.is_empty, page.note_url) == (True, "/meeting/")


@pytest.mark.parametrize(
    "address", ["/matrix/nothing/israel/", "/matrix/philadelphi/nobody/", "/matrix/x/y/"]
)
def test_cell_of_nothing_is_not_there(ana: Client, address: str) -> None:
    assert ana.get(address).status_code == 404


def test_cell_marks_accounts_that_differ(desk: Desk, ana: Client) -> None:
    link = {
        "id": "differ",
        "kind": "contradicts",
        "statement": "s9",
        "other": "s15",
        "confirmed_by": "ana",
    }
    desk.change(lambda _: [Change("link", "differ", link)], by="ana")
    marks = page_of(ana, "/matrix/").table.rows[0].cells[0].marks
    assert marks == ("accounts differ", "can be read otherwise")
    shown = cell_of(ana, "/matrix/philadelphi/israel/").statements[0]
    assert shown.contradicts == ("s15",)


# ---------------------------------------------------------------------------- files


def test_spreadsheet_holds_the_same_table_as_the_page(ana: Client) -> None:
    answer = ana.get("/matrix/export.csv?register=attributed")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[0] == [
        "Issue",
        "State",
        "Kind of gap",
        "Israel",
        "Hamas",
        "Egypt",
        "Qatar",
        "United States",
    ]
    assert rows[1][:2] == ["Philadelphi corridor", "incompatible"]
    assert rows[2][4:] == ["nothing on record"] * 4
    assert answer["Content-Disposition"] == (
        'attachment; filename="doha-round-matrix-internal-register-attributed.csv"'
    )


def test_spreadsheet_takes_no_words_for_a_formula(desk: Desk, ana: Client) -> None:
    party = desk.state().content("party", "qatar")
    changed = {**party, "name": "=HYPERLINK(1)"}
    desk.change(lambda _: [Change("party", "qatar", changed)], by="ana")
    head = next(csv.reader(io.StringIO(ana.get("/matrix/export.csv").content.decode())))
    assert head[6] == "'=HYPERLINK(1)"


def test_what_is_taken_out_is_written_into_the_audit_log(ana: Client) -> None:
    ana.get("/matrix/export.csv")
    ana.get("/matrix/export.html")
    lines = AuditLine.objects.filter(what="matrix taken out").values_list("who", "about")
    assert sorted(lines) == [("ana", "csv"), ("ana", "html")]


def test_file_of_a_view_that_cannot_be_shown_leads_to_the_page_that_says_why(ana: Client) -> None:
    answer = ana.get("/matrix/export.csv?as_of=never")
    assert (answer.status_code, answer["Location"]) == (302, "/matrix/?as_of=never")
    assert AuditLine.objects.filter(what="matrix taken out").count() == 0


# ---------------------------------------------------------------------------- walls


@pytest.mark.parametrize(
    "address",
    ["/matrix/", "/matrix/?since=cairo_round", "/matrix/philadelphi/hamas/", "/matrix/export.html"],
)
def test_what_one_member_holds_is_in_the_matrix_of_no_other(
    desk: Desk, browsers: dict[str, Client], address: str
) -> None:
    before = text_of(browsers["ana"].get(address))
    hold_position(desk, "ben")
    assert WORD in text_of(browsers["ben"].get(address))
    assert text_of(browsers["ana"].get(address)) == before


def test_what_changed_goes_by_what_each_could_see_then(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    """Who sees the same today may have seen other things at the time that is compared."""
    hold_position(desk, "ben")
    then = datetime.now(UTC)
    for who in ("ana", "ben"):
        account = Account.objects.get(username=who)
        Visit.objects.create(account=account, began_at=then, last_seen_at=then, before=then)
    open_position(desk, "ben")
    pages = [page_of(browsers[who], "/matrix/?since=visit") for who in ("ben", "ana")]
    assert [one.table.rows[0].cells[1].changed for one in pages] == [(), ("new",)]


@pytest.mark.parametrize("address", ["/matrix/", "/matrix/philadelphi/hamas/"])
def test_more_entries_need_no_more_queries(desk: Desk, ana: Client, address: str) -> None:
    ana.get(address)  # the first page of a visit writes the visit down
    with CaptureQueriesContext(connection) as few:
        ana.get(address)
    hold_position(desk, "ana")
    with CaptureQueriesContext(connection) as more:
        ana.get(address)
    assert len(more) == len(few)
