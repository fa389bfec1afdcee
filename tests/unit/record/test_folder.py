"""Reading a case folder: what is no case, and what is wrong with its documents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from goodoffices.case.errors import InvalidCase, NotACase
from goodoffices.record import folder as folder_module
from goodoffices.record.checks.check import check, load
from goodoffices.record.folder import read_folder
from tests.records import write_case

DOCUMENT = "documents:\n  - {id: d1, title: Report, dated: 2026-01-01, file: %s}\n"
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def mistakes(case: Path) -> list[str]:
    return [str(one) for one in check(case).mistakes]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nowhere", "there is nothing of that name"),
        ("a_file", "a case is a folder, and this is a file"),
        ("a_folder", "there is no case.yaml in it"),
    ],
)
def test_what_is_no_case_is_said_in_one_sentence(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "a_file").write_text("words")
    (tmp_path / "a_folder").mkdir()
    with pytest.raises(NotACase) as caught:
        read_folder(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name} is not a case: {reason}"


def test_a_case_may_have_no_more_than_its_case_file(tmp_path: Path) -> None:
    record = load(write_case(tmp_path)).record
    assert (record.title, record.statements, record.rounds) == ("A case", (), ())


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("missing.txt", 'there is no such file in documents/; found "missing.txt"; allowed: a.txt'),
        (
            "../case.yaml",
            'a document\'s file lies in the folder documents/; found "../case.yaml"',
        ),
        (
            "/etc/hostname",
            'a document\'s file lies in the folder documents/; found "/etc/hostname"',
        ),
        ("link.txt", 'a document\'s file lies in the folder documents/; found "link.txt"'),
        ("latin1.txt", 'the document is not UTF-8: byte 3 cannot be read; found "latin1.txt"'),
        (
            "n" * 300,
            f'the document cannot be read: file name too long; found "{"n" * 300}"',
        ),
    ],
)
def test_a_document_that_cannot_be_read_is_a_mistake_at_its_place(
    tmp_path: Path, file: str, message: str
) -> None:
    case = write_case(tmp_path / "talks", record=DOCUMENT % file, documents={"a.txt": "words"})
    documents = case / "documents"
    if file == "missing.txt":
        assert mistakes(case) == [f"record.yaml:3:54: {message}"]
        return
    (documents / "latin1.txt").write_bytes(b"na\xefve")
    (documents / "link.txt").symlink_to(case / "case.yaml")
    assert mistakes(case) == [f"record.yaml:3:54: {message}"]


def test_a_document_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_module, "LARGEST_TEXT", 10)
    case = write_case(tmp_path, record=DOCUMENT % "a.txt", documents={"a.txt": "eleven byte"})
    assert mistakes(case) == [
        'record.yaml:3:54: the document has 11 bytes, where 10 are read at most; found "a.txt"'
    ]


@pytest.mark.skipif(IS_ROOT, reason="root may read everything")
def test_a_document_closed_to_us_is_one_mistake_among_others(tmp_path: Path) -> None:
    case = write_case(tmp_path, record=DOCUMENT % "a.txt", documents={"a.txt": "words"})
    (case / "documents" / "a.txt").chmod(0)
    assert mistakes(case) == [
        'record.yaml:3:54: the document cannot be read: permission denied; found "a.txt"'
    ]


def test_a_byte_order_mark_is_no_part_of_the_words(tmp_path: Path) -> None:
    case = write_case(tmp_path, record=DOCUMENT % "a.txt", documents={"a.txt": "\ufeffwords"})
    assert read_folder(case).texts == {"d1": "words"}


@pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    case = write_case(tmp_path / "talks")
    case.chmod(0o500)
    try:
        assert load(case).record.title == "A case"
        assert not (case / ".cache").exists()
    finally:
        case.chmod(0o700)


def test_what_holds_is_kept_beside_what_does_not(tmp_path: Path) -> None:
    """An entry with a mistake costs no other: references to it are not mistakes too."""
    case = write_case(
        tmp_path,
        case="""\
parties:
  - {id: north, name: North}
  - {id: south, nam: South}
""",
        record="""\
messages:
  - {id: m1, asked_by: north, to: south, words: Yes., asked_on: 2026-01-01}
""",
    )
    folder = read_folder(case)
    assert [one.entry.id for one in folder.parts["parties"]] == ["north"]  # type: ignore[attr-defined]
    assert len(folder.mistakes) == 2
    assert {one.line for one in check(case).mistakes} == {5}


def test_load_refuses_with_every_mistake(tmp_path: Path) -> None:
    case = write_case(tmp_path, record=DOCUMENT % "a.txt" + "links: [{id: l1}]\n")
    with pytest.raises(InvalidCase) as caught:
        load(case)
    assert caught.value.mistakes == check(case).mistakes
    assert len(caught.value.mistakes) == 4
