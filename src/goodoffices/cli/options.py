"""The options that several commands share, and a case opened as they say."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from goodoffices.record.checks.check import Checked
    from goodoffices.record.fold import Fold
    from goodoffices.record.view import View
    from goodoffices.record.visibility import Viewer

FunctionT = TypeVar("FunctionT", bound=Callable[..., object])

REGISTERS = ("public", "conveyed", "attributed", "confided")
THRESHOLDS = ("rules_out", "insists", "demands", "proposes", "prefers")


class CasePath(click.Path):
    """The folder of a case."""

    name = "case"

    def __init__(self) -> None:
        super().__init__(path_type=Path)


class Day(click.ParamType[date]):
    """A day, written 2024-08-28."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read a day, or refuse with what is allowed."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f'"{value}" is no day; write it like 2024-08-28', param, ctx)


class OneOf(click.Choice[str]):
    """One word of a few; another one gets the nearest."""

    def get_invalid_choice_message(
        self,
        value: object,
        ctx: click.Context | None,  # noqa: ARG002 -- click's signature
    ) -> str:
        """Say what was found and what is allowed."""
        from goodoffices.case.errors import nearest  # noqa: PLC0415 -- cli lazy

        close = nearest(str(value), self.choices)
        hint = f'; did you mean "{close}"?' if close else ""
        return f'there is no "{value}"{hint} (there are: {", ".join(self.choices)})'


class Amount(click.ParamType[float]):
    """A number above nothing, whole where `whole` says so."""

    def __init__(self, noun: str, *, whole: bool = False) -> None:
        self.name = noun
        self._whole = whole

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read a number, or refuse with what is allowed."""
        try:
            number: float = int(str(value)) if self._whole else float(str(value))
        except ValueError:
            number = 0
        if not 0 < number < float("inf"):
            self.fail(f'"{value}" is no number of {self.name} above 0', param, ctx)
        return number


class Pair(click.ParamType[tuple[str, str]]):
    """Two names with an equals sign between them."""

    name = "leading=chosen"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Read LEADING=CHOSEN."""
        if isinstance(value, tuple):
            return value
        left, equals, right = str(value).partition("=")
        if not (equals and left and right):
            self.fail(f'"{value}" is not of the form LEADING=CHOSEN', param, ctx)
        return left, right


def _open_files(ctx: click.Context, _parameter: click.Parameter, case: Path) -> Path:
    """Let the files of a case follow its pages before a command reads them."""
    from goodoffices.cli.up_to_date import bring_files_up_to_date  # noqa: PLC0415 -- cli lazy

    if not ctx.resilient_parsing:
        bring_files_up_to_date(case)
    return case


case_argument = click.argument("case", type=CasePath(), callback=_open_files)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="One JSON object on standard output, nothing else."
)
deadline_option = click.option(
    "--deadline",
    type=Amount("seconds"),
    metavar="SECONDS",
    help="Stop after so long, with the best so far.",
)
seed_option = click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="NUMBER",
    help="Of what is drawn at random: the same number gives the same answer.",
)


_VIEW_OPTIONS = (
    click.option("--as-of", type=Day(), metavar="DATE", help="Only what was said by this day."),
    click.option(
        "--known-at",
        default="",
        metavar="TIME",
        help="Only what was recorded by this time, day or mark.",
    ),
    click.option(
        "--register",
        "registers",
        type=OneOf(REGISTERS),
        multiple=True,
        help="Only this register; may be given again.",
    ),
    click.option(
        "--min-grade",
        default="",
        metavar="GRADE",
        help="Only chains graded at least so at every hop, such as C3.",
    ),
    click.option(
        "--for",
        "viewer",
        default="",
        metavar="VIEWER",
        help="As this viewer may see it: team, a member, or a party.",
    ),
    click.option(
        "--reading",
        "readings",
        type=Pair(),
        multiple=True,
        metavar="LEADING=CHOSEN",
        help="Take this reading in the place of the leading one.",
    ),
    click.option(
        "--threshold",
        type=OneOf(THRESHOLDS),
        default="demands",
        show_default=True,
        help="The weakest stance that counts as a position that must stand.",
    ),
    click.option(
        "--without-instrument",
        "instruments_off",
        multiple=True,
        metavar="ID",
        help="Switch off the position of an instrument as invoked.",
    ),
)


def view_options(function: FunctionT) -> FunctionT:
    """Add to a command the options that say what of a case is looked at, and for whom."""
    for option in reversed(_VIEW_OPTIONS):
        function = option(function)
    return function


@dataclass(frozen=True)
class Opened:
    """A case that is fit for use, as one viewer may see it."""

    path: Path
    checked: Checked
    viewer: Viewer
    fold: Fold


def view_from(options: Mapping[str, Any]) -> View:
    """Return the view that a command's options ask for."""
    from goodoffices.record.view import View  # noqa: PLC0415 -- cli lazy

    return View(**{name: options[name] for name in View.__dataclass_fields__ if name in options})


def open_case(path: Path, view: View) -> Opened:
    """Return a case as the options ask for it, the record cut down to the viewer first.

    Raises
    ------
    InvalidCase, NotACase, RecordTampered
        Where the case cannot be used.
    UnknownId
        Where a viewer, reading, mark or instrument does not exist.
    """
    from goodoffices.record.checks.check import load  # noqa: PLC0415 -- cli lazy

    checked = load(path)
    return Opened(path, checked, *fold_for(checked, view))


def fold_for(checked: Checked, view: View) -> tuple[Viewer, Fold]:
    """Return the viewer, and the fold of what the viewer may see."""
    from goodoffices.case.errors import NotAGrade, NotForParties  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.looking_back import as_seen_back  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.view import fold_of  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.visibility import as_seen_by, viewer_named  # noqa: PLC0415 -- cli lazy

    viewer = viewer_named(view.viewer, checked.record)
    if view.known_at:
        then = checked.archived.known_at(checked.archived.moment(view.known_at))
        removed = checked.archived.archive.removed()
        seen = as_seen_back(then, checked.record, viewer, removed=removed)
    else:
        seen = as_seen_by(checked.record, viewer)  # leaves are judged today
    try:
        return viewer, fold_of(seen, view, viewer=viewer)
    except (NotAGrade, NotForParties) as error:
        raise click.BadParameter(str(error), param_hint="--min-grade") from error


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 edit, 2 edits."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def print_json(value: object) -> None:
    """Print one JSON object, the same for the same input."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
