"""How a person works a page: with a pointer, or by the keyboard alone.

A test asks for what is to be done; the hand does it as its person would, or fails where that
person cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MOST_STEPS: Final = 250
"""Steps of the Tab key after which a person would have given up long ago."""
HAS_FOCUS: Final = "(one) => one === document.activeElement"


class Hand(Protocol):
    """What a person does to a page."""

    def press(self, what: Locator) -> None:
        """Press a button, a link, or what unfolds."""

    def write(self, where: Locator, words: str) -> None:
        """Write words into a field that is empty."""

    def choose(self, where: Locator, option: str) -> None:
        """Choose an option of a list."""

    def tick(self, what: Locator) -> None:
        """Tick a box."""


class Pointer:
    """A mouse, or a finger."""

    def press(self, what: Locator) -> None:
        """Click it."""
        what.click()

    def write(self, where: Locator, words: str) -> None:
        """Click into the field, and write."""
        where.fill(words)

    def choose(self, where: Locator, option: str) -> None:
        """Pick the option."""
        where.select_option(option)

    def tick(self, what: Locator) -> None:
        """Click the box."""
        what.check()


class Keys:
    """The keyboard alone: Tab goes there, Enter and Space press, letters choose."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, what: Locator) -> None:
        """Go there, and press Enter."""
        self._go_to(what)
        self._page.keyboard.press("Enter")

    def write(self, where: Locator, words: str) -> None:
        """Go there, and write."""
        self._go_to(where)
        self._page.keyboard.insert_text(words)

    def choose(self, where: Locator, option: str) -> None:
        """Go there, and type how the option begins."""
        self._go_to(where)
        self._page.keyboard.type(option)

    def tick(self, what: Locator) -> None:
        """Go there, and press Space."""
        self._go_to(what)
        self._page.keyboard.press("Space")

    def _go_to(self, what: Locator) -> None:
        what.wait_for()
        for _ in range(MOST_STEPS):
            if what.evaluate(HAS_FOCUS):
                return
            self._page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {what}")
