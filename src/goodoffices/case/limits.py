"""Rules, norms and instruments: what binds whoever agrees, and what a party invokes."""

from __future__ import annotations

from pydantic import Field

from goodoffices.case.handling import TEAM_ONLY, Handling
from goodoffices.case.model import Identifier, Model


class Rule(Model):
    """A link between issues that holds whoever agrees."""

    id: Identifier
    proposition: str
    title: str = ""
    cites: tuple[str, ...] = ()
    handling: Handling = TEAM_ONLY


class Norm(Model):
    """Law or principle that no package may cross; never listed as something to move."""

    id: Identifier
    proposition: str
    title: str = ""
    source: str = Field(description="The law or principle, with its article.")
    cites: tuple[str, ...] = ()
    handling: Handling = TEAM_ONLY


class Instrument(Model):
    """An earlier treaty, law or resolution that a party invokes, with its clause.

    With a proposition it is a position of the invoker, with the strength of `insists`, and
    can be switched on and off; without one it is a reason for other positions.
    """

    id: Identifier
    title: str
    clause: str = ""
    invoked_by: str
    contested_by: tuple[str, ...] = ()
    proposition: str = ""
    reason_for: tuple[str, ...] = Field(
        default=(), description="Readings for which it is given as a reason."
    )
    cites: tuple[str, ...] = ()
    handling: Handling = TEAM_ONLY
