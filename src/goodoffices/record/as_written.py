"""An entry of the archive in the order in which a person would write its fields.

The archive sorts the fields of a content; in the files an entry begins with its id, and the
other fields stand as the reference lists them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from pydantic import BaseModel

from goodoffices.record.folder import FILES


def in_order_of_fields(
    file: str, list_name: str, content: Mapping[str, object]
) -> dict[str, object]:
    """Return the content of an entry with its fields in the order of the reference.

    Examples
    --------
    >>> hop = {"to": "team", "grade": "B2", "speaker": "north"}
    >>> found = in_order_of_fields("record.yaml", "statements", {"chain": [hop], "id": "s1"})
    >>> list(found), list(found["chain"][0])
    (['id', 'chain'], ['speaker', 'to', 'grade'])
    """
    model = next(_models_in(FILES[file].model_fields[list_name].annotation))
    ordered = _ordered(content, model)
    assert isinstance(ordered, dict)
    return ordered


def _ordered(value: object, model: type[BaseModel] | None) -> object:
    if isinstance(value, list):
        return [_ordered(part, model) for part in value]
    if not isinstance(value, Mapping):
        return value
    inner = _fields_of(model) if model is not None else {}
    names = [
        *(name for name in inner if name in value),
        *(key for key in value if key not in inner),
    ]
    return {name: _ordered(value[name], inner.get(name)) for name in names}


def _fields_of(model: type[BaseModel]) -> dict[str, type[BaseModel] | None]:
    """The fields of a model as they are written, each with the model of its parts."""
    return {
        info.alias or name: next(_models_in(info.annotation), None)
        for name, info in model.model_fields.items()
    }


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
