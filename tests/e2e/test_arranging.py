"""The steps of an order are moved by key, by drag and by button, and what changes is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.e2e.watching import watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.e2e.lived_in import LivedIn

MOVE = "/phases/move/"


@pytest.fixture
def window(browser: Browser, lived_in: LivedIn) -> Iterator[Page]:
    served, kept = lived_in.served, lived_in.kept
    with watched(browser, served, storage_state=kept) as page:
        page.goto(MOVE)
        yield page


def steps_in(page: Page) -> list[str]:
    found: list[str] = page.locator("[data-step]").evaluate_all(
        "all => all.map((one) => one.dataset.step)"
    )
    return found


def wait_until_first(page: Page, step: str) -> None:
    page.locator(f"[data-step]:first-child[data-step='{step}']").wait_for()


def wait_until_told(page: Page, words: str) -> None:
    """Wait until somebody who does not see the page is told so."""
    page.locator("#status", has_text=words).wait_for(state="attached")


def test_arrow_keys_move_a_step_and_stay_on_its_handle(window: Page) -> None:
    first, second, *others = steps_in(window)
    window.locator(".handle").first.focus()
    window.keyboard.press("ArrowUp")
    wait_until_told(window, "This is the first step.")
    window.keyboard.press("ArrowDown")
    wait_until_first(window, second)
    assert steps_in(window) == [second, first, *others]
    wait_until_told(window, "moved.")
    assert window.evaluate("document.activeElement.id") == f"handle-{first}"
    window.keyboard.press("ArrowUp")
    wait_until_first(window, first)
    assert steps_in(window) == [first, second, *others]


def test_drag_moves_a_step_to_where_it_is_let_go(window: Page) -> None:
    first, second, third, *others = steps_in(window)
    boxes = [window.locator(".handle").nth(place).bounding_box() for place in (0, 2)]
    begin, end = (one for one in boxes if one is not None)
    window.mouse.move(begin["x"] + 5, begin["y"] + 5)
    window.mouse.down()
    window.mouse.move(end["x"] + 5, end["y"] + end["height"], steps=6)
    window.mouse.up()
    window.wait_for_url(f"**{MOVE}*to=3*")
    assert steps_in(window) == [second, third, first, *others]


def test_drag_that_is_broken_off_leaves_the_order_alone(window: Page) -> None:
    before = steps_in(window)
    box = window.locator(".handle").first.bounding_box()
    assert box is not None
    window.mouse.move(box["x"] + 5, box["y"] + 5)
    window.mouse.down()
    window.mouse.move(box["x"] + 5, box["y"] + 150, steps=4)
    assert steps_in(window) != before
    window.evaluate("document.dispatchEvent(new PointerEvent('pointercancel'))")
    assert steps_in(window) == before
    window.mouse.up()
    assert (steps_in(window), window.url.partition("?")[1]) == (before, "")


def test_buttons_do_without_scripts(browser: Browser, lived_in: LivedIn) -> None:
    served, kept = lived_in.served, lived_in.kept
    with watched(browser, served, storage_state=kept, java_script_enabled=False) as page:
        page.goto(MOVE)
        first = page.locator(".what").first.inner_text()
        page.locator("button[name=later]").first.click()
        assert page.locator(".step.moved .what").inner_text().startswith("2. ")
        page.get_by_text("Undo this move").click()
        assert page.locator(".what").first.inner_text() == first
