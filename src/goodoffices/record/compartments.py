"""In whose confidence an entry is: which compartment of the archive holds it.

A compartment is what one confider told in confidence; the team's own is another. The rule
reads plain data, so that it holds alike for the files, for pages and for the archive.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, TypeAlias

from goodoffices.record.entries import TEAM
from goodoffices.record.replay import Key

Content: TypeAlias = Mapping[str, object]
"""What an entry says, as plain data."""

READING: Final = "reading"
"""The kind of a reading, which is an entry of its own, apart from its statement."""

TEAM_COMPARTMENT: Final = "team"


def confiders_of(parties: Iterable[Content]) -> dict[str, str]:
    """Return who may confide as which party: each party as itself, and its organs.

    Examples
    --------
    >>> confiders_of([{"id": "north", "organs": [{"id": "cabinet"}]}, {"id": "south"}])
    {'north': 'north', 'cabinet': 'north', 'south': 'south'}
    """
    found: dict[str, str] = {}
    for party in parties:
        name = str(party.get("id"))
        organs = party.get("organs")
        found[name] = name
        for organ in organs if isinstance(organs, list) else ():
            if isinstance(organ, dict):
                found[str(organ.get("id"))] = name
    return found


def compartment_of(
    content: Content, confiders: Mapping[str, str], *, otherwise: str = TEAM_COMPARTMENT
) -> str:
    """Return whose confidence an entry is in: of the party that gave its handling, or told us.

    What is public is in nobody's confidence.

    Parameters
    ----------
    content
        The entry.
    confiders
        From `confiders_of`.
    otherwise
        Where it belongs if nobody confided it; a reading then lies with its statement.

    Examples
    --------
    >>> confiders = {"north": "north", "cabinet": "north"}
    >>> told = [{"speaker": "cabinet", "to": "team"}]
    >>> compartment_of({"chain": told}, confiders), compartment_of({}, confiders)
    ('north', 'team')
    >>> compartment_of({"chain": told, "handling": "public"}, confiders)
    'team'
    """
    handling = content.get("handling")
    level = handling.get("level") if isinstance(handling, dict) else handling
    if level == "public":
        return otherwise
    given_by = handling.get("given_by") if isinstance(handling, dict) else None
    if isinstance(given_by, str) and given_by in confiders:
        return confiders[given_by]
    return confiders.get(_teller(content.get("chain")), otherwise)


def compartments_of(contents: Mapping[Key, Content], keys: Iterable[Key]) -> dict[Key, str]:
    """Return the compartment of each of these entries, among all entries of a case.

    Parameters
    ----------
    contents
        All entries: the parties say who may confide, a statement where its readings lie.
    keys
        Those asked about; what is not among `contents` is left out.

    Examples
    --------
    >>> chain = [{"speaker": "north", "to": "team"}]
    >>> contents = {
    ...     ("party", "north"): {"id": "north"},
    ...     ("statement", "s1"): {"id": "s1", "chain": chain},
    ...     ("reading", "r1"): {"id": "r1", "statement": "s1"},
    ... }
    >>> compartments_of(contents, [("party", "north"), ("reading", "r1")])
    {('party', 'north'): 'team', ('reading', 'r1'): 'north'}
    """
    confiders = confiders_of(content for (kind, _), content in contents.items() if kind == "party")
    found: dict[Key, str] = {}
    for key in keys:
        content = contents.get(key)
        if content is None:
            continue
        otherwise = TEAM_COMPARTMENT
        if key[0] == READING:
            statement = contents.get(("statement", str(content.get("statement"))), {})
            otherwise = compartment_of(statement, confiders)
        found[key] = compartment_of(content, confiders, otherwise=otherwise)
    return found


def lying_with(contents: Mapping[Key, Content], changed: Collection[Key]) -> list[Key]:
    """Return the other entries whose compartment may change when these entries do.

    A reading lies with its statement, and who may confide as which party bears on everything.

    Examples
    --------
    >>> contents = {
    ...     ("statement", "s1"): {"id": "s1"},
    ...     ("reading", "r1"): {"id": "r1", "statement": "s1"},
    ... }
    >>> lying_with(contents, [("statement", "s1")]), lying_with(contents, [("reading", "r1")])
    ([('reading', 'r1')], [])
    """
    if any(kind == "party" for kind, _ in changed):
        return [key for key in contents if key not in changed]
    statements = {name for kind, name in changed if kind == "statement"}
    if not statements:
        return []
    return [
        key
        for key, content in contents.items()
        if key[0] == READING and content.get("statement") in statements and key not in changed
    ]


def _teller(chain: object) -> str:
    """Who told us: the speaker of the first hop to us, if any."""
    for hop in chain if isinstance(chain, list) else ():
        if isinstance(hop, dict) and hop.get("to") == TEAM:
            return str(hop.get("speaker"))
    return ""
