"""The command line as a whole: quick, lazy, clear when it refuses."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from goodoffices import __version__
from goodoffices.case.errors import GoodOfficesError, NotACase, OutOfTime
from goodoffices.cli import main as cli_main
from goodoffices.cli.main import COMMANDS, CommandRow, main


def run(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "goodoffices", *words],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """A command `break` that raises what the test puts into the list."""
    raises: list[BaseException] = []

    @click.command("break")
    def command() -> None:
        raise raises[0]

    row = CommandRow("break", "tests.broken", "Break.")
    monkeypatch.setitem(cli_main.cli.rows, "break", row)
    monkeypatch.setattr(cli_main.cli, "get_command", lambda _ctx, _name: command)
    return raises


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_row_says_what_its_command_says(row: CommandRow) -> None:
    command = importlib.import_module(row.module).command
    assert isinstance(command, click.Command)
    assert (command.name, command.short_help) == (row.name, row.summary)


def test_commands_are_unique() -> None:
    names = [row.name for row in COMMANDS]
    assert names == list(dict.fromkeys(names))


def test_help_lists_each_command_with_its_line() -> None:
    shown = run("--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    words = " ".join(shown.stdout.split())
    assert [row.name for row in COMMANDS if f"{row.name} {row.summary}" not in words] == []


def test_help_imports_click_and_nothing_else() -> None:
    """`goodoffices --help` is quick because it imports no library but click."""
    program = (
        "import sys; before = set(sys.modules)\n"
        "from goodoffices.cli.main import main\n"
        "main(['--help'])\n"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "print(sorted(new - sys.stdlib_module_names), file=sys.stderr)\n"
    )
    # -S: no .pth file of the test environment may import anything beforehand.
    path = [str(Path(cli_main.__file__).parents[2]), str(Path(click.__file__).parents[1])]
    shown = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {path}\n{program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stderr == "['click', 'goodoffices']\n"


def test_version_is_the_package_s() -> None:
    shown = run("--version")
    assert (shown.returncode, shown.stdout) == (0, f"goodoffices {__version__}\n")


def test_unknown_command_suggests_the_nearest() -> None:
    shown = run("complete")
    assert shown.returncode == 2
    assert 'there is no command "complete"; did you mean "completion"?' in shown.stderr


def test_refusal_is_one_sentence_and_status_2(
    broken: list[BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    broken.append(NotACase("talks", "it holds no case.yaml"))
    assert main(["break"]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == (
        "",
        "goodoffices: talks is not a case: it holds no case.yaml\n",
    )


def test_out_of_time_is_no_result(broken: list[BaseException]) -> None:
    broken.append(OutOfTime("explain", 2.0))
    assert main(["break"]) == 1


def test_unreadable_file_is_named(
    broken: list[BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    broken.append(PermissionError(13, "Permission denied", "talks/case.yaml"))
    assert main(["break"]) == 2
    assert capsys.readouterr().err == "goodoffices: talks/case.yaml: permission denied\n"


def test_our_own_mistake_keeps_its_trace(broken: list[BaseException]) -> None:
    broken.append(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        main(["break"])


def test_every_refusal_is_caught(broken: list[BaseException]) -> None:
    broken.append(GoodOfficesError("no"))
    assert main(["break"]) == 2


def test_ctrl_c_is_quiet(broken: list[BaseException], capsys: pytest.CaptureFixture[str]) -> None:
    broken.append(KeyboardInterrupt())
    assert main(["break"]) == 130
    shown = capsys.readouterr()
    assert shown.out + shown.err.strip() == ""


def test_closed_pipe_is_quiet() -> None:
    """`goodoffices ... | head` says nothing more once head has gone."""
    reader, writer = os.pipe()
    os.close(reader)
    shown = subprocess.run(
        [sys.executable, "-m", "goodoffices", "completion", "bash"],
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert (shown.returncode, shown.stderr) == (141, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_the_script_of(shell: str) -> None:
    shown = run("completion", shell)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert f"_GOODOFFICES_COMPLETE={shell}_complete" in shown.stdout


def test_completion_asks_for_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    assert main(["completion"]) == 2


def test_completion_completes_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_GOODOFFICES_COMPLETE", "zsh_complete")
    monkeypatch.setenv("COMP_WORDS", "goodoffices comp")
    monkeypatch.setenv("COMP_CWORD", "1")
    shown = run()
    assert shown.stdout.splitlines()[:3] == ["plain", "completion", COMMANDS[-1].summary]
