"""Who may sign in, in which role, and as which member of the team."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class AccountRole(models.TextChoices):
    """What somebody does in the team; `web.permissions` says what each may do."""

    LEAD = "lead", "Lead"
    MEMBER = "member", "Member"
    ANALYST = "analyst", "Analyst"
    MEDIATOR = "mediator", "Named mediator"


class Account(AbstractUser):
    """Somebody who signs in: a member of the team, whose id in the case is `member`."""

    role = models.CharField(max_length=20, choices=AccountRole.choices, default=AccountRole.ANALYST)
    member = models.CharField(max_length=80, unique=True)

    class Meta:
        """How it is called."""

        verbose_name = "account"

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Invitation(models.Model):
    """A link that works once, with which somebody makes an account; only its digest is kept.

    Where the member has an account already, it sets a new password. `ends_second_step` switches
    the second step of signing in off with it, for who lost the telephone too.
    """

    digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=20, choices=AccountRole.choices)
    member = models.CharField(max_length=80)
    name = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ends_second_step = models.BooleanField(default=False)

    class Meta:
        """The latest first."""

        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"{self.member} as {self.role}"
