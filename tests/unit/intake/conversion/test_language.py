"""Which language a text is in, and when that is sure."""

from __future__ import annotations

import pytest

from goodoffices.intake.conversion.language import FEWEST_LETTERS, NAMES, UNKNOWN, language_of

GERMAN = (
    "Die Gesandten der beiden Häfen trafen sich am Montag, um über die Streifen zu sprechen, und "
    "sie sagten, dass die nächste Runde noch vor dem Ende des Monats stattfinden solle."
)


def test_a_long_text_is_sure() -> None:
    found = language_of(GERMAN)
    assert (found.code, found.name, found.sure) == ("de", "German", True)


def test_the_same_language_is_not_sure_in_a_short_text() -> None:
    short = GERMAN[: FEWEST_LETTERS - 20]
    assert not language_of(short).sure


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Arabic", "قال المبعوث إن القوارب ستغادر"),
        ("Hebrew", "השליח אמר שהסירות יעזבו"),
        ("Persian", "فرستاده گفت که قایق‌ها خواهند رفت"),
        ("Greek", "Ο απεσταλμένος είπε ότι τα σκάφη θα φύγουν"),
        ("Chinese", "特使表示这些船将在春天离开港口"),
    ],
)
def test_another_script_is_sure_at_once(name: str, text: str) -> None:
    found = language_of(text)
    assert (found.name, found.sure) == (name, True)


@pytest.mark.parametrize("text", ["", "12 / 7", "— …"])
def test_a_text_without_letters_is_unknown(text: str) -> None:
    assert language_of(text) == UNKNOWN


def test_english_with_many_foreign_names_is_english() -> None:
    text = (
        "Ségolène Lefèvre and Jürgen Großmann told José Muñoz and Łukasz Wójcik that the boats "
        "of São Tomé would leave Gdańsk before Aleksandar Đorđević came back from Reykjavík."
    )
    assert language_of(text).code == "en"


def test_a_few_foreign_words_in_an_english_text_change_nothing() -> None:
    text = "The envoy said that the boats would leave, and he called them “قوارب” twice. " * 3
    assert language_of(text).code == "en"


def test_the_model_knows_each_language_that_has_a_name() -> None:
    assert len(NAMES) > 90
    assert NAMES["he"] == "Hebrew"
