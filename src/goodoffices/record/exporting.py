"""The record as one viewer may see it, as one JSON object, as a table, or whole."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Final

from goodoffices.case.yaml_cache import CACHE_FOLDER
from goodoffices.record.files_point import DATABASE_FOLDER
from goodoffices.record.folder import ARCHIVE_FOLDER, DOCUMENTS_FOLDER, DRAFTS_FOLDER
from goodoffices.record.order import Order
from goodoffices.record.record import ENTRY_LISTS, Record
from goodoffices.record.speakers import Speakers

SCHEMA: Final = "goodoffices/export/1"

COLUMNS: Final = (
    "statement",
    "said_on",
    "through",
    "words",
    "document",
    "start",
    "end",
    "meeting",
    "reading",
    "status",
    "party",
    "register",
    "stance",
    "proposition",
    "condition",
)

VERIFIER = Path(ARCHIVE_FOLDER, "verify.py")
"""The file that verifies the archive, inside a folder that was exported."""
_EPOCH = (1980, 1, 1, 0, 0, 0)  # a zip's earliest date: the same case gives the same bytes


def export_json(record: Record) -> dict[str, object]:
    """Return every entry of a record as plain data, what is empty left out."""
    exported: dict[str, object] = {
        "schema": SCHEMA,
        "title": record.title,
        "caution": record.caution,
        "outcome": record.outcome,
        "common_unit": record.common_unit,
    }
    for name in (*ENTRY_LISTS, "erased"):
        entries = getattr(record, name)
        exported[name] = [
            entry.model_dump(mode="json", exclude_defaults=True, by_alias=True) for entry in entries
        ]
    exported["texts"] = dict(record.texts)
    return exported


def export_csv(record: Record) -> str:
    """Return the statements of a record as a table, a line for each reading.

    A value that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    speakers, order = Speakers(record), Order(record)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for statement in record.statements:
        through = " > ".join(speakers[hop.speaker].name for hop in statement.chain)
        said = order.said_on(statement)
        head = [
            statement.id,
            str(said) if said else "",
            through,
            statement.words,
            statement.document,
            statement.span.start if statement.span else "",
            statement.span.end if statement.span else "",
            statement.meeting,
        ]
        rows = [
            [
                reading.id,
                reading.status.value,
                reading.party,
                speakers.register(statement, reading.party).value,
                reading.stance.value,
                reading.proposition,
                reading.condition,
            ]
            for reading in statement.readings
        ]
        for row in rows or [[""] * 7]:
            writer.writerow([harmless(value) for value in [*head, *row]])
    return out.getvalue()


def harmless(value: object) -> object:
    """Return a value that a spreadsheet takes for no formula: an apostrophe stands before it.

    Examples
    --------
    >>> harmless("=1+1"), harmless("one and one")
    ("'=1+1", 'one and one')
    """
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")  # a bare CR would end the row
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\n"} else text


def export_folder(path: Path) -> bytes:
    """Return the whole case folder as a zip, with the file that verifies its archive.

    The same files give the same bytes. The cache is left out, and the `database/` of the pages
    with its accounts: what was recorded in them is in the archive. It is the team's own copy: what
    waits in `drafts/`, and the log of what was decided on it, are in it too.
    """
    out = io.BytesIO()
    name = path.resolve().name
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(path.rglob("*")):
            inside = file.relative_to(path)
            is_left_out = CACHE_FOLDER in inside.parts or inside.parts[0] == DATABASE_FOLDER
            if (
                file.is_file()
                and not is_left_out
                and inside != VERIFIER
                and not _is_working(inside)
            ):
                _pack(packed, f"{name}/{inside.as_posix()}", file.read_bytes())
        if (path / ARCHIVE_FOLDER).is_dir():
            verifier = Path(__file__).with_name(VERIFIER.name).read_bytes()
            _pack(packed, f"{name}/{VERIFIER.as_posix()}", verifier)
    return out.getvalue()


def _is_working(inside: Path) -> bool:
    """Whether a file is no content: the lock of a folder, or what an interrupted write left."""
    folder, name = inside.parts[0], inside.name
    return folder in {DRAFTS_FOLDER, DOCUMENTS_FOLDER} and name.startswith(".")


def _pack(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    packed.writestr(info, data)
