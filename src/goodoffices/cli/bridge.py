"""The command `bridge`: packages to test, different in kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.options import (
    Amount,
    View,
    case_argument,
    json_option,
    open_case,
    print_json,
    view_options,
)
from goodoffices.cli.progress import shown_progress

if TYPE_CHECKING:
    from goodoffices.bridging.idea import Wishes
    from goodoffices.case.case import Case
    from goodoffices.case.propositions import Proposition


@click.command("bridge", short_help="Show packages to test: different in kind, and unranked.")
@case_argument
@click.option(
    "-k",
    "number",
    type=Amount("ideas", whole=True),
    default=5,
    show_default=True,
    metavar="IDEAS",
    help="How many at most.",
)
@click.option(
    "--fix",
    "fixed",
    multiple=True,
    metavar="PROPOSITION",
    help="Only packages in which this holds; may be given again.",
)
@click.option(
    "--prefer",
    "preferred",
    multiple=True,
    metavar="PROPOSITION",
    help="Where what is crossed leaves room for it; may be given again, the first counts first.",
)
@click.option(
    "--cross",
    multiple=True,
    metavar="POSITION",
    help="Let a position be crossed that its holder rules out: its id, reading or statement.",
)
@click.option(
    "--deadline",
    type=Amount("seconds"),
    metavar="SECONDS",
    help="Stop after so long, with the best so far.",
)
@json_option
@view_options
def command(
    case: Path,
    *,
    number: int,
    fixed: tuple[str, ...],
    preferred: tuple[str, ...],
    cross: tuple[str, ...],
    deadline: float | None,
    as_json: bool,
    **options: object,
) -> None:
    """Show packages to test in CASE: different in kind, unranked, and none a proposal.

    From stances alone: no other package is lighter for one party without being heavier for
    another. Rules, norms, and what a party rules out are never crossed. Each says what it
    settles, leaves open, crosses and keeps, under every reading.

    \b
    Example:
      goodoffices bridge doha-round
      goodoffices bridge doha-round --fix "philadelphi is two_phase_withdrawal"
      goodoffices bridge doha-round -k 3 --json
    """
    from goodoffices.bridging.ideas import find_ideas  # noqa: PLC0415 -- cli lazy

    opened = open_case(case, View.from_options(options))
    wishes = _wishes(opened.fold.case(), number, fixed, preferred, cross)
    with shown_progress() as progress:
        ideas = find_ideas(opened.fold, wishes, deadline_s=deadline, progress=progress)
    if as_json:
        from goodoffices.bridging.packages_json import ideas_to_json  # noqa: PLC0415 -- cli lazy

        print_json(ideas_to_json(ideas))
        return
    from goodoffices.cli.screen import show_page  # noqa: PLC0415 -- cli lazy
    from goodoffices.drafting.bridge_page import build_bridge_page  # noqa: PLC0415 -- cli lazy

    show_page(build_bridge_page(ideas))


def _wishes(
    case: Case,
    number: int,
    fixed: tuple[str, ...],
    preferred: tuple[str, ...],
    cross: tuple[str, ...],
) -> Wishes:
    """What the options ask for, the propositions read; a wrong one names its option."""
    from goodoffices.bridging.idea import Wishes  # noqa: PLC0415 -- cli lazy
    from goodoffices.case.errors import InvalidProposition  # noqa: PLC0415 -- cli lazy
    from goodoffices.case.grammar import parse  # noqa: PLC0415 -- cli lazy

    read: dict[str, list[Proposition]] = {"--fix": [], "--prefer": []}
    for option, texts in (("--fix", fixed), ("--prefer", preferred)):
        for text in texts:
            try:
                read[option].append(parse(text, case.issues))
            except InvalidProposition as error:
                raise click.BadParameter(str(error), param_hint=option) from error
    return Wishes(number, tuple(read["--fix"]), tuple(read["--prefer"]), cross)
