"""When something was said or held: a day, an interval, or words not yet resolved."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from goodoffices.case.model import Model


class When(Model):
    """A day, an interval, or an unresolved expression such as "last Sunday".

    In the files a day is written `2024-08-28`, an interval `{from: ..., to: ...}`, and an
    unresolved one `{unresolved: last Sunday}`, to which a person may add what it resolves to.

    Examples
    --------
    >>> print(When.model_validate("2024-08-28"))
    2024-08-28
    >>> print(When.model_validate({"unresolved": "last Sunday"}))
    "last Sunday", not resolved
    """

    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")
    unresolved: str = ""
    basis: str = Field(default="", description="How the team came to this date.")

    @model_validator(mode="before")
    @classmethod
    def _from_a_day(cls, data: object) -> object:
        if isinstance(data, (str, date)):
            return {"from": data, "to": data}
        return data

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"the interval ends ({self.end}) before it begins ({self.start})")
        if not (self.start or self.end or self.unresolved):
            raise ValueError("a date is a day, an interval {from, to}, or {unresolved: words}")
        return self

    @property
    def is_resolved(self) -> bool:
        """Whether any day is known."""
        return self.start is not None or self.end is not None

    def __str__(self) -> str:
        if not self.is_resolved:
            return f'"{self.unresolved}", not resolved'
        if self.start == self.end:
            return str(self.end)
        if self.start is None:
            return f"until {self.end}"
        if self.end is None:
            return f"since {self.start}"
        return f"{self.start} to {self.end}"
