"""Stems: words of one root meet, words of two roots do not."""

from __future__ import annotations

import pytest

from goodoffices.intake.propositions.stems import fold, stem


@pytest.mark.parametrize(
    "words",
    [
        "withdraw withdraws withdrew withdrawn withdrawal withdrawing",
        "manage manages managed managing management manager",
        "inspect inspection inspections inspector inspected",
        "release releases released releasing",
        "pay pays paid paying payment payments",
        "extend extends extended extension extensions",
        "defer defers deferred deferring",
        "demilitarise demilitarised demilitarisation demilitarization",
        "verify verifies verified verifying verification",
        "abolish abolished abolition",
    ],
)
def test_stem_is_one_for_words_of_one_root(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("prisoner", "prison"), ("commission", "mission"), ("water", "watt"), ("filling", "filing")],
)
def test_stem_keeps_other_words_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_fold_drops_accents_and_capitals() -> None:
    assert fold("Köprü") == "kopru"
