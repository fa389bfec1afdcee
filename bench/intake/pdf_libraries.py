"""Which library reads a PDF best: pypdf alone, pypdf with our paragraphs, pdfminer.six.

    python -m bench.intake.pdf_libraries [--runs N]

Each gets the same pages, set in several ways; Chromium prints some more where it is installed.
Words: the share of words that come back, in their order. Paragraphs: the share that come back
whole, with nothing else in them. Both after our repair, which joins lines. Time: a page's.
"""

from __future__ import annotations

import argparse
import difflib
import io
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.intake.pdf_pages import LAYOUTS, write_pdf
from goodoffices.intake.conversion.converters.blocks import clean, find_blocks
from goodoffices.intake.conversion.converters.pdf import read_pdf
from goodoffices.intake.repair.repairing import repair
from goodoffices.intake.texts import BlockKind, PlainText

SENTENCES = (
    "The delegations of the two islands met again on Monday in the northern port.",
    "A spokesman said that the ministry would accept a shared zone if the patrols were withdrawn.",
    "“We have come a long way”, the northern envoy said.",
    "The mediators will present a new draft before the weekend, although nobody asked for it.",
    "Observers are to visit the harbour on Thursday.",
    "The envoy described the atmosphere as constructive, a word that the pilots avoided.",
    "Nobody spoke of the nets that had been seized in spring.",
)
PARAGRAPHS = 60


def paragraphs() -> list[str]:
    """Return the paragraphs that are set, no two of them the same."""
    return [
        f"Item {number}. " + " ".join(SENTENCES[(number + k) % 7] for k in range(1 + number % 4))
        for number in range(1, PARAGRAPHS + 1)
    ]


def by_pypdf(raw: bytes) -> PlainText:
    """Read by pypdf's own text, its lines as it gives them."""
    import pypdf  # noqa: PLC0415 -- timed without its import

    pages = pypdf.PdfReader(io.BytesIO(raw)).pages
    text = clean("\n\n".join(page.extract_text() for page in pages))
    return PlainText(text, find_blocks(text), "pdf")


def by_ours(raw: bytes) -> PlainText:
    """Read by pypdf, with the paragraphs that we measure on the page."""
    return read_pdf(raw, "page.pdf")


def by_pdfminer(raw: bytes) -> PlainText:
    """Read by pdfminer.six, whose layout analysis finds paragraphs."""
    from pdfminer.high_level import extract_text  # noqa: PLC0415 -- timed without its import

    text = clean(extract_text(io.BytesIO(raw)).replace("\f", "\n\n"))
    return PlainText(text, find_blocks(text), "pdf")


READERS: tuple[tuple[str, Callable[[bytes], PlainText]], ...] = (
    ("pypdf", by_pypdf),
    ("pypdf, our paragraphs", by_ours),
    ("pdfminer.six", by_pdfminer),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one library made of one layout."""

    words: float
    paragraphs: float
    ms: float


def measure(read: Callable[[bytes], PlainText], raw: bytes, pages: int, runs: int) -> Figures:
    """Return the figures of one library on one file."""
    spent = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        plain = read(raw)
        spent.append(time.perf_counter() - start)
    copy = repair(plain)
    wanted = paragraphs()
    words = " ".join(wanted).split()
    matcher = difflib.SequenceMatcher(None, words, copy.text.split(), autojunk=False)
    found = sum(block.size for block in matcher.get_matching_blocks())
    whole = {
        " ".join(copy.text[block.extent.start : block.extent.end].split())
        for block in copy.blocks
        if block.kind is BlockKind.PARAGRAPH
    }
    share = sum(paragraph in whole for paragraph in wanted) / len(wanted)
    return Figures(found / len(words), share, 1000 * median(spent[1:]) / pages)


def printed_by_chromium(style: str) -> bytes | None:
    """Return the paragraphs as Chromium prints them, None where there is no Chromium."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "page.html"), Path(name, "page.pdf")
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs())
        head = f'<meta charset="utf-8"><style>{style}</style>'
        source.write_text(f'<html lang="en"><head>{head}</head>{body}</html>', encoding="utf-8")
        words = ["--headless", "--no-sandbox", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
        subprocess.run([program, *words, str(source)], check=False, capture_output=True)
        return target.read_bytes() if target.exists() else None


def files() -> list[tuple[str, bytes, int]]:
    """Return the files that are read: how each is set, its bytes, its number of pages."""
    import pypdf  # noqa: PLC0415 -- slow import

    made: list[tuple[str, bytes]] = [
        (name, write_pdf(layout(paragraphs()))) for name, layout in LAYOUTS
    ]
    for name, style in (
        ("Chromium, justified", "p { text-align: justify }"),
        ("Chromium, hyphenated", "body { width: 9cm; hyphens: auto; text-align: justify }"),
        ("Chromium, indented", "p { margin: 0; text-indent: 2em }"),
    ):
        printed = printed_by_chromium(style)
        if printed is not None:
            made.append((name, printed))
    return [(name, raw, len(pypdf.PdfReader(io.BytesIO(raw)).pages)) for name, raw in made]


def main(given: Sequence[str] | None = None) -> None:
    """Print the figures of each library on each layout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args(given).runs
    row = "{:<26}{:<24}{:>8}{:>12}{:>10}"
    print(row.format("set", "read by", "words", "paragraphs", "ms/page"))
    for name, raw, pages in files():
        for reader, read in READERS:
            figures = measure(read, raw, pages, runs)
            shares = f"{figures.words:.3f}", f"{figures.paragraphs:.2f}", f"{figures.ms:.1f}"
            print(row.format(name, reader, *shares))


if __name__ == "__main__":
    main()
