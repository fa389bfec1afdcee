"""Parties: who sits, mediates, guarantees, watches, is affected, or was not asked."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from goodoffices.case.handling import TEAM_ONLY, Handling
from goodoffices.case.model import Identifier, Model


class Role(StrEnum):
    """What a party is in these talks; a party may be several things."""

    NEGOTIATING = "negotiating"
    MEDIATOR = "mediator"
    GUARANTOR = "guarantor"
    OBSERVER = "observer"
    AFFECTED = "affected"
    NOT_CONSULTED = "not_consulted"


class Organ(Model):
    """A part of a party that speaks or decides: a cabinet, a bureau, a command, a sponsor."""

    id: Identifier
    name: str
    also_known_as: tuple[str, ...] = Field(
        default=(), description="Other names, transliterations, short forms."
    )
    kind: str = Field(default="", description="cabinet, exile bureau, field command, sponsor...")
    binds: tuple[str, ...] = Field(default=(), description="Organs whose conduct it binds.")


class Party(Model):
    """One party, with the names by which it is known.

    Examples
    --------
    >>> Party(id="north", name="North", roles=["negotiating"]).is_negotiating
    True
    """

    id: Identifier
    name: str
    also_known_as: tuple[str, ...] = Field(
        default=(), description="Contested names, transliterations, short forms."
    )
    roles: tuple[Role, ...] = ()
    organs: tuple[Organ, ...] = ()
    cites: tuple[str, ...] = ()
    handling: Handling = TEAM_ONLY

    @property
    def is_negotiating(self) -> bool:
        """Whether the party negotiates."""
        return Role.NEGOTIATING in self.roles

    @property
    def is_mediator(self) -> bool:
        """Whether the party mediates."""
        return Role.MEDIATOR in self.roles


class Member(Model):
    """Somebody of the mediation team, for whom entries may be held."""

    id: Identifier
    name: str = ""
    is_mediator: bool = Field(default=False, alias="mediator")
