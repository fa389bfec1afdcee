"""A case in which a team has worked for an evening, and an address of each of its pages.

Tests and screenshots walk it: an empty page shows little that can be wrong.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.e2e.watching import enter_first

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.e2e.serving import Machine, Served

REPORT: Final = """\
Al-Bahr News Agency, Doha, 29 August 2024

Hamas rejects any Israeli presence in the Philadelphi corridor, a Hamas official told the agency
on Thursday.

Qatar said that Israel would accept a gradual withdrawal from the Netzarim corridor.

Egypt proposed a joint commission for the Philadelphi corridor.
"""
SAID: Final = "qatar:A date for the next round will be named tomorrow."
ASKED: Final = "qatar>israel:We need an answer on the corridor by Friday."
PROMISED: Final = "qatar:To convey it tonight"
PICK: Final = "pick-netzarim=withdrawn&pick-management=none"
SIDE_BY_SIDE: Final = "p=philadelphi-stays.netzarim-stays&p=philadelphi-complete_withdrawal"

ADDRESSES: Final = {
    "home": "/",
    "home since": "/?since_day=2024-08-20",
    "meeting-note": "/meeting/",
    "read-back": "/meeting/m1/",
    "read-out": "/meeting/m1/read-out/?to=qatar",
    "answer": "/meeting/m1/answer/s16/?as=supersedes",
    "messages": "/messages/",
    "new-message": "/messages/new/",
    "message-edit": "/messages/msg1/edit/",
    "message-conveyed": "/messages/msg1/conveyed/",
    "record": "/record/",
    "record found": "/record/?q=corridor",
    "new-statement": "/record/new-statement/",
    "entry": "/record/s10/",
    "entry draft": "/record/s16/",
    "entry party": "/record/hamas/",
    "edit-statement": "/record/s9/edit/",
    "supersede": "/record/s9/supersede/",
    "link-statement": "/record/s9/link/",
    "add-reading": "/record/s9/read/",
    "change-reading": "/record/r2/reading/",
    "erase-entry": "/record/s9/erase/",
    "review": "/review/",
    "read-report": "/review/read/",
    "edit-draft": "/review/report_s1/edit/",
    "add-draft-option": "/review/report_s3/option/",
    "matrix": "/matrix/",
    "matrix since": "/matrix/?since_day=2024-08-20",
    "matrix-cell": "/matrix/philadelphi/egypt/",
    "explain": "/stand/",
    "brief": "/stand/brief/",
    "packages": "/packages/",
    "try-package": f"/packages/try/?{PICK}",
    "compare-packages": f"/packages/compare/?{SIDE_BY_SIDE}",
    "phases": "/phases/",
    "move-undertaking": "/phases/move/",
    "jobs": "/jobs/",
    "job-result": "/jobs/1/result/",
    "issues": "/issues/",
    "new-issue": "/issues/new/",
    "issue": "/issues/second_phase/options/",
    "issue-edit": "/issues/philadelphi/edit/",
    "issue-remove": "/issues/netzarim/remove/",
    "limits": "/issues/limits/",
    "new-limit": "/issues/limits/new/norm/",
    "limit-edit": "/issues/limits/camp_david_1978/edit/",
    "limit-remove": "/issues/limits/camp_david_1978/remove/",
    "undertakings": "/undertakings/",
    "new-undertaking": "/undertakings/new/",
    "undertaking-edit": "/undertakings/philadelphi_withdrawal/edit/",
    "undertaking-remove": "/undertakings/hostages_release/remove/",
    "new-linkage": "/undertakings/linkages/new/",
    "linkage-edit": "/undertakings/linkages/second_phase_after_hostages/edit/",
    "linkage-remove": "/undertakings/linkages/second_phase_after_hostages/remove/",
    "importance-edit": "/undertakings/importance/israel/edit/",
    "sources": "/sources/",
    "new-source": "/sources/new/",
    "source-edit": "/sources/security_sources/edit/",
    "people": "/people/",
    "new-party": "/people/new/",
    "party-edit": "/people/israel/edit/",
    "rounds": "/rounds/",
    "new-round": "/rounds/new/",
    "round": "/rounds/doha_round/",
    "round-edit": "/rounds/doha_round/edit/",
    "delegation-edit": "/rounds/doha_round/delegation/israel/",
    "documents": "/documents/",
    "document": "/documents/efe_report/",
    "document-edit": "/documents/efe_report/edit/",
    "calendar": "/calendar/",
    "calendar then": "/calendar/?month=2024-08",
    "new-day": "/calendar/new/",
    "day-edit": "/calendar/n5/edit/",
    "settings": "/settings/",
    "accounts": "/settings/accounts/",
    "account": "/settings/accounts/1/",
    "invite": "/settings/accounts/invite/",
    "files": "/settings/files/",
    "audit": "/settings/audit/",
    "backups": "/settings/backups/",
    "destroy": "/settings/backups/destroy/",
    "account_logout": "/account/logout/",
    "account_change_password": "/account/password/",
    "mfa_index": "/account/2fa/",
}
"""An address of each page of the case, by its name; a second word says in which state it is."""
MERGE: Final = "merge"
"""The page whose address is known only once a copy was brought."""
NAMES: Final = (*ADDRESSES, MERGE)


@dataclass(frozen=True, slots=True)
class LivedIn:
    """A served case in which a team has worked, and what a browser keeps of its lead.

    Attributes
    ----------
    kept
        The cookies, as playwright gives them to another window.
    addresses
        By name, where each page is.
    """

    served: Served
    kept: Any
    addresses: Mapping[str, str]


def prepare(machine: Machine) -> Path:
    """Make a case with a meeting note and the drafts of a report, and another laptop's copy."""
    case = machine.copy_example()
    machine.run("record", str(case))
    copy = machine.folder / "copy"
    shutil.copytree(case, copy)
    for one, title in ((case, "Round in Cairo"), (copy, "Cairo talks")):
        rounds = one / "rounds.yaml"
        text = rounds.read_text("utf-8").replace("title: Cairo round", f"title: {title}")
        rounds.write_text(text, encoding="utf-8")
        machine.run("record", str(one))
    machine.run("export", str(copy), "-o", str(_copy_of(case)))
    report = machine.folder / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    facts = ("--outlet", "Al-Bahr", "--dated", "2024-08-29", "--public")
    machine.run("read", str(case), str(report), *facts)
    met = ("--where", "Doha", "--on", "2024-08-29", "--present", "a delegate of Qatar")
    how = ("--channel", "proximity", "--round", "doha_round")
    told = ("--said", SAID, "--asked", ASKED, "--promised", PROMISED)
    machine.run("note", str(case), *met, *how, *told)
    return case


def live_in(page: Page, served: Served) -> LivedIn:
    """Make the lead's account, pin a package, look longer for ideas, and bring the copy."""
    enter_first(page, served)
    page.goto(f"/packages/try/?{PICK}")
    page.get_by_label("Keep it in sight as").fill("No force, and later")
    page.get_by_role("button", name="Pin it").click()
    page.goto("/settings/backups/")
    page.get_by_label("File").set_input_files(_copy_of(served.case))
    page.get_by_role("button", name="See what it would change").click()
    page.wait_for_url("**/merge/**")
    merge = page.url.removeprefix(served.origin)
    send(page, "/jobs/new/", kind="ideas", query="")
    page.goto("/jobs/1/")
    page.wait_for_url("**/jobs/1/result/")
    return LivedIn(served, page.context.storage_state(), {**ADDRESSES, MERGE: merge})


def _copy_of(case: Path) -> Path:
    return case.parent / "copy.zip"


def send(page: Page, address: str, **given: str) -> None:
    """Send a form that no page offers at the moment."""
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    origin = "/".join(page.url.split("/")[:3])
    page.request.post(
        f"{origin}{address}",
        form={"csrfmiddlewaretoken": token, **given},
        headers={"Origin": origin, "Referer": f"{origin}/"},
    )
