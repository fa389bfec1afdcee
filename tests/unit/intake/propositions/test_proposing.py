"""Propositions for the words of a position, on four cases of different kinds.

In a said sentence, [...] is the object, {...} its condition, <...> earlier words.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.case.grammar import parse as parse_proposition
from goodoffices.case.issues import Issue, IssueKind, Option, Unsettled
from goodoffices.case.parties import Party
from goodoffices.intake.drafts import Band
from goodoffices.intake.parsing import Parsed, parse
from goodoffices.intake.propositions.proposing import Proposal, Proposer
from goodoffices.intake.texts import Extent, RepairedText
from tests.records import yaml_data

ROOT = Path(__file__).parents[4]
FILES = {
    "talks": ROOT / "src/goodoffices/examples/doha-round/case.yaml",
    "valley": ROOT / "docs/examples/valley/case.yaml",
}
WORKS = [
    {
        "id": "wage_rise",
        "title": "Wage rise",
        "kind": "quantity",
        "low": 0,
        "high": 100,
        "unit": "tenths of a percent",
        "also_known_as": ["pay rise"],
    },
    {
        "id": "night_shift",
        "title": "Night shift",
        "options": [
            {"id": "stays", "title": "the night shift stays"},
            {"id": "voluntary", "title": "voluntary night shift"},
            {"id": "abolished", "title": "abolished"},
        ],
    },
    {
        "id": "notice",
        "title": "Notice before a change of the roster",
        "short": "Notice",
        "kind": "quantity",
        "low": 0,
        "high": 60,
        "unit": "days",
    },
    {
        "id": "arbitration",
        "title": "Arbitration of disputes",
        "options": [
            {"id": "none", "title": "no arbitration"},
            {"id": "joint", "title": "a joint panel"},
            {"id": "outside", "title": "an outside arbitrator"},
        ],
    },
    {
        "id": "hours",
        "title": "Working week",
        "kind": "scale",
        "options": [
            {"id": "h35", "title": "35 hours"},
            {"id": "h37", "title": "37 hours"},
            {"id": "h40", "title": "40 hours"},
        ],
    },
]
RIVER = [
    {
        "id": "flow",
        "title": "Flow at the dam",
        "kind": "quantity",
        "low": 0,
        "high": 500,
        "step": 10,
        "unit": "m3/s",
    },
    {
        "id": "monitoring",
        "title": "Monitoring of the river",
        "options": [
            {"id": "none", "title": "no monitoring"},
            {"id": "stations", "title": "joint stations"},
            {"id": "satellite", "title": "satellite images"},
        ],
    },
    {
        "id": "compensation",
        "title": "Compensation for flooded villages",
        "kind": "quantity",
        "low": 0,
        "high": 50,
        "unit": "million euros",
    },
    {
        "id": "sluice",
        "title": "Northern sluice",
        "options": [{"id": "open", "title": "kept open"}, {"id": "closed", "title": "closed"}],
        "allows": ["deferred"],
    },
    {
        "id": "prisoners",
        "title": "Prisoners released",
        "kind": "quantity",
        "low": 0,
        "high": 1000,
        "unit": "persons",
    },
]
WORK_PARTIES = [Party(id="union", name="Union"), Party(id="company", name="Company")]


def issues_of(case: str) -> list[Issue]:
    written = {"works": WORKS, "river": RIVER}
    listed = yaml_data(FILES[case])["issues"] if case in FILES else written[case]
    return [Issue.model_validate(one) for one in listed]


def parties_of(case: str) -> list[Party]:
    if case in FILES:
        return [Party.model_validate(one) for one in yaml_data(FILES[case])["parties"]]
    return WORK_PARTIES if case == "works" else []


PROPOSERS: dict[str, Proposer] = {}


def proposer(case: str) -> Proposer:
    if case not in PROPOSERS:
        PROPOSERS[case] = Proposer(issues_of(case), parties=parties_of(case))
    return PROPOSERS[case]


def marked(said: str) -> tuple[Parsed, dict[str, list[Extent]]]:
    text = ""
    begun: dict[str, list[int]] = {"[": [], "{": [], "<": []}
    extents: dict[str, list[Extent]] = {"[": [], "{": [], "<": []}
    opening = {"]": "[", "}": "{", ">": "<"}
    for letter in said:
        if letter in begun:
            begun[letter].append(len(text))
        elif letter in opening:
            mark = opening[letter]
            extents[mark].append(Extent(begun[mark].pop(), len(text)))
        else:
            text += letter
    return parse(RepairedText.unchanged(text, ())), extents


def propose_by(one: Proposer, said: str) -> Proposal:
    parsed, extents = marked(said)
    condition = extents["{"][0] if extents["{"] else None
    return one.propose(parsed, extents["["][0], condition=condition, before=extents["<"])


def propose(case: str, said: str) -> Proposal:
    return propose_by(proposer(case), said)


NAMED = [
    # Issue and option both by name, alias or stem.
    ("talks", "They insist on [staying in the Netzarim corridor].", "netzarim is stays"),
    ("talks", "They ask for [a withdrawal from Netzarim].", "netzarim is withdrawn"),
    (
        "talks",
        "They want [the withdrawal from the Philadelphia corridor to be complete].",
        "philadelphi is complete_withdrawal",
    ),
    (
        "talks",
        "She asked for [a complete withdrawal of the troops from Philadelphia].",
        "philadelphi is complete_withdrawal",
    ),
    (
        "talks",
        "He said that [the corridors have to be managed by an international or Arab force].",
        "management is force",
    ),
    (
        "talks",
        "They ask [that no Arab or international force manage the corridors].",
        "management is none",
    ),
    (
        "talks",
        "They want [the second phase not to be tied to the exchange].",
        "second_phase is otherwise",
    ),
    (
        "talks",
        "They want [forces to stay in both the Philadelphi corridor and the Netzarim axis].",
        "philadelphi is stays and netzarim is stays",
    ),
    (
        "valley",
        "They ask [that a joint commission inspect the gauges].",
        "inspection is joint",
    ),
    ("valley", "They agree to [five years for the filling].", "filling is five_years"),
    (
        "valley",
        "They want [the filling to last at least five years].",
        "filling in (five_years, seven_years)",
    ),
    ("valley", "They rule out [a filling in less than five years].", "filling is three_years"),
    ("works", "The union wants [the night shift abolished].", "night_shift is abolished"),
    ("works", "The union wants [the abolition of the night shift].", "night_shift is abolished"),
    ("works", "The company will agree to [a voluntary night shift].", "night_shift is voluntary"),
    ("works", "It wants [arbitration by an outside arbitrator].", "arbitration is outside"),
    ("works", "It demands [a pay rise of at least 4 percent].", "wage_rise >= 40"),
    ("works", "It wants [a working week of at most 37 hours].", "hours in (h35, h37)"),
    ("works", "It offers [between 10 and 20 days of notice].", "notice >= 10 and notice <= 20"),
    ("river", "They offer [a flow of no less than 150 m3/s].", "flow >= 150"),
    ("river", "They reject [a flow below 100 m3/s].", "flow < 100"),
    ("river", "They want [the northern sluice to be closed].", "sluice is closed"),
    ("river", "They agree [to defer the northern sluice].", "sluice is deferred"),
    ("river", "They ask for [the release of at least two hundred prisoners].", "prisoners >= 200"),
    ("river", "They ask [that no more than 50 prisoners be released].", "prisoners <= 50"),
]

LESS_SURE = [
    # By a synonym, a denial, a bare number, or words that point back.
    (
        "talks",
        "They want [the army to leave the Netzarim corridor].",
        "netzarim is withdrawn",
    ),
    (
        "talks",
        "They reject [any military presence in the Philadelphi corridor].",
        "philadelphi is stays",
    ),
    (
        "talks",
        "They insist [that no soldiers remain in the Philadelphi corridor].",
        "philadelphi is not stays",
    ),
    (
        "talks",
        "They insist on [not staying in the Philadelphi corridor].",
        "philadelphi is not stays",
    ),
    (
        "talks",
        "They demand [that it end its presence in the Salah al-Din axis].",
        "philadelphi is not stays",
    ),
    (
        "talks",
        "They refuse [to pull out of the Philadelphi corridor and the Netzarim axis].",
        "not (philadelphi is stays and netzarim is stays)",
    ),
    (
        "talks",
        "<The Philadelphi corridor>: they refuse [leaving that corridor and the Netzarim axis].",
        "not (philadelphi is stays and netzarim is stays)",
    ),
    (
        "talks",
        "<The Philadelphi corridor>, <Netzarim>: they ask [that troops leave these two corridors].",
        "not (philadelphi is stays and netzarim is stays)",
    ),
    (
        "talks",
        "He asks [that the troops withdraw from both corridors].",
        "not (philadelphi is stays and netzarim is stays)",
    ),
    (
        "talks",
        "They spoke of <leaving Philadelphi>. They could live [with it being done in two phases].",
        "philadelphi is two_phase_withdrawal",
    ),
    (
        "talks",
        "They spoke of <leaving Philadelphi>. They could live with [a withdrawal in two stages].",
        "philadelphi is two_phase_withdrawal",
    ),
    ("talks", "They want [an Arab force to manage the corridors].", "management is force"),
    ("valley", "It asks [that somebody inspect the gauges].", "inspection is not none"),
    ("valley", "It turns down [any inspection of the gauges].", "inspection is not none"),
    ("valley", "It says there will be [no inspection of the gauges].", "inspection is none"),
    ("valley", "It would take [a joint commission].", "inspection is joint"),
    (
        "valley",
        "It wants [at least 90 cubic metres a second at the border].",
        "minimum_flow >= 90",
    ),
    ("works", "It wants [a wage rise of 3.5 percent].", "wage_rise = 35"),
    ("works", "It offers [two weeks' notice before a change of the roster].", "notice = 14"),
    ("works", "It wants [to keep the night shift].", "night_shift is stays"),
    ("river", "They ask for [compensation of 20 million euros].", "compensation = 20"),
    ("river", "They will [not release more than 50 detainees].", "prisoners <= 50"),
    ("river", "They insist [that the northern sluice not be closed].", "sluice is not closed"),
    (
        "river",
        "They ask for [the release of 300 prisoners and compensation of 10 million euros].",
        "prisoners = 300 and compensation = 10",
    ),
]

NOTHING = [
    # The words fit no option, or no issue, or too many; never a guess in their place.
    ("talks", "They offer [a partial withdrawal from the Philadelphi corridor].", "philadelphi"),
    (
        "talks",
        "They offer [a withdrawal from the Philadelphi corridor in three phases].",
        "philadelphi",
    ),
    ("talks", "They offer [to evacuate part of the Philadelphi corridor].", "philadelphi"),
    ("talks", "They want [the Philadelphi corridor to be demilitarised].", "philadelphi"),
    ("talks", "They want [a full inspection of the Philadelphi corridor].", "philadelphi"),
    ("talks", "They want [a Palestinian force to manage the corridors].", "management"),
    ("talks", "They propose [that Egypt manage the corridors].", "management"),
    (
        "talks",
        "They ask [that the second phase start before the exchange is completed].",
        "second_phase",
    ),
    ("talks", "They want [the crossing to open again].", ""),
    ("talks", "Both want [to remain at the table].", ""),
    ("talks", "They refuse [to leave the room].", ""),
    ("valley", "They want [the reservoir filled in six years].", "filling"),
    ("valley", "They want [a university to inspect the gauges].", "inspection"),
    ("valley", "They want [at least 300 cubic metres a second in the dry season].", "minimum_flow"),
    ("works", "They want [a wage rise of 12 percent].", "wage_rise"),
    ("works", "They want [free meals in the canteen].", ""),
    ("river", "They want [joint monitoring of the river].", "monitoring"),
    ("river", "They ask for [compensation of 2.5 million euros].", "compensation"),
    ("river", "They ask for [fewer than 20 dams].", ""),
    ("river", "They ask for [500 blankets].", ""),
]

ASKED = [
    ("talks", "They want to speak of [the Philadelphi corridor].", "Which option"),
    ("talks", "They reject [the management of the corridors].", "Which option"),
    ("talks", "They insist on [a withdrawal].", "about"),
    ("talks", "They cannot [keep up a military presence along the fence].", "about"),
    ("works", "The company rejects [a wage rise].", "Which number"),
    ("works", "They do not want [the night shift].", "Which option"),
]


@pytest.mark.parametrize(("case", "said", "proposition"), NAMED)
def test_propose_is_sure_where_issue_and_option_are_named(
    case: str, said: str, proposition: str
) -> None:
    found = propose(case, said)
    assert (found.proposition, found.band) == (proposition, Band.HIGH)
    assert (found.new_option, found.questions) == ("", ())


@pytest.mark.parametrize(("case", "said", "proposition"), LESS_SURE)
def test_propose_is_less_sure_of_synonyms_denials_and_references(
    case: str, said: str, proposition: str
) -> None:
    found = propose(case, said)
    assert (found.proposition, found.band) == (proposition, Band.MIDDLE)
    assert found.why


@pytest.mark.parametrize(("case", "said", "issue"), NOTHING)
def test_propose_offers_a_new_option_where_none_fits(case: str, said: str, issue: str) -> None:
    found = propose(case, said)
    assert (found.proposition, found.band, found.new_option_of) == ("", Band.LOW, issue)
    assert found.new_option


@pytest.mark.parametrize(("case", "said", "question"), ASKED)
def test_propose_asks_where_the_words_do_not_choose(case: str, said: str, question: str) -> None:
    found = propose(case, said)
    assert (found.proposition, found.new_option) == ("", "")
    assert [question in one for one in found.questions] == [True]


@pytest.mark.parametrize("case", ["talks", "valley", "works", "river"])
def test_propose_gives_only_what_the_grammar_reads(case: str) -> None:
    issues = {one.id: one for one in issues_of(case)}
    said = [each[1] for each in (*NAMED, *LESS_SURE) if each[0] == case]
    read = [parse_proposition(propose(case, one).proposition, issues) for one in said]
    assert len(read) == len(said)


def test_propose_asks_whether_leaving_both_or_either_is_meant() -> None:
    found = propose("talks", "They refuse [to leave the Philadelphi corridor and Netzarim].")
    assert found.questions == (
        'Both "Philadelphi corridor" and "Netzarim corridor", or is one of them enough?',
    )


def test_propose_reads_two_clauses_with_verbs_of_their_own() -> None:
    said = "They insist on [staying in Philadelphi and withdrawing from Netzarim]."
    assert propose("talks", said).proposition == "philadelphi is stays and netzarim is withdrawn"


def test_propose_reads_a_condition_about_issues_named_before() -> None:
    found = propose(
        "talks",
        "He spoke of <leaving the <Philadelphi corridor> and the <Netzarim axis>>. He insists "
        "that, {if it withdraws}, [an Arab or international force manage the corridors].",
    )
    assert found.proposition == "management is force"
    assert found.condition == "not (philadelphi is stays and netzarim is stays)"
    assert found.band is Band.MIDDLE


def test_propose_reads_an_event_as_the_option_that_stands_for_it() -> None:
    found = propose(
        "talks",
        "He asks for <a complete withdrawal from Philadelphi>. He could accept [that it come in "
        "two phases] {depending on whether the exchange of prisoners is completed}.",
    )
    assert found.proposition == "philadelphi is two_phase_withdrawal"
    assert found.condition == "second_phase is after_exchange"


def test_propose_leaves_out_a_condition_within_the_object() -> None:
    found = propose(
        "river", "They accept [a flow of at least 90 m3/s {if the northern sluice is closed}]."
    )
    assert (found.proposition, found.condition) == ("flow >= 90", "sluice is closed")


def test_propose_asks_for_the_issue_of_a_condition_that_fits_none() -> None:
    found = propose("talks", "They accept [leaving Netzarim] {if the border is quiet}.")
    assert (found.proposition, found.condition) == ("netzarim is withdrawn", "")
    assert found.questions == ('Which issue stands for the condition "if the border is quiet"?',)


def test_propose_never_takes_that_corridor_for_the_one_named_beside_it() -> None:
    found = propose("talks", "They refuse [to leave that corridor and Netzarim].")
    assert (found.proposition, found.band) == ("netzarim is withdrawn", Band.MIDDLE)
    assert found.questions == ('What does "that corridor" mean?',)
    alone = propose("talks", "They refuse [to withdraw from that Netzarim corridor].")
    assert (alone.proposition, alone.band) == ("netzarim is withdrawn", Band.HIGH)


def test_propose_leaves_reasons_and_asides_out() -> None:
    found = propose(
        "talks",
        "They demand [leaving Netzarim, which cuts the land in two, because staying in Philadelphi "
        "would be enough].",
    )
    assert found.proposition == "netzarim is withdrawn"


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("[leaving Netzarim within 30 days]", 'What of "within 30 days"?'),
        (
            "[a complete withdrawal from Philadelphi except for two posts]",
            'What does "except" take out of it?',
        ),
        (
            "[a guarded complete withdrawal from Philadelphi]",
            'Does "guarded" change which option it is?',
        ),
    ],
)
def test_propose_is_less_sure_where_the_words_say_more(said: str, question: str) -> None:
    found = propose("talks", f"They demand {said}.")
    assert found.proposition
    assert found.band is Band.MIDDLE
    assert question in found.questions


def test_propose_learns_from_other_names() -> None:
    """Teaching a name is how a team makes the next reading better."""
    said = "They reject [any military presence along the eastern ridge]."
    taught = [
        one.model_copy(update={"also_known_as": ("eastern ridge",)})
        if one.id == "philadelphi"
        else one
        for one in issues_of("talks")
    ]
    assert propose("talks", said).proposition == ""
    after = propose_by(Proposer(taught, parties=parties_of("talks")), said)
    assert (after.proposition, after.band) == ("philadelphi is stays", Band.MIDDLE)


def test_propose_learns_from_other_names_of_an_option() -> None:
    said = "They offer [drone flights as monitoring of the river]."
    river = issues_of("river")
    images = river[1].options[2].model_copy(update={"also_known_as": ("drone flights",)})
    options = (*river[1].options[:2], images)
    taught = [river[0], river[1].model_copy(update={"options": options}), *river[2:]]
    assert propose("river", said).proposition == ""
    found = propose_by(Proposer(taught), said)
    assert (found.proposition, found.band) == ("monitoring is satellite", Band.HIGH)


def test_propose_asks_which_of_two_quantities_a_number_counts() -> None:
    issues = [
        Issue(id=name.lower(), title=name, kind=IssueKind.QUANTITY, low=0, high=90, unit="days")
        for name in ("Truce", "Talks")
    ]
    found = propose_by(Proposer(issues), "They want [at least 30 days].")
    assert found.proposition == ""
    assert found.questions == ('Does "at least 30 days" count "Truce" or "Talks"?',)


def test_propose_keeps_what_is_settled_apart_from_what_is_left_open() -> None:
    """Where an issue may be deferred, not staying is more than leaving."""
    issue = Issue(
        id="post",
        title="Border post",
        options=(
            Option(id="stays", title="the post stays"),
            Option(id="slowly", title="slow withdrawal"),
            Option(id="quickly", title="quick withdrawal"),
        ),
        allows=(Unsettled.DEFERRED,),
    )
    found = propose_by(Proposer([issue]), "They want [a withdrawal from the border post].")
    assert found.proposition == "post in (slowly, quickly)"


def test_propose_says_nothing_of_no_words() -> None:
    parsed, _ = marked("They met.")
    assert proposer("talks").propose(parsed, Extent(8, 9)) == Proposal()


def test_propose_is_deterministic() -> None:
    said = "They refuse [to leave the Philadelphi corridor and Netzarim]."
    again = Proposer(issues_of("talks"), parties=parties_of("talks"))
    assert propose("talks", said) == propose_by(again, said)


GUARDS = Issue(
    id="guards",
    title="Hill fort",
    options=(
        Option(id="army", title="the army stays", also_known_as=("army keeps it",)),
        Option(id="police", title="police"),
        Option(id="nobody", title="nobody"),
    ),
)


@pytest.mark.parametrize(
    "said", ["They refuse [to leave the hill fort].", "[The army pulls out of the hill fort]."]
)
def test_propose_takes_leaving_for_not_staying(said: str) -> None:
    found = propose_by(Proposer([GUARDS]), said)
    assert (found.proposition, found.band) == ("guards is not army", Band.LOW)
    assert "mean anything but “the army stays”?" in found.questions[-1]


BOATS = [
    Issue(id=name, title=name.title(), kind=IssueKind.QUANTITY, low=0, high=90, unit=name)
    for name in ("boats", "nets")
]


def test_propose_asks_whether_a_bare_number_counts_what_was_just_named() -> None:
    found = propose_by(Proposer(BOATS), "How many <boats>? We have offered [40].")
    assert (found.proposition, found.band) == ("boats = 40", Band.LOW)
    assert found.questions[0] == 'Does "40" count "Boats"?'


def test_propose_only_asks_where_a_bare_number_may_count_two_things() -> None:
    said = "How many <boats>, how many <nets>? We have offered [no more than 40]."
    found = propose_by(Proposer(BOATS), said)
    assert found.proposition == ""
    assert found.questions == ('Does "no more than 40" count "Boats" or "Nets"?',)
