"""Changes from pages become events: looked at against what stands now, and checked."""

from __future__ import annotations

import pytest

from goodoffices.case.errors import ChangedMeanwhile, InvalidCase
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk


def note(name: str, text: str, *, seen: str | None = None) -> Change:
    return Change("note", name, {"id": name, "text": text}, seen=seen)


def test_second_of_two_who_edit_one_entry_is_told_by_whom_it_was_changed(desk: Desk) -> None:
    desk.change(lambda _: [note("n", "One.")], by="ana")
    version = desk.state().version("note", "n")
    desk.change(lambda _: [note("n", "Two.", seen=version)], by="ben")
    with pytest.raises(ChangedMeanwhile, match="changed meanwhile by ben"):
        desk.change(lambda _: [note("n", "Three.", seen=version)], by="ana")
    assert desk.state().content("note", "n")["text"] == "Two."


def test_new_entry_does_not_take_the_place_of_one_that_came_meanwhile(desk: Desk) -> None:
    desk.change(lambda _: [note("n", "One.", seen="")], by="ana")
    with pytest.raises(ChangedMeanwhile):
        desk.change(lambda _: [note("n", "Two.", seen="")], by="ben")


def test_change_that_would_break_the_case_is_refused_with_every_mistake(desk: Desk) -> None:
    before = desk.state().head
    link = {"id": "l", "kind": "repeats", "statement": "nowhere", "other": "neither"}
    with pytest.raises(InvalidCase) as refused:
        desk.change(lambda _: [Change("link", "l", link)], by="ana")
    assert [one.found for one in refused.value.mistakes] == ["neither", "nowhere"]
    assert desk.state().head == before


def test_mistake_in_what_others_hold_is_told_without_naming_it(desk: Desk) -> None:
    held = {"level": "in_confidence", "held_by": ["ben"]}
    met = Change("meeting", "met", {"id": "met", "where": "Doha"})
    told = {**desk.state().content("statement", "held_ben"), "meeting": "met", "handling": held}
    desk.change(lambda _: [met, Change("statement", "held_ben", told)], by="ben")
    gone = Change("meeting", "met", None)
    with pytest.raises(InvalidCase) as refused:
        desk.change(lambda _: [gone], by="ana")
    assert [str(one) for one in refused.value.mistakes] == [
        "the case: something that others hold rests on this"
    ]
    with pytest.raises(InvalidCase, match="held_ben"):
        desk.change(lambda _: [gone], by="ben")


def test_change_of_nothing_records_nothing(desk: Desk) -> None:
    desk.change(lambda _: [note("n", "One.")], by="ana")
    before = desk.state().head
    assert desk.change(lambda _: [note("n", "One.")], by="ben") == []
    assert desk.state().head == before


def test_reading_moves_with_its_statement_to_the_compartment_of_who_confided(desk: Desk) -> None:
    chain = [{"speaker": "hamas", "to": "team"}]
    statement = {"id": "told", "words": "No.", "said_on": "2024-08-29"}
    reading = {
        "id": "read",
        "statement": "told",
        "party": "hamas",
        "stance": "insists",
        "proposition": "philadelphi is complete_withdrawal",
    }
    desk.change(
        lambda _: [
            Change("statement", "told", {**statement, "chain": [{"speaker": "hamas"}]}),
            Change("reading", "read", reading),
        ],
        by="ana",
    )
    homes = [desk.state().entries[key].compartment for key in (("reading", "read"),)]
    desk.change(
        lambda _: [Change("statement", "told", {**statement, "chain": chain})],
        by="ana",
    )
    homes += [
        desk.state().entries[key].compartment
        for key in (("statement", "told"), ("reading", "read"))
    ]
    assert homes == ["team", "hamas", "hamas"]
    assert desk.archive.verify().is_whole
