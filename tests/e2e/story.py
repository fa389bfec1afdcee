"""An evening of a team in the pages, step by step, as any hand can do it.

Each step does what a mediator would do, and looks at what the page says then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.e2e.watching import NAME, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.e2e.hands import Hand
    from tests.e2e.serving import Served

REPORT = """\
Al-Bahr News Agency, Doha, 29 August 2024

Hamas rejects any Israeli presence in the Philadelphi corridor, a Hamas official told the agency.

Qatar said that Israel would accept a gradual withdrawal from the Netzarim corridor.
"""

MOVED = "rejects any Israeli military presence"


@dataclass(frozen=True, slots=True)
class Evening:
    """A page, the hand that works it, and whether the browser runs scripts."""

    page: Page
    hand: Hand
    served: Served
    has_scripts: bool = True

    def go(self, place: str) -> None:
        """Go to a page by the navigation."""
        self.page.wait_for_load_state()  # before, a stylesheet may be missing
        menu = self.page.locator(".menu > summary")
        if menu.is_visible():
            self.hand.press(menu)
        link = self.page.get_by_role("navigation", name="Case").get_by_role("link", name=place)
        self.hand.press(link.locator("visible=true").first)
        expect(self.page.locator(f'.navigation [aria-current]:text-is("{place}")')).to_have_count(2)
        self.page.wait_for_load_state()  # its scripts listen now

    def button(self, name: str, *, within: Locator | None = None) -> None:
        """Press a button or a link by its name."""
        of = within or self.page.locator("main")
        found = of.get_by_role("button", name=name).or_(of.get_by_role("link", name=name))
        self.hand.press(found.first)

    def title(self, words: str) -> None:
        """Wait until this page is open, and its scripts listen."""
        expect(self.page.locator("h1")).to_have_text(words)
        self.page.wait_for_load_state()

    def done(self, words: str) -> None:
        """Look whether the page says that this was done."""
        expect(self.page.locator(".notice").first).to_contain_text(words)


def enter(evening: Evening) -> None:
    """Make the lead's account by the link that works once."""
    page, hand = evening.page, evening.hand
    page.goto(evening.served.link)
    hand.write(page.get_by_label("Your name"), NAME)
    hand.write(page.get_by_label("User name"), "mira.a")
    hand.write(page.get_by_label("Password", exact=True), PASSWORD)
    hand.write(page.get_by_label("The same once more"), PASSWORD)
    evening.button("Make the account")
    expect(page.locator(".who")).to_contain_text(NAME)
    expect(page.locator(".basis")).to_be_visible()


def note_a_meeting(evening: Evening) -> None:
    """Write a meeting note, read it back, and confirm it."""
    page, hand = evening.page, evening.hand
    evening.go("Meeting note")
    hand.write(page.get_by_label("Where"), "Doha")
    hand.choose(page.get_by_label("How you met"), "proximity")
    hand.tick(page.get_by_role("group", name="Who was there").get_by_label("Qatar"))
    said = page.get_by_role("group", name="Said, 1")
    hand.choose(said.get_by_label("Who"), "Qatar")
    hand.write(said.get_by_label("Said, in their words"), "A date will be named tomorrow.")
    asked = page.get_by_role("group", name="Asked to convey, 1")
    hand.choose(asked.get_by_label("Asked by"), "Qatar")
    hand.choose(asked.get_by_label("To tell"), "Israel")
    hand.write(asked.get_by_label("That"), "We need an answer on the corridor by Friday.")
    evening.button("Record the note, then read it back")
    expect(page.locator(".understood blockquote")).to_have_text("A date will be named tomorrow.")
    evening.button("They confirm it")
    expect(page.locator(".answer .chip")).to_have_text("confirmed")
    evening.button("Confirm all of it")
    evening.done("Confirmed")
    expect(page.locator(".chip.draft")).to_have_count(0)


def read_a_report(evening: Evening) -> None:
    """Paste a report; it waits as drafts."""
    page, hand = evening.page, evening.hand
    evening.go("Review")
    evening.button("Read a report")
    hand.write(page.get_by_label("Or its text"), REPORT)
    hand.write(page.get_by_label("Name of the text"), "Al-Bahr of 29 August")
    hand.write(page.get_by_label("Who published it"), "Al-Bahr")
    hand.tick(page.get_by_label("Its words are public"))
    evening.button("Read it")
    evening.title("Review")
    expect(page.locator("#as-drafted")).to_contain_text("_s1")


def review(evening: Evening) -> None:
    """Accept the first draft, take that back, accept it again, and reject the next."""
    page = evening.page
    draft, first = page.locator("#as-drafted"), page.locator("#as-drafted").inner_text()
    expect(page.locator(".text-body mark")).to_have_count(1)
    _decide(evening, "a", "Accept")
    expect(draft).not_to_have_text(first)
    _decide(evening, "u", "Undo")
    expect(draft).to_have_text(first)
    _decide(evening, "a", "Accept")
    expect(draft).not_to_have_text(first)
    second = draft.inner_text()
    _decide(evening, "r", "Reject")
    expect(draft).not_to_have_text(second)


def _decide(evening: Evening, key: str, name: str) -> None:
    if evening.has_scripts:
        evening.page.wait_for_load_state()  # a key means nothing before
        evening.page.keyboard.press(key)
    else:
        evening.button(name)


def try_movements(evening: Evening) -> None:
    """See what cannot all stand; tick a movement, and choose a reading."""
    page, hand = evening.page, evening.hand
    evening.go("What cannot all stand")
    tried = page.locator(".tried h2")
    expect(tried).to_have_count(0)
    hand.tick(page.get_by_role("checkbox", name=MOVED))
    _show(evening)
    expect(tried).to_be_visible()
    expect(page.get_by_role("heading", name="s10 read as “insists”")).to_be_visible()
    hand.choose(page.get_by_label("s10 is read"), "as “would accept”")
    _show(evening)
    expect(page.get_by_role("heading", name="s10 read as “insists”")).to_have_count(0)
    expect(page.get_by_role("checkbox", name=MOVED)).to_be_checked()


def _show(evening: Evening) -> None:
    if not evening.has_scripts:
        evening.button("Show")


def weigh_packages(evening: Evening) -> None:
    """Try a package, pin it, and put an idea beside it."""
    page, hand = evening.page, evening.hand
    evening.go("Packages")
    evening.button("Try a package of your own")
    evening.title("Try a package")
    hand.choose(page.get_by_label("Netzarim corridor"), "Israeli forces withdrawn")
    _show(evening)
    expect(page.locator("#outcome")).to_contain_text("Settles: Netzarim corridor")
    hand.choose(page.get_by_label("Corridor management"), "no Arab or international force")
    _show(evening)
    expect(page.locator("#outcome")).to_contain_text("Corridor management: no Arab")
    hand.write(page.get_by_label("Keep it in sight as"), "No force")
    evening.button("Pin it")
    evening.done("No force")
    evening.go("Packages")
    hand.tick(page.get_by_role("checkbox", name="Idea A"))
    hand.tick(page.get_by_role("checkbox", name="No force"))
    evening.button("Compare what is ticked")
    evening.title("Packages side by side")
    heads = page.locator("#result table").first.locator("thead th")
    expect(heads.filter(has_text="No force")).to_have_count(1)


def arrange_phases(evening: Evening) -> None:
    """Move a step earlier than what it waits for, and see what follows."""
    page, hand = evening.page, evening.hand
    evening.go("Phases")
    evening.button("Arrange the steps by hand")
    evening.title("Arrange the steps")
    steps = page.locator(".step .what")
    last = steps.last.inner_text().partition(".")[2].partition(" by ")[0].strip()
    hand.press(page.locator(".step").last.get_by_role("button", name="Earlier"))
    expect(steps.nth(4)).to_contain_text(last)
    hand.press(page.get_by_role("link", name="Undo this move"))
    expect(steps.last).to_contain_text(last)


def take_a_brief_out(evening: Evening, to: Path) -> str:
    """Take the brief out as a page, and return what it says."""
    page = evening.page
    evening.go("What cannot all stand")
    evening.button("The brief of this view")
    evening.title("Brief")
    with page.expect_download() as taken:
        evening.button("as a page (HTML)")
    taken.value.save_as(to)
    return to.read_text("utf-8")
