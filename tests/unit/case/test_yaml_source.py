"""Reading YAML: what it gives, what it refuses, and where it says so."""

from __future__ import annotations

import io
import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from goodoffices.case.errors import CannotWrite, InvalidCase, Mistake
from goodoffices.case.yaml_cache import CACHE_FOLDER, drop_cache, read_cached
from goodoffices.case.yaml_source import LIMIT_BYTES, Places, Source, parse_source, read_source


def parse(text: str) -> Source:
    return parse_source(text.encode(), name="f.yaml")


def refusals(raw: str | bytes) -> list[str]:
    with pytest.raises(InvalidCase) as caught:
        parse_source(raw.encode() if isinstance(raw, str) else raw, name="f.yaml")
    return [str(mistake) for mistake in caught.value.mistakes]


def attempt(text: str) -> tuple[tuple[Mistake, ...], object]:
    """The mistakes of a text, and what it says if there are none."""
    try:
        return (), parse(text).data
    except InvalidCase as refused:
        return refused.mistakes, None


class TestPlainData:
    def test_words_of_the_core_schema(self) -> None:
        """Only YAML 1.2's own words are no strings: yes, no, on and dates are words."""
        source = parse("[12, -3, 0o17, 0x1F, 1.5, 1e3, true, False, null, ~, yes, no, on]")
        assert source.data == [
            12,
            -3,
            15,
            31,
            1.5,
            1000.0,
            True,
            False,
            None,
            None,
            "yes",
            "no",
            "on",
        ]

    def test_dates_stay_as_written(self) -> None:
        source = parse("a: 2024-08-16\nb: 2024-08-16T14:30:00+02:00\nc: 2024-8-1\nd: 12:30\n")
        assert source.data == {
            "a": "2024-08-16",
            "b": "2024-08-16T14:30:00+02:00",
            "c": "2024-8-1",
            "d": "12:30",
        }

    def test_infinite_and_undefined_numbers(self) -> None:
        data = parse("[.inf, -.inf, .nan]").data
        assert isinstance(data, list)
        assert data[:2] == [math.inf, -math.inf]
        assert math.isnan(data[2])

    def test_quoted_and_block_words_are_words(self) -> None:
        source = parse("a: '12'\nb: \"true\"\nc: |\n  12\nd: >-\n  one\n  two\n")
        assert source.data == {"a": "12", "b": "true", "c": "12\n", "d": "one two"}

    def test_standard_tags_are_followed(self) -> None:
        source = parse(
            "a: !!str 12\nb: !!int '5'\nc: !!float 5\nd: ! 12\ne: !!seq [1]\nf: !!map {}"
        )
        assert source.data == {"a": "12", "b": 5, "c": 5.0, "d": "12", "e": [1], "f": {}}
        assert isinstance(source.data["c"], float)

    @pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n...\n", "\ufeff"])
    def test_empty_file_is_nothing(self, text: str) -> None:
        assert parse(text).data is None

    def test_byte_order_mark_is_tolerated(self) -> None:
        source = parse("\ufeffa: 1\n")
        assert (source.data, source.place(("a",))) == ({"a": 1}, (1, 4))

    def test_line_ends_of_every_system_count(self) -> None:
        source = parse("a: 1\r\nb:\r\n  - 2\r\n")
        assert (source.data, source.place(("b", 0))) == ({"a": 1, "b": [2]}, (3, 5))

    def test_right_to_left_words_survive(self) -> None:
        words = "قال: \u200fلا\u200c نقبل — אמר \u202bכן\u202c"
        assert parse(f"words: '{words}'\n").data == {"words": words}

    @settings(deadline=None)
    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: (
                st.lists(inner, max_size=4)
                | st.dictionaries(st.text(max_size=40), inner, max_size=4)
            ),
            max_leaves=12,
        )
    )
    def test_json_is_read_as_json(self, data: object) -> None:
        """JSON is YAML 1.2; what YAML calls no text is refused, never changed."""
        text = json.dumps(data)
        mistakes, read = attempt(text)
        assert mistakes or read == data
        assert all("a character that is no text" in str(each) for each in mistakes)

    @settings(deadline=None)
    @given(st.text(alphabet="ab:-?#&*!|>'\"%@`{}[],~<= \n\t\r\\.0é\u05d0", max_size=30))
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        mistakes, _ = attempt(text)
        assert all(each.line >= 1 and each.column >= 1 for each in mistakes)

    @settings(deadline=None)
    @given(st.text(alphabet="ab:-#'\"{}[], \n.0é", max_size=30))
    def test_reads_as_the_round_trip_loader_does(self, text: str) -> None:
        """Where both read a text, lists, mappings and words are the same."""
        mistakes, ours = attempt(text)
        if not mistakes:
            theirs = YAML().load(io.StringIO(text))
            assert json.dumps(ours) == json.dumps(theirs, default=str)


class TestPlaces:
    TEXT = "title: Talks\nparties:\n  - id: north\n    names: [a, b]\n  -\n    id: south\nnote:\n"

    def test_every_value_has_its_place(self) -> None:
        assert dict(parse(self.TEXT).places) == {
            (): (1, 1),
            ("title",): (1, 8),
            ("parties",): (3, 3),
            ("parties", 0): (3, 5),
            ("parties", 0, "id"): (3, 9),
            ("parties", 0, "names"): (4, 12),
            ("parties", 0, "names", 0): (4, 13),
            ("parties", 0, "names", 1): (4, 16),
            ("parties", 1): (6, 5),
            ("parties", 1, "id"): (6, 9),
            ("note",): (7, 1),
        }

    def test_every_key_has_its_place(self) -> None:
        assert dict(parse(self.TEXT).places.keys_of) == {
            ("title",): (1, 1),
            ("parties",): (2, 1),
            ("parties", 0, "id"): (3, 5),
            ("parties", 0, "names"): (4, 5),
            ("parties", 1, "id"): (6, 5),
            ("note",): (7, 1),
        }

    def test_missing_value_has_the_place_around_it(self) -> None:
        source = parse(self.TEXT)
        assert source.place(("parties", 1, "name", "en")) == (6, 5)
        assert source.key_place(("parties", 1, "name")) == (6, 5)
        assert source.place(("nothing",)) == (1, 1)

    def test_empty_file_has_a_place(self) -> None:
        assert parse("").place(("schema",)) == (1, 1)

    def test_digest_is_of_the_bytes(self) -> None:
        assert (
            parse("").digest == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )


REFUSED: list[tuple[str, str | bytes, list[str]]] = [
    (
        "anchor and alias",
        "a: &x 1\nb: *x\n",
        [
            "f.yaml:1:4: the anchor &x is refused: write the words again",
            "f.yaml:2:4: the alias *x is refused: write the words again",
        ],
    ),
    (
        "anchor on a mapping",
        "a: &x {b: 1}\n",
        ["f.yaml:1:4: the anchor &x is refused: write the words again"],
    ),
    (
        "alias as a key",
        "*x : 1\n",
        [
            "f.yaml:1:1: a key must be words, and this is a list, a mapping or an alias",
            "f.yaml:1:1: the alias *x is refused: write the words again",
        ],
    ),
    (
        "tag",
        "a: !!python/object:os.system x\n",
        [
            (
                "f.yaml:1:4: the tag !!python/object:os.system is refused:"
                " write plain words, lists and mappings"
            )
        ],
    ),
    (
        "local tag",
        "a: !mine [1]\n",
        ["f.yaml:1:4: the tag !mine is refused: write plain words, lists and mappings"],
    ),
    (
        "tag with an unknown handle",
        "a: !e!x 1\n",
        ["f.yaml:1:4: tags are refused: write plain words"],
    ),
    (
        "tag that does not fit",
        "a: !!int x\n",
        ['f.yaml:1:4: the tag !!int does not fit this value; found "x"'],
    ),
    (
        "merge key",
        "a:\n  <<: {b: 1}\n",
        ["f.yaml:2:3: the merge key << is refused: write the fields out"],
    ),
    ("duplicate key", "a: 1\nb: 2\na: 3\n", ['f.yaml:3:1: the key "a" stands twice here']),
    (
        "number as a key",
        "1: a\n",
        ["f.yaml:1:1: a key must be words, and this is the whole number 1: put it in quotes"],
    ),
    (
        "truth value as a key",
        "true: a\n",
        ["f.yaml:1:1: a key must be words, and this is the truth value true: put it in quotes"],
    ),
    (
        "nothing as a key",
        ": a\n",
        ["f.yaml:1:1: a key must be words, and this is nothing: put it in quotes"],
    ),
    (
        "list as a key",
        "? [a]\n: 1\n",
        ["f.yaml:1:3: a key must be words, and this is a list, a mapping or an alias"],
    ),
    (
        "second document",
        "a: 1\n---\nb: 2\n",
        ["f.yaml:2:1: a second document begins here: one file holds one document"],
    ),
    (
        "older YAML",
        "%YAML 1.1\n---\na: no\n",
        ["f.yaml:2:1: the file says YAML 1.1: only YAML 1.2 is read"],
    ),
    (
        "tag line",
        "%TAG ! tag:x,2024:\n---\na: 1\n",
        ["f.yaml:2:1: a %TAG line is refused: tags are not used here"],
    ),
    (
        "tab in the indentation",
        "a:\n\tb: 1\n",
        ["f.yaml:2:1: a tab stands in the indentation: use spaces"],
    ),
    (
        "tab before a dash",
        "a:\n  - x\n\t- y\n",
        ["f.yaml:3:1: a tab stands in the indentation: use spaces"],
    ),
    ("tab between words", "a:\tb\n", ["f.yaml:1:3: a tab stands between the words: use a space"]),
    (
        "invalid UTF-8",
        b"a: 1\nb: caf\xe9\n",
        ['f.yaml:2:7: this byte is no UTF-8: save the file as UTF-8; found "0xE9"'],
    ),
    (
        "invalid UTF-8 behind a byte order mark and wide letters",
        b"\xef\xbb\xbf\xd7\x90: \xff\n",
        ['f.yaml:1:4: this byte is no UTF-8: save the file as UTF-8; found "0xFF"'],
    ),
    ("UTF-16", "a: 1\n".encode("utf-16"), ["f.yaml:1:1: the file is UTF-16: save it as UTF-8"]),
    (
        "NUL",
        b"a: 1\nb: x\x00y\n",
        ["f.yaml:2:5: a control character (U+0000) stands here: remove it"],
    ),
    (
        "control character",
        "a: \x1b[31m\n",
        ["f.yaml:1:4: a control character (U+001B) stands here: remove it"],
    ),
    (
        "line separator",
        "a: b\u2028c\n",
        ["f.yaml:1:5: a line separator (U+2028) stands here: make it a space or a new line"],
    ),
    (
        "byte order mark inside",
        "a: b\ufeffc\n",
        ["f.yaml:1:5: a byte order mark (U+FEFF) stands inside the file: remove it"],
    ),
    (
        "escaped NUL",
        'a: "x\\0"\n',
        ["f.yaml:1:4: the words hold a character that is no text (U+0000)"],
    ),
    (
        "half a character",
        'a: "\\ud83d"\n',
        ["f.yaml:1:4: the words hold a character that is no text (U+D83D)"],
    ),
    ("escape beyond all characters", 'a: b\nc: "\\U00110000"\n', ["f.yaml:2:1: this is no YAML"]),
    (
        "depth",
        "[" * 61 + "]" * 61,
        ["f.yaml:1:61: lists and mappings stand more than 60 deep here"],
    ),
    ("huge number", "a: 1e999\n", ['f.yaml:1:4: the number is too large; found "1e999"']),
    (
        "endless number",
        f"a: {'9' * 5000}\n",
        [f'f.yaml:1:4: a number has 5000 characters; at most 400 are read; found "{"9" * 39}…"'],
    ),
    (
        "colon in words",
        "words: he said: no\n",
        [
            "f.yaml:1:15: a colon and a space stand where no key can be: put the words in quotes",
        ],
    ),
    (
        "line without a colon",
        "a: 1\nwords\nb: 2\n",
        ["f.yaml:2:1: this line is neither a key with a colon nor part of the value above it"],
    ),
    (
        "list on the line of its key",
        "a: - b\n",
        ["f.yaml:1:4: a dash stands where no list can begin: put the list on lines of its own"],
    ),
    ("open quotation", "a: 'x\nb: 1\n", ["f.yaml:1:4: this quotation mark is never closed"]),
    (
        "unknown escape",
        'a: "C:\\new\\q"\n',
        ["f.yaml:1:12: this backslash begins no escape: double it, or use single quotes"],
    ),
    (
        "open bracket",
        "a: [1, 2\nb: 3\n",
        ["f.yaml:1:4: this [ is never closed, or a comma is missing in it"],
    ),
    (
        "open brace",
        "a: {b: 1\nc: 3\n",
        ["f.yaml:1:4: this { is never closed, or a comma is missing in it"],
    ),
    (
        "indentation of a mapping",
        "a:\n  b: 1\n c: 2\n",
        [
            (
                "f.yaml:3:2: this line does not continue the mapping above it:"
                " look at its indentation and quotes"
            )
        ],
    ),
    (
        "indentation of a list",
        "a:\n  - 1\n  b: 2\n",
        [
            (
                "f.yaml:3:3: this line does not continue the list above it:"
                " look at its indentation and its dash"
            )
        ],
    ),
    (
        "text behind a block sign",
        "a: | x\n  y\n",
        [
            (
                "f.yaml:1:6: nothing but a line end may follow | or >,"
                " and the text goes on the next lines"
            )
        ],
    ),
    (
        "at sign",
        "a: @x\n",
        ["f.yaml:1:4: a value cannot begin with @: put the words in quotes"],
    ),
    ("missing value", "[", ["f.yaml:1:2: a value is expected here"]),
    (
        "star alone",
        "a: *\n",
        ["f.yaml:1:5: a * begins an alias, and aliases are refused: put the words in quotes"],
    ),
    (
        "ampersand alone",
        "a: &\n",
        ["f.yaml:1:5: an & begins an anchor, and anchors are refused: put the words in quotes"],
    ),
]


@pytest.mark.parametrize(
    ("raw", "sentences"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_refusal_says_where_and_what(raw: str | bytes, sentences: list[str]) -> None:
    assert refusals(raw) == sentences


def test_all_mistakes_are_told_at_once_in_order() -> None:
    text = "a: !x 1\nb: &y 2\nc: 3\nc: 4\n5: 6\nd: e: f\n"
    assert [sentence.split(": ", 1)[0] for sentence in refusals(text)] == [
        "f.yaml:1:4",
        "f.yaml:2:4",
        "f.yaml:4:1",
        "f.yaml:5:1",
        "f.yaml:6:5",
    ]


def test_bomb_is_refused_at_once() -> None:
    """Nine levels of nine aliases would be a billion words; none of them is made."""
    lines = ["a0: &a0 [lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert refusals("\n".join(lines))[0] == (
        "f.yaml:1:5: the anchor &a0 is refused: write the words again"
    )


class TestFiles:
    def test_file_is_named_as_asked(self, tmp_path: Path) -> None:
        path = tmp_path / "case.yaml"
        path.write_text("a: 1\na: 2\n")
        with pytest.raises(InvalidCase, match=r"^doha/case.yaml:2:1: "):
            read_source(path, name="doha/case.yaml")
        with pytest.raises(InvalidCase, match=r"^case.yaml:2:1: "):
            read_source(path)

    def test_large_file_is_refused_unread(self, tmp_path: Path) -> None:
        path = tmp_path / "record.yaml"
        with path.open("wb") as stream:
            stream.truncate(50_000_000)
        with pytest.raises(InvalidCase) as caught:
            read_source(path)
        assert str(caught.value) == (
            "record.yaml: the file is too large: 50.0 MB, and at most 20 MB are read"
        )

    def test_limit_itself_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "record.yaml"
        path.write_bytes(b"a: 1")
        assert read_source(path, limit_bytes=4).data == {"a": 1}
        assert LIMIT_BYTES == 20_000_000

    def test_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidCase, match=r"^case.yaml: the file does not exist$"):
            read_source(tmp_path / "case.yaml")

    def test_folder_is_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidCase) as caught:
            read_source(tmp_path, name="case.yaml")
        assert str(caught.value) == "case.yaml: the file cannot be read: a folder has this name"


class TestCache:
    TEXT = "title: أ\nparties:\n  - {id: north}\n  - {id: south, weight: 1.5}\n"

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "case.yaml"
        path.write_text(self.TEXT)
        return path

    @pytest.fixture
    def cache(self, path: Path) -> Path:
        return path.parent / CACHE_FOLDER / "case.yaml.jsonl"

    def test_second_reading_is_the_same(
        self, path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = read_cached(path, cache.parent)
        monkeypatch.setattr("goodoffices.case.yaml_cache.parse_source", None)
        second = read_cached(path, cache.parent)
        assert (second.data, second.digest, second.file) == (first.data, first.digest, first.file)
        assert dict(second.places) == dict(first.places)
        assert second.place(("parties", 1, "weight")) == (4, 25)

    def test_cache_is_closed_to_others_and_to_git(self, path: Path, cache: Path) -> None:
        read_cached(path, cache.parent)
        assert cache.stat().st_mode & 0o777 == 0o600
        assert cache.parent.stat().st_mode & 0o777 == 0o700
        assert sorted(each.name for each in cache.parent.iterdir()) == [
            ".gitignore",
            "case.yaml.jsonl",
        ]

    def test_changed_file_is_read_again_and_leaves_nothing_behind(
        self, path: Path, cache: Path
    ) -> None:
        """Words that a person took out of the file are no longer in the cache."""
        read_cached(path, cache.parent)
        path.write_text("title: b\n")
        assert read_cached(path, cache.parent).data == {"title": "b"}
        assert "north" not in cache.read_text()

    @pytest.mark.parametrize(
        "damage",
        [
            b"",
            b"{}\n",
            b"\xff\xfe",
            b"[" * 100_000,
            b'{"schema": "goodoffices/yaml-cache/0"}\n[]',
        ],
    )
    def test_damaged_cache_is_rebuilt(self, path: Path, cache: Path, damage: bytes) -> None:
        expected = read_cached(path, cache.parent).data
        sound = cache.read_bytes()
        cache.write_bytes(damage)
        assert read_cached(path, cache.parent).data == expected
        assert cache.read_bytes() == sound

    def test_altered_words_in_the_cache_are_noticed(self, path: Path, cache: Path) -> None:
        read_cached(path, cache.parent)
        cache.write_bytes(cache.read_bytes().replace(b"north", b"nerth"))
        assert (
            read_cached(path, cache.parent).data == parse_source(self.TEXT.encode(), name="").data
        )

    def test_no_cache_where_it_cannot_be_written(
        self, path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise OSError(30, "Read-only file system")

        monkeypatch.setattr(Path, "mkdir", refuse)
        assert read_cached(path, cache.parent).data is not None
        assert not cache.parent.exists()

    def test_no_cache_through_a_link_out_of_the_case(self, path: Path, cache: Path) -> None:
        elsewhere = path.parent / "elsewhere"
        elsewhere.mkdir()
        cache.parent.symlink_to(elsewhere)
        read_cached(path, cache.parent)
        assert list(elsewhere.iterdir()) == []

    def test_file_with_mistakes_is_not_kept(self, path: Path, cache: Path) -> None:
        path.write_text("a: 1\na: 2\n")
        with pytest.raises(InvalidCase):
            read_cached(path, cache.parent)
        assert not cache.exists()

    def test_dropping_leaves_nothing(self, path: Path, cache: Path) -> None:
        read_cached(path, cache.parent)
        drop_cache(path.parent)
        drop_cache(path.parent)
        assert [each.name for each in path.parent.iterdir()] == ["case.yaml"]

    def test_dropping_that_fails_is_told(
        self, path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise OSError(30, "Read-only file system")

        read_cached(path, cache.parent)
        monkeypatch.setattr("shutil.rmtree", refuse)
        with pytest.raises(CannotWrite, match="the disk is read-only"):
            drop_cache(path.parent)


def test_places_of_nothing_are_none() -> None:
    assert len(Places(None, [])) == 0
