"""Settings: what each role finds there, the lock, edits of the files, and another case."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from goodoffices import __version__
from goodoffices.case.yaml_edit import append_entries
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account, AuditLine
from goodoffices.web.switching import SWITCHBOARD
from tests.web.cast import CANARIES

FILES = "/settings/files/"


def add_statement(desk: Desk, id: str, *, held_by: str = "") -> None:
    """Write a statement into the files by hand."""
    said: dict[str, object] = {
        "id": id,
        "words": "Not before Friday.",
        "said_on": "2024-08-29",
        "chain": [{"speaker": "hamas", "to": "team"}],
    }
    if held_by:
        said["handling"] = {"level": "in_confidence", "held_by": [held_by]}
    append_entries(desk.path / "record.yaml", "statements", [said])


@pytest.mark.parametrize("who", ["ben", "cleo", "dina"])
def test_others_find_their_own_settings_alone(browsers: dict[str, Client], who: str) -> None:
    page = browsers[who].get("/settings/").context["page"]
    assert [one.label for one in page.own] == [
        "Password",
        "Second step of signing in",
        "Sign out",
    ]
    assert (page.of_case, page.facts, page.may_switch) == ((), None, False)
    assert browsers[who].get(FILES).status_code == 404
    assert browsers[who].post("/settings/other-cases/").status_code == 404


def test_the_lead_finds_where_the_case_lies_and_its_head(desk: Desk, ana: Client) -> None:
    facts = ana.get("/settings/").context["page"].facts
    assert (facts.folder, facts.head) == (str(desk.path), desk.archive.head())
    assert (facts.version, facts.last_backup, facts.unrecorded) == (__version__, None, 0)
    named = str(settings.DATABASES["default"]["NAME"])
    assert facts.database in {f"SQLite, {named}", f"PostgreSQL, {named} on 127.0.0.1"}


def test_every_place_among_the_settings_is_there(ana: Client) -> None:
    page = ana.get("/settings/").context["page"]
    found = {one.url: ana.get(one.url).status_code for one in (*page.own, *page.of_case)}
    assert set(found.values()) <= {200, 302}
    assert [url for url, status in found.items() if status == 302] == []


def test_edits_of_the_files_are_shown_and_recorded(desk: Desk, ana: Client) -> None:
    add_statement(desk, "by_hand")
    assert ana.get("/settings/").context["page"].facts.unrecorded == 1
    page = ana.get(FILES).context["page"]
    assert [(one.entry, one.what) for one in page.edits] == [("statement by_hand", "added")]
    assert ("statement", "by_hand") not in desk.state().entries
    assert ana.post(FILES)["Location"] == FILES
    assert desk.state().entries["statement", "by_hand"].recorded_by == "ana"
    assert ana.get(FILES).context["page"].edits == ()
    line = AuditLine.objects.exclude(what="signed in").get()
    assert (line.who, line.what, line.about) == ("ana", "edits of the files recorded", "1")


def test_edits_of_what_others_hold_are_counted_and_not_named(desk: Desk, ana: Client) -> None:
    add_statement(desk, "benonly", held_by="ben")
    answer = ana.get(FILES)
    page = answer.context["page"]
    assert (page.edits, page.hidden) == ((), 1)
    assert b"benonly" not in answer.content
    assert CANARIES["ben"].encode() not in answer.content
    ana.post(FILES)
    assert ("statement", "benonly") in desk.state().entries


def test_files_with_mistakes_are_named_by_place_and_nothing_is_recorded(
    desk: Desk, ana: Client
) -> None:
    add_statement(desk, "by_hand")
    record = desk.path / "record.yaml"
    text = record.read_text("utf-8").replace("speaker: hamas", "speaker: hammas", 1)
    record.write_text(text, "utf-8")
    head = desk.archive.head()
    answer = ana.post(FILES)
    assert answer.status_code == 422
    line = text[: text.index("speaker: hammas")].count("\n") + 1
    assert answer.context["page"].mistakes == (f"record.yaml:{line}",)
    assert desk.archive.head() == head
    assert ana.get("/settings/").context["page"].facts.unrecorded is None


def test_the_lock_ends_every_session_at_once(browsers: dict[str, Client]) -> None:
    signed_in = [browsers[who] for who in ("ana", "ben", "cleo", "dina")]
    assert [one.get("/settings/").status_code for one in signed_in] == [200] * 4
    answer = browsers["cleo"].post("/lock/")
    assert (answer.status_code, answer["Location"]) == (303, "/account/login/")
    assert [one.get("/settings/").status_code for one in signed_in] == [302] * 4
    lines = AuditLine.objects.exclude(what="signed in").order_by("id")
    assert [(one.who, one.what) for one in lines] == [("cleo", "locked")]
    assert (
        b"Locked: everybody has to sign in again."
        in browsers["cleo"].get(answer["Location"]).content
    )


def test_the_lock_takes_a_form(ana: Client) -> None:
    assert ana.get("/lock/").status_code == 405
    assert ana.get("/settings/").status_code == 200


@pytest.fixture
def switchable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As where `serve` runs on a database file of the case's own."""
    monkeypatch.delenv("GOODOFFICES_DATABASE", raising=False)
    SWITCHBOARD.open(by="mira", stop_accepting=lambda: None)
    yield
    SWITCHBOARD.__init__()  # type: ignore[misc]


def test_the_lead_goes_to_the_other_cases(ana: Client, switchable: None) -> None:
    assert ana.get("/settings/").context["page"].may_switch
    answer = ana.post("/settings/other-cases/")
    assert SWITCHBOARD.wanted is not None
    assert SWITCHBOARD.wanted.case is None
    assert (answer.status_code, answer["Location"]) == (303, f"/enter/{SWITCHBOARD.wanted.token}/")


def test_a_database_of_a_team_holds_one_case(
    ana: Client, switchable: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOODOFFICES_DATABASE", "postgresql://someone@db/talks")
    assert not ana.get("/settings/").context["page"].may_switch
    assert ana.post("/settings/other-cases/").status_code == 404
    assert SWITCHBOARD.wanted is None


def test_only_a_server_that_can_start_anew_switches(ana: Client) -> None:
    assert not ana.get("/settings/").context["page"].may_switch
    assert ana.post("/settings/other-cases/").status_code == 404
    assert Account.objects.count() == 4
