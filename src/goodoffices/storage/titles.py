"""The title of a case as its file has it, read without the rest of the case."""

from __future__ import annotations

from pathlib import Path

from goodoffices.case.errors import NotACase
from goodoffices.case.yaml_source import read_source
from goodoffices.record.folder import CASE_FILE


def read_title(case: Path) -> str:
    """Return the title that stands in `case.yaml`; empty where none does.

    Raises
    ------
    NotACase
        Where the path holds no case.
    InvalidCase
        Where the file is no YAML.
    """
    if not case.exists():
        raise NotACase(str(case), "there is nothing of that name")
    if not case.is_dir():
        raise NotACase(str(case), "a case is a folder, and this is a file")
    if not (case / CASE_FILE).is_file():
        raise NotACase(str(case), f"there is no {CASE_FILE} in it")
    data = read_source(case / CASE_FILE).data
    title = data.get("title") if isinstance(data, dict) else None
    return title if isinstance(title, str) else ""
