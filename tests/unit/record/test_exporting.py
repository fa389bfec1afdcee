"""The record as one JSON object, as a table, and whole."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

from goodoffices.record.archive import Archive
from goodoffices.record.archived import read_archived
from goodoffices.record.checks.check import load
from goodoffices.record.exporting import COLUMNS, export_csv, export_folder, export_json
from goodoffices.record.folder import read_folder
from goodoffices.record.recording import record as record_edits
from tests.records import make_record, read, said, write_case

CASE = "parties:\n  - {id: north, name: North}\n"
RECORD = """\
documents:
  - {id: d1, dated: 2026-01-01, file: a.txt}
statements:
  - {id: s1, words: We stay., document: d1, chain: [{speaker: north, to: public}]}
"""


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_the_table_has_a_line_for_each_reading_and_one_for_a_statement_without() -> None:
    record = make_record(
        issues=["corridor: stays, out"],
        statements=[
            said(
                "s1",
                read("r1 north insists: corridor is stays", condition="corridor is out"),
                "r2 south rejects: corridor is out",
                through="north > south > team",
                span={"start": 3, "end": 9},
            ),
            said("s2", through="south > team", on=None),
        ],
    )
    assert rows(export_csv(record)) == [
        list(COLUMNS),
        [
            *("s1", "2026-01-01", "North > South", "words of s1", "", "3", "9", ""),
            *("r1", "leading", "north", "conveyed", "insists", "corridor is stays"),
            "corridor is out",
        ],
        [
            *("s1", "2026-01-01", "North > South", "words of s1", "", "3", "9", ""),
            *("r2", "leading", "south", "attributed", "rejects", "corridor is out", ""),
        ],
        ["s2", "", "South", "words of s2", *[""] * 11],
    ]


def test_no_value_of_the_table_is_a_formula() -> None:
    """A spreadsheet runs what begins with one of these."""
    words = ["=1+1", "+1", "-1", "@x", "\t=1", "\n=1", "we = they"]
    statements = [said(f"s{k}", words=one) for k, one in enumerate(words)]
    record = make_record(issues=["corridor: stays"], statements=statements)
    shown = [row[3] for row in rows(export_csv(record))[1:]]
    assert shown == [*(f"'{one}" for one in words[:-1]), words[-1]]


def test_words_of_several_lines_stay_in_their_cell() -> None:
    """Whatever ends a line in them: a bare carriage return would begin a new row."""
    statements = [said("s1", words="One\rTwo\r\n=Three\nFour")]
    [_, row] = rows(export_csv(make_record(issues=["a: x"], statements=statements)))
    assert row[3] == "One\nTwo\n=Three\nFour"


def test_the_object_says_every_entry_and_leaves_out_what_is_empty() -> None:
    record = make_record(
        issues=["corridor: stays"], statements=[said("s1", through="north > team")]
    )
    found = export_json(record.with_(texts={"d1": "words"}))
    assert found["schema"] == "goodoffices/export/1"
    assert found["statements"] == [
        {
            "id": "s1",
            "words": "words of s1",
            "said_on": {"from": "2026-01-01", "to": "2026-01-01"},
            "chain": [{"speaker": "north", "to": "team"}],
        }
    ]
    assert found["texts"] == {"d1": "words"}
    assert json.loads(json.dumps(found)) == found


def test_the_whole_folder_has_all_its_files_but_the_cache_and_can_be_verified(
    tmp_path: Path,
) -> None:
    case = write_case(tmp_path / "talks", case=CASE, record=RECORD, documents={"a.txt": "We stay."})
    edits = read_archived(read_folder(case)).edits
    record_edits(Archive(case / "archive"), edits, by="vera")
    load(case)
    assert (case / ".cache").is_dir()
    data = export_folder(case)
    assert export_folder(case) == data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
        packed.extractall(tmp_path / "out")
    assert [one for one in names if ".cache" in one or not one.startswith("talks/")] == []
    assert {"talks/case.yaml", "talks/documents/a.txt", "talks/archive/verify.py"} <= {*names}
    out = tmp_path / "out" / "talks"
    with zipfile.ZipFile(io.BytesIO(export_folder(out))) as again:
        assert again.namelist() == names, "the file that verifies is in it once"
    assert load(out).record.statements == load(case).record.statements
    verified = subprocess.run(
        [sys.executable, "-I", str(out / "archive" / "verify.py"), str(out / "archive")],
        capture_output=True,
        check=False,
    )
    assert verified.returncode == 0, verified.stderr


def test_the_whole_folder_leaves_out_what_pages_need_beside_the_record(tmp_path: Path) -> None:
    case = write_case(tmp_path / "talks", case=CASE, record=RECORD, documents={"a.txt": "We stay."})
    before = export_folder(case)
    (case / "database").mkdir()
    (case / "database" / "case.sqlite3").write_bytes(b"accounts")
    assert export_folder(case) == before
