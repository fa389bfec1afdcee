"""Erasing an entry: in the archive, the files, the cache and the texts, or not yet."""

# ruff: noqa: E501 -- one entry of the case stands on one line
from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.case.errors import GoodOfficesError, NotConfirmed, UnknownId
from goodoffices.cli.main import cli
from goodoffices.record import erasing
from goodoffices.record.archive import Archive
from goodoffices.record.archived import read_archived
from goodoffices.record.checks.check import check, load
from goodoffices.record.erasing import erase_entry
from goodoffices.record.folder import read_folder
from goodoffices.record.recording import record as record_edits
from tests.interruptions import Disk, PowerCut
from tests.records import write_case, yaml_data

SECRET = "zsecretz"  # noqa: S105 -- words to be looked for, no password
CASE = """\
parties:
  - {id: north, name: North, roles: [negotiating]}
  - {id: south, name: South, roles: [negotiating]}
issues:
  - {id: corridor, options: [{id: stays}, {id: out}]}
"""
RECORD = f"""\
documents:
  - {{id: d1, title: Report, dated: 2026-01-01, file: open.txt, handling: public}}
  - {{id: d2, title: Letter {SECRET}, dated: 2026-01-01, file: letter.txt}}
statements:
  # our first
  - id: s1
    words: We stay {SECRET}.  # said {SECRET}
    translation: Wir bleiben {SECRET}.
    note: Angry {SECRET}.
    chain: [{{speaker: north, to: team, grade: B2}}]
    said_on: 2026-01-02
    readings:
      # because {SECRET}
      - {{id: r1, party: north, stance: insists, proposition: corridor is stays, why: "{SECRET}"}}
      - {{id: r1b, status: alternative, alternative_to: r1, party: north, stance: demands, proposition: corridor is stays, in_words: "{SECRET}"}}
  - id: s2
    words: It leaves.
    document: d1
    chain: [{{speaker: south, to: public}}]
    readings: [{{id: r2, party: south, stance: insists, proposition: corridor is out}}]
links:
  - {{id: l1, kind: contradicts, statement: s2, other: s1, confirmed_by: vera}}
messages:
  - {{id: m1, asked_by: north, to: south, words: "Tell them {SECRET}", asked_on: 2026-01-02}}
notes:
  - {{id: n1, text: "They fear {SECRET}", rests_on: [s1, r1]}}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    texts = {"open.txt": "It leaves.", "letter.txt": f"Dear all {SECRET}"}
    return write_case(tmp_path / "talks", case=CASE, record=RECORD, documents=texts)


def record(case: Path) -> None:
    archived = read_archived(read_folder(case))
    record_edits(Archive(case / "archive"), archived.edits, by="vera")


def holding(case: Path, word: str = SECRET) -> list[str]:
    """The files anywhere under the case that hold a word, whatever kind they are."""
    files = sorted(one for one in case.rglob("*") if one.is_file())
    return [str(one.relative_to(case)) for one in files if word.encode() in one.read_bytes()]


def erase_all_that_is_secret(case: Path) -> None:
    for name in ("s1", "m1", "n1", "d2"):
        erase_entry(case, name, by="vera", reason="asked by the source")


@pytest.mark.parametrize("is_recorded", [True, False])
def test_no_byte_of_what_was_erased_remains_in_any_file(case: Path, is_recorded: bool) -> None:
    """Cache, archive, comments inside the entry, and texts included."""
    load(case)  # fills the cache
    if is_recorded:
        record(case)
    assert len(holding(case)) >= 3 + is_recorded
    erase_all_that_is_secret(case)
    assert holding(case) == []
    load(case)
    assert holding(case) == []


def test_earlier_versions_of_an_erased_entry_go_too(case: Path) -> None:
    record(case)
    path = case / "record.yaml"
    path.write_text(path.read_text().replace(f"Angry {SECRET}", "Calm").replace("We stay", "We go"))
    record(case)
    erase_entry(case, "s1", by="vera", reason="asked")
    assert holding(case, "Angry") == holding(case, "We go") == holding(case, "We stay") == []


@pytest.mark.parametrize("is_recorded", [True, False])
def test_a_case_is_whole_after_an_erasure(case: Path, is_recorded: bool) -> None:
    """It has no mistakes, nothing is left to record, the chain verifies and the brief works."""
    if is_recorded:
        record(case)
    done = erase_entry(case, "s1", by="vera", reason="asked by the source")
    in_archive = ["statement s1", "reading r1", "reading r1b"] if is_recorded else []
    assert done == [
        *(f"Erased {one} in the archive." for one in in_archive),
        "Erased statement s1 in record.yaml.",
    ]
    checked = check(case)
    assert checked.mistakes == ()
    assert [one.id for one in checked.record.statements] == ["s2"]
    if is_recorded:
        assert checked.archived.edits == []
        assert Archive(case / "archive").verify().is_whole
    brief = CliRunner().invoke(cli, ["brief", str(case), "--json"])
    assert brief.exit_code == 0
    assert "We stay" not in brief.output


def test_what_went_is_said_with_who_when_and_why(case: Path) -> None:
    erase_entry(case, "s1", by="vera", reason="asked by the source")
    gone = yaml_data(case / "record.yaml")["erased"]
    assert [(one["kind"], one["id"], one["by"], one["reason"]) for one in gone] == [
        ("statement", "s1", "vera", "asked by the source"),
        ("reading", "r1", "vera", "asked by the source"),
        ("reading", "r1b", "vera", "asked by the source"),
    ]


def test_the_rest_of_the_file_stays_as_it_was(case: Path) -> None:
    before = (case / "record.yaml").read_text()
    erase_entry(case, "m1", by="vera", reason="asked")
    after = (case / "record.yaml").read_text()
    kept = [line for line in before.splitlines() if "m1" not in line and line != "messages:"]
    assert [line for line in after.splitlines() if line in kept] == kept


@pytest.mark.parametrize("is_recorded", [True, False])
def test_erasing_twice_says_it_once(case: Path, is_recorded: bool) -> None:
    if is_recorded:
        record(case)
    erase_entry(case, "s1", by="vera", reason="asked")
    before = {one: one.read_bytes() for one in case.rglob("*") if one.is_file()}
    if is_recorded:
        erase_entry(case, "s1", by="joao", reason="again")
    else:
        with pytest.raises(UnknownId):
            erase_entry(case, "s1", by="joao", reason="again")
    after = {one: one.read_bytes() for one in case.rglob("*") if one.is_file()}
    kept = {path: raw for path, raw in before.items() if ".cache" not in path.parts}
    assert {path: raw for path, raw in after.items() if ".cache" not in path.parts} == kept


def test_an_erasure_interrupted_after_the_archive_is_finished_by_doing_it_again(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(case)

    def cut(*_: object, **__: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(erasing, "_erase_in_files", cut)
        with pytest.raises(PowerCut):
            erase_entry(case, "s1", by="vera", reason="asked")
    assert holding(case, "We stay") == ["record.yaml"]
    assert [str(one) for one in read_archived(read_folder(case)).edits] == [
        "added reading r1",
        "added reading r1b",
        "added statement s1",
    ]
    edits = [one for one in read_archived(read_folder(case)).edits if one.kind == "statement"]
    with pytest.raises(NotConfirmed, match="statement s1, erased on"):
        record_edits(Archive(case / "archive"), edits, by="vera")
    erase_entry(case, "s1", by="vera", reason="asked")
    assert holding(case, "We stay") == []
    assert check(case).mistakes == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["s1", "d2"])
@pytest.mark.parametrize("full", [True, False])
def test_an_erasure_interrupted_anywhere_is_finished_by_doing_it_again(
    case: Path, name: str, full: bool
) -> None:
    """At one write, sync, replacement or removal after another: power cut, or disk full."""
    record(case)
    files = {one: one.read_bytes() for one in case.rglob("*") if one.is_file()}
    words = "We stay" if name == "s1" else "Dear all"
    for moment in range(["s1", "d2"].index(name) + 2 * full, 200, 4):
        for one in [one for one in case.rglob("*") if one.is_file() and one not in files]:
            one.unlink()
        for path, raw in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        disk = Disk(stop_at=moment, full=full)
        with suppress(PowerCut, OSError, GoodOfficesError), disk.in_use(case):
            erase_entry(case, name, by="vera", reason="asked")
        erase_entry(case, name, by="vera", reason="asked")
        assert holding(case, words) == [], moment
        erased = yaml_data(case / "record.yaml")["erased"]
        assert [one["id"] for one in erased].count(name) == 1, moment
        assert Archive(case / "archive").verify().is_whole
        if not disk.was_stopped:
            break
    else:
        pytest.fail("it never came to its end")


def test_a_document_that_statements_cite_is_not_erased_before_them(case: Path) -> None:
    with pytest.raises(NotConfirmed) as caught:
        erase_entry(case, "d1", by="vera", reason="asked")
    assert str(caught.value) == (
        "erasing document d1 waits for a person: erase first what rests on it: s2"
    )
    erase_entry(case, "s2", by="vera", reason="asked")
    erase_entry(case, "d1", by="vera", reason="asked")
    assert not (case / "documents" / "open.txt").exists()
    assert check(case).mistakes == ()


def test_an_entry_that_is_not_there_is_refused_with_the_nearest(case: Path) -> None:
    with pytest.raises(UnknownId) as caught:
        erase_entry(case, "s11", by="vera", reason="asked")
    assert str(caught.value).startswith('there is no entry to erase "s11"; did you mean "s1"?')


@pytest.mark.parametrize(("by", "reason"), [("", "asked"), ("vera", " ")])
def test_nothing_is_erased_by_nobody_or_for_no_reason(case: Path, by: str, reason: str) -> None:
    """Recorded or not."""
    before = (case / "record.yaml").read_bytes()
    with pytest.raises(NotConfirmed):
        erase_entry(case, "s1", by=by, reason=reason)
    assert (case / "record.yaml").read_bytes() == before


def test_an_erased_statement_says_where_its_words_still_stand(tmp_path: Path) -> None:
    """A document is an entry of its own: it goes when a person erases it, not by the way."""
    example = Path(__file__).parents[3] / "src/goodoffices/examples/doha-round"
    path = tmp_path / "doha"
    shutil.copytree(example, path)
    done = erase_entry(path, "s13", by="vera", reason="asked")
    assert done == [
        "Erased statement s13 in record.yaml.",
        "Its words still stand in document efe_report, which is an entry of its own.",
    ]
