"""A browser window that tells on the pages: errors, broken policies, calls to anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.e2e.serving import Served

PATIENCE_MS: Final = 30_000
"""How long a page may take on a machine under load; a test goes on as soon as it can."""
NAME: Final = "Mira Anders"
PASSWORD: Final = "a long walk by the river"  # noqa: S105 -- of invented people
EXPECTED: Final = tuple(
    f"Failed to load resource: the server responded with a status of {status}"
    for status in ("409 (Conflict)", "422 (Unprocessable")
)
"""What Chromium says of a form that was answered with itself; no error of the page."""


@contextmanager
def watched(
    browser: Browser,
    served: Served,
    *,
    width: int = 1280,
    scheme: Any = "light",
    **context: Any,
) -> Iterator[Page]:
    """Yield a window of its own; what went wrong in it fails the test when it closes."""
    own = browser.new_context(
        locale="en-GB",
        timezone_id="UTC",
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        base_url=served.origin,
        **context,
    )
    complaints: list[str] = []
    asked: set[str] = set()
    own.on("request", lambda request: asked.add(request.url))
    own.on("weberror", lambda error: complaints.append(str(error.error)))
    own.on(
        "console",
        lambda message: (
            complaints.append(f"{message.page and message.page.url}: {message.text}")
            if message.type == "error" and not message.text.startswith(EXPECTED)
            else None
        ),
    )
    yield own.new_page()
    own.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(("data:", f"{served.origin}/"))] == []


def enter_first(page: Page, served: Served) -> None:
    """Make the lead's account by the link of the first run."""
    page.goto(served.link)
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Who that is in the team of the case").select_option("mira")
    page.get_by_label("User name").fill("mira")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    page.get_by_role("button", name="account").click()
    page.wait_for_url(f"{served.origin}/")


def sign_in(page: Page, username: str = "mira") -> None:
    """Sign in with a password."""
    page.goto("/account/login/")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
