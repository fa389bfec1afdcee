"""Full-text search in what one viewer may see, kept in memory alone.

An index is made of texts that somebody may see, and of nothing else: what they may not see
can be found by no word, no count and no beginning of a word. It lies in no file.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

LONGEST_QUERY: Final = 300
"""Characters of a query that are looked at."""
MOST_TERMS: Final = 24
EXCERPT_WORDS: Final = 28
"""Words shown around what was found."""

_TERM: Final = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_BEGIN: Final = "\ue000"
_END: Final = "\ue001"
"""Stand around what was found; no text of a case holds them, for they are taken out of it."""
_MARKS: Final = str.maketrans("", "", _BEGIN + _END + "\0")

KIND: Final = 'tokenize = "unicode61 remove_diacritics 2"'
FIND: Final = "SELECT rowid FROM entries WHERE entries MATCH ?"
EXCERPT: Final = (
    f"SELECT rowid, snippet(shown, 0, '{_BEGIN}', '{_END}', '…', {EXCERPT_WORDS}) "  # noqa: S608 -- our own signs
    "FROM shown WHERE shown MATCH ?"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an excerpt: its text, and whether it is what was asked for."""

    text: str
    is_found: bool = False


def match_expression(asked: str) -> str:
    """Return a query as SQLite's full-text search reads it; empty where it asks for nothing.

    All words have to be there; words in quotes one after the other; `prison*` stands for every
    word that begins so. Whatever else somebody types is read as words, never as a command.

    Examples
    --------
    >>> print(match_expression('two-phase "in exchange" prison*'))
    "two-phase" AND "in exchange" AND "prison" *
    >>> print(match_expression('"open NOT ( *'))
    "open" AND "NOT"
    """
    terms = []
    for found in _TERM.finditer(asked[:LONGEST_QUERY].translate(_MARKS)):
        words = found[1] if found[1] is not None else found[3].rstrip("*")
        is_beginning = bool(found[2]) or (found[3] or "").endswith("*")
        if any(character.isalnum() for character in words):
            terms.append(f'"{words}"{" *" if is_beginning else ""}')
    return " AND ".join(terms[:MOST_TERMS])


class SearchIndex:
    """The texts of some entries, by their ids; safe to ask from several threads.

    Examples
    --------
    >>> index = SearchIndex({"s1": "Fishing at night", "s2": "The crossing stays shut"})
    >>> sorted(index.find("cross*"))
    ['s2']
    >>> [one.text for one in index.excerpts("night", ["s1"])["s1"] if one.is_found]
    ['night']
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        for name, more in (("entries", "prefix = '2 3 4'"), ("shown", "detail = full")):
            self._database.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(words, {KIND}, {more})")
        self.update(texts, ())

    def __del__(self) -> None:
        self._database.close()

    def update(self, texts: Mapping[str, str], gone: Collection[str]) -> None:
        """Take texts in the place of those that some entries had, and forget other entries."""
        with self._lock, self._database as database:
            known = [self._numbers[one] for one in (*texts, *gone) if one in self._numbers]
            database.executemany("DELETE FROM entries WHERE rowid = ?", [(one,) for one in known])
            rows = [(self._number(one), text.translate(_MARKS)) for one, text in texts.items()]
            database.executemany("INSERT INTO entries (rowid, words) VALUES (?, ?)", rows)

    def find(self, asked: str) -> frozenset[str]:
        """Return the entries in which everything asked for stands; none where nothing is asked."""
        wanted = match_expression(asked)
        if not wanted:
            return frozenset()
        with self._lock:
            rows = self._database.execute(FIND, (wanted,)).fetchall()
        return frozenset(self._names[number] for (number,) in rows)

    def excerpts(self, asked: str, entries: Iterable[str]) -> dict[str, tuple[Stretch, ...]]:
        """Return the words around what was asked for, in some of the entries found."""
        wanted = match_expression(asked)
        numbers = [(self._numbers[one],) for one in entries if one in self._numbers]
        if not wanted:
            return {}
        with self._lock, self._database as database:  # of these few alone, however many match
            database.execute("DELETE FROM shown")
            database.executemany(
                "INSERT INTO shown (rowid, words) SELECT rowid, words FROM entries WHERE rowid = ?",
                numbers,
            )
            rows = database.execute(EXCERPT, (wanted,)).fetchall()
        return {self._names[number]: _stretches(text) for number, text in rows}

    def _number(self, entry: str) -> int:
        if entry not in self._numbers:
            self._numbers[entry] = len(self._names)
            self._names.append(entry)
        return self._numbers[entry]


def _stretches(text: str) -> tuple[Stretch, ...]:
    """An excerpt, cut where what was found begins and ends."""
    found: list[Stretch] = []
    for piece in text.split(_BEGIN):
        inside, ends, after = piece.partition(_END)
        if ends:
            found.append(Stretch(inside, is_found=True))
        found.append(Stretch(after if ends else inside))
    return tuple(one for one in found if one.text)
