"""The audit log: what was done, tried and refused, by ids alone."""

from __future__ import annotations

from goodoffices.storage.models import Account, AuditLine


def note_deed(who: Account | str, what: str, *, about: str = "") -> None:
    """Write down that somebody did something."""
    AuditLine.objects.create(who=_name(who), what=what, about=about[:200])


def note_refusal(who: Account | str, *, about: str, rule: str, reason: str) -> None:
    """Write down that something was refused, by which rule and why."""
    AuditLine.objects.create(
        who=_name(who),
        what="refused",
        about=about[:200],
        was_refused=True,
        rule=rule,
        reason=reason[:300],
    )


def _name(who: Account | str) -> str:
    return who if isinstance(who, str) else who.member
