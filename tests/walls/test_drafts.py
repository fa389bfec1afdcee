"""What waits in drafts, what was rejected and what the log says reaches no page of any viewer.

The case of the walls with three documents that were read: one for the team, one that vera alone
holds, one that is public. Each holds a word of its own in every field that can hold words.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

from goodoffices.cli.main import cli
from goodoffices.intake.drafts import DraftsFile
from goodoffices.intake.review.accepting import accept
from goodoffices.intake.review.deciding import reject
from goodoffices.intake.review.review_log import keep_log
from goodoffices.intake.review.reviewing import Review
from goodoffices.intake.review.storing import write_drafts
from tests.records import write_case
from tests.walls import compartments
from tests.walls.compartments import MAY_SEE, pages

WAITS: Final = "zwaitsz"
"""What was drafted from a report of the team."""
HELD: Final = "zheldz"
"""What was drafted from a note that vera alone holds."""
WIRE: Final = "zwirez"
"""What was drafted from a public report."""
HANDLINGS: Final = {
    WAITS: "in_confidence",
    HELD: {"level": "in_confidence", "held_by": ["vera"]},
    WIRE: "public",
}


def drafts_of(word: str) -> DraftsFile:
    """Two statements, a round, an event and a source; the word stands wherever words can."""
    text = _text(word)
    whole = {"span": {"start": 0, "end": len(text)}, "words": text}
    name, source = f"note_{word}", f"note_{word}_source"
    hop = {"speaker": source, "name": f"A man {word}", "kind": "unnamed", "why": f"He knew {word}"}
    reading = {
        "party": "north",
        "stance": "insists",
        "span": whole["span"],
        "proposition": "toll is none",
        "in_words": f"insists on it {word}",
        "new_option": f"a ferry {word}",
        "questions": [f"Is it so {word}?"],
    }
    said = {"chain": [hop], "questions": [f"When {word}?"], "flags": [f"partisan {word}"], **whole}
    shared = {"title": f"Title {word}", "outlet": f"Outlet {word}", "author": f"Author {word}"}
    return DraftsFile.model_validate(
        {
            "document": {
                "id": name,
                "file": f"{word}.txt",
                "sha256": "",
                "original": f"from-{word}.pdf",
                "handling": HANDLINGS[word],
                **shared,
            },
            "sources": [
                {
                    "id": source,
                    "kind": "unnamed",
                    "description": f"A man {word}",
                    "affiliation": "north",
                }
            ],
            "drafts": [
                {"id": f"{name}_s1", "readings": [{"id": f"{name}_s1_r1", **reading}], **said},
                {"id": f"{name}_s2", **said},
            ],
            "rounds": [{"id": f"{name}_m1", "venue": f"Venue {word}", **whole}],
            "events": [
                {"id": f"{name}_e1", "category": "CONSULT", "place": f"Place {word}", **whole}
            ],
        }
    )


def _text(word: str) -> str:
    return f"The toll has to go, a man said {word}."


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the walls, in which nothing was read."""
    return write_case(
        tmp_path_factory.mktemp("drafts") / "talks",
        case=compartments.CASE,
        rounds=compartments.ROUNDS,
        record=compartments.RECORD,
        preferences=compartments.PREFERENCES,
        undertakings=compartments.UNDERTAKINGS,
        documents=compartments.TEXTS,
    )


@pytest.fixture(scope="module")
def waiting(without: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with three documents read, a log, and one draft of each rejected."""
    case = tmp_path_factory.mktemp("waiting") / "talks"
    shutil.copytree(without, case)
    for word in HANDLINGS:
        (case / "documents" / f"{word}.txt").write_text(_text(word))
        write_drafts(case, drafts_of(word))
    keep_log(case)
    review = Review.open(case, by="vera")
    while review.current is not None:
        review.defer()
    for word in HANDLINGS:
        reject(case, f"note_{word}_s2", by="vera")
    assert HELD in (case / "drafts" / "log.jsonl").read_text()
    return case


@pytest.mark.parametrize("viewer", MAY_SEE)
def test_no_page_changes_by_what_only_waits(
    without: Path, waiting: Path, viewer: str, tmp_path: Path
) -> None:
    """Neither by a word nor by a number: not even the team's pages count what waits."""
    assert pages(waiting, viewer, tmp_path) == pages(without, viewer, tmp_path)


def test_check_names_ids_and_numbers_and_no_words(waiting: Path) -> None:
    shown = CliRunner().invoke(cli, ["check", str(waiting)]).output
    assert f"3 drafts of note_{HELD} wait" in shown
    assert all(word not in shown.replace(f"note_{word}", "") for word in HANDLINGS)


@pytest.mark.parametrize(
    ("by", "words"), [("vera", {WAITS, HELD, WIRE}), ("joao", {WAITS, WIRE}), ("x", {WAITS, WIRE})]
)
def test_review_shows_to_each_what_they_hold(waiting: Path, by: str, words: set[str]) -> None:
    for more in (["--json"], ["--plain"]):
        shown = CliRunner().invoke(
            cli, ["review", str(waiting), "--by", by, *more], input="n\n" * 20 + "q\n"
        )
        assert {word for word in HANDLINGS if word in shown.output} == words
    refused = CliRunner().invoke(cli, ["review", str(waiting), f"note_{HELD}", "--by", by])
    assert (f"Title {HELD}" in refused.output) is (by == "vera")


@pytest.fixture(scope="module")
def accepted(waiting: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with everything accepted but what was rejected."""
    case = tmp_path_factory.mktemp("accepted") / "talks"
    shutil.copytree(waiting, case)
    for word in HANDLINGS:
        for draft in ("s1", "m1", "e1"):
            accept(case, f"note_{word}_{draft}", by="vera")
    return case


@pytest.mark.parametrize(
    ("viewer", "words"),
    [
        ("team", {WAITS, WIRE}),
        ("vera", {WAITS, HELD, WIRE}),
        ("joao", {WAITS, WIRE}),
        ("north", {WIRE}),
        ("south", {WIRE}),
    ],
)
def test_what_is_accepted_is_as_open_as_its_document(
    accepted: Path, viewer: str, words: set[str], tmp_path: Path
) -> None:
    shown = "\n".join(pages(accepted, viewer, tmp_path).values())
    assert {word for word in HANDLINGS if word in shown} == words


@pytest.mark.parametrize("viewer", ["north", "south"])
def test_a_party_sees_no_reading_and_not_how_a_report_came_to_us(
    accepted: Path, viewer: str, tmp_path: Path
) -> None:
    shown = "\n".join(pages(accepted, viewer, tmp_path).values())
    assert f"The toll has to go, a man said {WIRE}" in shown
    for words in ("from-", "insists on it", "He knew", "partisan", "_s1_r1"):
        assert f"{words}{WIRE}" not in shown
        assert f"{words} {WIRE}" not in shown
