"""Write the pages and schemas of docs/reference that follow from the program itself.

`make docs` runs it; a test compares what is checked in with what it writes, so that neither a
command, nor an option, nor a field of a file goes undocumented.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

import click
from pydantic import BaseModel

from docs.file_words import ANYWHERE, WORDS
from docs.web_pages import pages_page
from goodoffices.case import (
    handling,
    issues,
    limits,
    parties,
    preferences,
    rounds,
    undertakings,
    when,
)
from goodoffices.case.handling import HandlingLevel
from goodoffices.cli.main import cli
from goodoffices.record import entries as record_entries
from goodoffices.record.folder import FILES

Json: TypeAlias = dict[str, Any]

REFERENCE: Final = Path(__file__).parent / "reference"
PAGE: Final = REFERENCE / "cli.md"
FILES_PAGE: Final = REFERENCE / "files.md"
PAGES_PAGE: Final = REFERENCE / "pages.md"
SCHEMAS: Final = REFERENCE / "schemas"
WIDTH: Final = 88
HEAD: Final = """\
# The command line

<!-- Written by docs/generate.py from the commands themselves; do not edit. -->

Exit status, the same for every command:

| status | when |
|---|---|
| 0 | done, whatever was found |
| 1 | `check` found mistakes (questions are none), `verify` failed, or there is no result |
| 2 | used wrongly, or something could not be read |
| 130 | stopped by Ctrl-C |
| 141 | the program that read our output went away |

Whatever the program refuses is one sentence on standard error; {doc}`errors` has them all.
"""
FILES_HEAD: Final = """\
# The files of a case

<!-- Written by docs/generate.py from the models of the program; do not edit. -->

A case is a folder:

    case.yaml      what the talks are about, and between whom
    rounds.yaml    rounds of talks, and our meetings
    record.yaml    what was said, through whom, and what the team makes of it
    preferences.yaml   optional: what matters how much to a party, where somebody said so
    undertakings.yaml  optional: what a package obliges whom to do, and what waits for what
    documents/     the texts that statements cite, as UTF-8
    archive/       the record itself: written by `goodoffices record`, never by hand
    database/      only once pages were served: what they need beside the record

The files are YAML 1.2. Comments and the order of entries are kept when the program edits a file.
How files, archive and pages go together: {doc}`../explanation/files-archive-and-pages`.
Unknown fields are mistakes: so a slip of the pen is found. Fields in **bold** have to be there.

JSON Schemas for editors that take them: {download}`case <schemas/case.json>`,
{download}`rounds <schemas/rounds.json>`, {download}`record <schemas/record.json>`,
{download}`preferences <schemas/preferences.json>`,
{download}`undertakings <schemas/undertakings.json>`. They check the shape; `goodoffices check` also
looks at names, propositions, words, dates and links.
"""
_SHORT: Final[Mapping[str, Json]] = {
    "Handling": {"type": "string", "enum": [one.value for one in HandlingLevel]},
    "When": {"type": "string", "format": "date"},
}
"""What may stand in a file for the whole of a part."""

_KINDS: Final = {
    "object": "text by id",
    "integer": "whole number",
    "boolean": "`true` or `false`",
}

_SHORT_WORDS: Final = {
    "Handling": "Where the level is all there is to say, it may stand alone: `handling: public`.",
    "When": "A single day may stand alone: `said_on: 2026-01-31`.",
}


# ---------------------------------------------------------------------------- the commands


def help_of(command: click.Command, *, name: str, parent: click.Context | None) -> str:
    """Return what `--help` prints for a command, whatever the width of this terminal."""
    context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH)
    with context:
        return command.get_help(context)


def page() -> str:
    """Return the whole page, as it should stand in docs/reference/cli.md."""
    root = click.Context(cli, info_name="goodoffices", terminal_width=WIDTH)
    parts = [HEAD, section("goodoffices", help_of(cli, name="goodoffices", parent=None))]
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        assert command is not None, name
        parts.append(section(f"goodoffices {name}", help_of(command, name=name, parent=root)))
    return "\n".join(parts)


def section(title: str, text: str) -> str:
    """Return one command's section: its name, and its help word for word."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return f"## {title}\n\n```text\n{lines}\n```\n"


# ---------------------------------------------------------------------------- the files


def schema_of(model: type[BaseModel]) -> Json:
    """Return the JSON Schema of a file, with the short forms that may stand in it."""
    schema = model.model_json_schema(by_alias=True)
    parts = schema.get("$defs", {})
    for name, short in _SHORT.items():
        if name in parts:
            parts[name] = {"title": name, "anyOf": [short, parts[name]]}
    for part in (schema, *parts.values()):
        if "description" in part:
            part["description"] = _sentence(part["description"])
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    for place, part in _objects(schema):
        for field, shape in part.get("properties", {}).items():
            shape["description"] = words_of(place, field, shape)
    return schema


def schema_text(model: type[BaseModel]) -> str:
    """Return the JSON Schema of a file, as it should stand in docs/reference/schemas."""
    return json.dumps(schema_of(model), ensure_ascii=False, indent=2) + "\n"


def words_of(model: str, field: str, shape: Json) -> str:
    """Return what a field says: in the model's words, or else in ours.

    Raises
    ------
    KeyError
        Where nobody says it.
    """
    said = shape.get("description") or WORDS.get(f"{model}.{field}") or ANYWHERE.get(field)
    if not said:
        raise KeyError(f"docs/file_words.py does not say what {model}.{field} is")
    return str(said)


def files_page() -> str:
    """Return the whole page, as it should stand in docs/reference/files.md."""
    parts = [FILES_HEAD]
    shown: set[str] = set()
    for name, model in FILES.items():
        schema = schema_of(model)
        objects = dict(_objects(schema))
        parts.append(f"({name.replace('.', '-')})=\n## {name}\n")
        for title in _in_order(schema, objects):
            if title in shown:
                continue
            shown.add(title)
            heading = "" if title == model.__name__ else f"### {_spaced(title)}\n\n"
            parts.append(heading + _table(title, objects[title]))
    return "\n".join(parts)


def _objects(schema: Json) -> Iterator[tuple[str, Json]]:
    """Yield the file and its parts that have fields, by the name of their model."""
    yield schema["title"], schema
    for name, part in schema.get("$defs", {}).items():
        whole = part["anyOf"][1] if "anyOf" in part else part
        if "properties" in whole:
            yield name, whole


def _in_order(schema: Json, objects: Mapping[str, Json]) -> list[str]:
    """The models of a file, each before those it holds."""
    order: list[str] = []
    waiting = [schema["title"]]
    while waiting:
        name = waiting.pop(0)
        if name in order or name not in objects:
            continue
        order.append(name)
        waiting = _named(objects[name]["properties"]) + waiting
    return order


def _named(shape: object) -> list[str]:
    """The models that a shape refers to, in order."""
    found = re.findall(r'"#/\$defs/(\w+)"', json.dumps(shape))
    return list(dict.fromkeys(found))


def _table(title: str, shape: Json) -> str:
    text = inspect.cleandoc(_doc_of(title)).partition("\n\n")[0].replace("\n", " ")
    if title in _SHORT_WORDS:
        text += f" {_SHORT_WORDS[title]}"
    lines = [text, "", "| field | what stands there | what it says |", "|---|---|---|"]
    required = set(shape.get("required", ()))
    for name, field in shape["properties"].items():
        shown = f"**`{name}`**" if name in required else f"`{name}`"
        lines.append(f"| {shown} | {_kind(field)} | {words_of(title, name, field)} |")
    return "\n".join(lines) + "\n"


def _doc_of(title: str) -> str:
    places = (
        record_entries,
        handling,
        issues,
        limits,
        parties,
        preferences,
        rounds,
        undertakings,
        when,
    )
    model = next(getattr(place, title) for place in places if hasattr(place, title))
    return model.__doc__ or ""


def _kind(shape: Json) -> str:
    """Say in few words what may stand in a field."""
    if "const" in shape:
        return f"`{shape['const']}`"
    if "$ref" in shape:
        return _referred(shape["$ref"])
    if "title" in shape and shape["title"] in _TOLD:
        return _TOLD[shape["title"]]
    if shape.get("type") == "object" and shape.get("title") in _TOLD_BY_ID:
        return _TOLD_BY_ID[shape["title"]]
    if "anyOf" in shape:
        return " or ".join(_kind(one) for one in shape["anyOf"] if one.get("type") != "null")
    if shape.get("type") == "array":
        return f"list of {_kind(shape['items'])}"
    if shape.get("format") == "date":
        return "date"
    return _KINDS.get(shape.get("type", ""), "text")


_TOLD: Final = {
    "Exact": "number, or `1/3`",
    "Bounds": "number, or `[30, 40]`",
    "Order": "list, or lists in a list",
}
"""What types with a shape of their own are called, by the title of their schema."""

_TOLD_BY_ID: Final = {
    "Weights": "numbers, or `[30, 40]`, by issue",
    "Values": "numbers, or `[0.2, 0.5]`, by issue and option",
    "Options": "orders by issue",
    "Numbers": "numbers, or `[30, 40]`, by undertaking",
}
"""The same of mappings."""


def _referred(reference: str) -> str:
    name = reference.rpartition("/")[2]
    if name in _WORDS_TO_CHOOSE:
        return ", ".join(f"`{one}`" for one in _WORDS_TO_CHOOSE[name])
    return f"[{_spaced(name).lower()}](#{_spaced(name).lower().replace(' ', '-')})"


def _words_to_choose() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for model in FILES.values():
        for name, part in model.model_json_schema().get("$defs", {}).items():
            if "enum" in part:
                found[name] = part["enum"]
    return found


_WORDS_TO_CHOOSE: Final = _words_to_choose()


def _spaced(name: str) -> str:
    """Return the name of a model as words: Relay hop."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _sentence(text: str) -> str:
    return inspect.cleandoc(text).partition("\n\n")[0].replace("\n", " ")


def written() -> dict[Path, str]:
    """Return everything that this writes, by where it stands."""
    schemas = {
        SCHEMAS / name.replace(".yaml", ".json"): schema_text(model)
        for name, model in FILES.items()
    }
    return {PAGE: page(), FILES_PAGE: files_page(), PAGES_PAGE: pages_page(), **schemas}


if __name__ == "__main__":
    SCHEMAS.mkdir(exist_ok=True)
    for path, text in written().items():
        path.write_text(text, encoding="utf-8", newline="\n")
