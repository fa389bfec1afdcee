"""Changing what stands at the top of a YAML file, beside its lists, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from goodoffices.case.errors import CannotWrite, InvalidCase
from goodoffices.case.safe_write import write_bytes
from goodoffices.case.yaml_change import Change, RemoveField, SetField
from goodoffices.case.yaml_source import parse_source, read_raw
from goodoffices.case.yaml_style import Data, dumped, round_trip, to_plain


def put_head(path: Path, fields: Mapping[str, str | None]) -> str:
    r"""Give fields at the top of a file their words; a field that shall be None goes.

    Parameters
    ----------
    path
        The file, a mapping at its top.
    fields
        What each shall say; the others stay as they are.

    Returns
    -------
    str
        The new text of the file, as written.

    Raises
    ------
    InvalidCase
        When the file has mistakes.
    CannotWrite
        When the file cannot be written, or words hold what is no text.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "case.yaml")
    ...     _ = file.write_text("title: Talks  # as in the letter\ncaution: Invented.\n")
    ...     print(put_head(file, {"title": "The talks", "caution": None}), end="")
    title: The talks  # as in the letter
    """
    raw = read_raw(path, name=path.name)
    text = raw.decode("utf-8-sig")
    newline = "\r\n" if 0 < text.count("\r\n") == text.count("\n") else "\n"
    text = text.replace(newline, "\n")
    for name, words in fields.items():
        text = _with_field(path, text, name, words)
    new = raw[: len(raw) - len(raw.decode("utf-8-sig").encode())]
    new += text.replace("\n", newline).encode()
    if new != raw:
        write_bytes(path, new)
    return text


def _with_field(path: Path, text: str, name: str, words: str | None) -> str:
    source = parse_source(text.encode(), name=path.name)
    data = source.data if isinstance(source.data, dict) else {}
    if data.get(name) == words:
        return text
    try:
        change: Change = RemoveField() if words is None else SetField(to_plain(words))
    except ValueError as error:
        raise CannotWrite(str(path), str(error)) from error
    wanted = {key: value for key, value in {**data, name: words}.items() if value is not None}
    new = change.splice(text, (name,))
    if new is None or not _says(new, wanted):
        yaml = round_trip()
        root: Data = yaml.load(text)
        change.apply(root, (name,))
        new = dumped(yaml, root)
    if not _says(new, wanted):
        raise CannotWrite(str(path), "it is laid out so that only a person can change it")
    return new


def _says(text: str, wanted: object) -> bool:
    try:
        return parse_source(text.encode(), name="").data == wanted
    except InvalidCase:
        return False
