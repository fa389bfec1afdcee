"""The first page: entered by a link, it lists, makes, copies, brings and opens cases."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from goodoffices.record.exporting import export_folder
from goodoffices.record.folder import read_folder
from goodoffices.storage.backup import make_backup
from goodoffices.web import start_settings
from goodoffices.web.known_cases import known_cases, remember_case
from goodoffices.web.one_time_link import THE_LINK
from goodoffices.web.switching import SWITCHBOARD
from tests.web.cast import copy_example

PASSPHRASE = "four words nobody guesses"  # noqa: S105 -- of a test


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine on which no case was served yet, and the first page on it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    names = ("ROOT_URLCONF", "SESSION_ENGINE", "MIDDLEWARE", "TEMPLATES")
    differs = {name: getattr(start_settings, name) for name in names}
    SWITCHBOARD.open(by="mira", stop_accepting=lambda: None)
    with override_settings(**differs):
        yield home
    SWITCHBOARD.__init__()  # type: ignore[misc]


@pytest.fixture
def browser(home: Path) -> Client:
    """A browser that came by the link."""
    browser = Client(headers={"host": "127.0.0.1"})
    answer = browser.get(f"/enter/{THE_LINK.offer()}/")
    assert (answer.status_code, answer["Location"]) == (303, "/")
    return browser


def is_opened(answer: object, path: Path) -> bool:
    """Whether the browser goes to a case, and the server is to open it."""
    wanted = SWITCHBOARD.wanted
    assert wanted is not None
    location = answer["Location"]  # type: ignore[index]
    return (location, wanted.case) == (f"/first-run/{wanted.token}/", path)


def test_it_is_entered_by_the_link_alone(home: Path) -> None:
    stranger = Client(headers={"host": "127.0.0.1"})
    paths = ["/", "/enter/guess/", "/nothing/here/"]
    answers = [stranger.get(path) for path in paths]
    answers += [
        stranger.post(path) for path in ("/open/", "/new/", "/example/", "/bring/", "/forget/")
    ]
    assert [one.status_code for one in answers] == [404] * 8
    assert {one.content for one in answers} == {answers[0].content}
    assert b"Open it by the link" in answers[0].content


def test_the_link_works_once(browser: Client) -> None:
    token = THE_LINK.offer()
    assert browser.get(f"/enter/{token}/").status_code == 303
    assert browser.get(f"/enter/{token}/").status_code == 404


def test_without_a_case_it_says_what_to_do(browser: Client) -> None:
    answer = browser.get("/")
    assert answer.context["page"].cases == ()
    assert b"No case was opened here yet." in answer.content


def test_known_cases_are_listed_and_those_gone_can_be_forgotten(
    browser: Client, home: Path
) -> None:
    here = copy_example(home / "doha")
    for path in (home / "gone", here):
        remember_case(path)
    shown = [(one.name, one.is_there) for one in browser.get("/").context["page"].cases]
    assert shown == [("doha", True), ("gone", False)]
    assert browser.post("/forget/", {"path": str(home / "gone")})["Location"] == "/"
    assert [one.path for one in known_cases()] == [here]


def test_the_list_is_the_owner_s_alone_and_holds_paths_alone(home: Path, tmp_path: Path) -> None:
    remember_case(home / "doha")
    file = tmp_path / "data" / "goodoffices" / "cases.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text().count(str(home)) == 1


def test_a_list_that_cannot_be_read_is_an_empty_one(home: Path, tmp_path: Path) -> None:
    remember_case(home)
    (tmp_path / "data" / "goodoffices" / "cases.json").write_text("[nonsense")
    assert known_cases() == ()


def test_a_case_of_ones_own_is_made_and_opened(browser: Client, home: Path) -> None:
    given = {"title": 'Water "upper" valley', "folder": "river", "parent": str(home)}
    assert is_opened(browser.post("/new/", given), home / "river")
    assert read_folder(home / "river").record().title == 'Water "upper" valley'


def test_an_example_is_copied_and_opened(browser: Client, home: Path) -> None:
    given = {"example": "shalit-2011", "folder": "shalit", "parent": str(home)}
    assert is_opened(browser.post("/example/", given), home / "shalit")
    assert (home / "shalit" / "archive").is_dir()


def test_an_example_is_called_as_it_is_where_no_name_is_given(browser: Client, home: Path) -> None:
    given = {"example": "shalit-2011", "folder": "", "parent": str(home)}
    assert is_opened(browser.post("/example/", given), home / "shalit-2011")


@pytest.mark.parametrize("folder", ["../away", "a/b", ".hidden", "", "/away"])
def test_a_folder_stays_where_it_is_shown(browser: Client, home: Path, folder: str) -> None:
    given = {"title": "River", "folder": folder, "parent": str(home)}
    answer = browser.post("/new/", given)
    assert answer.status_code == 422
    assert list(answer.context["new_form"].errors) == ["folder"]
    assert list(home.iterdir()) == []
    assert SWITCHBOARD.wanted is None


def test_nothing_is_overwritten(browser: Client, home: Path) -> None:
    (home / "river").mkdir()
    (home / "river" / "mine.txt").write_text("mine")
    answer = browser.post("/new/", {"title": "River", "folder": "river", "parent": str(home)})
    assert answer.status_code == 422
    assert b"That is there already, and nothing is overwritten." in answer.content
    assert b'value="River"' in answer.content
    assert [one.name for one in (home / "river").iterdir()] == ["mine.txt"]


def test_a_folder_on_this_machine_is_opened(browser: Client, home: Path) -> None:
    path = copy_example(home / "doha")
    assert is_opened(browser.post("/open/", {"path": str(path)}), path)


def test_what_is_no_case_is_said(browser: Client, home: Path) -> None:
    answer = browser.post("/open/", {"path": str(home / "nowhere")})
    assert answer.status_code == 422
    assert "is not a case: there is nothing of that name." in answer.content.decode()
    assert SWITCHBOARD.wanted is None


def test_the_mistakes_of_a_case_are_shown_and_it_is_not_opened(browser: Client, home: Path) -> None:
    path = copy_example(home / "doha")
    record = path / "record.yaml"
    record.write_text(
        record.read_text("utf-8").replace("party: israel", "party: isreal", 1), "utf-8"
    )
    answer = browser.post("/open/", {"path": str(path)})
    assert answer.status_code == 422
    assert [one.partition(":")[0] for one in answer.context["page"].mistakes] == ["record.yaml"]
    assert SWITCHBOARD.wanted is None


def bring(browser: Client, data: bytes, home: Path, passphrase: str = "") -> object:
    file = SimpleUploadedFile("case.bin", data)
    given = {"file": file, "folder": "brought", "parent": str(home), "passphrase": passphrase}
    return browser.post("/bring/", given)


def test_a_zip_of_a_case_is_unpacked_and_opened(browser: Client, home: Path) -> None:
    data = export_folder(copy_example(home / "doha"))
    assert is_opened(bring(browser, data, home), home / "brought")
    assert read_folder(home / "brought").record() == read_folder(home / "doha").record()


def test_an_encrypted_backup_is_restored_and_opened(browser: Client, home: Path) -> None:
    data = make_backup(copy_example(home / "doha"), passphrase=PASSPHRASE)
    wrong = bring(browser, data, home, "not this one at all")
    assert b"The backup does not open with this passphrase." in wrong.content  # type: ignore[attr-defined]
    assert not (home / "brought").exists()
    assert is_opened(bring(browser, data, home, PASSPHRASE), home / "brought")


def packed(**names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, words in names.items():
            archive.writestr(name, words)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"no zip", "it is no zip that can be read."),
        (packed(**{"c/case.yaml": "", "c/../../evil": ""}), "it names a file outside of the case."),
        (packed(**{"c/case.yaml": "", "/etc/evil": ""}), "it names a file outside of the case."),
        (packed(**{"c/case.yaml": "", "d/x": ""}), "it holds no one folder with a case.yaml."),
        (packed(**{"c/other.yaml": ""}), "it holds no one folder with a case.yaml."),
        (packed(), "it holds no one folder with a case.yaml."),
    ],
)
def test_another_file_is_refused_and_leaves_nothing(
    browser: Client, home: Path, data: bytes, sentence: str
) -> None:
    answer = bring(browser, data, home)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    errors = answer.context["bring_form"].non_field_errors()  # type: ignore[attr-defined]
    assert [str(one).partition(": ")[2] for one in errors] == [sentence]
    assert list(home.iterdir()) == []


def test_a_link_in_a_zip_is_refused(browser: Client, home: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("c/case.yaml", "")
        link = zipfile.ZipInfo("c/documents")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc")
    answer = bring(browser, out.getvalue(), home)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert list(home.iterdir()) == []
