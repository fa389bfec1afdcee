"""Validation: every mistake of the data in plain words, at its place."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import Field, field_validator, model_validator

from goodoffices.case.errors import Mistake
from goodoffices.case.model import Identifier, Model
from goodoffices.case.validation import validate, validate_entries
from goodoffices.case.yaml_source import Source, parse_source


class Level(StrEnum):
    LOW = "low"
    HIGH = "high"


class Span(Model):
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1, lt=100)]


class Money(Model):
    kind: Literal["money"]
    euros: int


class Men(Model):
    kind: Literal["men"]
    number: int
    rank: str = ""


class Entry(Model):
    """One field of each kind that the models of a case have."""

    schema_: Literal["entry/1"] = Field(default="entry/1", alias="schema")
    id: Identifier
    level: Level = Level.LOW
    on: date | None = None
    span: Span | None = None
    names: dict[str, str] = Field(default_factory=dict)
    tags: tuple[str, ...] = Field(default=(), max_length=3)
    value: int | str = 0
    draft: bool = False
    grade: Annotated[str, Field(pattern=r"^[A-F][1-6]$")] = "B2"
    code: Annotated[str, Field(pattern=r"^\d+$", description="a code of digits")] = "1"
    title: Annotated[str, Field(min_length=1, max_length=20)] = "x"
    share: float = 0
    parts: tuple[Entry, ...] = ()
    asset: Annotated[Money | Men, Field(discriminator="kind")] | None = None
    loose: Money | Men | None = None

    @field_validator("tags", mode="before")
    @classmethod
    def _no_blank_tag(cls, value: object) -> object:
        if isinstance(value, list) and "" in value:
            raise ValueError("a tag may not be blank")
        return value

    @model_validator(mode="after")
    def _high_has_a_span(self) -> Entry:
        if self.level is Level.HIGH and self.span is None:
            raise ValueError("a high level needs a span")
        return self


FIELDS = (
    "schema, id, level, on, span, names, tags, value, draft, grade, code, title, share, parts,"
    " asset, loose"
)


def source(text: str) -> Source:
    return parse_source(text.encode(), name="f.yaml")


def told(text: str) -> list[str]:
    entry, mistakes = validate(Entry, source(text))
    assert (entry is None) == bool(mistakes)
    return [str(mistake) for mistake in mistakes]


def test_sound_data_becomes_the_model() -> None:
    entry, mistakes = validate(
        Entry, source("id: a\nlevel: high\non: 2024-08-16\nspan: {start: 0, end: 9}\ntags: [x]\n")
    )
    assert mistakes == []
    assert entry == Entry(
        id="a", level=Level.HIGH, on=date(2024, 8, 16), span=Span(start=0, end=9), tags=("x",)
    )


def test_part_of_a_file_is_validated_at_its_own_place() -> None:
    text = "first: {id: a}\nsecond:\n  id: B\n"
    assert validate(Entry, source(text), ("first",)) == (Entry(id="a"), [])
    assert [str(mistake) for mistake in validate(Entry, source(text), ("second",))[1]] == [
        (
            "f.yaml:3:7: this has to be an id: a small letter, then small letters a-z, digits"
            ' and _; found "B"'
        )
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("draft: true", ['f.yaml:1:1: "id" is missing']),
        (
            "id: a\nparts:\n  - id: b\n    parts:\n      - level: low\n",
            ['f.yaml:5:9: "id" is missing in parts 1 of "b"'],
        ),
        (
            "id: a\nlevell: low\n",
            [
                (
                    'f.yaml:2:1: there is no such field in "a": did you mean "level"?;'
                    f' found "levell"; allowed: {FIELDS}'
                )
            ],
        ),
        (
            "id: a\nspan: {start: 1, end: 2, zzz: 3}\n",
            [
                (
                    'f.yaml:2:26: there is no such field in span of "a"; found "zzz";'
                    " allowed: start, end"
                )
            ],
        ),
        (
            "id: a\nlevel: hihg\n",
            [
                (
                    "f.yaml:2:8: this is none of the words that may stand here:"
                    ' did you mean "high"?; found "hihg"; allowed: low, high'
                )
            ],
        ),
        (
            "id: a\nlevel: [1, 2]\n",
            [
                (
                    "f.yaml:2:8: this is none of the words that may stand here;"
                    ' found "a list of 2"; allowed: low, high'
                )
            ],
        ),
        (
            "schema: other/9\nid: a\n",
            [
                (
                    "f.yaml:1:9: this is none of the words that may stand here;"
                    ' found "other/9"; allowed: entry/1'
                )
            ],
        ),
        (
            "id: a\non: last Sunday\n",
            ['f.yaml:2:5: this has to be a date such as 2024-08-16; found "last Sunday"'],
        ),
        (
            "id: a\non: 2024-02-30\n",
            ['f.yaml:2:5: this has to be a date such as 2024-08-16; found "2024-02-30"'],
        ),
        (
            "id: a\nspan: [1, 2]\n",
            [
                (
                    'f.yaml:2:7: this has to be an entry with fields; found "a list of 2";'
                    " allowed: start, end"
                )
            ],
        ),
        (
            "id: a\nspan: {start: -1, end: 100}\n",
            [
                'f.yaml:2:15: this has to be at least 0; found "-1"',
                'f.yaml:2:24: this has to be less than 100; found "100"',
            ],
        ),
        (
            "id: a\nspan: {start: 1.5, end: x}\n",
            [
                'f.yaml:2:15: this has to be a whole number; found "1.5"',
                'f.yaml:2:25: this has to be a whole number; found "x"',
            ],
        ),
        (
            "id: 12\n",
            ['f.yaml:1:5: this has to be words: put them in quotes; found "12"'],
        ),
        ("id:\n", ['f.yaml:1:1: this has to be words; found "nothing"']),
        (
            "id: a\nnames: {en: 1}\n",
            ['f.yaml:2:13: this has to be words: put them in quotes; found "1"'],
        ),
        (
            "id: a\nnames: [x]\n",
            ['f.yaml:2:8: this has to be a mapping of names to values; found "a list of 1"'],
        ),
        ("id: a\ntags: x\n", ['f.yaml:2:7: this has to be a list; found "x"']),
        (
            "id: a\ntags: [a, b, c, d]\n",
            ['f.yaml:2:7: this has more than 3 entries; found "a list of 4"'],
        ),
        ("id: a\ntags: ['']\n", ["f.yaml:2:7: a tag may not be blank"]),
        (
            "id: a\nvalue: [1]\n",
            ['f.yaml:2:8: this has to be a whole number or words; found "a list of 1"'],
        ),
        ("id: a\ndraft: maybe\n", ['f.yaml:2:8: this has to be true or false; found "maybe"']),
        (
            "id: a\ngrade: B7\n",
            [
                (
                    "f.yaml:2:8: this has to be a grade: a letter A to F for the source, a digit"
                    ' 1 to 6 for what it says; found "B7"'
                )
            ],
        ),
        ("id: a\ncode: x\n", ['f.yaml:2:7: this has to be a code of digits; found "x"']),
        ("id: a\ntitle: ''\n", ["f.yaml:2:8: this may not be empty"]),
        (
            f"id: a\ntitle: {'x' * 99}\n",
            [f'f.yaml:2:8: this has more than 20 characters; found "{"x" * 59}…"'],
        ),
        ("id: a\nshare: much\n", ['f.yaml:2:8: this has to be a number; found "much"']),
        ("id: a\nlevel: high\n", ["f.yaml:1:1: a high level needs a span"]),
        (
            "id: a\nasset: {kind: mony, euros: 1}\n",
            [
                (
                    "f.yaml:2:15: this is none of the words that may stand here:"
                    ' did you mean "money"?; found "mony"; allowed: money, men'
                )
            ],
        ),
        ("id: a\nasset: {euros: 1}\n", ['f.yaml:2:8: "kind" is missing in asset of "a"']),
        (
            "id: a\nasset: {kind: money, euros: x}\n",
            ['f.yaml:2:29: this has to be a whole number; found "x"'],
        ),
        (
            "id: a\nloose: {kind: men, number: x}\n",
            ['f.yaml:2:28: this has to be a whole number; found "x"'],
        ),
        (
            "- id: a\n",
            [
                (
                    'f.yaml:1:1: this has to be an entry with fields; found "a list of 1";'
                    f" allowed: {FIELDS}"
                )
            ],
        ),
        (
            "",
            [
                (
                    'f.yaml:1:1: this has to be an entry with fields; found "nothing";'
                    f" allowed: {FIELDS}"
                )
            ],
        ),
    ],
)
def test_mistake_says_where_what_and_what_is_allowed(text: str, sentences: list[str]) -> None:
    assert told(text) == sentences


def test_all_mistakes_come_in_the_order_of_the_file() -> None:
    text = "level: x\nid: A\nparts:\n  - id: B\n  - {}\nshare: y\n"
    assert [(m.line, m.column) for m in validate(Entry, source(text))[1]] == [
        (1, 8),
        (2, 5),
        (4, 9),
        (5, 5),
        (6, 8),
    ]


class TestEntries:
    def test_sound_list(self) -> None:
        found = validate_entries(Entry, source("list:\n  - id: a\n  - id: b\n"), ("list",))
        assert found == ({0: Entry(id="a"), 1: Entry(id="b")}, [])

    def test_bad_entry_does_not_hide_the_others(self) -> None:
        text = "list:\n  - id: a\n  - id: B\n  - id: c\n"
        entries, mistakes = validate_entries(Entry, source(text), ("list",))
        assert entries == {0: Entry(id="a"), 2: Entry(id="c")}
        assert [(mistake.line, mistake.found) for mistake in mistakes] == [(3, "B")]

    @pytest.mark.parametrize("text", ["", "list:\n", "list: []\n", "other: 1\n"])
    def test_no_list_has_no_entries(self, text: str) -> None:
        assert validate_entries(Entry, source(text), ("list",)) == ({}, [])

    def test_what_is_no_list_is_told(self) -> None:
        assert validate_entries(Entry, source("list: {}\n"), ("list",)) == (
            {},
            [Mistake("f.yaml", 1, 7, "this has to be a list", "a mapping")],
        )
