"""What a drafted position means: a "no" counts once, wherever the words have it.

A position that comes out as its opposite is the worst of all drafts. So the sense is looked
at, not the form: "insists that nobody stay" and "rejects that anybody stay" are one.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from goodoffices.case.diagrams import Diagrams, digest_of
from goodoffices.case.grammar import parse as parse_proposition
from goodoffices.intake.attribution.attributing import attribute
from goodoffices.intake.knowledge import Knowledge
from goodoffices.intake.parsing import parse
from goodoffices.intake.positions.stance_finding import find_positions
from goodoffices.intake.texts import RepairedText
from goodoffices.record.checks.check import load

EXAMPLE = Path(str(resources.files("goodoffices"))) / "examples" / "doha-round"
KNOWLEDGE = Knowledge(load(EXAMPLE).record)
ISSUES = {one.id: one for one in KNOWLEDGE.record.issues}

LEAVE = "not philadelphi is stays"
STAY = "philadelphi is stays"
NO_FORCE = "management is none"
FORCE = "management is force"


def senses(text: str) -> list[tuple[str, str]]:
    """Each position that makes one: its party, and a digest of what it asks of a package."""
    parsed = parse(RepairedText.unchanged(text, ()))
    KNOWLEDGE.names.teach(parsed)
    found = []
    for one in find_positions(parsed, attribute(parsed), names=KNOWLEDGE.names):
        proposal = KNOWLEDGE.proposer.propose(parsed, one.object, condition=one.condition)
        if one.stance.makes_position and proposal.proposition:
            asked = proposal.proposition
            asked = f"not ({asked})" if one.stance.is_rejecting else asked
            found.append((one.party, sense(asked)))
    return found


def sense(proposition: str) -> str:
    return digest_of(parse_proposition(proposition, ISSUES), Diagrams(ISSUES))


@pytest.mark.parametrize(
    ("text", "party", "asks"),
    [
        ("Egypt insists that no Israeli forces stay in the Philadelphi corridor.", "egypt", LEAVE),
        ("Egypt insists that no forces can stay in the Philadelphi corridor.", "egypt", LEAVE),
        ("Egypt insists that Israel cannot stay in the Philadelphi corridor.", "egypt", LEAVE),
        ("Egypt insists that Israel must not stay in the Philadelphi corridor.", "egypt", LEAVE),
        ("Egypt rejects that Israeli forces stay in the Philadelphi corridor.", "egypt", LEAVE),
        ("Egypt demands that Israeli forces leave the Philadelphi corridor.", "egypt", LEAVE),
        ("Egypt insists on a withdrawal from the Philadelphi corridor.", "egypt", LEAVE),
        ("Israel refuses to leave the Philadelphi corridor.", "israel", STAY),
        ("Israel said that it will not withdraw from the Philadelphi corridor.", "israel", STAY),
        ("Israel does not accept leaving the Philadelphi corridor.", "israel", STAY),
        ("Egypt cannot accept that Israel stay in the Philadelphi corridor.", "egypt", LEAVE),
        ("Egypt would only accept that Israel leave the Philadelphi corridor.", "egypt", LEAVE),
        ("Egypt opposes any Israeli presence in the Philadelphi corridor.", "egypt", LEAVE),
        ("Egypt insists that nobody stay in the Philadelphi corridor.", "egypt", LEAVE),
        ("Egypt ruled out that Israel remain in the Philadelphi corridor.", "egypt", LEAVE),
        ("Israel ruled out leaving the Philadelphi corridor.", "israel", STAY),
        ("Hamas insists that the corridors not be managed by a force.", "hamas", NO_FORCE),
        ("Neither Egypt nor Hamas accepts an international force.", "hamas", NO_FORCE),
        ("Hamas will never accept an international force for the corridors.", "hamas", NO_FORCE),
        ("Israel will not accept that no force manage the corridors.", "israel", FORCE),
        ("Israel insists on staying in the Philadelphi corridor.", "israel", STAY),
        ("Israel rejects a withdrawal from the Philadelphi corridor.", "israel", STAY),
        ("Israel insists that its forces not leave the Philadelphi corridor.", "israel", STAY),
        ("Hamas insists that no international force manage the corridors.", "hamas", NO_FORCE),
        ("Hamas rejects an international force for the corridors.", "hamas", NO_FORCE),
        ("Hamas demands that no force manage the corridors.", "hamas", NO_FORCE),
        ("Israel insists that an international force manage the corridors.", "israel", FORCE),
        ("Israel demands an international force for the corridors.", "israel", FORCE),
        ("An international force is unacceptable to Hamas.", "hamas", NO_FORCE),
    ],
)
def test_position_has_the_sense_of_its_words(text: str, party: str, asks: str) -> None:
    assert [one for one in senses(text) if one[0] == party] == [(party, sense(asks))]
