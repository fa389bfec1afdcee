"""Drafted grades: reliability from the track, credibility from who tells what; never averaged."""

from __future__ import annotations

from goodoffices.intake.drafts import DraftHop, HopKind
from goodoffices.intake.speakers.grading import Graded, Track, grade_chain
from goodoffices.record.entries import RelayHop, Source, SourceKind
from tests.records import make_record, said

OFFICIAL = DraftHop(
    speaker="official", name="a northern official", kind=HopKind.UNNAMED, to="herald"
)
HERALD = DraftHop(speaker="herald", name="the Herald", kind=HopKind.OUTLET)
NAMELESS = DraftHop(speaker="outlet_of_memo", name="not named", kind=HopKind.OUTLET)
NORTH = DraftHop(speaker="north", name="North", kind=HopKind.PARTY)
SIDES = {"official": "north", "north": "north", "south": "south"}
HELD = ("north", "force is none")


def graded(
    *chain: DraftHop, held: tuple[tuple[str, str], ...] = (), track: Track | None = None
) -> Graded:
    return grade_chain(chain, held, track=track or Track(), sides=SIDES)


def grades(result: Graded) -> list[str | None]:
    return [hop.grade for hop in result.chain]


def test_chain_is_graded_hop_by_hop_and_not_averaged() -> None:
    assert grades(graded(OFFICIAL, HERALD)) == ["F3", "B3"]


def test_outlet_without_a_name_cannot_be_judged() -> None:
    assert grades(graded(NAMELESS)) == ["F3"]


def test_letter_given_before_in_the_case_is_taken() -> None:
    track = Track(letters={"official": "C", "herald": "A"})
    assert grades(graded(OFFICIAL, HERALD, track=track)) == ["C3", "A3"]


def test_side_on_its_own_position_is_probable() -> None:
    assert grades(graded(OFFICIAL, HERALD, held=(HELD,))) == ["F2", "B3"]


def test_party_of_which_the_outlet_tells_in_its_own_voice_is_only_possible() -> None:
    assert grades(graded(NORTH, HERALD, held=(HELD,))) == ["F3", "B3"]


def test_side_whose_words_another_side_tells_is_only_possible() -> None:
    southern = DraftHop(speaker="south", name="South", kind=HopKind.PARTY)
    result = graded(NORTH, southern, HERALD, held=(HELD,))
    assert grades(result) == ["F3", "F3", "B3"]
    assert result.flags == ("partisan: South, of south, on north",)


def test_same_affiliation_corroborates_nothing() -> None:
    track = Track(told={("south", "force is none"): frozenset({("north", "post")})})
    result = graded(OFFICIAL, HERALD, held=(("south", "force is none"),), track=track)
    assert grades(result) == ["F3", "B3"]


def test_another_affiliation_corroborates() -> None:
    track = Track(told={("south", "force is none"): frozenset({("east", "post")})})
    result = graded(OFFICIAL, HERALD, held=(("south", "force is none"),), track=track)
    assert grades(result) == ["F2", "B2"]
    assert "told before from another side: east" in result.chain[0].why


def test_same_outlet_corroborates_nothing() -> None:
    """It may have printed one report twice."""
    track = Track(told={("south", "force is none"): frozenset({("east", "herald")})})
    result = graded(OFFICIAL, HERALD, held=(("south", "force is none"),), track=track)
    assert grades(result) == ["F3", "B3"]


def test_position_without_proposition_is_never_corroborated() -> None:
    track = Track(told={("south", ""): frozenset({("east", "post")})})
    assert grades(graded(OFFICIAL, held=(("south", ""),), track=track)) == ["F3"]


def test_track_has_the_latest_letter_and_the_sides_that_told() -> None:
    record = make_record(
        issues=["force: none, some"],
        parties=["north", "south"],
        statements=[
            said("s1", chain=[RelayHop(speaker="herald", grade="C4")]),
            said(
                "s2",
                "r1 south rejects: force is some",
                chain=[RelayHop(speaker="north"), RelayHop(speaker="herald", grade="B2")],
            ),
        ],
    ).with_(sources=(Source(id="herald", kind=SourceKind.OUTLET, description="The Herald"),))
    track = Track.from_record(record)
    assert track.letters == {"herald": "B"}
    assert track.told == {("south", "force is some"): frozenset({("north", "herald")})}
