"""Why a change was refused, said in the form that wanted it."""

from __future__ import annotations

from django import forms

from goodoffices.case.errors import GoodOfficesError, InvalidCase
from goodoffices.web.queries.record.wording import mistake_in_words, refusal_in_words


def add_refusal(form: forms.Form, error: GoodOfficesError) -> None:
    """Put above the fields of a form why it was refused, each mistake by itself."""
    if not isinstance(error, InvalidCase):
        form.add_error(None, refusal_in_words(error))
        return
    for mistake in dict.fromkeys(map(mistake_in_words, error.mistakes)):
        form.add_error(None, mistake)
