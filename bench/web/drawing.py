"""An invented case of any number of entries, the same for the same seed, as a folder to serve.

    python -m bench.web.drawing PATH [ENTRIES]

What the talks are about stands in small files; the entries are written straight into the
archive, as pages would have done, for 100,000 of them are more than the files may hold.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Final, cast

from bench.web.vocabulary import FILLING, Content, Vocabulary, draw_vocabulary
from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.compartments import compartments_of
from goodoffices.record.folder import ARCHIVE_FOLDER
from goodoffices.record.replay import Json, Key
from goodoffices.web.preparing import prepare_case

TEAM: Final = ("ana", "ben", "cleo", "dina")
FIRST_DAY: Final = date(2024, 1, 1)
DAYS: Final = 700
STEP: Final = 1_000
"""Entries that are recorded together."""
SHARES: Final = {
    "statement": 0.40,
    "message": 0.05,
    "note": 0.06,
    "meeting": 0.04,
    "document": 0.03,
    "link": 0.02,
}
"""Of all entries; the rest are readings, one of each statement."""
HELD: Final = 0.0005
"""The share of statements that one member holds alone."""
RIVALS: Final = 3
"""Statements that may be read in two ways."""
DRAFTS: Final = 12
DUE_EVERY: Final = 60
"""Of so many notes one is a clock or a promise, whose day is past."""
STANCES: Final = ("insists", "demands", "demands", "proposes", "prefers", "rejects", "rules_out")


@dataclass
class Drawn:
    """The entries of a case as they are drawn, by kind and id."""

    choose: Random
    words: Vocabulary
    contents: dict[Key, Content] = field(default_factory=dict)

    def add(self, kind: str, content: Content) -> None:
        """Put an entry to the others."""
        self.contents[kind, str(content["id"])] = content

    def day(self) -> str:
        """Some day of the talks."""
        return (FIRST_DAY + timedelta(days=self.choose.randrange(DAYS))).isoformat()

    def parties(self, number: int) -> list[str]:
        """Some parties, each once."""
        return self.choose.sample([str(one["id"]) for one in self.words.parties], number)

    def sentence(self, issue: str) -> str:
        """A sentence about an issue, in words that say nothing."""
        of = next(str(one["title"]) for one in self.words.issues if one["id"] == issue)
        rest = " ".join(self.choose.choices(FILLING, k=self.choose.randint(10, 40)))
        return f"On {of.lower()} it was said: {rest}."

    def issue(self) -> str:
        """Some issue."""
        return str(self.choose.choice(self.words.issues)["id"])


def draw_entries(entries: int, *, seed: int = 1) -> Drawn:
    """Return the entries of a drawn case, beside its parties and issues.

    Examples
    --------
    >>> drawn = draw_entries(1_000)
    >>> len(drawn.contents), ("reading", "s1_r") in drawn.contents
    (1003, True)
    """
    choose = Random(seed)  # noqa: S311 -- invented words, no secret
    drawn = Drawn(choose, draw_vocabulary(choose))
    numbers = {kind: round(entries * share) for kind, share in SHARES.items()}
    for number in range(1, numbers["meeting"] + 1):
        drawn.add("meeting", _meeting(drawn, number))
    _add_statements(drawn, numbers["statement"], numbers["document"], numbers["meeting"])
    repeating = choose.sample(range(2, numbers["statement"] + 1), numbers["link"])
    for number, later in enumerate(repeating, start=1):
        drawn.add("link", _link(drawn, number, later))
    for number in range(1, numbers["message"] + 1):
        drawn.add("message", _message(drawn, number))
    for number in range(1, numbers["note"] + 1):
        drawn.add("note", _note(drawn, number, numbers["statement"]))
    return drawn


def _meeting(drawn: Drawn, number: int) -> Content:
    where = f"house {drawn.choose.randint(1, 30)}"
    present = drawn.parties(drawn.choose.randint(1, 2))
    return {"id": f"m{number}", "where": where, "held_on": drawn.day(), "present": present}


def _add_statements(drawn: Drawn, statements: int, documents: int, meetings: int) -> None:
    """Add statements: half of them of documents, whose words they are, half of meetings."""
    of_documents: list[list[Content]] = [[] for _ in range(documents)]
    for number in range(1, statements + 1):
        party, issue = drawn.parties(1)[0], drawn.issue()
        said: Content = {"id": f"s{number}", "words": drawn.sentence(issue)}
        if number % 2 and documents:
            drawn.choose.choice(of_documents).append(said)
            said["chain"] = [{"speaker": party, "to": "public", "grade": "B2"}]
            said["handling"] = "public"
        else:
            said["meeting"] = f"m{drawn.choose.randint(1, meetings)}"
            said["chain"] = [{"speaker": party, "capacity": "official", "to": "team"}]
            said["said_on"] = drawn.day()
        if drawn.choose.random() < HELD:
            holder = drawn.choose.choice(TEAM)
            said["handling"] = {"level": "in_confidence", "held_by": [holder]}
        if statements - number < DRAFTS:
            said["draft"] = True
        drawn.add("statement", said)
        for reading in _readings(drawn, number, party, issue):
            drawn.add("reading", reading)
    for number, passages in enumerate(of_documents, start=1):
        drawn.add("document", _document(drawn, number, passages))


def _readings(drawn: Drawn, number: int, party: str, issue: str) -> Iterator[Content]:
    stance = drawn.choose.choice(STANCES)
    favourite = drawn.words.favourites[party][issue]
    others = [f"o{each}" for each in range(4) if f"o{each}" != favourite]
    other = drawn.choose.choice(others)
    if stance in {"rejects", "rules_out"}:
        said = f"{issue} is {other}"
    elif drawn.choose.random() < 0.3:
        said = f"{issue} is {favourite} or {issue} is {other}"
    else:
        said = f"{issue} is {favourite}"
    of: Content = {"statement": f"s{number}", "party": party, "read_by": TEAM[number % len(TEAM)]}
    yield {"id": f"s{number}_r", **of, "stance": stance, "proposition": said}
    if number <= RIVALS:
        rival = {"status": "alternative", "alternative_to": f"s{number}_r"}
        said = f"{issue} is {other}"
        yield {"id": f"s{number}_q", **of, **rival, "stance": "would_accept", "proposition": said}


def _document(drawn: Drawn, number: int, passages: list[Content]) -> Content:
    """A document that consists of the words of its statements."""
    name, text = f"d{number}", ""
    for said in passages:
        said["document"] = name
        said["span"] = {"start": len(text), "end": len(text) + len(str(said["words"]))}
        text += f"{said['words']}\n\n"
    return {
        "id": name,
        "title": f"Report {number}",
        "outlet": f"Agency {number % 7 + 1}",
        "dated": drawn.day(),
        "file": f"{name}.txt",
        "sha256": sha256(text.encode()).hexdigest(),
        "handling": "public",
        "text": text,
    }


def _link(drawn: Drawn, number: int, later: int) -> Content:
    kind = drawn.choose.choice(("supersedes", "repeats", "repeats"))
    sides = {"statement": f"s{later}", "other": f"s{drawn.choose.randrange(1, later)}"}
    return {"id": f"l{number}", "kind": kind, **sides, "confirmed_by": TEAM[0]}


def _message(drawn: Drawn, number: int) -> Content:
    asked_by, to = drawn.parties(2)
    words, asked_on = drawn.sentence(drawn.issue()), drawn.day()
    said: Content = {"id": f"msg{number}", "asked_by": asked_by, "to": to}
    said |= {"words": words, "asked_on": asked_on}
    if drawn.choose.random() < 0.98:
        said |= {"conveyed_on": asked_on, "conveyed_words": words, "received": "was taken note of"}
        said["reply_owed"] = drawn.choose.random() < 0.02
    return said


def _note(drawn: Drawn, number: int, statements: int) -> Content:
    kind = drawn.choose.choice(("interest", "interest", "face", "other"))
    if not number % DUE_EVERY:
        kind = drawn.choose.choice(("clock", "promise"))
    rests_on = [f"s{drawn.choose.randint(1, statements)}"]
    issue = drawn.issue()
    said: Content = {"id": f"n{number}", "kind": kind, "text": drawn.sentence(issue)}
    said |= {"party": drawn.parties(1)[0], "issues": [issue], "rests_on": rests_on}
    if kind in {"clock", "promise"}:
        said["due"] = drawn.day()
    return said


def draw_case(path: Path, entries: int, *, seed: int = 1) -> Path:
    """Write a drawn case as a folder that `goodoffices serve` opens, and return its path."""
    drawn = draw_entries(entries, seed=seed)
    path.mkdir(parents=True)
    (path / "documents").mkdir()
    _write_files(path, drawn.words)
    prepare_case(path, by=TEAM[0])
    _record(Archive(path / ARCHIVE_FOLDER), drawn)
    return path


def _write_files(path: Path, words: Vocabulary) -> None:
    team = [{"id": one, "name": one.capitalize()} for one in TEAM]
    undertakings, linkages = _undertakings(words)
    files: Mapping[str, Mapping[str, object]] = {
        "case": {"title": "Drawn", "team": team, "parties": words.parties, "issues": words.issues},
        "rounds": {"rounds": [{"id": "first_round", "title": "First round", "venue": "Moor"}]},
        "record": {},
        "undertakings": {"undertakings": undertakings, "linkages": linkages},
    }
    for name, parts in files.items():
        lines = [f"schema: goodoffices/{name}/1"]
        for part, said in parts.items():
            listed = said if isinstance(said, list | tuple) else None
            lines.append(f"{part}:" if listed is not None else f"{part}: {json.dumps(said)}")
            lines += [f"  - {json.dumps(one)}" for one in listed or ()]
        (path / f"{name}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _undertakings(words: Vocabulary) -> tuple[list[Content], list[Content]]:
    """Return what each party would do for the next, and what waits for what."""
    names = [str(one["id"]) for one in words.parties]
    done: list[Content] = [
        {
            "id": f"u{number}",
            "title": f"handing over of post {number}",
            "responsible": name,
            "beneficiaries": [names[number % len(names)]],
            "tranches": 1 + number % 3,
            "days": 5,
        }
        for number, name in enumerate(names, start=1)
    ]
    waits: list[Content] = [
        {"id": f"k{number}", "step": f"u{number}", "after": f"u{number - 1}", "asked_by": name}
        for number, name in enumerate(names, start=1)
        if number % 3 == 2
    ]
    return done, waits


def _record(archive: Archive, drawn: Drawn) -> None:
    parties: dict[Key, Content] = {
        ("party", str(one["id"])): dict(one) for one in drawn.words.parties
    }
    homes = compartments_of(parties | drawn.contents, drawn.contents)
    start = datetime.combine(FIRST_DAY, datetime.min.time(), UTC)
    keys = list(drawn.contents)
    for first in range(0, len(keys), STEP):
        step: dict[str, list[NewEvent]] = {}
        for kind, name in keys[first : first + STEP]:
            content = cast("Json", drawn.contents[kind, name])
            added = NewEvent("added", kind, name, drawn.choose.choice(TEAM), content)
            step.setdefault(homes[kind, name], []).append(added)
        archive.append_step(step, at=start + timedelta(minutes=first))


if __name__ == "__main__":
    draw_case(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
