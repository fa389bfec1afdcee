"""How many attributions of news texts are found: content and source, by the shared scorer.

    python -m bench.intake.attribution [--gold FILE] [--scorer FILE] [--halves N] [--whole]

Texts and gold are lines of JSON (GUM news, CC BY). Each text is converted, mended and parsed
as `goodoffices read` does it; predictions go to a temporary file, and the scorer's figures
are printed, with the speed of attribution given the parse. `--halves` also scores N random
halves of the documents, to see how far the figure depends on them. `--whole` reads the texts
unmended, with what repairing leaves out as boilerplate (lists of sources, which the gold has).
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from goodoffices.intake.attribution.attributing import attribute
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.conversion.converting import convert
from goodoffices.intake.parsing import Parsed, parse
from goodoffices.intake.repair.repairing import repair
from goodoffices.intake.texts import Extent, RepairedText

SHARED = Path(__file__).parents[3] / "shared" / "intake"


def main() -> None:
    """Score, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=SHARED / "gum_news_dev.jsonl")
    parser.add_argument("--scorer", type=Path, default=SHARED / "score_attribution.py")
    parser.add_argument("--halves", type=int, default=0)
    parser.add_argument("--whole", action="store_true")
    asked = parser.parse_args()
    gold = read_gold(asked.gold)
    said, seconds, words = predict(gold, whole=asked.whole)
    print(score(asked.scorer, gold, said))
    print(f"{words / seconds:,.0f} words a second, given the parse")
    for seed in range(asked.halves):
        half = sorted(random.Random(seed).sample(range(len(gold)), len(gold) // 2))  # noqa: S311 -- no secret
        figures = score(asked.scorer, [gold[n] for n in half], [said[n] for n in half])
        print(f"half {seed}: {figures.splitlines()[-1]}")


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Return the annotated documents of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def predict(
    gold: list[dict[str, Any]], *, whole: bool = False
) -> tuple[list[dict[str, Any]], float, int]:
    """Return what is found in each document, the seconds it took, and the number of words."""
    parses = [parse(copy_of(each["text"], whole=whole)) for each in gold]
    start = time.perf_counter()
    found = [attribute(each) for each in parses]
    seconds = time.perf_counter() - start
    said = [
        {"id": each["id"], "attributions": [as_said(parsed, one) for one in ones]}
        for each, parsed, ones in zip(gold, parses, found, strict=True)
    ]
    return said, seconds, sum(len(each.doc) for each in parses)


def copy_of(text: str, *, whole: bool) -> RepairedText:
    """Return the copy of a text for parsing; the whole has its boilerplate too, unmended."""
    plain = convert(text.encode(), "news.txt")
    return RepairedText.unchanged(plain.text, plain.blocks) if whole else repair(plain)


def as_said(parsed: Parsed, found: Attribution) -> dict[str, list[Extent]]:
    """Return an attribution as the scorer reads it, offsets into the text."""
    return {
        "content": [parsed.extent(*one) for one in found.content],
        "source": [parsed.extent(*found.source)] if found.source else [],
    }


def score(scorer: Path, gold: list[dict[str, Any]], said: list[dict[str, Any]]) -> str:
    """Return what the scorer prints."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "gold.jsonl", Path(folder) / "said.jsonl"]
        for file, rows in zip(files, (gold, said), strict=True):
            file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
        done = subprocess.run(
            [sys.executable, scorer, *files], capture_output=True, text=True, check=True
        )
    return done.stdout.rstrip()


if __name__ == "__main__":
    main()
