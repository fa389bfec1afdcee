"""What a page shows of a case, in words, and where its choices are sent."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ViewToolbar:
    """The choices above an analysis.

    Attributes
    ----------
    now
        What is shown, in words.
    action
        The address that the choices are sent to.
    plain
        The address without any choice.
    kept
        What else stands in the address and stays in it, by name and value.
    is_open
        Whether the choices are seen without opening anything.
    target
        The id of what changes on the page.
    """

    now: str
    action: str
    plain: str
    kept: tuple[tuple[str, str], ...] = ()
    is_open: bool = False
    target: str = "result"
