"""Words that would break a file, a page or a download, sent by somebody with an account."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goodoffices.record.checks.check import load
from goodoffices.record.write_back import write_back
from goodoffices.storage.desk import Desk
from tests.web.test_record_deeds import CHAIN, HANDLED, errors

SAID = {"said_on": "2024-09-01", "place": "", **CHAIN, **HANDLED}


@pytest.mark.parametrize("character", ["\x07", "\x1b", "\x7f", "\ufffe"])
def test_what_no_file_can_hold_is_refused_and_nothing_is_recorded(
    desk: Desk, ana: Client, character: str
) -> None:
    head = desk.archive.head()
    answer = ana.post("/record/new-statement/", {"words": f"a{character}b", **SAID})
    assert answer.status_code == 422
    assert "a character that is no text" in str(errors(answer))
    assert desk.archive.head() == head


@pytest.mark.parametrize(
    "words", ["a\u202eb", "line\r\nline", "\ufeffmark", "---\n- [", "{% now %}", "<b>\u2028</b>"]
)
def test_words_of_any_script_come_back_from_the_files_as_they_were_typed(
    desk: Desk, ana: Client, words: str
) -> None:
    answer = ana.post("/record/new-statement/", {"words": words, **SAID})
    entry = answer.headers["Location"].split("/")[2]
    write_back(desk.path)
    loaded = load(desk.path)
    assert next(one.words for one in loaded.record.statements if one.id == entry) == words.replace(
        "\r\n", "\n"
    )
    assert loaded.archived.edits == []


def test_a_reason_that_no_file_can_hold_erases_nothing(desk: Desk, ana: Client) -> None:
    answer = ana.post("/record/held_ana/erase/", {"reason": "bell\x07"})
    assert answer.status_code == 422
    assert desk.state().entries["statement", "held_ana"].erased is None


def test_a_file_that_cannot_be_read_is_refused_by_its_name_alone(desk: Desk, ana: Client) -> None:
    sent = {"file": SimpleUploadedFile("bell.txt", b"Shut, said Mara Toll, the mayor.\x07")}
    answer = ana.post("/review/read/", sent)
    assert answer.status_code == 422
    said = errors(answer)["__all__"]
    assert [one.split(":")[0] for one in said] == ["bell.txt"]
