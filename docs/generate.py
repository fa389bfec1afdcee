"""Write docs/reference/cli.md from the commands themselves.

`make docs` runs it; a test compares the page with what it writes, so that neither a command
nor an option goes undocumented.
"""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.main import cli

PAGE = Path(__file__).parent / "reference" / "cli.md"
WIDTH = 88
HEAD = """\
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


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
