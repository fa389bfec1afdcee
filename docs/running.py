"""Run the pages of docs/ that hold commands, and compare what they show with what comes out.

A page is run from top to bottom in a folder of its own:

- a block `console` holds commands, each after `$ `, with their output (both streams) below;
- a block `{code-block}` of any language with a caption that is a path writes that file;
  `PATH, at the end` adds to it, and a block `diff` edits it: lines with `-` go, `+` come;
- a block `{code-block} console` is only shown, for what needs a network or another machine.

A page whose first line is `<!-- with NAME -->` finds a copy of docs/examples/NAME there.

In shown output, `...` within a line stands for anything in it, and a line that is `...` alone
for any lines. A command that fails must be followed by `echo $?`, which shows its status.

`python docs/running.py --write [PAGE...]` puts what comes out in the place of what differs.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import goodoffices

DOCS = Path(__file__).parent
FOLDERS = ("tutorial", "how-to")

EXAMPLES = DOCS / "examples"

_GIVEN = re.compile(r"<!-- with ([a-z-]+) -->\n")
_FENCE = re.compile(
    r"^(?P<fence>```+)(?P<info>[^\n]*)\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL
)
_CAPTION = re.compile(r"\A(?::[a-z]+:[^\n]*\n)*?:caption: (?P<caption>[^\n]+)\n")
_OPTIONS = re.compile(r"\A(?::[a-z-]+:[^\n]*\n)+\n?")
_VARYING = re.compile(r"\b[0-9a-f]{64}\b|\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\S*")


class PageFails(Exception):
    """A page shows something else than what comes out."""


@dataclass(frozen=True)
class Command:
    """A command as a page shows it, and the output below it."""

    lines: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def text(self) -> str:
        """What a shell is given."""
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Block:
    """A block of a page that does something, and where it stands in the page."""

    start: int
    end: int
    path: str = ""
    kind: str = ""
    content: str = ""
    commands: tuple[Command, ...] = ()


@dataclass
class _Shell:
    """What lasts from one command of a page to the next."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    status: int = 0

    def run(self, command: str) -> list[str]:
        words = shlex.split(command, comments=True) if "\n" not in command else []
        if words[:1] == ["export"] and len(words) == 2:
            name, _, value = words[1].partition("=")
            self.environment[name] = value
            return []
        done = subprocess.run(
            ["bash", "-c", f"(exit {self.status}); {command}"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        self.status = done.returncode
        return done.stdout.decode().rstrip("\n").split("\n") if done.stdout else []


def pages() -> list[Path]:
    """Return the pages that hold commands to run."""
    found = sorted(page for folder in FOLDERS for page in (DOCS / folder).glob("*.md"))
    return [page for page in found if any(one.commands for one in blocks(_read(page)))]


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a page that do something, in their order."""
    for match in _FENCE.finditer(text):
        info, body, span = match["info"].strip(), match["body"], match.span("body")
        if info == "console":
            yield Block(*span, commands=tuple(_commands(body)))
        elif info.startswith("{code-block}") and (caption := _CAPTION.match(body)):
            kind = info.removeprefix("{code-block}").strip()
            content = _OPTIONS.sub("", body, count=1)
            path, _, how = caption["caption"].partition(", ")
            yield Block(*span, path=path, kind="append" if how else kind, content=content)


def _commands(body: str) -> Iterator[Command]:
    command: Command | None = None
    for line in body.splitlines():
        if line.startswith("$ "):
            if command is not None:
                yield command
            command = Command((line[2:],), ())
        elif command is None:
            raise PageFails(f"a block of commands begins with output: {line}")
        elif not command.shown and command.lines[-1].endswith("\\"):
            command = replace(command, lines=(*command.lines, line))
        else:
            command = replace(command, shown=(*command.shown, line))
    if command is not None:
        yield command


def matches(shown: Sequence[str], found: Sequence[str]) -> bool:
    """Return whether output is as shown, `...` standing for anything.

    Examples
    --------
    >>> matches(["a ... c", "..."], ["a b c", "d", "e"])
    True
    >>> matches(["a"], ["a", "b"])
    False
    """
    parts = [r"(?:.*\n)*?" if line.strip() == "..." else _pattern(line) + r"\n" for line in shown]
    return re.fullmatch("".join(parts), "".join(f"{line}\n" for line in found)) is not None


def _pattern(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.rstrip().split("..."))


def run(page: Path, *, write: bool = False) -> list[str]:
    """Run a page, and return what is not as shown; with `write`, show what came out instead."""
    text = _read(page)
    out: list[str] = []
    wrong: list[str] = []
    end = 0
    with tempfile.TemporaryDirectory() as home:
        shell = _Shell(Path(home) / "here", _environment(Path(home)))
        shell.folder.mkdir()
        if given := _GIVEN.match(text):
            copied = shutil.ignore_patterns(".cache")
            shutil.copytree(EXAMPLES / given[1], shell.folder / given[1], ignore=copied)
        for block in blocks(text):
            out.append(text[end : block.start])
            end = block.end
            if block.commands:
                out.append(_run_commands(block, shell, wrong))
            else:
                _write_file(block, shell.folder)
                out.append(text[block.start : block.end])
    out.append(text[end:])
    if write:
        page.write_text("".join(out), encoding="utf-8", newline="\n")
    return wrong


def _run_commands(block: Block, shell: _Shell, wrong: list[str]) -> str:
    lines: list[str] = []
    for command in block.commands:
        if shell.status and "$?" not in command.text:
            wrong.append(f"a command before `{command.text}` failed ({shell.status})")
        found = [line.rstrip() for line in shell.run(command.text)]
        lines += ["$ " + command.lines[0], *command.lines[1:]]
        if matches(command.shown, found):
            lines += command.shown
            continue
        shown, came = "\n".join(command.shown), "\n".join(found)
        wrong.append(f"$ {command.text}\n--- shown\n{shown}\n--- came out\n{came}")
        lines += [_VARYING.sub("...", line) for line in found]
    return "".join(f"{line}\n" for line in lines)


def _write_file(block: Block, folder: Path) -> None:
    path = folder / block.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if block.kind == "diff":
        path.write_text(_edited(path.read_text("utf-8"), block.content), encoding="utf-8")
        return
    before = path.read_text("utf-8") if block.kind == "append" else ""
    path.write_text(before + block.content, encoding="utf-8")


def _edited(text: str, diff: str) -> str:
    """Return a text with the lines of a diff replaced; what goes must stand there once."""
    lines = diff.splitlines(keepends=True)
    old = "".join(line[1:] or "\n" for line in lines if line[:1] != "+")
    new = "".join(line[1:] or "\n" for line in lines if line[:1] != "-")
    if text.count(old) != 1:
        raise PageFails(f"stands {text.count(old)} times, not once:\n{old}")
    return text.replace(old, new)


def _environment(home: Path) -> dict[str, str]:
    """Return what a command sees: our program, and nothing of the person's own settings."""
    programs = home / "bin"
    programs.mkdir()
    source = Path(goodoffices.__file__).parents[1]
    ours = programs / "goodoffices"
    python = shlex.quote(sys.executable)
    ours.write_text(f'#!/bin/sh\nexec {python} -m goodoffices "$@"\n', encoding="utf-8")
    ours.chmod(0o755)
    (programs / "python").symlink_to(sys.executable)
    return {
        "PATH": f"{programs}:{os.environ.get('PATH', os.defpath)}",
        "PYTHONPATH": str(source),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Run the pages named, or all of them."""
    write = "--write" in arguments
    named = [Path(one).resolve() for one in arguments if not one.startswith("-")]
    wrong = []
    for page in named or pages():
        for one in run(page, write=write):
            wrong.append(one)
            print(f"{page.name}: {one}\n")
    return 1 if wrong and not write else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
