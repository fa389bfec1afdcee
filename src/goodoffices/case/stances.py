"""Stances: how a party holds a proposition, and how strong that is as stated.

Strength is a word in an order. It is never summed, averaged, or compared between parties.
"""

from __future__ import annotations

from enum import StrEnum


class Stance(StrEnum):
    """How a party stands to a proposition, as one reading takes its words."""

    RULES_OUT = "rules_out"
    INSISTS = "insists"
    REJECTS = "rejects"
    REJECTS_AS_FORMULATED = "rejects_as_formulated"
    DEMANDS = "demands"
    PROPOSES = "proposes"
    OFFERS = "offers"
    PREFERS = "prefers"
    FLOATS = "floats"
    AGREES = "agrees"
    AGREES_AD_REFERENDUM = "agrees_ad_referendum"
    DOES_NOT_OBJECT = "does_not_object"
    WOULD_ACCEPT = "would_accept"
    NO_LONGER_INSISTS = "no_longer_insists"
    RESERVES = "reserves"
    DENIES = "denies"

    @property
    def words(self) -> str:
        """The stance in plain words: "does not object"."""
        return self.value.replace("_", " ")

    @property
    def rank(self) -> int:
        """Place in the order of strength, 5 the strongest; 0 where it has none."""
        return _RANKS.get(self, 0)

    @property
    def makes_position(self) -> bool:
        """Whether a reading with this stance makes a position, of whatever strength."""
        return self in _RANKS

    @property
    def is_rejecting(self) -> bool:
        """Whether the stance is against its proposition."""
        return self in REJECTING

    @property
    def is_permission(self) -> bool:
        """Whether the stance lets something be, without asking for it."""
        return self in PERMISSIONS


REJECTING = frozenset({Stance.RULES_OUT, Stance.REJECTS, Stance.REJECTS_AS_FORMULATED})
PERMISSIONS = frozenset(
    {
        Stance.AGREES,
        Stance.AGREES_AD_REFERENDUM,
        Stance.DOES_NOT_OBJECT,
        Stance.WOULD_ACCEPT,
    }
)
_RANKS = {
    Stance.RULES_OUT: 5,
    Stance.INSISTS: 4,
    Stance.REJECTS: 4,
    Stance.REJECTS_AS_FORMULATED: 4,
    Stance.DEMANDS: 3,
    Stance.PROPOSES: 2,
    Stance.OFFERS: 2,
    Stance.PREFERS: 1,
    Stance.FLOATS: 1,
}


class Register(StrEnum):
    """In what way a party's words are known: to us alone, passed on, public, or by others."""

    PUBLIC = "public"
    CONVEYED = "conveyed"
    ATTRIBUTED = "attributed"
    CONFIDED = "confided"


class OfferStatus(StrEnum):
    """How binding an offer is, as stated."""

    HYPOTHETICAL = "hypothetical"
    INDICATIVE = "indicative"
    DEPOSITED = "deposited"
    FIRM = "firm"
    WITHDRAWN = "withdrawn"


class Authority(StrEnum):
    """What the one who spoke may settle, as stated."""

    DECIDES = "decides"
    WITHIN_MANDATE = "within_mandate"
    AD_REFERENDUM = "ad_referendum"
    UNKNOWN = "unknown"
