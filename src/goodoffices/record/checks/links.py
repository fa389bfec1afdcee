"""Links that go round in a circle, or tie a statement to itself."""

from __future__ import annotations

from goodoffices.case.errors import Mistake
from goodoffices.case.stances import Stance
from goodoffices.record.entries import Link, LinkKind, Reading, Statement
from goodoffices.record.folder import Folder, Located


def check_links(folder: Folder) -> list[Mistake]:
    """Return a mistake for each circle of links, and each withdrawal of another's reading."""
    mistakes: list[Mistake] = []
    for kind in (LinkKind.SUPERSEDES, LinkKind.REPEATS):
        links = [one for one in folder.located("links", Link) if one.entry.kind is kind]
        mistakes += _circles(links, kind)
        if kind is LinkKind.REPEATS:
            mistakes += _repeats_twice(links)
    return mistakes + _foreign_withdrawals(folder)


def _circles(links: list[Located[Link]], kind: LinkKind) -> list[Mistake]:
    """One mistake for each circle, at its first link in the file."""
    onward: dict[str, list[Located[Link]]] = {}
    for link in links:
        onward.setdefault(link.entry.statement, []).append(link)
    mistakes: list[Mistake] = []
    done: set[str] = set()
    for start in onward:
        circle = _circle_from(start, onward, done)
        if circle:
            names = [link.entry.statement for link in circle]
            done.update(names)
            way = f" {kind.value} ".join([*names, names[0]])
            message = f"these links go round in a circle: {way}"
            mistakes.append(circle[0].mistake("other", message=message, found=circle[0].entry.id))
    return mistakes


def _circle_from(
    start: str, onward: dict[str, list[Located[Link]]], done: set[str]
) -> list[Located[Link]]:
    """The links of a circle through `start`, or none; without recursion, each visited once."""
    waiting: list[tuple[str, list[Located[Link]]]] = [(start, [])]
    seen: set[str] = set()
    while waiting:
        here, way = waiting.pop()
        for link in onward.get(here, ()):
            other = link.entry.other
            if other == start and start not in done:
                return [*way, link]
            if other not in seen:
                seen.add(other)
                waiting.append((other, [*way, link]))
    return []


def _repeats_twice(links: list[Located[Link]]) -> list[Mistake]:
    """A statement repeats one other: the first that was said."""
    seen: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for link in links:
        first = seen.setdefault(link.entry.statement, link.entry.id)
        if first != link.entry.id:
            message = f"{link.entry.statement} already repeats another statement (link {first})"
            mistakes.append(link.mistake("statement", message=message, found=link.entry.id))
    return mistakes


def _foreign_withdrawals(folder: Folder) -> list[Mistake]:
    """A party takes back its own positions only."""
    readings: dict[str, Reading] = {
        reading.id: reading
        for located in folder.located("statements", Statement)
        for reading in located.entry.readings
    }
    mistakes: list[Mistake] = []
    for located in folder.located("statements", Statement):
        for place, reading in enumerate(located.entry.readings):
            if reading.stance is not Stance.NO_LONGER_INSISTS:
                continue
            for index, name in enumerate(reading.withdraws):
                other = readings.get(name)
                if other is not None and other.party != reading.party:
                    message = f"{reading.party} cannot take back a position of {other.party}"
                    where = ("readings", place, "withdraws", index)
                    mistakes.append(located.mistake(*where, message=message, found=name))
    return mistakes
