"""What a job found, as plain data that can be kept, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from goodoffices.drafting.page import Section, Sentence
from goodoffices.figures.figure import Figure, Table


@dataclass(frozen=True, slots=True)
class Found:
    """What a job found, in sections.

    Attributes
    ----------
    sections
    labels
        Names of positions that stand out in them.
    packages
        Names of packages that can be tried, each with its code.
    order
        The steps of a schedule one after the other; empty where there is none.
    is_cut_off
        Whether more may be there.
    """

    sections: tuple[Section, ...]
    labels: tuple[str, ...] = ()
    packages: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = ()
    is_cut_off: bool = False

    def as_words(self) -> dict[str, Any]:
        """Return it as plain data.

        Examples
        --------
        >>> found = Found((Section("a", "A", (Sentence("It is."),)),), labels=("P1",))
        >>> found_in(found.as_words()) == found
        True
        """
        return asdict(self)


def found_in(words: Mapping[str, Any]) -> Found:
    """Return what was found, from plain data."""
    return Found(
        sections=tuple(_section(one) for one in words["sections"]),
        labels=tuple(words["labels"]),
        packages=tuple((name, code) for name, code in words["packages"]),
        order=tuple(words["order"]),
        is_cut_off=words["is_cut_off"],
    )


def _section(words: Mapping[str, Any]) -> Section:
    said = dict(words)
    said["sentences"] = _sentences(words["sentences"])
    said["groups"] = tuple((name, _sentences(some)) for name, some in words["groups"])
    said["tables"] = tuple(_table(one) for one in words["tables"])
    said["figures"] = tuple(
        Figure(**{**one, "table": _table(one["table"])}) for one in words["figures"]
    )
    return Section(**said)


def _sentences(words: Sequence[Mapping[str, Any]]) -> tuple[Sentence, ...]:
    return tuple(Sentence(one["text"], tuple(one["cites"])) for one in words)


def _table(words: Mapping[str, Any]) -> Table:
    rows = tuple(tuple(row) for row in words["rows"])
    return Table(words["caption"], tuple(words["head"]), rows)
