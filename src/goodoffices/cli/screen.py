"""The terminal: colour where it is wanted, 100 columns at most, plain text elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from goodoffices.drafting.page import Page

WIDEST = 100
"""Columns that are used at most: longer lines are hard to read."""


def console() -> Console:
    """Return the terminal to print on.

    Colour follows the terminal, NO_COLOR and FORCE_COLOR; where the output is no terminal it
    is plain, and 100 columns wide, so that the same input gives the same bytes.
    """
    from rich.console import Console  # noqa: PLC0415 -- slow import

    probe = Console()
    width = min(probe.width, WIDEST) if probe.is_terminal else WIDEST
    return Console(width=width, highlight=False, soft_wrap=False, emoji=False)


def show_page(page: Page, *, detail: bool = False) -> None:
    """Print a page, and its detail where wanted; no line ends in blanks."""
    from goodoffices.drafting.terminal import (  # noqa: PLC0415 -- slow import
        plain_spaces,
        print_detail,
        print_page,
    )

    screen = console()
    with screen.capture() as captured:
        print_page(page, screen)
        if detail:
            print_detail(page, screen)
    for line in plain_spaces(captured.get()).splitlines():
        click.echo(line.rstrip(), color=screen.is_terminal)
