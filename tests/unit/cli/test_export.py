"""The command `export`."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


def test_json_is_the_record(run: Run, doha: Path) -> None:
    found = run("export", "doha-round").json
    assert found["schema"] == "goodoffices/export/1"
    assert len(found["statements"]) == 15
    assert run("export", "doha-round", "--json").json == found


def test_table_has_a_row_for_each_reading(run: Run, doha: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "doha-round", "--as", "csv").out)))
    assert [row["reading"] for row in rows if row["statement"] == "s10"] == ["r2", "r2_offer"]


def test_no_cell_is_a_formula(run: Run, doha: Path) -> None:
    """A spreadsheet runs what begins with these signs; the words of others are not to be run."""
    document = doha / "documents" / "efe-report.txt"
    record = doha / "record.yaml"
    text = record.read_text("utf-8").replace(
        "note: The cause of the Cairo round's end, as these sources report it.", "note: x"
    )
    record.write_text(
        text.replace(
            "- {id: efe, kind: outlet, description: Efe news agency",
            "- {id: efe, kind: outlet, description: '=HYPERLINK(\"x\")'",
        ),
        "utf-8",
    )
    assert document.is_file()
    shown = run("export", "doha-round", "--as", "csv")
    assert shown.status == 0, shown.err
    cells = [cell for row in csv.reader(io.StringIO(shown.out)) for cell in row]
    assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


def test_zip_is_the_whole_folder_and_the_same_each_time(run: Run, doha: Path) -> None:
    run("record", "doha-round")
    for name in ("one.zip", "two.zip"):
        assert run("export", "doha-round", "-o", name).out == f"Wrote {name}.\n"
    assert Path("one.zip").read_bytes() == Path("two.zip").read_bytes()
    names = set(zipfile.ZipFile("one.zip").namelist())
    assert {"doha-round/case.yaml", "doha-round/archive/verify.py"} <= names
    assert [name for name in names if ".cache" in name] == []


def test_a_party_gets_what_it_may_see(run: Run, doha: Path) -> None:
    found = run("export", "doha-round", "--for", "egypt").json
    assert "Nobody is to hear it from us" not in str(found)
    readings = {r["party"] for one in found["statements"] for r in one.get("readings", ())}
    assert readings == {"egypt"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--as", "zip"), "a zip goes into a file: give -o FILE.zip"),
        (("--for", "egypt", "-o", "x.zip"), "a zip is the whole folder, for the team"),
        (("--as", "xlsx"), '--as: there is no "xlsx" (there are: json, csv, zip)'),
        (("-o", "x.xlsx"), '"xlsx" is no format; allowed: json, csv, zip'),
        (("-o", "there.csv"), "there.csv is there already; --force writes over it"),
        (("--json", "--as", "csv"), "--json prints JSON; give -o FILE for csv"),
    ],
)
def test_what_cannot_be_is_refused(
    run: Run, doha: Path, words: tuple[str, ...], sentence: str
) -> None:
    Path("there.csv").write_text("mine")
    shown = run("export", "doha-round", *words)
    assert (shown.status, shown.out) == (2, "")
    assert sentence in shown.err
    assert Path("there.csv").read_text() == "mine"


def test_force_writes_over(run: Run, doha: Path) -> None:
    Path("there.csv").write_text("mine")
    assert run("export", "doha-round", "-o", "there.csv", "--force").status == 0
    assert Path("there.csv").read_text("utf-8").startswith("statement,")
    assert run("export", "doha-round", "-o", "x.json", "--json").json == {
        "schema": "goodoffices/exported/1",
        "file": "x.json",
        "as": "json",
    }
