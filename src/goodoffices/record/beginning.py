"""Beginning a case: an empty one with commented files, or a worked example to look at."""

from __future__ import annotations

import json
import shutil
from importlib.resources import as_file, files
from pathlib import Path

from goodoffices.case.errors import CannotWrite
from goodoffices.case.safe_write import explain_failure, write_files
from goodoffices.record.folder import DOCUMENTS_FOLDER
from goodoffices.record.whole_folder import refuse_taken


def make_case(path: Path, *, title: str = "") -> tuple[str, ...]:
    """Make an empty case with files whose comments say what goes where; return their names.

    Parameters
    ----------
    title
        What the talks are about; else the name of the folder.

    Raises
    ------
    CannotWrite
        Where something is at the path already, or the disk refuses.
    """
    refuse_taken(path)
    templates = files("goodoffices.examples") / "empty"
    title = title or path.resolve().name.replace("-", " ").replace("_", " ")
    contents = {
        path / part.name: part.read_text("utf-8").replace("TITLE", _quoted(title)).encode()
        for part in templates.iterdir()
        if part.name.endswith(".yaml")
    }
    try:
        path.mkdir(parents=True, exist_ok=True)
        (path / DOCUMENTS_FOLDER).mkdir(exist_ok=True)
    except OSError as error:
        raise CannotWrite(str(path), explain_failure(error)) from error
    write_files(contents)
    return tuple(sorted(one.name for one in contents))


def copy_example(path: Path, name: str) -> None:
    """Copy a worked example to a path.

    Raises
    ------
    CannotWrite
        Where something is at the path already, or the disk refuses.
    """
    refuse_taken(path)
    ignored = shutil.ignore_patterns(".cache", "__pycache__")
    try:
        with as_file(files("goodoffices.examples") / name) as source:
            shutil.copytree(source, path, ignore=ignored, dirs_exist_ok=True)
    except OSError as error:
        raise CannotWrite(str(path), explain_failure(error)) from error


def _quoted(text: str) -> str:
    """A title as YAML takes it, whatever it contains: a JSON string is a YAML one."""
    return json.dumps(text, ensure_ascii=False)
