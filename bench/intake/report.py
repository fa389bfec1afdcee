"""How the drafts of the wire report compare with its annotation, which is in view.

    python -m bench.intake.report

The report is read into the parties and issues of `doha-round`, as `goodoffices read` does it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from goodoffices.intake.conversion.converting import convert
from goodoffices.intake.drafting.drafting import draft_document
from goodoffices.intake.drafts import DraftDocument, DraftsFile
from goodoffices.intake.knowledge import Knowledge
from goodoffices.intake.parsing import parse
from goodoffices.intake.repair.repairing import repair
from goodoffices.record.checks.check import load
from goodoffices.record.record import Record

SHARED = Path(__file__).resolve().parents[3] / "shared"
REPORT = SHARED / "reports" / "efe-doha.txt"


def doha_round() -> Record:
    """Return the worked example's parties and issues, without its statements."""
    with as_file(files("goodoffices.examples") / "doha-round") as path:
        whole = load(path).record
    return Record(title=whole.title, team=whole.team, parties=whole.parties, issues=whole.issues)


def drafted(raw: bytes, name: str, knowledge: Knowledge) -> DraftsFile:
    """Return the drafts of one file, as `goodoffices read` makes them."""
    plain = convert(raw, name)
    names = [form.text for form in knowledge.names.forms]
    document = DraftDocument(id="report", file=name, sha256="")
    parsed = parse(repair(plain, names=names))
    return draft_document(parsed, plain.text, document=document, knowledge=knowledge)


def score() -> str:
    """Return the scorer's line for the wire report."""
    drafts = drafted(REPORT.read_bytes(), REPORT.name, Knowledge(doha_round()))
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "drafts.json"
        said.write_text(json.dumps(drafts.model_dump(mode="json", by_alias=True)), "utf-8")
        gold = SHARED / "intake" / "efe-doha.gold.json"
        scorer = [sys.executable, str(SHARED / "intake" / "score_report.py")]
        command = [*scorer, str(gold), str(said), str(REPORT)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    print(score())
