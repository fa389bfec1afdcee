"""A form with rows of one kind: those there are, some empty ones, and one more where asked."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django import forms

from goodoffices.record.record import Record
from goodoffices.web.forms.entry import EntryForm

SPARE: Final = 2
"""Empty rows beside those there are."""
MOST_NEW: Final = 100
_ROW: Final = re.compile(r"row-([a-z][a-z0-9_]*)-name")


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row as typed: of a new one the id is empty, of one taken out the name.

    `fields` are those that were changed, as they were typed.
    """

    id: str
    name: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row to fill in: its heading, the fields in front, and those that can be unfolded."""

    heading: str
    front: Sequence[forms.BoundField]
    more: Sequence[forms.BoundField]

    @property
    def is_open(self) -> bool:
        """Whether something in it was filled in wrongly."""
        return any(one.errors for one in self.more)


class RowsForm(EntryForm):
    """An entry that has parts of one kind, each in a row of its own.

    Every row has a `name`; one whose name is emptied is taken out.
    """

    row_word: ClassVar[str]
    front: ClassVar[tuple[str, ...]] = ("name",)
    rows_legend: ClassVar[str]
    rows_help: ClassVar[str] = ""
    more_summary: ClassVar[str] = ""
    """What is written in front of the fields of a row that can be unfolded."""

    def __init__(
        self,
        data: Any,  # noqa: ANN401 -- as Django has it
        *,
        seen: Record,
        initial: Mapping[str, Any],
        rows: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        super().__init__(data, seen=seen, initial=initial)
        there = [str(one["id"]) for one in rows]
        sent = [found[1] for name in data or () if (found := _ROW.fullmatch(name))]
        self.keys = [f"row-{one}" for one in dict.fromkeys([*there, *sent])]
        self._there = {f"row-{one}": one for one in there}
        self.new_rows = 0
        for row in rows:
            given = {f"row-{row['id']}-{part}": value for part, value in row.items()}
            self.initial.update(given)
        for key in self.keys:
            self._add(key)
        for _ in range(_new_rows_in(data)):
            self.add_row()

    @abstractmethod
    def row_fields(self) -> dict[str, forms.Field]:
        """Return the fields of one row by their parts; all may be left open."""

    def add_row(self) -> None:
        """Add an empty row."""
        if self.new_rows < MOST_NEW:
            self.new_rows += 1
            self.keys.append(f"new{self.new_rows}")
            self._add(self.keys[-1])

    def grow(self) -> None:
        """Take what was typed as it is, unjudged, and add an empty row to it."""
        for name, field in self.fields.items():
            self.initial[name] = field.widget.value_from_datadict(self.data, self.files, name)
        self.is_bound = False
        self.add_row()
        self.fields[f"{self.keys[-1]}-name"].widget.attrs["data-focus"] = ""

    def _add(self, key: str) -> None:
        for part, field in self.row_fields().items():
            field.required = False
            self.fields[f"{key}-{part}"] = field

    def own_fields(self) -> Iterator[forms.BoundField]:
        """Yield the fields of the entry itself."""
        yield from (one for one in super().own_fields() if "-" not in one.name)

    def rows(self) -> Iterator[ShownRow]:
        """Yield the rows to fill in."""
        for number, key in enumerate(self.keys, start=1):
            parts = [self[name] for name in self.fields if name.startswith(f"{key}-")]
            front = [one for one in parts if one.name.removeprefix(f"{key}-") in self.front]
            more = [one for one in parts if one not in front]
            yield ShownRow(f"{self.row_word} {number}", front, more)

    def clean(self) -> dict[str, Any]:
        """Look whether every new row that says something has a name."""
        said = super().clean()
        for key in self.keys:
            if key not in self._there and self._changed_in(key) and not said.get(f"{key}-name"):
                self.add_error(f"{key}-name", f"{self.row_word}: this needs a name.")
        return said

    def _changed_in(self, key: str) -> dict[str, Any]:
        start, is_new = f"{key}-", key not in self._there
        typed = {
            one.removeprefix(start): self.cleaned_data.get(one)
            for one in self.changed_data
            if one.startswith(start)
        }
        return {name: said for name, said in typed.items() if said or not is_new}

    @property
    def said(self) -> dict[str, object]:
        """What was changed of the entry itself."""
        return {name: value for name, value in super().said.items() if "-" not in name}

    @property
    def typed_rows(self) -> tuple[TypedRow, ...]:
        """The rows that were changed, added or taken out."""
        return tuple(
            TypedRow(self._there.get(key, ""), str(self.cleaned_data[f"{key}-name"]), changed)
            for key in self.keys
            if (changed := self._changed_in(key))
        )

    def listed(self, text: str) -> list[str]:
        """Return words with commas between them."""
        return [one.strip() for one in text.split(",") if one.strip()]


def _new_rows_in(sent: Mapping[str, Any] | None) -> int:
    """How many empty rows there were in what was sent."""
    count = str((sent or {}).get("new_rows", ""))
    return min(int(count), MOST_NEW) if count.isdecimal() and len(count) < 4 else SPARE
