"""How well the events of single sentences are put into PLOVER's categories.

Run it with `python -m bench.intake.plover [RECORDS]`, by default the development half of the
records in `../shared/intake/plover_dev.json`. The scorer beside them prints the figures.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from goodoffices.intake.events.events import main_event
from goodoffices.intake.parsing import parse_all
from goodoffices.intake.texts import RepairedText

SHARED = Path(__file__).resolve().parents[3] / "shared" / "intake"


def predict(records: list[dict[str, str]]) -> dict[str, str]:
    """Return the category of each record's sentence by its id, empty where none was found."""
    texts = (RepairedText.unchanged(record["text"], ()) for record in records)
    events = map(main_event, parse_all(texts))
    return {
        record["id"]: event.category if event is not None else ""
        for record, event in zip(records, events, strict=True)
    }


def score(gold: Path) -> str:
    """Return the scorer's line for the records of a file."""
    predictions = predict(json.loads(gold.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "predictions.json"
        said.write_text(json.dumps(predictions), encoding="utf-8")
        scorer = [sys.executable, str(SHARED / "score_plover.py"), str(gold), str(said)]
        return subprocess.run(scorer, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    print(score(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "plover_dev.json"))
