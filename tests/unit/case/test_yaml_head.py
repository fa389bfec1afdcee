"""Fields at the top of a file change, and every other line stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.case.errors import CannotWrite, InvalidCase
from goodoffices.case.yaml_head import put_head

TEXT = """\
# the talks
schema: goodoffices/case/1
title: Talks   # as in the letter
caution: >-
  Nothing of this
  happened.

# who sits there
parties:
  - {id: north, name: North}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_field_gets_other_words(file: Path) -> None:
    said = TEXT.replace("Talks   #", "The talks #")
    assert put_head(file, {"title": "The talks"}) == said
    assert file.read_text("utf-8") == said


def test_a_field_goes_with_its_words(file: Path) -> None:
    said = TEXT.replace("caution: >-\n  Nothing of this\n  happened.\n", "")
    assert put_head(file, {"caution": None}) == said


def test_a_field_that_was_missing_stands_last(file: Path) -> None:
    assert put_head(file, {"outcome": "Signed."}) == TEXT + "outcome: Signed.\n"


def test_nothing_changes_where_it_says_so_already(file: Path) -> None:
    file.chmod(0o400)
    assert put_head(file, {"title": "Talks", "outcome": None}) == TEXT


def test_braces_are_written_anew_and_say_the_same(file: Path) -> None:
    file.write_text("{title: Talks, parties: []}\n", "utf-8")
    assert put_head(file, {"title": "The talks"}) == "{title: The talks, parties: []}\n"


def test_line_ends_and_the_mark_at_the_beginning_stay(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbftitle: Talks\r\ncaution: None.\r\n")
    put_head(file, {"title": "The talks"})
    assert file.read_bytes() == b"\xef\xbb\xbftitle: The talks\r\ncaution: None.\r\n"


def test_words_that_are_no_text_are_refused(file: Path) -> None:
    with pytest.raises(CannotWrite, match=r"no text \(U\+0007\)"):
        put_head(file, {"title": "a bell \x07"})
    assert file.read_text("utf-8") == TEXT


def test_a_file_with_mistakes_is_refused(file: Path) -> None:
    file.write_text("title: [\n", "utf-8")
    with pytest.raises(InvalidCase):
        put_head(file, {"title": "The talks"})
