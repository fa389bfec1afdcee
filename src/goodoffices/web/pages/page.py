"""What every page has: its template, its title, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.case.case import Case
from goodoffices.drafting.basis import say_basis
from goodoffices.gaps.sentences import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """A page of the case: `template` shows exactly the fields of its class.

    Every page says that it is INTERNAL, and starts with its basis where it shows anything of
    the record.
    """

    template: ClassVar[str]
    title: str
    basis: tuple[Sentence, ...] = ()
    caution: str = ""
    is_wide: bool = False

    @property
    def label(self) -> str:
        """Who may see it."""
        return "INTERNAL"


def basis_of(case: Case) -> tuple[Sentence, ...]:
    """Return what a page on this case rests on."""
    return say_basis(case)
