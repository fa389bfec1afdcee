"""What was done, tried and refused in the pages, without the words of any entry."""

from __future__ import annotations

from django.db import models


class AuditLine(models.Model):
    """One line of the audit log; it names entries by their ids alone."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    who = models.CharField(max_length=150, blank=True)
    what = models.CharField(max_length=40)
    about = models.CharField(max_length=200, blank=True)
    was_refused = models.BooleanField(default=False)
    rule = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """The latest first."""

        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.who}: {self.what} {self.about}".strip()
