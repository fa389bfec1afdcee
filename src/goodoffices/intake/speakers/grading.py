"""Grading: a draft of the Admiralty code for each hop of a chain, with the reason for it.

Reliability (A-F) is of the one who tells, and comes from what the team gave it before in
this case. Without that it cannot be judged (F), whoever it is, but for an outlet with a name,
which is drafted as B until the team grades it. Credibility (1-6) is of what is told: possible
(3), unless a side tells its own position, or somebody of another affiliation has told the
same in another outlet (2). The two are never averaged, and a second voice of the same
affiliation corroborates nothing. A person decides. Where this is argued:
`docs/reference/intake-quality.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from goodoffices.intake.drafts import DraftHop, HopKind
from goodoffices.record.entries import UNKNOWN
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speaker, Speakers

CANNOT_BE_JUDGED: Final = "F"
USUALLY_RELIABLE: Final = "B"
POSSIBLE: Final = 3
PROBABLE: Final = 2

Held = tuple[str, str]
"""A party, and a proposition that it is said to hold, as they are written."""

Telling = tuple[str, str]
"""The side of whoever told it, and the outlet that printed it, or an empty string."""


@dataclass(frozen=True)
class Track:
    """What the case knows already: the letters it gave, and which side told which position.

    `told` has for each position the sides that told it, each with the outlet that printed it:
    only whoever told it last, to an outlet or to us, has told it.
    """

    letters: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[Held, frozenset[Telling]] = field(default_factory=dict)

    @classmethod
    def from_record(cls, record: Record) -> Track:
        """The track that the statements of a record lay; the latest letter of each counts."""
        letters: dict[str, str] = {}
        told: dict[Held, set[Telling]] = {}
        speakers = Speakers(record)
        for statement in record.statements:
            if statement.draft:
                continue
            letters |= {hop.speaker: hop.grade[0] for hop in statement.chain if hop.grade}
            outlets = [hop for hop in statement.chain if _is_outlet(speakers[hop.speaker])]
            tellers = [hop for hop in statement.chain if hop not in outlets]
            side = speakers[tellers[-1].speaker].party if tellers else ""
            outlet = outlets[-1].speaker if outlets else ""
            for reading in statement.readings if side else ():
                held = (reading.party, reading.proposition)
                told.setdefault(held, set()).add((side, outlet))
        return cls(letters, {held: frozenset(sides) for held, sides in told.items()})


def _is_outlet(speaker: Speaker) -> bool:
    return speaker.kind == HopKind.OUTLET.value


@dataclass(frozen=True, slots=True)
class Graded:
    """A chain with its grades, and what to mind about who tells it."""

    chain: tuple[DraftHop, ...]
    flags: tuple[str, ...]


def grade_chain(
    chain: Sequence[DraftHop],
    held: Iterable[Held],
    *,
    track: Track,
    sides: Mapping[str, str],
    descriptions: Mapping[str, str] | None = None,
) -> Graded:
    """Return a chain with a drafted grade for each hop, and flags on one-sided telling.

    Parameters
    ----------
    held
        The positions that the words are read as: party and proposition.
    sides
        By speaker, the party that it is or belongs to.
    descriptions
        By speaker, what flags call it; else as the text does there.

    Examples
    --------
    >>> told = DraftHop(speaker="sources", name="northern sources", kind=HopKind.UNNAMED)
    >>> graded = grade_chain([told], [("south", "force is none")],
    ...     track=Track(), sides={"sources": "north"})
    >>> graded.chain[0].grade, graded.flags
    ('F3', ('partisan: northern sources, of north, on south',))
    """
    held = tuple(held)
    parties = tuple(dict.fromkeys(party for party, _ in held))
    affiliations = {sides.get(hop.speaker, "") for hop in chain} - {""}
    elsewhere = _told_elsewhere(held, track, affiliations | {hop.speaker for hop in chain})
    is_own = len(parties) == 1 and _is_told_by(parties[0], chain, sides)
    graded: list[DraftHop] = []
    flags: list[str] = []
    for hop in chain:
        letter, why = _reliability(hop, track)
        side = sides.get(hop.speaker, "")
        digit, because = POSSIBLE, "nothing else on record says so (3)"
        if is_own and side == parties[0]:
            digit, because = PROBABLE, "a side on its own position (2)"
        elif elsewhere:
            digit, because = PROBABLE, f"told before from another side: {elsewhere} (2)"
        about = [party for party in parties if side and party != side]
        if about and hop.kind is not HopKind.OUTLET:
            name = (descriptions or {}).get(hop.speaker, hop.name)
            flags.append(f"partisan: {name}, of {side}, on {', '.join(about)}")
        graded.append(
            hop.model_copy(update={"grade": f"{letter}{digit}", "why": f"{why}; {because}"})
        )
    return Graded(tuple(graded), tuple(dict.fromkeys(flags)))


def _is_told_by(party: str, chain: Sequence[DraftHop], sides: Mapping[str, str]) -> bool:
    """Whether a side tells its own position: nobody else relays it but an outlet that was told.

    What an outlet says in its own voice of a party is not told by that party.
    """
    tellers = [hop for hop in chain if hop.kind is not HopKind.OUTLET]
    return (
        bool(tellers)
        and all(sides.get(hop.speaker, "") == party for hop in tellers)
        and tellers[-1].to != UNKNOWN
    )


def _reliability(hop: DraftHop, track: Track) -> tuple[str, str]:
    known = track.letters.get(hop.speaker)
    if known:
        return known, f"graded {known} in this case before"
    if hop.kind is HopKind.OUTLET and not hop.speaker.startswith("outlet_of_"):
        return USUALLY_RELIABLE, "an outlet with a name, not graded here yet (B)"
    return CANNOT_BE_JUDGED, "no track record here: cannot be judged (F)"


def _told_elsewhere(held: Sequence[Held], track: Track, here: set[str]) -> str:
    """The other sides that told each of these positions before; empty unless all were.

    `here` are the sides and speakers of the chain at hand: the same side corroborates nothing,
    and nor does the same outlet, which may print one report twice.
    """
    found: set[str] = set()
    for one in held:
        told = track.told.get(one, frozenset()) if one[1] else frozenset()
        others = {side for side, outlet in told if side not in here and outlet not in here}
        if not others:
            return ""
        found |= others
    return ", ".join(sorted(found))
