"""Drafts that wait for a person: /review/."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goodoffices.intake.drafts import DraftsFile
from goodoffices.intake.review.storing import read_drafts, write_drafts
from goodoffices.record.checks.check import load
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.web.queries import review as queries

TEXT = """\
Cairo, 1 September

The crossing stays shut, an official said.

Egypt insists on a complete withdrawal, its minister said. No force but ours, he added.
"""
STATEMENTS = (
    ("said_s1", "The crossing stays shut", ()),
    ("said_s2", "Egypt insists on a complete withdrawal", ("said_r1", "said_r2")),
    ("said_s3", "No force but ours", ("said_r3",)),
)
PROPOSITIONS = {
    "said_r1": ("insists", "philadelphi is complete_withdrawal", ""),
    "said_r2": ("demands", "philadelphi is complete_withdrawal", "said_r1"),
    "said_r3": ("insists", "", ""),
}


def span(words: str) -> dict[str, int]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


def drafts(document: str = "said", **more: Any) -> DraftsFile:
    """What was drafted from a report, under ids that begin with its name."""

    def reading(name: str, words: str) -> dict[str, Any]:
        stance, proposition, rival = PROPOSITIONS[name]
        data = {"id": name, "party": "egypt", "stance": stance, "proposition": proposition}
        return data | {
            "span": span(words),
            "alternative_to": rival.replace("said", document),
            "rule": "plain_stance",
        }

    hop = {"speaker": "egypt", "name": "Egypt", "kind": "party", "to": "public", "grade": "B2"}
    listed = [
        {
            "id": name.replace("said", document),
            "words": words,
            "span": span(words),
            "chain": [hop],
            "rule": "said_after",
            "readings": [
                reading(one, words) | {"id": one.replace("said", document)} for one in readings
            ],
        }
        for name, words, readings in STATEMENTS
    ]
    about = {"id": document, "file": f"{document}.txt", "sha256": "", "title": f"What {document}"}
    return DraftsFile.model_validate({"document": about | more, "drafts": listed})


@pytest.fixture
def waiting(desk: Desk) -> Desk:
    """A case in which three drafts wait."""
    (desk.path / "documents" / "said.txt").write_text(TEXT, encoding="utf-8")
    write_drafts(desk.path, drafts())
    return desk


def page_of(client: Client, address: str = "/review/") -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.context["page"]


def decide(client: Client, draft: str, decision: str, *readings: str) -> str:
    """Decide on a draft as its page would, and return where the answer leads."""
    version = page_of(client, f"/review/?at={draft}").draft.version
    said = {"version": version, "decision": decision, "reading": readings}
    answer = client.post(f"/review/{draft}/decide/", said)
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def events(desk: Desk) -> list[tuple[str, str, str]]:
    return [(one.what, one.id, one.by) for one in desk.archive.events()]


def since(desk: Desk, before: list[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    return {*events(desk)} - {*before}


def test_the_first_draft_stands_beside_its_words(waiting: Desk, ana: Client) -> None:
    page = page_of(ana)
    assert (page.draft.id, page.progress, page.before, page.after) == (
        "said_s1",
        "1 of 3; 0 accepted",
        "",
        "said_s2",
    )
    marked = [one.text for one in page.draft.passage.pieces if one.is_marked]
    assert marked == ["The crossing stays shut"]


def test_a_reading_without_a_proposition_cannot_be_chosen(waiting: Desk, ana: Client) -> None:
    reading = page_of(ana, "/review/?at=said_s3").draft.readings[0]
    assert (reading.is_chosen, reading.refusal) == (
        False,
        "it has no proposition: give it one with edit, or add the option to its issue first",
    )
    html = ana.get("/review/?at=said_s3").content.decode()
    assert re.search(r'value="said_r3"\s+disabled data-key="1"', html)


def test_every_key_has_what_it_presses(waiting: Desk, ana: Client) -> None:
    decide(ana, "said_s1", "defer")
    html = ana.get("/review/?at=said_s2").content.decode()
    keys = set(re.findall(r'data-key="(\w)"', html))
    assert keys == {"1", "2", "a", "d", "e", "j", "k", "r", "u"}


def test_accepting_is_recorded_as_theirs_and_goes_on(waiting: Desk, ana: Client) -> None:
    before = events(waiting)
    assert decide(ana, "said_s2", "accept", "said_r1") == "/review/?at=said_s3"
    assert since(waiting, before) == {
        ("added", "said", "ana"),
        ("added", "said_s2", "ana"),
        ("added", "said_r1", "ana"),
    }
    assert load(waiting.path).archived.edits == []
    assert ana.get("/record/said_s2/").status_code == 200
    found = next(one for one in waiting.state().record.statements if one.id == "said_s2")
    assert [(one.id, one.read_by) for one in found.readings] == [("said_r1", "ana")]


def test_an_edit_by_hand_waits_for_whoever_made_it(waiting: Desk, ana: Client) -> None:
    file = waiting.path / "record.yaml"
    file.write_text(file.read_text().replace("Write both, or neither", "Write both or neither"))
    before = events(waiting)
    decide(ana, "said_s1", "accept")
    assert since(waiting, before) == {("added", "said", "ana"), ("added", "said_s1", "ana")}
    assert [str(one) for one in load(waiting.path).archived.edits] == ["changed note n2: text"]


def test_undo_takes_back_what_was_recorded(waiting: Desk, ana: Client) -> None:
    record = waiting.state().record
    decide(ana, "said_s2", "accept", "said_r1")
    before = events(waiting)
    answer = ana.post("/review/undo/")
    assert answer.headers["Location"] == "/review/?at=said_s2"
    assert since(waiting, before) == {
        ("removed", "said", "ana"),
        ("removed", "said_s2", "ana"),
        ("removed", "said_r1", "ana"),
    }
    assert waiting.state().record.statements == record.statements
    assert page_of(ana, "/review/?at=said_s2").draft.state == "waiting"
    assert waiting.archive.verify().chains
    assert (
        "nothing to take back"
        in ana.get(ana.post("/review/undo/").headers["Location"]).content.decode()
    )


def test_undo_goes_back_step_by_step(waiting: Desk, ana: Client) -> None:
    decide(ana, "said_s1", "reject")
    decide(ana, "said_s2", "defer")
    assert page_of(ana).undoes == "defer said_s2"
    ana.post("/review/undo/")
    assert page_of(ana).undoes == "reject said_s1"
    ana.post("/review/undo/")
    assert page_of(ana).progress == "1 of 3; 0 accepted"


def test_what_was_worked_on_since_is_not_taken_back(waiting: Desk, ana: Client) -> None:
    decide(ana, "said_s2", "accept", "said_r1")
    reading = waiting.state().content("reading", "said_r1")
    waiting.change(lambda _: [Change("reading", "said_r1", {**reading, "why": "So."})], by="ben")
    answer = ana.get(ana.post("/review/undo/").headers["Location"])
    assert "said_r1 was changed since" in answer.content.decode()
    assert ana.get("/record/said_s2/").status_code == 200


def test_one_takes_back_ones_own_alone(
    waiting: Desk, ana: Client, browsers: dict[str, Client]
) -> None:
    decide(ana, "said_s1", "reject")
    assert page_of(browsers["ben"]).undoes == ""
    browsers["ben"].post("/review/undo/")
    assert page_of(ana).undoes == "reject said_s1"


def test_a_draft_that_was_changed_meanwhile_is_shown_again(
    waiting: Desk, ana: Client, browsers: dict[str, Client]
) -> None:
    version = page_of(ana).draft.version
    decide(browsers["ben"], "said_s1", "reject")
    said = {"version": version, "decision": "accept"}
    answer = ana.post("/review/said_s1/decide/", said)
    assert answer.headers["Location"] == "/review/?at=said_s1"
    shown = ana.get("/review/?at=said_s1")
    assert "changed meanwhile" in shown.content.decode()
    assert shown.context["page"].draft.state == "rejected"


def test_correcting_gives_a_reading_its_proposition(waiting: Desk, ana: Client) -> None:
    address = "/review/said_s3/edit/"
    form = ana.get(address).context["form"]
    said = {one.html_name: one.value() or "" for one in form}
    wrong = ana.post(address, said | {"reading1_proposition": "management is forse"})
    assert wrong.status_code == 422
    assert "cannot be read" in str(wrong.context["form"].errors["reading1_proposition"])
    answer = ana.post(address, said | {"reading1_proposition": "management is force"})
    assert answer.headers["Location"] == "/review/?at=said_s3"
    assert page_of(ana, "/review/?at=said_s3").draft.readings[0].is_chosen


def test_a_refusal_names_nobody_whom_one_may_not_see(
    waiting: Desk, ana: Client, browsers: dict[str, Client]
) -> None:
    source = {
        "id": "hidden_source",
        "kind": "person",
        "description": "Hidden",
        "handling": {"level": "in_confidence", "held_by": ["ben"]},
    }
    waiting.change(lambda _: [Change("source", "hidden_source", source)], by="ben")
    address = "/review/said_s1/edit/"
    form = ana.get(address).context["form"]
    said = {one.html_name: one.value() or "" for one in form}
    for name in ("hidden_sourc", "hidden_source"):
        answer = ana.post(address, said | {"hop1_speaker": name})
        assert answer.status_code == 422
        assert f'there is no speaker "{name}"' in str(
            answer.context["form"].errors["hop1_speaker"]
        ) or (name in str(answer.context["form"].errors["hop1_speaker"]))
        assert "did you mean" not in str(answer.context["form"].errors)


def test_an_option_is_added_for_a_reading(waiting: Desk, ana: Client) -> None:
    said = {"reading": "1", "issue": "management", "id": "ours_alone", "title": "ours alone"}
    answer = ana.post("/review/said_s3/option/", said)
    assert answer.headers["Location"] == "/review/?at=said_s3"
    issue = next(one for one in waiting.state().record.issues if one.id == "management")
    assert issue.options[-1].id == "ours_alone"
    assert waiting.state().entries["issue", "management"].changed_by == "ana"
    assert page_of(ana, "/review/?at=said_s3").draft.readings[0].is_chosen


def test_the_end_of_a_review_says_what_to_do_next(waiting: Desk, ana: Client) -> None:
    for draft in ("said_s1", "said_s2", "said_s3"):
        decide(ana, draft, "reject")
    page = page_of(ana)
    assert (page.draft, page.before, page.done, page.total) == (None, "said_s3", 3, 3)
    assert (
        "Every draft that you may see has been looked at." in ana.get("/review/").content.decode()
    )


@pytest.mark.parametrize("decision", ["", "burn"])
def test_there_is_no_other_decision(waiting: Desk, ana: Client, decision: str) -> None:
    answer = ana.post("/review/said_s1/decide/", {"version": "", "decision": decision})
    assert answer.status_code == 404


def test_an_analyst_has_no_review(waiting: Desk, browsers: dict[str, Client]) -> None:
    addresses = ("/review/", "/review/read/", "/review/said_s1/edit/")
    assert [browsers["cleo"].get(one).status_code for one in addresses] == [404, 404, 404]


# ---------------------------------------------------------------------------- what others hold


def test_drafts_that_others_hold_are_not_there(
    desk: Desk, ana: Client, browsers: dict[str, Client]
) -> None:
    empty = ana.get("/review/").content.decode()
    (desk.path / "documents" / "secret.txt").write_text(TEXT, encoding="utf-8")
    handling = {"level": "in_confidence", "held_by": ["ben"]}
    write_drafts(desk.path, drafts("secret", handling=handling))
    assert page_of(browsers["ben"]).draft.id == "secret_s1"
    page = ana.get("/review/").content.decode()
    assert re.sub(r'value="\w{64}"|"\w{64}"', "", page) == re.sub(
        r'value="\w{64}"|"\w{64}"', "", empty
    )
    for address in ("?at=secret_s1", "secret_s1/edit/", "secret_s3/option/"):
        assert ana.get(f"/review/{address}").status_code == 404
    said = {"version": "", "decision": "reject"}
    answer = ana.post("/review/secret_s1/decide/", said)
    assert ana.get(str(answer.headers["Location"])).status_code == 404
    assert read_drafts(desk.path)[0].drafts[0].state.value == "waiting"


def test_entries_that_wait_are_listed_with_those_one_may_see(
    desk: Desk, ana: Client, browsers: dict[str, Client]
) -> None:
    handling = {"level": "in_confidence", "held_by": ["ben"]}
    desk.change(
        lambda _: [
            Change("note", "open", {"id": "open", "text": "Soon.", "draft": True}),
            Change(
                "note", "shut", {"id": "shut", "text": "No.", "draft": True, "handling": handling}
            ),
        ],
        by="ben",
    )
    assert [one.id for one in page_of(ana).waiting] == ["open"]
    assert {one.id for one in page_of(browsers["ben"]).waiting} == {"open", "shut"}
    answer = ana.post("/record/open/confirm/", {"back": "review"})
    assert answer.headers["Location"] == "/review/"
    assert page_of(ana).waiting == ()


# ---------------------------------------------------------------------------- reading a report


def test_a_report_is_read_on_this_machine_into_drafts(desk: Desk, ana: Client) -> None:
    pytest.importorskip("spacy")
    file = SimpleUploadedFile("Cairo memo.txt", TEXT.encode())
    said = {"file": file, "outlet": "The Herald", "dated": "2024-09-01", "is_public": "on"}
    answer = ana.post("/review/read/", said)
    assert answer.status_code == 303
    (found,) = read_drafts(desk.path)
    assert str(answer.headers["Location"]).startswith(f"/review/?at={found.document.id}_")
    about = found.document
    assert (about.outlet, str(about.dated), about.handling.level.value) == (
        "The Herald",
        "2024-09-01",
        "public",
    )
    again = ana.post("/review/read/", {"text": TEXT, "name": "again"})
    assert again.status_code == 422
    assert "already read" in str(again.context["form"].errors)


def test_reading_tells_nothing_of_a_report_that_another_holds(
    desk: Desk, ana: Client, browsers: dict[str, Client]
) -> None:
    pytest.importorskip("spacy")
    said = {"text": TEXT, "name": "memo", "held_by": ["ben"]}
    assert browsers["ben"].post("/review/read/", said).status_code == 303
    answer = ana.post("/review/read/", {"text": TEXT, "name": "memo"})
    assert answer.status_code == 303
    first, second = read_drafts(desk.path)
    assert (first.document.handling.held_by, second.document.handling.held_by) == (("ben",), ())


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({}, {"file": ["Choose a file, or give its text: one of the two."]}),
        (
            {"text": "One.", "is_public": "on", "held_by": ["ana"]},
            {"held_by": ["What is public is held by nobody alone."]},
        ),
    ],
)
def test_a_report_that_cannot_be_read_is_refused(
    desk: Desk, ana: Client, said: dict[str, Any], refused: dict[str, list[str]]
) -> None:
    answer = ana.post("/review/read/", {"outlet": "Post", **said})
    found = {name: [*why] for name, why in answer.context["form"].errors.items()}
    assert (answer.status_code, found, read_drafts(desk.path)) == (422, refused, ())


def test_without_the_extra_the_page_says_what_to_install(
    ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "NEEDED", ("no_module_of_this_name",))
    page = ana.get("/review/read/").content.decode()
    assert "goodoffices[intake]" in page
    assert "<textarea" not in page


def test_reviewing_needs_nothing_of_what_reads_reports() -> None:
    """The pages of the review come up where spaCy is not installed."""
    code = (
        "import sys; sys.modules['spacy'] = None; "
        "from tests.web.ready import make_ready; make_ready(); "
        "import goodoffices.web.views.review"
    )
    environment = {n: v for n, v in os.environ.items() if n != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
