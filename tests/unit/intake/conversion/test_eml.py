"""EML: bodies, headers, signatures and attachments of mails."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from goodoffices.case.errors import UnreadableDocument
from goodoffices.intake.conversion.converting import convert
from goodoffices.intake.texts import BlockKind

BODY = "Dear all,\n\nThe envoys met on Monday.\n\n-- \nAna Writer\nHarbour desk\n"


def mail(body: str = BODY, *, subtype: str = "plain") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ana Writer <ana@port.example>"
    message["Subject"] = "Talks in the old\tcustoms house"
    message["Date"] = "Tue, 4 Mar 2031 23:30:00 +0300"
    message.set_content(body, subtype=subtype)
    return message


def test_a_mail_says_who_wrote_it_and_when() -> None:
    plain = convert(mail().as_bytes(), "mail.eml")
    assert (plain.kind, plain.title, plain.author, plain.dated, plain.outlet) == (
        "eml",
        "Talks in the old customs house",
        "Ana Writer <ana@port.example>",
        date(2031, 3, 4),
        "",
    )


def test_a_signature_is_boilerplate() -> None:
    plain = convert(mail().as_bytes(), "mail.eml")
    kept = [
        plain.text[block.extent.start : block.extent.end]
        for block in plain.blocks
        if block.kind is not BlockKind.BOILERPLATE
    ]
    assert kept == ["Dear all,", "The envoys met on Monday."]


def test_a_mail_is_known_by_its_headers_whatever_its_name() -> None:
    assert convert(mail().as_bytes(), "mail.txt").kind == "eml"


def test_a_memo_with_headings_like_a_mails_is_a_text() -> None:
    raw = b"From: the desk\nTo: the envoy\n\nThe boats leave.\n"
    assert convert(raw, "memo.txt").kind == "text"


def test_the_plain_part_is_taken_before_the_html() -> None:
    message = mail("The boats leave.\n")
    message.add_alternative("<p>The boats stay.</p>", subtype="html")
    assert convert(message.as_bytes(), "mail.eml").text == "The boats leave."


def test_html_alone_gives_what_one_sees() -> None:
    source = "<html><style>p {}</style><p>The boats leave.</p><p>They left.</p></html>"
    plain = convert(mail(source, subtype="html").as_bytes(), "mail.eml")
    assert plain.text == "The boats leave.\n\nThey left."


def test_what_was_attached_is_named_and_not_read() -> None:
    message = mail()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="list.pdf")
    plain = convert(message.as_bytes(), "mail.eml")
    assert plain.notes == ("What was attached to it was not read: list.pdf.",)


def test_a_mail_without_words_is_refused() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        convert(mail("\n").as_bytes(), "mail.eml")
    assert caught.value.reason == "this mail has no words of its own"


def test_an_odd_date_is_no_date() -> None:
    message = mail()
    del message["Date"]
    message["Date"] = "soon"
    assert convert(message.as_bytes(), "mail.eml").dated is None
