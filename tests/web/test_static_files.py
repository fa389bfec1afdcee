"""What our pages load is ours, small, and free of anything the security policy forbids."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import goodoffices

ROOT = Path(goodoffices.__file__).parent
STATIC = ROOT / "web" / "static" / "web"
TEMPLATES = ROOT / "web" / "templates"
FORBIDDEN = re.compile(
    r"""\sstyle=|<style|\son[a-z]+=|\shx-on|javascript:|\sjs:|https?://|//cdn|\ssrcdoc=|src="data:"""
)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)")


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda one: str(one.relative_to(TEMPLATES))
)
def test_template_holds_nothing_that_the_security_policy_forbids(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert FORBIDDEN.findall(text) == []
    assert INLINE_SCRIPT.findall(text) == []


def test_forbidden_things_are_recognised() -> None:
    """Else the test above could not fail."""
    samples = ('<p style="x">', "<style>", '<a onclick="x">', "<div hx-on:click>", "http://a.b")
    assert [len(FORBIDDEN.findall(one)) for one in samples] == [1] * len(samples)
    assert INLINE_SCRIPT.findall('<script src="x"></script><script>') == ["<script"]


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda one: one.name)
def test_style_sheet_loads_nothing(path: Path) -> None:
    assert re.findall(r"@import|url\(|@font-face", path.read_text(encoding="utf-8")) == []


def test_scripts_are_short_and_keep_nothing_in_the_browser() -> None:
    """Words told in confidence must not stay on a machine after the page is closed."""
    texts = [path.read_text(encoding="utf-8") for path in STATIC.glob("*.js")]
    assert sum(text.count("\n") for text in texts) < 300
    kept = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|eval\(|innerHTML")
    assert [kept.findall(text) for text in texts] == [[]] * len(texts)


def test_pages_have_the_colours_of_the_brief() -> None:
    names = ("ink", "quiet", "paper", "line", "link", "mark", "label")
    brief = (ROOT / "drafting" / "templates" / "page.css").read_text(encoding="utf-8")
    pages = (STATIC / "colours.css").read_text(encoding="utf-8")
    colour = re.compile(rf"--({'|'.join(names)}): (#[0-9a-f]+)")
    assert colour.findall(pages) == colour.findall(brief)


def test_every_part_is_used() -> None:
    gallery = Path(__file__).parent / "gallery_pages"
    pages = [*TEMPLATES.rglob("*.html"), *gallery.glob("*.html")]
    used = {
        name
        for page in pages
        for name in re.findall(r'"(web/parts/[a-z_]+\.html)"', page.read_text(encoding="utf-8"))
    }
    parts = {f"web/parts/{path.name}" for path in (TEMPLATES / "web" / "parts").glob("*.html")}
    assert used == parts
