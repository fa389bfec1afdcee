"""Ideas to test: different in kind, under every reading, and never across what is ruled out."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from goodoffices.bridging.candidates import list_candidates
from goodoffices.bridging.idea import Wishes
from goodoffices.bridging.ideas import Ideas, find_ideas
from goodoffices.case.case import Limit
from goodoffices.case.deadline import Deadline, say_nothing, stopping_when
from goodoffices.case.errors import NoPackage, TooFewParties, UnknownId
from goodoffices.case.grammar import parse
from goodoffices.case.positions import Form
from goodoffices.case.stances import Stance
from goodoffices.case.status import Status
from tests import cases
from tests.unit.drafting.made import Made
from tests.unit.gaps.small_source import Said, SmallSource, choice_issue

ISSUES = {
    "border": choice_issue("border", "open", "closed", "supervised"),
    "toll": choice_issue("toll", "none", "some"),
}


def said(reading: str, party: str, words: str, stance: Stance = Stance.INSISTS) -> Said:
    form = Form(reading, f"s_{reading}", party, stance, parse(words, ISSUES))
    return Said(form.statement, (form,))


def source(*statements: Said, **more: object) -> SmallSource:
    return replace(SmallSource(ISSUES, statements), **more)  # type: ignore[arg-type]


NORTH = said("n", "north", "border is open")
SOUTH = said("s", "south", "border is closed")
SOUTH_TOLL = said("t", "south", "toll is some", Stance.DEMANDS)


def settled(found: Ideas) -> list[dict[str, object]]:
    return [
        {issue: setting.value for issue, setting in one.partial.settled.items()}
        for one in found.ideas
    ]


def test_ideas_settle_what_matters_and_leave_the_rest_open() -> None:
    found = find_ideas(source(NORTH, SOUTH))
    assert settled(found) == [{"border": "open"}, {"border": "closed"}]
    assert [one.partial.open for one in found.ideas] == [("toll",), ("toll",)]
    assert (found.search.status, found.all_readings) == (Status.PROVEN, True)
    assert [one.rechecked for one in found.readings] == [True]


def test_what_a_party_rules_out_is_not_crossed() -> None:
    red = said("s", "south", "border is closed", Stance.RULES_OUT)
    ruled_out = replace(red.rivals[0], proposition=parse("border in (open, supervised)", ISSUES))
    found = find_ideas(source(NORTH, Said("s_s", (ruled_out,))))
    assert settled(found) == [{"border": "closed"}]


def test_what_is_ruled_out_is_crossed_where_the_user_names_it() -> None:
    form = Form("s", "s_s", "south", Stance.RULES_OUT, parse("border is open", ISSUES))
    statements = source(NORTH, Said("s_s", (form,)))
    assert {"border": "open"} not in settled(find_ideas(statements))
    assert {"border": "open"} in settled(find_ideas(statements, Wishes(cross=("s_s",))))


def test_ruled_out_all_round_is_explained() -> None:
    forms = [
        Form("n", "s_n", "north", Stance.RULES_OUT, parse("not border is open", ISSUES)),
        Form("s", "s_s", "south", Stance.RULES_OUT, parse("border is open", ISSUES)),
    ]
    with pytest.raises(NoPackage) as caught:
        find_ideas(source(*(Said(one.statement, (one,)) for one in forms)))
    assert str(caught.value) == (
        "no package is left: these cannot all hold: north (s_n); south (s_s)"
    )


def test_what_is_fixed_holds_in_every_idea() -> None:
    fixed = (parse("border is supervised", ISSUES),)
    found = find_ideas(source(NORTH, SOUTH, SOUTH_TOLL), Wishes(fixed=fixed))
    assert [one["border"] for one in settled(found)] == ["supervised"]


def test_what_is_fixed_against_a_rule_is_named() -> None:
    rule = Limit("r", "rule", parse("border is open", ISSUES), is_norm=False)
    with pytest.raises(NoPackage) as caught:
        find_ideas(
            source(NORTH, SOUTH, limits=(rule,)),
            Wishes(fixed=(parse("border is closed", ISSUES),)),
        )
    assert caught.value.names == ("what is fixed: border is closed", "the rule rule")


def test_time_that_is_up_before_every_crossing_is_looked_at_is_said() -> None:
    """A list that was cut is not called proven, though its crossings are."""
    statements = source(NORTH, SOUTH, SOUTH_TOLL)
    found = find_ideas(statements)
    first = found.readings[0]
    deadline = Deadline(0)
    cut = list_candidates([first], Wishes(), deadline=deadline, progress=say_nothing)
    whole = list_candidates([first], Wishes(), deadline=Deadline(None), progress=say_nothing)
    assert (cut.is_whole, whole.is_whole) == (False, True)
    assert 0 < len(cut.ideas) < len(whole.ideas)


def test_what_is_preferred_decides_where_positions_do_not() -> None:
    found = find_ideas(source(NORTH, SOUTH), Wishes(preferred=(parse("toll is some", ISSUES),)))
    assert settled(found) == [
        {"border": "open", "toll": "some"},
        {"border": "closed", "toll": "some"},
    ]


def test_a_norm_is_never_crossed() -> None:
    norm = Limit("norm", "a norm", parse("not border is open", ISSUES), is_norm=True)
    found = find_ideas(source(NORTH, SOUTH, limits=(norm,)))
    assert settled(found) == [{"border": "closed"}]


def test_ideas_that_hold_under_every_reading_come_first() -> None:
    """Another reading of the north makes an open border lighter for nobody."""
    closed = Form("n2", "s_n", "north", Stance.INSISTS, parse("border is closed", ISSUES))
    rivals = Said("s_n", (NORTH.rivals[0], closed))
    found = find_ideas(source(rivals, SOUTH), Wishes(number=1))
    (idea,) = found.ideas
    assert settled(found) == [{"border": "closed"}]
    assert idea.under_every_reading
    assert [one.crossed != () for one in idea.weighed] == [True, False]


def test_fewer_than_two_negotiating_parties_are_refused() -> None:
    with pytest.raises(TooFewParties, match="only north has the role negotiating"):
        find_ideas(source(NORTH))


def test_an_unknown_position_to_cross_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownId, match="s_m"):
        find_ideas(source(NORTH, SOUTH), Wishes(cross=("s_m",)))


def test_as_many_ideas_as_asked_and_the_rest_counted() -> None:
    found = find_ideas(source(NORTH, SOUTH, SOUTH_TOLL), Wishes(number=1))
    assert len(found.ideas) == 1
    assert found.left_out == 1


def test_a_search_that_somebody_stopped_gives_what_it_has() -> None:
    """At whichever moment: proven only where it is the same as if nobody had asked."""
    whole = find_ideas(source(NORTH, SOUTH, SOUTH_TOLL))
    stopped = []
    for looks in range(60):
        seen = count()
        with stopping_when(lambda seen=seen, looks=looks: next(seen) >= looks, every_s=0):  # type: ignore[misc]
            stopped.append(find_ideas(source(NORTH, SOUTH, SOUTH_TOLL)))
    assert stopped[0].search.status is Status.OUT_OF_TIME
    assert {one.search.status for one in stopped if one.ideas and one.ideas != whole.ideas} <= {
        Status.BEST_FOUND
    }
    assert any(one.search.status is Status.BEST_FOUND for one in stopped)
    assert stopped[-1] == whole


def test_what_is_only_proposed_does_not_cost_the_ideas_where_time_is_up() -> None:
    """What is proposed comes first where there is time; without, ideas are made without it."""
    talks = Made(
        [
            cases.Said("p1 s1 north insists", "gate is open"),
            cases.Said("p2 s2 south rejects", "gate is open"),
            cases.Said("p3 s3 north proposes", "days >= 30"),
        ]
    )
    assert [one.id for one in talks.case().lighter] == ["p3"]
    found = find_ideas(talks)
    (reading,) = found.readings
    with stopping_when(lambda: True):
        rest = list_candidates([reading], Wishes(), deadline=Deadline(None), progress=say_nothing)
    assert (bool(rest.ideas), rest.is_whole) == (True, False)
