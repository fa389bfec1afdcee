"""Files of others are kept as they were published, and none comes in unlisted."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import goodoffices

FOLDER = Path(goodoffices.__file__).parent / "web" / "static" / "vendor"
LISTED = tomllib.loads((FOLDER / "vendor.toml").read_text(encoding="utf-8"))["package"]


def test_vendored_files_have_the_hashes_that_are_written_down() -> None:
    written = {file["kept_as"]: file["sha256"] for one in LISTED for file in one["file"]}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.iterdir()
        if path.name != "vendor.toml"
    }
    assert found == written


def test_vendored_packages_name_their_version_and_licence_and_bring_its_text() -> None:
    fields = [set(one) for one in LISTED]
    assert fields == [{"npm", "version", "licence", "file"}] * len(LISTED)
    texts = [[file for file in one["file"] if "LICENSE" in file["kept_as"]] for one in LISTED]
    assert [len(one) for one in texts] == [1] * len(LISTED)


def test_htmx_says_the_version_that_is_written_down() -> None:
    htmx = next(one for one in LISTED if one["npm"] == "htmx.org")
    text = (FOLDER / "htmx.min.js").read_text(encoding="utf-8")
    assert text.count(f'this.version="{htmx["version"]}"') == 1
