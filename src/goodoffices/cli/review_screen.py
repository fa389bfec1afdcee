"""The screen of `review`: the passage on the left, what was drafted from it on the right.

Everything is done by keys. What the colours say, signs and words say too: double brackets
stand around the words of the draft, a raised number after the words of a reading.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import ClassVar, Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Static

from goodoffices.case.errors import GoodOfficesError
from goodoffices.cli.review_forms import EditForm, HelpPage, OptionForm
from goodoffices.cli.review_lines import STATES, box_of
from goodoffices.intake.drafts import State
from goodoffices.intake.review.deeds import Deed
from goodoffices.intake.review.new_options import NewOption
from goodoffices.intake.review.reviewing import Item, Review
from goodoffices.intake.review.showing import (
    Mark,
    MarkKind,
    Passage,
    lines_of,
    passage_of,
    rivalries_of,
    sections_of,
)

WIDE: Final = 100
"""Columns from which the two sides stand beside each other; below, one above the other."""
WORDS_AT_LEAST: Final = 6
"""Lines of a draft's words that are in sight without scrolling."""
_NUMBER: Final = re.compile(r"\s*(?:\d+\. )?")
RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
STYLES: Final = {
    MarkKind.WORDS: "bold",
    MarkKind.SOURCE: "underline",
    MarkKind.CUE: "italic",
    MarkKind.READING: "",
    MarkKind.AGAIN: "dim underline",
}
LEGEND: Final = "[[words]], source underlined, cue slanted, ¹ end of a reading's words"
LIGHT_GROUNDS: Final = frozenset({"7", "15"})
"""Numbers by which a terminal says, in COLORFGBG, that its ground is light."""


class ReviewScreen(App[None]):
    """One draft after the other, with what a person does about each."""

    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 -- textual's own
    CSS = """
    #head { height: 1; background: $foreground; color: $background; padding: 0 1; }
    #notice { height: auto; max-height: 4; padding: 0 1; }
    #sides { height: 1fr; }
    .-narrow #sides { layout: vertical; }
    .-wide #passage { width: 1fr; border-right: solid $foreground 40%; }
    .-wide #draft { width: 1fr; }
    .-narrow #passage { height: 2fr; border-bottom: solid $foreground 40%; }
    .-narrow #draft { height: 3fr; }
    #passage, #draft { padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Accept"),
        Binding("e", "edit", "Edit"),
        Binding("r", "reject", "Reject"),
        Binding("d", "defer", "Defer"),
        Binding("u", "undo", "Undo"),
        Binding("n", "next", "Next"),
        Binding("p", "previous", "Prev"),
        Binding("o", "option", "Option", show=False),
        Binding("l", "light", "Light or dark", show=False),
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("q", "quit", "Quit"),
        *[Binding(str(number), f"choose({number})", show=False) for number in range(1, 10)],
    ]

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review
        ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
        self.theme = "textual-light" if ground in LIGHT_GROUNDS else "textual-dark"

    def compose(self) -> ComposeResult:
        """The head, the two sides, a line of news, and the keys."""
        yield Static(id="head", markup=False)
        with Horizontal(id="sides"):
            with VerticalScroll(id="passage"):
                yield Static(id="passage-text")
            with VerticalScroll(id="draft"):
                yield Static(id="draft-text")
        yield Static(id="notice", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Show the first draft."""
        self.show()
        self.query_one("#draft").focus()

    def show(self, notice: str = "") -> None:
        """Show the current draft anew, with a line of news."""
        item = self.review.current
        self.query_one("#notice", Static).update(notice)
        head = self.query_one("#head", Static)
        if item is None:
            head.update(self.review.progress)
            self._put("passage", Text("Nothing waits any more: every draft has been looked at."))
            self._put("draft", Text("q quits, p looks back, u takes back the last action."))
            return
        state = "" if item.draft.state is State.WAITING else f" | {STATES[item.draft.state]}"
        title = item.file.document.title or item.file.document.id
        head.update(f"{self.review.progress}{state} | {item.draft.kind} {item.draft.id} | {title}")
        self._put("draft", self._drafted(item))
        try:
            passage = passage_of(self.review.text, item.draft)
        except GoodOfficesError as error:
            self._put("passage", Text(str(error)))
            return
        self._put("passage", Group(Text(LEGEND, style="dim"), Text(), marked(passage)))
        # Twice: the side has its new height only after what was put there has been laid out.
        self.call_after_refresh(self.call_after_refresh, self._scroll_to_words, passage)

    def _put(self, side: str, what: RenderableType) -> None:
        self.query_one(f"#{side}-text", Static).update(what)
        self.query_one(f"#{side}", VerticalScroll).scroll_home(animate=False)

    def _scroll_to_words(self, passage: Passage) -> None:
        """Bring the words into sight, where the paragraphs before them fill the side."""
        side = self.query_one("#passage", VerticalScroll)
        place = passage.words.start if passage.words is not None else 0
        width = max(side.scrollable_content_region.width - 2, 20)
        above = [Text(LEGEND), Text(), Text(passage.text[:place])]
        above += [] if passage.is_begin else [Text("...")]
        lines = sum(len(one.wrap(self.console, width)) for one in above)
        if lines + WORDS_AT_LEAST > side.size.height:
            side.scroll_to(y=max(lines - 3, 0), animate=False)

    def _drafted(self, item: Item) -> Group:
        parts: list[RenderableType] = [
            self._readings(item, group) for group in rivalries_of(item.draft)
        ]
        for section in sections_of(item.draft, item.file, self.review.record):
            parts.append(Text(section.title, style="bold"))
            parts += [_indented(line) for line in section.lines]
        if not item.readings and item.draft.kind == "statement":
            parts.append(Text("No reading: accepted, it is words and no position."))
        return Group(*parts)

    def _readings(self, item: Item, group: tuple[int, ...]) -> Table:
        """Readings that rival each other side by side, two in a row."""
        columns = min(len(group), 2)
        table = Table(show_header=False, expand=True, padding=(0, 1), show_lines=True)
        for _ in range(columns):
            table.add_column(ratio=1)
        cells = [self._reading(item, number, group[0]) for number in group]
        for first in range(0, len(cells), columns):
            table.add_row(*cells[first : first + columns])
        return table

    def _reading(self, item: Item, number: int, first: int) -> Text:
        reading = item.readings[number - 1]
        again = self.review.said_again(reading)
        cell = Text(f"{number} {box_of(self.review, reading)}", style="bold")
        cell.append(f" or: rivals {first}" if number != first else "")
        if reading.state is not State.WAITING and not again:
            cell.append(f" ({STATES[reading.state]})")
        for place, line in enumerate(lines_of(reading, self.review.record, again=again)):
            cell.append(f"\n{line}", style="not bold" if place or again else "bold")
        refusal = "" if again else self.review.refusal(reading)
        if refusal:
            cell.append(f"\nNot yet: {refusal}", style="not bold italic")
        return cell

    def action_accept(self) -> None:
        """Accept the draft, with the readings marked."""
        self._act(self.review.accept)

    def action_reject(self) -> None:
        """Reject the draft."""
        self._act(self.review.reject)

    def action_defer(self) -> None:
        """Leave the draft for later."""
        self._act(self.review.defer)

    def action_undo(self) -> None:
        """Take back the last action."""
        self._act(self.review.undo, said="Taken back: ", nothing="There is nothing to take back.")

    def action_next(self) -> None:
        """Look at the next draft."""
        self.review.next()
        self.show()

    def action_previous(self) -> None:
        """Look at the draft before."""
        self.review.previous()
        self.show()

    def action_choose(self, number: int) -> None:
        """Choose a reading, or leave it out."""
        self.show(self.review.toggle(number))

    def action_light(self) -> None:
        """Change between a light and a dark ground."""
        is_light = self.theme == "textual-light"
        self.theme = "textual-dark" if is_light else "textual-light"

    def action_help(self) -> None:
        """Show what the keys do."""
        self.push_screen(HelpPage())

    def action_edit(self) -> None:
        """Open the form in which a field is corrected."""
        if self.review.fields:
            self.push_screen(EditForm(self.review.fields, self._corrected), self._shown_after)
        else:
            self.show("There is nothing to correct here.")

    def action_option(self) -> None:
        """Open the form in which an option is added to the case for a reading."""
        item = self.review.current
        if item is not None and item.readings:
            form = OptionForm(item.readings, self.review.record, self._added)
            self.push_screen(form, self._shown_after)
        else:
            self.show("There is no reading here that could need an option.")

    def _corrected(self, name: str, value: str) -> tuple[bool, str]:
        return self._tried(lambda: self.review.edit(name, value))

    def _added(self, number: int, option: NewOption) -> tuple[bool, str]:
        return self._tried(lambda: self.review.add_option(number, option))

    def _tried(self, act: Callable[[], Deed | None]) -> tuple[bool, str]:
        """Whether an action was done, and what to say of it."""
        try:
            deed = act()
        except GoodOfficesError as error:
            return False, str(error)
        return True, deed.words if deed is not None else "There is nothing here."

    def _act(
        self,
        act: Callable[[], Deed | None],
        *,
        said: str = "",
        nothing: str = "There is nothing here.",
    ) -> None:
        try:
            deed = act()
        except GoodOfficesError as error:
            self.show(str(error))
            return
        self.show(f"{said}{deed.words}" if deed is not None else nothing)

    def _shown_after(self, notice: str | None) -> None:
        self.show(notice or "")


def _indented(line: str) -> Table:
    """A line whose folded rest stands under its beginning, after its number if it has one."""
    found = _NUMBER.match(line)
    number = found[0] if found is not None else ""
    row = Table.grid(padding=0)
    row.add_column(width=2 + len(number))
    row.add_column()
    row.add_row(f"  {number}", Text(line[len(number) :]))
    return row


def marked(passage: Passage) -> Text:
    """Return a passage with its marks as signs and styles.

    Examples
    --------
    >>> passage = Passage("Never, she said.", (Mark(MarkKind.WORDS, 0, 5),), True, True)
    >>> marked(passage).plain
    '[[Never]], she said.'
    """
    text = Text(passage.text)
    for mark in passage.marks:
        if STYLES[mark.kind]:
            text.stylize(STYLES[mark.kind], mark.start, mark.end)
    signs = sorted(
        ((place, order, sign) for mark in passage.marks for place, order, sign in _signs(mark)),
        reverse=True,
    )
    for place, _, sign in signs:
        before, after = text[:place], text[place:]
        text = Text.assemble(before, (sign, "bold"), after)
    text.rstrip()
    head = "" if passage.is_begin else "...\n"
    return Text.assemble(head, text, "" if passage.is_end else "\n...")


def _signs(mark: Mark) -> list[tuple[int, int, str]]:
    """The signs of a mark: where, the order of those at one place, and the sign itself."""
    if mark.kind is MarkKind.WORDS:
        return [(mark.start, 99, "[["), (mark.end, 98, "]]")]
    if mark.kind is MarkKind.READING:
        return [(mark.end, mark.number, "".join(RAISED[int(one)] for one in str(mark.number)))]
    return []
