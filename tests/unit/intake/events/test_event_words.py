"""The table of words: complete, without doubt about what a class is, and the surest frame wins."""

import pytest

from goodoffices.intake.events.event_words import CATEGORIES, Beside, choose_frame, lexicon


def _beside(*complements: str, by: str = "", particle: str = "") -> Beside:
    words = frozenset(complements)
    return Beside(
        particles=frozenset({particle}) if particle else frozenset(),
        objects=words,
        complements=words,
        subjects=frozenset({by}) if by else frozenset(),
    )


def test_lexicon_has_verbs_for_each_category() -> None:
    found = {frame.category for frames in lexicon().verbs.values() for frame in frames}
    assert found == set(CATEGORIES)


def test_lexicon_names_only_categories_of_the_manual() -> None:
    words = lexicon()
    assert {*words.nouns.values(), *words.adjectives.values()} <= set(CATEGORIES)


def test_lexicon_leaves_no_class_unexpanded() -> None:
    frames = [frame for frames in lexicon().verbs.values() for frame in frames]
    assert not [one for one in frames if any(w[0] == "@" for w in one.complements | one.subjects)]


@pytest.mark.parametrize(
    ("word", "beside", "category"),
    [
        ("lift", _beside("curfew"), "CONCEDE"),
        ("lift", _beside("blockade", by="navy"), "RETREAT"),
        ("impose", _beside("tariff"), "SANCTION"),
        ("impose", _beside("curfew"), "COERCE"),
        ("accept", _beside("proposal"), "AGREE"),
        ("accept", _beside("demand"), "CONCEDE"),
        ("arrive", _beside("#place", by="minister"), "CONSULT"),
        ("arrive", _beside("#place", by="peacekeeper"), "AID"),
        ("arrive", _beside("#place", by="tank"), "MOBILIZE"),
        ("protest", _beside(by="student"), "PROTEST"),
        ("protest", _beside(by="ministry"), "ACCUSE"),
        ("allow", _beside("rally"), "CONCEDE"),
        ("allow", _beside("inspector"), "RETREAT"),
    ],
)
def test_choose_frame_asks_who_acts_on_what(word: str, beside: Beside, category: str) -> None:
    chosen = choose_frame(word, beside)
    assert chosen is not None
    assert chosen[0].category == category


def test_choose_frame_prefers_the_phrasal_verb() -> None:
    """To give in to a demand is not to give one."""
    plain, phrasal = _beside("demand"), _beside("demand", particle="in")
    assert [choose_frame("give", one)[0].category for one in (plain, phrasal)] == [  # type: ignore[index]
        "REQUEST",
        "CONCEDE",
    ]


def test_choose_frame_prefers_what_is_acted_on_to_what_belongs_to_it() -> None:
    near = Beside(objects=frozenset({"support"}), complements=frozenset({"support", "wish"}))
    chosen = choose_frame("express", near)
    assert chosen is not None
    assert chosen[0].category == "SUPPORT"


def test_choose_frame_is_none_where_a_second_word_makes_another_verb() -> None:
    """A plane that lifts off lifts no ban."""
    assert choose_frame("lift", Beside(second_word="off")) is None
