"""The README is right: its links lead somewhere, its commands run, its picture is small."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli.main import cli

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_pictures_are_small() -> None:
    pictures = (ROOT / "docs" / "images").glob("*.png")
    assert [one.name for one in pictures if one.stat().st_size > 300_000] == []


def test_the_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^    goodoffices (.+)$", TEXT, re.MULTILINE)
    assert len(commands) == 13
    for command in ["demo", *commands]:
        done = CliRunner().invoke(cli, shlex.split(command, comments=True))
        assert (command, done.exit_code) == (command, 0)
