"""What reading costs: loading, words a second on one core, and a folder of 500 reports.

    python -m bench.intake.speed

The reports are made of the sentences of the development texts (or of our own, where those are
not beside the project), so that no two are the same.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TypedDict

HERE = Path(__file__)
ROOT = HERE.parents[2]
NEWS = HERE.resolve().parents[3] / "shared" / "intake" / "gum_news_dev.jsonl"
OWN = (
    "The delegation of Israel said that it rejects an international force.",
    "Egypt insists that Israel withdraw from the Philadelphi corridor, two officials said.",
    "“We will not accept this,” a spokesman of Hamas told reporters in Doha on Monday.",
    "The talks in Cairo ended without agreement, according to a diplomat.",
)
RUNS = 3
REPORTS = 500
WORDS_EACH = 250


class Figures(TypedDict):
    """What one process measured."""

    load_s: float
    words_a_second: float
    words: int


def one_core() -> None:
    """Keep this process on one core, where the system lets us."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def paragraphs() -> list[str]:
    """Return the paragraphs that the reports are made of."""
    if not NEWS.exists():
        return list(OWN)
    texts = [json.loads(line)["text"] for line in NEWS.read_text("utf-8").splitlines()]
    return [one for text in texts for one in text.split("\n\n") if len(one.split()) > 8]


def measure() -> Figures:
    """Return how long loading took, and how many words a second were read after it."""
    one_core()
    start = time.perf_counter()
    from goodoffices.intake.parsing import pipeline  # noqa: PLC0415 -- what is measured

    pipeline()
    loaded = time.perf_counter() - start
    from bench.intake.report import doha_round, drafted  # noqa: PLC0415 -- after the load
    from goodoffices.intake.knowledge import Knowledge  # noqa: PLC0415 -- after the load

    knowledge = Knowledge(doha_round())
    texts = ["\n\n".join(paragraphs()[begin::4]) for begin in range(4)]
    drafted(texts[0].encode(), "report.txt", knowledge)
    start = time.perf_counter()
    for text in texts:
        drafted(text.encode(), "report.txt", knowledge)
    words = sum(len(text.split()) for text in texts)
    return {
        "load_s": loaded,
        "words_a_second": words / (time.perf_counter() - start),
        "words": words,
    }


def measured() -> Figures:
    """Return the medians of some processes, each on one core."""
    command = [sys.executable, "-m", "bench.intake.speed", "--once"]
    runs = [
        json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
        for _ in range(RUNS)
    ]
    return {
        "load_s": statistics.median(run["load_s"] for run in runs),
        "words_a_second": statistics.median(run["words_a_second"] for run in runs),
        "words": runs[0]["words"],
    }


def read_folder() -> tuple[float, float]:
    """Return the seconds and the largest memory in MB of `goodoffices read` on 500 reports."""
    draw = random.Random(5)  # noqa: S311 -- no secret
    told = paragraphs()
    with tempfile.TemporaryDirectory() as folder:
        case, reports = Path(folder) / "doha-round", Path(folder) / "reports"
        reports.mkdir()
        for number in range(REPORTS):
            text = [f"Report {number}"]
            while sum(len(one.split()) for one in text) < WORDS_EACH:
                text.append(draw.choice(told))
            (reports / f"report-{number:03}.txt").write_text("\n\n".join(text), "utf-8")
        program = "from goodoffices.cli.main import main; raise SystemExit(main())"
        start = [sys.executable, "-c", program]
        subprocess.run([*start, "demo"], cwd=folder, check=True, capture_output=True)
        command = [*start, "read", str(case), str(reports), "--by", "bench"]
        begun = time.perf_counter()
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - begun
        assert process.returncode == 0
        scale = 1024 if sys.platform != "darwin" else 1024**2
        return seconds, used.ru_maxrss / scale


if __name__ == "__main__":
    if "--once" in sys.argv:
        print(json.dumps(measure()))
    else:
        figures = measured()
        print(
            f"load {figures['load_s']:.2f} s, then {figures['words_a_second']:,.0f} words a second"
        )
        took, megabytes = read_folder()
        print(f"{REPORTS} reports in {took:.0f} s, {megabytes:,.0f} MB at most")
