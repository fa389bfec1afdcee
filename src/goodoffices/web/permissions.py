"""Who may do what in the pages: a table of rules, each with its reason.

To somebody who may not, an address does not exist; the refusal stands in the audit log, with
the rule and its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from goodoffices.storage.models import Account, AccountRole


class Deed(StrEnum):
    """What somebody does in the pages."""

    LOOK = "look"
    KEEP = "keep"
    REVIEW = "review"
    WEIGH = "weigh"
    ERASE = "erase"
    TAKE_OUT = "take_out"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Rule:
    """Which roles may do something, and why others may not."""

    deed: Deed
    roles: frozenset[str]
    reason: str

    @property
    def name(self) -> str:
        """How the audit log calls it."""
        return f"may {self.deed.value.replace('_', ' ')}"


_LEAD: Final = frozenset({AccountRole.LEAD.value})
_RECORD: Final = _LEAD | {AccountRole.MEMBER.value}
_TALK: Final = _RECORD | {AccountRole.MEDIATOR.value}
_ALL: Final = frozenset(AccountRole.values)

RULES: Final = {
    rule.deed: rule
    for rule in (
        Rule(Deed.LOOK, _ALL, "everybody with an account sees what is not held by others"),
        Rule(Deed.WEIGH, _ALL, "trying and pinning changes nothing in the record"),
        Rule(Deed.KEEP, _TALK, "an analyst reads the record and does not write it"),
        Rule(Deed.REVIEW, _TALK, "an analyst reads the record and does not write it"),
        Rule(Deed.ERASE, _RECORD, "lead and members answer for what is destroyed"),
        Rule(Deed.TAKE_OUT, _RECORD, "lead and members answer for what leaves this machine"),
        Rule(
            Deed.LEAD, _LEAD, "the lead alone answers for accounts, backups and the end of a case"
        ),
    )
}
"""The rule for each deed."""


def may(account: Account, deed: Deed) -> bool:
    """Return whether an account's role allows a deed."""
    return account.is_active and account.role in RULES[deed].roles
