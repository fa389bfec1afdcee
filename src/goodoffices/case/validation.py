"""Holding plain data to the models of a case, and telling every mistake in plain words.

pydantic finds the mistakes; here each gets its line and column, what was found and what is
allowed. Nothing of pydantic's own wording reaches the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.errors import PydanticUserError
from pydantic_core import ErrorDetails

from goodoffices.case.errors import Mistake, nearest
from goodoffices.case.model import Identifier
from goodoffices.case.yaml_source import Source, Where

ModelT = TypeVar("ModelT", bound=BaseModel)

Schema = Mapping[str, Any]
"""A JSON Schema, or a part of one."""

SHORT: Final = 60
"""Found values longer than this are cut."""


def validate(
    model: type[ModelT], source: Source, path: Where = ()
) -> tuple[ModelT | None, list[Mistake]]:
    r"""Return a part of a file as a model, and every mistake in that part.

    Parameters
    ----------
    model
        What the part has to be.
    source
        The file.
    path
        The way to the part from the top of the file; a missing part is nothing (None).

    Returns
    -------
    tuple of the model and list of Mistake
        The model, or None when there is a mistake.

    Examples
    --------
    >>> from goodoffices.case.yaml_source import parse_source
    >>> class Round(BaseModel, extra="forbid"):
    ...     id: str
    ...     venue: str = ""
    >>> file = parse_source(b"id: first\nvenu: Doha\n", name="rounds.yaml")
    >>> print(*validate(Round, file)[1])
    rounds.yaml:2:1: there is no such field in "first": did you mean "venue"?; found "venu";
    allowed: id, venue
    """
    data = _part(source.data, path)
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, _mistakes(error, model, data, source=source, path=path)


def validate_entries(
    model: type[ModelT], source: Source, path: Where
) -> tuple[dict[int, ModelT], list[Mistake]]:
    """Return the entries of a list as models, by their index, and every mistake in the list.

    One bad entry does not hide the others: those that hold are returned. An empty or
    missing list has no entries.

    Parameters
    ----------
    model
        What each entry has to be.
    source
        The file.
    path
        The way to the list.

    Returns
    -------
    tuple of dict and list of Mistake
        The entries that hold, by their index in the file; entry `i` stands at
        `(*path, i)`.
    """
    data = _part(source.data, path)
    if data is None:
        return {}, []
    if not isinstance(data, list):
        found = _shown(data)
        return {}, [source.mistake(path, "this has to be a list", found=found)]
    try:
        return dict(enumerate(_list_of(model).validate_python(data))), []
    except ValidationError:
        return _validate_each(model, source, path, entries=data)


def _validate_each(
    model: type[ModelT], source: Source, path: Where, *, entries: Sequence[object]
) -> tuple[dict[int, ModelT], list[Mistake]]:
    good: dict[int, ModelT] = {}
    mistakes: list[Mistake] = []
    for index in range(len(entries)):
        entry, wrong = validate(model, source, (*path, index))
        mistakes += wrong
        if entry is not None:
            good[index] = entry
    return good, mistakes


@lru_cache(maxsize=64)
def _list_of(model: type[ModelT]) -> TypeAdapter[list[ModelT]]:
    return TypeAdapter(list[model])  # type: ignore[valid-type]


@lru_cache(maxsize=64)
def _schema_of(model: type[BaseModel]) -> Schema:
    try:
        return model.model_json_schema()
    except PydanticUserError:  # a model without a schema: its fields cannot be listed
        return {}


# ---------------------------------------------------------------- from errors to mistakes


def _mistakes(
    error: ValidationError,
    model: type[BaseModel],
    data: object,
    *,
    source: Source,
    path: Where,
) -> list[Mistake]:
    found = [_Finding(details, data) for details in error.errors(include_url=False)]
    schema = _schema_of(model)
    told = [
        finding.tell(source=source, path=path, data=data, schema=schema)
        for finding in _one_for_each_place(found)
    ]
    return sorted(dict.fromkeys(told))


class _Finding:
    """One of pydantic's errors: its way through the data, and through unions beside it."""

    def __init__(self, details: ErrorDetails, data: object) -> None:
        self.details = details
        self.kind = details["type"]
        self.others: tuple[str, ...] = ()
        self.where, self.branch, self.union_at = _follow(
            data, details["loc"], is_missing=self.kind == "missing"
        )
        if self.kind in ("union_tag_invalid", "union_tag_not_found"):
            self.where += (details["ctx"]["discriminator"].strip("'"),)
            self.kind = "missing" if self.kind == "union_tag_not_found" else self.kind

    def tell(self, *, source: Source, path: Where, data: object, schema: Schema) -> Mistake:
        """Put the error into words, with its place."""
        message, allowed = self._words(data, schema)
        where = (*path, *self.where)
        at_key = self.kind == "extra_forbidden"
        found = str(self.where[-1]) if at_key else self._found(data)
        return source.mistake(where, message, found=found, allowed=allowed, at_key=at_key)

    def _found(self, data: object) -> str:
        value = _part(data, self.where)
        if self.kind == "missing" or (self._is_ours and isinstance(value, (dict, list))):
            return ""
        return _shown(value)

    @property
    def _is_ours(self) -> bool:
        """Whether the sentence is a model's own."""
        return "error" in self.details.get("ctx", {})

    def _words(self, data: object, schema: Schema) -> tuple[str, str]:
        if self.kind == "extra_forbidden":
            return self._extra(data, schema)
        if self.kind == "missing":
            around = _described(data, self.where[:-1])
            return f'"{self.where[-1]}" is missing{around}', ""
        if self.others:
            return f"this has to be {' or '.join(self.others)}", ""
        here = {} if self.kind == "union_tag_invalid" else _schema_at(schema, self.where)
        if self.kind in ("model_type", "model_attributes_type"):
            return "this has to be an entry with fields", ", ".join(_fields(here, schema))
        message, allowed = _worded(self.details, here)
        return message + self._hint(_part(data, self.where), allowed), allowed

    def _hint(self, value: object, allowed: str) -> str:
        if self.kind == "string_type" and isinstance(value, (int, float)):
            return ": put them in quotes"
        close = nearest(value, allowed.split(", ")) if isinstance(value, str) and allowed else None
        return f': did you mean "{close}"?' if close else ""

    def _extra(self, data: object, schema: Schema) -> tuple[str, str]:
        fields = list(_fields(_schema_at(schema, self.where[:-1]), schema))
        close = nearest(str(self.where[-1]), fields)
        around = _described(data, self.where[:-1])
        hint = f': did you mean "{close}"?' if close else ""
        return f"there is no such field{around}{hint}", ", ".join(fields)


def _follow(
    data: object, steps: Iterable[str | int], *, is_missing: bool
) -> tuple[Where, Where, Where | None]:
    """Split pydantic's way to an error into steps through the data and names of union members.

    Returns the way through the data, the names left over, and where the first stood.
    """
    steps = tuple(steps)
    where: list[str | int] = []
    branch: list[str | int] = []
    union_at: Where | None = None
    for number, step in enumerate(steps):
        missing_here = is_missing and number == len(steps) - 1
        if missing_here or _has(data, step):
            where.append(step)
            data = None if missing_here else data[step]  # type: ignore[index]
        elif step != "[key]":
            branch.append(step)
            union_at = tuple(where) if union_at is None else union_at
    return tuple(where), tuple(branch), union_at


def _has(data: object, step: str | int) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data)


def _one_for_each_place(findings: Iterable[_Finding]) -> list[_Finding]:
    """Of the members of a union, keep the one that the data fits best.

    Where all of them fail at the value itself, one mistake names what each would take.
    """
    kept: list[_Finding] = []
    ordered = sorted(findings, key=lambda each: (each.union_at is not None, repr(each.union_at)))
    for union_at, group in groupby(ordered, key=lambda each: each.union_at):
        members = list(group)
        if union_at is None:
            kept += members
        elif all(each.where == union_at for each in members):
            kept.append(_merged(members))
        else:
            kept += _best_branch(members)
    return kept


def _merged(members: list[_Finding]) -> _Finding:
    first = members[0]
    nouns = [NOUNS[each.kind] for each in members if each.kind in NOUNS]
    if len(nouns) == len(members) > 1:
        first.others = tuple(dict.fromkeys(nouns))
        return first
    # a word that is none of an enumeration says more than "not a number"
    return next((each for each in members if each.kind not in NOUNS), first)


def _best_branch(members: list[_Finding]) -> list[_Finding]:
    by_branch: dict[str | int, list[_Finding]] = {}
    for each in members:
        by_branch.setdefault(each.branch[0], []).append(each)
    union_at = members[0].union_at
    deep = [group for group in by_branch.values() if any(e.where != union_at for e in group)]
    return min(deep, key=len)


# ---------------------------------------------------------------- words

NOUNS: Final[Mapping[str, str]] = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "date_from_datetime_inexact": "a date such as 2024-08-16",
    "date_from_datetime_parsing": "a date such as 2024-08-16",
    "date_parsing": "a date such as 2024-08-16",
    "date_type": "a date such as 2024-08-16",
    "datetime_from_date_parsing": "a time such as 2024-08-16T14:30:00+02:00",
    "datetime_parsing": "a time such as 2024-08-16T14:30:00+02:00",
    "datetime_type": "a time such as 2024-08-16T14:30:00+02:00",
    "decimal_parsing": "a number",
    "decimal_type": "a number",
    "dict_type": "a mapping of names to values",
    "float_parsing": "a number",
    "float_type": "a number",
    "frozen_set_type": "a list",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a smaller whole number",
    "int_type": "a whole number",
    "list_type": "a list",
    "mapping_type": "a mapping of names to values",
    "model_attributes_type": "an entry with fields",
    "model_type": "an entry with fields",
    "none_required": "nothing",
    "set_type": "a list",
    "string_type": "words",
    "time_delta_parsing": "a length of time",
    "timezone_aware": "a time with its zone, such as 2024-08-16T14:30:00+02:00",
    "timezone_naive": "a time without a zone",
    "tuple_type": "a list",
}
"""What a value has to be, by pydantic's name for the error."""

_SENTENCES: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "greater_than": lambda limit: f"this has to be more than {limit['gt']}",
    "greater_than_equal": lambda limit: f"this has to be at least {limit['ge']}",
    "less_than": lambda limit: f"this has to be less than {limit['lt']}",
    "less_than_equal": lambda limit: f"this has to be at most {limit['le']}",
    "multiple_of": lambda limit: f"this has to be a multiple of {limit['multiple_of']}",
    "string_too_long": lambda limit: f"this has more than {limit['max_length']} characters",
    "string_too_short": lambda limit: _too_short(limit["min_length"], "characters"),
    "too_long": lambda limit: f"this has more than {limit['max_length']} entries",
    "too_short": lambda limit: _too_short(limit["min_length"], "entries"),
    "finite_number": lambda _: "this has to be a finite number",
}


def _too_short(least: int, things: str) -> str:
    return "this may not be empty" if least == 1 else f"this has fewer than {least} {things}"


def _worded(details: ErrorDetails, here: Schema) -> tuple[str, str]:
    """Return the sentence for an error and what is allowed there."""
    kind, context = details["type"], details.get("ctx", {})
    if kind in NOUNS:
        return f"this has to be {NOUNS[kind]}", ""
    if kind in ("enum", "literal_error", "union_tag_invalid"):
        is_tag = kind == "union_tag_invalid"
        allowed = _listed(context["expected_tags"] if is_tag else context["expected"], here)
        return "this is none of the words that may stand here", allowed
    if kind == "string_pattern_mismatch":
        return _pattern(context["pattern"], here)
    if kind in _SENTENCES:
        return _SENTENCES[kind](context), ""
    if "error" in context:
        return str(context["error"]), ""
    return details["msg"][:1].lower() + details["msg"][1:], ""


def _listed(expected: str, here: Schema) -> str:
    words = here.get("enum") or ([here["const"]] if "const" in here else None)
    if words:
        return ", ".join(str(word) for word in words)
    quoted = re.findall(r"'([^']*)'", expected)
    return ", ".join(quoted) if quoted else expected


def _pattern(pattern: str, here: Schema) -> tuple[str, str]:
    form = _FORMS.get(pattern) or here.get("description")
    return (f"this has to be {form}", "") if form else (f"this has not the form {pattern}", "")


_FORMS: Final[Mapping[str, str]] = {
    TypeAdapter(Identifier).json_schema()["pattern"]: (
        "an id: a small letter, then small letters a-z, digits and _"
    ),
    r"^[A-F][1-6]$": "a grade: a letter A to F for the source, a digit 1 to 6 for what it says",
}
"""What the patterns of the models ask for."""


def _shown(value: object) -> str:
    """Return a value in a few words."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    words = {None: "nothing", True: "true", False: "false"}
    text = words[value] if value is None or isinstance(value, bool) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def _described(data: object, where: Where) -> str:
    """Name the entry around a field: by its id, or by its number in its list."""
    for length in range(len(where), -1, -1):
        entry = _part(data, where[:length])
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            inside = spell_way(where[length:])
            return f' in {inside} of "{_shown(entry["id"])}"' if inside else f' in "{entry["id"]}"'
    spelled = spell_way(where)
    return f" in {spelled}" if spelled else ""


def spell_way(where: Where) -> str:
    """Return a way in words, counting from 1.

    Examples
    --------
    >>> spell_way(("relay", 0, "grade"))
    'relay 1 grade'
    """
    return " ".join(str(step + 1) if isinstance(step, int) else step for step in where)


# ---------------------------------------------------------------- data and schemas


def _part(data: object, where: Where) -> object:
    """Return a part of plain data; None where the way leads nowhere."""
    for step in where:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _schema_at(schema: Schema, where: Where) -> Schema:
    """Return the part of a JSON Schema that governs a value, or an empty one."""
    here = _resolved(schema, schema)
    for step in where:
        here = next((part for part in _parts(here, step, schema) if part), {})
    return here


def _parts(here: Schema, step: str | int, root: Schema) -> Iterable[Schema]:
    for member in _members(here, root):
        if isinstance(step, int):
            yield _resolved(member.get("items") or {}, root)
        else:
            found = member.get("properties", {}).get(step)
            more = member.get("additionalProperties")
            yield _resolved(found or (more if isinstance(more, dict) else {}), root)


def _members(here: Schema, root: Schema) -> list[Schema]:
    """Return a schema, or the members of a union without the empty one."""
    union = here.get("anyOf") or here.get("oneOf") or here.get("allOf")
    if not union:
        return [here]
    return [_resolved(member, root) for member in union if member.get("type") != "null"]


def _resolved(here: Schema, root: Schema) -> Schema:
    while "$ref" in here:
        here = root["$defs"][here["$ref"].rsplit("/", 1)[1]]
    members = _members(here, root)
    return members[0] if len(members) == 1 else here


def _fields(here: Schema, root: Schema) -> list[str]:
    names = [name for member in _members(here, root) for name in member.get("properties", {})]
    return list(dict.fromkeys(names))
