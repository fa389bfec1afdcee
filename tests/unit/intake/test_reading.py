"""Reading files into a case: what is kept, what is refused, and what happens to it half-way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from goodoffices.case.handling import PUBLIC, Handling
from goodoffices.intake import reading
from goodoffices.intake.documents import Told
from goodoffices.intake.drafts import DraftsFile, State
from goodoffices.intake.extractors.extracting import ExtractorCase
from goodoffices.intake.parsing import parse
from goodoffices.intake.reading import Outcome, Reader, files_in
from goodoffices.intake.review.accepting import accept
from goodoffices.intake.review.deciding import reject
from goodoffices.intake.review.storing import read_drafts, read_drafts_of
from goodoffices.record.checks.check import check, load
from goodoffices.record.erasing import erase_entry
from tests.interruptions import Disk, PowerCut
from tests.records import write_case
from tests.reviews import CASE

POST = """\
Harbour Post, 3 March 2026

The Dockers' Union rejects work at night, its chairman said.

The Port Authority insists on crews of four men, an official of the Port Authority said.
"""
GAZETTE = """\
Westport Gazette

The Port Authority said on Friday that it rejects crews of eight men.
"""
MINE = Handling(held_by=("mira",))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    more = "  - {id: joao, name: Joao}\nparties:"
    return write_case(tmp_path / "docks", case=CASE.replace("parties:", more, 1))


@pytest.fixture
def post(tmp_path: Path) -> Path:
    return write(tmp_path / "in" / "post.txt", POST)


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    return file


def read(case: Path, *files: Path, told: Told | None = None, **more: Any) -> list[Outcome]:
    reader = Reader(case, load(case).record, told=told or Told(by="mira"), **more)
    return list(reader.read(files))


def refusals(outcomes: Sequence[Outcome]) -> list[str]:
    return [one.refused for one in outcomes]


def kept(case: Path) -> dict[str, bytes]:
    """What reading wrote, by the place of each file."""
    return {
        f"{name}/{one.name}": one.read_bytes()
        for name in ("documents", "drafts")
        for one in sorted((case / name).glob("[!.]*"))
    }


def test_a_file_is_kept_and_its_drafts_wait(case: Path, post: Path) -> None:
    (outcome,) = read(case, post)
    assert outcome.drafts is not None
    assert [one.party for said in outcome.drafts.drafts for one in said.readings] != []
    assert list(kept(case)) == ["documents/post.txt", "drafts/post.json"]
    assert (case / "documents" / "post.txt").read_bytes() == POST.encode()


def test_the_same_words_are_read_once_whatever_the_file_is_called(case: Path, post: Path) -> None:
    copy = write(post.with_name("copy.txt"), POST)
    first, second = read(case, post, copy)
    assert (first.known, second.known) == ("", f"{copy}: already read as post")
    (again,) = read(case, copy)
    assert again.known.startswith(f"{copy}: already read as post; ")


def test_different_files_of_one_name_are_two_documents(case: Path, post: Path) -> None:
    other = write(post.parent / "sub" / "post.txt", GAZETTE)
    outcomes = read(case, post, other)
    read_as = [one.drafts.document for one in outcomes if one.drafts is not None]
    assert [(one.id, one.file) for one in read_as] == [
        ("post", "post.txt"),
        ("post_2", "post-2.txt"),
    ]


def test_a_document_of_the_record_without_a_hash_is_known_by_its_text(tmp_path: Path) -> None:
    """Otherwise a second entry would share its file, and erasing one would take both."""
    record = "documents:\n  - {id: memo, file: memo.txt, handling: public}\n"
    case = write_case(tmp_path / "docks", case=CASE, record=record, documents={"memo.txt": POST})
    (outcome,) = read(case, write(tmp_path / "in" / "other.txt", POST))
    assert outcome.drafts is not None
    assert (outcome.drafts.document.id, outcome.drafts.document.handling) == ("memo", PUBLIC)


def test_a_new_id_meets_none_that_drafts_of_another_would_have(tmp_path: Path, post: Path) -> None:
    """An entry called post_s1 is not what the first draft of post would be."""
    record = """\
sources:
  - {id: herald, kind: outlet, description: The Herald}
statements:
  - {id: post_s1, words: Never., chain: [{speaker: union, to: herald}]}
"""
    case = write_case(tmp_path / "docks", case=CASE, record=record)
    (outcome,) = read(case, post)
    assert outcome.drafts is not None
    assert outcome.drafts.document.id == "post_2"


@pytest.mark.parametrize("name", ["case.yaml", "record.yaml", "drafts/post.json"])
def test_files_of_the_case_itself_are_no_reports(case: Path, post: Path, name: str) -> None:
    read(case, post)
    (outcome,) = read(case, case / name)
    assert outcome.refused == f"{case / name}: this is a file of the case itself, and no report"


def test_a_text_in_the_documents_folder_is_read_where_it_lies(case: Path) -> None:
    there = write(case / "documents" / "memo.txt", POST)
    (outcome,) = read(case, there)
    assert outcome.drafts is not None
    assert list(kept(case)) == ["documents/memo.txt", "drafts/memo.json"]


def test_what_is_no_file_is_refused_by_its_whole_path(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    os.mkfifo(folder / "pipe")
    (folder / "link.txt").symlink_to("nowhere.txt")
    (folder / "empty.txt").touch()
    long = Path("a" * 300)
    paths = [folder / "none.txt", folder / "pipe", *files_in([folder]), *files_in([long])]
    assert refusals(read(case, *paths)) == [
        f"{folder / 'none.txt'}: there is no such file",
        f"{folder / 'pipe'}: this is no file that can be read",
        f"{folder / 'empty.txt'}: this file is empty",
        f"{folder / 'link.txt'}: this is a link to what is not there",
        f"{long}: the name is too long",
    ]


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("é à (1).txt", "é-à-1.txt"),
        ("-dash.txt", "dash.txt"),
        ("..secret.txt", "secret.txt"),
        ("é" * 120 + ".txt", "é" * 60 + ".txt"),
        ("two\nlines\x1b[2J.txt", "two-lines-2J.txt"),
        (os.fsdecode(b"caf\xe9.txt"), "caf.txt"),
    ],
)
def test_a_file_is_kept_under_a_plain_name(
    case: Path, tmp_path: Path, name: str, kept_as: str
) -> None:
    file = write(tmp_path / "in" / name, POST)
    (outcome,) = read(case, file)
    assert outcome.drafts is not None
    assert outcome.drafts.document.file == kept_as
    (again,) = read(case, file)
    assert again.known.isprintable()


def test_what_only_some_hold_is_closed_to_other_users(case: Path, post: Path) -> None:
    read(case, post, told=Told(by="mira", handling=MINE))
    assert (case / "documents" / "post.txt").stat().st_mode & 0o777 == 0o600


def test_what_an_interrupted_reading_left_is_closed_too(case: Path, post: Path) -> None:
    write(case / "documents" / "post.txt", POST).chmod(0o644)
    read(case, post, told=Told(by="mira", handling=MINE))
    assert (case / "documents" / "post.txt").stat().st_mode & 0o777 == 0o600


def test_what_others_know_is_not_closed_by_reading_it(case: Path, post: Path) -> None:
    read(case, post)
    (outcome,) = read(case, post, told=Told(by="mira", handling=MINE))
    assert "it is in the case as post, and not for those alone" in outcome.refused


def test_reading_again_keeps_what_is_held(case: Path, post: Path) -> None:
    read(case, post, told=Told(by="mira", handling=MINE))
    (outcome,) = read(case, post, told=Told(by="mira", handling=PUBLIC), again=True)
    assert outcome.drafts is not None
    assert outcome.drafts.document.handling == MINE


class Asked:
    """An extractor that remembers what it was given."""

    name = "asked"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def extract(self, text: str, case: ExtractorCase) -> Sequence[Mapping[str, Any]]:
        """Find nothing."""
        del case
        self.texts.append(text)
        return []


def test_what_only_some_hold_is_told_to_no_extractor(case: Path, post: Path) -> None:
    """Also where it is held because the case says so, and nobody says it again."""
    read(case, post, told=Told(by="mira", handling=MINE))
    asked = Asked()
    (outcome,) = read(case, post, extractor=asked, again=True)
    assert asked.texts == []
    assert outcome.refused.endswith("it is read by our own rules alone: leave out --extractor")


def test_an_erased_document_may_be_read_again_under_another_id(case: Path, post: Path) -> None:
    read(case, post, told=Told(by="mira", handling=PUBLIC))
    first = read_drafts_of(case, "post").drafts[0].id
    accept(case, first, by="mira")
    for one in (first, "post"):
        erase_entry(case, one, by="mira", reason="They asked for it.")
    assert kept(case) == {}
    (outcome,) = read(case, post)
    assert outcome.drafts is not None
    assert outcome.drafts.document.id == "post_2"
    assert check(case, ask=False).mistakes == ()


def test_what_a_person_decided_while_it_was_read_again_is_kept(
    case: Path, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(case, post)
    first = read_drafts_of(case, "post").drafts[0].id

    def decide_meanwhile(repaired: Any) -> Any:
        reject(case, first, by="joao")
        return parse(repaired)

    monkeypatch.setattr(reading, "parse", decide_meanwhile)
    read(case, post, again=True)
    states = {one.id: one.state for one in read_drafts_of(case, "post").drafts}
    assert states[first] is State.REJECTED


def test_two_programs_that_read_files_of_one_name_lose_neither(
    case: Path, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write(post.parent / "sub" / "post.txt", GAZETTE)
    others = [other]

    def read_meanwhile(repaired: Any) -> Any:
        if others:
            read(case, others.pop())
        return parse(repaired)

    monkeypatch.setattr(reading, "parse", read_meanwhile)
    (outcome,) = read(case, post)
    assert outcome.drafts is not None
    assert [one.document.id for one in read_drafts(case)] == ["post", "post_2"]
    assert outcome.drafts.document.id == "post_2"


def test_reading_that_is_cut_off_at_any_moment_is_finished_by_the_same_command(
    tmp_path: Path, post: Path
) -> None:
    """Nothing is half-read: after any power cut, reading again ends as if there had been none."""
    whole = write_case(tmp_path / "whole", case=CASE)
    with Disk().in_use(tmp_path) as disk:
        read(whole, post)
    for stop in range(disk.operations):
        case = write_case(tmp_path / f"cut{stop}", case=CASE)
        with Disk(stop_at=stop).in_use(tmp_path), pytest.raises(PowerCut):
            read(case, post)
        read(case, post)
        assert kept(case) == kept(whole)


ORDERS = """\
import sys
from pathlib import Path
from goodoffices.intake.reading import Reader
from goodoffices.record.checks.check import load

case = Path(sys.argv[1])
list(Reader(case, load(case).record).read([Path(one) for one in sys.argv[2:]]))
"""


@pytest.mark.slow
def test_drafts_are_the_same_bytes_in_any_process_and_order(tmp_path: Path, post: Path) -> None:
    files = [post, write(post.with_name("gazette.txt"), GAZETTE)]
    found = []
    for seed, order in (("1", files), ("2", files[::-1])):
        case = write_case(tmp_path / seed, case=CASE)
        subprocess.run(
            [sys.executable, "-c", ORDERS, str(case), *map(str, order)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        found.append(kept(case))
    assert found[0] == found[1]


def test_a_document_whose_drafts_were_taken_away_is_read_anew(case: Path, post: Path) -> None:
    read(case, post)
    file = case / "drafts" / "post.json"
    whole = DraftsFile.model_validate_json(file.read_bytes())
    file.unlink()
    (outcome,) = read(case, post)
    assert outcome.drafts == whole
