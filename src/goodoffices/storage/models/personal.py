"""What the pages keep for one person: when they were last here, and what they pinned."""

from __future__ import annotations

from django.db import models

from goodoffices.storage.models.account import Account
from goodoffices.storage.models.words import SealedWords


class Visit(models.Model):
    """The last visit of somebody, and the one before: "what changed since I was here"."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True)
    began_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"visit of {self.account}"


class PinnedPackage(models.Model):
    """A package that somebody wants to keep in sight; its options are in `words`."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    words = models.ForeignKey(SealedWords, on_delete=models.CASCADE)
    pinned_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which they were pinned."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"pin {self.pk} of {self.account}"
