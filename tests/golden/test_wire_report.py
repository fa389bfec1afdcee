"""From a wire report to the same incompatible sets as the record made by hand.

The report is a news agency's and lies beside the project, never in it. Its annotation is in
view of whoever writes the rules, so this holds what works; it is no measure of quality.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from goodoffices.cli.main import cli

SHARED = Path(__file__).parents[3] / "shared"
REPORT = SHARED / "reports" / "efe-doha.txt"
GOLD = SHARED / "intake" / "efe-doha.gold.json"
SCORER = SHARED / "intake" / "score_report.py"
EXAMPLE = Path(str(resources.files("goodoffices"))) / "examples" / "doha-round"
pytestmark = pytest.mark.skipif(
    not REPORT.exists(), reason="the wire report is not beside the project"
)


def without_record(node: Any) -> Any:
    """A part of the example's case without what rests on its record."""
    if isinstance(node, dict):
        kept = {key: value for key, value in node.items() if key not in {"cites", "brings"}}
        return {key: without_record(value) for key, value in kept.items()}
    return [without_record(one) for one in node] if isinstance(node, list) else node


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The parties and issues of the example, and a record into which the report was read."""
    path = tmp_path_factory.mktemp("wire") / "talks"
    path.mkdir()
    yaml = YAML(typ="safe")
    data = without_record(yaml.load((EXAMPLE / "case.yaml").read_text(encoding="utf-8")))
    del data["instruments"]
    with (path / "case.yaml").open("w", encoding="utf-8") as file:
        yaml.dump(data, file)
    told = ("--outlet", "Efe", "--dated", "2024-08-28", "--public", "--by", "mira")
    run("read", str(path), str(REPORT), *told)
    return path


def drafts(case: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((case / "drafts" / "efe_doha.json").read_text("utf-8"))
    return found


def test_statements_and_positions_are_all_found(case: Path) -> None:
    command = [sys.executable, str(SCORER), str(GOLD), str(case / "drafts/efe_doha.json")]
    scored = subprocess.run([*command, str(REPORT)], capture_output=True, text=True, check=True)
    assert "statements 13 of 13" in scored.stdout
    assert "positions 10 of 10" in scored.stdout


def test_every_span_has_the_words_of_its_draft(case: Path) -> None:
    text = REPORT.read_text(encoding="utf-8")
    found = drafts(case)
    every = [*found["drafts"], *found["rounds"], *found["events"]]
    assert all(text[one["span"]["start"] : one["span"]["end"]] == one["words"] for one in every)


def test_what_is_denied_or_only_possible_is_no_event(case: Path) -> None:
    text = REPORT.read_text(encoding="utf-8")
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    shadows = [(one["span"]["start"], one["span"]["end"]) for one in gold["not_events"]]
    facts = [one for one in drafts(case)["events"] if one["status"] in {"occurred", "ongoing"}]
    retreats = [one for one in facts if one["category"] in {"RETREAT", "CONCEDE"}]
    assert retreats == []
    spans = [(one["span"]["start"], one["span"]["end"]) for one in facts]
    assert not [span for span in spans if span in shadows], [text[s:e] for s, e in spans]


def sets_of(path: Path) -> dict[str, Any]:
    """Under each reading the incompatible sets, movements and untabled options, by positions.

    The id of a position is made of who holds it and of which choices it is true, so equal ids
    are equal positions, whatever statements they rest on.
    """
    told = json.loads(run("explain", str(path), "--json"))
    return {
        "sets": [
            {
                name: sorted(sorted(one) for one in reading[name])
                for name in ("incompatible", "movement")
            }
            for reading in told["readings"]
        ],
        "untabled": [
            (one["issue"], sorted(sorted(by["positions"]) for by in one["admitted_by"]))
            for one in told["untabled"]
        ],
    }


def test_accepted_drafts_give_the_sets_of_the_record_made_by_hand(case: Path) -> None:
    """Every draft of a statement or round is accepted as it is; none has to be added."""
    found = drafts(case)
    ids = [one["id"] for one in [*found["drafts"], *found["rounds"]]]
    run("confirm", str(case), *ids, "--by", "mira")
    by_hand = sets_of(EXAMPLE)
    assert len(by_hand["sets"]) == 2  # one sentence has two fair readings
    assert sets_of(case) == by_hand


def test_reading_the_report_again_drafts_nothing_new(case: Path) -> None:
    before = (case / "drafts" / "efe_doha.json").read_bytes()
    told = json.loads(run("read", str(case), str(REPORT), "--by", "mira", "--json"))
    assert told["drafts"] == []
    assert len(told["read_before"]) == 1
    assert (case / "drafts" / "efe_doha.json").read_bytes() == before
