"""How somebody takes a statement, as they type it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from goodoffices.case.errors import InvalidProposition
from goodoffices.case.grammar import parse, show
from goodoffices.case.issues import Issue
from goodoffices.case.stances import PERMISSIONS, Authority, OfferStatus, Stance
from goodoffices.record.entries import Reading, ReadingStatus, Statement
from goodoffices.record.record import Record
from goodoffices.web.forms.record_handling import HandlingForm, handling_as_typed
from goodoffices.web.forms.record_text import LinesField

HELP: Final = (
    "Such as “crossing is open”, “office in (joint, none)”, “prisoners >= 300”, “level above "
    "low”; joined with not, and, or, “if … then …”."
)
INSTEAD: Final = "alternative:"


def stances() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the stances in the groups in which they count."""
    positions = [one for one in Stance if one.makes_position]
    permissions = [one for one in Stance if one in PERMISSIONS]
    others = [one for one in Stance if one not in {*positions, *permissions}]
    groups = (("Asks or refuses", positions), ("Lets it be", permissions), ("Other", others))
    return [(name, [(one.value, one.words) for one in group]) for name, group in groups]


def read_proposition(typed: str, issues: Mapping[str, Issue]) -> str:
    """Return a proposition as it is written in an entry; empty where nothing was typed.

    Raises
    ------
    forms.ValidationError
        Where it cannot be read: what was found, and what is allowed.
    """
    text = typed.strip()
    if not text:
        return ""
    try:
        return show(parse(text, issues))
    except InvalidProposition as error:
        found = f"; found “{error.found}”" if error.found else ""
        allowed = f"; allowed: {error.allowed}" if error.allowed else ""
        message = f"Column {error.column}: {error.message}{found}{allowed}"
        raise forms.ValidationError(message) from None


class ReadingForm(HandlingForm):
    """One reading of one statement."""

    party = forms.ChoiceField(label="Party")
    stance = forms.ChoiceField(label="Stance")
    choice = forms.ChoiceField(
        label="Option of an issue",
        required=False,
        help_text="Or write the proposition yourself, in the next field.",
    )
    proposition = forms.CharField(
        label="Proposition",
        required=False,
        help_text=HELP,
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
    )
    condition = forms.CharField(
        label="Condition",
        required=False,
        help_text="Only if this is so: a proposition too.",
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
    )
    withdraws = forms.CharField(
        label="Takes back",
        required=False,
        help_text="Only for “no longer insists”: the ids of readings, such as r4 r7.",
    )
    in_words = forms.CharField(
        label="In words",
        required=False,
        help_text="How a brief says it after the party's name: a verb, and what.",
    )
    offer_status = forms.ChoiceField(
        label="Status of the offer",
        required=False,
        choices=[("", "no offer"), *((one.value, one.value) for one in OfferStatus)],
    )
    authority = forms.ChoiceField(
        label="Authority",
        choices=[(one.value, one.value.replace("_", " ")) for one in Authority],
        initial=Authority.UNKNOWN.value,
    )
    elicited_by = forms.CharField(
        label="In answer to our question",
        required=False,
        help_text="A yes to our own “what if” is no offer.",
    )
    standing = forms.ChoiceField(label="How it stands")
    why = LinesField(label="Why you read it so", required=False)
    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any,  # noqa: ANN401 -- as Django has it
        *,
        seen: Record,
        statement: Statement,
        reading: Reading | None = None,
        version: str = "",
    ) -> None:
        typed = reading_as_typed(reading) if reading is not None else {}
        super().__init__(data, seen=seen, initial={**typed, "seen_version": version})
        self._issues = {issue.id: issue for issue in seen.issues}
        self.choose_from("party", [("", "choose"), *((one.id, one.name) for one in seen.parties)])
        self.choose_from("stance", [("", "choose"), *stances()])
        self.choose_from("choice", [("", "none"), *self._options()])
        self.choose_from("standing", self._standings(statement, reading))
        self._known = {one.id for each in seen.statements for one in each.readings}

    def _options(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [
            (
                issue.title or issue.id,
                [(f"{issue.id} is {one.id}", one.title or one.id) for one in issue.options],
            )
            for issue in self._issues.values()
            if issue.options
        ]

    @staticmethod
    def _standings(statement: Statement, reading: Reading | None) -> list[tuple[str, str]]:
        own = reading.id if reading is not None else ""
        leading = [
            one.id
            for one in statement.readings
            if one.status is ReadingStatus.LEADING and one.id != own
        ]
        return [
            (ReadingStatus.LEADING.value, "leading: it counts"),
            *((f"{INSTEAD}{one}", f"another way to read {one}") for one in leading),
            (ReadingStatus.DRAFT.value, "a draft: it does not count yet"),
            (ReadingStatus.REJECTED.value, "rejected: we looked at it, and do not read it so"),
        ]

    def clean_proposition(self) -> str:
        """Return the proposition as it is written, or say where it cannot be read."""
        return self._read("proposition")

    def clean_withdraws(self) -> list[str]:
        """Return the readings that are taken back, or say which of them there is not."""
        named = str(self.cleaned_data["withdraws"]).replace(",", " ").split()
        unknown = [one for one in named if one not in self._known]
        if unknown:
            raise forms.ValidationError(f"There is no reading “{unknown[0]}” on record.")
        return named

    def clean_condition(self) -> str:
        """Return the condition as it is written, or say where it cannot be read."""
        return self._read("condition")

    def _read(self, name: str) -> str:
        return read_proposition(str(self.cleaned_data[name]), self._issues)

    def clean(self) -> dict[str, Any]:
        """Bring the choice and the proposition together, and ask for what a stance needs."""
        said = super().clean()
        choice, written = said.get("choice", ""), said.get("proposition", "")
        if choice and written and choice != written:
            self.add_error("choice", "Choose an option or write a proposition, not both.")
        elif choice and "proposition" not in self.errors:
            said["proposition"] = written = choice
        stance = Stance(said["stance"]) if said.get("stance") else None
        needs = stance is not None and (stance.makes_position or stance.is_permission)
        if stance is not None and needs and not written and "proposition" not in self.errors:
            self.add_error("proposition", f"“{stance.words}” needs a proposition.")
        is_back = stance is Stance.NO_LONGER_INSISTS
        if stance is not None and is_back != bool(said.get("withdraws")):
            self.add_error(
                "withdraws", "“no longer insists” names what it takes back, and it alone."
            )
        return said

    @property
    def said(self) -> dict[str, object]:
        """What was typed, as the fields of an entry; None for what shall stand no more."""
        said = self.cleaned_data
        status, _, instead = said["standing"].partition(":")
        plain = ("proposition", "condition", "in_words", "offer_status", "elicited_by", "why")
        return {
            "party": said["party"],
            "stance": said["stance"],
            "status": status,
            "alternative_to": instead or None,
            "withdraws": list(said["withdraws"]) or None,
            "authority": said["authority"],
            "handling": self.handling_of(said),
            **{name: str(said[name]).strip() or None for name in plain},
        }


def reading_as_typed(one: Reading) -> dict[str, Any]:
    """Return what a form shows of a reading before anybody changes it."""
    is_rival = one.status is ReadingStatus.ALTERNATIVE
    return {
        **handling_as_typed(one.handling),
        "party": one.party,
        "stance": one.stance.value,
        "proposition": one.proposition,
        "condition": one.condition,
        "withdraws": " ".join(one.withdraws),
        "in_words": one.in_words,
        "offer_status": one.offer_status.value if one.offer_status else "",
        "authority": one.authority.value,
        "elicited_by": one.elicited_by,
        "standing": f"{INSTEAD}{one.alternative_to}" if is_rival else one.status.value,
        "why": one.why,
    }
