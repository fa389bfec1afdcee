"""What each party gets on each issue under some packages, as a share of what it has at stake.

A band a party, each measured against that party's own weight; nothing is added up, neither
over issues nor over parties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from goodoffices.figures.axis import percent, written
from goodoffices.figures.figure import BLUE, BOLD, LINE, Drawing, Figure, Table, wrap

_LEFT, _CELL, _BAND, _PAD = 170.0, 152.0, 84.0, 6.0
"""Of the names, of a cell, of a whole band, around the picture; in px."""

_KEY: Final = "Party: its weight, of the sum of its weights"

_NOTES: Final = (
    "A full band is all that matters to that party on that issue.",
    "Bands of two parties are not measured alike.",
)


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One package of a ledger.

    Attributes
    ----------
    label
        By which the page calls it.
    options
        By issue id: what it settles, in words. An issue that is not named is left open.
    shares
        By issue id and party id: what the party gets on the issue as a share of its weight
        there, from 0 to 1. A pair that is not named is not known.
    """

    label: str
    options: Mapping[str, str]
    shares: Mapping[str, Mapping[str, Fraction]]


def draw_trade_off_ledger(
    columns: Sequence[LedgerColumn],
    *,
    issues: Mapping[str, str],
    parties: Mapping[str, str],
    weights: Mapping[str, Mapping[str, Fraction]],
    id: str = "ledger",
    of: str = "",
) -> Figure:
    """Return what each party gets on each issue under each package, with a table.

    Parameters
    ----------
    columns : sequence of LedgerColumn
        In the order given, which is no ranking.
    issues, parties : mapping of id to name
        In the order of the case.
    weights : mapping of party id to issue id to Fraction
        In the party's own units; shown beside the sum of the same party's weights. An issue
        that is not named weighs nothing.
    id, of
        Its name in the page; and of what, where a page has several.

    Raises
    ------
    ValueError
        Where a share is below 0 or above 1.
    """
    for column in columns:
        for issue, by_party in column.shares.items():
            for party, share in by_party.items():
                if not 0 <= share <= 1:
                    raise ValueError(f"the share of {party} on {issue} is {share}, not 0 to 1")
    title = "What each party gets on each issue, as a share of what matters to it there"
    title += f": {of}" if of else ""
    description = (
        f"{len(issues)} issues in rows, {len(columns)} packages in columns; in each cell one band "
        "for each party. Nothing is added up. The same stands in the table that follows."
    )
    stakes = _Stakes(parties, weights)
    heads = [wrap(column.label, _CELL / BOLD, most=4) for column in columns]
    key = wrap(_KEY, _LEFT - 10, most=2)
    rows = [_Row.of(issue, name, columns, stakes) for issue, name in issues.items()]
    top = _PAD + LINE * max(map(len, [key, *heads])) + 6
    bottom = top + sum(row.tall for row in rows)
    width = 2 * _PAD + _LEFT + max(_CELL * len(columns), 200)
    notes = [line for note in _NOTES for line in wrap(note, width - 2 * _PAD)]
    height = bottom + LINE * len(notes) + 16
    drawing = Drawing(id=id, title=title, description=description, width=width, height=height)
    drawing.lines(_PAD, top - 8 - LINE * (len(key) - 1), key, small=True)
    for place, lines in enumerate(heads):
        x = _PAD + _LEFT + place * _CELL
        drawing.lines(x + 4, top - 8 - LINE * (len(lines) - 1), lines, bold=True)
    y = top
    for row in rows:
        row.draw(drawing, columns, stakes, y)
        y += row.tall
    drawing.line(_PAD, y, width - _PAD, y, opacity=0.3, kind="rule")
    drawing.lines(_PAD, y + LINE + 3, notes, small=True)
    return Figure(id, title, description, drawing.svg(), _table(title, columns, issues, stakes))


@dataclass(frozen=True, slots=True)
class _Stakes:
    """Who has how much at stake where, of how much in all: each party by itself."""

    parties: Mapping[str, str]
    weights: Mapping[str, Mapping[str, Fraction]]

    def weight(self, party: str, issue: str) -> Fraction:
        return self.weights.get(party, {}).get(issue, Fraction(0))

    def said(self, party: str, issue: str) -> str:
        """A weight beside the sum of the same party's weights: "19 of 95"."""
        total = sum(self.weights.get(party, {}).values(), Fraction(0))
        return f"{written(self.weight(party, issue))} of {written(total)}"

    def share(self, column: LedgerColumn, party: str, issue: str) -> Fraction | str:
        """What a party gets, or in words why that is not a share."""
        if not self.weight(party, issue):
            return "no weight"
        if issue not in column.options:
            return "left open"
        return column.shares.get(issue, {}).get(party, "not known")


@dataclass(frozen=True, slots=True)
class _Row:
    """One issue, with its names broken into lines."""

    issue: str
    name: list[str]
    options: list[list[str]]
    parties: list[list[str]]

    @classmethod
    def of(cls, issue: str, name: str, columns: Sequence[LedgerColumn], stakes: _Stakes) -> _Row:
        return cls(
            issue=issue,
            name=wrap(name, (_LEFT - 10) / BOLD, most=3),
            options=[
                wrap(column.options.get(issue, "left open"), _CELL - 12, most=4)
                for column in columns
            ],
            parties=[
                wrap(f"{party}: {stakes.said(id, issue)}", _LEFT - 22, most=2)
                for id, party in stakes.parties.items()
            ],
        )

    @property
    def heads(self) -> int:
        """Lines of the tallest name or option."""
        return max(len(self.name), *map(len, self.options), 1)

    @property
    def tall(self) -> float:
        return LINE * (self.heads + sum(map(len, self.parties))) + 14

    def draw(
        self, drawing: Drawing, columns: Sequence[LedgerColumn], stakes: _Stakes, top: float
    ) -> None:
        right = _PAD + _LEFT + max(_CELL * len(columns), 200)
        drawing.line(_PAD, top, right, top, opacity=0.3, kind="rule")
        drawing.lines(_PAD, top + LINE + 1, self.name, bold=True)
        for place, lines in enumerate(self.options):
            drawing.lines(_PAD + _LEFT + place * _CELL + 4, top + LINE + 1, lines, small=True)
        y = top + LINE * (self.heads + 1) + 4
        for party, lines in zip(stakes.parties, self.parties, strict=True):
            drawing.lines(_PAD + 12, y, lines, small=True)
            for place, column in enumerate(columns):
                x = _PAD + _LEFT + place * _CELL + 4
                _draw_band(drawing, stakes.share(column, party, self.issue), x, y)
            y += LINE * len(lines)


def _draw_band(drawing: Drawing, share: Fraction | str, x: float, y: float) -> None:
    """A band on the line of a party: as much of it filled as the party gets."""
    if isinstance(share, str):
        drawing.text(x, y, share, small=True)
        return
    if share:
        drawing.box(
            x, y - 9, _BAND * float(share), 9, fill=BLUE, corner=0,
            outlined=False, kind="gets",
        )  # fmt: skip
    drawing.box(x, y - 9, _BAND, 9, corner=0, kind="stake")
    drawing.text(x + _BAND + 8, y, percent(share), small=True)


def _table(
    title: str, columns: Sequence[LedgerColumn], issues: Mapping[str, str], stakes: _Stakes
) -> Table:
    rows = []
    for issue, name in issues.items():
        for party, party_name in stakes.parties.items():
            cells = []
            for column in columns:
                share = stakes.share(column, party, issue)
                option = column.options.get(issue)
                said = share if isinstance(share, str) else percent(share)
                cells.append(said if option is None else f"{option}: {said}")
            rows.append((name, party_name, stakes.said(party, issue), *cells))
    head = ("Issue", "Party", "Weight, in its own units", *(column.label for column in columns))
    return Table(caption=title, head=head, rows=tuple(rows))
