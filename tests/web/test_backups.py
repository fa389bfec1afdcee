"""`/settings/backups/`: backups, merges, exports, and the end of a case."""

from __future__ import annotations

import json
import os
import shutil
import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goodoffices.record.exporting import export_folder
from goodoffices.storage.auditing import note_deed
from goodoffices.storage.backup import make_backup, read_backup
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account, AuditLine
from goodoffices.storage.received import DAY_S, received_copies
from goodoffices.web.known_cases import known_cases, remember_case
from goodoffices.web.preparing import prepare_case
from tests.web.cast import CANARIES, copy_example
from tests.web.held import text_of

PASSPHRASE = "four words and a river"  # noqa: S105 -- of tests
ADDRESS = "/settings/backups/"


@pytest.fixture
def laptop(desk: Desk, tmp_path: Path) -> Desk:
    """The same case on another laptop."""
    path = tmp_path / "elsewhere" / "doha-round"
    shutil.copytree(desk.path, path)
    return Desk(path)


def write_note(desk: Desk, name: str, text: str, *, by: str, held_by: str = "") -> None:
    content: dict[str, object] = {"id": name, "text": text}
    if held_by:
        content["handling"] = {"level": "in_confidence", "held_by": [held_by]}
    desk.change(lambda _: [Change("note", name, content)], by=by)


def bring(ana: Client, data: bytes, passphrase: str = "") -> Any:
    file = SimpleUploadedFile("copy.age", data)
    return ana.post(f"{ADDRESS}merge/", {"file": file, "passphrase": passphrase})


def choose(ana: Client, plan: Any, where: str, **choices: str) -> Any:
    head = plan.context["form"]["head"].value()
    return ana.post(where, {"head": head, **choices})


def test_page_of_backups_tells_who_leads_of_all_and_a_member_of_exports_alone(
    browsers: dict[str, Client],
) -> None:
    lead, member = (text_of(browsers[who].get(ADDRESS)) for who in ("ana", "ben"))
    offered = ("Make the backup", "See what it would change", "case.zip", "destroy/", "case.json")
    assert [one in lead for one in offered] == [True] * 5
    assert [one in member for one in offered] == [False] * 4 + [True]


def test_backup_is_downloaded_and_opens_with_its_passphrase(ana: Client, desk: Desk) -> None:
    answer = ana.post(f"{ADDRESS}make/", {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    contents = read_backup(answer.content, passphrase=PASSPHRASE)
    assert contents.head == desk.archive.head()
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="doha-round-')
    assert [(one.who, one.about) for one in AuditLine.objects.filter(what="backup")] == [
        ("ana", "")
    ]
    assert "none is known" not in text_of(ana.get(ADDRESS))


@pytest.mark.parametrize(
    ("passphrase", "again", "said"),
    [("zyxwvu", "zyxwvu", "at least 12 characters"), (PASSPHRASE, "another", "not the same")],
)
def test_backup_is_refused_without_a_passphrase_that_holds(
    ana: Client, passphrase: str, again: str, said: str
) -> None:
    answer = ana.post(f"{ADDRESS}make/", {"passphrase": passphrase, "again": again})
    assert (answer.status_code, said in text_of(answer)) == (422, True)
    assert passphrase not in text_of(answer)
    assert not AuditLine.objects.filter(what="backup").exists()


def test_exports_hold_what_the_person_sees(browsers: dict[str, Client]) -> None:
    for ending in ("json", "csv"):
        text = browsers["ben"].get(f"{ADDRESS}case.{ending}").content.decode()
        found = [who for who, word in CANARIES.items() if word in text]
        assert found == ["ben"], ending


def test_exported_zip_is_the_whole_folder_without_the_accounts(ana: Client) -> None:
    packed = zipfile.ZipFile(BytesIO(ana.get(f"{ADDRESS}case.zip").content))
    tops = {name.split("/")[1] for name in packed.namelist()}
    assert {"case.yaml", "record.yaml", "archive"} <= tops
    assert "database" not in tops
    assert [one.about for one in AuditLine.objects.filter(what="export")] == ["zip"]


def test_what_only_they_recorded_is_shown_and_taken_in(
    ana: Client, desk: Desk, laptop: Desk
) -> None:
    write_note(laptop, "there", "Written on the other laptop.", by="ben")
    write_note(desk, "here", "Written here.", by="ana")
    where = bring(ana, make_backup(laptop.path, passphrase=PASSPHRASE), PASSPHRASE).headers[
        "Location"
    ]
    plan = ana.get(where)
    shown = [(one.kind, one.id, one.what, one.by) for one in plan.context["page"].news]
    assert shown == [("note", "there", "added", "ben")]
    assert choose(ana, plan, where).status_code == 303
    state = desk.state()
    assert state.entries["note", "there"].recorded_by == "ben"
    assert desk.archive.verify().is_whole
    assert (received_copies(desk.path), ana.get(where).status_code) == ((), 404)
    assert "there" in (desk.path / "record.yaml").read_text()


def test_conflict_is_shown_side_by_side_and_decided_by_a_person(
    ana: Client, desk: Desk, laptop: Desk
) -> None:
    write_note(desk, "both", "What we wrote.", by="ana")
    write_note(laptop, "both", "What they wrote.", by="ben")
    where = bring(ana, export_folder(laptop.path)).headers["Location"]
    plan = ana.get(where)
    (conflict,) = plan.context["page"].conflicts
    texts = [(one.ours, one.theirs) for one in conflict.fields if one.differs]
    assert texts == [("What we wrote.", "What they wrote.")]
    undecided = choose(ana, plan, where)
    assert (undecided.status_code, "Nothing was taken in yet" in text_of(undecided)) == (422, True)
    assert desk.state().content("note", "both")["text"] == "What we wrote."
    choose(ana, plan, where, choice0="theirs")
    assert desk.state().content("note", "both")["text"] == "What they wrote."


def test_both_are_kept_where_theirs_gets_another_id(ana: Client, desk: Desk, laptop: Desk) -> None:
    write_note(desk, "both", "What we wrote.", by="ana")
    write_note(laptop, "both", "What they wrote.", by="ben")
    where = bring(ana, export_folder(laptop.path)).headers["Location"]
    choose(ana, ana.get(where), where, choice0="rename_theirs")
    texts = [one.text for one in desk.state().record.notes if one.id.startswith("both")]
    assert texts == ["What we wrote.", "What they wrote."]


def test_what_others_hold_is_merged_without_being_shown(
    browsers: dict[str, Client], desk: Desk, laptop: Desk
) -> None:
    write_note(desk, "held_one", "canaryours", by="ben", held_by="ben")
    write_note(laptop, "held_one", "canarytheirs", by="ben", held_by="ben")
    write_note(laptop, "held_two", "canarynew", by="ben", held_by="ben")
    ana = browsers["ana"]
    where = bring(ana, export_folder(laptop.path)).headers["Location"]
    plan = ana.get(where)
    for word in ("canary", "held_one", "held_two"):
        assert word not in text_of(plan)
    page = plan.context["page"]
    assert (page.conflicts, page.hidden_conflicts, page.news, page.hidden_news) == ((), 1, (), 1)
    choose(ana, plan, where, others="theirs")
    assert desk.state().content("note", "held_one")["text"] == "canarytheirs"
    assert desk.state().content("note", "held_two")["text"] == "canarynew"


def test_plan_is_shown_again_where_something_was_recorded_meanwhile(
    ana: Client, desk: Desk, laptop: Desk
) -> None:
    write_note(laptop, "there", "Written on the other laptop.", by="ben")
    where = bring(ana, export_folder(laptop.path)).headers["Location"]
    plan = ana.get(where)
    write_note(desk, "here", "Written here.", by="ana")
    again = choose(ana, plan, where)
    assert (again.status_code, "Something was recorded here" in text_of(again)) == (422, True)
    assert ("note", "there") not in desk.state().entries
    assert choose(ana, again, where).status_code == 303
    assert ("note", "there") in desk.state().entries


def test_copy_of_another_case_is_refused_and_not_kept(
    ana: Client, desk: Desk, tmp_path: Path
) -> None:
    other = copy_example(tmp_path / "other", "camp-david-1978")
    prepare_case(other, by="ana")
    answer = bring(ana, export_folder(other))
    assert (answer.status_code, received_copies(desk.path)) == (422, ())


@pytest.mark.parametrize("data", [b"PK nothing", b"age-encryption.org/v1\nnothing"])
def test_file_that_is_no_copy_is_refused(ana: Client, desk: Desk, data: bytes) -> None:
    answer = bring(ana, data, PASSPHRASE)
    assert (answer.status_code, received_copies(desk.path)) == (422, ())


def test_copy_lies_where_its_owner_alone_reads_and_goes_when_it_is_taken_away(
    ana: Client, desk: Desk, laptop: Desk
) -> None:
    where = bring(ana, export_folder(laptop.path)).headers["Location"]
    folder = desk.path / "database" / ".merging"
    modes = {path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}
    kept = {path.name for path in next(folder.iterdir()).iterdir()}
    assert (modes, kept) == ({0o700}, {"archive"})
    ana.post(f"{where}drop/")
    assert [*folder.iterdir()] == []


def test_copy_goes_after_a_day(ana: Client, desk: Desk, laptop: Desk) -> None:
    bring(ana, export_folder(laptop.path))
    (folder,) = (desk.path / "database" / ".merging").iterdir()
    assert len(received_copies(desk.path)) == 1
    long_ago = time.time() - DAY_S - 60
    os.utime(folder, (long_ago, long_ago))
    assert (received_copies(desk.path), folder.exists()) == ((), False)


def test_case_is_destroyed_by_its_title_alone(
    ana: Client, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    page = ana.get(f"{ADDRESS}destroy/")
    wrong = ana.post(f"{ADDRESS}destroy/", {"title": "Another case"})
    assert (wrong.status_code, desk.path.is_dir()) == (422, True)
    note_deed(Account.objects.get(member="ana"), "backup")
    assert "The last backup made here" in text_of(ana.get(f"{ADDRESS}destroy/"))
    title = page.context["page"].case_title
    remember_case(desk.path)
    gone = ana.post(f"{ADDRESS}destroy/", {"title": title})
    assert (gone.status_code, "The case is destroyed" in text_of(gone)) == (200, True)
    assert not desk.path.exists()
    assert known_cases() == (), "its name does not stay on the first page"


def test_exported_json_is_read_again(ana: Client) -> None:
    data = json.loads(ana.get(f"{ADDRESS}case.json").content)
    assert data["schema"] == "goodoffices/export/1"
