"""One entry of each kind that one of the cast holds alone, with a word of its own in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk

SECRET: Final = "canaryalonefeather"  # noqa: S105 -- a word, no password


def keep_alone(desk: Desk, who: str) -> None:
    """Let one member hold a party, a round, a meeting, a document, a message and a clock."""
    held = {"level": "in_confidence", "held_by": [who]}
    entries: list[tuple[str, dict[str, object]]] = [
        ("party", {"id": "alone_party", "name": f"Party {SECRET}", "roles": ["negotiating"]}),
        ("round", {"id": "alone_round", "title": f"Round {SECRET}", "held_on": "2026-11-02"}),
        ("meeting", {"id": "alone_meeting", "where": SECRET, "held_on": "2026-11-02"}),
        ("document", {"id": "alone_document", "title": SECRET, "text": f"Word {SECRET}."}),
        (
            "message",
            {
                "id": "alone_message",
                "asked_by": "hamas",
                "to": "israel",
                "words": f"Tell them {SECRET}.",
                "asked_on": "2026-11-02",
            },
        ),
        (
            "note",
            {"id": "alone_clock", "kind": "clock", "text": f"Clock {SECRET}", "due": "2026-11-02"},
        ),
    ]
    desk.change(
        lambda _: [Change(kind, str(e["id"]), {**e, "handling": held}) for kind, e in entries],
        by=who,
    )


def add_entries(
    desk: Desk, kind: str, entries: Sequence[Mapping[str, object]], *, by: str = "ana"
) -> None:
    """Record some entries of one kind in one step."""
    desk.change(lambda _: [Change(kind, str(one["id"]), one) for one in entries], by=by)
