"""What people do with messages: note one, convey it, note the reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from goodoffices.case.handling import HandlingLevel
from goodoffices.record.free_ids import FreeIds
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.state import CaseState
from goodoffices.web.actions.entries import Done, Said, add_numbered, correct_entry, merged

MESSAGE: Final = "message"


@dataclass(frozen=True, slots=True)
class Conveyed:
    """How a message was passed on; `leave` says who allowed it and when, where that was needed."""

    on: date
    words: str
    received: str
    reply_owed: bool
    leave: tuple[str, date] | None


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply: when it came, its words, and whether they ask us to pass it on."""

    on: date
    words: str
    is_message: bool


def add_message(desk: Desk, said: Said, *, by: str) -> Done:
    """Record a message that somebody asks us to convey.

    Raises
    ------
    InvalidCase
        Where the case would have mistakes.
    """
    made = add_numbered(desk, MESSAGE, said, letter="msg", by=by)
    return Done(f"Recorded message {made}.", made)


def edit_message(desk: Desk, message: str, said: Said, *, seen: str, by: str) -> Done:
    """Correct what is known of a message.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes.
    """
    correct_entry(desk, MESSAGE, message, said, seen=seen, by=by)
    return Done(f"Corrected message {message}.", message)


def record_conveyed(desk: Desk, message: str, how: Conveyed, *, seen: str, by: str) -> Done:
    """Record that a message was conveyed; a draft counts then.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes.
    """

    def make(state: CaseState) -> Sequence[Change]:
        before = state.content(MESSAGE, message)
        said: dict[str, object] = {
            "conveyed_on": how.on.isoformat(),
            "conveyed_words": how.words,
            "received": how.received or None,
            "reply_owed": how.reply_owed or None,
            "draft": None,
        }
        if how.leave is not None:
            said["handling"] = _with_leave(before, *how.leave)
        return [Change(MESSAGE, message, merged(before, said), seen=seen)]

    desk.change(make, by=by)
    return Done(f"Recorded that {message} was conveyed.", message)


def record_reply(desk: Desk, message: str, reply: Reply, *, seen: str, by: str) -> Done:
    """Record the reply to a message: no reply is owed any more.

    A reply that is to be passed on becomes a message back, with a note that ties the two; it is
    held by whoever holds the message.

    Raises
    ------
    ChangedMeanwhile
        Where the message is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes.
    """
    made: list[str] = []

    def make(state: CaseState) -> Sequence[Change]:
        before = state.content(MESSAGE, message)
        day = reply.on.isoformat()
        if not reply.is_message:
            told = f"Reply of {day}: {reply.words}"
            received = "\n".join(filter(None, (str(before.get("received") or ""), told)))
            after = merged(before, {"received": received, "reply_owed": None})
            return [Change(MESSAGE, message, after, seen=seen)]
        ids = FreeIds(state.record)
        made[:] = [ids.next("msg"), ids.next("n")]
        after = merged(before, {"reply_owed": None})
        return [
            Change(MESSAGE, message, after, seen=seen),
            Change(MESSAGE, made[0], _back(made[0], before, reply), seen=""),
            Change("note", made[1], _tie(made[1], message, made[0], before), seen=""),
        ]

    desk.change(make, by=by)
    back = f" {made[0]} is the message back." if made else ""
    return Done(f"Recorded the reply to {message}.{back}", made[0] if made else message)


def _with_leave(before: Mapping[str, object], by: str, on: date) -> dict[str, object]:
    """The handling of a message whose words may be passed on; who holds it stays who it was."""
    handling: dict[str, object] = {
        "level": HandlingLevel.MAY_BE_CONVEYED.value,
        "to": [before.get("to")],
        "given_by": by,
        "given_on": on.isoformat(),
    }
    return handling | _holders(before)


def _back(id: str, before: Mapping[str, object], reply: Reply) -> dict[str, object]:
    day = reply.on.isoformat()
    given = {"level": "in_confidence", "given_by": before.get("to"), "given_on": day}
    return {
        "id": id,
        "asked_by": before.get("to"),
        "to": before.get("asked_by"),
        "words": reply.words,
        "asked_on": day,
        "handling": given | _holders(before),
    }


def _tie(id: str, message: str, back: str, before: Mapping[str, object]) -> dict[str, object]:
    note: dict[str, object] = {
        "id": id,
        "text": f"{back} is the reply to {message}.",
        "rests_on": [message, back],
    }
    held = _holders(before)
    return note | ({"handling": {"level": "in_confidence", **held}} if held else {})


def _holders(content: Mapping[str, object]) -> dict[str, object]:
    handling = content.get("handling")
    held_by = handling.get("held_by") if isinstance(handling, dict) else None
    return {"held_by": held_by} if held_by else {}
