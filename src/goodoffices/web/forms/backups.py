"""Forms of the page of backups: the passphrase, the copy of another laptop, choices, the end."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from goodoffices.record.merges import Choice, Conflict
from goodoffices.record.replay import Key
from goodoffices.storage.backup import LEAST_PASSPHRASE
from goodoffices.web.queries.backups_merge import Plan

OURS: Final = "Keep ours"
THEIRS: Final = "Take theirs"


def _passphrase(label: str, *, is_required: bool = True, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=is_required,
        strip=False,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class BackupForm(forms.Form):
    """The passphrase that locks a backup, twice."""

    passphrase = _passphrase(
        "Passphrase",
        help_text=f"At least {LEAST_PASSPHRASE} characters: several words that nobody would guess. "
        "Without it nobody can open the backup, you neither.",
    )
    again = _passphrase("The same again")

    def clean_passphrase(self) -> str:
        """Return it, where it is long enough."""
        said = str(self.cleaned_data["passphrase"])
        if len(said.strip()) < LEAST_PASSPHRASE:
            raise ValidationError(f"It needs at least {LEAST_PASSPHRASE} characters.")
        return said

    def clean(self) -> dict[str, Any]:
        """Look whether both are the same."""
        cleaned = super().clean() or {}
        if "passphrase" in cleaned and cleaned.get("again") != cleaned["passphrase"]:
            self.add_error("again", "It is not the same as above.")
        return cleaned


class CopyForm(forms.Form):
    """The copy of another laptop: its backup, or its zip."""

    file = forms.FileField(
        label="File", help_text="An encrypted backup, or a zip that was exported, of the same case."
    )
    passphrase = _passphrase("Passphrase of the backup", is_required=False)


class MergeForm(forms.Form):
    """What a person decides where both copies changed one entry."""

    head = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **kwargs)
        self._shown, self._hidden, self._head = plan.shown, plan.hidden, plan.merge.head_here
        self.fields["head"].initial = self._head
        for number, one in enumerate(self._shown):
            self.fields[f"choice{number}"] = forms.ChoiceField(
                label=f"What shall stand as {one.kind} {one.id}",
                choices=[(choice.value, _said(choice, one)) for choice in one.choices],
                widget=forms.RadioSelect,
            )
        if self._hidden:
            self.fields["others"] = forms.ChoiceField(
                label="What shall stand",
                help_text="You cannot see these entries. Ask who holds them before you choose.",
                choices=[
                    (Choice.OURS.value, OURS),
                    (Choice.THEIRS.value, THEIRS),
                    (Choice.RENAME_THEIRS.value, "Keep both where that can be, else ours"),
                ],
                widget=forms.RadioSelect,
            )

    def clean_head(self) -> str:
        """Look whether the plan is the one that was looked at."""
        head = str(self.cleaned_data["head"])
        if head != self._head:
            self.data = {**self.data, self.add_prefix("head"): self._head}
            raise ValidationError(
                "Something was recorded here meanwhile. Look at the plan again; it is up to date."
            )
        return head

    def fields_of_conflicts(self) -> tuple[forms.BoundField, ...]:
        """Return the field of each conflict that is shown, in their order."""
        return tuple(self[f"choice{number}"] for number in range(len(self._shown)))

    def choices(self) -> dict[Key, Choice]:
        """Return what was chosen for each conflict."""
        found = {
            one.key: Choice(self.cleaned_data[f"choice{number}"])
            for number, one in enumerate(self._shown)
        }
        for one in self._hidden:
            wanted = Choice(self.cleaned_data["others"])
            found[one.key] = wanted if wanted in one.choices else Choice.OURS
        return found


class DestroyForm(forms.Form):
    """The title of the case, word for word."""

    title = forms.CharField(
        label="Title of the case",
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, of_case: str, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **kwargs)
        self._of_case = of_case

    def clean_title(self) -> str:
        """Return it, where it is that of the case."""
        said = str(self.cleaned_data["title"])
        if said != self._of_case:
            raise ValidationError("It is not the title of this case, word for word.")
        return said


def _said(choice: Choice, conflict: Conflict) -> str:
    if choice is Choice.OURS:
        return OURS
    return THEIRS if choice is Choice.THEIRS else f"Keep both: theirs becomes {conflict.rename_to}"
