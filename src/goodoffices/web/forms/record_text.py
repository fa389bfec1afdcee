"""Text of several lines, as a browser sends it and as the record holds it."""

from __future__ import annotations

from typing import Any

from django import forms


class LinesField(forms.CharField):
    """Text of several lines; a browser ends each with two characters, the record with one."""

    def __init__(self, *, rows: int = 2, **more: Any) -> None:  # noqa: ANN401 -- as Django has it
        attributes = {"rows": rows, "dir": "auto", **more.pop("attrs", {})}
        super().__init__(widget=forms.Textarea(attrs=attributes), **more)

    def to_python(self, value: Any) -> str:  # noqa: ANN401 -- as Django has it
        r"""Return the text with the ends of its lines as in the record.

        Examples
        --------
        >>> LinesField().clean("One.\r\nTwo.")
        'One.\nTwo.'
        """
        return str(super().to_python(value)).replace("\r\n", "\n")
