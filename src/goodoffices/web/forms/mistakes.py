"""Mistakes that a change would bring into the case, said in the form that wanted it."""

from __future__ import annotations

from django import forms

from goodoffices.case.errors import InvalidCase
from goodoffices.web.queries.record.wording import mistake_in_words


def add_mistakes(form: forms.Form, error: InvalidCase) -> None:
    """Put every mistake above the fields of a form."""
    for mistake in dict.fromkeys(map(mistake_in_words, error.mistakes)):
        form.add_error(None, mistake)
