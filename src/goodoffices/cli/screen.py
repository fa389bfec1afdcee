"""The terminal: colour where it is wanted, 100 columns at most, plain text elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

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
