"""Words that are no entry of the record: what a job found, a package that somebody pinned."""

from __future__ import annotations

from django.db import models


class SealedWords(models.Model):
    """What `compartments` makes of words, with the compartment they belong to.

    Rows elsewhere name it by its id, so that they carry no words themselves.
    """

    compartment = models.CharField(max_length=80)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"words {self.pk} of {self.compartment}"
