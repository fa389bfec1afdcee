"""Packages that somebody keeps in sight: for that account alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from goodoffices.storage.jobs import opened, seal
from goodoffices.storage.models import Account, PinnedPackage, SealedWords

NAME_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class Pin:
    """A package, whole or in part, under a name that its owner gave it."""

    id: int
    name: str
    picked: Mapping[str, str]


def pin_package(
    owner: Account, name: str, *, picked: Mapping[str, str], compartment: str
) -> PinnedPackage:
    """Keep a package in sight of one account: by issue, the option or the number as text."""
    words = seal({"name": name[:NAME_LENGTH], "picked": dict(picked)}, compartment=compartment)
    return PinnedPackage.objects.create(account=owner, words=words)


def pins_of(owner: Account) -> tuple[Pin, ...]:
    """Return what one account pinned, in the order in which it did."""
    found = []
    for one in PinnedPackage.objects.select_related("words").filter(account=owner):
        words = opened(one.words)
        found.append(Pin(one.pk, words["name"], words["picked"]))
    return tuple(found)


def unpin(owner: Account, id: int) -> str | None:
    """Take a pin of this account away, and return its name; None where there is none."""
    pin = PinnedPackage.objects.select_related("words").filter(account=owner, pk=id).first()
    if pin is None:
        return None
    name = str(opened(pin.words)["name"])
    words = pin.words_id
    pin.delete()
    SealedWords.objects.filter(pk=words).delete()
    return name
