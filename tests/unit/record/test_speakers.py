"""Registers within one party: what its organs pass on to us stays between it and us."""

from __future__ import annotations

import pytest

from goodoffices.case.parties import Party
from goodoffices.case.stances import Register
from goodoffices.record.entries import Statement
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers

NORTH = Party.model_validate(
    {"id": "north", "name": "North", "organs": [{"id": "cabinet", "name": "C"}]}
)
EAST = Party.model_validate({"id": "east", "name": "East", "roles": ["mediator"]})


@pytest.mark.parametrize(
    ("chain", "register"),
    [
        (["north>team"], Register.CONFIDED),
        (["cabinet>north", "north>team"], Register.CONFIDED),
        (["north>east", "east>team"], Register.CONVEYED),
        (["cabinet>public", "north>team"], Register.ATTRIBUTED),
    ],
)
def test_register_follows_who_passed_it_on(chain: list[str], register: Register) -> None:
    """Confided is what the party told us and nobody else, through whichever of its organs."""
    hops = [dict(zip(("speaker", "to"), hop.split(">"), strict=True)) for hop in chain]
    said = Statement.model_validate({"id": "s1", "words": "w", "chain": hops})
    assert Speakers(Record(title="", parties=(NORTH, EAST))).register(said, "north") is register
