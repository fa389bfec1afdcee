"""A small case with an archive, for tests of packing and backup."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path

from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.replay import Json


def make_case(path: Path) -> Path:
    """Make a case with a document and one recorded statement."""
    (path / "documents").mkdir(parents=True)
    (path / "case.yaml").write_text("schema: goodoffices/case/1\ntitle: Valley\n", "utf-8")
    (path / "documents" / "report.txt").write_text("Words.", "utf-8")
    content: Json = {"id": "s1", "words": "No."}
    noted = NewEvent("added", "statement", "s1", by="ana", content=content)
    Archive(path / "archive").append("team", [noted])
    return path


def files_of(folder: Path) -> dict[str, bytes]:
    """What the files of a folder hold, those left out that begin with a dot."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def tar_of(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    """A tar of anything, as somebody else may have written it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        for info, data in members:
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return out.getvalue()


def listed(files: Mapping[str, bytes], *, head: str = "") -> tuple[tarfile.TarInfo, bytes]:
    """A list of files as a packed case begins with it."""
    manifest = {
        "schema": "goodoffices/backup-manifest/1",
        "title": "Valley",
        "head": head,
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    return tarfile.TarInfo("MANIFEST.json"), json.dumps(manifest).encode()


def packed_of(files: Mapping[str, bytes], *, head: str) -> bytes:
    """Files packed as a case is, whatever they hold."""
    members = [(tarfile.TarInfo(f"case/{name}"), data) for name, data in files.items()]
    return tar_of(listed(files, head=head), *members)
