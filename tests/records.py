"""Records written by hand, in few readable lines, for tests of the record and its fold.

>>> record = make_record(
...     issues=["corridor: stays, out"],
...     parties=["north", "south"],
...     statements=[
...         said("s1", "r1 north insists: corridor is stays", on="2026-01-01"),
...         said("s2", "r2 south rejects: corridor is stays", through="south > public"),
...     ],
...     links=["l1: s2 contradicts s1"],
... )
>>> [one.id for one in record.statements], record.links[0].counts
(['s1', 's2'], True)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from goodoffices.case.grammar import show
from goodoffices.case.issues import Issue
from goodoffices.case.parties import Party
from goodoffices.record.entries import Link, Reading, RelayHop, Statement
from goodoffices.record.fold import Fold, Include
from goodoffices.record.record import Record, Recorded
from tests.cases import make_issue, make_party

DAY = "2026-01-01"


def read(line: str, **fields: Any) -> Reading:
    """Return a reading from a line: "r1 north insists: corridor is stays"."""
    head, _, proposition = line.partition(":")
    name, party, stance = head.split()
    data = {"id": name, "party": party, "stance": stance, "proposition": proposition.strip()}
    return Reading.model_validate(data | fields)


def chain(line: str) -> tuple[RelayHop, ...]:
    """Return a relay chain from a line: "north > egypt > team" is two hops."""
    names = [name.strip() for name in line.split(">") if name.strip()]
    return tuple(RelayHop(speaker=speaker, to=to) for speaker, to in pairwise(names))


def said(
    name: str, *readings: str | Reading, on: object = DAY, through: str = "", **fields: Any
) -> Statement:
    """Return a statement with its readings; its chain is `through`, or the first party to us."""
    made = tuple(read(one) if isinstance(one, str) else one for one in readings)
    way = through or (f"{made[0].party} > team" if made else "")
    data = {"id": name, "words": f"words of {name}", "said_on": on, "readings": made}
    return Statement.model_validate(data | {"chain": chain(way)} | fields)


def link(line: str, **fields: Any) -> Link:
    """Return a confirmed link from a line: "l1: s2 supersedes s1"."""
    name, _, tie = line.partition(":")
    statement, kind, other = tie.split()
    data = {"id": name, "kind": kind, "statement": statement, "other": other}
    return Link.model_validate({"confirmed_by": "vera"} | data | fields)


def make_record(
    *,
    issues: Iterable[str | Issue],
    parties: Iterable[str | Party] = ("north", "south"),
    statements: Iterable[Statement] = (),
    links: Iterable[str | Link] = (),
    **lists: Any,
) -> Record:
    """Return a record; issues and parties as `tests.cases` reads them, links as `link` does."""
    return Record(
        title="A case",
        issues=tuple(make_issue(one) for one in issues),
        parties=tuple(make_party(one) for one in parties),
        statements=tuple(statements),
        links=tuple(link(one) if isinstance(one, str) else one for one in links),
        **lists,
    )


def recorded(**times: str) -> Mapping[tuple[str, str], Recorded]:
    """When statements were recorded: `recorded(s1="2026-01-01T10:00")`, universal time."""
    return {
        ("statement", name): Recorded(datetime.fromisoformat(at).replace(tzinfo=UTC), "vera")
        for name, at in times.items()
    }


def standing(record: Record, choice: Mapping[str, str] | None = None, **include: Any) -> list[str]:
    """Return what stands, a line a position: "north, south: corridor is stays"."""
    case = Fold(record, include=Include(**include)).case(choice)
    return [f"{', '.join(one.holders)}: {show(one.proposition)}" for one in case.positions]


# ---------------------------------------------------------------------------- on disk


def write_case(
    folder: Path,
    *,
    case: str = "",
    record: str = "",
    rounds: str = "",
    preferences: str = "",
    undertakings: str = "",
    documents: Mapping[str, str | bytes] | None = None,
) -> Path:
    """Write a case folder from the text of its files, each without its `schema` line."""
    folder.mkdir(exist_ok=True)
    files = {"case": case, "record": record, "rounds": rounds}
    files |= {"preferences": preferences, "undertakings": undertakings}
    for name, text in files.items():
        if text or name == "case":
            title = "title: A case\n" if name == "case" and "title:" not in text else ""
            whole = f"schema: goodoffices/{name}/1\n{title}{text}"
            (folder / f"{name}.yaml").write_text(whole, encoding="utf-8")
    for name, content in (documents or {}).items():
        (folder / "documents").mkdir(exist_ok=True)
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / "documents" / name).write_bytes(raw)
    return folder


def yaml_data(path: Path) -> Any:
    """Return what a YAML file says, as ruamel.yaml reads it."""
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
