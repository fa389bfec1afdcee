"""What an adversary with an account tried: to learn or to lose what a colleague holds alone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from goodoffices.case.errors import InvalidCase
from goodoffices.record.visibility import Viewer, ViewerKind
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from tests.web.test_record_deeds import filled

HELD = {"level": "in_confidence", "held_by": ["ben"]}
DAY = {"from": "2024-08-30", "to": "2024-08-30"}
TOLD = [{"speaker": "hamas", "to": "team"}]


def put(desk: Desk, *entries: tuple[str, dict[str, Any]], by: str = "ben") -> None:
    """Record entries as somebody."""
    desk.change(lambda _: [Change(kind, str(one["id"]), one) for kind, one in entries], by=by)


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


# ------------------------------------------------------------------------------ erasing


def test_a_refusal_to_erase_does_not_name_what_others_hold(desk: Desk, ana: Client) -> None:
    put(
        desk,
        ("document", {"id": "paper", "title": "Paper", "text": "The gate opens."}),
        ("statement", {"id": "hush1", "words": "The gate", "document": "paper", "handling": HELD}),
    )
    answer = ana.post("/record/paper/erase/", {"reason": "asked for"})
    assert "hush1" not in answer.content.decode()


def test_who_held_and_erased_something_alone_sees_what_stays_of_it(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    browsers["ben"].post("/record/held_ben/erase/", {"reason": "zirconreason"})
    assert "zirconreason" in text(browsers["ben"], "/record/held_ben/")


# ------------------------------------------------------------------------------ nothing is lost


def test_a_reading_that_others_hold_stays_taken_back_when_a_colleague_edits(
    desk: Desk, ana: Client
) -> None:
    base = {
        "party": "hamas",
        "stance": "insists",
        "proposition": "philadelphi is complete_withdrawal",
    }
    put(
        desk,
        ("statement", {"id": "sx", "words": "All of it.", "said_on": "2024-08-28", "chain": TOLD}),
        ("reading", {"id": "rx", "statement": "sx", **base}),
        ("reading", {"id": "rhush", "statement": "sx", **base, "handling": HELD}),
        ("statement", {"id": "sy", "words": "Never mind.", "said_on": "2024-08-29", "chain": TOLD}),
        (
            "reading",
            {
                "id": "ry",
                "statement": "sy",
                "party": "hamas",
                "stance": "no_longer_insists",
                "withdraws": ["rx", "rhush"],
            },
        ),
    )
    said = filled(ana, "/record/ry/reading/")
    assert "rhush" not in str(said)
    answer = ana.post("/record/ry/reading/", {**said, "why": "they said so"})
    assert answer.status_code == 303
    assert desk.state().content("reading", "ry")["withdraws"] == ["rx", "rhush"]


def test_a_meeting_that_others_hold_stays_that_of_a_message(desk: Desk, ana: Client) -> None:
    source = {"id": "src_hush", "kind": "person", "description": "x", "affiliation": "hamas"}
    put(
        desk,
        ("source", {**source, "handling": HELD}),
        ("meeting", {"id": "meet_hush", "where": "There", "held_on": DAY, "handling": HELD}),
        (
            "message",
            {
                "id": "mm",
                "asked_by": "hamas",
                "to": "israel",
                "words": "Tell them.",
                "asked_on": DAY,
                "meeting": "meet_hush",
            },
        ),
    )
    said = filled(ana, "/messages/mm/edit/")
    assert "hush" not in str(said)
    answer = ana.post("/messages/mm/edit/", {**said, "words": "Tell them soon."})
    now = desk.state().content("message", "mm")
    assert (answer.status_code, now["asked_by"], now.get("meeting"), now["words"]) == (
        303,
        "hamas",
        "meet_hush",
        "Tell them soon.",
    )


def test_who_gave_an_entry_is_not_told_where_others_hold_who_it_is(desk: Desk, ana: Client) -> None:
    source = {"id": "src_hush", "kind": "person", "description": "x", "affiliation": "hamas"}
    party = {"id": "party_hush", "name": "Hush", "roles": ["negotiating"], "handling": HELD}
    handling = {"level": "may_be_conveyed", "to": ["israel", "party_hush"], "given_by": "src_hush"}
    put(
        desk,
        ("source", {**source, "handling": HELD}),
        ("party", party),
        (
            "statement",
            {
                "id": "sg",
                "words": "Go.",
                "said_on": "2024-08-28",
                "chain": TOLD,
                "handling": handling,
            },
        ),
    )
    pages = (
        "/record/sg/",
        "/record/sg/edit/",
        "/record/",
        "/settings/backups/case.json",
        "/settings/backups/case.csv",
        "/record/sg/supersede/",
    )
    for page in pages:
        shown = text(ana, page)
        assert "src_hush" not in shown, page
        assert "party_hush" not in shown, page
    said = filled(ana, "/record/sg/edit/")
    answer = ana.post("/record/sg/edit/", {**said, "note": "seen"})
    assert answer.status_code == 303
    assert desk.state().content("statement", "sg")["handling"] == handling


def test_an_issue_that_others_hold_stays_in_a_mandate(desk: Desk, ana: Client) -> None:
    issue = {
        "id": "issue_hush",
        "title": "Hush",
        "kind": "choice",
        "options": [{"id": "yes", "title": "Yes"}, {"id": "no", "title": "No"}],
        "cites": ["held_ben"],
    }
    sent = {"party": "hamas", "may_settle": ["philadelphi", "issue_hush"]}
    put(
        desk,
        ("issue", issue),
        ("round", {"id": "rr", "title": "R", "held_on": DAY, "delegations": [sent]}),
    )
    said = filled(ana, "/rounds/rr/delegation/hamas/")
    assert "issue_hush" not in str(said)
    answer = ana.post("/rounds/rr/delegation/hamas/", {**said, "level": "minister"})
    now = desk.state().content("round", "rr")["delegations"]
    assert answer.status_code == 303
    assert isinstance(now, list)
    assert sorted(now[0]["may_settle"]) == ["issue_hush", "philadelphi"]


def test_a_cause_that_others_hold_stays_with_a_round(desk: Desk, ana: Client) -> None:
    put(desk, ("round", {"id": "rr", "title": "R", "held_on": DAY, "cause": "held_ben"}))
    said = filled(ana, "/rounds/rr/edit/")
    answer = ana.post("/rounds/rr/edit/", {**said, "venue": "Doha"})
    assert answer.status_code == 303
    assert desk.state().content("round", "rr")["cause"] == "held_ben"


def test_who_is_not_disclosed_stays_at_its_step_when_a_step_is_put_before(
    desk: Desk, ana: Client
) -> None:
    put(
        desk,
        ("source", {"id": "src_hush", "kind": "person", "description": "x", "handling": HELD}),
        (
            "statement",
            {
                "id": "sc",
                "words": "Go.",
                "said_on": "2024-08-28",
                "chain": [{"speaker": "src_hush", "to": "team"}],
            },
        ),
    )
    said = filled(ana, "/record/sc/edit/")
    assert said["hop1_speaker"] == "undisclosed"
    moved = {
        **said,
        "hop1_speaker": "hamas",
        "hop1_to": "unknown",
        "hop2_speaker": "undisclosed",
        "hop2_to": "team",
    }
    ana.post("/record/sc/edit/", moved)
    chain = desk.state().content("statement", "sc")["chain"]
    assert isinstance(chain, list)
    assert [one.get("speaker") for one in chain] in (["hamas", "src_hush"], ["src_hush"])


# ------------------------------------------------------------------------------ refusals


def test_a_mistake_in_the_files_of_what_others_hold_is_told_by_its_place_alone(
    desk: Desk, ana: Client
) -> None:
    said = {"text": "The crossing stays shut, said Mara Toll, the mayor.", "name": "memo"}
    ana.post("/review/read/", said)
    draft = ana.get("/review/?at=memo_s1").context["page"].draft
    file = desk.path / "record.yaml"
    text_ = file.read_text()
    place = text_.index("speaker: hamas", text_.index("held_ben"))
    file.write_text(text_[:place] + "speaker: zirconmayor" + text_[place + 14 :])
    sent = {"decision": "accept", "version": draft.version}
    answer = ana.post("/review/memo_s1/decide/", sent)
    shown = text(ana, answer.headers["Location"])
    assert "the files have a mistake at record.yaml:" in shown
    assert "zirconmayor" not in shown


def test_names_that_others_hold_are_not_among_what_is_allowed(desk: Desk) -> None:
    put(desk, ("party", {"id": "hush", "name": "H", "roles": ["negotiating"], "handling": HELD}))
    wrong = {"id": "mw", "asked_by": "nobody", "to": "israel", "words": "x", "asked_on": DAY}
    with pytest.raises(InvalidCase) as caught:
        put(desk, ("message", wrong), by="cleo")
    assert [one.found for one in caught.value.mistakes] == ["nobody"]
    assert "israel" in str(caught.value)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(("issue", "option"), [("hush", "maybe"), ("philadelphi", "hushed")])
def test_an_option_is_added_to_nothing_that_others_hold(
    desk: Desk, ana: Client, issue: str, option: str
) -> None:
    known = desk.state().content("issue", "philadelphi")
    options = known["options"]
    assert isinstance(options, list)
    held = {"id": "hush", "options": [{"id": "yes"}, {"id": "no"}], "handling": HELD}
    more = {**known, "options": [*options, {"id": "hushed", "handling": HELD}]}
    put(desk, ("issue", held), ("issue", more))
    said = {"text": "Israel rejects the deal, said Mara Toll, the mayor.", "name": "memo"}
    ana.post("/review/read/", said)
    sent = {"reading": "1", "issue": issue, "id": option}
    answer = ana.post("/review/memo_s1/option/", sent)
    assert answer.status_code == 422
    assert "an id in it cannot be used" in answer.content.decode()
    assert desk.state().content("issue", "hush") == held
    assert desk.state().content("issue", "philadelphi") == more


def test_who_speaks_in_a_report_is_not_taken_for_a_source_that_others_hold(
    desk: Desk, ana: Client
) -> None:
    put(
        desk,
        ("source", {"id": "mara_toll", "kind": "person", "description": "x", "handling": HELD}),
    )
    said = {"text": "The crossing stays shut, said Mara Toll, the mayor.", "name": "memo"}
    ana.post("/review/read/", said)
    draft = ana.get("/review/?at=memo_s1").context["page"].draft
    sent = {"decision": "accept", "version": draft.version}
    ana.post("/review/memo_s1/decide/", sent)
    chain = desk.state().content("statement", "memo_s1")["chain"]
    assert isinstance(chain, list)
    assert chain[0]["speaker"] == "mara_toll_2"
    assert "Mara Toll" in text(ana, "/record/memo_s1/")


def test_an_answer_to_what_was_said_in_a_meeting_held_alone_is_held_alone(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    said = {"words": "We stay.", "said_on": "2024-08-30", "chain": TOLD, "meeting": "mh"}
    put(
        desk,
        ("meeting", {"id": "mh", "where": "There", "held_on": DAY, "handling": HELD}),
        ("statement", {"id": "sh", **said}),
    )
    before = len(desk.state().record.statements)
    form = filled(browsers["ben"], "/meeting/mh/answer/sh/")
    sent = {
        **form,
        "kind": "supersedes",
        "who": "hamas",
        "words": "Topaz.",
        "said_on": "2024-09-02",
    }
    answer = browsers["ben"].post("/meeting/mh/answer/sh/", sent)
    assert answer.status_code == 303
    assert len(desk.state().record.statements) == before + 1
    assert "Topaz." not in text(browsers["cleo"], "/record/")


# ------------------------------------------------------------------------------ the past


def test_what_rested_on_what_others_hold_is_not_told_when_it_was_taken_out(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    dina = browsers["dina"]
    dina.get("/")
    put(desk, ("note", {"id": "n_hush", "text": "onyxword", "rests_on": ["held_ben"]}))
    desk.change(lambda _: [Change("note", "n_hush", None)], by="ben")
    for page in ("/", "/?since=2024-01-01", "/?since=2026-11-20"):
        shown = text(dina, page)
        assert "onyxword" not in shown, page
        assert "n_hush" not in shown, page


def test_what_was_closed_and_then_taken_out_is_not_in_the_past_either(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    open_one = {"id": "so", "words": "agateword.", "said_on": "2024-08-28", "chain": TOLD}
    put(desk, ("statement", open_one))
    then = (desk.latest() + timedelta(microseconds=1)).isoformat()
    put(desk, ("statement", {**open_one, "handling": HELD}))
    desk.change(lambda _: [Change("statement", "so", None)], by="ben")
    cleo = desk.seen_by(Viewer(ViewerKind.MEMBER, "cleo"), known_at=then)
    ben = desk.seen_by(Viewer(ViewerKind.MEMBER, "ben"), known_at=then)
    assert [one.id for one in ben.statements if one.id == "so"] == ["so"]
    assert [one.id for one in cleo.statements if one.id == "so"] == []


# ------------------------------------------------------------------------------ the audit log


def test_the_audit_log_is_no_way_to_try_out_ids(desk: Desk, browsers: dict[str, Client]) -> None:
    for guess in ("held_ben", "held_nobody"):
        assert browsers["cleo"].get(f"/record/{guess}/edit/").status_code == 404
    shown = [row.about for row in browsers["ana"].get("/settings/audit/").context["page"].rows]
    refused = [one for one in shown if "/edit/" in one]
    assert len(refused) == 2
    assert refused[0] == refused[1]


# ------------------------------------------------------------------------------ where words lie


@pytest.mark.parametrize("name", ["opalparty"])
def test_no_word_of_the_record_lies_in_a_session(desk: Desk, ana: Client, name: str) -> None:
    said = {"name": name, "roles": ["negotiating"]}
    answer = ana.post("/people/new/", said)
    assert answer.status_code == 303
    lying = " ".join(str(one.get_decoded()) for one in Session.objects.all())
    assert name not in lying
    assert "Added" in text(ana, answer.headers["Location"])


def test_a_draft_is_confirmed_only_as_it_was_seen(desk: Desk, ana: Client) -> None:
    one = {"id": "sd", "words": "Maybe.", "said_on": "2024-08-28", "chain": TOLD, "draft": True}
    put(desk, ("statement", one))
    shown = ana.get("/record/sd/")
    found = re.search(r'name="(?:seen_version|version)" value="([^"]*)"', shown.content.decode())
    version = found[1] if found else ""
    put(desk, ("statement", {**one, "words": "Surely."}))
    ana.post("/record/sd/confirm/", {"version": version})
    assert desk.state().content("statement", "sd").get("draft") is True


# ------------------------------------------------------------------------------ search


def test_what_is_held_from_now_on_is_found_no_more(desk: Desk, browsers: dict[str, Client]) -> None:
    cleo = browsers["cleo"]
    source = {"id": "src_open", "kind": "person", "description": "Zircon the mayor"}
    party = {"id": "zparty", "name": "Beryl front", "roles": ["negotiating"]}
    said = {"words": "Go home.", "said_on": "2024-08-28"}
    put(
        desk,
        ("source", source),
        ("party", party),
        ("statement", {"id": "sz", **said, "chain": [{"speaker": "src_open", "to": "team"}]}),
        ("statement", {"id": "sb", **said, "chain": [{"speaker": "zparty", "to": "team"}]}),
        (
            "reading",
            {
                "id": "rz",
                "statement": "sz",
                "party": "hamas",
                "stance": "insists",
                "proposition": "philadelphi is complete_withdrawal",
                "in_words": "jaspersaid",
            },
        ),
    )

    def found(word: str) -> bool:
        return "Go home." in text(cleo, f"/record/?q={word}")

    assert [found(one) for one in ("zircon", "beryl", "jaspersaid")] == [True, True, True]
    reading = desk.state().content("reading", "rz")
    put(
        desk,
        ("source", {**source, "handling": HELD}),
        ("party", {**party, "handling": HELD}),
        ("reading", {**reading, "handling": HELD}),
    )
    assert [found(one) for one in ("zircon", "beryl", "jaspersaid")] == [False, False, False]
    shown = text(cleo, "/record/")
    assert [one in shown for one in ("Zircon", "Beryl", "jaspersaid")] == [False, False, False]


# ------------------------------------------------------------------------------ another side


def test_what_another_side_says_of_a_sentence_is_not_read_out(desk: Desk, ana: Client) -> None:
    base = {"said_on": "2024-08-30", "meeting": "mt"}
    put(
        desk,
        ("meeting", {"id": "mt", "where": "Doha", "held_on": DAY, "present": ["hamas", "israel"]}),
        ("statement", {"id": "s_a", "words": "We stay.", **base, "chain": TOLD}),
        (
            "statement",
            {
                "id": "s_b",
                "words": "Beryl: they told us they go.",
                **base,
                "chain": [{"speaker": "israel", "to": "team"}],
            },
        ),
        (
            "link",
            {
                "id": "l_b",
                "kind": "supersedes",
                "statement": "s_b",
                "other": "s_a",
                "confirmed_by": "ana",
            },
        ),
    )
    assert ana.get("/meeting/mt/read-out/?to=hamas").context["page"].understood == ("We stay.",)
