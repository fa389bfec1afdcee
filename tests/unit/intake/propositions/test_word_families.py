"""Word families: synonyms and opposites."""

from __future__ import annotations

import pytest

from goodoffices.intake.propositions.stems import stem
from goodoffices.intake.propositions.word_families import OPPOSITES, families, joined_verb


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("withdrawal", "evacuation"),
        ("stay", "presence"),
        ("troops", "force"),
        ("inspect", "verification"),
        ("stage", "phase"),
        ("wages", "salary"),
    ],
)
def test_families_hold_synonyms_together(one: str, other: str) -> None:
    assert families(stem(one)) & families(stem(other))


def test_opposites_are_mutual_or_one_sided_to_a_family_there_is() -> None:
    known = set(OPPOSITES) | set(OPPOSITES.values())
    assert all(families(stem(word)) for word in ("leave", "stay"))
    assert {OPPOSITES["leave"], OPPOSITES["stay"]} == {"stay", "leave"}
    assert known == set(OPPOSITES)


@pytest.mark.parametrize(
    ("verb", "particle", "joined"),
    [("pull", "out", "pullout"), ("hand", "over", "handover"), ("pull", "through", "")],
)
def test_joined_verb_is_one_word(verb: str, particle: str, joined: str) -> None:
    assert joined_verb(verb, particle) == joined
