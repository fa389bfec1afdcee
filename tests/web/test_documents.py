"""Documents: /documents/ and below."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import AuditLine
from goodoffices.web.queries import documents as queries
from tests.web.cast import CANARIES, LOOKERS, NOBODY, TAKERS, WRITERS, statuses_of
from tests.web.kept_alone import SECRET, add_entries, keep_alone


def edit(browser: Client, desk: Desk, **changes: str) -> Any:
    """Send the form of the report as it stands, but for these changes."""
    shown = browser.get("/documents/efe_report/edit/").context["form"]
    sent = {one.name: one.value() for one in shown if one.value()}
    sent["seen_version"] = desk.state().version("document", "efe_report")
    return browser.post("/documents/efe_report/edit/", {**sent, **changes})


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/documents/", LOOKERS),
        ("/documents/efe_report/", LOOKERS),
        ("/documents/efe_report/edit/", WRITERS),
        ("/documents/efe_report/file", TAKERS),
        ("/documents/none/", NOBODY),
        ("/documents/none/edit/", NOBODY),
        ("/documents/none/file", NOBODY),
    ],
)
def test_each_address_answers_each_of_the_cast(
    browsers: dict[str, Client], address: str, expected: dict[str, int]
) -> None:
    assert statuses_of(browsers, address) == expected


def test_a_document_is_listed_with_its_date_and_how_it_is_known(ana: Client) -> None:
    [one] = ana.get("/documents/").context["page"].documents
    assert (one.id, one.outlet, one.dated, one.language, one.statements) == (
        "efe_report",
        "Efe",
        "2024-08-28",
        "en",
        15,
    )
    assert one.date_basis.startswith("set by mira: Not printed.")


def test_of_many_documents_the_last_are_listed_and_the_others_counted(
    desk: Desk, ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "AT_ONCE", 2)
    new = [Change("document", name, {"id": name}) for name in ("d8", "d9")]
    desk.change(lambda _: new, by="ana")
    page = ana.get("/documents/").context["page"]
    assert ([one.id for one in page.documents], page.before) == (["d8", "d9"], 1)


def test_every_statement_is_marked_where_it_stands(desk: Desk, ana: Client) -> None:
    page = ana.get("/documents/efe_report/").context["page"]
    assert "".join(piece.text for piece in page.pieces) == desk.state().record.texts["efe_report"]
    assert [one for piece in page.pieces for one in piece.begins] == [f"s{n}" for n in range(1, 16)]
    words = {one.id: one.words for one in desk.state().record.statements}
    [third] = [piece for piece in page.pieces if piece.begins == ("s3",)]
    assert (third.text, third.is_marked) == (words["s3"], True)
    assert page.unplaced == ()


def test_a_draft_from_a_document_is_named_but_not_marked(desk: Desk, ana: Client) -> None:
    draft = {"id": "one_more", "words": "Efe", "document": "efe_report", "draft": True}
    desk.change(lambda _: [Change("statement", "one_more", draft)], by="ana")
    assert ana.get("/documents/efe_report/").context["page"].unplaced == (("one_more", "Efe"),)


def test_a_file_is_taken_out_as_it_is_and_the_log_says_so(desk: Desk, ana: Client) -> None:
    answer = ana.get("/documents/efe_report/file")
    name = desk.state().record.documents[0].file
    assert answer.content == (desk.path / "documents" / name).read_bytes()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert [
        (one.who, one.what, one.about) for one in AuditLine.objects.exclude(what="signed in")
    ] == [("ana", "document taken out", "efe_report")]


def test_a_file_outside_the_folder_of_documents_is_no_file(desk: Desk, ana: Client) -> None:
    (desk.path / "outside.txt").write_text("not a document")
    before = desk.state().content("document", "efe_report")
    change = Change("document", "efe_report", {**before, "original": "../outside.txt"})
    desk.change(lambda _: [change], by="ana")
    assert ana.get("/documents/efe_report/file").status_code == 404
    assert ana.get("/documents/efe_report/").context["page"].has_file is False


def test_a_date_that_somebody_sets_stands_with_their_name(desk: Desk, ana: Client) -> None:
    assert edit(ana, desk, dated="2024-08-29", basis="It names the vote.").status_code == 303
    document = desk.state().content("document", "efe_report")
    assert (document["dated"], document["date_set_by"]) == (
        {"from": "2024-08-29", "to": "2024-08-29", "basis": "It names the vote."},
        "ana",
    )


def test_a_printed_date_is_set_by_nobody(desk: Desk, ana: Client) -> None:
    edit(ana, desk, dated="2024-08-29", basis="", is_printed="on")
    document = desk.state().content("document", "efe_report")
    assert document["dated"] == {"from": "2024-08-29", "to": "2024-08-29"}
    assert "date_set_by" not in document


def test_a_date_that_is_not_printed_needs_a_reason(desk: Desk, ana: Client) -> None:
    shown = edit(ana, desk, basis="")
    assert (shown.status_code, shown.context["form"].errors) == (
        422,
        {"basis": ["Say how the date is known, or that it is printed on it."]},
    )


def test_an_edit_never_touches_the_words_nor_what_nobody_changed(desk: Desk, ana: Client) -> None:
    before = desk.state().content("document", "efe_report")
    edit(ana, desk, title="Another title")
    assert desk.state().content("document", "efe_report") == {**before, "title": "Another title"}


def test_nobody_sees_or_changes_a_document_that_another_holds(
    browsers: dict[str, Client], desk: Desk
) -> None:
    keep_alone(desk, "dina")
    head = desk.archive.head()
    for deed in ("", "edit/", "file"):
        assert browsers["ben"].get(f"/documents/alone_document/{deed}").status_code == 404
    sent = {"title": "Other"}
    assert browsers["ben"].post("/documents/alone_document/edit/", sent).status_code == 404
    assert desk.archive.head() == head
    foreign = [SECRET, *(word for who, word in CANARIES.items() if who != "ben")]
    for page in ("/documents/", "/documents/efe_report/"):
        words = browsers["ben"].get(page).content.decode()
        assert [one for one in foreign if one in words] == []
    assert SECRET in browsers["dina"].get("/documents/alone_document/").content.decode()


def test_a_statement_that_another_holds_is_not_marked(
    browsers: dict[str, Client], desk: Desk
) -> None:
    text = desk.state().record.texts["efe_report"]
    start = text.index("Earlier setbacks")
    said = {
        "id": "heard_alone",
        "words": "Earlier setbacks",
        "document": "efe_report",
        "span": {"start": start, "end": start + 16},
        "chain": [{"speaker": "hamas", "to": "team"}],
        "handling": {"level": "in_confidence", "held_by": ["dina"]},
    }
    desk.change(lambda _: [Change("statement", "heard_alone", said)], by="dina")
    pages = {who: browsers[who].get("/documents/efe_report/").context["page"] for who in CANARIES}
    seen = {
        who: "heard_alone" in {one for piece in page.pieces for one in piece.begins}
        for who, page in pages.items()
    }
    assert seen == {"ana": False, "ben": False, "cleo": False, "dina": True}
    assert len(pages["dina"].pieces) == len(pages["ana"].pieces) + 2


def test_two_who_edit_a_document_lose_nothing(desk: Desk, browsers: dict[str, Client]) -> None:
    before = desk.state().version("document", "efe_report")
    edit(browsers["ben"], desk, outlet="Agencia Efe")
    shown = edit(browsers["ana"], desk, outlet="EFE", seen_version=before)
    page, form = shown.context["page"], shown.context["form"]
    assert (shown.status_code, page.changed_by) == (409, "ben")
    assert [(one.label, one.now, one.typed) for one in page.changed] == [
        ("Outlet", "Agencia Efe", "EFE")
    ]
    edit(browsers["ana"], desk, outlet="EFE", seen_version=form["seen_version"].value())
    assert desk.state().content("document", "efe_report")["outlet"] == "EFE"


def test_three_documents_need_no_more_queries_than_one(desk: Desk, ana: Client) -> None:
    ana.get("/documents/")
    counts = []
    for extra in (0, 2):
        made = [{"id": f"more{n}", "title": f"More {n}"} for n in range(extra)]
        add_entries(desk, "document", made)
        with CaptureQueriesContext(connection) as queries:
            ana.get("/documents/")
            ana.get("/documents/efe_report/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
