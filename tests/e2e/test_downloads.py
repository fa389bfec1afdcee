"""A form that is answered with a file: the page stays, and says what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.e2e.watching import enter_first, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

    from tests.e2e.serving import Served

PASSPHRASE = "five small grey stones"  # noqa: S105 -- of an invented case


def test_a_backup_that_is_made_leaves_no_word_of_the_mistake_before(
    browser: Browser, served: Served
) -> None:
    with watched(browser, served) as page:
        enter_first(page, served)
        page.goto("/settings/backups/")
        form = page.locator("form[data-downloads]")
        _fill(form, again="five small grey stone")
        form.get_by_role("button").click()
        expect(form.locator(".error-summary")).to_contain_text("No backup was made yet")
        _fill(form, again=PASSPHRASE)
        with page.expect_download() as downloaded:
            form.get_by_role("button").click()
        assert downloaded.value.suggested_filename.endswith(".age")
        expect(form.locator(".error-summary, .errorlist")).to_have_count(0)
        expect(form.get_by_role("status")).to_contain_text("The backup is being made")
        expect(form.get_by_label("Passphrase")).to_have_value("")


def _fill(form: Locator, *, again: str) -> None:
    form.get_by_label("Passphrase").fill(PASSPHRASE)
    form.get_by_label("The same again").fill(again)
