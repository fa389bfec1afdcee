"""DOCX: paragraphs, headings, tables and tracked changes, and the files that are refused."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from goodoffices.case.errors import UnreadableDocument
from goodoffices.intake.conversion.converting import convert
from goodoffices.intake.texts import PlainText


def saved(document: docx.document.Document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def found(plain: PlainText) -> list[tuple[str, str]]:
    return [
        (block.kind.value, plain.text[block.extent.start : block.extent.end])
        for block in plain.blocks
    ]


def refusal(raw: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        convert(raw, "note.docx")
    return caught.value.reason


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    document = docx.Document()
    document.add_heading("Talks", level=1)
    document.add_paragraph("The envoys met.")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Zones."
    table.cell(1, 0).text, table.cell(1, 1).text = "North.", "South."
    document.add_paragraph("They left.").add_run("\nAt noon.")
    assert found(convert(saved(document), "note.docx")) == [
        ("heading", "Talks"),
        ("paragraph", "The envoys met."),
        ("paragraph", "Zones."),
        ("paragraph", "North."),
        ("paragraph", "South."),
        ("paragraph", "They left.\nAt noon."),
    ]


def test_tracked_changes_are_read_as_accepted_and_said_to_be_there() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The boats ")
    paragraph._p.append(
        parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>leave in spring.</w:t></w:r></w:ins>")
    )
    paragraph._p.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>stay.</w:delText></w:r></w:del>")
    )
    plain = convert(saved(document), "note.docx")
    assert plain.text == "The boats leave in spring."
    said = "It holds tracked changes; it was read as if all of them had been accepted."
    assert plain.notes[0] == said


def test_comments_that_were_not_read_are_named() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The boats leave.")
    document.add_comment(paragraph.runs, text="Do they?")
    plain = convert(saved(document), "note.docx")
    assert plain.text == "The boats leave."
    assert "Its comments were not read." in plain.notes


def test_a_file_says_its_title_and_author_but_not_its_date() -> None:
    document = docx.Document()
    document.add_paragraph("The boats leave.")
    document.core_properties.title, document.core_properties.author = "Note 7", "Ana Writer"
    plain = convert(saved(document), "note.docx")
    assert (plain.title, plain.author, plain.dated) == ("Note 7", "Ana Writer", None)


def test_the_librarys_own_name_is_no_author() -> None:
    document = docx.Document()
    document.add_paragraph("The boats leave.")
    assert convert(saved(document), "note.docx").author == ""


def test_a_file_without_words_is_refused() -> None:
    said = "this Word file has no words in it, perhaps only pictures"
    assert refusal(saved(docx.Document())) == said


def test_a_damaged_file_is_refused() -> None:
    raw = saved(docx.Document())
    damaged = "this Word file is damaged and cannot be read"
    assert refusal(raw[: len(raw) // 2]) == damaged


def test_a_file_that_unpacks_to_far_too_much_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 201_000_000)
    assert refusal(written.getvalue()) == "this Word file unpacks to more than 200 MB"
