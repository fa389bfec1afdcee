"""A meeting note and its read-back: /meeting/ and below."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from tests.web.cast import CANARIES, LOOKERS, NOBODY, WRITERS, statuses_of
from tests.web.kept_alone import SECRET, add_entries, keep_alone

DAY = "2026-11-20"
NOTE = {
    "where": "Doha",
    "held_on": DAY,
    "channel": "shuttle",
    "round": "doha_round",
    "present": ["hamas"],
    "others": "A. B., an interpreter",
    "said1_speaker": "hamas",
    "said1_words": "We might wait.",
    "said2_speaker": "mossad",
    "said2_words": "No list, no talk.",
    "asked1_by": "hamas",
    "asked1_to": "israel",
    "asked1_words": "Does the list hold?",
    "promised1_to": "hamas",
    "promised1_text": "A map",
    "promised1_due": "2026-11-22",
    "said_rows": "2",
    "asked_rows": "1",
    "promised_rows": "1",
}
TEXT_OF_ERRORS = re.compile(r'<li><a href="#\w+">([^<]+)</a>: ([^<]+)</li>')


def note(browser: Client, **changes: object) -> Any:
    return browser.post("/meeting/", {**NOTE, **changes})


def answer(browser: Client, desk: Desk, statement: str, **said: str) -> Any:
    """Say what somebody says to a sentence of meeting m1, as it stands now."""
    version = desk.state().version("statement", statement)
    sent = {"who": "hamas", "said_on": DAY, "seen_version": version, **said}
    return browser.post(f"/meeting/m1/answer/{statement}/", sent)


def confirm(browser: Client) -> Any:
    """Confirm all of meeting m1 as it stands before somebody's eyes."""
    version = browser.get("/meeting/m1/").context["page"].version
    return browser.post("/meeting/m1/confirm/", {"version": version})


def drafts(desk: Desk) -> list[str]:
    record = desk.state().record
    lists = (record.meetings, record.statements, record.messages, record.notes)
    return [one.id for entries in lists for one in entries if one.draft]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/meeting/", WRITERS),
        ("/meeting/m1/", LOOKERS),
        ("/meeting/m1/read-out/?to=hamas", WRITERS),
        ("/meeting/m1/answer/s16/", WRITERS),
        ("/meeting/m1/confirm/", dict.fromkeys(("ana", "ben", "cleo", "dina", "stranger"), 405)),
        ("/meeting/m9/", NOBODY),
    ],
)
def test_each_address_answers_each_of_the_cast(
    browsers: dict[str, Client], address: str, expected: dict[str, int]
) -> None:
    note(browsers["ana"])
    assert statuses_of(browsers, address) == expected


def test_a_note_becomes_drafts_in_one_step(desk: Desk, ana: Client) -> None:
    sent = note(ana)
    assert (sent.status_code, sent.headers["Location"]) == (303, "/meeting/m1/")
    state = desk.state()
    assert state.content("meeting", "m1") == {
        "id": "m1",
        "where": "Doha",
        "held_on": DAY,
        "channel": "shuttle",
        "present": ["hamas", "A. B.", "an interpreter"],
        "draft": True,
        "round": "doha_round",
    }
    assert state.content("statement", "s16") == {
        "id": "s16",
        "words": "We might wait.",
        "meeting": "m1",
        "chain": [{"speaker": "hamas", "to": "team", "channel": "shuttle"}],
        "handling": {"level": "in_confidence", "given_by": "hamas", "given_on": DAY},
        "draft": True,
    }
    assert drafts(desk) == ["m1", "s16", "s17", "msg1", "n5"]
    steps = {entry.recorded_at for (_, id), entry in state.entries.items() if id in drafts(desk)}
    assert len(steps) == 1


def test_one_more_row_keeps_everything_typed_and_records_nothing(desk: Desk, ana: Client) -> None:
    head = desk.archive.head()
    shown = note(ana, more="said", present=["hamas", "mossad"])
    form = shown.context["form"]
    assert (shown.status_code, form.rows) == (200, {"said": 3, "asked": 1, "promised": 1})
    kept = {name: form[name].value() for name in NOTE if not name.endswith("_rows")}
    expected = {name: value for name, value in NOTE.items() if not name.endswith("_rows")}
    assert kept == {**expected, "present": ["hamas", "mossad"]}
    assert desk.archive.head() == head


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"said1_speaker": ""}, [("Who", "This is missing in the row.")]),
        ({"asked1_to": "hamas"}, [("To tell", "A party asks us to tell another party.")]),
        ({"promised1_text": ""}, [("We promised", "This is missing in the row.")]),
        ({"held_on": "soon"}, [("When", "Enter a valid date.")]),
    ],
)
def test_a_row_that_is_not_whole_is_shown_again(
    desk: Desk, ana: Client, changes: dict[str, str], errors: list[tuple[str, str]]
) -> None:
    head = desk.archive.head()
    shown = note(ana, **changes)
    assert shown.status_code == 422
    assert TEXT_OF_ERRORS.findall(shown.content.decode()) == errors
    assert desk.archive.head() == head


def test_a_note_of_nothing_is_refused(ana: Client) -> None:
    shown = ana.post("/meeting/", {"held_on": DAY, "channel": "phone", "where": "Doha"})
    assert shown.status_code == 422
    assert shown.context["form"].non_field_errors() == [
        "Write down something that was said, asked to convey, or promised."
    ]


def test_a_note_held_alone_is_seen_by_nobody_else(browsers: dict[str, Client], desk: Desk) -> None:
    note(browsers["dina"], held_alone="on", said1_words=f"We wait, {SECRET}.")
    found = statuses_of(browsers, "/meeting/m1/")
    assert found == {"ana": 404, "ben": 404, "cleo": 404, "dina": 200, "stranger": 302}
    holders = {
        id: desk.state().content(kind, id)["handling"]["held_by"]  # type: ignore[index]
        for kind, id in desk.state().entries
        if id in {"m1", "s16", "s17", "msg1", "n5"}
    }
    assert holders == {id: ["dina"] for id in ("m1", "s16", "s17", "msg1", "n5")}
    assert SECRET not in browsers["ana"].get("/meeting/").content.decode()


def test_a_confirmation_lets_the_sentence_count_and_stands_beside_it(
    desk: Desk, ana: Client
) -> None:
    note(ana)
    sent = answer(ana, desk, "s16", kind="repeats")
    assert (sent.status_code, sent.headers["Location"]) == (303, "/meeting/m1/#s16")
    record = desk.state().record
    [said] = [one for one in record.statements if one.id == "s18"]
    [link] = [one for one in record.links if one.statement == "s18"]
    sentence = desk.state().content("statement", "s16")["words"]
    assert (said.words, str(said.said_on), said.meeting) == (sentence, DAY, "m1")
    assert (link.kind.value, link.other, link.confirmed_by) == ("repeats", "s16", "ana")
    assert "s16" not in drafts(desk)
    [first, _] = ana.get("/meeting/m1/").context["page"].understood
    assert [(one.how, one.who, one.words, one.said_on) for one in first.answers] == [
        ("confirmed", "Hamas", "", DAY)
    ], "what we wrote down of a nod is not shown as their words"


def test_a_correction_supersedes_and_is_what_is_read_out(desk: Desk, ana: Client) -> None:
    note(ana)
    answer(ana, desk, "s16", kind="supersedes", words="We might wait a week.")
    links = [(one.kind.value, one.statement, one.other) for one in desk.state().record.links]
    assert links[-1] == ("supersedes", "s18", "s16")
    page = ana.get("/meeting/m1/read-out/?to=hamas").context["page"]
    assert page.understood == ("We might wait a week.",)


def test_a_dispute_is_a_denial_and_the_sentence_stays_a_draft(desk: Desk, ana: Client) -> None:
    note(ana)
    answer(ana, desk, "s17", kind="contradicts", who="mossad", words="We never said that.")
    [said] = [one for one in desk.state().record.statements if one.id == "s18"]
    assert [(one.party, one.stance.value) for one in said.readings] == [("israel", "denies")]
    confirm(ana)
    assert drafts(desk) == ["s17"]


def test_a_correction_without_words_is_refused(desk: Desk, ana: Client) -> None:
    note(ana)
    shown = answer(ana, desk, "s16", kind="supersedes")
    assert shown.status_code == 422
    assert shown.context["form"].errors == {"words": ["Write down what they say."]}


def test_answers_to_what_is_held_alone_are_held_alone(
    browsers: dict[str, Client], desk: Desk
) -> None:
    note(browsers["dina"], held_alone="on")
    answer(browsers["dina"], desk, "s17", kind="contradicts", who="mossad", words=SECRET)
    assert browsers["dina"].get("/record/s18/").status_code == 200
    assert {browsers["ana"].get(f"/record/{id}/").status_code for id in ("s18", "l3", "r3")} == {
        404
    }


def test_whoever_answers_what_was_changed_meanwhile_sees_so_and_loses_nothing(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    note(browsers["ana"])
    before = desk.state().version("statement", "s16")
    answer(browsers["ben"], desk, "s16", kind="repeats")
    shown = answer(
        browsers["ana"], desk, "s16", kind="supersedes", words="A week.", seen_version=before
    )
    assert (shown.status_code, shown.context["page"].changed_by) == (409, "ben")
    form = shown.context["form"]
    assert form["words"].value() == "A week."
    sent = {name: form[name].value() for name in form.fields}
    assert browsers["ana"].post("/meeting/m1/answer/s16/", sent).status_code == 303


def test_confirming_all_lets_everything_count(desk: Desk, ana: Client) -> None:
    note(ana)
    assert confirm(ana).status_code == 303
    assert drafts(desk) == []
    confirm(ana)
    said = ana.get("/meeting/m1/").context["messages"]
    assert [one.level_tag for one in said] == ["warning"]


def test_drafts_are_confirmed_only_as_they_were_seen(desk: Desk, ana: Client) -> None:
    note(ana)
    version = ana.get("/meeting/m1/").context["page"].version
    before = desk.state().content("statement", "s16")
    change = Change("statement", "s16", {**before, "words": "We might not wait."})
    desk.change(lambda _: [change], by="ben")
    ana.post("/meeting/m1/confirm/", {"version": version})
    assert drafts(desk) == ["m1", "s16", "s17", "msg1", "n5"]
    said = ana.get("/meeting/m1/").context["messages"]
    assert [str(one) for one in said] == [
        "It was changed since you opened it. Look at it again, then confirm."
    ]


def test_what_is_read_out_to_one_side_holds_nothing_of_another(ana: Client) -> None:
    note(ana)
    words = ana.get("/meeting/m1/read-out/?to=israel").content.decode()
    assert "No list, no talk." in words
    assert [one for one in ("We might wait.", "Does the list hold?", "A map") if one in words] == []
    assert ana.get("/meeting/m1/read-out/?to=egypt").status_code == 404
    assert ana.get("/meeting/m1/read-out/").status_code == 404


def test_an_answer_to_what_somebody_may_not_see_finds_nothing(
    browsers: dict[str, Client], desk: Desk
) -> None:
    keep_alone(desk, "dina")
    note(browsers["ana"])
    head = desk.archive.head()
    for address in ("/meeting/m1/answer/held_dina/", "/meeting/alone_meeting/answer/s16/"):
        sent = {"kind": "repeats", "who": "hamas", "said_on": DAY}
        assert browsers["ana"].post(address, sent).status_code == 404
    assert browsers["ana"].post("/meeting/alone_meeting/confirm/").status_code == 404
    assert browsers["cleo"].post("/meeting/m1/confirm/").status_code == 404
    assert desk.archive.head() == head


def test_no_page_of_a_meeting_tells_what_another_holds(
    browsers: dict[str, Client], desk: Desk
) -> None:
    keep_alone(desk, "dina")
    note(browsers["ana"])
    foreign = [word for who, word in CANARIES.items() if who != "ben"]
    for address in ("/meeting/", "/meeting/m1/", "/meeting/m1/read-out/?to=hamas"):
        words = browsers["ben"].get(address).content.decode()
        assert [one for one in (*foreign, SECRET) if one in words] == []
    assert SECRET in browsers["dina"].get("/meeting/").content.decode()


def test_three_meetings_need_no_more_queries_than_one(desk: Desk, ana: Client) -> None:
    note(ana)
    ana.get("/meeting/")
    counts = []
    for extra in (0, 2):
        meetings = [
            {"id": f"more{n}", "where": "Cairo", "held_on": date(2026, 1, n + 1).isoformat()}
            for n in range(extra)
        ]
        add_entries(desk, "meeting", meetings)
        with CaptureQueriesContext(connection) as queries:
            ana.get("/meeting/")
            ana.get("/meeting/m1/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
