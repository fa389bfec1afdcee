"""The tables of stance words keep to the design's table of stances."""

from __future__ import annotations

from goodoffices.case.stances import Stance
from goodoffices.intake.positions import stance_words as words


def test_only_never_rule_out_and_red_line_rule_out() -> None:
    """Design, section 2: a red line only if the party calls it so."""
    strongest = {word.lemma for word in (*words.VERBS, *words.NOUNS, *words.ADJECTIVES)
                 if word.stance is Stance.RULES_OUT}  # fmt: skip
    verdicts = {one.lemma for one in words.VERDICTS if one.stance is Stance.RULES_OUT}
    assert strongest == {"rule"}
    assert verdicts == {"line", "question"}


def test_no_word_stands_twice_in_one_use() -> None:
    for table in (words.VERBS, words.NOUNS, words.ADJECTIVES):
        uses = [(word.lemma, word.particle) for word in table]
        assert len(uses) == len(set(uses))


def test_acceptance_denied_is_a_rejection() -> None:
    letting = {Stance.AGREES, Stance.WOULD_ACCEPT}
    accepting = [word for word in words.VERBS if word.stance in letting and word.lemma != "commit"]
    assert {word.negated for word in accepting} == {Stance.REJECTS}
    assert {word.modal for word in accepting} == {Stance.WOULD_ACCEPT}
