"""The command `matrix`."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from tests.unit.cli.conftest import Run


def test_each_issue_is_a_section(run: Run, doha: Path) -> None:
    shown = run("matrix", "doha-round")
    assert (shown.status, shown.err) == (0, "")
    for title in ("Philadelphi corridor", "Netzarim corridor", "Corridor management"):
        assert f"\n\n{title}\n" in shown.out


def test_json_has_every_cell(run: Run, doha: Path) -> None:
    found = run("matrix", "doha-round", "--json").json
    assert found["schema"] == "goodoffices/matrix/1"


def test_map_is_written_as_svg(run: Run, doha: Path) -> None:
    shown = run("matrix", "doha-round", "-o", "map.svg")
    assert shown.out == "Wrote map.svg.\n"
    root = ET.parse("map.svg").getroot()  # noqa: S314 -- our own drawing
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_a_register_or_a_day_cuts_it(run: Run, doha: Path) -> None:
    public = run("matrix", "doha-round", "--register", "public").out
    assert "Basis: Nothing is on record." in public
    assert "insists" not in public
    early = run("matrix", "doha-round", "--as-of", "2023-01-01").out
    assert "insists" not in early
