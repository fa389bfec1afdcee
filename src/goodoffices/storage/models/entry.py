"""The entries of a case as rows, and how far each chain of the archive is in them."""

from __future__ import annotations

from django.db import models


class StoredEntry(models.Model):
    """An entry of the record as it stands; a reading is an entry of its own.

    `sealed` is what `compartments` makes of its content: the one place of its words.
    An erased entry keeps its row, without words.
    """

    kind = models.CharField(max_length=20)
    entry_id = models.CharField(max_length=120)
    compartment = models.CharField(max_length=80, db_index=True)
    place = models.BigIntegerField()
    sealed = models.BinaryField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)
    erased_at = models.DateTimeField(null=True)
    erased_by = models.CharField(max_length=150, blank=True)
    erased_why = models.CharField(max_length=500, blank=True)

    class Meta:
        """One row an entry, in the order in which they were recorded."""

        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("kind", "entry_id"), name="one_row_an_entry"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id}"


class StoredChain(models.Model):
    """How far the rows follow one chain of the archive."""

    compartment = models.CharField(max_length=80, primary_key=True)
    count = models.BigIntegerField()
    head = models.CharField(max_length=64)
    events_size = models.BigIntegerField()
    contents_size = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.compartment} {self.count}"
