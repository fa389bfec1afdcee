"""A review line by line: the same actions as on the screen, for any terminal and for scripts."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import click

from goodoffices.case.errors import GoodOfficesError
from goodoffices.intake.drafts import DraftReading, State
from goodoffices.intake.review.deeds import Deed
from goodoffices.intake.review.new_options import NewOption
from goodoffices.intake.review.reviewing import Item, Review
from goodoffices.intake.review.showing import (
    lines_of,
    passage_of,
    rivalries_of,
    sections_of,
)

WIDTH = 78
PROMPT = "accept (a) edit (e) reject (r) defer (d) undo (u) 1-9; all keys (?) quit (q)"
STATES: Mapping[State, str] = {
    State.ACCEPTED: "in the record",
    State.REJECTED: "rejected",
    State.DEFERRED: "deferred",
    State.WAITING: "waits",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key, what it does, and how."""

    key: str
    words: str
    act: Callable[[Review], str]


def review_by_lines(review: Review) -> None:
    """Show one draft after the other and ask what to do with it, until nothing waits."""
    while True:
        item = review.current
        if item is None:
            click.echo("\nNothing waits any more: every draft has been looked at.")
        else:
            click.echo(_shown(review, item))
        if item is None or not _asked(review):
            return


def _asked(review: Review) -> bool:
    """Ask until something changes what is shown; False where the person stops."""
    item = review.current
    while True:
        try:
            key = click.prompt(PROMPT, prompt_suffix=" > ").strip().lower()
        except click.Abort:
            click.echo("\nStopped; what you decided is kept.")
            return False
        if key == "q":
            return False
        said = _act(review, key)
        if said:
            click.echo(said)
        if review.current != item or key.isdigit():
            return True


def _act(review: Review, key: str) -> str:
    if key.isdigit():
        return review.toggle(int(key))
    found = next((one for one in KEYS if one.key == key), None)
    if found is None:
        return f'There is no key "{key}"; ? shows the keys.'
    try:
        return found.act(review)
    except GoodOfficesError as error:
        return str(error)
    except click.Abort:
        return "Nothing changed."


def _told(deed: Deed | None) -> str:
    return deed.words if deed is not None else "There is nothing here."


def _undo(review: Review) -> str:
    deed = review.undo()
    return f"Taken back: {deed.words}" if deed is not None else "There is nothing to take back."


def _move(step: Callable[[Review], None]) -> Callable[[Review], str]:
    def act(review: Review) -> str:
        before = review.place
        step(review)
        return "There is none in that direction." if review.place == before else ""

    return act


def _edit(review: Review) -> str:
    fields = review.fields
    for number, one in enumerate(fields, start=1):
        click.echo(f"  {number:2} {one.name:<22} {' '.join(one.value.split())}")
    name = str(
        click.prompt("Field (name or number; nothing: back)", default="", show_default=False)
    )
    if not name.strip():
        return "Nothing changed."
    if name.isdigit() and 1 <= int(name) <= len(fields):
        name = fields[int(name) - 1].name
    known = next((one for one in fields if one.name == name.strip()), None)
    before = known.value if known is not None else ""
    if known is not None and known.allowed:
        click.echo(f"  One of: {', '.join(known.allowed)}")
    label = "New value (nothing keeps it, - empties it)"
    value = str(click.prompt(label, default=before, show_default=False)).strip()
    if known is not None and value == before:
        return "Nothing changed."
    return _told(review.edit(name.strip(), "" if value == "-" else value))


def _add_option(review: Review) -> str:
    issues = ", ".join(issue.id for issue in review.record.issues)
    number = click.prompt("For which reading", type=int, default=1)
    issue = str(click.prompt(f"Issue ({issues}; or the id of a new one)")).strip()
    is_new = issue not in {one.id for one in review.record.issues}
    title = _optional("Title of the new issue") if is_new else ""
    name = str(click.prompt("Id of the option, such as joint_patrols")).strip()
    option_title = _optional("Title of the option")
    otherwise = "otherwise"
    if is_new:
        otherwise = str(click.prompt("Id of the other option", default=otherwise)).strip()
    option = NewOption(issue, name, option_title, issue_title=title, otherwise=otherwise)
    return _told(review.add_option(number, option))


def _optional(label: str) -> str:
    return str(click.prompt(label, default="", show_default=False)).strip()


def _help(review: Review) -> str:
    del review
    lines = [f"  {one.key}    {one.words}" for one in KEYS]
    return "\n".join([*lines, "  1-9  choose a reading, or leave it out", "  q    quit"])


KEYS = (
    Key("a", "accept, with the readings marked [x]", lambda review: _told(review.accept())),
    Key("e", "edit a field", _edit),
    Key("r", "reject", lambda review: _told(review.reject())),
    Key(
        "d",
        "defer: it comes again at the end of another review",
        lambda review: _told(review.defer()),
    ),
    Key("u", "undo the last action", _undo),
    Key("n", "next draft", _move(Review.next)),
    Key("p", "previous draft", _move(Review.previous)),
    Key("o", "add an option to the case for a reading", _add_option),
    Key("?", "show the keys", _help),
)


def _shown(review: Review, item: Item) -> str:
    draft, document = item.draft, item.file.document
    title = document.title or document.id
    head = f"{title} | {draft.kind} {draft.id} | {review.progress}"
    state = f" | {STATES[draft.state]}" if draft.state is not State.WAITING else ""
    lines = ["", "=" * WIDTH, head + state, "-" * WIDTH]
    lines += [_wrapped(one) for one in _marked(review, item).splitlines()]
    lines.append("-" * WIDTH)
    for section in sections_of(draft, item.file, review.record):
        lines.append(f"{section.title}:")
        lines += [_wrapped(one, indent="  ") for one in section.lines]
    for group in rivalries_of(draft):
        for number in group:
            lines += _reading_lines(review, item, number, group[0])
    return "\n".join(lines)


def _marked(review: Review, item: Item) -> str:
    """The passage with the draft's words between double brackets."""
    try:
        passage = passage_of(review.text, item.draft)
    except GoodOfficesError as error:
        return str(error)
    text, mark = passage.text, passage.words
    if mark is not None:
        text = f"{text[: mark.start]}[[{text[mark.start : mark.end]}]]{text[mark.end :]}"
    return (
        ("" if passage.is_begin else "...\n") + text.strip() + ("" if passage.is_end else "\n...")
    )


def box_of(review: Review, reading: DraftReading) -> str:
    """Whether a reading is marked, or where the position stands that it only says again."""
    again = review.said_again(reading)
    if again:
        return f"said again: see {again}"
    return "[x]" if reading.id in review.chosen else "[ ]"


def _reading_lines(review: Review, item: Item, number: int, first: int) -> list[str]:
    reading = item.readings[number - 1]
    again = review.said_again(reading)
    note = f", rivals reading {first}" if number != first else ""
    if reading.state is not State.WAITING and not again:
        note += f", {STATES[reading.state]}"
    lines = [f"Reading {number} {box_of(review, reading)}{note}:"]
    lines += [_wrapped(one, indent="  ") for one in lines_of(reading, review.record, again=again)]
    refusal = "" if again else review.refusal(reading)
    if refusal:
        lines.append(_wrapped(f"cannot be accepted yet: {refusal}", indent="  "))
    return lines


def _wrapped(text: str, *, indent: str = "") -> str:
    """A line folded to the width; what is folded stands under its own beginning."""
    inner = indent + text[: len(text) - len(text.lstrip())]
    return textwrap.fill(
        text.strip(), WIDTH, initial_indent=inner, subsequent_indent=inner, break_long_words=False
    )
