"""Tests of the tables of words that attribute."""

from goodoffices.intake.attribution.cues import ADDING_VERBS, VERB_CLASSES, VERBS


def test_verb_belongs_to_one_class() -> None:
    assert sum(len(each.lemmas) for each in VERB_CLASSES) == len(VERBS)


def test_verbs_that_add_are_verbs_of_saying() -> None:
    assert {VERBS[lemma].name for lemma in ADDING_VERBS} == {"saying"}


def test_verbs_of_wanting_are_none() -> None:
    assert not {"want", "intend", "refuse", "try", "mean", "plan"} & set(VERBS)
