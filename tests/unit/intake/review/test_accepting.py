"""Accepting drafts: what enters the record, all of it in one step, and how it is taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goodoffices.case.errors import InvalidCase, NotConfirmed, UnknownId
from goodoffices.intake.drafts import DraftStatement, HopKind, State
from goodoffices.intake.review import accepting
from goodoffices.intake.review.accepting import accept, accept_all, wanted_of
from goodoffices.intake.review.deeds import undo
from goodoffices.intake.review.storing import find_draft, read_drafts, write_drafts
from goodoffices.record.archive import Archive
from goodoffices.record.archived import read_archived
from goodoffices.record.checks.check import check
from goodoffices.record.folder import read_folder
from goodoffices.record.recording import record as record_edits
from tests.records import yaml_data
from tests.reviews import drafts_file, reading, with_draft, write_reviewed_case

DAY = date(2026, 3, 4)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_reviewed_case(tmp_path)


def take(case: Path, *names: str, **more: Any) -> None:
    for name in names:
        accept(case, name, by="mira", on=DAY, **more)


def entry(case: Path, name: str, list_name: str = "statements", file: str = "record") -> Any:
    data = yaml_data(case / f"{file}.yaml")
    return next(one for one in data[list_name] if one["id"] == name)


def ids(case: Path, list_name: str, file: str = "record") -> list[str]:
    return [one["id"] for one in yaml_data(case / f"{file}.yaml").get(list_name) or []]


def states(case: Path, name: str) -> list[State]:
    _, draft = find_draft(read_drafts(case), name)
    assert isinstance(draft, DraftStatement)
    return [draft.state, *(one.state for one in draft.readings)]


@pytest.mark.parametrize("kind", HopKind)
def test_a_new_source_of_every_kind_enters(case: Path, kind: HopKind) -> None:
    """A body that is no party of the case is an organisation in the record."""
    file = drafts_file()
    sources = tuple(one.model_copy(update={"kind": kind}) for one in file.sources)
    write_drafts(case, file.model_copy(update={"sources": sources}))
    take(case, "post_s2")
    is_body = kind in {HopKind.PARTY, HopKind.ORGAN, HopKind.ORGANISATION}
    entered = entry(case, "close_to_port", "sources")["kind"]
    assert entered == ("organisation" if is_body else kind.value)


def test_a_statement_enters_with_its_document_and_chain(case: Path) -> None:
    take(case, "post_s1")
    statement = entry(case, "post_s1")
    assert statement["words"] == "The union will never work at night again"
    assert statement["chain"] == [
        {"speaker": "union", "capacity": "official", "to": "harbour_post", "grade": "A2"},
        {"speaker": "harbour_post", "to": "public", "channel": "press", "grade": "B3"},
    ]
    assert str(statement["said_on"]) == "2026-03-02"
    document = entry(case, "post", "documents")
    assert (document["file"], document["original"]) == ("post.txt", "post.html")
    assert document["original_sha256"] == drafts_file().document.original_sha256
    assert check(case).mistakes == ()


def test_readings_that_rival_are_leading_and_alternative(case: Path) -> None:
    take(case, "post_s1")
    leading, other = entry(case, "post_s1")["readings"]
    assert "status" not in leading
    assert (other["status"], other["alternative_to"]) == ("alternative", "post_r1")
    assert (leading["read_by"], str(leading["read_on"])) == ("mira", "2026-03-04")
    assert leading["why"] == "Drafted by the rule “plain stance”."
    assert states(case, "post_s1") == [State.ACCEPTED] * 3


def test_a_rival_accepted_alone_leads(case: Path) -> None:
    take(case, "post_s1", readings=["post_r1b"])
    (only,) = entry(case, "post_s1")["readings"]
    assert only["id"] == "post_r1b"
    assert "alternative_to" not in only
    assert states(case, "post_s1") == [State.ACCEPTED, State.REJECTED, State.ACCEPTED]


def test_sources_the_case_lacks_enter_once(case: Path) -> None:
    take(case, "post_s2", "post_s3")
    assert ids(case, "sources") == ["harbour_post", "close_to_port"]
    source = entry(case, "close_to_port", "sources")
    assert (source["kind"], source["affiliation"]) == ("unnamed", "port")
    assert ids(case, "documents") == ["post"]


def test_flags_and_passages_stand_in_the_note(case: Path) -> None:
    take(case, "post_s2", "post_s3")
    assert entry(case, "post_s2")["note"] == "To mind: partisan."
    assert entry(case, "post_s3")["note"] == "Said again: “if crews stay at six”"


def test_handling_is_that_of_the_document(tmp_path: Path) -> None:
    handling = {"level": "in_confidence", "given_by": "port"}
    case = write_reviewed_case(tmp_path, drafts_file(handling=handling))
    take(case, "post_s2")
    assert entry(case, "post_s2")["handling"] == handling
    assert entry(case, "close_to_port", "sources")["handling"] == handling
    assert "handling" not in entry(case, "post_s2")["readings"][0]


@pytest.mark.parametrize("order", [("post_s2", "post_s3"), ("post_s3", "post_s2")])
def test_a_repetition_is_linked_once_both_are_there(case: Path, order: tuple[str, str]) -> None:
    take(case, order[0])
    assert ids(case, "links") == []
    take(case, order[1])
    (link,) = yaml_data(case / "record.yaml")["links"]
    assert (link["kind"], link["statement"], link["other"]) == ("repeats", "post_s3", "post_s2")
    assert link["confirmed_by"] == "mira"


@pytest.mark.parametrize(
    "order", [("post_s4", "post_round", "post_e1"), ("post_e1", "post_round", "post_s4")]
)
def test_rounds_and_events_rest_on_the_statement_that_tells(
    case: Path, order: tuple[str, ...]
) -> None:
    take(case, *order)
    held = entry(case, "post_round", "rounds", "rounds")
    assert (held["venue"], held["outcome"]) == ("Westport", "ended_without_agreement")
    assert (held["cause"], held["cites"]) == ("post_s4", ["post"])
    assert [one["party"] for one in held["delegations"]] == ["union"]
    note = entry(case, "post_e1", "notes")
    assert (note["kind"], note["rests_on"]) == ("event", ["post_s4"])
    assert note["text"] == "ACCUSE (occurred; The chairman to the crews): blamed the crews"


def test_a_delegation_of_nobody_known_is_left_out_and_told(case: Path) -> None:
    deed = accept(case, "post_round", by="mira", on=DAY)
    assert deed.remarks == (
        "The delegation of nobody_known was left out: no party of the case has this id.",
    )


def test_a_round_of_the_case_gets_what_it_lacks(tmp_path: Path) -> None:
    drafts = drafts_file()
    told = drafts.rounds[0].model_copy(update={"same_as": "first_round"})
    case = write_reviewed_case(tmp_path, drafts.model_copy(update={"rounds": (told,)}))
    before = (case / "rounds.yaml").read_bytes()
    deed = accept(case, "post_round", by="mira", on=DAY)
    held = entry(case, "first_round", "rounds", "rounds")
    assert (held["title"], held["venue"]) == ("First round", "Westport")
    assert str(held["held_on"]) == "2026-02-02", "what the case says is never written over"
    assert held["outcome"] == "ended_without_agreement"
    assert ids(case, "rounds", "rounds") == ["first_round"]
    undo(case, deed)
    assert yaml_data(case / "rounds.yaml") == _yaml(before)


def _yaml(raw: bytes) -> Any:
    from ruamel.yaml import YAML  # noqa: PLC0415 -- of this one test

    return YAML(typ="safe", pure=True).load(raw)


def test_a_reading_without_a_proposition_waits(case: Path) -> None:
    take(case, "post_s5")
    assert "readings" not in entry(case, "post_s5")
    assert states(case, "post_s5") == [State.ACCEPTED, State.DEFERRED]
    with pytest.raises(NotConfirmed, match="it has no proposition: give it one with edit"):
        accept(case, "post_s5", by="mira", readings=["post_r5"])


def test_a_reading_joins_a_statement_accepted_before(case: Path) -> None:
    take(case, "post_s1", readings=["post_r1b"])
    deed = accept_all(case, wanted_of(read_drafts(case), ["post_r1"]), by="mira", on=DAY)[0]
    first, second = entry(case, "post_s1")["readings"]
    assert (first["id"], second["id"], second["alternative_to"]) == (
        "post_r1b",
        "post_r1",
        "post_r1b",
    )
    undo(case, deed)
    assert [one["id"] for one in entry(case, "post_s1")["readings"]] == ["post_r1b"]


@pytest.mark.parametrize(
    ("update", "error", "told"),
    [
        (
            {"readings": [reading("r2", "port proposes: crew >= 4", "crews")]},
            InvalidCase,
            'the proposition of post_r2 cannot be read.*found "crew"',
        ),
        (
            {"readings": [reading("r2", "prt proposes: crews >= 4", "crews")]},
            UnknownId,
            'no party "prt"; did you mean "port"',
        ),
        (
            {"chain": [{"speaker": "close_to_prt", "name": "A person", "kind": "unnamed"}]},
            UnknownId,
            'did you mean "close_to_port"',
        ),
        ({"words": "crews of five would do"}, InvalidCase, "other words stand at this span"),
        ({"said_on": "2099-01-01"}, InvalidCase, "said after it was recorded"),
        (
            {"readings": [reading("r2", "port insists: crews <= 9 and crews >= 3", "crews")]},
            InvalidCase,
            "crews",
        ),
    ],
)
def test_what_the_case_cannot_hold_is_refused_and_nothing_changes(
    tmp_path: Path, update: dict[str, Any], error: type[Exception], told: str
) -> None:
    case = write_reviewed_case(tmp_path, with_draft(drafts_file(), "post_s2", **update))
    before = snapshot(case)
    with pytest.raises(error, match=told):
        accept(case, "post_s2", by="mira")
    assert snapshot(case) == before


def snapshot(case: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(case)): file.read_bytes()
        for file in sorted(case.rglob("*"))
        if file.is_file() and ".cache" not in file.parts and file.name != ".lock"
    }


def test_a_text_changed_since_it_was_read_is_refused(case: Path) -> None:
    file = case / "documents" / "post.txt"
    file.write_text(file.read_text() + "More.\n")
    with pytest.raises(InvalidCase, match="changed since its hash was taken"):
        accept(case, "post_s1", by="mira")


def test_an_id_that_stands_for_something_else_is_refused(tmp_path: Path) -> None:
    case = write_reviewed_case(tmp_path)
    path = case / "record.yaml"
    path.write_text(path.read_text() + "notes:\n  - {id: post_s1, text: Ours}\n")
    with pytest.raises(InvalidCase, match="this id stands twice"):
        accept(case, "post_s1", by="mira")


def test_no_longer_insists_takes_back_the_same_of_its_party(tmp_path: Path) -> None:
    given_up = reading("r2", "union no_longer_insists: night_shift is ended", "crews")
    case = write_reviewed_case(tmp_path, with_draft(drafts_file(), "post_s2", readings=[given_up]))
    with pytest.raises(NotConfirmed, match="there is nothing to take back"):
        accept(case, "post_s2", by="mira", readings=["post_r2"])
    take(case, "post_s1", "post_s2")
    assert entry(case, "post_s2")["readings"][0]["withdraws"] == ["post_r1b"]


def test_doing_it_again_after_an_interruption_adds_nothing(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files of the case are written, and the power goes before the draft is marked."""

    class Off(BaseException):
        pass

    def goes_off(*_: object) -> None:
        raise Off

    with monkeypatch.context() as patched:
        patched.setattr(accepting, "write_drafts", goes_off)
        with pytest.raises(Off):
            accept(case, "post_s2", by="mira", on=DAY)
    written = (case / "record.yaml").read_bytes()
    assert states(case, "post_s2") == [State.WAITING] * 2
    deed = accept(case, "post_s2", by="mira", on=DAY)
    assert (deed.added, deed.changed) == ((), ())
    assert (case / "record.yaml").read_bytes() == written
    assert states(case, "post_s2") == [State.ACCEPTED] * 2


@pytest.mark.parametrize("name", ["post_s1", "post_s2", "post_round", "post_e1"])
def test_undoing_takes_out_exactly_what_was_added(case: Path, name: str) -> None:
    take(case, "post_s3")
    before = snapshot(case)
    undo(case, accept(case, name, by="mira", on=DAY))
    after = snapshot(case)
    for empty in (b"notes: []\n", b"links: []\n"):  # a list that was begun stays, empty
        after["record.yaml"] = after["record.yaml"].removesuffix(empty)
    assert after == before


def test_undoing_again_after_an_interruption_finishes(case: Path) -> None:
    deed = accept(case, "post_s1", by="mira", on=DAY)
    undo(case, deed)
    write_drafts(case, with_draft(drafts_file(), "post_s1", state="accepted"))
    undo(case, deed)
    assert read_drafts(case) == (drafts_file(),)
    assert ids(case, "statements") == []


def test_what_is_in_the_archive_is_not_undone(case: Path) -> None:
    deed = accept(case, "post_s1", by="mira", on=DAY)
    record_edits(Archive(case / "archive"), read_archived(read_folder(case)).edits, by="mira")
    with pytest.raises(NotConfirmed, match=r"post, post_s1 are in the archive by now: supersede"):
        undo(case, deed)
    assert ids(case, "statements") == ["post_s1"]


def test_what_something_else_rests_on_is_not_undone(case: Path) -> None:
    first = accept(case, "post_s2", by="mira", on=DAY)
    take(case, "post_s3")
    with pytest.raises(NotConfirmed, match="something else rests on it"):
        undo(case, first)
    assert ids(case, "statements") == ["post_s2", "post_s3"]


def test_a_case_with_a_mistake_is_mended_first(case: Path) -> None:
    path = case / "record.yaml"
    path.write_text(path.read_text().replace("kind: outlet", "kind: outlook"))
    with pytest.raises(InvalidCase, match="outlook"):
        accept(case, "post_s1", by="mira")


def test_several_are_accepted_in_one_step_or_not_at_all(case: Path) -> None:
    before = snapshot(case)
    wanted = wanted_of(read_drafts(case), ["post_s1", "post_r5"])
    with pytest.raises(NotConfirmed, match="post_r5"):
        accept_all(case, wanted, by="mira")
    assert snapshot(case) == before
    deeds = accept_all(case, wanted_of(read_drafts(case), ["post_round", "post_s4"]), by="mira")
    assert [one.draft for one in deeds] == ["post_round", "post_s4"]
    assert entry(case, "post_round", "rounds", "rounds")["cause"] == "post_s4"
