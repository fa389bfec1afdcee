"""The basis of a result as JSON, the same in every object that has one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from goodoffices.case.passages import Basis


def basis_to_json(basis: Basis) -> dict[str, Any]:
    """Return what a page rests on as plain data.

    Examples
    --------
    >>> from goodoffices.case.stances import Register
    >>> known = (Register.ATTRIBUTED,)
    >>> basis = Basis(1, 0, 2, ("north",), 0, 2, "", "", (), (), (), (), known, ())
    >>> basis_to_json(basis)["registers"]
    ['attributed']
    """
    return {field.name: _plain(getattr(basis, field.name)) for field in fields(basis)}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
