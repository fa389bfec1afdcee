"""Editing YAML: what was asked for changes, every other byte stays."""

from __future__ import annotations

import difflib
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodoffices.case.errors import CannotWrite, InvalidCase, UnknownId
from goodoffices.case.yaml_edit import (
    append_entries,
    put_entries,
    remove_entry,
    remove_field,
    set_field,
    set_fields,
)
from goodoffices.case.yaml_source import Where, read_source

RECORD = """\
# The record of the talks.
schema: goodoffices/record/1

documents:
  - {id: d1, outlet: Efe}   # the wire report

statements:
  - id: s1
    words: >-
      The withdrawal must be complete, and it must come before
      anything else.

      So they said.
    document: d1   # page 1
    # the day is the team's own
    said_on: 2024-08-16
    chain:
      - speaker: hamas
        capacity: official   # by its office
        # graded by Mira
        grade: B2
      - speaker: "wire service"
    handling: {level: public, until: 2025-01-01}

  # s2 came by phone
  - id: s2
    words: 'قال: لا نقبل — אמר: לא'
    readings:
      - id: r2
        status: draft # to be confirmed
        party: hamas
    draft: true

  -
    id: s3
    words: |
      # no comment, these are words
      second line
    note: a long note that somebody broke by hand
      after a few words, as people do

# What supersedes what.
links: []
...
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "record.yaml"
    path.write_text(RECORD)
    return path


def changed_lines(path: Path, before: str = RECORD) -> list[str]:
    """Lines taken out and put in, and nothing else."""
    diff = difflib.ndiff(before.splitlines(), path.read_text().splitlines())
    return [line for line in diff if line[0] in "-+"]


class TestAppending:
    def test_entry_goes_behind_the_last_and_nothing_else_changes(self, path: Path) -> None:
        append_entries(
            path, "statements", [{"id": "s4", "words": "Not now.", "chain": [{"to": "us"}]}]
        )
        new = "\n  - id: s4\n    words: Not now.\n    chain:\n      - to: us\n"
        assert path.read_text() == RECORD.replace("\n# What", new + "\n# What")

    def test_new_text_is_returned_as_written(self, path: Path) -> None:
        assert append_entries(path, "statements", [{"id": "s4"}]) == path.read_text()

    def test_no_entries_change_nothing(self, path: Path) -> None:
        append_entries(path, "statements", [])
        assert path.read_text() == RECORD

    def test_empty_list_gets_its_first_entry(self, path: Path) -> None:
        append_entries(path, "links", [{"id": "l1", "kind": "repeats"}])
        new = "links:\n  - id: l1\n    kind: repeats\n"
        assert path.read_text() == RECORD.replace("links: []\n", new)

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("a: []  # none yet\nb: 1\n", "a:  # none yet\n  - id: x\nb: 1\n"),
            ("a: # none yet\n# about b\nb: 1\n", "a: # none yet\n  - id: x\n# about b\nb: 1\n"),
            ("a: null\n", "a:\n  - id: x\n"),
            ("a:", "a:\n  - id: x\n"),
            ("'a': [ ]", "'a':\n  - id: x\n"),
        ],
    )
    def test_every_way_to_say_none(self, path: Path, before: str, after: str) -> None:
        path.write_text(before)
        append_entries(path, "a", [{"id": "x"}])
        assert path.read_text() == after

    def test_missing_list_is_made(self, path: Path) -> None:
        path.write_text(RECORD.removesuffix("...\n"))
        append_entries(path, "notes", [{"id": "n1"}])
        assert path.read_text() == RECORD.removesuffix("...\n") + "notes:\n  - id: n1\n"

    @pytest.mark.parametrize("text", ["", "# only a comment\n", "# no line end"])
    def test_empty_file_gets_its_list_below_its_comments(self, path: Path, text: str) -> None:
        path.write_text(text)
        append_entries(path, "notes", [{"id": "n1"}])
        comment = f"{text.rstrip()}\n" if text else ""
        assert path.read_text() == comment + "notes:\n  - id: n1\n"

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("a:\n- id: x\n", "a:\n- id: x\n- id: y\n  b:\n  - 1\n"),
            ("a:\n    - id: x", "a:\n    - id: x\n    - id: y\n      b:\n          - 1\n"),
            ("a:\n  - id: x\nb: 1\n", "a:\n  - id: x\n  - id: y\n    b:\n      - 1\nb: 1\n"),
            (
                "a: # list\n  - id: x\n# end\n",
                "a: # list\n  - id: x\n  - id: y\n    b:\n      - 1\n# end\n",
            ),
        ],
    )
    def test_indentation_follows_the_file(self, path: Path, before: str, after: str) -> None:
        path.write_text(before)
        append_entries(path, "a", [{"id": "y", "b": [1]}])
        assert path.read_text() == after

    def test_line_ends_and_byte_order_mark_stay(self, path: Path) -> None:
        path.write_bytes("\ufeffa:\r\n  - id: x\r\n".encode())
        append_entries(path, "a", [{"id": "y", "words": "1\n2\n"}])
        assert path.read_bytes() == (
            "\ufeffa:\r\n  - id: x\r\n  - id: y\r\n    words: |\r\n      1\r\n      2\r\n".encode()
        )

    def test_words_are_written_as_a_person_would(self, path: Path) -> None:
        class Kind(StrEnum):
            FIRM = "firm"

        words = " ".join(["some words that are repeated"] * 5)
        entry = {
            "id": "s4",
            "on": date(2024, 8, 16),
            "day": "2024-08-16",
            "kind": Kind.FIRM,
            "answer": "no",
            "number": "12",
            "colon": "he said: no",
            "arabic": "قال \u200fلا",
            "lines": "one\ntwo\n",
            "odd": "a\u2028b",
            "long": words,
            "empty": "",
            "nothing": None,
            "pair": (1, 2.5),
            "none": [],
        }
        append_entries(path, "statements", [entry])
        start = RECORD.index("\n# What")
        end = path.read_text().index("\n# What")
        assert path.read_text()[start:end].splitlines() == [
            "",
            "  - id: s4",
            "    on: 2024-08-16",
            "    day: 2024-08-16",
            "    kind: firm",
            "    answer: no",
            "    number: '12'",
            "    colon: 'he said: no'",
            "    arabic: قال \u200fلا",
            "    lines: |",
            "      one",
            "      two",
            '    odd: "a\\Lb"',
            "    long: >-",
            "      some words that are repeated some words that are repeated some words that are",
            "      repeated some words that are repeated some words that are repeated",
            "    empty: ''",
            "    nothing:",
            "    pair:",
            "      - 1",
            "      - 2.5",
            "    none: []",
        ]

    def test_what_has_no_place_in_a_file_is_refused(self, path: Path) -> None:
        with pytest.raises(TypeError, match="set has no place in a YAML file"):
            append_entries(path, "statements", [{"id": {1}}])

    @settings(
        suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
    )
    @given(
        words=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=150)
        | st.text("ab \n:#-'\"\\\t.0é", max_size=250)
    )
    def test_any_words_come_back(self, path: Path, words: str) -> None:
        path.write_text(RECORD)
        append_entries(path, "statements", [{"id": "s4", "words": words, "names": {"en": [words]}}])
        data = read_source(path).data
        assert isinstance(data, dict)
        assert data["statements"][-1] == {"id": "s4", "words": words, "names": {"en": [words]}}
        assert path.read_text().startswith(RECORD.partition("\n# What")[0])


class TestSetting:
    @pytest.mark.parametrize(
        ("entry", "field", "value", "lines"),
        [
            (
                "s1",
                "document",
                "d2",
                ["-     document: d1   # page 1", "+     document: d2   # page 1"],
            ),
            (
                "s1",
                "said_on",
                date(2024, 8, 17),
                ["-     said_on: 2024-08-16", "+     said_on: 2024-08-17"],
            ),
            (
                "s1",
                ("chain", 0, "capacity"),
                "personal",
                [
                    "-         capacity: official   # by its office",
                    "+         capacity: personal   # by its office",
                ],
            ),
            (
                "s1",
                ("chain", 1, "speaker"),
                "radio",
                ['-       - speaker: "wire service"', "+       - speaker: radio"],
            ),
            ("s1", ("chain", 1, "to"), "team", ["+         to: team"]),
            (
                "s2",
                ("readings", 0, "status"),
                "leading",
                [
                    "-         status: draft # to be confirmed",
                    "+         status: leading # to be confirmed",
                ],
            ),
            ("s2", "draft", False, ["-     draft: true", "+     draft: false"]),
            ("s2", "note", "new", ["+     note: new"]),
            ("s2", ("readings", 0, "why"), "new", ["+         why: new"]),
            (
                "s3",
                "words",
                "short",
                [
                    "-     words: |",
                    "-       # no comment, these are words",
                    "-       second line",
                    "+     words: short",
                ],
            ),
            (
                "s3",
                "note",
                None,
                [
                    "-     note: a long note that somebody broke by hand",
                    "-       after a few words, as people do",
                    "+     note:",
                ],
            ),
            ("s3", "id", "s9", ["-     id: s3", "+     id: s9"]),
            ("s1", "id", "s9", ["-   - id: s1", "+   - id: s9"]),
            (
                "s2",
                "readings",
                [{"id": "r9"}],
                [
                    "-       - id: r2",
                    "+       - id: r9",
                    "-         status: draft # to be confirmed",
                    "-         party: hamas",
                ],
            ),
        ],
    )
    def test_only_its_lines_change(
        self,
        path: Path,
        entry: str,
        field: Where | str,
        value: object,
        lines: list[str],
    ) -> None:
        set_field(path, "statements", entry, field, value)
        assert sorted(changed_lines(path)) == sorted(lines)

    def test_field_in_braces_changes_with_its_entry(self, path: Path) -> None:
        set_field(path, "documents", "d1", "outlet", "AFP")
        set_field(path, "statements", "s1", ("handling", "level"), "deposit")
        data = read_source(path).data
        assert isinstance(data, dict)
        assert data["documents"] == [{"id": "d1", "outlet": "AFP"}]
        assert data["statements"][0]["handling"] == {"level": "deposit", "until": "2025-01-01"}
        kept = [line for line in RECORD.splitlines() if "#" in line]
        assert [line for line in path.read_text().splitlines() if "#" in line] == [
            line.replace("Efe}   #", "AFP}   #") for line in kept
        ]

    @pytest.mark.parametrize("words", ["? x", "a: b", "one\ntwo\n", "many words " * 20 + "end"])
    def test_any_words_fit_between_braces(self, path: Path, words: str) -> None:
        set_field(path, "statements", "s1", ("handling", "why"), words)
        data = read_source(path).data
        assert isinstance(data, dict)
        assert data["statements"][0]["handling"]["why"] == words

    def test_list_in_brackets_is_edited_in_the_whole_file(self, path: Path) -> None:
        path.write_text("# top\na: [{id: x}, {id: y}]  # list\nb: 1\n")
        set_field(path, "a", "y", "n", 1)
        assert path.read_text() == "# top\na: [{id: x}, {id: y, n: 1}] # list\nb: 1\n"

    def test_several_changes_are_one_step(self, path: Path) -> None:
        set_fields(
            path,
            "statements",
            {"s2": {("draft",): False, ("readings", 0, "status"): "leading"}, "s3": {("x",): 1}},
        )
        assert changed_lines(path) == [
            "-         status: draft # to be confirmed",
            "+         status: leading # to be confirmed",
            "-     draft: true",
            "+     draft: false",
            "+     x: 1",
        ]

    def test_same_value_writes_nothing(self, path: Path) -> None:
        before = path.stat().st_ino
        set_field(path, "statements", "s2", "draft", True)
        assert path.stat().st_ino == before

    def test_unknown_entry_is_told_with_the_nearest(self, path: Path) -> None:
        with pytest.raises(UnknownId) as caught:
            set_field(path, "statements", "s22", "draft", False)
        assert str(caught.value) == (
            'there is no entry of statements "s22"; did you mean "s2"? (there are: s1, s2, s3)'
        )
        assert path.read_text() == RECORD

    def test_unknown_field_on_the_way_is_told(self, path: Path) -> None:
        with pytest.raises(UnknownId) as caught:
            set_field(path, "statements", "s2", ("reading", 0, "status"), "leading")
        assert str(caught.value) == (
            'there is no field "reading"; did you mean "readings"?'
            " (there are: id, words, readings, draft)"
        )
        assert path.read_text() == RECORD

    def test_field_of_what_has_none_is_told(self, path: Path) -> None:
        with pytest.raises(UnknownId, match=r'there is no field "words\.en"'):
            set_field(path, "statements", "s2", ("words", "en"), "x")

    def test_words_that_are_no_text_are_not_written(self, path: Path) -> None:
        with pytest.raises(CannotWrite, match="the words hold a character that is no text"):
            set_field(path, "statements", "s2", "words", "bell \x07")
        assert path.read_text() == RECORD


class TestRemoving:
    @pytest.mark.parametrize(
        ("entry", "field", "lines"),
        [
            ("s1", "document", ["-     document: d1   # page 1"]),
            ("s1", "said_on", ["-     said_on: 2024-08-16"]),
            ("s1", ("chain", 0, "grade"), ["-         grade: B2"]),
            (
                "s2",
                "readings",
                [
                    "-     readings:",
                    "-       - id: r2",
                    "-         status: draft # to be confirmed",
                    "-         party: hamas",
                ],
            ),
            (
                "s3",
                "words",
                [
                    "-     words: |",
                    "-       # no comment, these are words",
                    "-       second line",
                ],
            ),
        ],
    )
    def test_only_the_field_goes(
        self, path: Path, entry: str, field: Where | str, lines: list[str]
    ) -> None:
        remove_field(path, "statements", entry, field)
        assert changed_lines(path) == lines

    def test_first_field_goes_with_its_entry_rewritten(self, path: Path) -> None:
        remove_field(path, "statements", "s2", "id")
        data = read_source(path).data
        assert isinstance(data, dict)
        assert "id" not in data["statements"][1]
        assert "        status: draft # to be confirmed\n" in path.read_text()

    def test_field_in_braces(self, path: Path) -> None:
        remove_field(path, "statements", "s1", ("handling", "until"))
        data = read_source(path).data
        assert isinstance(data, dict)
        assert data["statements"][0]["handling"] == {"level": "public"}

    def test_unknown_field_is_told(self, path: Path) -> None:
        with pytest.raises(UnknownId, match='there is no field "drft"; did you mean "draft"'):
            remove_field(path, "statements", "s2", "drft")

    @pytest.mark.parametrize("entry", ["s1", "s2", "s3"])
    def test_entry_goes_and_the_comments_around_it_stay(self, path: Path, entry: str) -> None:
        before = read_source(path).data
        remove_entry(path, "statements", entry)
        after = read_source(path).data
        assert isinstance(before, dict)
        assert isinstance(after, dict)
        left = [each for each in before["statements"] if each["id"] != entry]
        assert after == {**before, "statements": left}
        assert all(line.startswith("-") for line in changed_lines(path))
        assert {"  # s2 came by phone", "# What supersedes what."} <= set(
            path.read_text().splitlines()
        )

    def test_last_entry_leaves_an_empty_list(self, path: Path) -> None:
        path.write_text("# top\na:  # list\n  # about x\n  - id: x\n# end\nb: 1\n")
        remove_entry(path, "a", "x")
        assert path.read_text() == "# top\na: []  # list\n  # about x\n# end\nb: 1\n"


class TestPutting:
    TEXT = """\
# on notes
notes:
  # before one
  - id: one   # ours
    text: First.
  # before two
  - id: two
    text: Second.   # said
    about: [a, b]
  # before three
  - {id: three, text: Third.}
# on links
links: []
"""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        file = tmp_path / "record.yaml"
        file.write_text(self.TEXT, "utf-8")
        return file

    def test_fields_change_entries_go_and_new_ones_stand_last(self, path: Path) -> None:
        wanted = {
            "one": None,
            "two": {"id": "two", "text": "Again.", "about": ["a"]},
            "four": {"id": "four", "text": "Fourth."},
            "five": None,
        }
        said = put_entries(path, "notes", wanted)
        assert said == path.read_text("utf-8")
        assert (
            said
            == """\
# on notes
notes:
  # before one
  # before two
  - id: two
    text: Again.    # said
    about:
      - a
  # before three
  - {id: three, text: Third.}
  - id: four
    text: Fourth.
# on links
links: []
"""
        )

    def test_comments_around_entries_stay_when_all_of_them_go(self, path: Path) -> None:
        assert (
            put_entries(path, "notes", {"three": None, "one": None, "two": None})
            == """\
# on notes
notes: []
  # before one
  # before two
  # before three
# on links
links: []
"""
        )

    def test_the_first_entries_after_all_went_are_written_in_their_place(self, path: Path) -> None:
        gone = {"one": None, "two": None, "three": None}
        assert (
            put_entries(path, "notes", {**gone, "four": {"id": "four"}})
            == """\
# on notes
notes:
  - id: four
  # before one
  # before two
  # before three
# on links
links: []
"""
        )

    def test_a_part_of_a_list_is_added_behind_the_others(self, path: Path) -> None:
        chain = [{"speaker": "north"}]
        put_entries(path, "notes", {"two": {"id": "two", "text": "Second.", "chain": chain}})
        chain += [{"speaker": "south"}]
        said = put_entries(path, "notes", {"two": {"id": "two", "text": "Second.", "chain": chain}})
        assert said == self.TEXT.replace(
            "    about: [a, b]\n", "    chain:\n      - speaker: north\n      - speaker: south\n"
        )

    def test_nothing_wanted_changes_nothing(self, path: Path) -> None:
        path.chmod(0o400)
        assert put_entries(path, "notes", {}) == self.TEXT


class TestRefusals:
    def test_file_with_mistakes_is_not_touched(self, path: Path) -> None:
        path.write_text("a: 1\na: 2\n")
        with pytest.raises(InvalidCase, match='the key "a" stands twice here'):
            append_entries(path, "b", [{"id": "x"}])
        assert path.read_text() == "a: 1\na: 2\n"

    def test_what_is_no_list_is_not_touched(self, path: Path) -> None:
        path.write_text("a: {id: x}\n")
        with pytest.raises(InvalidCase, match=r"^record.yaml:1:4: this has to be a list$"):
            append_entries(path, "a", [{"id": "y"}])

    def test_file_that_is_a_list_is_not_touched(self, path: Path) -> None:
        path.write_text("- id: x\n")
        with pytest.raises(InvalidCase, match="the top of this file has to be a mapping"):
            append_entries(path, "a", [{"id": "y"}])

    def test_file_changed_by_somebody_else_is_not_overwritten(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        original = "goodoffices.case.yaml_list_file.parse_cached"

        def meanwhile(raw: bytes, cache: Path, *, name: str) -> object:
            from goodoffices.case.yaml_cache import parse_cached  # noqa: PLC0415

            path.write_text("theirs: 1\n")
            return parse_cached(raw, cache, name=name)

        monkeypatch.setattr(original, meanwhile)
        with pytest.raises(CannotWrite, match="somebody changed it meanwhile; nothing was changed"):
            set_field(path, "statements", "s2", "draft", False)
        assert path.read_text() == "theirs: 1\n"
