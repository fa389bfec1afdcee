"""Changing a YAML file that a person wrote, and leaving everything else as it stands.

Only the lines of the changed entry or field are written anew, by ruamel.yaml; all other
lines, with their comments and their layout, stay byte for byte. Whatever is written is read
back first and has to say exactly what was meant. Where lines cannot be changed one by one
(lists in brackets, empty lists), ruamel.yaml rewrites the entry or the file and keeps its
comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from goodoffices.case.errors import CannotWrite
from goodoffices.case.yaml_change import RemoveField, SetField
from goodoffices.case.yaml_difference import changes_between
from goodoffices.case.yaml_list_file import ListFile
from goodoffices.case.yaml_source import Where
from goodoffices.case.yaml_style import Data, to_plain


def append_entries(path: Path, list_key: str, entries: Iterable[Mapping[str, object]]) -> str:
    """Add entries at the end of a list of a file.

    Parameters
    ----------
    path
        The file.
    list_key
        Key of the list at the top of the file; the list is made where it is missing.
    entries
        What to add: mappings, lists, strings, numbers, truth values, None, dates and
        enumerations.

    Returns
    -------
    str
        The new text of the file, as written.

    Raises
    ------
    InvalidCase
        When the file has mistakes, or `list_key` holds no list.
    CannotWrite
        When the file cannot be written, or was changed by somebody else meanwhile.
    """
    file = ListFile.read(path, list_key)
    file.append([_plain(path, entry) for entry in entries])
    return file.write()


def set_field(path: Path, list_key: str, entry_id: str, where: Where | str, value: object) -> str:
    """Give one field of one entry a value; see `set_fields`.

    Returns
    -------
    str
        The new text of the file, as written.
    """
    return set_fields(path, list_key, {entry_id: {_way(where): value}})


def set_fields(path: Path, list_key: str, changes: Mapping[str, Mapping[Where, object]]) -> str:
    """Give fields of entries their values, in one step.

    Parameters
    ----------
    path, list_key
        The file and the list in it.
    changes
        By the id of an entry, and by the way to the field from the top of the entry, the
        new value. Only the last step of the way may be missing yet.

    Returns
    -------
    str
        The new text of the file, as written.

    Raises
    ------
    UnknownId
        When an entry, or a field on the way, is not there; nothing is written then.
    InvalidCase, CannotWrite
        As for `append_entries`.
    """
    file = ListFile.read(path, list_key)
    for entry_id, fields in changes.items():
        for where, value in fields.items():
            file.change(entry_id, where, SetField(_plain(path, value)))
    return file.write()


def remove_field(path: Path, list_key: str, entry_id: str, where: Where | str) -> str:
    """Take one field out of one entry, with its value and the comment on its line.

    Returns
    -------
    str
        The new text of the file, as written.

    Raises
    ------
    UnknownId
        When the entry or the field is not there; nothing is written then.
    InvalidCase, CannotWrite
        As for `append_entries`.
    """
    file = ListFile.read(path, list_key)
    file.change(entry_id, _way(where), RemoveField())
    return file.write()


def remove_entry(path: Path, list_key: str, entry_id: str) -> str:
    """Take one entry out of a list, with the comments inside it; those around it stay.

    Returns
    -------
    str
        The new text of the file, as written.

    Raises
    ------
    UnknownId
        When the entry is not there; nothing is written then.
    InvalidCase, CannotWrite
        As for `append_entries`.
    """
    file = ListFile.read(path, list_key)
    file.remove(entry_id)
    return file.write()


def put_entries(
    path: Path, list_key: str, entries: Mapping[str, Mapping[str, object] | None]
) -> str:
    """Make entries of a list say what they should, in one reading of the file.

    Of an entry that is there only the fields that differ are changed; one that is missing is
    added at the end.

    Parameters
    ----------
    path, list_key
        The file and the list in it.
    entries
        By its id, all that an entry shall say; None for one that shall not be there.

    Returns
    -------
    str
        The new text of the file, as written.

    Raises
    ------
    InvalidCase, CannotWrite
        As for `append_entries`.
    """
    file = ListFile.read(path, list_key)
    there = {each.get("id"): each for each in file.entries if isinstance(each, dict)}
    for entry_id, wanted in entries.items():
        if entry_id in there and wanted is None:
            file.remove(entry_id)
        elif entry_id in there:
            for where, change in changes_between(there[entry_id], _plain(path, wanted)):
                file.change(entry_id, where, change)
    new = (wanted for entry_id, wanted in entries.items() if entry_id not in there)
    file.append([_plain(path, wanted) for wanted in new if wanted is not None])
    return file.write()


def _plain(path: Path, value: object) -> Data:
    try:
        return to_plain(value)
    except ValueError as error:
        raise CannotWrite(str(path), str(error)) from error


def _way(where: Where | str) -> Where:
    return (where,) if isinstance(where, str) else where
