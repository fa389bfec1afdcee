"""Contents of a small case, as the archive holds them, with changes that a page could make.

>>> sorted({kind for kind, _ in whole_case()})[:4]
['case', 'document', 'importance', 'instrument']
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from goodoffices.record.compartments import Content
from goodoffices.record.replay import Key
from goodoffices.record.working_copy import as_files, texts_of

TEXT = "We stay. They go. Nobody moves."
LATER = "We stay. They left. Nobody moves."


def digest(text: str) -> str:
    """Return the hash that a document's content gives of its words."""
    return hashlib.sha256(text.encode()).hexdigest()


def keyed(*entries: tuple[str, dict[str, Any]]) -> dict[Key, Content]:
    """Return contents by kind and id."""
    return {(kind, content["id"]): content for kind, content in entries}


def reading(name: str, statement: str, **fields: Any) -> tuple[str, dict[str, Any]]:
    """Return a reading by which a party insists that the corridor stays, unless told otherwise."""
    said = {"party": "north", "stance": "insists", "proposition": "corridor is stays"}
    return "reading", {"id": name, "statement": statement, **said, **fields}


def statement(name: str, **fields: Any) -> tuple[str, dict[str, Any]]:
    """Return a statement that the north made to us, unless told otherwise."""
    said = {"words": "We stay.", "chain": [{"speaker": "north", "to": "team"}]}
    return "statement", {"id": name, **said, **fields}


def document(name: str, text: str = TEXT, **fields: Any) -> tuple[str, dict[str, Any]]:
    """Return a document with its words and their hash."""
    said = {"file": f"{name}.txt", "text": text, "sha256": digest(text), "dated": "2026-01-02"}
    return "document", {"id": name, **said, **fields}


def party(party_id: str, **fields: Any) -> tuple[str, dict[str, Any]]:
    """Return a negotiating party."""
    said = {"name": party_id.title(), "roles": ["negotiating"]}
    return "party", {"id": party_id, **said, **fields}


def whole_case() -> dict[Key, Content]:
    """Return contents without any mistake, in which much names much."""
    return {
        ("case", "case"): {"title": "Talks", "common_unit": "euro"},
        **keyed(
            ("member", {"id": "vera"}),
            party("north", organs=[{"id": "cabinet", "name": "Cabinet"}]),
            party("south", cites=["s1"]),
            ("issue", {"id": "corridor", "options": [{"id": "stays"}, {"id": "out"}]}),
            ("issue", {"id": "days", "kind": "quantity", "low": 0, "high": 9}),
            ("rule", {"id": "short", "proposition": "if corridor is stays then days <= 5"}),
            ("norm", {"id": "some", "proposition": "days >= 1", "source": "law"}),
            (
                "instrument",
                {"id": "treaty", "title": "Treaty", "invoked_by": "south", "reason_for": ["r2"]},
            ),
            ("round", {"id": "first", "cause": "s2", "documents_tabled": ["d1"]}),
            ("meeting", {"id": "m1", "round": "first"}),
            document("d1"),
            ("source", {"id": "envoy", "kind": "person", "description": "An envoy"}),
            statement("s1", document="d1", span={"start": 0, "end": 8}),
            reading("r1", "s1"),
            reading("r1b", "s1", status="alternative", alternative_to="r1", stance="demands"),
            statement(
                "s2",
                words="They go.",
                document="d1",
                meeting="m1",
                said_on="2026-01-03",
                chain=[{"speaker": "cabinet", "to": "envoy"}, {"speaker": "envoy", "to": "team"}],
            ),
            reading("r2", "s2", party="south", proposition="corridor is out", condition="days > 2"),
            statement("s3", handling={"held_by": ["vera"]}),
            reading("r3", "s3", stance="no_longer_insists", withdraws=["r1"], proposition=""),
            ("link", {"id": "l1", "kind": "repeats", "statement": "s3", "other": "s1"}),
            ("message", message("g1")),
            ("note", {"id": "n1", "text": "x", "issues": ["days"], "rests_on": ["r2", "l1", "g1"]}),
            ("preference", {"id": "p1", "party": "north", "order": ["days", "corridor"]}),
            ("undertaking", {"id": "pay", "responsible": "north", "beneficiaries": ["south"]}),
            ("undertaking", {"id": "leave", "responsible": "south", "after": ["pay"]}),
            ("linkage", {"id": "k1", "step": "leave", "after": "pay", "asked_by": "north"}),
            ("importance", {"id": "i1", "party": "north", "does": {"numbers": {"pay": 3}}}),
            ("schedule", {"id": "plan", "phases": [{"steps": [{"does": ["pay"]}]}]}),
        ),
    }


def message(name: str, **fields: Any) -> dict[str, Any]:
    """Return a message that the north asked us to pass on."""
    said = {"asked_by": "cabinet", "to": "south", "words": "x", "asked_on": "2026-01-04"}
    return {"id": name, **said, **fields}


def write_contents(folder: Path, contents: Mapping[Key, Content]) -> Path:
    """Write contents as the files of a case."""
    folder.mkdir(exist_ok=True)
    for name, data in as_files(contents).items():
        (folder / name).write_text(json.dumps(data), encoding="utf-8")
    (folder / "documents").mkdir(exist_ok=True)
    for name, text in texts_of(contents).items():
        file = str(contents["document", name]["file"])
        (folder / "documents" / file).write_text(text, encoding="utf-8")
    return folder
