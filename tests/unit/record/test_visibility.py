"""Who may see what: each handling, each viewer, and what derived things inherit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goodoffices.case.errors import UnknownId
from goodoffices.case.handling import PUBLIC as OPEN
from goodoffices.case.handling import Handling
from goodoffices.case.issues import Issue
from goodoffices.case.limits import Instrument, Norm, Rule
from goodoffices.case.parties import Member, Party
from goodoffices.case.rounds import Round
from goodoffices.record.entries import (
    Document,
    Erased,
    Meeting,
    Message,
    Note,
    Reading,
    Source,
    SourceKind,
    Statement,
)
from goodoffices.record.fold import Fold
from goodoffices.record.record import Record, Recorded
from goodoffices.record.visibility import (
    THE_TEAM,
    Viewer,
    ViewerKind,
    as_seen_by,
    may_see,
    viewer_named,
)
from tests.cases import make_issue
from tests.records import link, make_record, read, said

TODAY = date(2026, 1, 10)
VERA = Viewer(ViewerKind.MEMBER, "vera")
JOAO = Viewer(ViewerKind.MEMBER, "joao")
NORTH = Viewer(ViewerKind.PARTY, "north")
SOUTH = Viewer(ViewerKind.PARTY, "south")
TO_SOUTH = {"level": "may_be_conveyed", "to": ["south"]}
PUBLIC = "public"


def record_of(*statements: Statement, **lists: Any) -> Record:
    parties = [
        Party.model_validate(
            {
                "id": name,
                "name": name,
                "roles": ["negotiating"],
                "organs": [{"id": f"{name}_cabinet", "name": f"Cabinet of {name}"}],
                "handling": PUBLIC,
            }
        )
        for name in ("north", "south")
    ]
    team = (Member(id="vera", is_mediator=True), Member(id="joao"))
    lists.setdefault("team", team)
    issues = lists.pop("issues", [open_issue("corridor: stays, out")])
    return make_record(issues=issues, parties=parties, statements=statements, **lists)


def open_issue(line: str) -> Issue:
    issue = make_issue(line)
    options = tuple(one.model_copy(update={"handling": OPEN}) for one in issue.options)
    return issue.model_copy(update={"options": options, "handling": OPEN})


def seen(record: Record, viewer: Viewer, on: date = TODAY) -> Record:
    return as_seen_by(record, viewer, on=on)


def ids(entries: Any) -> list[str]:
    return [one.id for one in entries]


# ---------------------------------------------------------------------------- handling x viewer


@pytest.mark.parametrize(
    ("handling", "viewers"),
    [
        ({}, "team vera joao"),
        ("in_confidence", "team vera joao"),
        ({"held_by": ["vera"]}, "vera"),
        ({"held_by": ["vera", "joao"]}, "vera joao"),
        ("without_attribution", "team vera joao"),
        ("deposit", "team vera joao"),
        (TO_SOUTH, "team vera joao south"),
        ({"level": "may_be_conveyed", "to": ["south", "north"]}, "team vera joao north south"),
        ("public", "team vera joao north south"),
        ({"level": "public", "held_by": ["vera"]}, "vera north south"),
        # Leave ends with its last day; without the originator's consent there is none.
        (TO_SOUTH | {"until": "2026-01-10"}, "team vera joao south"),
        (TO_SOUTH | {"until": "2026-01-09"}, "team vera joao"),
        ({"level": "public", "until": "2026-01-09"}, "team vera joao"),
        (TO_SOUTH | {"consent": "given"}, "team vera joao south"),
        (TO_SOUTH | {"consent": "not_asked"}, "team vera joao"),
        (TO_SOUTH | {"consent": "refused"}, "team vera joao"),
        ({"level": "public", "consent": "refused"}, "team vera joao"),
    ],
)
def test_handling_says_who_may_see(handling: object, viewers: str) -> None:
    every = {"team": THE_TEAM, "vera": VERA, "joao": JOAO, "north": NORTH, "south": SOUTH}
    given = Handling.model_validate(handling)
    allowed = [name for name, viewer in every.items() if may_see(given, viewer, on=TODAY)]
    assert allowed == viewers.split()
    record = record_of(said("s1", through="unknown > unknown", handling=handling))
    shown = [name for name, viewer in every.items() if seen(record, viewer).statements]
    assert shown == viewers.split()


def test_viewers_are_the_team_its_members_and_the_parties() -> None:
    record = record_of()
    assert viewer_named("", record) == viewer_named("team", record) == THE_TEAM
    assert viewer_named("vera", record) == VERA
    assert viewer_named("south", record) == SOUTH
    with pytest.raises(UnknownId) as caught:
        viewer_named("sout", record)
    there = "team, vera, joao, north, south"
    message = f'there is no viewer "sout"; did you mean "south"? (there are: {there})'
    assert str(caught.value) == message


def test_to_the_team_all_is_as_it_was_but_what_members_hold() -> None:
    """The team's own page loses nothing, notes and grades and drafts included."""
    record = record_of(
        said("s1", "r1 north insists: corridor is out", note="a note", draft=True),
        documents=(Document(id="d1", note="a doubt"),),
        notes=(
            Note(id="n1", text="ours", rests_on=("s1", "r1", "north", "n2")),
            Note(id="n2", text="x"),
        ),
    )
    assert seen(record, THE_TEAM) == record


# ---------------------------------------------------------------------------- own statements


@pytest.mark.parametrize(
    ("hops", "is_own"),
    [
        ([("north", "team")], True),
        ([("north_cabinet", "team")], True),
        ([("south", "north"), ("north", "team")], True),  # it told us; whose words, no matter
        ([("south", "team")], False),
        ([("north", "south"), ("south", "team")], False),  # said by it, told us by another
        ([("north", "public")], False),
        ([("north", "unknown")], False),
        ([("south", "team"), ("north", "team")], False),  # the first hop to us decides
        ([], False),
    ],
)
def test_a_party_sees_what_it_told_us(hops: list[tuple[str, str]], is_own: bool) -> None:
    """The speaker of the first hop to us; never merely the party a reading names."""
    chain = [{"speaker": one, "to": other} for one, other in hops]
    record = record_of(said("s1", "r1 north insists: corridor is out", chain=chain))
    assert ids(seen(record, NORTH).statements) == (["s1"] if is_own else [])


def test_a_party_sees_its_own_words_and_no_reading_of_them() -> None:
    record = record_of(said("s1", "r1 north insists: corridor is out", note="ours", language="en"))
    [statement] = seen(record, NORTH).statements
    assert (statement.words, statement.language) == ("words of s1", "en")
    assert (statement.readings, statement.note) == ((), "")
    assert Fold(seen(record, NORTH)).case().positions == ()


@pytest.mark.parametrize(
    ("capacity", "source_handling", "is_own"),
    [
        ("official", "public", True),
        ("official", "in_confidence", False),  # the party does not know who our source is
        ("unknown", "public", False),
        ("personal", "public", False),
        ("exploratory", "public", False),
    ],
)
def test_what_a_person_of_a_party_tells_us_is_its_own_only_where_it_knows(
    capacity: str, source_handling: str, is_own: bool
) -> None:
    """A person may tell us things behind the back of the party it belongs to."""
    envoy = Source.model_validate(
        {
            "id": "envoy",
            "kind": SourceKind.PERSON,
            "description": "Envoy",
            "affiliation": "north",
            "handling": source_handling,
        }
    )
    hop = {"speaker": "envoy", "to": "team", "capacity": capacity}
    record = record_of(said("s1", chain=[hop]), sources=(envoy,))
    assert ids(seen(record, NORTH).statements) == (["s1"] if is_own else [])


def test_own_words_are_shown_without_a_place_that_is_closed() -> None:
    statement = said(
        "s1", through="north > team", document="d1", meeting="m1", span={"start": 0, "end": 2}
    )
    record = record_of(
        statement,
        documents=(Document(id="d1"),),
        meetings=(Meeting(id="m1"),),
        texts={"d1": "words"},
    )
    view = seen(record, NORTH)
    [shown] = view.statements
    assert (shown.document, shown.meeting, shown.span) == ("", "", None)
    assert (view.documents, view.meetings, view.texts) == ((), (), {})


def test_a_statement_in_a_closed_document_is_closed() -> None:
    record = record_of(
        said("s1", through="south > public", document="d1", handling=PUBLIC),
        documents=(Document(id="d1"),),
    )
    assert seen(record, NORTH).statements == ()


def test_a_party_sees_no_drafts_not_even_of_its_own_words() -> None:
    record = record_of(said("s1", through="north > team", draft=True))
    assert seen(record, NORTH).statements == ()


# ---------------------------------------------------------------------------- what goes with it


def test_a_party_is_told_neither_grades_nor_who_did_what_nor_to_whom_else() -> None:
    both = {"level": "may_be_conveyed", "to": ["south", "north"], "given_by": "north"}
    reading = read("r1 north insists: corridor is out", read_by="joao", handling=both)
    hop = {"speaker": "north", "to": "team", "grade": "B2"}
    record = record_of(
        said("s1", reading, chain=[hop], handling=both),
        said("s2", through="south > public", handling=PUBLIC),
        links=[link("l1: s1 contradicts s2", why="we think", handling=PUBLIC)],
        recorded={("statement", "s1"): Recorded(None, "joao")},
    )
    view = seen(record, SOUTH)
    statement = view.statements[0]
    alone = Handling.model_validate({"level": "may_be_conveyed", "to": ["south"]})
    assert statement.handling == statement.readings[0].handling == alone
    assert (statement.chain[0].grade, statement.readings[0].read_by) == (None, "")
    assert (view.links[0].why, view.links[0].confirmed_by) == ("", "team")
    assert view.recorded == {("statement", "s1"): Recorded(None, "")}
    assert (view.team, view.title) == ((), "")


def test_a_hidden_source_is_undisclosed_wherever_it_is_named() -> None:
    sources = (
        Source(id="mole", kind=SourceKind.PERSON, description="A mole", affiliation="south"),
        Source.model_validate(
            {
                "id": "sources",
                "kind": "unnamed",
                "description": "Some",
                "not_the_same_as": ["mole"],
                "handling": PUBLIC,
            }
        ),
    )
    record = record_of(
        said("s1", through="mole > north > public", handling=PUBLIC),
        sources=sources,
        meetings=(Meeting(id="m1", present=("north", "mole", "Somebody else")),),
    )
    view = seen(record, NORTH)
    assert [(hop.speaker, hop.to) for hop in view.statements[0].chain] == [
        ("undisclosed", "north"),
        ("north", "public"),
    ]
    assert [(one.id, one.not_the_same_as) for one in view.sources] == [("sources", ())]
    assert view.meetings[0].present == ("north",)


def test_the_organs_of_another_party_are_shown_as_the_party() -> None:
    record = record_of(said("s1", through="south_cabinet > north_cabinet", handling=PUBLIC))
    view = seen(record, NORTH)
    assert [hop.speaker for hop in view.statements[0].chain] == ["south"]
    assert [hop.to for hop in view.statements[0].chain] == ["north_cabinet"]
    assert [ids(party.organs) for party in view.parties] == [["north_cabinet"], []]


def test_a_party_not_open_to_another_is_not_in_its_record() -> None:
    hidden = Party(id="third", name="Third")
    record = record_of(
        said("s1", read("r1 third insists: corridor is out", handling=PUBLIC), handling=PUBLIC),
    )
    record = record.with_(parties=(*record.parties, hidden))
    view = seen(record, NORTH)
    assert ids(view.parties) == ["north", "south"]
    assert [hop.speaker for hop in view.statements[0].chain] == ["undisclosed"]
    assert view.statements[0].readings == ()


# ---------------------------------------------------------------------------- readings


@pytest.mark.parametrize("status", ["draft", "rejected"])
def test_a_party_sees_no_readings_in_draft_or_rejected(status: str) -> None:
    reading = read("r1 north insists: corridor is out", status=status, handling=PUBLIC)
    record = record_of(said("s1", reading, handling=PUBLIC))
    assert seen(record, SOUTH).statements[0].readings == ()


def test_a_rival_is_shown_only_beside_what_it_rivals() -> None:
    def view(handling: str) -> list[str]:
        record = record_of(
            said(
                "s1",
                read("r1 north insists: corridor is out", handling=handling),
                read(
                    "r2 north insists: corridor is stays",
                    status="alternative",
                    alternative_to="r1",
                    handling=PUBLIC,
                ),
                handling=PUBLIC,
            )
        )
        return ids(seen(record, SOUTH).statements[0].readings)

    assert (view("public"), view("in_confidence")) == (["r1", "r2"], [])


def test_a_reading_that_names_what_is_closed_is_closed() -> None:
    closed = make_issue("toll: none, some")
    readings: list[str | Reading] = [
        read("r1 north insists: toll is none", handling=PUBLIC),
        read("r2 north insists: corridor is out", condition="toll is some", handling=PUBLIC),
        read("r3 north insists: corridor is out", handling=PUBLIC),
    ]
    record = record_of(
        said("s1", *readings, handling=PUBLIC), issues=[open_issue("corridor: stays, out"), closed]
    )
    assert ids(seen(record, SOUTH).statements[0].readings) == ["r3"]


def test_what_no_longer_insists_names_is_cut_to_what_is_seen() -> None:
    record = record_of(
        said("s1", "r1 north insists: corridor is out"),
        said(
            "s2",
            read("r2 north no_longer_insists:", withdraws=["r1"], handling=PUBLIC),
            handling=PUBLIC,
        ),
    )
    assert seen(record, SOUTH).statements[0].readings[0].withdraws == ()


def test_a_link_is_shown_only_where_both_its_ends_are() -> None:
    record = record_of(
        said("s1", through="south > team"),
        said("s2", through="north > public", handling=PUBLIC),
        links=[link("l1: s1 supersedes s2", handling=PUBLIC)],
    )
    assert ids(seen(record, SOUTH).links) == ["l1"]
    assert seen(record, NORTH).links == ()


# ---------------------------------------------------------------------------- derived things


DERIVED: list[tuple[str, Any]] = [
    (
        "rules",
        lambda **more: Rule.model_validate({"id": "x", "proposition": "corridor is out"} | more),
    ),
    (
        "norms",
        lambda **more: Norm.model_validate(
            {"id": "x", "proposition": "corridor is out", "source": "law"} | more
        ),
    ),
    (
        "instruments",
        lambda **more: Instrument.model_validate(
            {"id": "x", "title": "Accord", "invoked_by": "north"} | more
        ),
    ),
    ("rounds", lambda **more: Round.model_validate({"id": "x"} | more)),
    (
        "issues",
        lambda **more: Issue.model_validate(
            {"id": "x", "options": [{"id": "a", "handling": "public"}]} | more
        ),
    ),
]


@pytest.mark.parametrize(("name", "make"), DERIVED)
@pytest.mark.parametrize(
    ("more", "viewers"),
    [
        ({}, "team joao vera"),  # citing nothing: in confidence to the team
        ({"handling": "public"}, "team joao vera north south"),
        ({"cites": ["open"]}, "team joao vera north south"),  # as open as what it cites
        ({"cites": ["open", "of_north"]}, "team joao vera north"),
        ({"cites": ["of_north"], "handling": "public"}, "team joao vera north"),
        ({"cites": ["open"], "handling": "in_confidence"}, "team joao vera"),
        ({"cites": ["of_vera"]}, "vera"),
        ({"cites": ["of_vera", "open"], "handling": "public"}, "vera"),
        ({"cites": ["r_open"]}, "team joao vera north south"),
        ({"cites": ["r_closed"]}, "team joao vera"),
        ({"cites": ["south", "joao"]}, "team joao vera"),
        ({"cites": ["gone"], "handling": "public"}, "team joao vera"),  # erasing opens nothing
        ({"cites": ["gone"]}, "team joao vera"),
        ({"cites": ["note_open"]}, "team joao vera north south"),
        ({"cites": ["note_held"]}, "vera"),
    ],
)
def test_derived_things_are_open_only_where_all_they_cite_is(
    name: str, make: Any, more: dict[str, object], viewers: str
) -> None:
    thing = make(**more)
    issues = [open_issue("corridor: stays, out"), *([thing] if name == "issues" else [])]
    lists = {} if name == "issues" else {name: (thing,)}
    record = record_of(
        said(
            "open",
            read("r_open south insists: corridor is out", handling=PUBLIC),
            "r_closed south insists: corridor is stays",
            through="south > public",
            handling=PUBLIC,
        ),
        said("of_north", through="north > team"),
        said("of_vera", through="unknown > unknown", handling={"held_by": ["vera"]}),
        issues=issues,
        notes=(
            Note.model_validate({"id": "note_open", "text": "x", "handling": PUBLIC}),
            Note.model_validate({"id": "note_held", "text": "x", "rests_on": ["of_vera"]}),
        ),
        erased=(Erased(kind="statement", id="gone", on="2026-01-01", by="vera", reason="asked"),),
        **lists,
    )
    every = {"team": THE_TEAM, "joao": JOAO, "vera": VERA, "north": NORTH, "south": SOUTH}
    shown = [n for n, viewer in every.items() if "x" in ids(getattr(seen(record, viewer), name))]
    assert shown == viewers.split()


def test_rules_that_rest_on_each_other_alone_are_open_to_no_party() -> None:
    rules = (
        Rule(id="one", proposition="corridor is out", cites=("two",)),
        Rule(id="two", proposition="corridor is out", cites=("one",)),
    )
    record = record_of(rules=rules)
    assert (ids(seen(record, THE_TEAM).rules), ids(seen(record, NORTH).rules)) == (
        ["one", "two"],
        [],
    )


def test_a_rule_that_names_a_closed_option_is_closed() -> None:
    issue = Issue.model_validate(
        {
            "id": "corridor",
            "options": [{"id": "stays", "handling": "public"}, {"id": "idea"}],
            "handling": "public",
        }
    )
    rules = (
        Rule.model_validate({"id": "a", "proposition": "corridor is idea", "handling": "public"}),
        Rule.model_validate({"id": "b", "proposition": "corridor is stays", "handling": "public"}),
    )
    record = record_of(issues=[issue], rules=rules)
    assert record.issues[0].values == ("stays", "idea")  # asked for once, as checks do
    view = seen(record, NORTH)
    assert view.issues[0].values == ("stays",)
    assert ids(view.rules) == ["b"]


def test_an_issue_without_any_open_option_is_closed() -> None:
    issue = Issue.model_validate({"id": "x", "options": [{"id": "a"}], "handling": "public"})
    assert seen(record_of(issues=[issue]), NORTH).issues == ()


def test_an_option_tells_a_party_its_own_interpretation_alone() -> None:
    option = {
        "id": "a",
        "interpretations": {"north": "it goes", "south": "it stays"},
        "affects": ["villages"],
        "brings": ["u1"],
        "handling": "public",
    }
    issue = Issue.model_validate(
        {"id": "x", "options": [option], "gap": "wording", "handling": PUBLIC}
    )
    view = seen(record_of(issues=[issue]), NORTH).issues[0]
    assert dict(view.options[0].interpretations) == {"north": "it goes"}
    assert (view.options[0].affects, view.options[0].brings, view.gap) == ((), (), None)


def test_a_round_is_shown_without_the_delegations_texts_and_causes_that_are_closed() -> None:
    held = Round.model_validate(
        {
            "id": "x",
            "handling": "public",
            "cause": "s1",
            "documents_tabled": ["d1", "d2"],
            "delegations": [
                {"party": "north", "handling": "public", "may_settle": ["corridor", "toll"]},
                {"party": "south"},
            ],
        }
    )
    record = record_of(
        said("s1", through="south > team"),
        rounds=(held,),
        issues=[open_issue("corridor: stays, out"), make_issue("toll: none, some")],
        documents=(Document(id="d1"), Document.model_validate({"id": "d2", "handling": "public"})),
    )
    [view] = seen(record, NORTH).rounds
    assert (view.cause, view.documents_tabled) == ("", ("d2",))
    assert [(one.party, one.may_settle) for one in view.delegations] == [("north", ("corridor",))]


def test_a_meeting_is_open_to_who_was_there_without_what_we_noted() -> None:
    record = record_of(
        meetings=(Meeting(id="m1", present=("north",), note="ours", round="x"),),
        rounds=(Round(id="x"),),
    )
    [view] = seen(record, NORTH).meetings
    assert (view.id, view.note, view.round) == ("m1", "", "")
    assert seen(record, SOUTH).meetings == ()


# ---------------------------------------------------------------------------- messages and notes


def message(**more: object) -> Message:
    data = {
        "id": "msg",
        "asked_by": "north_cabinet",
        "to": "south",
        "words": "Tell them.",
        "asked_on": "2026-01-02",
        "conveyed_on": "2026-01-03",
        "conveyed_words": "They say.",
        "received": "They laughed.",
        "reply_owed": True,
    }
    return Message.model_validate(data | more)


def test_a_party_sees_what_it_asked_us_to_convey_and_not_what_became_of_it() -> None:
    view = seen(record_of(messages=(message(),)), NORTH)
    assert [(one.words, one.conveyed_on, one.received) for one in view.messages] == [
        ("Tell them.", None, "")
    ]


def test_a_message_is_open_to_whom_it_may_be_conveyed_without_how_it_was_received() -> None:
    record = record_of(messages=(message(handling=TO_SOUTH),))
    [view] = seen(record, SOUTH).messages
    assert (view.asked_by, view.conveyed_words, view.received, view.reply_owed) == (
        "north",
        "They say.",
        "",
        False,
    )
    assert seen(record_of(messages=(message(),)), SOUTH).messages == ()


def test_the_team_sees_messages_whole_those_of_organs_too() -> None:
    record = record_of(messages=(message(),))
    assert seen(record, THE_TEAM).messages == record.messages


@pytest.mark.parametrize(
    ("more", "viewers"),
    [
        ({}, "team joao vera"),
        ({"handling": "public"}, "team joao vera north south"),
        ({"handling": "public", "rests_on": ["of_north"]}, "team joao vera north"),
        ({"rests_on": ["open"]}, "team joao vera"),  # notes inherit nothing
        ({"rests_on": ["gone", "n2", "r1", "rule"]}, "team joao vera"),
        ({"rests_on": ["of_vera"]}, "vera"),
    ],
)
def test_a_note_is_open_where_its_handling_and_all_it_rests_on_are(
    more: dict[str, object], viewers: str
) -> None:
    record = record_of(
        said("open", through="south > public", handling=PUBLIC),
        said("of_north", "r1 north insists: corridor is out"),
        said("of_vera", through="unknown > unknown", handling={"held_by": ["vera"]}),
        notes=(Note.model_validate({"id": "n1", "text": "x"} | more), Note(id="n2", text="y")),
        rules=(Rule(id="rule", proposition="corridor is out"),),
        erased=(Erased(kind="statement", id="gone", on="2026-01-01", by="vera", reason="asked"),),
    )
    every = {"team": THE_TEAM, "joao": JOAO, "vera": VERA, "north": NORTH, "south": SOUTH}
    assert [
        n for n, one in every.items() if "n1" in ids(seen(record, one).notes)
    ] == viewers.split()


# ---------------------------------------------------------------------------- twice


@pytest.mark.parametrize("viewer", [THE_TEAM, VERA, NORTH, SOUTH])
def test_what_is_seen_is_seen_in_the_same_way_again(viewer: Viewer) -> None:
    """Nothing more is lost by looking at what may be seen."""
    record = record_of(
        said("s1", read("r1 north insists: corridor is out", handling=TO_SOUTH), handling=TO_SOUTH),
        said("s2", through="south > public", handling=PUBLIC),
        rules=(Rule(id="rule", proposition="corridor is out", cites=("s1",)),),
        messages=(message(handling=TO_SOUTH),),
    )
    once = seen(record, viewer)
    assert seen(once, viewer) == once
