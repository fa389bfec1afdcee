"""The command `note`: a meeting note in three minutes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.options import Day, OneOf, case_argument, json_option, print_json
from goodoffices.cli.persons import by_option, require_name

if TYPE_CHECKING:
    from goodoffices.record.meeting_note import MeetingNote
    from goodoffices.record.record import Record

CHANNELS = ("plenary", "proximity", "shuttle", "phone", "letter", "unknown")


@click.command("note", short_help="Write a meeting note: who, where, said, asked, promised.")
@case_argument
@click.option("--where", default="", help="Where the meeting was.")
@click.option("--on", "held_on", type=Day(), help="On which day; today when not given.")
@click.option("--present", default="", metavar="NAMES", help="Who was there, commas between.")
@click.option("--channel", type=OneOf(CHANNELS), help="How you met.")
@click.option("--round", "round_id", default="", metavar="ID", help="The round it belongs to.")
@click.option("--said", multiple=True, metavar="WHO:WORDS", help="Something said to us; repeat.")
@click.option(
    "--asked", multiple=True, metavar="FROM>TO:WORDS", help="Something to convey; repeat."
)
@click.option("--promised", multiple=True, metavar="TO:TEXT", help="Something we promised; repeat.")
@by_option
@json_option
def command(case: Path, *, by: str, as_json: bool, **given: object) -> None:
    """Write a note of a meeting into CASE: who, where, said, asked us to convey, we promised.

    Without options it asks, one line at a time; an empty line goes on to the next thing, and
    Ctrl-C keeps what has been given so far. All entries are drafts, in confidence to the team,
    until you confirm them.

    \b
    Example:
      goodoffices note doha-round
      goodoffices note doha-round --where Doha --said "qatar:A date will be named tomorrow."
    """
    from goodoffices.record.checks.check import load  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.meeting_note import write_note  # noqa: PLC0415 -- cli lazy

    name = require_name(by)
    record = load(case).record
    note = _given(given)
    if not (note.said or note.asked or note.promised) and not as_json:
        _ask(note, record)
    if not (note.said or note.asked or note.promised):
        if as_json:
            print_json({"schema": "goodoffices/noted/1", "drafts": []})
            return
        click.echo("Nothing noted; nothing written.")
        return
    ids = write_note(case, note, by=name)
    if as_json:
        print_json({"schema": "goodoffices/noted/1", "drafts": ids})
        return
    click.echo(f"\nWrote {len(ids)} drafts: {', '.join(ids)}.")
    click.echo("Read them back, then confirm those that are right:")
    click.echo(f"  goodoffices confirm {case} {' '.join(ids)}")


def _given(options: dict[str, object]) -> MeetingNote:
    """The note as far as the options give it."""
    from goodoffices.record.meeting_note import (  # noqa: PLC0415 -- cli lazy
        Asked,
        MeetingNote,
        Promised,
        Said,
    )

    held_on = options["held_on"]
    note = MeetingNote(
        where=str(options["where"]),
        held_on=held_on if isinstance(held_on, date) else date.today(),  # noqa: DTZ011 -- their day
        present=_names(str(options["present"])),
        channel=str(options["channel"] or "unknown"),
        round=str(options["round_id"]),
    )
    for text in _texts(options["said"]):
        who, words = _split(text, "--said", "WHO:WORDS")
        note.said.append(Said(who, words))
    for text in _texts(options["asked"]):
        sides, words = _split(text, "--asked", "FROM>TO:WORDS")
        left, arrow, right = (part.strip() for part in sides.partition(">"))
        if not (arrow and left and right):
            message = f'"{text}" is not of the form FROM>TO:WORDS'
            raise click.BadParameter(message, param_hint="--asked")
        note.asked.append(Asked(left, right, words))
    for text in _texts(options["promised"]):
        to, what = _split(text, "--promised", "TO:TEXT")
        note.promised.append(Promised(to, what))
    return note


def _texts(given: object) -> tuple[str, ...]:
    return tuple(str(one) for one in given) if isinstance(given, tuple) else ()


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _split(text: str, option: str, form: str) -> tuple[str, str]:
    who, colon, words = (part.strip() for part in text.partition(":"))
    if not (colon and who and words):
        message = f'"{text}" is not of the form {form}'
        raise click.BadParameter(message, param_hint=option)
    return who, words


def _ask(note: MeetingNote, record: Record) -> None:
    """Ask for the note, a line at a time; what was given before Ctrl-C is kept."""
    from goodoffices.record.meeting_note import (  # noqa: PLC0415 -- cli lazy
        Asked,
        Promised,
        Said,
        speakers_of,
    )

    speakers = speakers_of(record)
    parties = tuple(party.id for party in record.parties)
    click.echo(f"Who may speak here: {', '.join(speakers)}")
    click.echo("An empty line goes on; Ctrl-C keeps what you have given.\n")
    try:
        note.where = note.where or click.prompt("Where", default="", show_default=False)
        note.present = note.present or _names(
            click.prompt("Who was there (commas between)", default="", show_default=False)
        )
        if note.channel == "unknown":
            note.channel = click.prompt("How", type=click.Choice(CHANNELS), default="unknown")
        click.echo("\nWhat was said, in their words")
        while who := _who("  Who", speakers):
            words = click.prompt("  Said", default="", show_default=False)
            if words:
                note.said.append(Said(who, words))
        click.echo("\nWhat we were asked to convey")
        while who := _who("  Asked by", parties):
            to = _who("  To tell", parties)
            words = click.prompt("  That", default="", show_default=False)
            if to and words:
                note.asked.append(Asked(who, to, words))
        click.echo("\nWhat we promised")
        while text := click.prompt("  We promised", default="", show_default=False):
            note.promised.append(Promised(_who("  To", speakers), text, _day("  By (2026-01-31)")))
    except (click.Abort, KeyboardInterrupt, EOFError):
        click.echo("\nStopped; keeping what was given.")


def _who(label: str, allowed: tuple[str, ...]) -> str:
    """Ask for one of these names until it is one, or nothing."""
    from goodoffices.case.errors import nearest  # noqa: PLC0415 -- cli lazy

    while True:
        name = str(click.prompt(label, default="", show_default=False)).strip()
        if not name or name in allowed:
            return name
        close = nearest(name, allowed)
        hint = f' Did you mean "{close}"?' if close else ""
        click.echo(f'  There is no "{name}" here.{hint} Allowed: {", ".join(allowed)}')


def _day(label: str) -> date | None:
    while True:
        text = str(click.prompt(label, default="", show_default=False)).strip()
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            click.echo(f'  "{text}" is no day; write it like 2026-01-31, or nothing.')
