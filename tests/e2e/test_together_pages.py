"""People, commands and files at work on one case at once: nobody loses what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.watching import PASSWORD, PATIENCE_MS, enter_first, sign_in, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.e2e.serving import Machine, Served


@pytest.fixture(autouse=True)
def _patience() -> None:
    expect.set_options(timeout=PATIENCE_MS)


def invite(page: Page) -> str:
    """Invite João as a member of the team, and return the link for him."""
    page.goto("/settings/accounts/invite/")
    page.get_by_label("Who that is in the team of the case").select_option("joao")
    page.get_by_label("Member", exact=True).check()
    page.get_by_role("button", name="Make the link").click()
    return str(page.locator(".measure .secret").inner_text())


def accept(page: Page, link: str) -> None:
    """Make the account that somebody was invited to, and sign in."""
    page.goto(link)
    page.get_by_label("Your name").fill("João Reis")
    page.get_by_label("User name").fill("joao.r")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.locator("h1")).to_have_text("Sign in")
    sign_in(page, "joao.r")
    expect(page.locator(".who")).to_contain_text("João Reis")


def test_second_of_two_editors_sees_what_changed_and_loses_nothing(
    browser: Browser, machine: Machine, served: Served
) -> None:
    with watched(browser, served) as mira, watched(browser, served) as joao:
        enter_first(mira, served)
        accept(joao, invite(mira))
        for one, words in ((mira, "Heard again from Cairo."), (joao, "The desk asks who said it.")):
            one.goto("/record/s9/edit/")
            one.get_by_label("Note of the team").fill(words)
        mira.get_by_label("Language").fill("es")
        joao.get_by_role("button", name="Save").click()
        expect(joao.locator(".notice.success")).to_be_visible()

        mira.get_by_role("button", name="Save").click()
        expect(mira.locator(".notice.conflict")).to_contain_text("joao has changed it")
        row = mira.get_by_role("row").filter(has_text="Note of the team")
        expect(row.locator("td")).to_have_text(
            ["The desk asks who said it.", "Heard again from Cairo."]
        )
        expect(mira.get_by_label("Note of the team")).to_have_value("Heard again from Cairo.")
        expect(mira.get_by_label("Language")).to_have_value("es")

        mira.get_by_role("button", name="Save").click()
        expect(mira.locator(".notice.success")).to_be_visible()
        expect(mira.locator("main")).to_contain_text("Heard again from Cairo.")
    assert machine.run("verify", str(served.case)).startswith("whole")


def test_pages_commands_and_edits_by_hand_meet_in_one_record(
    browser: Browser, machine: Machine, served: Served
) -> None:
    case = str(served.case)
    with watched(browser, served) as page:
        enter_first(page, served)
        page.goto("/record/new-statement/")
        page.get_by_label("Words", exact=True).fill("Said in the pages.")
        page.get_by_role("group", name="Step 1").get_by_label("Who").select_option("qatar")
        page.get_by_role("button", name="Record").click()
        expect(page.locator("blockquote").first).to_have_text("Said in the pages.")

        machine.run("note", case, "--where", "Doha", "--said", "qatar:Said in a terminal.")
        rounds = served.case / "rounds.yaml"
        rounds.write_text(
            rounds.read_text("utf-8").replace("title: Cairo round", "title: Round in Cairo"),
            encoding="utf-8",
        )
        page.goto("/settings/files/")
        expect(page.get_by_role("row").filter(has_text="cairo_round")).to_have_count(1)
        page.get_by_role("button", name="Record them").click()
        expect(page.locator(".notice.success")).to_be_visible()

        page.goto("/record/")
        for words in ("Said in the pages.", "Said in a terminal."):
            expect(page.locator(".rows .words").filter(has_text=words)).to_have_count(1)
        page.goto("/rounds/")
        expect(page.get_by_role("link", name="Round in Cairo")).to_have_count(1)
    record = (served.case / "record.yaml").read_text("utf-8")
    assert ("Said in the pages." in record, "Said in a terminal." in record) == (True, True)
    assert machine.run("record", case, "--dry-run").startswith("Nothing to record")
    assert machine.run("verify", case).startswith("whole")
