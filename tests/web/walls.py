"""A case in which each of the cast holds something of every kind, and a walk over every address."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from io import BytesIO
from typing import Any, Final

from django.db.models import Model as Row
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from goodoffices.record.entries import Entry
from goodoffices.record.exporting import export_folder
from goodoffices.record.record import Record
from goodoffices.record.write_back import write_back
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.jobs import ask_job
from goodoffices.storage.models import Account, Invitation
from goodoffices.storage.pins import pin_package
from goodoffices.storage.received import receive_copy
from goodoffices.storage.state import CaseState
from goodoffices.web.actions.accounts import invite
from tests.web.cast import CANARIES, ROLES, client_of
from tests.web.held import hold_position, text_of

CAST: Final = (*ROLES, "stranger")
"""Who walks, in the order of the table: lead, member, analyst, mediator, stranger."""
DAY: Final = {"from": "2024-08-30", "to": "2024-08-30"}
DIGEST: Final = re.compile(r"\b[0-9a-f]{64}\b")
"""The head of the archive, which every event of anybody changes; shown to the lead alone."""
CLOCK: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?|\d{8}T\d{6}Z")


def hold_of_every_kind(desk: Desk, who: str, word: str) -> None:
    """Let somebody hold alone an entry of each kind that says a word; again, it says another."""
    handling = {"level": "in_confidence", "held_by": [who]}
    told = [{"speaker": "hamas", "to": "team"}]
    said: dict[str, dict[str, Any]] = {
        "statement": {"words": f"Told: {word}.", "said_on": "2024-08-29", "chain": told},
        "document": {
            "title": f"Paper of {word}",
            "file": f"held_paper_{who}.txt",
            "text": f"It says {word}.",
        },
        "source": {"kind": "person", "description": f"Somebody near {word}"},
        "meeting": {"where": f"House of {word}", "held_on": DAY, "present": ["hamas"]},
        "message": {
            "asked_by": "hamas",
            "to": "israel",
            "words": f"Tell them {word}.",
            "asked_on": DAY,
            "reply_owed": True,
        },
        "note": {"kind": "clock", "text": f"Before {word}", "due": DAY, "is_real": True},
        "issue": {"title": f"Who opens {word}", "options": [{"id": "none", "title": word}]},
        "rule": {"title": word, "proposition": f"held_issue_{who} is none"},
        "undertaking": {"title": f"Opening of {word}", "responsible": "israel"},
        "linkage": {
            "title": f"After {word}",
            "step": f"held_undertaking_{who}",
            "after": "hostages_release",
        },
    }
    desk.change(
        lambda _: [
            Change(kind, name, {"id": name, "handling": handling, **content})
            for kind, content in said.items()
            if (name := f"held_{kind}_{who}")
        ],
        by=who,
    )


def furnish(desk: Desk) -> Mapping[str, object]:
    """Give everybody of the cast something to hold, and return what addresses are made of."""
    desk.change(
        lambda _: [
            Change("meeting", "met", {"id": "met", "where": "Doha", "held_on": DAY}),
            Change(
                "statement",
                "said_there",
                {
                    "id": "said_there",
                    "words": "We said so.",
                    "said_on": "2024-08-30",
                    "chain": [{"speaker": "hamas", "to": "team"}],
                    "meeting": "met",
                },
            ),
            Change("note", "day", {"id": "day", "kind": "clock", "text": "A day", "due": DAY}),
            Change(
                "message",
                "asked",
                {
                    "id": "asked",
                    "asked_by": "hamas",
                    "to": "israel",
                    "words": "Tell them.",
                    "asked_on": DAY,
                },
            ),
        ],
        by="ana",
    )
    hold_position(desk, "ben")
    for who in ROLES:
        hold_of_every_kind(desk, who, CANARIES[who])
    write_back(desk.path)
    accounts = {one.member: one for one in Account.objects.all()}
    invite("ana", name="Ana", role="lead", by=accounts["ana"])
    own = "member:ana"
    pinned = pin_package(accounts["ana"], "Mine", picked={}, compartment=own)
    job = ask_job(accounts["ana"], "ideas", asked={"query": ""}, compartment=own, head="")
    return {
        "ACCOUNT": Account.objects.create_user(username="eva", member="eva").pk,
        "INVITATION": Invitation.objects.get(member="ana").pk,
        "JOB": job.pk,
        "PIN": pinned.pk,
        "COPY": receive_copy(desk.path, export_folder(desk.path)),
    }


@dataclass(frozen=True, slots=True)
class Step:
    """One address of the table, with what each of the cast gets: to look, and to send a form.

    `get` and `post` name a status and who gets it by the first letter of the name, `s` for the
    stranger: "200:ab 422:c". All others get 404, as for what does not exist, and the stranger
    is sent to sign in.
    """

    name: str
    get: str
    post: str
    of: Mapping[str, object] | None = None

    def address(self, things: Mapping[str, object]) -> str:
        """The address, with what it is made of."""
        given = {key: things.get(str(one), one) for key, one in (self.of or {}).items()}
        return reverse(self.name, kwargs=given)

    def statuses(self, method: str) -> dict[str, int]:
        """What each of the cast gets."""
        found = {who: 302 if who == "stranger" else 404 for who in CAST}
        for told in (self.post if method == "post" else self.get).split():
            status, _, whose = told.partition(":")
            found |= {who: int(status) for who in CAST if who[0] in whose}
        return found


def patterns() -> Iterator[str]:
    """The name of every address of an open case."""
    yield from _names(get_resolver("goodoffices.web.urls").url_patterns)


def _names(among: list[Any]) -> Iterator[str]:
    for one in among:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns)
        elif isinstance(one, URLPattern):
            assert one.name, f"{one.pattern} has no name"
            yield one.name


def visit(who: str, address: str, *, method: str = "get") -> Any:
    """The answer to somebody of the cast who asks for an address, or sends a form of nothing."""
    client = client_of(who)
    client.raise_request_exception = False
    return client.post(address, {"sent": "1"}) if method == "post" else client.get(address)


def everything_in(answer: HttpResponse) -> str:
    """All that an answer tells: its headers with the names of files, its body, what is packed."""
    body = answer.content
    told = [f"{name}: {value}" for name, value in answer.headers.items()]
    if body.startswith(b"PK"):
        packed = zipfile.ZipFile(BytesIO(body))
        files = [packed.read(one).decode(errors="replace") for one in packed.namelist()]
        return "\n".join([*told, *packed.namelist(), *files])
    return "\n".join([*told, body.decode(errors="replace")])


def told_of(who: str, text: str) -> list[str]:
    """Whatever in a text is held by somebody of the cast."""
    held = rf"{CANARIES[who]}|held_(?:\w+_)?{who}\b"
    if who == "ben":
        held += r"|canarypositionfeather|told_alone|read_alone"
    return re.findall(held, text)


def unchanging(answer: HttpResponse) -> str:
    """An answer without tokens of forms, times of the clock, and the head of the archive."""
    return CLOCK.sub("", DIGEST.sub("", text_of(answer)))


def page_of(answer: Any) -> object:
    """The page that a template was given; None where there was none."""
    context = answer.context
    return context["page"] if context is not None and "page" in context else None


def undeclared(value: object) -> Iterator[object]:
    """Whatever within a page is no plain thing to be shown: rows, entries, the record itself."""
    if isinstance(value, Record | CaseState | Desk | Row | Entry):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from undeclared(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from undeclared(one)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from undeclared(one)
