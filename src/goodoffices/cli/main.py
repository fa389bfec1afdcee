"""The command `goodoffices`: the table of its commands, and what happens when one fails.

A command's module is imported when the command is used, never before, so that `goodoffices
--help` imports click and nothing else. This module must not import anything heavy.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click
from click.shell_completion import CompletionItem

from goodoffices import __version__

DONE = 0
NOT_RIGHT = 1
WRONGLY_USED = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells have it
PIPE_CLOSED = 141  # 128 + SIGPIPE


@dataclass(frozen=True, slots=True)
class CommandRow:
    """One command: its name, the module that defines `command`, and its one line of help."""

    name: str
    module: str
    summary: str


# In the order of the work. A test holds each summary equal to the command's own.
COMMANDS: tuple[CommandRow, ...] = (
    CommandRow(
        "demo",
        "goodoffices.cli.demo",
        "Copy the worked example here, print its brief, write it as HTML.",
    ),
    CommandRow(
        "serve",
        "goodoffices.cli.serve",
        "Open a case in your browser; nothing leaves this machine.",
    ),
    CommandRow(
        "new",
        "goodoffices.cli.new",
        "Make an empty case with commented files.",
    ),
    CommandRow(
        "check",
        "goodoffices.cli.check",
        "Show every mistake in a case, and what waits for a person.",
    ),
    CommandRow(
        "note",
        "goodoffices.cli.note",
        "Write a meeting note: who, where, said, asked, promised.",
    ),
    CommandRow(
        "read",
        "goodoffices.cli.read",
        "Read reports into drafts that a person confirms.",
    ),
    CommandRow(
        "review",
        "goodoffices.cli.review",
        "Accept, edit or reject what was drafted from reports.",
    ),
    CommandRow(
        "confirm",
        "goodoffices.cli.confirm",
        "Confirm drafts, so that they count.",
    ),
    CommandRow(
        "record",
        "goodoffices.cli.record",
        "Turn edits of the files into events of the record.",
    ),
    CommandRow(
        "mark",
        "goodoffices.cli.mark",
        "Set a mark, to ask later what changed since.",
    ),
    CommandRow(
        "erase",
        "goodoffices.cli.erase",
        "Destroy an entry's content; the chain still verifies.",
    ),
    CommandRow(
        "verify",
        "goodoffices.cli.verify",
        "Show whether the record is whole and untouched.",
    ),
    CommandRow(
        "matrix",
        "goodoffices.cli.matrix",
        "Show who holds what on which issue, by register.",
    ),
    CommandRow(
        "gaps",
        "goodoffices.cli.gaps",
        "Show the state of each issue, and what changed since.",
    ),
    CommandRow(
        "explain",
        "goodoffices.cli.explain",
        "Show what cannot all stand, and where movement would matter.",
    ),
    CommandRow(
        "bridge",
        "goodoffices.cli.bridge",
        "Show packages to test: different in kind, and unranked.",
    ),
    CommandRow(
        "phase",
        "goodoffices.cli.phase",
        "Show an order for undertakings, and what each linkage does.",
    ),
    CommandRow(
        "brief",
        "goodoffices.cli.brief",
        "Write the brief: one page, then the detail.",
    ),
    CommandRow(
        "export",
        "goodoffices.cli.export",
        "Write the record as JSON, as a table, or whole.",
    ),
    CommandRow(
        "backup",
        "goodoffices.cli.backup",
        "Write a whole case into one encrypted file.",
    ),
    CommandRow(
        "restore",
        "goodoffices.cli.restore",
        "Restore a case from its encrypted backup.",
    ),
    CommandRow(
        "completion",
        "goodoffices.cli.completion",
        "Print the script that completes commands in your shell.",
    ),
)


class PipeClosed(Exception):
    """The reader of our output went away; click itself would leave with status 1."""


class LazyGroup(click.Group):
    """A group that knows its commands from a table and imports each one when it is used."""

    def __init__(self, *, rows: Sequence[CommandRow], name: str, help: str, epilog: str) -> None:  # noqa: A002 -- click's own word
        super().__init__(name=name, help=help, epilog=epilog, no_args_is_help=True)
        self.rows = {row.name: row for row in rows}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Return the names of the commands, in the order of the work."""
        return list(self.rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's signature
        """Import the command's module and return its `command`; None when there is no such row."""
        row = self.rows.get(cmd_name)
        if row is None:
            return None
        command = importlib.import_module(row.module).command
        assert isinstance(command, click.Command), row.module
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments name; an unknown one gets the nearest name."""
        if args and args[0] not in self.rows and not args[0].startswith("-"):
            from goodoffices.case.errors import nearest  # noqa: PLC0415 -- cli lazy

            close = nearest(args[0], self.rows)
            hint = f'; did you mean "{close}"?' if close else ""
            ctx.fail(f'there is no command "{args[0]}"{hint}')
        return super().resolve_command(ctx, args)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 -- click's signature
    ) -> click.Context:
        """Read the arguments; `--help` prints here already, so a closed pipe shows here too."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError:
            raise PipeClosed from None

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that the arguments name."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise PipeClosed from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 -- click's signature
        """Write the commands and their one-line helps, from the table, importing none."""
        with formatter.section("Commands"):
            formatter.write_dl([(row.name, row.summary) for row in self.rows.values()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return what completes the words typed so far, from the table, importing none."""
        found = [
            CompletionItem(row.name, help=row.summary)
            for row in self.rows.values()
            if row.name.startswith(incomplete)
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]


cli = LazyGroup(
    rows=COMMANDS,
    name="goodoffices",
    help="""From what was said to an agreement that can hold: a workbench for mediation teams.

    It keeps the record of who said what, through whom; shows what cannot all stand and where
    movement would matter; and writes the brief. It never says who should move.

    \b
    Example:
      goodoffices demo
    """,
    epilog="`goodoffices COMMAND --help` shows each command with an example. Exit status: "
    "0 done; 1 mistakes found, not verified, or no result; 2 used wrongly or unreadable.",
)
cli = click.version_option(__version__, prog_name="goodoffices", message="%(prog)s %(version)s")(
    cli
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Parameters
    ----------
    arguments
        The words after `goodoffices`; those of this process when None.

    Returns
    -------
    int
        0 done, whatever was found; 1 mistakes found, not verified, or no result; 2 used wrongly
        or unreadable; 130 stopped by Ctrl-C; 141 the reader of our output went away.

    Notes
    -----
    A command says 1 with `ctx.exit(1)`. An error that this program refuses with is printed as
    its sentence on standard error; any other exception is a mistake of ours and keeps its trace.
    """
    try:
        status = cli.main(arguments, prog_name="goodoffices", standalone_mode=False)
        sys.stdout.flush()
    except (PipeClosed, BrokenPipeError):
        return _leave_quietly()
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()  # `goodoffices` alone: its help
        return error.exit_code
    except click.ClickException as error:
        return _refuse(_sentence_of_click(error), error.exit_code)
    except OSError as error:
        return _refuse(_sentence_of(error), WRONGLY_USED)
    except Exception as error:
        from goodoffices.case import errors  # noqa: PLC0415 -- cli lazy

        if not isinstance(error, errors.GoodOfficesError):
            raise
        no_result = (errors.OutOfTime, errors.NoPackage, errors.TooFewParties)
        return _refuse(str(error), NOT_RIGHT if isinstance(error, no_result) else WRONGLY_USED)
    return status if isinstance(status, int) else DONE


def _refuse(sentence: str, status: int) -> int:
    click.echo(f"goodoffices: {sentence}", err=True)
    return status


def _sentence_of_click(error: click.ClickException) -> str:
    """What click refuses, in one sentence of ours, with where to read on."""
    match error:
        case click.MissingParameter():
            said = f"{_parameter(error)} is missing"
        case click.BadParameter():
            said = f"{_parameter(error)}: {error.message}"
        case click.NoSuchOption():
            close = f'; did you mean "{error.possibilities[0]}"?' if error.possibilities else ""
            said = f"there is no option {error.option_name}{close}"
        case _:
            said = error.format_message()
    said = said.rstrip(".")
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return said
    see = f"`{error.ctx.command_path} --help`"
    return f"{said} See {see}" if said.endswith("?") else f"{said}; see {see}"


def _parameter(error: click.BadParameter) -> str:
    """What an argument or option is called, as it is written."""
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    if error.param is not None:
        return error.param.make_metavar(error.ctx or click.Context(cli)).strip("[].")
    return str(error.param_hint or "an argument")


def _sentence_of(error: OSError) -> str:
    reason = (error.strerror or str(error) or type(error).__name__).lower()
    return f"{error.filename}: {reason}" if error.filename else reason


def _leave_quietly() -> int:
    # Whatever is still buffered has no reader; Python would complain when it closes stdout.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED
