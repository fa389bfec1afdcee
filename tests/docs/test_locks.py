"""The lock of uv, the locks for pip, and what we declare agree; no uv is needed to see it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "locks").glob("*.txt"))
HOSTS = {"https://pypi.org", "https://files.pythonhosted.org"}

Locked = dict[tuple[str, str], frozenset[str]]
"""The hashes of each (name, version)."""


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_uv_lock() -> Locked:
    found: Locked = {}
    for package in read(ROOT / "uv.lock")["package"]:
        files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else [])]
        if package["name"] != "goodoffices":
            hashes = frozenset(file["hash"] for file in files)
            found[package["name"], package["version"]] = hashes
    return found


def read_pip_lock(path: Path) -> Locked:
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    found: Locked = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        requirement, *hashes = re.split(r"\s+--hash=", line)
        match = re.fullmatch(r"([a-z0-9-]+)==(\S+)(?: ; .*)?", requirement)
        assert match, f"{path.name}: {line[:60]}"
        found[match[1], match[2]] = frozenset(hashes)
    return found


def same(first: list[str], second: list[dict[str, Any]]) -> bool:
    """Whether declared requirements are those that the lock was made from."""
    declared = sorted(
        (canonicalize_name(one.name), str(one.specifier)) for one in map(Requirement, first)
    )
    return declared == sorted((one["name"], one.get("specifier", "")) for one in second)


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_lock_for_pip_has_the_versions_and_hashes_of_the_lock_of_uv(path: Path) -> None:
    whole = read_uv_lock()
    locked = read_pip_lock(path)
    assert locked
    assert {key: whole.get(key) for key in locked} == locked


def test_every_locked_package_is_in_some_lock_for_pip() -> None:
    named = {key for path in LOCKS for key in read_pip_lock(path)}
    assert named == set(read_uv_lock())


def test_lock_of_uv_was_made_from_what_is_declared() -> None:
    """`make lock` makes it anew."""
    declared = read(ROOT / "pyproject.toml")
    project = declared["project"]
    own = next(one for one in read(ROOT / "uv.lock")["package"] if one["name"] == "goodoffices")
    extras = project["optional-dependencies"]
    base = [
        one for one in own["metadata"]["requires-dist"] if "extra ==" not in one.get("marker", "")
    ]
    assert same(project["dependencies"], base)
    assert set(own["metadata"]["provides-extras"]) == set(extras)
    for extra, wanted in extras.items():
        mark = f"extra == '{extra}'"
        assert same(
            wanted,
            [one for one in own["metadata"]["requires-dist"] if mark in one.get("marker", "")],
        )
    groups = declared["dependency-groups"]
    assert set(groups) == set(own["metadata"]["requires-dev"])
    assert [
        name for name in groups if not same(groups[name], own["metadata"]["requires-dev"][name])
    ] == []


@pytest.mark.parametrize("path", [ROOT / "uv.lock", *LOCKS], ids=lambda path: path.name)
def test_lock_names_the_public_index_only(path: Path) -> None:
    """No mirror and no folder of the machine on which it was made."""
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"[a-z+]+://[^/\"\s]*", text)) <= HOSTS
    assert re.findall(r"(?:path|directory|find-links|index-url)\s*=", text) == []
