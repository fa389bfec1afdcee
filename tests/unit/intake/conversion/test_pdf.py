"""PDF: its lines, paragraphs, pages and running heads, and the files that are refused."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import pypdf
import pytest

from bench.intake.pdf_pages import (
    Line,
    Page,
    set_in_columns,
    set_indented,
    set_justified,
    set_with_gaps,
    set_with_running_heads,
    set_word_by_word,
    write_pdf,
)
from goodoffices.case.errors import UnreadableDocument
from goodoffices.intake.conversion.converting import convert
from goodoffices.intake.repair.repairing import repair
from goodoffices.intake.texts import BlockKind

PARAGRAPHS = (
    (
        "The envoys of the two ports met on Monday to talk about the patrols, and they said that "
        "the next round would be held before the end of the month."
    ),
    (
        "The mayor said that the nets would be given back only if the pilots came home first, a "
        "demand that the northern envoy had refused in spring."
    ),
    (
        "Nobody spoke of the boats, although both sides had asked for them to be on the list, and "
        "the observers left the customs house before noon."
    ),
)
LONG = [f"Item {number}. {PARAGRAPHS[number % 3]}" for number in range(80)]


def copied(raw: bytes) -> list[str]:
    """The paragraphs of the copy for parsing."""
    copy = repair(convert(raw, "note.pdf"))
    return [copy.text[block.extent.start : block.extent.end] for block in copy.blocks]


def refusal(raw: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        convert(raw, "note.pdf")
    return caught.value.reason


def encrypted(*, user: str) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(write_pdf(set_with_gaps(PARAGRAPHS))))
    writer.encrypt(user, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    "layout",
    [set_with_gaps, set_indented, set_justified, set_word_by_word],
)
def test_paragraphs_are_found_however_they_are_set(
    layout: Callable[[Iterable[str]], list[Page]],
) -> None:
    assert copied(write_pdf(layout(PARAGRAPHS))) == list(PARAGRAPHS)


def test_a_larger_line_is_a_heading() -> None:
    page = [Line(60, 780, "What comes next", size=16), *set_with_gaps(PARAGRAPHS)[0]]
    plain = convert(write_pdf([page]), "note.pdf")
    assert plain.blocks[0].kind is BlockKind.HEADING


def test_pages_have_their_extents_and_blocks_their_page() -> None:
    plain = convert(write_pdf(set_with_gaps(LONG)), "note.pdf")
    assert len(plain.pages) == 4
    for block in plain.blocks:
        assert plain.pages[block.page - 1].holds(block.extent)


def test_a_paragraph_that_a_page_cuts_in_two_is_one_in_the_copy() -> None:
    lines = (
        "The mayor said that the nets would be given back only if the pilots",
        "came home first, a demand that the northern envoy had refused.",
    )
    raw = write_pdf([[Line(60, 760, line)] for line in lines])
    assert [block.page for block in convert(raw, "note.pdf").blocks] == [1, 2]
    assert copied(raw) == [" ".join(lines)]


def test_running_heads_and_numbers_of_pages_are_boilerplate() -> None:
    plain = convert(write_pdf(set_with_running_heads(LONG)), "note.pdf")
    left = [
        plain.text[block.extent.start : block.extent.end]
        for block in plain.blocks
        if block.kind is BlockKind.BOILERPLATE
    ]
    assert left == [
        words for page in range(1, 5) for words in ("Note for the file", f"Page {page}")
    ]
    assert copied(write_pdf(set_with_running_heads(LONG))) == LONG


def test_columns_are_read_one_after_the_other() -> None:
    assert copied(write_pdf(set_in_columns(LONG[:12]))) == LONG[:12]


def test_a_pdf_says_its_title_and_author_but_not_its_date() -> None:
    raw = write_pdf(set_with_gaps(PARAGRAPHS), title="Note 7", author="Ana Writer")
    plain = convert(raw, "note.pdf")
    assert (plain.title, plain.author, plain.dated) == ("Note 7", "Ana Writer", None)


def test_a_pdf_without_text_is_said_to_be_scanned() -> None:
    assert refusal(write_pdf([[], []])) == (
        "this PDF has no text, only pictures of it (a scan, it seems); "
        "let a program recognise the text first"
    )


def test_pages_without_text_among_others_are_named() -> None:
    plain = convert(write_pdf([*set_with_gaps(PARAGRAPHS), []]), "note.pdf")
    assert plain.notes == ("Page 2 has no text, perhaps pictures of it; they were not read.",)


def test_an_encrypted_pdf_is_refused() -> None:
    said = "this PDF is encrypted; save a copy of it without a password"
    assert refusal(encrypted(user="secret")) == said


def test_a_pdf_locked_against_changes_alone_is_read() -> None:
    assert copied(encrypted(user="")) == list(PARAGRAPHS)


@pytest.mark.parametrize("raw", [b"%PDF-1.7\nnothing of the kind\n%%EOF", b"%PDF-1.4\n"])
def test_a_damaged_pdf_is_refused(raw: bytes) -> None:
    assert refusal(raw) == "this PDF is damaged and cannot be read"


def test_a_pdf_that_lost_its_table_of_places_is_read_all_the_same() -> None:
    raw = write_pdf(set_with_gaps(PARAGRAPHS))
    cut = raw.replace(b"startxref\n", b"startxref\n9")
    assert copied(cut) == list(PARAGRAPHS)


def test_nothing_is_written_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    refusal(b"%PDF-1.7\nnothing of the kind\n%%EOF")
    assert capfd.readouterr() == ("", "")
