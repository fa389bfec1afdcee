"""What a person is to mind of a drafted statement."""

from __future__ import annotations

import pytest

from goodoffices.intake.drafting.minding import only_asks
from tests.unit.intake.drafting.lock_talks import drafts_of


def flags(text: str) -> list[tuple[str, ...]]:
    return [one.flags for one in drafts_of(text).drafts]


def test_position_of_a_mediator_is_flagged() -> None:
    (found,) = flags("Medland proposed a toll of 30 crowns.")
    assert found == ("umpire mediates, and this is a position of its own",)


def test_denied_words_are_flagged() -> None:
    (found,) = flags("Ostravia denied that the guards had left the lock.")
    assert found == ("denied: the words are what the speaker denies",)


def test_telling_of_the_other_side_is_flagged_by_the_bare_name() -> None:
    text = (
        "Vera Lind, the envoy of Ostravia, said that the Canal League demands mixed patrols at "
        "the lock."
    )
    (found,) = flags(text)
    assert found == ("partisan: Vera Lind, of east, on league",)


def test_outer_words_name_the_draft_with_the_whole_chain() -> None:
    text = (
        "Ostravia said that the Canal League had told it that mixed patrols must come to the lock "
        "before the ice melts in spring."
    )
    outer, inner = drafts_of(text).drafts
    assert f"{inner.id} has these words with the whole chain" in outer.flags


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("Will you sign?", True),
        ("“Will you sign? And when?”", True),
        ("We will sign. Is that clear?", False),
        ("", False),
    ],
)
def test_only_questions_ask(words: str, asks: bool) -> None:
    assert only_asks(words) is asks
