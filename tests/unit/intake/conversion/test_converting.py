"""What a file is, which files are refused and how, and that nothing else is ever raised."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.case.errors import UnreadableDocument
from goodoffices.intake.conversion.converters.boilerplate import LIST_HEADINGS, RULES, rule_of
from goodoffices.intake.conversion.converting import convert
from goodoffices.intake.parsing import LONGEST
from goodoffices.intake.repair.repairing import repair
from goodoffices.intake.texts import PlainText
from goodoffices.record.folder import LARGEST_TEXT

ENGLISH = (
    "The envoys of the two ports met on Monday to talk about the patrols, and they said that "
    "the next round would be held before the end of the month in the old customs house."
)


def kinds(plain: PlainText) -> list[tuple[str, str]]:
    return [
        (block.kind.value, plain.text[block.extent.start : block.extent.end])
        for block in plain.blocks
    ]


def refusal(raw: bytes, name: str = "file") -> str:
    with pytest.raises(UnreadableDocument) as caught:
        convert(raw, name)
    assert caught.value.name == name
    return caught.value.reason


def archive(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name in names:
            file.writestr(name, "nothing")
    return written.getvalue()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "this file is empty"),
        (b" \n\n\t", "this file has no words, only spaces and empty lines"),
        (b"\x00\x01\x02 data", "this is no text, but a binary file of an unknown kind"),
        (b"{\\rtf1 words}", "this is a rich text file (RTF); save it as .docx, PDF or plain text"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "this is an old Word or Office file; save it as .docx, PDF or plain text",
        ),
        (b"\x89PNG\r\n\x1a\n", "this is a picture; let a program recognise its text first"),
        (gzip.compress(b"x", mtime=0), "this is an archive of files; unpack it and give the files"),
        (archive("a.txt"), "this is an archive of files; unpack it and give the files"),
        (
            archive("xl/workbook.xml"),
            "this is a spreadsheet; save it as .docx, PDF or plain text",
        ),
        (b"ID3\x04", "this is a recording; give its transcript"),
        (b"\xff\xfea\xd8\x00", "its first bytes say UTF-16-LE, but the rest is not"),
        (b"caf\x81\x8d", "its encoding cannot be told for sure; save it as UTF-8"),
        (
            b"x" * (LARGEST_TEXT + 1_500_000),
            "this file has 21.5 MB; at most 20 MB are read",
        ),
        (
            b"a" * (LONGEST + 1),
            "its text has 400,001 characters; at most 400,000 are read, so give it in parts",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(raw: bytes, reason: str) -> None:
    assert refusal(raw) == reason


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "French",
            (
                "Les envoyés des deux ports se sont réunis lundi pour parler des patrouilles, et "
                "ils ont dit que la prochaine séance aurait lieu avant la fin du mois."
            ),
        ),
        (
            "Spanish",
            (
                "Los enviados de los dos puertos se reunieron el lunes para hablar de las "
                "patrullas y dijeron que la próxima ronda tendría lugar antes de fin de mes."
            ),
        ),
        ("Arabic", "اجتمع مبعوثو الميناءين يوم الاثنين للحديث عن الدوريات"),
        ("Hebrew", "שליחי שני הנמלים נפגשו ביום שני כדי לדבר על הסיורים"),
        ("Russian", "Посланники двух портов встретились в понедельник"),
    ],
)
def test_another_language_is_refused_by_its_name(language: str, text: str) -> None:
    said = f"this text is in {language}; only English is read, so give a translation"
    assert refusal(text.encode()) == said


def test_a_short_text_is_not_judged_by_its_language() -> None:
    plain = convert("Réunion à Genève.".encode(), "note.txt")
    assert (plain.text, plain.language) == ("Réunion à Genève.", "")


def test_an_english_text_says_so() -> None:
    assert convert(ENGLISH.encode(), "note.txt").language == "en"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_text_is_the_same_in_each_encoding_that_is_sure(encoding: str) -> None:
    text = ENGLISH + " “So it is”, said Zoë."
    plain = convert(text.encode(encoding), "note.txt")
    assert (plain.text, plain.is_raw) == (text, encoding == "utf-8")


def test_line_ends_become_one_kind_and_the_text_is_no_longer_the_file() -> None:
    plain = convert(b"First line.\r\n\r\nSecond line.\rThird line.\n", "note.txt")
    assert plain.text == "First line.\n\nSecond line.\nThird line.\n"
    assert not plain.is_raw


def test_what_a_file_is_its_first_bytes_say_before_its_name() -> None:
    page = f"<!DOCTYPE html><html><body><article><p>{ENGLISH}</p></article></body></html>"
    assert convert(page.encode(), "page.txt").kind == "html"
    assert refusal(b"no Word file", "note.docx") == ("this Word file is damaged and cannot be read")


def test_a_blank_line_ends_a_paragraph_and_a_short_line_alone_is_a_heading() -> None:
    raw = b"What comes next\n\nThe envoys will meet again.\n \nThey said so\ntwice.\n"
    assert kinds(convert(raw, "note.txt")) == [
        ("heading", "What comes next"),
        ("paragraph", "The envoys will meet again."),
        ("paragraph", "They said so\ntwice."),
    ]


def test_a_break_that_the_width_forced_is_within_a_paragraph() -> None:
    raw = (
        b"The pilots of the northern harbour asked\n"
        b"for two more boats and were told to wait\n"
        b"until spring.\n"
        b"The mayor offered one boat, and not more\n"
        b"than that.\n"
    )
    assert [words for _, words in kinds(convert(raw, "note.txt"))] == [
        (
            "The pilots of the northern harbour asked\n"
            "for two more boats and were told to wait\n"
            "until spring."
        ),
        "The mayor offered one boat, and not more\nthan that.",
    ]


def test_each_long_line_is_a_paragraph() -> None:
    raw = f"{ENGLISH}\n{ENGLISH[:-1]}, they added.\n".encode()
    assert len(convert(raw, "note.txt").blocks) == 2


def test_speakers_and_items_of_a_list_begin_paragraphs() -> None:
    raw = b"ENVOY: We are ready.\nMAYOR: So are we.\n- boats\n- nets\n"
    assert [words for _, words in kinds(convert(raw, "note.txt"))] == [
        "ENVOY: We are ready.",
        "MAYOR: So are we.",
        "- boats",
        "- nets",
    ]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("subscription", "Sign up for our weekly letter"),
        ("further reading", "Read more: The nets that nobody wanted"),
        ("sharing", "Share this article on Facebook, Twitter"),
        ("rights", "© 2031 The Harbour Gazette"),
        ("cookies", "This website uses cookies to remember what you read."),
        ("advert", "Story continues below this advertisement"),
        ("picture", "Photo: A. Writer/Gazette"),
        ("desk", "(Reporting by A. Writer; editing by B. Reader)"),
        ("navigation", "Back to top"),
        ("page number", "Page 3 of 12"),
        ("separator", "* * *"),
        ("confidentiality of a mail", "This e-mail and any attachments are confidential."),
    ],
)
def test_each_rule_knows_its_boilerplate(rule: str, words: str) -> None:
    found = rule_of(words)
    assert found is not None
    assert found.name == rule


def test_every_rule_is_tested_and_says_its_reason() -> None:
    assert len(RULES) == 12
    assert all(rule.reason for rule in RULES)


@pytest.mark.parametrize(
    "words",
    [
        "Share prices of the two ports fell after the talks.",
        "Sources close to the mayor said that the boats would stay.",
        "Copyright law was on the table too, the envoy said.",
        "Follow the money, the mayor told the pilots, and you will find the nets.",
        "Home rule for the islands was refused.",
        "Photographs of the nets were shown to the envoys.",
        "Read aloud, the draft took nine minutes.",
    ],
)
def test_a_sentence_that_begins_like_boilerplate_is_none(words: str) -> None:
    assert rule_of(words) is None


def test_the_list_of_sources_at_the_end_is_boilerplate() -> None:
    raw = (
        b"The envoys met and parted without a text.\n\nSources\n\n"
        b'"Envoys part" \xe2\x80\x94 Harbour Gazette, March 4, 2031\n\nCategories: Ports, Talks'
    )
    found = [kind for kind, _ in kinds(convert(raw, "note.txt"))]
    assert found == ["paragraph", *["boilerplate"] * 3]


def test_a_section_on_sources_in_prose_stays() -> None:
    assert LIST_HEADINGS.match("Sources")
    raw = b"Sources\n\nTwo pilots told us of the nets, and neither would give a name.\n"
    assert [kind for kind, _ in kinds(convert(raw, "note.txt"))] == ["heading", "paragraph"]


HEADS = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"PK\x03\x04word/", b"<html>", b"From: a@b.c\nMIME-Version: 1.0\n\n"]
)
NAMES = st.sampled_from(["a.txt", "a.pdf", "a.docx", "a.html", "a.eml", "a"])


@settings(deadline=None, max_examples=150)
@given(head=HEADS, rest=st.binary(max_size=300), name=NAMES)
def test_any_bytes_are_read_or_refused(head: bytes, rest: bytes, name: str) -> None:
    """The text can be written as UTF-8, and its blocks lie in it, in order, apart."""
    try:
        plain = convert(head + rest, name)
    except UnreadableDocument:
        return
    assert plain.text.encode().decode("utf-8-sig") == plain.text
    last = 0
    for block in plain.blocks:
        assert last <= block.extent.start < block.extent.end <= len(plain.text)
        last = block.extent.end


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_kept_as_it_is(text: str) -> None:
    """No block leaves out a visible character of a text file."""
    raw = text.encode("utf-8", "ignore")
    try:
        plain = convert(raw, "a.txt")
    except UnreadableDocument:
        return
    covered = "".join(words for _, words in kinds(plain))
    assert [c for c in covered if c.isalnum()] == [c for c in plain.text if c.isalnum()]
    assert not plain.is_raw or plain.text.encode() == raw


ODD = ("a", " ", "\n", "a\n", "-\n", "a-\n", "“", "a.", "<!-- -->", "said and I would ", "``", "@")


@pytest.mark.slow
@pytest.mark.parametrize("unit", ODD)
def test_text_however_odd_comes_through_unchanged(unit: str) -> None:
    """Rules that look ahead too far would not come back from these."""
    raw = ("The boats leave" + unit * (300_000 // len(unit)) + " the port.").encode()
    plain = convert(raw, "note.txt")
    assert plain.text.encode() == raw
    repaired = repair(plain)
    places = range(min(40, len(repaired.text)))
    assert all(repaired.extent(n, n + 1).start < len(plain.text) for n in places)
