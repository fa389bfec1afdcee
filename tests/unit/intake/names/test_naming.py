"""Where a text names the parties, organs and issues of the case."""

from __future__ import annotations

import pytest

from goodoffices.case.issues import Issue, Option
from goodoffices.case.parties import Organ, Party, Role
from goodoffices.intake.names.naming import Names
from goodoffices.intake.parsing import parse
from goodoffices.intake.texts import RepairedText
from goodoffices.record.entries import Source, SourceKind
from goodoffices.record.record import Record

RECORD = Record(
    title="Talks",
    parties=(
        Party(id="norway", name="Norway", organs=(Organ(id="navy", name="Norwegian navy"),)),
        Party(id="united_states", name="United States"),
        Party(id="front", name="River Front", also_known_as=("RF",)),
    ),
    issues=(
        Issue(
            id="crossing",
            title="Halvorsen crossing (the old ferry)",
            also_known_as=("ferry landing",),
            options=(Option(id="open"), Option(id="shut")),
        ),
    ),
    sources=(
        Source(id="berg", kind=SourceKind.PERSON, description="Ane Berg", affiliation="front"),
    ),
)


@pytest.fixture(scope="module")
def names() -> Names:
    return Names.from_record(RECORD)


def found(names: Names, text: str) -> list[tuple[str, str, str, str]]:
    parsed = parse(RepairedText.unchanged(text, ()))
    return [
        (text[one.extent.start : one.extent.end], one.kind.value, one.id, one.how)
        for one in names.find(parsed)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway left.", [("Norway", "party", "norway", "name")]),
        ("A Norwegian official left.", [("Norwegian", "party", "norway", "adjective")]),
        ("NORWAY LEFT.", [("NORWAY", "party", "norway", "name")]),
        ("The Norwegian navy left.", [("Norwegian navy", "organ", "navy", "name")]),
        ("The RF left.", [("RF", "party", "front", "name")]),
        ("The U.S. envoy left.", [("U.S.", "party", "united_states", "name")]),
        ("It told us to leave.", []),
        ("They met at the ferry landing.", [("ferry landing", "issue", "crossing", "name")]),
        ("They saw the old ferry.", [("the old ferry", "issue", "crossing", "name")]),
        ("Ane Berg left.", [("Ane Berg", "person", "berg", "name")]),
        ("Nobody we know left.", []),
    ],
)
def test_names_are_found(names: Names, text: str, expected: list[tuple[str, ...]]) -> None:
    assert found(names, text) == expected


def test_seat_of_government_is_the_party_only_where_it_acts(names: Names) -> None:
    assert found(names, "Oslo rejected the plan.") == [("Oslo", "party", "norway", "seat")]
    assert found(names, "They met in Oslo.") == [("Oslo", "place", "norway", "seat")]
    assert found(names, "The Oslo talks failed.") == [("Oslo", "place", "norway", "seat")]
    assert found(names, "The plan was rejected by Oslo.")[0][1] == "party"
    assert found(names, "They told Oslo that the plan failed.")[0][1] == "party"


def test_long_name_of_an_issue_is_found_in_another_spelling() -> None:
    issue = Issue(
        id="pass", short="Szerényi", also_known_as=("Kowalewo",), options=(Option(id="open"),)
    )
    names = Names.from_record(RECORD.with_(issues=(issue,)))
    assert found(names, "They hold Kowalevo now.") == [("Kowalevo", "issue", "pass", "spelling")]
    assert found(names, "They hold Szerenyi now.") == [("Szerenyi", "issue", "pass", "name")]
    assert found(names, "They hold Kowalski now.") == []


def test_party_is_never_found_in_another_spelling() -> None:
    names = Names.from_record(Record(title="", parties=(Party(id="a", name="Austria"),)))
    assert found(names, "Australia and Austriia left.") == []


def test_country_is_no_other_spelling_of_an_issue() -> None:
    issue = Issue(id="road", short="Austrialia", options=(Option(id="open"),))
    assert found(Names.from_record(Record(title="", issues=(issue,))), "Australia left.") == []


def test_adjectives_and_names_are_given_by_party(names: Names) -> None:
    parties = names.parties
    assert {parties["norway"], parties["norwegian"], parties["norwegians"]} == {"norway"}
    assert parties["rf"] == "front"
    assert "oslo" not in parties


def test_body_is_called_by_its_last_word_once_it_was_named() -> None:
    told = Names.from_record(RECORD)
    assert found(told, "The River Front left. The front was ill.")[1] == (
        "The front",
        "party",
        "front",
        "short",
    )
    assert found(told, "The front was ill.") == []
    assert len(found(told, "The River Front left. The front of the hall was cold.")) == 1


def test_last_word_of_two_bodies_names_neither() -> None:
    parties = (Party(id="a", name="River Front"), Party(id="b", name="Hill Front"))
    told = Names.from_record(Record(title="", parties=parties))
    assert len(found(told, "The River Front left. The front was ill.")) == 1


def test_longer_name_wins_where_an_article_makes_two_alike() -> None:
    parties = (Party(id="a", name="Dawn Front", also_known_as=("the Dawn",)),)
    told = Names.from_record(Record(title="", parties=parties))
    assert [one[0] for one in found(told, "The Dawn Front left.")] == ["Dawn Front"]


def test_people_of_an_invented_place_are_its_own() -> None:
    told = Names.from_record(Record(title="", parties=(Party(id="a", name="Ostravia"),)))
    assert found(told, "An Ostravian envoy left.") == [("Ostravian", "party", "a", "adjective")]


def test_names_know_who_mediates() -> None:
    umpire = Party(id="umpire", name="Medland", roles=(Role.MEDIATOR,))
    assert Names.from_record(Record(title="", parties=(umpire,))).mediating == {"umpire"}
