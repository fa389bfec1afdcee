"""The forms of the review screen: correcting a field, adding an option, and the help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label, OptionList, Static

from goodoffices.intake.drafts import DraftReading
from goodoffices.intake.review.editing import Field
from goodoffices.intake.review.new_options import NewOption
from goodoffices.record.record import Record

SHOWN: Final = 60
"""Characters of a field's value that the list shows."""

HELP: Final = """\
a     accept the draft, with the readings marked [x]
e     edit a field: party, stance, proposition, span...
r     reject the draft: nothing of it enters the record
d     defer it: it comes again at the end of another review
u     undo the last action
1..9  choose a reading, or leave it out
o     add an option to the case for a reading
n, p  next and previous draft, whatever was done with it
Tab   from one side to the other; arrows and Page keys scroll
l     light or dark
q     quit: every decision is kept

Accepted readings that rival each other are recorded as
leading and alternative. A reading that is left out is
rejected; one without a proposition waits until it has one.
"""


class Form(ModalScreen[str]):
    """A box over the screen, closed by Escape; it gives back what to say afterwards."""

    DEFAULT_CSS = "Form { align: center middle; }"
    CSS = """
    #box {
        width: 90%; max-width: 96; height: auto; max-height: 90%;
        border: solid $foreground; background: $surface; padding: 0 1;
    }
    #fields { height: auto; max-height: 10; border: none; padding: 0; }
    #title { text-style: bold; }
    #box > Label { width: 1fr; height: auto; }
    #box > Horizontal { height: 1; }
    #box > Horizontal > Label { width: 24; }
    #box > Horizontal > Input { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def action_leave(self) -> None:
        """Close it; nothing is changed."""
        self.dismiss("")


class HelpPage(Form):
    """What the keys do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "leave", "Back"),
        Binding("q", "leave", "Back"),
    ]

    def compose(self) -> ComposeResult:
        """One page of words."""
        with VerticalScroll(id="box"):
            yield Label("Keys (Escape closes this)", id="title")
            yield Static(HELP, markup=False)


class EditForm(Form):
    """Choose a field, then write what it says; the second step says what may stand there."""

    def __init__(
        self, fields: Sequence[Field], save: Callable[[str, str], tuple[bool, str]]
    ) -> None:
        super().__init__()
        self.fields = tuple(fields)
        self.save = save
        self.field = self.fields[0]

    def compose(self) -> ComposeResult:
        """The list of fields, the line to write in, and a line of what is wrong."""
        with Vertical(id="box"):
            yield Label("Correct a field: arrows choose, Enter takes, Escape goes back", id="title")
            yield OptionList(*[_row(one) for one in self.fields], id="fields", markup=False)
            yield Input(disabled=True, compact=True)
            yield Label("", id="said", markup=False)

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on to the line, with what the field says now."""
        self.field = self.fields[event.option_index]
        line = self.query_one(Input)
        line.disabled = False
        line.value = self.field.value
        line.suggester = SuggestFromList(self.field.allowed) if self.field.allowed else None
        allowed = f"One of: {', '.join(self.field.allowed)}" if self.field.allowed else ""
        self.query_one("#said", Label).update(f"{self.field.label}. {allowed}".strip())
        line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save what was written, or say why it cannot stand there."""
        is_done, said = self.save(self.field.name, event.value)
        if is_done:
            self.dismiss(said)
        else:
            self.query_one("#said", Label).update(said)


def _row(field: Field) -> str:
    value = " ".join(field.value.split())
    return f"{field.label}: {value if len(value) <= SHOWN else value[: SHOWN - 3] + '...'}"


class OptionForm(Form):
    """Name an option, of an issue of the case or of a new one, for a reading that fits none."""

    def __init__(
        self,
        readings: Sequence[DraftReading],
        record: Record,
        save: Callable[[int, NewOption], tuple[bool, str]],
    ) -> None:
        super().__init__()
        self.readings = tuple(readings)
        self.record = record
        self.save = save

    def compose(self) -> ComposeResult:
        """A line for each thing to name."""
        needs = [n for n, one in enumerate(self.readings, start=1) if not one.proposition]
        number = needs[0] if needs else 1
        reading = self.readings[number - 1]
        issues = [issue.id for issue in self.record.issues]
        with VerticalScroll(id="box"):
            yield Label("Add an option (Tab goes on, Enter adds it, Escape goes back)", id="title")
            yield Label(f"Issues: {', '.join(issues)}; another id makes a new one", markup=False)
            for name, label, value in (
                ("number", "For reading", str(number)),
                ("issue", "Id of the issue", reading.new_option_of),
                ("option", "Id of the option", ""),
                ("option-title", "Its title", reading.new_option),
                ("issue-title", "Title, if issue is new", ""),
                ("otherwise", "Its other option", "otherwise"),
            ):
                suggested = SuggestFromList(issues) if name == "issue" else None
                with Horizontal():
                    yield Label(label)
                    yield Input(value, id=name, suggester=suggested, compact=True)
            yield Label("", id="said", markup=False)

    def on_mount(self) -> None:
        """Begin where something is to be named."""
        self.query_one("#issue", Input).focus()

    def on_input_submitted(self) -> None:
        """Add the option, or say what is wrong."""
        value = {one.id: one.value.strip() for one in self.query(Input)}
        number = value["number"]
        option = NewOption(
            value["issue"],
            value["option"],
            value["option-title"],
            issue_title=value["issue-title"],
            otherwise=value["otherwise"],
        )
        is_done, said = self.save(int(number) if number.isdigit() else 0, option)
        if is_done:
            self.dismiss(said)
        else:
            self.query_one("#said", Label).update(said)
