"""Every page of a case is within reach of everyone: on a phone, in the dark, on paper, by axe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import pytest

from tests.e2e.lived_in import NAMES
from tests.e2e.test_brief_page import CONTRAST, LEAST_CONTRAST
from tests.e2e.watching import watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.e2e.lived_in import LivedIn

WIDE, NARROW = 1280, 390
MAGNIFIED = 320
"""A screen of 1280 px at 400 %."""
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")


@pytest.fixture(scope="module")
def window(browser: Browser, lived_in: LivedIn) -> Iterator[Page]:
    with watched(browser, lived_in.served, storage_state=lived_in.kept) as page:
        yield page


def look(page: Page, address: str) -> None:
    """Open a page, with everything that can be unfolded unfolded."""
    answer = page.goto(address)
    assert answer is not None
    assert (answer.status, page.url.partition("/account/login/")[1]) == (200, "")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


@pytest.mark.parametrize("name", NAMES)
def test_page_is_within_reach_of_everyone(window: Page, lived_in: LivedIn, name: str) -> None:
    """No violation that axe finds, every text with contrast, and nothing that scrolls sideways.

    Of what axe looks at, a scheme changes contrast alone, and that is measured in both.
    """
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 -- optional dependency

    wrong: list[str] = []
    window.set_viewport_size({"width": WIDE, "height": 800})
    window.emulate_media(color_scheme="light", media="screen")
    look(window, lived_in.addresses[name])
    for width, axe_in in ((WIDE, "light"), (NARROW, "dark")):
        window.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            window.emulate_media(color_scheme=scheme)
            pale = [one for one in window.evaluate(CONTRAST) if one[0] < LEAST_CONTRAST]
            wrong += [f"{width} {scheme}: {ratio} of “{words}”" for ratio, words in pale]
            if scheme == axe_in and (found := Axe().run(window)).violations_count:
                wrong.append(f"{width} {scheme}: {found.generate_report()}")
    for width in (NARROW, MAGNIFIED):
        window.set_viewport_size({"width": width, "height": 800})
        if (wide := window.evaluate("document.documentElement.scrollWidth")) != width:
            wrong.append(f"{width}: the page is {wide} px wide")
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_page_on_paper_holds_nothing_to_press(window: Page, lived_in: LivedIn, name: str) -> None:
    window.set_viewport_size({"width": 695, "height": 1000})  # A4 less its margins
    window.emulate_media(color_scheme="light", media="print")
    look(window, lived_in.addresses[name])
    shown = ".navigation:visible, .menu:visible, .find:visible, .lock:visible"
    assert window.locator(shown).count() == 0
    assert window.locator("h1:visible").count() == 1
