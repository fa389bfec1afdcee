"""What waits for what, and where that goes round in a circle.

From what undertakings themselves wait for, and from linkages; a schedule plays no part here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Linkage, Undertaking


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for something else to be done and verified.

    Attributes
    ----------
    step, after
        What waits, and for what: references.
    waiting, awaited
        The tranches of both; empty where the case has none of that name.
    linkage
        That says so; None where the undertaking itself does.
    cites
        Entries on which it rests.
    """

    step: str
    after: str
    waiting: tuple[str, ...]
    awaited: tuple[str, ...]
    linkage: Linkage | None
    cites: tuple[str, ...]

    @property
    def where(self) -> tuple[str, ...]:
        """The linkage, where one says so, and both references."""
        name = (self.linkage.id,) if self.linkage is not None else ()
        return (*name, self.step, self.after)


def find_waits(case: Case) -> tuple[Waiting, ...]:
    """Return everything in a case that waits for something: prerequisites, then linkages."""
    known = {one.id: one for one in case.undertakings}
    own = [
        Waiting(one.id, after, one.parts, tranches(after, known), None, one.cites)
        for one in case.undertakings
        for after in one.after
    ]
    linked = [
        Waiting(
            one.step,
            one.after,
            tranches(one.step, known),
            tranches(one.after, known),
            one,
            one.cites,
        )
        for one in case.linkages
    ]
    return (*own, *linked)


def tranches(reference: str, known: Mapping[str, Undertaking]) -> tuple[str, ...]:
    """Return the tranches that a reference stands for; none where there is nothing of its name.

    Examples
    --------
    >>> release = Undertaking(id="release", responsible="north", tranches=2)
    >>> tranches("release", {"release": release}), tranches("release.3", {"release": release})
    (('release.1', 'release.2'), ())
    """
    undertaking, _, part = reference.partition(".")
    if undertaking not in known:
        return ()
    parts = known[undertaking].parts
    if not part:
        return parts
    return (reference,) if reference in parts else ()


Node = str | int
"""A tranche by its reference, or a wait by its place."""


def wait_graph(
    waits: Sequence[Waiting], undertakings: Sequence[Undertaking]
) -> dict[Node, list[Node]]:
    """Return what each tranche and each wait needs before it.

    Parameters
    ----------
    waits : sequence of Waiting
    undertakings : sequence of Undertaking
        Equal tranches of one are done in order, and each needs the one before it.

    Examples
    --------
    >>> two = Undertaking(id="a", responsible="north", tranches=2)
    >>> one = Undertaking(id="b", responsible="south")
    >>> wait_graph([Waiting("a.2", "b", ("a.2",), ("b.1",), None, ())], [two, one])
    {'a.1': [], 'a.2': ['a.1', 0], 'b.1': [], 0: ['b.1']}
    """
    graph: dict[Node, list[Node]] = {}
    alike: set[str] = set()
    for one in undertakings:
        for part in one.parts:
            graph[part] = []
        if not one.groups:
            alike.add(one.id)
            for before, part in pairwise(one.parts):
                graph[part].append(before)
    for place, wait in enumerate(waits):
        is_alike = wait.step.partition(".")[0] in alike
        for part in wait.waiting[:1] if is_alike else wait.waiting:
            graph[part].append(place)
        is_alike = wait.after.partition(".")[0] in alike
        graph[place] = list(wait.awaited[-1:] if is_alike else wait.awaited)
    return graph


def find_circles(
    waits: Sequence[Waiting], undertakings: Sequence[Undertaking]
) -> tuple[tuple[tuple[int, ...], ...], frozenset[int]]:
    """Return where waits go round in a circle.

    Returns
    -------
    circles
        For each tangle of circles a shortest one, as places of waits in its order, beginning
        with the earliest of the case.
    tangled
        The places of all waits that lie on some circle.

    Examples
    --------
    >>> one = Undertaking(id="a", responsible="north")
    >>> other = Undertaking(id="b", responsible="south")
    >>> there = Waiting("a", "b", ("a.1",), ("b.1",), None, ())
    >>> back = Waiting("b", "a", ("b.1",), ("a.1",), None, ())
    >>> find_circles([there, back], [one, other])
    (((0, 1),), frozenset({0, 1}))
    """
    graph = wait_graph(waits, undertakings)
    paths = {place: _from(place, graph) for place in range(len(waits))}
    tangled = [place for place, (_, around) in paths.items() if around]
    circles = []
    seen: set[int] = set()
    for place in tangled:
        if place in seen:
            continue
        together = [
            other for other in tangled if other in paths[place][0] and place in paths[other][0]
        ]
        seen.update(together)
        shortest = min((paths[other][1] for other in together), key=len)
        circle = [node for node in shortest if isinstance(node, int)]
        first = circle.index(min(circle))
        circles.append((*circle[first:], *circle[:first]))
    return tuple(circles), frozenset(tangled)


def _from(place: int, graph: Mapping[Node, Sequence[Node]]) -> tuple[set[Node], tuple[Node, ...]]:
    """What a wait leads to, and a shortest way back to it: empty where there is none."""
    came: dict[Node, Node] = {}
    queue: deque[Node] = deque([place])
    while queue:
        node = queue.popleft()
        for needed in graph[node]:
            if needed not in came:
                came[needed] = node
                queue.append(needed)
    if place not in came:
        return set(came), ()
    around = [came[place]]
    while around[-1] != place:
        around.append(came[around[-1]])
    return set(came), tuple(reversed(around))
