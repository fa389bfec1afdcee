"""The one way by which words go into the database and come out of it, by compartment.

A compartment is what one confider told in confidence; the team's own is another. Today the
words are stored as they are; whoever seals them changes this module and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from goodoffices.case.errors import CompartmentBreach


@dataclass(frozen=True, slots=True)
class Compartments:
    """The compartments that some code may open; None for all of them.

    Examples
    --------
    >>> store = Compartments(open_to=("team",))
    >>> store.opened("team", store.sealed("team", {"words": "No."}))
    {'words': 'No.'}
    >>> store.opened("north", b"{}")
    Traceback (most recent call last):
      ...
    goodoffices.case.errors.CompartmentBreach: compartment "north" is closed here
    """

    open_to: Collection[str] | None = None

    def sealed(self, compartment: str, content: object) -> bytes:
        """Return plain data as it is stored.

        Raises
        ------
        CompartmentBreach
            Where the compartment is closed here.
        """
        self._require(compartment)
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

    def opened(self, compartment: str, stored: bytes | memoryview) -> object:
        """Return what `sealed` was given.

        Raises
        ------
        CompartmentBreach
            Where the compartment is closed here.
        """
        self._require(compartment)
        return json.loads(bytes(stored))

    def _require(self, compartment: str) -> None:
        if self.open_to is not None and compartment not in self.open_to:
            raise CompartmentBreach(compartment)


ALL: Compartments = Compartments()
"""Of the server itself, which holds the whole record and shows each viewer its part."""
