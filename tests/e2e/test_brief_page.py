"""The brief in a browser: alone, legible, in one page on paper, and for the keyboard too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from goodoffices.drafting.html import to_html
from tests.briefs import EXAMPLES, brief_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (1280, 390)
LEAST_CONTRAST = 4.5
"""WCAG 2.2, AA, for text of any size."""

CONTRAST = """
() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const over = (colors) => {  // colours painted on each other, the lowest first
    pen.clearRect(0, 0, 1, 1);
    for (const [color, opacity] of colors) {
      pen.globalAlpha = opacity;
      pen.fillStyle = color;
      pen.fillRect(0, 0, 1, 1);
    }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const beneath = (element) => {
    const found = [];
    for (let one = element; one; one = one.parentElement) {
      found.unshift([getComputedStyle(one).backgroundColor, 1]);
    }
    return [["white", 1], ...found];
  };
  const inside = (box, point) => point.x >= box.left && point.x <= box.right
    && point.y >= box.top && point.y <= box.bottom;
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const ground = beneath(element);
    const svg = element.closest("svg");
    if (svg) {
      const box = element.getBoundingClientRect();
      const point = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      for (const rect of svg.querySelectorAll("rect")) {
        const fill = getComputedStyle(rect);
        if (fill.fill !== "none" && inside(rect.getBoundingClientRect(), point)) {
          ground.push([fill.fill, Number(fill.fillOpacity)]);
        }
      }
    }
    const color = svg ? style.fill : style.color;
    const lights = [light(over(ground)), light(over([...ground, [color, 1]]))];
    lights.sort((a, b) => b - a);
    const ratio = (lights[0] + 0.05) / (lights[1] + 0.05);
    found.push([Math.round(ratio * 100) / 100, walker.currentNode.data.trim().slice(0, 40)]);
  }
  return found;
}
"""


@pytest.fixture(params=EXAMPLES)
def brief(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The brief of an example as a file."""
    path = tmp_path / "brief.html"
    path.write_text(to_html(brief_of(request.param)), encoding="utf-8")
    return path


@pytest.fixture
def opened(page: Page, brief: Path) -> Iterator[Page]:
    """The brief in the browser; it asks for nothing but itself."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(brief.as_uri())
    yield page
    assert asked == [brief.as_uri()]


@pytest.mark.parametrize("width", WIDTHS)
def test_page_does_not_scroll_sideways(opened: Page, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(opened: Page, scheme: Any) -> None:
    opened.emulate_media(color_scheme=scheme)
    opened.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = opened.evaluate(CONTRAST)
    assert len(found) > 300
    assert [one for one in found if one[0] < LEAST_CONTRAST] == []


def test_a_passage_that_is_led_to_stays_legible(opened: Page) -> None:
    for scheme in ("light", "dark"):
        opened.emulate_media(color_scheme=scheme)
        opened.locator(".first .cites a").first.click()
        assert [one for one in opened.evaluate(CONTRAST) if one[0] < LEAST_CONTRAST] == []


def test_every_link_leads_to_a_place_that_is_shown(opened: Page) -> None:
    missing = opened.evaluate(
        """() => [...document.links].map((one) => one.hash.slice(1))
           .filter((id) => !document.getElementById(id)?.getClientRects().length)"""
    )
    assert missing == []


def test_first_article_is_one_page_of_paper(opened: Page) -> None:
    """A page that runs over is not read."""
    opened.add_style_tag(content=".detail, .words, .text { display: none !important }")
    printed = opened.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", printed)
    assert box is not None
    assert [round(float(part)) for part in box.groups()] == [595, 842]  # A4


def test_whole_brief_prints_with_nothing_cut_off(opened: Page) -> None:
    """On paper nothing scrolls: what is wider than its place is lost."""
    opened.set_viewport_size({"width": 695, "height": 1000})  # A4 less its margins
    opened.emulate_media(media="print")
    cut = opened.evaluate(
        """() => [...document.querySelectorAll('.scroll')]
           .filter((one) => one.scrollWidth > one.clientWidth + 1)
           .map((one) => one.textContent.trim().slice(0, 60))"""
    )
    assert cut == []


def test_focus_is_seen_wherever_the_keyboard_goes(opened: Page) -> None:
    seen = set()
    for _ in range(12):
        opened.keyboard.press("Tab")
        focus = opened.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              return [document.activeElement.tagName, style.outlineStyle, style.outlineWidth];
            }"""
        )
        seen.add(tuple(focus))
    assert seen == {("A", "solid", "2px")}


def test_figures_have_names_for_those_who_do_not_see_them(opened: Page) -> None:
    pictures = opened.get_by_role("img")
    assert pictures.count() > 0
    for picture in pictures.all():
        labels = (picture.get_attribute("aria-labelledby") or "").split()
        assert all(opened.locator(f"#{label}").text_content() for label in labels)


def test_page_opens_without_scripts(browser: Any, brief: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    fresh = context.new_page()
    fresh.goto(brief.as_uri())
    assert fresh.locator("h1").is_visible()
    context.close()
