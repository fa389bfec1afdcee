"""The commands `backup` and `restore`."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

WORDS = "five quiet words of ours"


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase.txt"
    path.write_text(f"{WORDS}\nand a second line\n", "utf-8")
    return path


@pytest.mark.slow
def test_a_case_goes_into_one_file_and_comes_back(run: Run, doha: Path, passphrase: Path) -> None:
    run("record", "doha-round")
    given = ("--passphrase-file", passphrase.name)
    shown = run("backup", "doha-round", "-o", "doha.age", *given)
    assert (shown.status, shown.err) == (0, "")
    assert shown.out == (
        "Wrote doha.age. Keep it on another disk, and the passphrase somewhere else.\n"
    )
    head = run("verify", "doha-round", "--json").json["head"]
    found = run("restore", "doha.age", "back", *given, "--json").json
    assert found.pop("files")[:1] == ["archive/heads.json"]
    assert found == {
        "schema": "goodoffices/restored/1",
        "path": "back",
        "title": "Gaza truce and exchange talks, from Cairo to Doha",
        "head": head,
    }
    assert run("explain", "back").out == run("explain", "doha-round").out


@pytest.mark.slow
def test_it_says_what_it_wrote_and_restored(run: Run, passphrase: Path) -> None:
    given = ("--passphrase-file", passphrase.name)
    run("new", "talks", "--title", "Water")
    assert run("backup", "talks", "-o", "talks.age", *given, "--json").json == {
        "schema": "goodoffices/backed_up/1",
        "file": "talks.age",
        "title": "Water",
    }
    shown = run("restore", "talks.age", "back", *given)
    count = len([path for path in Path("talks").rglob("*") if path.is_file()])
    count -= len(list(Path("talks").rglob(".cache/*")))
    assert shown.out == f"Restored {count} files of “Water” into back.\n"
    shown = run("restore", "talks.age", "back", *given)
    assert (shown.status, shown.out) == (2, "")
    assert shown.err == (
        "goodoffices: cannot write back: it is there already, and nothing is overwritten; "
        "nothing was changed\n"
    )


def test_a_short_passphrase_is_refused(run: Run, passphrase: Path) -> None:
    run("new", "talks")
    passphrase.write_text("")
    shown = run("backup", "talks", "-o", "talks.age", "--passphrase-file", passphrase.name)
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith("goodoffices: the passphrase has fewer than 12 characters: ")
    assert not Path("talks.age").exists()


def test_without_a_terminal_or_a_file_nothing_is_asked(
    run: Run, doha: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        shown = run("backup", "doha-round", "-o", "doha.age")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err == (
        "goodoffices: there is no terminal to ask for the passphrase; give --passphrase-file FILE; "
        "see `goodoffices backup --help`\n"
    )


def test_a_file_that_is_there_stays(run: Run, doha: Path, passphrase: Path) -> None:
    Path("doha.age").write_text("mine")
    given = ("--passphrase-file", passphrase.name)
    shown = run("backup", "doha-round", "-o", "doha.age", *given)
    assert (shown.status, shown.out) == (2, "")
    assert "doha.age is there already; --force writes over it" in shown.err
    assert Path("doha.age").read_text() == "mine"


def test_what_is_no_backup_is_refused(run: Run, passphrase: Path) -> None:
    shown = run("restore", passphrase.name, "back", "--passphrase-file", passphrase.name)
    assert (shown.status, shown.out) == (2, "")
    assert shown.err == (
        "goodoffices: the backup cannot be used: it is no backup, or it was cut off or altered; "
        "nothing was restored\n"
    )
    shown = run("restore", "nowhere.age", "back", "--passphrase-file", passphrase.name)
    assert shown.status == 2
    assert shown.err.startswith("goodoffices: FILE: ")


@pytest.mark.slow
def test_a_terminal_is_asked_twice_and_shows_nothing(run: Run, tmp_path: Path) -> None:
    run("new", "talks")
    ours, its = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "goodoffices", "backup", "talks", "-o", "talks.age"],
        cwd=tmp_path,
        stdin=its,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        asked = b""
        for prompt in (b"Passphrase: ", b"Repeat for confirmation: "):
            while not asked.endswith(prompt) and (more := started.stderr.read(1)):
                asked += more
            os.write(ours, f"{WORDS}\n".encode())
        out, err = started.stdout.read(), asked + started.stderr.read()
    os.set_blocking(ours, False)
    with pytest.raises(BlockingIOError):  # nothing was echoed
        os.read(ours, 1)
    os.close(its)
    os.close(ours)
    assert (started.returncode, err) == (0, b"Passphrase: \nRepeat for confirmation: \n")
    assert out.startswith(b"Wrote talks.age.")
