"""What somebody does with packages: keeps them in sight, and switches research views."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.storage.models import Account
from goodoffices.storage.pins import pin_package, pins_of, unpin
from goodoffices.web.queries.choosing import Looking
from goodoffices.web.queries.packages_picking import choices_in, own_words
from goodoffices.web.queries.packages_research import SWITCH
from goodoffices.web.requests import CaseRequest


def pin(look: Looking, texts: Mapping[str, str], *, name: str, owner: Account) -> str | None:
    """Keep a package in sight; return what was done, or None where nothing is picked."""
    picked = {issue: str(one) for issue, one in choices_in(texts, look.case()).items()}
    if not picked:
        return None
    known = {one.name: one.id for one in pins_of(owner)}
    if name in known:
        unpin(owner, known[name])
    pin_package(owner, name, picked=picked, compartment=own_words(look))
    verb = "Changed" if name in known else "Pinned"
    return f"{verb} “{name}”. Only you see it."


def switch_research(request: CaseRequest, *, is_on: bool) -> str:
    """Offer research views in this session, or no longer; return what was done."""
    request.session[SWITCH] = is_on
    return "Research views are on in this session." if is_on else "Research views are off."
