"""The walls: every address for each of the cast, and nothing of what others hold behind any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import AuditLine
from goodoffices.web.pages.page import WebPage
from tests.web.cast import CANARIES, ROLES
from tests.web.held import WORD
from tests.web.walls import (
    CAST,
    everything_in,
    furnish,
    hold_of_every_kind,
    page_of,
    patterns,
    told_of,
    unchanging,
    undeclared,
    visit,
)
from tests.web.walls_table import HOLDS_EVERYTHING, STEPS

LOOKED_AT = tuple(one for one in STEPS if one.name not in HOLDS_EVERYTHING)


@pytest.fixture
def things(desk: Desk) -> Mapping[str, object]:
    """What addresses are made of, in a case in which each of the cast holds something."""
    return furnish(desk)


def test_table_has_every_address_and_no_other() -> None:
    """An address without a row fails here: say in the table who may reach it."""
    assert {one.name for one in STEPS} == set(patterns())


def test_no_two_addresses_have_one_name() -> None:
    assert [name for name, count in Counter(patterns()).items() if count > 1] == []


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_of_the_cast_gets_what_the_table_says_and_nothing_that_others_hold(
    things: Mapping[str, object], who: str, method: str
) -> None:
    found, wanted, leaks, strange = {}, {}, {}, {}
    others = [one for one in ROLES if one != who]
    for number, step in enumerate(STEPS):
        address = step.address(things)
        answer = visit(who, address, method=method)
        row = f"{number} {step.name} {address}"
        found[row], wanted[row] = answer.status_code, step.statuses(method)[who]
        text = everything_in(answer).replace(address, "")
        held = [one for other in others for one in told_of(other, text)]
        if held and step.name not in HOLDS_EVERYTHING:
            leaks[row] = held
        page = page_of(answer)
        if page is not None:
            strange[row] = [type(one) for one in undeclared(page)]
            strange[row] += [] if isinstance(page, WebPage) else [type(page)]
    assert found == wanted
    assert leaks == {}
    assert {row: kinds for row, kinds in strange.items() if kinds} == {}


def test_everybody_finds_what_they_hold_themselves(things: Mapping[str, object]) -> None:
    """Else the walk above would look for words that are nowhere."""
    for who in ROLES:
        for name in ("record", "messages", "documents", "calendar"):
            (step,) = (one for one in STEPS if one.name == name)
            text = everything_in(visit(who, step.address(things)))
            assert CANARIES[who] in text, (who, name)
    assert WORD in everything_in(visit("ben", "/matrix/"))


def test_zip_and_backup_hold_everything_and_the_lead_alone_gets_them() -> None:
    rows = {one.name: one.statuses("get") for one in STEPS if one.name in HOLDS_EVERYTHING}
    assert rows == {
        "export-zip": {"ana": 200, "ben": 404, "cleo": 404, "dina": 404, "stranger": 302}
    }


def test_what_ben_holds_changes_no_byte_of_what_ana_gets(
    desk: Desk, things: Mapping[str, object]
) -> None:
    """Non-interference: other words, then other entries and readings, then nothing at all."""
    before = walked_by_ana(things)
    hold_of_every_kind(desk, "ben", "quite different words")
    reading = {**desk.state().content("reading", "read_alone"), "stance": "would_accept"}
    desk.change(lambda _: [Change("reading", "read_alone", reading)], by="ben")
    assert differing(walked_by_ana(things), before) == []
    held = [key for key in desk.state().entries if key[1].endswith("_ben")]
    held += [("reading", "read_alone_otherwise"), ("reading", "read_alone")]
    held += [("statement", "told_alone")]
    desk.change(lambda _: [Change(kind, name, None) for kind, name in held], by="ben")
    assert differing(walked_by_ana(things), before) == []


def walked_by_ana(things: Mapping[str, object]) -> dict[str, str]:
    AuditLine.objects.all().delete()  # the walk itself stands in it
    return {
        address: unchanging(visit("ana", address))
        for step in LOOKED_AT
        if (address := step.address(things))
    }


def differing(now: Mapping[str, str], before: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """The addresses that answer otherwise, with the lines that are new."""
    return [
        (address, [one for one in text.splitlines() if one not in before[address].splitlines()])
        for address, text in now.items()
        if text != before[address]
    ]
