"""The command `read`: reports become drafts that wait for a person."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.options import Day, case_argument, counted, json_option, print_json
from goodoffices.cli.persons import by_option, require_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodoffices.case.handling import Handling
    from goodoffices.intake.documents import Told
    from goodoffices.intake.drafts import DraftsFile
    from goodoffices.intake.reading import Outcome
    from goodoffices.record.record import Record

NOTHING_READ = 2
STOPPED = 130


@click.command("read", short_help="Read reports into drafts that a person confirms.")
@case_argument
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option("--outlet", default="", metavar="NAME", help="Who published them.")
@click.option("--dated", type=Day(), help="When they were published, if it is not printed.")
@click.option("--public", is_flag=True, help="Their words are public; else the team's alone.")
@click.option(
    "--held-by", default="", metavar="NAMES", help="Members who alone hold them, commas between."
)
@click.option("--again", is_flag=True, help="Read also what was read before: names were taught.")
@click.option("--extractor", default="", metavar="NAME", help="What drafts, instead of our rules.")
@by_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    case: Path,
    files: tuple[Path, ...],
    *,
    as_json: bool,
    again: bool,
    extractor: str,
    **given: Any,  # noqa: ANN401 -- what is said of the files; see _told
) -> None:
    """Read reports into CASE: who said what, through whom, on which issue, how firmly.

    A FILE is text, HTML, PDF, a Word document or a mail, in English; a folder is read whole.
    Each file is kept unchanged in the case's documents folder. What is drafted waits for
    `goodoffices review CASE` and counts nowhere before. Reading a file twice drafts nothing
    new. Ctrl-C stops it and keeps what was read; the same command goes on from there.

    \b
    Example:
      goodoffices read doha-round report.pdf --outlet "The Herald" --dated 2024-08-28
      goodoffices read doha-round reports/ --public
    """
    _refuse_without_extra()
    from goodoffices.intake.extractors.extracting import load_extractor  # noqa: PLC0415 -- cli lazy
    from goodoffices.intake.reading import Reader, files_in  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.checks.check import load  # noqa: PLC0415 -- cli lazy

    record = load(case).record
    told = _told(given, record)
    if extractor and told.handling.held_by:
        message = (
            "--extractor and --held-by contradict each other: what only some of the team hold is "
            "read by our own rules alone"
        )
        raise click.UsageError(message)
    chosen = load_extractor(extractor) if extractor else None
    paths = files_in(files)
    if not paths:
        raise click.UsageError(f"there is no file in {', '.join(map(str, files))}")
    reader = Reader(case, record, told=told, extractor=chosen, again=again)
    outcomes: list[Outcome] = []
    is_stopped = False
    try:
        for outcome in _with_progress(reader.read(paths), paths):
            outcomes.append(outcome)
            if not as_json:
                _say(outcome)
    except KeyboardInterrupt:
        is_stopped = True
    if as_json:
        print_json(_as_json(outcomes))
    else:
        _sum_up(outcomes, paths, case, is_stopped=is_stopped)
    if is_stopped:
        ctx.exit(STOPPED)
    if all(outcome.refused for outcome in outcomes):
        ctx.exit(NOTHING_READ)


def _refuse_without_extra() -> None:
    """Say in one sentence what to install, where what reading is made of is not there."""
    try:
        import_module("goodoffices.intake.reading")
    except ImportError as error:
        from goodoffices.case.errors import MissingExtra  # noqa: PLC0415 -- cli lazy

        raise MissingExtra("reading reports", "intake") from error


def _told(given: dict[str, Any], record: Record) -> Told:
    """What the person says of the files."""
    from goodoffices.case.when import When  # noqa: PLC0415 -- cli lazy
    from goodoffices.intake.documents import Told  # noqa: PLC0415 -- cli lazy

    name = require_name(given["by"])
    day: date | None = given["dated"]
    dated = (
        When.model_validate({"from": day, "to": day, "basis": f"set by {name}"}) if day else None
    )
    return Told(
        by=name, outlet=given["outlet"].strip(), dated=dated, handling=_handling(given, record)
    )


def _handling(given: dict[str, Any], record: Record) -> Handling:
    from goodoffices.case.errors import UnknownId  # noqa: PLC0415 -- cli lazy
    from goodoffices.case.handling import (  # noqa: PLC0415 -- cli lazy
        PUBLIC,
        TEAM_ONLY,
        Handling,
    )

    held_by = tuple(one.strip() for one in given["held_by"].split(",") if one.strip())
    if given["public"] and held_by:
        raise click.UsageError("--public and --held-by contradict each other: use one")
    if given["held_by"] and not held_by:
        raise click.UsageError("--held-by names nobody: give the ids of members of the team")
    members = [member.id for member in record.team]
    for one in held_by:
        if one not in members:
            raise UnknownId("member of the team", one, members)
    if held_by:
        return Handling(held_by=held_by)
    return PUBLIC if given["public"] else TEAM_ONLY


def _with_progress(outcomes: Iterator[Outcome], paths: Sequence[Path]) -> Iterator[Outcome]:
    """Show how far it is, where there is more than one file and somebody looks."""
    if len(paths) < 2:
        yield from outcomes
        return
    from rich.console import Console  # noqa: PLC0415 -- slow import
    from rich.progress import (  # noqa: PLC0415 -- slow import
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    screen = Console(stderr=True)
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("read", total=len(paths))
        for outcome in outcomes:
            yield outcome
            bar.advance(task)


def _say(outcome: Outcome) -> None:
    if outcome.drafts is None:
        click.echo(outcome.known or outcome.refused, err=bool(outcome.refused))
        return
    from goodoffices.intake.documents import shown  # noqa: PLC0415 -- cli lazy

    file = outcome.drafts
    readings = sum(len(one.readings) for one in file.drafts)
    found = ", ".join(
        counted(number, noun)
        for number, noun in (
            (len(file.drafts), "statement"),
            (readings, "reading"),
            (len(file.rounds), "round"),
            (len(file.events), "event"),
        )
    )
    click.echo(f"{shown(outcome.path)}: read as {file.document.id}: {found}")
    for question in file.document.questions:
        click.echo(f"  asks: {question}")
    for dropped in outcome.dropped:
        click.echo(f"  dropped: {dropped}")


def _sum_up(
    outcomes: Sequence[Outcome], paths: Sequence[Path], case: Path, *, is_stopped: bool
) -> None:
    read = [outcome.drafts for outcome in outcomes if outcome.drafts is not None]
    refused = sum(1 for outcome in outcomes if outcome.refused)
    if is_stopped:
        click.echo(f"\nStopped after {len(outcomes)} of {len(paths)}; the same command goes on.")
    elif len(paths) > 1:
        known = len(outcomes) - len(read) - refused
        parts = [f"{len(read)} read"]
        parts += [f"{known} read before"] if known else []
        parts += [f"{refused} refused, each with its reason above"] if refused else []
        click.echo(f"\nOf {len(paths)} files: {', '.join(parts)}.")
    if any(file.drafts or file.rounds or file.events for file in read):
        click.echo("Nothing of it counts until somebody has looked at it:")
        click.echo(f"  goodoffices review {case}")


def _as_json(outcomes: Sequence[Outcome]) -> dict[str, object]:
    from goodoffices.intake.documents import shown  # noqa: PLC0415 -- cli lazy

    files = [outcome.drafts for outcome in outcomes if outcome.drafts is not None]
    return {
        "schema": "goodoffices/drafts/1",
        "documents": [_plain(file)["document"] for file in files],
        **{name: _each(files, name) for name in ("drafts", "rounds", "events", "sources")},
        "read_before": [
            {"file": shown(one.path), "reason": one.known} for one in outcomes if one.known
        ],
        "refused": [
            {"file": shown(one.path), "reason": one.refused} for one in outcomes if one.refused
        ],
        "dropped": [text for one in outcomes for text in one.dropped],
    }


def _each(files: Sequence[DraftsFile], name: str) -> list[dict[str, object]]:
    return [{"document": file.document.id, **one} for file in files for one in _plain(file)[name]]


def _plain(file: DraftsFile) -> dict[str, Any]:
    return file.model_dump(mode="json", by_alias=True)
