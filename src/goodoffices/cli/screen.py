"""The terminal: colour where it is wanted, 100 columns at most, plain text elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from goodoffices.drafting.page import Page

WIDEST = 100
"""Columns that are used at most: longer lines are hard to read."""


def console(*, stderr: bool = False) -> Console:
    """Return the terminal to print on.

    Colour follows the terminal and NO_COLOR; where the output is no terminal it is plain,
    and 100 columns wide, so that the same input gives the same bytes.
    """
    from rich.console import Console  # noqa: PLC0415 -- slow import

    probe = Console(stderr=stderr)
    width = min(probe.width, WIDEST) if probe.is_terminal else WIDEST
    return Console(stderr=stderr, width=width, highlight=False, soft_wrap=False, emoji=False)


def show_page(page: Page, *, detail: bool = False) -> None:
    """Print a page, and its detail where wanted."""
    from goodoffices.drafting.terminal import print_detail, print_page  # noqa: PLC0415 -- slow import

    def write(screen: Console) -> None:
        print_page(page, screen)
        if detail:
            print_detail(page, screen)

    _show(write)


def _show(write: Callable[[Console], None]) -> None:
    """Print what `write` writes; into a file or a pipe without blanks at the ends of lines."""
    screen = console()
    if screen.is_terminal:
        write(screen)
        return
    with screen.capture() as captured:
        write(screen)
    for line in captured.get().splitlines():
        click.echo(line.rstrip())
