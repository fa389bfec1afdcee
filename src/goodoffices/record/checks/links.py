"""Links that go round in a circle, or tie a statement to itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goodoffices.case.errors import Mistake
from goodoffices.case.stances import Stance
from goodoffices.record.entries import Link, LinkKind, Statement
from goodoffices.record.folder import Folder, Located


def check_links(folder: Folder, holders: Mapping[str, str] | None = None) -> list[Mistake]:
    """Return a mistake for each circle of links, and each withdrawal of another's reading.

    Parameters
    ----------
    holders
        The party of each reading that may be withdrawn; those of the folder by default.
    """
    mistakes: list[Mistake] = []
    for kind in (LinkKind.SUPERSEDES, LinkKind.REPEATS):
        links = [one for one in folder.located("links", Link) if one.entry.kind is kind]
        mistakes += _circles(links, kind)
        if kind is LinkKind.REPEATS:
            mistakes += _repeats_twice(links)
    return mistakes + _foreign_withdrawals(folder, _holders(folder) if holders is None else holders)


def _circles(links: list[Located[Link]], kind: LinkKind) -> list[Mistake]:
    """One mistake for each link that closes a circle, at the circle's first link in the file."""
    place = {link.entry.id: number for number, link in enumerate(links)}
    mistakes: list[Mistake] = []
    for circle in _walk(links):
        first = min(range(len(circle)), key=lambda number: place[circle[number].entry.id])
        turned = [*circle[first:], *circle[:first]]
        names = [link.entry.statement for link in turned]
        way = f" {kind.value} ".join([*names, names[0]])
        message = f"these links go round in a circle: {way}"
        mistakes.append(turned[0].mistake("other", message=message, found=turned[0].entry.id))
    return mistakes


def _walk(links: list[Located[Link]]) -> Iterator[list[Located[Link]]]:
    """Yield a circle for each link that leads back into its own way; each link is taken once."""
    onward: dict[str, list[Located[Link]]] = {}
    for link in links:
        onward.setdefault(link.entry.statement, []).append(link)
    done: set[str] = set()
    for start, first in onward.items():
        if start in done:
            continue
        way: list[Located[Link]] = []
        on_way = {start: 0}
        waiting = [iter(first)]
        while waiting:
            taken = next(waiting[-1], None)
            if taken is None:
                waiting.pop()
                done.add(on_way.popitem()[0])
                del way[-1:]
                continue
            other = taken.entry.other
            if other in on_way:
                yield [*way[on_way[other] :], taken]
            elif other not in done:
                way.append(taken)
                on_way[other] = len(way)
                waiting.append(iter(onward.get(other, ())))


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


def _holders(folder: Folder) -> dict[str, str]:
    return {
        reading.id: reading.party
        for located in folder.located("statements", Statement)
        for reading in located.entry.readings
    }


def _foreign_withdrawals(folder: Folder, holders: Mapping[str, str]) -> list[Mistake]:
    """A party takes back its own positions only."""
    mistakes: list[Mistake] = []
    for located in folder.located("statements", Statement):
        for place, reading in enumerate(located.entry.readings):
            if reading.stance is not Stance.NO_LONGER_INSISTS:
                continue
            for index, name in enumerate(reading.withdraws):
                holder = holders.get(name, reading.party)
                if holder != reading.party:
                    message = f"{reading.party} cannot take back a position of {holder}"
                    where = ("readings", place, "withdraws", index)
                    mistakes.append(located.mistake(*where, message=message, found=name))
    return mistakes
