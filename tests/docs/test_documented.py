"""Whatever a person meets is documented: commands, errors, glossary words, changes."""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from pathlib import Path

import click
import pytest

import goodoffices
from docs.generate import PAGE, help_of, written
from goodoffices.case import errors
from goodoffices.cli.main import COMMANDS, CommandRow

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"


@pytest.mark.parametrize("path", written(), ids=lambda path: path.name)
def test_what_is_generated_is_up_to_date(path: Path) -> None:
    """`make docs` writes it anew: from the commands, and from the models of the files."""
    assert path.read_text(encoding="utf-8") == written()[path]


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_command_is_documented_with_an_example(row: CommandRow) -> None:
    command = importlib.import_module(row.module).command
    assert isinstance(command, click.Command)
    shown = help_of(command, name=row.name, parent=None)
    example = rf"Examples?:\n\s+goodoffices {row.name}\b"
    assert re.search(example, shown), f"the help of {row.name} has no example"
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    assert [option.name for option in options if not option.help] == []
    sections = re.findall(r"^## goodoffices (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert row.name in sections, "make docs writes it"


def descendants(error: type[Exception]) -> set[type[Exception]]:
    """An error and all that are kinds of it."""
    return {error}.union(*(descendants(kind) for kind in error.__subclasses__()))


def test_every_error_is_documented_once() -> None:
    for module in pkgutil.walk_packages(goodoffices.__path__, "goodoffices."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    tree = [
        f"{error.__module__}.{error.__name__}"
        for error in descendants(errors.GoodOfficesError)
        if error.__module__.startswith("goodoffices.")
    ]
    text = (REFERENCE / "errors.md").read_text(encoding="utf-8")
    named = re.findall(r"^\.\. autoexception:: (\S+)$", text, flags=re.MULTILINE)
    assert sorted(named) == sorted(tree)


def glossary() -> list[str]:
    """The terms of the glossary, as written."""
    text = (REFERENCE / "glossary.md").read_text(encoding="utf-8")
    body = text.partition(":sorted:\n")[2].rpartition("```")[0]
    return re.findall(r"^(\S.*)$", body, flags=re.MULTILINE)


def test_glossary_is_in_order_and_has_each_word_once() -> None:
    terms = glossary()
    assert terms == sorted(set(terms))


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("goodoffices.case.handling", "Consent"),
        ("goodoffices.case.handling", "HandlingLevel"),
        ("goodoffices.case.issues", "GapType"),
        ("goodoffices.case.issues", "IssueKind"),
        ("goodoffices.case.issues", "Unsettled"),
        ("goodoffices.case.parties", "Role"),
        ("goodoffices.case.rounds", "Channel"),
        ("goodoffices.case.rounds", "Outcome"),
        ("goodoffices.case.stances", "Authority"),
        ("goodoffices.case.stances", "OfferStatus"),
        ("goodoffices.case.stances", "Register"),
        ("goodoffices.case.stances", "Stance"),
        ("goodoffices.case.status", "Status"),
        ("goodoffices.gaps.states", "State"),
        ("goodoffices.record.entries", "Capacity"),
        ("goodoffices.record.entries", "LinkKind"),
        ("goodoffices.record.entries", "NoteKind"),
        ("goodoffices.record.entries", "ReadingStatus"),
        ("goodoffices.record.entries", "SourceKind"),
    ],
)
def test_glossary_has_every_word_one_can_choose(module: str, name: str) -> None:
    """Each word that a file or a page may hold stands in the glossary, as a term or in one."""
    text = " ".join((REFERENCE / "glossary.md").read_text(encoding="utf-8").lower().split())
    words = [
        value.value.replace("_", " ") for value in getattr(importlib.import_module(module), name)
    ]
    assert [word for word in words if not re.search(rf"\b{word}\b", text)] == []


def test_sizes_are_those_of_the_locked_versions() -> None:
    """`make sizes` measures anew after `make lock`."""
    listed = re.findall(
        r"^\| ([a-z0-9-]+) \| (\d\S*) \|",
        (REFERENCE / "sizes.md").read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = {(package["name"], package.get("version", "")) for package in lock["package"]}
    assert listed
    assert [one for one in listed if one not in locked] == []


def test_each_fragment_of_the_changelog_has_a_kind_and_says_something() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    kinds = {kind["directory"] for kind in settings["tool"]["towncrier"]["type"]}
    fragments = [path for path in (ROOT / "changelog.d").glob("*.md") if path.name != "README.md"]
    wrong = [
        path.name
        for path in fragments
        if path.name.split(".")[-2] not in kinds or not path.read_text(encoding="utf-8").strip()
    ]
    assert wrong == []
