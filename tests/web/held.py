"""Something that one of the cast holds alone and that would change what analyses find."""

from __future__ import annotations

import re
from typing import Final, Protocol

from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk

WORD: Final = "canarypositionfeather"
"""Stands in the words, in how they are read, and nowhere else."""


def hold_position(desk: Desk, who: str) -> None:
    """Hold a position of Hamas that clashes with one of Israel, and give it a rival reading."""
    handling = {"level": "in_confidence", "held_by": [who]}
    statement = {
        "id": "told_alone",
        "words": f"Complete withdrawal, or {WORD}.",
        "said_on": "2024-08-29",
        "chain": [{"speaker": "hamas", "to": "team"}],
        "handling": handling,
    }
    reading = {
        "id": "read_alone",
        "statement": "told_alone",
        "party": "hamas",
        "stance": "insists",
        "proposition": "philadelphi is complete_withdrawal",
        "in_words": f"insists on {WORD}",
        "handling": handling,
    }
    rival = {
        **reading,
        "id": "read_alone_otherwise",
        "status": "alternative",
        "alternative_to": "read_alone",
        "stance": "prefers",
    }
    desk.change(
        lambda _: [
            Change("statement", "told_alone", statement),
            Change("reading", "read_alone", reading),
            Change("reading", "read_alone_otherwise", rival),
        ],
        by=who,
    )


def open_position(desk: Desk, who: str) -> None:
    """Let the whole team see what somebody held."""
    keys = [("statement", "told_alone"), ("reading", "read_alone")]
    keys.append(("reading", "read_alone_otherwise"))
    desk.change(
        lambda state: [
            Change(*key, {**state.content(*key), "handling": {"level": "in_confidence"}})
            for key in keys
        ],
        by=who,
    )


class Answer(Protocol):
    """An answer of which the bytes are known."""

    @property
    def content(self) -> bytes:
        """Its bytes."""


def text_of(answer: Answer) -> str:
    """The text of an answer without the tokens of its forms, which differ each time."""
    given = r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"\w+"'
    return re.sub(given, "", answer.content.decode())
