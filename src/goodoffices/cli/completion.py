"""The command `completion`: the script by which a shell completes our commands."""

from __future__ import annotations

import os
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from goodoffices.cli.options import OneOf

SHELLS = ("bash", "zsh", "fish")


def shell_in_use() -> str | None:
    """Return the shell that `$SHELL` names, or None when it is none of ours."""
    name = Path(os.environ.get("SHELL", "")).name
    return name if name in SHELLS else None


@click.command(
    "completion",
    short_help="Print the script that completes commands in your shell.",
    epilog="Without SHELL, the one that $SHELL names.",
)
@click.argument("shell", type=OneOf(SHELLS), required=False, metavar="[SHELL]")
@click.pass_context
def command(ctx: click.Context, shell: str | None) -> None:
    """Print the script that completes commands in your shell.

    SHELL is bash, zsh or fish. Keep the script in a file that the shell reads when it starts,
    then open a new terminal.

    \b
    Examples:
      goodoffices completion bash > ~/.local/share/bash-completion/completions/goodoffices
      goodoffices completion zsh  > ~/.zfunc/_goodoffices   # with ~/.zfunc in $fpath
      goodoffices completion fish > ~/.config/fish/completions/goodoffices.fish
    """
    shell = shell or shell_in_use()
    if shell is None:
        ctx.fail(f"which shell? $SHELL names none of {', '.join(SHELLS)}.")
    kind = get_completion_class(shell)
    assert kind is not None, shell
    root = ctx.find_root().command
    click.echo(kind(root, {}, "goodoffices", "_GOODOFFICES_COMPLETE").source())
