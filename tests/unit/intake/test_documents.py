"""A file gets its place in the case, unchanged, and is known again by its hash."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from goodoffices.case.errors import UnreadableDocument
from goodoffices.case.handling import PUBLIC
from goodoffices.case.when import When
from goodoffices.intake.documents import Library, Told, describe, keep, read_file
from goodoffices.intake.texts import Extent, PlainText
from goodoffices.record.entries import Document

TEXT = "The ferry is shut.\n"
RAW = TEXT.encode()
PLAIN = PlainText(TEXT, (), "text", is_raw=True)
FROM_PDF = PlainText(TEXT, (), "pdf", pages=(Extent(0, 19),), dated=date(2026, 1, 2))


def test_plain_file_is_its_own_text() -> None:
    found = describe(Path("a/memo 1.txt"), RAW, PLAIN, document="memo", known=None, told=Told())
    assert (found.file, found.original) == ("memo-1.txt", "")
    assert found.sha256 == hashlib.sha256(RAW).hexdigest()


def test_other_file_is_kept_beside_its_text() -> None:
    found = describe(Path("memo.pdf"), b"%PDF", FROM_PDF, document="memo", known=None, told=Told())
    assert (found.file, found.original) == ("memo.pdf.txt", "memo.pdf")
    assert found.original_sha256 == hashlib.sha256(b"%PDF").hexdigest()
    assert str(found.dated) == "2026-01-02"
    assert [(page.number, page.start, page.end) for page in found.pages] == [(1, 0, 19)]


def test_date_that_a_person_sets_goes_before_the_printed_one() -> None:
    told = Told(
        by="ane", outlet="The Herald", dated=When.model_validate("2026-02-03"), handling=PUBLIC
    )
    found = describe(Path("memo.pdf"), b"%PDF", FROM_PDF, document="memo", known=None, told=told)
    assert (str(found.dated), found.outlet, found.handling) == ("2026-02-03", "The Herald", PUBLIC)
    assert found.questions == ()


def test_document_without_date_and_outlet_asks_for_both() -> None:
    found = describe(Path("memo.txt"), RAW, PLAIN, document="memo", known=None, told=Told())
    assert [one.partition("?")[0] for one in found.questions] == [
        "when was it published",
        "who published it",
    ]


def test_kept_file_never_overwrites_another(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "memo.txt").write_text("Something else.")
    found = describe(Path("memo.txt"), RAW, PLAIN, document="memo", known=None, told=Told())
    assert keep(tmp_path, found, RAW, TEXT).file == "memo-2.txt"
    assert (tmp_path / "documents" / "memo.txt").read_text() == "Something else."
    assert (tmp_path / "documents" / "memo-2.txt").read_bytes() == RAW
    assert keep(tmp_path, found, RAW, TEXT).file == "memo-2.txt"  # the same bytes: the same file


def test_original_and_text_are_both_kept(tmp_path: Path) -> None:
    found = describe(Path("m.pdf"), b"%PDF", FROM_PDF, document="memo", known=None, told=Told())
    kept = keep(tmp_path, found, b"%PDF", TEXT)
    assert (tmp_path / "documents" / kept.original).read_bytes() == b"%PDF"
    assert (tmp_path / "documents" / kept.file).read_text() == TEXT


def test_library_knows_a_document_by_its_hash_and_gives_free_ids() -> None:
    entry = Document(id="memo", file="memo.txt", sha256="ab")
    library = Library([entry], {}, [], ["talks"])
    known = library.with_hash("ab")
    assert known is not None
    assert known.entry is entry
    assert library.with_hash("cd") is None
    assert [library.new_id(stem) for stem in ("memo", "talks", "new", "new")] == [
        "memo_2",
        "talks_2",
        "new",
        "new_2",
    ]


def test_file_that_is_not_there_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"memo\.txt: "):
        read_file(tmp_path / "memo.txt")
