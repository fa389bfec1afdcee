"""Every key that a command writes with --json is documented in docs/reference/json.md."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from goodoffices.cli.main import COMMANDS, cli
from tests.orders import VALLEY, copy_valley_with_orders

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "json.md"
IDS = frozenset(
    [
        "strength",
        "choice",
        "entries",
        "parties",
        "labels",
        "texts",
        "options",
        "settled",
        "strengths",
        "crossed",
        "utilities",
        "slack",
        "points",
        "no_agreement",
        "won",
        "start",
        "relations",
        "best",
        "range_shares",
        "envy",
        "shortfall",
        "exposure",
        "given",
        "received",
        "largest_shortfall",
        "largest_exposure",
        "left_out",
        "mean_regret",
        "most_regret",
        "winner_sums",
        "final",
    ]
)
"""Keys whose own keys are ids; some of them are lists elsewhere."""

DRAFT = "filling is three_years and minimum_flow = 0 and inspection is none"

REPORT = (
    "Israel's delegation arrived in Doha on Monday, two officials told the Herald.\n\n"
    "They said that Israel rejects an international force, and that it would accept one if the "
    "Philadelphi corridor is left.\n"
)

COMMANDS_OF = {
    "explanation": [["explain", "CASE"]],
    "matrix": [["matrix", "CASE"]],
    "gaps": [["gaps", "CASE"], ["gaps", "CASE", "--since", "cairo_round"]],
    "brief": [["brief", "CASE"]],
    "packages": [
        ["bridge", "CASE"],
        ["bridge", "CAMP_DAVID", "--research", "--put-to", "israel"],
        ["bridge", "VALLEY", "--research", "--draft", DRAFT],
        ["bridge", "ORDERS", "--research", "--samples", "100"],
    ],
    "schedule": [
        ["phase", "CASE", "--curve", "--at-most", "1/4"],
        ["phase", "SHALIT", "--at-most", "0"],
    ],
    "drafts": [["read", "CASE", "REPORT", "--by", "mira"]],
    "waiting": [["review", "READ", "--by", "mira"]],
    "check": [["check", "CASE"]],
    "recorded": [["record", "CASE", "--by", "mira"]],
    "verification": [["record", "CASE", "--by", "mira"], ["verify", "CASE"]],
    "export": [["export", "CASE", "--as", "json"]],
}


def section(schema: str) -> str:
    """The part of the page about one object."""
    text = PAGE.read_text(encoding="utf-8")
    if schema == "basis":
        return text.partition("## The basis")[2].partition("\n## ")[0]
    found = re.search(
        rf"^## [^\n]*goodoffices/{schema}/1`\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
    )
    return found[1] if found else ""


def documented(schema: str) -> dict[str, str]:
    """The keys of one object as documented, with their types."""
    rows = re.findall(r"^\| (`[^|]+) \| ([^|]*) \|", section(schema), re.MULTILINE)
    return {key: kind.strip() for keys, kind in rows for key in re.findall(r"`([^`]+)`", keys)}


def keys(value: object, path: str = "", *, whole: bool = False) -> Iterator[str]:
    """The keys of an object, as the page writes them; a documented whole is not gone into."""
    if isinstance(value, list):
        for one in value:
            yield from keys(one, f"{path}[]")
    elif isinstance(value, dict):
        is_by_id = path.rpartition(".")[2].removesuffix("[]") in IDS and not whole
        for key, one in value.items():
            inner = f"{path}.{{}}" if is_by_id and not path.endswith("[]") else f"{path}.{key}"
            yield inner.removeprefix(".")
            yield from keys(one, inner.removeprefix("."))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    for name, example in (
        ("case", "doha-round"),
        ("camp-david", "camp-david-1978"),
        ("shalit", "shalit-2011"),
    ):
        with as_file(files("goodoffices.examples") / example) as source:
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns(".cache"))
    shutil.copytree(VALLEY, tmp_path / "valley", ignore=shutil.ignore_patterns(".cache"))
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "orders").mkdir()
    copy_valley_with_orders(tmp_path / "orders")
    return tmp_path / "case"


@pytest.mark.parametrize("schema", COMMANDS_OF)
def test_every_key_is_documented(schema: str, case: Path) -> None:
    page = {re.sub(r"\{\w+\}", "{}", key): kind for key, kind in documented(schema).items()}
    wholes = {key for key, kind in page.items() if kind.startswith(("[", "as "))}
    wholes |= {key for key in page if schema == "export" and "." not in key}
    known = {key for path in page for key in _with_its_parents(path)}
    unknown: set[str] = set()
    for arguments in COMMANDS_OF[schema]:
        found = _written(arguments, case)
        written = keys(found) if found["schema"] == f"goodoffices/{schema}/1" else iter(())
        unknown |= {
            key
            for key in written
            if key not in known
            and not any(key.startswith((f"{one}.", f"{one}[]")) for one in wholes)
        }
    assert unknown == set()
    assert page


def test_every_key_of_the_basis_is_documented(case: Path) -> None:
    known = {key for path in documented("basis") for key in _with_its_parents(path)}
    assert set(keys(_written(["explain", "CASE"], case)["basis"])) <= known


def test_every_schema_is_documented() -> None:
    """Each command with --json names an object that the page describes."""
    source = Path(str(files("goodoffices")))
    named = {
        name
        for module in source.rglob("*.py")
        for name in re.findall(r'"goodoffices/(\w+)/1"', module.read_text("utf-8"))
    }
    inside = {"case", "rounds", "record", "preferences", "undertakings"}
    inside |= {"event", "heads", "unfinished"}
    inside |= {"cases", "files"}  # kept beside the pages, for the program alone
    on_page = set(re.findall(r"`goodoffices/(\w+)/1`", PAGE.read_text("utf-8")))
    assert named - inside == on_page


def test_every_command_with_json_is_on_the_page() -> None:
    text = PAGE.read_text("utf-8")
    context = click.Context(cli)
    for row in COMMANDS:
        command = cli.get_command(context, row.name)
        assert command is not None
        if any("--json" in option.opts for option in command.params):
            assert re.search(rf"^(## {row.name}:|\| `{row.name}( -o)?` \|)", text, re.MULTILINE), (
                row.name
            )


def _with_its_parents(path: str) -> Iterator[str]:
    parts = re.sub(r"\{\w+\}", "{}", path).split(".")
    for end in range(1, len(parts) + 1):
        yield ".".join(parts[:end]).removesuffix("[]")


def _written(arguments: list[str], case: Path) -> dict[str, object]:
    folders = {"CASE": str(case), "CAMP_DAVID": str(case.with_name("camp-david"))}
    folders["VALLEY"] = str(case.with_name("valley"))
    folders["SHALIT"] = str(case.with_name("shalit"))
    folders["ORDERS"] = str(case.with_name("orders") / "valley")
    folders["REPORT"] = str(case.with_name("report.txt"))
    if "READ" in arguments:
        _written(["read", "CASE", "REPORT", "--by", "mira"], case)
        folders["READ"] = str(case)
    given = [folders.get(one, one) for one in arguments]
    given += [] if "export" in given else ["--json"]
    done = CliRunner().invoke(cli, given)
    assert done.exception is None or done.exit_code == 0, done.output
    written = json.loads(done.stdout)
    assert isinstance(written, dict)
    return written
