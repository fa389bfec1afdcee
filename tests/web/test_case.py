"""The case at a glance: /, and setting a mark."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goodoffices.case.yaml_edit import append_entries
from goodoffices.intake.drafts import DraftsFile
from goodoffices.intake.review.storing import write_drafts
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account, Visit
from goodoffices.web.pages.case import CasePage
from tests.web.cast import CANARIES
from tests.web.held import WORD, hold_position, open_position
from tests.web.kept_alone import SECRET, keep_alone


def page_of(browser: Client, asked: str = "") -> CasePage:
    page = browser.get(f"/{asked}").context["page"]
    assert isinstance(page, CasePage)
    return page


def was_here(who: str) -> None:
    """Let somebody's last visit end now."""
    now = timezone.now()
    begun = {"began_at": now, "last_seen_at": now, "before": now}
    Visit.objects.update_or_create(account=Account.objects.get(username=who), defaults=begun)


def say(desk: Desk, id: str, words: str, *, by: str) -> None:
    said = {"id": id, "words": words, "chain": [{"speaker": "hamas", "to": "team"}]}
    desk.change(lambda _: [Change("statement", id, said)], by=by)


def remove(desk: Desk, kind: str, id: str, *, by: str) -> None:
    desk.change(lambda _: [Change(kind, id, None)], by=by)


def test_each_of_the_cast_is_answered(browsers: dict[str, Client]) -> None:
    assert {who: one.get("/").status_code for who, one in browsers.items()} == {
        "ana": 200,
        "ben": 200,
        "cleo": 200,
        "dina": 200,
        "stranger": 302,
    }


def test_the_page_starts_with_its_basis(ana: Client) -> None:
    page = page_of(ana)
    assert (page.title, page.label) == (
        "Gaza truce and exchange talks, from Cairo to Doha",
        "INTERNAL",
    )
    assert page.basis[0].text == "16 statements from 1 document (Efe)."


def test_what_cannot_all_stand_is_a_line_a_set(ana: Client) -> None:
    clashes = page_of(ana).clashes
    assert [one.cites for one in clashes.sets] == [
        ("s9", "s15"),
        ("s9", "s14"),
        ("s7", "s8", "s10", "s11", "s15"),
        ("s7", "s8", "s10", "s11", "s14"),
    ]
    assert clashes.sets[0].words == (
        "Israel: refuses to withdraw from the Philadelphi and Netzarim corridors; Egypt: rejects "
        "any Israeli military presence in the Philadelphi corridor, on its border with Gaza"
    )
    assert (clashes.left_out, clashes.caution) == (0, "")


# ------------------------------------------------------------------------------ what changed


def test_on_a_first_visit_nothing_is_compared(ana: Client) -> None:
    since = page_of(ana).since
    assert (since.is_compared, since.entries, since.positions) == (False, (), None)
    assert since.words.startswith("This is your first visit")


def test_what_others_did_since_my_last_visit_is_told_and_not_what_i_did(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    say(desk, "before", "Before.", by="ben")
    was_here("ana")
    say(desk, "mine", "Mine.", by="ana")
    say(desk, "theirs", "Theirs.", by="ben")
    say(desk, "before", "Corrected.", by="ben")
    found = page_of(browsers["ana"]).since.entries
    assert [(one.what, one.kind, one.id, one.words, one.by) for one in found] == [
        ("changed", "statement", "before", "Corrected.", "ben"),
        ("recorded", "statement", "theirs", "Theirs.", "ben"),
    ]


def test_an_entry_that_i_changed_last_is_told_by_what_another_did(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    was_here("ana")
    say(desk, "theirs", "Theirs.", by="ben")
    say(desk, "theirs", "Theirs, as I corrected it.", by="ana")
    [found] = page_of(browsers["ana"]).since.entries
    assert (found.what, found.by) == ("recorded", "ben")


def test_what_was_taken_out_is_told_with_its_words(desk: Desk, ana: Client) -> None:
    say(desk, "theirs", "Theirs.", by="ben")
    was_here("ana")
    remove(desk, "statement", "theirs", by="ben")
    [found] = page_of(ana).since.entries
    assert (found.what, found.id, found.words, found.url) == ("removed", "theirs", "Theirs.", "")


def test_what_another_holds_is_not_told_whatever_was_done_with_it(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    for who in CANARIES:
        was_here(who)
    keep_alone(desk, "dina")
    hold_position(desk, "dina")
    for kind, id in (("note", "alone_clock"), ("message", "alone_message")):
        remove(desk, kind, id, by="dina")
    for who in ("ana", "ben", "cleo"):
        words = browsers[who].get("/").content.decode()
        foreign = [one for name, one in CANARIES.items() if name != who]
        assert [one for one in (SECRET, WORD, "alone_", *foreign) if one in words] == []
        assert page_of(browsers[who]).since.entries == ()
    desk.change(lambda _: [Change("note", "seen", {"id": "seen", "text": "Seen."})], by="ben")
    assert [one.id for one in page_of(browsers["dina"]).since.entries] == ["seen"]


def test_what_its_holder_took_out_is_told_to_the_holder_alone(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    keep_alone(desk, "dina")
    was_here("ana")
    was_here("dina")
    remove(desk, "note", "alone_clock", by="ben")
    assert [one.id for one in page_of(browsers["dina"]).since.entries] == ["alone_clock"]
    assert page_of(browsers["ana"]).since.entries == ()


def test_what_names_something_hidden_is_not_told_when_it_is_taken_out(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    keep_alone(desk, "dina")
    hold_position(desk, "dina")
    link = {"id": "tie", "kind": "contradicts", "statement": "told_alone", "other": "s9"}
    reading = {"id": "apart", "statement": "told_alone", "party": "hamas", "stance": "reserves"}
    notes: list[dict[str, object]] = [
        {"id": "on_it", "text": "It matters.", "rests_on": ["tie"]},
        {"id": "on_that", "text": "That too.", "rests_on": ["on_it"]},
        {"id": "plain", "text": "Plain."},
    ]
    desk.change(
        lambda _: [
            Change("link", "tie", link),
            Change("reading", "apart", reading),
            *(Change("note", str(one["id"]), one) for one in notes),
        ],
        by="ben",
    )
    was_here("ana")
    was_here("dina")
    gone = [("link", "tie"), ("reading", "apart")]
    gone += [("note", str(one["id"])) for one in notes]
    desk.change(lambda _: [Change(*key, None) for key in gone], by="ben")
    found = {who: page_of(browsers[who]).since.entries for who in ("ana", "dina")}
    assert [one.id for one in found["ana"]] == ["plain"]
    assert sorted(one.id for one in found["dina"]) == sorted(id for _, id in gone)


def test_positions_are_compared_with_those_before(desk: Desk, browsers: dict[str, Client]) -> None:
    hold_position(desk, "ben")
    was_here("ana")
    open_position(desk, "ben")
    section = page_of(browsers["ana"]).since.positions
    assert section is not None
    assert (section.title, section.is_empty) == ("Positions", False)


def test_changes_since_a_round_or_a_day_are_told_instead(ana: Client) -> None:
    since = page_of(ana, "?since=cairo_round").since
    assert since.words == "Since Cairo round, 2024-08-25"
    assert since.positions is not None
    same = page_of(ana, "?since_day=2024-08-25").since
    assert (same.words, same.entries) == ("Since 2024-08-25", since.entries)


def test_what_is_no_day_is_said_on_the_form(ana: Client) -> None:
    answer = ana.get("/?since_day=soon")
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"since_day": ["Write the day like 2024-08-28."]}


def test_a_mark_is_set_and_changes_since_it_are_told(desk: Desk, ana: Client) -> None:
    name = page_of(ana).mark
    assert name == f"briefed-{date.today()}"  # noqa: DTZ011 -- the team's day
    assert ana.post("/mark/", {"name": name}).status_code == 303
    assert list(desk.archive.marks()) == [name]
    say(desk, "later", "Later.", by="ana")
    found = page_of(ana, f"?since={name}").since
    assert [one.id for one in found.entries] == ["later"]


def test_a_mark_without_a_name_is_not_set(desk: Desk, ana: Client) -> None:
    shown = ana.post("/mark/", {"name": " "})
    assert (shown.status_code, list(desk.archive.marks())) == (422, [])


def test_who_may_not_write_sets_no_mark(desk: Desk, browsers: dict[str, Client]) -> None:
    assert browsers["cleo"].post("/mark/", {"name": "mine"}).status_code == 404
    assert list(desk.archive.marks()) == []


def test_coming_back_after_a_pause_begins_a_visit(browsers: dict[str, Client]) -> None:
    then = datetime.now(UTC) - timedelta(hours=2)
    account = Account.objects.get(username="ana")
    Visit.objects.create(account=account, began_at=then, last_seen_at=then)
    browsers["ana"].get("/messages/")
    assert Visit.objects.get(account=account).before == then


# ------------------------------------------------------------------------------ what waits


def test_messages_and_days_that_wait_are_shown(desk: Desk, ana: Client) -> None:
    asked = {"asked_by": "hamas", "to": "israel", "words": "Ask.", "asked_on": "2024-08-29"}
    told = {**asked, "id": "told", "conveyed_on": "2024-08-30", "reply_owed": True}
    note = {"id": "map", "kind": "promise", "text": "A map", "due": "2024-09-01"}
    desk.change(
        lambda _: [
            Change("message", "waits", {**asked, "id": "waits"}),
            Change("message", "told", told),
            Change("note", "map", note),
        ],
        by="ana",
    )
    page = page_of(ana)
    assert [(one.id, one.about) for one in page.messages.to_convey] == [
        ("waits", "Hamas to Israel, asked on 2024-08-29")
    ]
    assert [(one.id, one.about) for one in page.messages.awaiting] == [
        ("told", "Hamas to Israel, conveyed on 2024-08-30")
    ]
    assert [one.id for one in page.days.past_due] == ["map"]


def test_drafts_and_questions_that_wait_are_counted(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    before = page_of(browsers["ben"]).waiting
    draft = {"id": "draft", "text": "Perhaps.", "draft": True}
    undated = {"id": "undated", "title": "A leaflet"}
    desk.change(
        lambda _: [Change("note", "draft", draft), Change("document", "undated", undated)],
        by="ana",
    )
    after = page_of(browsers["ben"], "?questions=all").waiting
    assert (after.drafts - before.drafts, after.questions_count - before.questions_count) == (1, 1)
    assert after.questions is not None
    assert ("Document undated has no date: when was it published?", "/record/undated/") in [
        (one.words, one.url) for one in after.questions
    ]


def test_nothing_that_waits_with_another_is_counted(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    before = page_of(browsers["ben"], "?questions=all")
    keep_alone(desk, "dina")
    hold_position(desk, "dina")
    after = page_of(browsers["ben"], "?questions=all")
    assert (after.waiting, after.messages, after.days, after.clashes, after.basis) == (
        before.waiting,
        before.messages,
        before.days,
        before.clashes,
        before.basis,
    )


def test_drafts_of_reports_are_counted_for_who_may_review_them(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    """Also of a report that is in the record only once something of it was accepted."""
    for name, held_by in (("open", ()), ("of_ben", ("ben",))):
        document = {
            "id": name,
            "file": f"{name}.txt",
            "sha256": "",
            "handling": {"held_by": held_by},
        }
        hop = {"speaker": "egypt", "name": "Egypt", "kind": "party", "to": "public", "grade": "B2"}
        said = {"id": f"{name}_s1", "words": "No.", "span": {"start": 0, "end": 3}, "chain": [hop]}
        given = {"document": document, "drafts": [said | {"rule": "said"}]}
        write_drafts(desk.path, DraftsFile.model_validate(given))
    found = {who: page_of(browsers[who]).waiting.from_reports for who in CANARIES}
    assert found == {"ana": 1, "ben": 2, "cleo": 1, "dina": 1}


def test_edits_of_the_files_are_counted_for_who_leads_alone(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    append_entries(desk.path / "record.yaml", "notes", [{"id": "by_hand", "text": "By hand."}])
    found = {who: page_of(browsers[who]).waiting.unrecorded for who in CANARIES}
    assert found == {"ana": 1, "ben": 0, "cleo": 0, "dina": 0}


def test_a_new_case_says_what_to_do_first(desk: Desk, browsers: dict[str, Client]) -> None:
    assert page_of(browsers["ana"]).first_steps == ()
    desk.change(
        lambda state: [
            Change(kind, id, None) for kind, id in state.entries if kind not in {"case", "member"}
        ],
        by="ana",
    )
    steps = page_of(browsers["ana"]).first_steps
    assert [(one.url, one.is_done) for one in steps] == [
        ("/people/new/", False),
        ("/meeting/", False),
        ("/review/read/", False),
        ("/issues/", False),
    ]
    assert page_of(browsers["ana"]).clashes.is_empty
    assert "can stand together" not in browsers["ana"].get("/").content.decode()
    assert "add the parties" in browsers["ana"].get("/meeting/").content.decode()
    assert page_of(browsers["cleo"]).first_steps == ()


def test_more_entries_need_no_more_queries(desk: Desk, ana: Client) -> None:
    was_here("ana")
    page_of(ana)
    counts = []
    for extra in (1, 3):
        for n in range(extra):
            say(desk, f"more{extra}_{n}", "More.", by="ben")
        with CaptureQueriesContext(connection) as queries:
            page_of(ana)
        counts.append(len(queries))
    assert counts[0] == counts[1]
