"""What of the audit log is looked at."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from goodoffices.storage.models import Account


class AuditFilter(forms.Form):
    """Whose lines, and whether only what was refused."""

    person = forms.ChoiceField(label="Who", required=False)
    refused = forms.BooleanField(label="Only what was refused", required=False)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        accounts = Account.objects.order_by("first_name", "username")
        choices = [("", "everybody"), *((one.member, str(one)) for one in accounts)]
        self.fields["person"] = forms.ChoiceField(label="Who", required=False, choices=choices)
        self.is_valid()

    @property
    def who(self) -> str:
        """The member whose lines are shown; empty for everybody."""
        return str(self.cleaned_data.get("person", ""))

    @property
    def only_refused(self) -> bool:
        """Whether only what was refused is shown."""
        return bool(self.cleaned_data.get("refused"))

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for, as it stands in an address."""
        return {"person": self.who, "refused": "on" if self.only_refused else ""}
