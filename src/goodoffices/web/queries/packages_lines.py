"""Packages as lines of a page: what each settles, and where it can be looked at."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from goodoffices.case.issues import Value
from goodoffices.drafting.bridge_page import build_positions
from goodoffices.drafting.page import Section
from goodoffices.drafting.settled_options import options_in_words
from goodoffices.storage.pins import Pin
from goodoffices.web.forms.packages import PICK
from goodoffices.web.pages.packages import PackageLine
from goodoffices.web.queries.choosing import Looking, address
from goodoffices.web.queries.few_cites import with_few_cites
from goodoffices.web.queries.packages_picking import choices_in, code_of, labels_of


def try_address(look: Looking, choices: Mapping[str, Value]) -> str:
    """Return where a package can be looked at and changed."""
    picks = [(f"{PICK}{issue}", str(value)) for issue, value in choices.items()]
    return address(reverse("try-package"), look.view, picks)


def line_of(look: Looking, name: str, choices: Mapping[str, Value], in_address: str) -> PackageLine:
    """Return a package as a line."""
    settles = options_in_words(choices, look.case()) if choices else "nothing in this view"
    return PackageLine(name, settles, in_address, try_address(look, choices))


def pin_lines(look: Looking, pins: tuple[Pin, ...]) -> tuple[PackageLine, ...]:
    """Return what somebody pinned as lines; picks that are not there in this view are left out."""
    case, lines = look.case(), []
    for pin in pins:
        choices = choices_in(pin.picked, case)
        line = line_of(look, pin.name, choices, code_of(choices))
        lines.append(PackageLine(line.name, line.says, line.in_address, line.url, pin.id))
    return tuple(lines)


def positions_of(look: Looking) -> Section:
    """Return the positions as stated, under their labels."""
    return look.kept(
        "positions of packages", lambda: with_few_cites(build_positions(labels_of(look)))
    )
