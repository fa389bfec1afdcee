"""The command `phase`: an order in which undertakings could be carried out."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.options import (
    Amount,
    Day,
    case_argument,
    deadline_option,
    json_option,
    open_case,
    print_json,
    seed_option,
    view_from,
    view_options,
)
from goodoffices.cli.pages import output_option, refuse_other_endings, write_page
from goodoffices.cli.progress import shown_progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodoffices.case.case import Case
    from goodoffices.case.issues import Value
    from goodoffices.case.undertakings import Step
    from goodoffices.phasing.phased import Asked


class Share(click.ParamType[Fraction]):
    """A share of a total: 1/3, 0.25 or 25%."""

    name = "share"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """Read a share from 0 to 1, or refuse with what is allowed."""
        text = str(value)
        try:
            share = Fraction(text.removesuffix("%").strip())
        except (ValueError, ZeroDivisionError):
            share = Fraction(-1)
        if text.endswith("%"):
            share /= 100
        if not 0 <= share <= 1:
            self.fail(f'"{value}" is no share from 0 to 1, such as 1/3 or 25%', param, ctx)
        return share


@click.command("phase", short_help="Show an order for undertakings, and what each linkage does.")
@case_argument
@click.argument("package", required=False, default="")
@click.option(
    "--phases",
    type=Amount("phases", whole=True),
    metavar="NUMBER",
    help="At most so many phases; by default as many as it takes.",
)
@click.option("--curve", is_flag=True, help="Show what each number of phases costs.")
@click.option(
    "--day-zero",
    type=Day(),
    metavar="DATE",
    help="The day from which days are counted: D+0. A calendar needs one.",
)
@click.option(
    "--loosen",
    multiple=True,
    metavar="LINKAGE[=FORM]",
    help="Leave a linkage out, or put a looser form of it in its place; may be given again.",
)
@click.option(
    "--escrow",
    multiple=True,
    metavar="STEP=WHO",
    help="Tranches, joined by +, that somebody holds until all are there; may be given again.",
)
@click.option(
    "--at-most",
    type=Share(),
    metavar="SHARE",
    help="Which few linkages would have to give way for no shortfall to exceed this share?",
)
@deadline_option
@seed_option
@output_option
@json_option
@view_options
def command(
    case: Path,
    package: str,
    *,
    phases: float | None,
    curve: bool,
    day_zero: date | None,
    loosen: tuple[str, ...],
    escrow: tuple[str, ...],
    at_most: Fraction | None,
    deadline: float | None,
    seed: int,
    output: Path | None,
    as_json: bool,
    **options: object,
) -> None:
    """Show in what order the undertakings of CASE could be carried out, and how exposed each is.

    PACKAGE, a proposition, says which options are in mind: what only others bring is left out.
    No order makes the largest gain from stopping smaller for one party without making it larger
    for another; shares are each party's own. Then: what each "only after" does, and what is left
    open. With -o and .ics a calendar is written, which needs --day-zero.

    \b
    Example:
      goodoffices phase doha-round
      goodoffices phase doha-round "philadelphi is two_phase_withdrawal" --curve
      goodoffices phase doha-round --loosen second_phase_after_prisoners
      goodoffices phase doha-round --day-zero 2026-12-01 -o plan.ics
      goodoffices phase doha-round --at-most 1/2 --json
    """
    from goodoffices.phasing.phased import phase_case  # noqa: PLC0415 -- cli lazy

    is_calendar = output is not None and output.suffix == ".ics"
    refuse_other_endings(output, "a schedule", as_json=as_json, also=(".ics",))
    if is_calendar and day_zero is None:
        raise click.UsageError("a calendar has dates: say --day-zero DATE")
    opened = open_case(case, view_from(options))
    if package and opened.viewer.is_party:
        raise click.UsageError(
            "what an option brings is for the team, and no party sees it: leave out PACKAGE"
        )
    folded = opened.fold.case()
    asked = _asked(folded, package, phases, loosen, escrow, at_most)
    with shown_progress() as progress:
        phased = phase_case(
            folded,
            asked,
            has_curve=curve,
            seed=seed,
            deadline_s=deadline,
            progress=progress,
        )
    if as_json:
        from goodoffices.phasing.schedule_json import phased_to_json  # noqa: PLC0415 -- cli lazy

        print_json(phased_to_json(phased))
    elif is_calendar and output is not None and day_zero is not None:
        from goodoffices.case.safe_write import write_bytes  # noqa: PLC0415 -- cli lazy
        from goodoffices.drafting.schedule_calendar import (  # noqa: PLC0415 -- cli lazy
            schedule_calendar,
        )

        if not phased.found.phases:
            raise click.ClickException("there is no order, so no calendar is written")
        write_bytes(output, schedule_calendar(phased, day_zero=day_zero))
        click.echo(f"Wrote {output}.")
    else:
        from goodoffices.cli.screen import show_page  # noqa: PLC0415 -- cli lazy
        from goodoffices.drafting.phase_page import build_phase_page  # noqa: PLC0415 -- cli lazy

        page = build_phase_page(phased, day_zero=day_zero)
        if output is None:
            show_page(page)
        else:
            write_page(page, output)
            click.echo(f"Wrote {output}.")
    click.get_current_context().exit(0 if phased.found.phases else 1)


def _asked(
    case: Case,
    package: str,
    phases: float | None,
    loosen: tuple[str, ...],
    escrow: tuple[str, ...],
    at_most: Fraction | None,
) -> Asked:
    from goodoffices.phasing.phased import Asked  # noqa: PLC0415 -- cli lazy

    pairs = (text.partition("=") for text in loosen)
    return Asked(
        left=_left(case, package) if package else {},
        phases=None if phases is None else int(phases),
        loosened={linkage: form for linkage, _, form in pairs},
        joint=tuple(_joint(text) for text in escrow),
        at_most=at_most,
    )


def _left(case: Case, package: str) -> Mapping[str, Sequence[Value]]:
    """Which options a package leaves, read from a proposition."""
    from goodoffices.case.errors import InvalidProposition  # noqa: PLC0415 -- cli lazy
    from goodoffices.case.grammar import parse  # noqa: PLC0415 -- cli lazy
    from goodoffices.case.narrowing import narrow  # noqa: PLC0415 -- cli lazy

    try:
        narrowed = narrow([parse(package, case.issues)], case.issues)
    except InvalidProposition as error:
        raise click.BadParameter(str(error), param_hint="PACKAGE") from error
    none = [issue for issue, left in narrowed.left.items() if not left]
    if none:
        raise click.BadParameter(f"nothing is left of {', '.join(none)}", param_hint="PACKAGE")
    if narrowed.several:
        said = f"say one issue at a time, joined by and: {', '.join(narrowed.several)}"
        raise click.BadParameter(said, param_hint="PACKAGE")
    return narrowed.left


def _joint(text: str) -> Step:
    from goodoffices.case.undertakings import Step  # noqa: PLC0415 -- cli lazy

    does, equals, who = text.partition("=")
    parts = tuple(part.strip() for part in does.split("+"))
    if not (equals and who.strip() and all(parts)):
        message = f'"{text}" is not of the form STEP+STEP=WHO, such as release.1+withdrawal.1=egypt'
        raise click.BadParameter(message, param_hint="--escrow")
    from pydantic import ValidationError  # noqa: PLC0415 -- cli lazy

    try:
        return Step(does=parts, held_by=who.strip())
    except ValidationError as error:
        message = f'"{text}" names no tranche: one is written release, release.2 or release.women'
        raise click.BadParameter(message, param_hint="--escrow") from error
