"""Long work: how far it is, whether it shall stop, and where what it found is kept."""

from __future__ import annotations

from django.db import models

from goodoffices.storage.models.account import Account
from goodoffices.storage.models.words import SealedWords


class JobState(models.TextChoices):
    """How a job stands."""

    WAITING = "waiting", "waiting"
    RUNNING = "running", "running"
    DONE = "done", "done"
    STOPPED = "stopped", "stopped, with the best so far"
    FAILED = "failed", "could not be done"
    CUT_OFF = "cut_off", "cut off before it was done"


class Job(models.Model):
    """One piece of long work; it carries ids and counts alone, never words."""

    kind = models.CharField(max_length=40)
    owner = models.ForeignKey(Account, on_delete=models.CASCADE)
    state = models.CharField(max_length=12, choices=JobState.choices, default=JobState.WAITING)
    stage = models.CharField(max_length=80, blank=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    must_stop = models.BooleanField(default=False)
    head = models.CharField(max_length=64)
    asked = models.ForeignKey(
        SealedWords, on_delete=models.CASCADE, related_name="jobs_that_ask", null=True
    )
    found = models.ForeignKey(
        SealedWords, on_delete=models.SET_NULL, related_name="jobs_that_found", null=True
    )
    failure = models.CharField(max_length=80, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """The latest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in {JobState.WAITING, JobState.RUNNING}
