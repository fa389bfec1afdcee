"""The choices that say what of a case is looked at, as they stand in an address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import QueryDict

from goodoffices.case.errors import NotAGrade
from goodoffices.case.stances import Register, Stance
from goodoffices.record.view import GRADE, View

READING: Final = "reading"
"""In an address: `reading=LEADING=CHOSEN`, as often as needed."""
EQUALS: Final = "="

THRESHOLDS: Final = (
    Stance.RULES_OUT,
    Stance.INSISTS,
    Stance.DEMANDS,
    Stance.PROPOSES,
    Stance.PREFERS,
)
DEFAULT: Final = View()


@dataclass(frozen=True, slots=True)
class Rival:
    """A statement that may be read in several ways: the leading reading, and each in words."""

    leading: str
    statement: str
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """What somebody may choose from: of what this viewer may see, nothing else."""

    rivals: tuple[Rival, ...] = ()
    instruments: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()


class ReadingSelect(forms.Select):
    """One of several selects that share the name `reading` in an address."""

    def __init__(self, leading: str) -> None:
        self.leading = leading
        super().__init__()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:  # noqa: ANN401, ARG002 -- Django's signature
        """Return what the address says of this leading reading."""
        return next((one for one in data.getlist(READING) if _leading_of(one) == self.leading), "")

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:  # noqa: ANN401, ARG002 -- Django's signature
        """Return what it is drawn from, under the shared name."""
        return super().get_context(READING, value, dict(attrs or {}))


class ViewForm(forms.Form):
    """What of a case is looked at; whatever stands in an address, there is a view for it."""

    as_of = forms.DateField(
        label="Said by",
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the day like 2024-08-28."},
    )
    known_at = forms.CharField(
        label="As known at",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"class": "short", "placeholder": "day, time or mark"}),
    )
    min_grade = forms.CharField(
        label="Least grade",
        required=False,
        max_length=2,
        widget=forms.TextInput(attrs={"class": "short", "placeholder": "such as C3"}),
    )
    threshold = forms.ChoiceField(
        label="Positions from this stance up",
        choices=[(one.value, one.words) for one in THRESHOLDS],
        error_messages={"invalid_choice": "There is no such stance to begin from."},
    )
    register = forms.MultipleChoiceField(
        label="Registers",
        choices=[(one.value, one.value) for one in Register],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "There is no such register."},
    )
    without = forms.MultipleChoiceField(
        label="Switch off",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "There is no such instrument here; it is left out."},
    )

    @classmethod
    def from_query(cls, query: QueryDict, options: ViewOptions) -> ViewForm:
        """Return the form as an address fills it in."""
        return cls(query, options)

    def __init__(self, query: QueryDict, options: ViewOptions) -> None:
        filled = query.copy()
        if not filled.get("threshold"):
            filled["threshold"] = DEFAULT.threshold
        super().__init__(filled, label_suffix="")
        without = self.fields["without"]
        assert isinstance(without, forms.MultipleChoiceField)
        without.choices = list(options.instruments)
        self.reading_names: list[str] = []
        for number, rival in enumerate(options.rivals):
            name = f"{READING}_{number}"
            self.reading_names.append(name)
            self.fields[name] = _reading_field(rival)
        if options.marks:
            self.fields["known_at"].help_text = f"Marks: {', '.join(options.marks)}."

    def clean_min_grade(self) -> str:
        """Return the grade in capitals, or refuse what is none."""
        grade = str(self.cleaned_data["min_grade"]).upper()
        if grade and not GRADE.fullmatch(grade):
            raise forms.ValidationError(str(NotAGrade(grade)))
        return grade

    def clean(self) -> None:
        """Refuse readings that nothing rivals."""
        known = [self.fields[name].widget.leading for name in self.reading_names]
        asked = [one for one in self.data.getlist(READING) if one]  # type: ignore[attr-defined]
        if any(_leading_of(one) not in known for one in asked):
            self.add_error(None, "A reading that was chosen has no rivals here; it is left out.")

    def view(self) -> View:
        """Return the view that was asked for, without what was filled in wrongly."""
        self.is_valid()
        said = self.cleaned_data
        pairs = (said.get(name, "").partition(EQUALS) for name in self.reading_names)
        return View(
            as_of=said.get("as_of"),
            known_at=said.get("known_at", ""),
            registers=tuple(said.get("register", ())),
            min_grade=said.get("min_grade", ""),
            readings=tuple((leading, chosen) for leading, _, chosen in pairs if leading),
            threshold=said.get("threshold") or DEFAULT.threshold,
            instruments_off=tuple(said.get("without", ())),
        )

    def reading_fields(self) -> Iterator[forms.BoundField]:
        """Yield a field for each statement that may be read in several ways."""
        for name in self.reading_names:
            yield self[name]


def _reading_field(rival: Rival) -> forms.ChoiceField:
    ways = [(f"{rival.leading}{EQUALS}{one}", f"as “{words}”") for one, words in rival.ways]
    return forms.ChoiceField(
        label=f"{rival.statement} is read",
        choices=[("", "in each way"), *ways],
        required=False,
        widget=ReadingSelect(rival.leading),
        error_messages={"invalid_choice": "There is no such reading of these words."},
    )


def _leading_of(text: str) -> str:
    return text.partition(EQUALS)[0]
