"""What is done with entries: /record/new-statement/, and /record/ID/edit/ and the like."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from goodoffices.record.write_back import write_back
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import AuditLine
from tests.records import yaml_data

NAMED = re.compile(r'<(input|textarea|select)[^>]*name="(\w+)"')
CHAIN = {
    "hop1_speaker": "hamas",
    "hop1_to": "team",
    "hop1_capacity": "official",
    "hop1_channel": "phone",
    "hop1_grade": "C3",
}
HANDLED = {"level": "in_confidence", "consent": "given"}
READ = {
    "party": "hamas",
    "stance": "insists",
    "authority": "unknown",
    "standing": "leading",
    **HANDLED,
}


def filled(client: Client, address: str) -> dict[str, Any]:
    """What a form sends when nothing in it is touched."""
    form = client.get(address).context["form"]
    values = {one.html_name: one.value() for one in form}
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def errors(answer: Any) -> dict[str, list[str]]:
    return {name: [*said] for name, said in answer.context["form"].errors.items()}


def statement(desk: Desk, entry: str) -> dict[str, object]:
    return dict(desk.state().content("statement", entry))


# ---------------------------------------------------------------------------- statements


def test_a_new_statement_is_recorded_with_its_chain(desk: Desk, ana: Client) -> None:
    words = "The crossing opens in June."
    said = {"words": words, "said_on": "2024-09-01", "place": "", **CHAIN, **HANDLED}
    answer = ana.post("/record/new-statement/", said)
    entry = answer.headers["Location"].split("/")[2]
    assert answer.status_code == 303
    assert statement(desk, entry) == {
        "id": entry,
        "words": words,
        "said_on": {"from": "2024-09-01", "to": "2024-09-01"},
        "chain": [
            {
                "speaker": "hamas",
                "capacity": "official",
                "to": "team",
                "channel": "phone",
                "grade": "C3",
            }
        ],
    }
    assert desk.state().entries["statement", entry].changed_by == "ana"
    assert "Recorded statement" in ana.get(answer.headers["Location"]).content.decode()


def test_words_of_a_document_are_looked_for_and_marked(desk: Desk, ana: Client) -> None:
    words = "an Arab or an international force"
    said = {"words": words, "place": "efe_report", **HANDLED}
    answer = ana.post("/record/new-statement/", said)
    found = statement(desk, answer.headers["Location"].split("/")[2])
    text = desk.state().record.texts["efe_report"]
    at = text.index(words)
    assert (found["document"], found["span"]) == (
        "efe_report",
        {"start": at, "end": at + len(words)},
    )


def test_words_that_do_not_stand_in_the_document_are_refused(ana: Client) -> None:
    answer = ana.post(
        "/record/new-statement/", {"words": "No such words.", "place": "efe_report", **HANDLED}
    )
    title = "Israeli delegation back in Doha for a new round"
    assert (answer.status_code, errors(answer)) == (
        422,
        {"words": [f"These words do not stand in “{title}”: copy them as they stand there."]},
    )


def test_a_day_that_is_none_is_refused_and_nothing_is_lost(ana: Client) -> None:
    said = {"words": "Kept words.", "said_on": "2024-13-40", **HANDLED}
    answer = ana.post("/record/new-statement/", said)
    assert (answer.status_code, errors(answer)) == (
        422,
        {"said_on": ["There is no such day as in “2024-13-40”."]},
    )
    assert "Kept words." in answer.content.decode()


def test_an_edit_that_changes_nothing_records_nothing(desk: Desk, ana: Client) -> None:
    for entry in ("s7", "s10", "s14", "s15"):
        before, head = statement(desk, entry), desk.state().head
        address = f"/record/{entry}/edit/"
        assert ana.post(address, filled(ana, address)).status_code == 303
        assert (statement(desk, entry), desk.state().head) == (before, head)


def test_an_edit_changes_what_was_typed_and_nothing_else(desk: Desk, ana: Client) -> None:
    before = statement(desk, "s7")
    address = "/record/s7/edit/"
    ana.post(address, filled(ana, address) | {"note": "Looked at again.", "hop1_grade": ""})
    chain = before["chain"]
    assert isinstance(chain, list)
    assert statement(desk, "s7") == before | {
        "note": "Looked at again.",
        "chain": [{"speaker": "israel", "to": "unknown"}, chain[1]],
    }


def test_lines_as_a_browser_ends_them_are_no_change(desk: Desk, ana: Client) -> None:
    said = {"id": "lines", "words": "One.", "note": "First.\nSecond.", "translation": "A\nB"}
    desk.change(lambda _: [Change("statement", "lines", said)], by="ben")
    head, address = desk.state().head, "/record/lines/edit/"
    sent = {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for name, value in filled(ana, address).items()
    }
    assert ana.post(address, sent).status_code == 303
    assert (statement(desk, "lines"), desk.state().head) == (said, head)


def test_the_files_follow_with_their_comments(desk: Desk, ana: Client) -> None:
    address = "/record/s7/edit/"
    ana.post(address, filled(ana, address) | {"note": "Looked at again."})
    write_back(desk.path)
    told = yaml_data(desk.path / "record.yaml")["statements"]
    assert next(one["note"] for one in told if one["id"] == "s7") == "Looked at again."
    assert "# Grades (Admiralty code)" in (desk.path / "record.yaml").read_text()


def test_two_people_at_once_lose_nothing(
    desk: Desk, ana: Client, browsers: dict[str, Client]
) -> None:
    address = "/record/s7/edit/"
    typed = filled(ana, address) | {"note": "What Ana typed."}
    ben = browsers["ben"]
    assert ben.post(address, filled(ben, address) | {"note": "What Ben typed."}).status_code == 303
    answer = ana.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    shown = answer.context["page"]
    assert [(one.label, one.now, one.typed) for one in shown.changed] == [
        ("Note of the team", "What Ben typed.", "What Ana typed.")
    ]
    assert (shown.changed_by, statement(desk, "s7")["note"]) == ("ben", "What Ben typed.")
    again = dict(re.findall(r'name="(seen_version)" value="([^"]*)"', page))
    assert ana.post(address, typed | again).status_code == 303
    assert statement(desk, "s7")["note"] == "What Ana typed."


def test_who_gives_an_entry_away_goes_to_the_list(desk: Desk, ana: Client) -> None:
    address = "/record/s13/edit/"
    given = filled(ana, address) | {"level": "in_confidence", "held_by": ["ben"]}
    answer = ana.post(address, given)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/record/")
    assert ana.get("/record/s13/").status_code == 404


def test_a_source_not_disclosed_stays_who_it_is(
    desk: Desk, ana: Client, browsers: dict[str, Client]
) -> None:
    efe = desk.state().content("source", "efe")
    held = {**efe, "handling": {"level": "in_confidence", "held_by": ["ben"]}}
    desk.change(lambda _: [Change("source", "efe", held)], by="ben")
    address = "/record/s7/edit/"
    ana.post(address, filled(ana, address) | {"note": "Hm."})
    chain = statement(desk, "s7")["chain"]
    assert isinstance(chain, list)
    assert [hop["speaker"] for hop in chain] == ["israel", "efe"]
    assert "Efe news agency" not in ana.get(address).content.decode()


def test_superseding_keeps_both(desk: Desk, ana: Client) -> None:
    address = "/record/s12/supersede/"
    said = filled(ana, address) | {"words": "the Israeli delegation reached Doha today"}
    answer = ana.post(address, said)
    new = answer.headers["Location"].split("/")[2]
    assert statement(desk, new)["words"] == "the Israeli delegation reached Doha today"
    links = [one for one in desk.state().record.links if one.statement == new]
    assert [(one.kind.value, one.other, one.confirmed_by) for one in links] == [
        ("supersedes", "s12", "ana")
    ]
    assert "<strong>Superseded.</strong>" in ana.get("/record/s12/").content.decode()


def test_a_link_names_a_statement_that_may_be_seen(desk: Desk, ana: Client) -> None:
    said = {"kind": "contradicts", "why": "The day differs."}
    for hidden in ("held_ben", "nothing"):
        answer = ana.post("/record/s12/link/", {**said, "other": hidden})
        assert (answer.status_code, errors(answer)) == (
            422,
            {"other": [f"There is no statement “{hidden}” on record."]},
        )
    assert ana.post("/record/s12/link/", {**said, "other": "s13"}).status_code == 303
    assert [one.why for one in desk.state().record.links if one.other == "s13"] == [
        "The day differs."
    ]


def test_two_that_supersede_each_other_are_refused(ana: Client) -> None:
    said = {"kind": "supersedes", "why": ""}
    assert ana.post("/record/s12/link/", {**said, "other": "s13"}).status_code == 303
    answer = ana.post("/record/s13/link/", {**said, "other": "s12"})
    assert answer.status_code == 422
    assert "supersede" in str(errors(answer))


# ---------------------------------------------------------------------------- readings


def test_a_reading_by_choosing_an_option(desk: Desk, ana: Client) -> None:
    said = READ | {"choice": "philadelphi is stays", "stance": "rejects", "why": "It says so."}
    answer = ana.post("/record/s12/read/", said)
    assert answer.status_code == 303
    added = next(one for one in desk.state().record.statements if one.id == "s12").readings[0]
    assert (added.party, added.stance.value, added.proposition, added.read_by, added.why) == (
        "hamas",
        "rejects",
        "philadelphi is stays",
        "ana",
        "It says so.",
    )


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        (
            {"proposition": "philadelphi is "},
            {"proposition": "Column 15: "},
        ),
        ({"proposition": "philadelfi is stays"}, {"proposition": "Column 1: unknown issue"}),
        (
            {"condition": "management is forse", "proposition": "philadelphi is stays"},
            {"condition": "Column 15: "},
        ),
        ({}, {"proposition": "“insists” needs a proposition."}),
        (
            {"proposition": "philadelphi is stays", "choice": "management is force"},
            {"choice": "Choose an option or write a proposition, not both."},
        ),
        (
            {"stance": "no_longer_insists"},
            {"withdraws": "“no longer insists” names what it takes back, and it alone."},
        ),
        (
            {"stance": "no_longer_insists", "withdraws": "r1 r_none"},
            {"withdraws": "There is no reading “r_none” on record."},
        ),
        ({"stance": ""}, {"stance": "This field is required."}),
    ],
)
def test_a_reading_that_cannot_be_is_refused(
    desk: Desk, ana: Client, typed: dict[str, str], refused: dict[str, str]
) -> None:
    head = desk.state().head
    answer = ana.post("/record/s12/read/", READ | typed)
    found = {name: said[0] for name, said in errors(answer).items()}
    assert (answer.status_code, found.keys(), desk.state().head) == (422, refused.keys(), head)
    for name, begin in refused.items():
        assert found[name].startswith(begin)


def test_changing_a_reading_keeps_what_the_form_does_not_show(desk: Desk, ana: Client) -> None:
    before = dict(desk.state().content("reading", "r2"))
    address = "/record/r2/reading/"
    answer = ana.post(address, filled(ana, address) | {"why": "Looked at again."})
    assert answer.headers["Location"] == "/record/s10/"
    after = dict(desk.state().content("reading", "r2"))
    assert {n for n in {*before, *after} if before.get(n) != after.get(n)} == {
        "why",
        "read_by",
        "read_on",
    }


def test_a_rival_reading_takes_the_lead(desk: Desk, ana: Client) -> None:
    assert ana.post("/record/r2_offer/lead/").status_code == 303
    readings = next(one for one in desk.state().record.statements if one.id == "s10").readings
    assert [(one.id, one.status.value, one.alternative_to) for one in readings] == [
        ("r2", "alternative", "r2_offer"),
        ("r2_offer", "leading", ""),
    ]
    again = ana.post("/record/r2_offer/lead/").headers["Location"]
    assert "it rivals no other reading any more" in ana.get(again).content.decode()


def test_a_reading_changed_meanwhile_is_shown_beside_what_was_typed(
    ana: Client, browsers: dict[str, Client]
) -> None:
    address, ben = "/record/r2/reading/", browsers["ben"]
    typed = filled(ana, address) | {"why": "Ana's reason."}
    ben.post(address, filled(ben, address) | {"why": "Ben's reason."})
    answer = ana.post(address, typed)
    assert answer.status_code == 409
    assert [(one.now, one.typed) for one in answer.context["page"].changed] == [
        ("Ben's reason.", "Ana's reason.")
    ]


# ---------------------------------------------------------------------------- confirming, erasing


def test_a_draft_counts_once_it_is_confirmed(desk: Desk, ana: Client) -> None:
    said = {"id": "told", "words": "Soon.", "draft": True}
    desk.change(lambda _: [Change("statement", "told", said)], by="ben")
    assert "Confirm the draft" in ana.get("/record/told/").content.decode()
    assert ana.post("/record/told/confirm/").status_code == 303
    assert statement(desk, "told") == {"id": "told", "words": "Soon."}
    again = ana.post("/record/told/confirm/").headers["Location"]
    assert "no draft any more" in ana.get(again).content.decode()


def test_erasing_says_what_goes_and_destroys_it(desk: Desk, ana: Client) -> None:
    page = ana.get("/record/n1/erase/").content.decode()
    assert "This cannot be taken back." in page
    answer = ana.post("/record/n1/erase/", {"reason": "told in error"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/record/n1/")
    words = "Stability inside its borders"
    assert words not in ana.get("/record/n1/").content.decode()
    for file in desk.path.rglob("*"):
        if file.is_file() and "database" not in file.parts:
            assert words.encode() not in file.read_bytes()
    assert desk.archive.verify().chains
    assert [(one.who, one.what, one.about) for one in AuditLine.objects.filter(what="erase")] == [
        ("ana", "erase", "n1")
    ]


def test_erasing_wants_a_reason_and_refuses_what_others_rest_on(desk: Desk, ana: Client) -> None:
    head = desk.state().head
    assert errors(ana.post("/record/n1/erase/", {"reason": " "})) == {
        "reason": ["This field is required."]
    }
    answer = ana.post("/record/efe_report/erase/", {"reason": "why not"})
    assert answer.status_code == 422
    assert "erase first what rests on it" in str(errors(answer))
    assert desk.state().head == head
