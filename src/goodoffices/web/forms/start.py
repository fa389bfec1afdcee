"""Forms of the first page: where a new case lies, and what it is made from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from goodoffices.examples import EXAMPLES
from goodoffices.record.whole_folder import is_free
from goodoffices.web.known_cases import known_cases

_FOLDER: Final = re.compile(r"[^\s./\\][^/\\\0]{0,99}")


def usual_parent() -> str:
    """Return the folder under which cases are made: where the last one lies, else here."""
    there = [one.path.parent for one in known_cases() if one.is_there]
    return str(there[0] if there else Path.cwd())


class PlaceForm(forms.Form):
    """A new folder under one that is there."""

    folder = forms.CharField(label="Name of its folder", max_length=100)
    parent = forms.CharField(label="Under", max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **kwargs)
        self.fields["parent"].initial = usual_parent()
        for name in ("folder", "parent"):
            self.fields[name].widget.attrs |= {"spellcheck": "false", "autocomplete": "off"}

    def clean_folder(self) -> str:
        """Return the name, where it names one folder."""
        return self.named(str(self.cleaned_data["folder"]))

    def named(self, folder: str) -> str:
        """Return the name of a folder, where it names one."""
        if not _FOLDER.fullmatch(folder):
            raise ValidationError("It is the name of one folder, without / and not hidden.")
        return folder

    def clean_parent(self) -> str:
        """Return the folder, where there is one."""
        parent = Path(str(self.cleaned_data["parent"])).expanduser()
        if not parent.is_absolute() or not parent.is_dir():
            raise ValidationError("There is no such folder on this machine; write its whole path.")
        return str(parent)

    def clean(self) -> dict[str, Any]:
        """Look whether the place is free."""
        cleaned = super().clean() or {}
        if "folder" in cleaned and "parent" in cleaned and not is_free(self.place()):
            self.add_error("folder", "That is there already, and nothing is overwritten.")
        return cleaned

    def place(self) -> Path:
        """Return the folder of the new case."""
        return Path(self.cleaned_data["parent"], self.cleaned_data["folder"])


class NewCaseForm(PlaceForm):
    """An empty case."""

    title = forms.CharField(label="What the talks are about", max_length=200)
    field_order = ("title", "folder", "parent")


class ExampleForm(PlaceForm):
    """A worked example."""

    example = forms.ChoiceField(label="Example", choices=[(one, one) for one in EXAMPLES])
    field_order = ("example", "folder", "parent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **kwargs)
        self.fields["folder"].required = False
        self.fields["folder"].help_text = "Left empty, it is called as the example is."

    def clean_folder(self) -> str:
        """Return the name; that of the example where none was given."""
        return self.named(str(self.cleaned_data["folder"] or self.cleaned_data.get("example", "")))


class BringForm(PlaceForm):
    """A case out of a file: a zip, or an encrypted backup with its passphrase."""

    file = forms.FileField(
        label="File",
        help_text="A zip that the command “export” wrote, or an encrypted backup.",
    )
    passphrase = forms.CharField(
        label="Passphrase of the backup",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("file", "passphrase", "folder", "parent")


class FolderForm(forms.Form):
    """A case that lies on this machine already."""

    path = forms.CharField(
        label="Its folder",
        max_length=1000,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )

    def clean_path(self) -> str:
        """Return the whole path."""
        path = Path(str(self.cleaned_data["path"])).expanduser()
        if not path.is_absolute():
            raise ValidationError("Write its whole path, from / on.")
        return str(path)
