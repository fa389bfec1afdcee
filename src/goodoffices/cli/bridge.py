"""The command `bridge`: packages to test, different in kind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.options import (
    Amount,
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
    from goodoffices.bridging.idea import Wishes
    from goodoffices.bridging.ideas import Ideas
    from goodoffices.bridging.research import Study
    from goodoffices.bridging.single_text import SingleText
    from goodoffices.case.case import Case, CaseSource
    from goodoffices.case.deadline import Deadline
    from goodoffices.case.enumeration import Progress
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
    help="Let a position be crossed that its holder rules out: P1, its id, reading or statement.",
)
@click.option(
    "--draft",
    multiple=True,
    metavar="PROPOSITION",
    help=(
        "Show how this text becomes better step by step; together they settle every issue. With"
        " --research by numbers on record first."
    ),
)
@deadline_option
@click.option(
    "--research",
    is_flag=True,
    help="Add views by numbers on record: the frontier, named points, shares of samples.",
)
@click.option(
    "--put-to",
    default="",
    metavar="PARTY",
    help="With --research: packages to put to this party at once, near-equal for it.",
)
@click.option(
    "--samples",
    type=click.IntRange(2, 100_000),
    default=1_000,
    show_default=True,
    metavar="NUMBER",
    help="With --research: how many ways to fill in what is left open are drawn.",
)
@seed_option
@output_option
@json_option
@view_options
def command(
    case: Path,
    *,
    number: int,
    fixed: tuple[str, ...],
    preferred: tuple[str, ...],
    cross: tuple[str, ...],
    draft: tuple[str, ...],
    deadline: float | None,
    research: bool,
    put_to: str,
    samples: int,
    seed: int,
    output: Path | None,
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
      goodoffices bridge valley --draft "filling is five_years" --draft "inspection is none" \\
        --draft "minimum_flow = 100"
      goodoffices bridge camp-david-1978 --research -o ideas.html
    """
    from goodoffices.bridging.ideas import find_ideas  # noqa: PLC0415 -- cli lazy
    from goodoffices.case.deadline import Deadline  # noqa: PLC0415 -- cli lazy

    refuse_other_endings(output, "a page of ideas", as_json=as_json)
    if put_to and not research:
        raise click.UsageError("--put-to goes by numbers on record: it needs --research")
    opened = open_case(case, view_from(options))
    named = _ids_of_labels(opened.fold, cross)
    wishes = _wishes(opened.fold.case(), number, fixed, preferred, named)
    allowed = Deadline(deadline)
    with shown_progress() as progress:
        ideas = find_ideas(opened.fold, wishes, deadline_s=allowed.left(), progress=progress)
        study = text = None
        if research:
            study = _study(
                ideas,
                wishes,
                put_to=put_to,
                drawn=(samples, seed),
                deadline=allowed,
                progress=progress,
            )
        if draft:
            text = _improved(draft, ideas, wishes, by_numbers=research, seed=seed, deadline=allowed)
    if as_json:
        from goodoffices.bridging.packages_json import ideas_to_json  # noqa: PLC0415 -- cli lazy

        print_json(ideas_to_json(ideas, text=text, study=study))
        _end(ideas)
    from goodoffices.cli.screen import show_page  # noqa: PLC0415 -- cli lazy
    from goodoffices.drafting.bridge_page import build_bridge_page  # noqa: PLC0415 -- cli lazy

    page = build_bridge_page(ideas, text=text, study=study)
    if output is None:
        show_page(page)
    else:
        write_page(page, output)
        click.echo(f"Wrote {output}.")
    _end(ideas)


def _end(ideas: Ideas) -> None:
    """End with status 0, or 1 where time was up before anything was found."""
    click.get_current_context().exit(0 if ideas.ideas else 1)


def _ids_of_labels(source: CaseSource, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of positions, with the id in the place of a label that the page shows: P1."""
    if not any(re.fullmatch(r"P[0-9]+", name) for name in names):
        return names
    from goodoffices.case.positions import once  # noqa: PLC0415 -- cli lazy
    from goodoffices.drafting.labels import Labels  # noqa: PLC0415 -- cli lazy

    cases = [source.case(choice) for choice in source.choices()[0]]
    labels = Labels(cases[0], once(one for each in cases for one in each.positions))
    ids = {labels[one.id]: one.id for one in labels.positions}
    unknown = [name for name in names if re.fullmatch(r"P[0-9]+", name) and name not in ids]
    if unknown:
        from goodoffices.case.errors import UnknownId  # noqa: PLC0415 -- cli lazy

        raise UnknownId("position", unknown[0], list(ids))
    return tuple(ids.get(name, name) for name in names)


def _study(
    ideas: Ideas,
    wishes: Wishes,
    *,
    put_to: str,
    drawn: tuple[int, int],
    deadline: Deadline,
    progress: Progress,
) -> Study:
    """The research views; they need an extra."""
    from goodoffices.case.errors import MissingExtra  # noqa: PLC0415 -- cli lazy

    try:
        from goodoffices.bridging.research import study_ideas  # noqa: PLC0415 -- optional dependency
    except ImportError as error:
        raise MissingExtra("--research", "research") from error
    return study_ideas(
        ideas,
        fixed=wishes.fixed,
        put_to=put_to,
        number=drawn[0],
        seed=drawn[1],
        deadline_s=deadline.left(),
        progress=progress,
    )


def _wishes(
    case: Case,
    number: int,
    fixed: tuple[str, ...],
    preferred: tuple[str, ...],
    cross: tuple[str, ...],
) -> Wishes:
    """What the options ask for, the propositions read; a wrong one names its option."""
    from goodoffices.bridging.idea import Wishes  # noqa: PLC0415 -- cli lazy

    return Wishes(
        number,
        _read("--fix", fixed, case),
        _read("--prefer", preferred, case),
        cross,
    )


def _read(option: str, texts: tuple[str, ...], case: Case) -> tuple[Proposition, ...]:
    """Propositions of an option, read; a wrong one names the option."""
    from goodoffices.case.errors import InvalidProposition  # noqa: PLC0415 -- cli lazy
    from goodoffices.case.grammar import parse  # noqa: PLC0415 -- cli lazy

    try:
        return tuple(parse(text, case.issues) for text in texts)
    except InvalidProposition as error:
        raise click.BadParameter(str(error), param_hint=option) from error


def _improved(
    draft: tuple[str, ...],
    ideas: Ideas,
    wishes: Wishes,
    *,
    by_numbers: bool,
    seed: int,
    deadline: Deadline,
) -> SingleText:
    """What a draft becomes by the smallest changes, under the leading readings."""
    from goodoffices.bridging.draft import improve_draft, read_draft  # noqa: PLC0415 -- cli lazy

    leading = ideas.readings[0]
    issues = leading.case.issues
    return improve_draft(
        leading.case,
        read_draft(_read("--draft", draft, leading.case), issues),
        fixed=wishes.fixed,
        never=leading.never_crossed,
        by_numbers=by_numbers,
        seed=seed,
        deadline_s=deadline.left(),
    )
