"""The look of the pages: every part of them, in light and dark, on a laptop and on a phone.

The pages are those of `tests/web/gallery.py`, answered with the headers of the server, so that
what our content security policy forbids fails here.
"""

from __future__ import annotations

import mimetypes
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from goodoffices.web.middleware import HEADERS
from tests.e2e.test_brief_page import CONTRAST, LEAST_CONTRAST

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Route

ROOT = Path(__file__).parent.parent.parent
ORIGIN = "http://localhost:9"
PAGES = (
    "home",
    "record",
    "note",
    "matrix",
    "packages",
    "confirm",
    "login",
    "logout",
    "reauthenticate",
    "password",
    "mfa",
    "code",
    "activate",
    "deactivate",
    "codes",
    "generate",
    "inactive",
    "404",
    "429",
    "500",
)
IN_CASE = PAGES[:6]
LOOKS = ((1280, "light"), (390, "dark"))


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as files; Django is set up in a process of its own."""
    folder = tmp_path_factory.mktemp("gallery")
    words = [sys.executable, "-m", "tests.web.gallery", str(folder)]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    assert tuple(done.stdout.split()) == PAGES
    return folder


def answer_from(gallery: Path, page: Page) -> list[str]:
    """Answer a page from the gallery as the server would; return where it asks, as it asks."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        path = gallery / route.request.url.removeprefix(f"{ORIGIN}/")
        kind = mimetypes.guess_type(path.name)[0] or "text/html"
        body = path.read_bytes() if path.is_file() else b"<p data-announce>Answered.</p>"
        route.fulfill(body=body, headers={**HEADERS, "Content-Type": f"{kind}; charset=utf-8"})

    page.route("**/*", answer)
    return asked


@pytest.fixture
def served(page: Page, gallery: Path) -> Iterator[Page]:
    """A browser that is answered from the gallery, and asks nobody else."""
    asked = answer_from(gallery, page)
    yield page
    assert [url for url in asked if not url.startswith(f"{ORIGIN}/")] == []


def show(page: Page, name: str, *, width: int = 1280, scheme: str = "light") -> None:
    """Open a page, at a width and in a scheme."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{ORIGIN}/{name}.html")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_within_reach_of_everyone(served: Page, name: str, width: int, scheme: str) -> None:
    """No violation that axe finds, and every text with contrast."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 -- optional dependency

    show(served, name, width=width, scheme=scheme)
    found = Axe().run(served)
    assert [one["id"] for one in found.response["violations"]] == [], found.generate_report()
    assert [one for one in served.evaluate(CONTRAST) if one[0] < LEAST_CONTRAST] == []


@pytest.mark.parametrize("name", PAGES)
def test_page_does_not_scroll_sideways(served: Page, name: str) -> None:
    """320 px is a screen of 1280 px at 400 %."""
    found = []
    for width in (1280, 390, 320):
        show(served, name, width=width)
        found.append(served.evaluate("document.documentElement.scrollWidth"))
    assert found == [1280, 390, 320]


@pytest.mark.parametrize("name", IN_CASE)
def test_page_of_a_case_says_its_label_and_its_basis(served: Page, name: str) -> None:
    show(served, name, width=390)
    assert served.locator(".label:visible").all_text_contents() == ["INTERNAL"]
    assert served.locator(".basis:visible").count() == 1


def test_keyboard_reaches_the_page_first_through_the_skip_link(served: Page) -> None:
    show(served, "home")
    served.keyboard.press("Tab")
    assert served.evaluate("document.activeElement.textContent") == "Skip to the page"
    served.keyboard.press("Enter")
    assert served.evaluate("document.activeElement.id") == "main"


def test_focus_is_seen_wherever_the_keyboard_goes(served: Page) -> None:
    show(served, "record")
    seen = set()
    for _ in range(25):
        served.keyboard.press("Tab")
        seen.add(
            served.evaluate(
                """() => { const style = getComputedStyle(document.activeElement);
                   return style.outlineStyle + " " + style.outlineWidth; }"""
            )
        )
    assert seen == {"solid 2px"}


def test_menu_of_a_phone_opens_without_scripts(browser: Browser, gallery: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    fresh = context.new_page()
    answer_from(gallery, fresh)
    show(fresh, "home", width=390)
    link = fresh.locator(".menu").get_by_role("link", name="Matrix")
    assert not link.is_visible()
    fresh.locator(".menu > summary").click()
    assert link.is_visible()
    context.close()


def test_keys_walk_the_list_and_say_where_it_ends(served: Page) -> None:
    show(served, "home")
    walked = []
    for key in ("j", "j", "ArrowDown", "k", "j", "j", "j"):
        served.keyboard.press(key)
        walked.append(served.evaluate("document.activeElement.getAttribute('href')"))
    ids = ("S13", "S14", "S15", "S14", "S15", "S16", "S16")
    assert walked == [f"/record/{one}/" for one in ids]
    served.wait_for_function("document.getElementById('status').textContent")
    assert served.locator("#status").text_content() == "This is the last."


def test_a_key_presses_what_carries_it_but_not_while_somebody_types(served: Page) -> None:
    show(served, "record")
    served.evaluate(
        """() => { window.pressed = [];
           document.addEventListener("click", (event) => {
             window.pressed.push(event.target.closest("[data-key]")?.dataset.key); }); }"""
    )
    for key in ("a", "u", "?"):
        served.keyboard.press(key)
    served.keyboard.press("/")
    served.keyboard.type("aerdu?")
    assert served.evaluate("window.pressed") == ["a", "u", "?"]
    assert served.locator("#find").input_value() == "aerdu?"
    assert served.locator("#keys").get_attribute("open") == ""


def test_single_keys_do_nothing_where_they_are_switched_off(served: Page) -> None:
    show(served, "home")
    served.evaluate("document.documentElement.dataset.shortcuts = 'off'")
    served.keyboard.press("j")
    assert served.evaluate("document.activeElement.tagName") == "BODY"


def test_form_that_came_back_puts_the_focus_on_what_is_wrong(served: Page) -> None:
    show(served, "note")
    assert served.evaluate("document.activeElement.className") == "error-summary"
    served.locator(".error-summary a").first.click()
    assert served.evaluate("document.activeElement.id") == "id_day"


@pytest.mark.parametrize(
    ("name", "typed", "asked"),
    [("confirm", "", 0), ("confirm", "Spoken in error.", 1), ("note", "", 1), ("login", "mara", 0)],
)
def test_leaving_a_changed_form_is_asked_about(
    served: Page, name: str, typed: str, asked: int
) -> None:
    """A form that came back with errors holds words that are saved nowhere."""
    show(served, name)
    served.locator("main h1").click()
    served.locator("main input:visible").last.press_sequentially(typed)
    dialogs: list[str] = []

    def accept(dialog: Dialog) -> None:
        dialogs.append(dialog.type)
        dialog.accept()

    served.on("dialog", accept)
    served.goto(f"{ORIGIN}/404.html")
    assert dialogs == ["beforeunload"] * asked


def test_part_that_is_replaced_keeps_the_focus_near_and_is_said(served: Page) -> None:
    show(served, "packages")
    served.locator("#job-1-cancel").focus()
    served.locator("#job-1-cancel").press("Enter")
    served.wait_for_function("document.getElementById('status').textContent")
    assert served.locator("#status").text_content() == "Answered."
    assert served.evaluate("document.activeElement.textContent") == "Answered."


def test_htmx_sends_the_token_that_keeps_others_from_posting(served: Page) -> None:
    show(served, "packages")
    with served.expect_request("**/jobs/1/cancel/") as sent:
        served.locator("#job-1-cancel").click()
    headers = sent.value.headers
    assert (headers["x-csrftoken"], headers["hx-request"]) == ("token", "true")


@pytest.mark.parametrize("name", IN_CASE)
def test_paper_holds_the_words_and_nothing_to_press(served: Page, name: str) -> None:
    show(served, name, width=695)  # A4 less its margins
    served.emulate_media(media="print")
    assert served.locator(".navigation:visible, .find:visible, .actions:visible").count() == 0
    assert served.locator(".label:visible").all_text_contents() == ["INTERNAL"]
    cut = served.evaluate(
        """() => [...document.querySelectorAll('.scroll')]
           .filter((one) => one.scrollWidth > one.clientWidth + 1
             || one.scrollHeight > one.clientHeight + 1).length"""
    )
    assert cut == 0
