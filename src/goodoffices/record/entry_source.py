"""An entry that stands in no file: its mistakes name the entry and the field."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.case.errors import Mistake
from goodoffices.case.validation import spell_way
from goodoffices.case.yaml_source import Places, Source, Where

_NOWHERE = Places(None, [])


class EntrySource(Source):
    """Stands for a file where an entry is looked at by itself.

    Examples
    --------
    >>> source = EntrySource("statement", "s7", {"readings": [{"id": "r1"}]})
    >>> print(source.mistake(("words",), "this has to be words"))
    statement s7, words: this has to be words
    >>> print(source.mistake(("readings", 0, "party"), "there is no party of this name"))
    reading r1, party: there is no party of this name
    """

    def __init__(self, kind: str, id: str, data: object) -> None:
        super().__init__(f"{kind} {id}", data, _NOWHERE, "")

    def told_place(self, where: Where) -> str:
        """Two entries of one name are of different kinds, which the sentence has said."""
        del where
        return "of that name"

    def mistake(
        self,
        where: Where,
        message: str,
        *,
        found: str = "",
        allowed: str = "",
        at_key: bool = False,
        ahead: int = 0,
    ) -> Mistake:
        """A mistake in this entry, which has no line and no column."""
        del at_key, ahead
        entry, field = self._entry(where)
        place = f"{entry}, {spell_way(field)}" if field else entry
        return Mistake(place, 0, 0, message, found, allowed)

    def _entry(self, where: Where) -> tuple[str, Where]:
        """The entry in which something stands, and where in it: a reading is one of its own."""
        if where[:1] != ("readings",) or len(where) == 1:
            return self.file, where
        readings = _field(self.data, "readings")
        place = where[1]
        if not isinstance(readings, (list, tuple)) or not isinstance(place, int):
            return self.file, where
        return f"reading {_field(readings[place], 'id')}", where[2:]


def _field(entry: object, name: str) -> object:
    return entry.get(name) if isinstance(entry, Mapping) else getattr(entry, name, None)
