"""A case in which a team has worked for an evening, and an address of each of its pages.

Tests and screenshots walk it: an empty page shows little that can be wrong.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.e2e.watching import enter_first

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.e2e.serving import Machine, Served

REPORT: Final = """\
Al-Bahr News Agency, Doha, 29 August 2024

Hamas rejects any Israeli presence in the Philadelphi corridor, a Hamas official told the agency
on Thursday.

Qatar said that Israel would accept a gradual withdrawal from the Netzarim corridor.

An Egyptian source said that the talks in Doha would continue on Friday.
"""
SAID: Final = "qatar:A date for the next round will be named tomorrow."
ASKED: Final = "qatar>israel:We need an answer on the corridor by Friday."
PROMISED: Final = "qatar:To convey it tonight"
PICK: Final = "pick-netzarim=withdrawn&pick-management=none"

ADDRESSES: Final = {
    "home": "/",
    "record": "/record/",
    "record-found": "/record/?q=corridor",
    "entry": "/record/s10/",
    "entry-draft": "/record/s16/",
    "entry-party": "/record/hamas/",
    "new-statement": "/record/new-statement/",
    "edit-statement": "/record/s9/edit/",
    "supersede": "/record/s9/supersede/",
    "link-statement": "/record/s9/link/",
    "add-reading": "/record/s9/read/",
    "change-reading": "/record/r2/reading/",
    "erase-entry": "/record/s9/erase/",
    "review": "/review/",
    "read-report": "/review/read/",
    "edit-draft": "/review/report_s1/edit/",
    "matrix": "/matrix/",
    "matrix-since": "/matrix/?since_day=2024-08-20",
    "matrix-cell": "/matrix/philadelphi/egypt/",
    "explain": "/stand/",
    "brief": "/stand/brief/",
    "packages": "/packages/",
    "try-package": f"/packages/try/?{PICK}",
    "compare-packages": "/packages/compare/",
    "phases": "/phases/",
    "move-undertaking": "/phases/move/",
    "jobs": "/jobs/",
    "job-result": "/jobs/1/result/",
    "meeting-note": "/meeting/",
    "messages": "/messages/",
    "people": "/people/",
    "rounds": "/rounds/",
    "documents": "/documents/",
    "calendar": "/calendar/",
    "settings": "/settings/",
    "accounts": "/settings/accounts/",
    "account": "/settings/accounts/1/",
    "invite": "/settings/accounts/invite/",
    "files": "/settings/files/",
    "audit": "/settings/audit/",
    "backups": "/settings/backups/",
    "account_logout": "/account/logout/",
    "account_change_password": "/account/password/",
    "mfa_index": "/account/2fa/",
}
"""For each page of the case, and some of its states, an address of it."""


def prepare(machine: Machine) -> Path:
    """Make a case with a meeting note, and with the drafts of a report."""
    case = machine.copy_example()
    report = machine.folder / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    facts = ("--outlet", "Al-Bahr", "--dated", "2024-08-29", "--public")
    machine.run("read", str(case), str(report), *facts)
    met = ("--where", "Doha", "--on", "2024-08-29", "--present", "a delegate of Qatar")
    round_ = ("--channel", "proximity", "--round", "doha_round")
    machine.run("note", str(case), *met, *round_, "--said", SAID, "--asked", ASKED, "--promised", PROMISED)
    return case


def live_in(page: Page, served: Served) -> None:
    """Make the lead's account, pin a package, and let a search run to its end."""
    enter_first(page, served)
    page.goto(f"/packages/try/?{PICK}")
    page.get_by_label("Keep it in sight as").fill("No force, and later")
    page.get_by_role("button", name="Pin it").click()
    send(page, "/jobs/new/", kind="ideas", query="")
    page.goto("/jobs/1/")
    page.wait_for_url("**/jobs/1/result/")


def send(page: Page, address: str, **given: str) -> None:
    """Send a form that no page offers at the moment."""
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    origin = "/".join(page.url.split("/")[:3])
    page.request.post(
        f"{origin}{address}",
        form={"csrfmiddlewaretoken": token, **given},
        headers={"Origin": origin, "Referer": f"{origin}/"},
    )
