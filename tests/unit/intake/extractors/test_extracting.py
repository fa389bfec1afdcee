"""Extractors: found by name, told names alone, and held to the words of the text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import EntryPoint
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.case.errors import GoodOfficesError, UnknownId, UnreadableDocument
from goodoffices.case.handling import Handling, HandlingLevel
from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.case.parties import Organ, Party
from goodoffices.case.stances import Register, Stance
from goodoffices.intake.drafts import Band, HopKind, Mode, State
from goodoffices.intake.extractors import extracting
from goodoffices.intake.extractors.extracted import MOST_DRAFTS, Extracted, accept_extracted
from goodoffices.intake.extractors.extracting import (
    Extractor,
    ExtractorCase,
    describe_case,
    extractors,
    load_extractor,
    run_extractor,
)
from goodoffices.intake.extractors.verbatim import NotThere, find_words, nearest_to
from goodoffices.intake.texts import Extent
from goodoffices.record.entries import Note, Source, SourceKind
from goodoffices.record.record import Record

TEXT = (
    "Norland's envoy said the gauges must be read by both sides. A clerk said Sudria\n"
    "would pay thirty days after signing. The envoy did not comment on pay."
)


def choice(name: str, *options: str) -> Issue:
    return Issue(id=name, options=tuple(Option(id=one) for one in options))


RECORD = Record(
    title="The river",
    parties=(
        Party(
            id="north",
            name="Norland",
            also_known_as=("the North",),
            organs=(Organ(id="envoy", name="the envoy of Norland"),),
        ),
        Party(id="south", name="Sudria"),
    ),
    issues=(
        choice("gauges", "joint", "nobody"),
        Issue(id="days", kind=IssueKind.QUANTITY, low=0, high=90, unit="day"),
    ),
    notes=(Note(id="n1", text="They will give in."),),
    sources=(Source(id="clerk", kind=SourceKind.UNNAMED, description="a clerk who trusts us"),),
)
CASE = describe_case(RECORD)


class Scripted:
    """An extractor that answers what a test tells it to."""

    name = "scripted"

    def __init__(self, *drafts: Mapping[str, Any]) -> None:
        self.drafts = drafts
        self.told: list[ExtractorCase] = []

    def extract(self, text: str, case: ExtractorCase) -> Sequence[Mapping[str, Any]]:
        assert text == TEXT
        self.told.append(case)
        return self.drafts


def accept(*raw: object, text: str = TEXT) -> Extracted:
    return accept_extracted(list(raw), text, case=CASE, document_id="radio", extractor="scripted")


def reading(**fields: object) -> dict[str, object]:
    basis = {"party": "north", "stance": "demands", "proposition": "gauges is joint"}
    return {"words": "the gauges must be read by both sides", "readings": [basis | fields]}


# ---------------------------------------------------------------------------- words


def test_words_at_their_span_are_kept() -> None:
    start = TEXT.rindex("pay")
    (one,) = accept({"words": "pay", "span": {"start": start, "end": start + 3}}).drafts
    assert (one.id, one.span.start, one.span.end) == ("radio_s1", start, start + 3)


@pytest.mark.parametrize(
    "span", [None, {"start": 3, "end": 9}, {"start": -1}, "here", {"start": 9**20, "end": 10**20}]
)
def test_words_without_their_span_are_looked_for(span: object) -> None:
    (one,) = accept({"words": "Sudria would pay thirty days", "span": span}).drafts
    assert one.words == "Sudria\nwould pay thirty days"
    assert TEXT[one.span.start : one.span.end] == one.words


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({"words": "we will pay"}, 'its words "we will pay" do not stand in the text'),
        ({"words": "pay"}, 'its words "pay" stand more than once, and it gives no place'),
        (
            {"words": "pay", "span": {"start": 0, "end": 3}},
            'its words "pay" stand more than once, and not at the place it gives',
        ),
        ({"words": " "}, "it gives no words"),
        ({"words": 7}, "it gives no words"),
        ({"span": {"start": 0, "end": 5}}, "it gives no words"),
        ("the gauges", "it is no set of named fields"),
        ({"kind": "event", "words": "said"}, 'it is a "event", and only statements are taken'),
    ],
)
def test_draft_without_words_of_the_text_is_dropped(raw: object, why: str) -> None:
    assert accept(raw) == Extracted(dropped=(f"Draft 1: {why}.",))


def test_ids_are_ours_and_have_no_gap_where_a_draft_was_dropped() -> None:
    found = accept({"id": "x", "words": "both sides"}, {"words": "invented"}, {"words": "A clerk"})
    assert [one.id for one in found.drafts] == ["radio_s1", "radio_s2"]
    assert found.dropped == ('Draft 2: its words "invented" do not stand in the text.',)


def test_answer_that_is_no_list_is_dropped_whole() -> None:
    found = accept_extracted("x", TEXT, case=CASE, document_id="radio", extractor="scripted")
    assert found.dropped == ("The extractor did not answer with a list of drafts.",)


def test_more_drafts_than_are_looked_at_are_counted() -> None:
    found = accept(*[{"words": "A clerk"}] * (MOST_DRAFTS + 2))
    assert len(found.drafts) == MOST_DRAFTS
    assert found.dropped == ("2 drafts after the first 1,000 were not looked at.",)


def test_whole_words_are_preferred_and_glued_ones_found() -> None:
    assert find_words("repay, and pay", "pay") == Extent(11, 14)
    assert find_words("the Valleythey said", "Valley") == Extent(4, 10)
    with pytest.raises(NotThere):
        find_words("repay, prepay", "pay")


def test_nearest_mention_of_a_name_is_taken() -> None:
    assert nearest_to(Extent(20, 24), "Ana met Ben; then Ana left", "Ana") == Extent(18, 21)
    assert nearest_to(Extent(0, 3), "Ana", "Ben") is None


# ---------------------------------------------------------------------------- what a draft holds


def test_draft_waits_with_the_rule_of_its_extractor_and_never_high_confidence() -> None:
    sure, unsure = accept(
        {"words": "A clerk", "confidence": "high", "state": "accepted", "rule": "mine"},
        {"words": "thirty days", "confidence": ["high"]},
    ).drafts
    assert (sure.rule, sure.confidence, sure.state) == (
        "extractor scripted",
        Band.MIDDLE,
        State.WAITING,
    )
    assert unsure.confidence is Band.LOW


def test_fields_of_a_draft_are_read_and_other_words_become_questions() -> None:
    (one,) = accept({"words": "A clerk", "mode": "direct", "register": "whispered"}).drafts
    assert (one.mode, one.register_) == (Mode.DIRECT, Register.ATTRIBUTED)
    assert one.questions == ('The extractor has register "whispered", which is no word for it.',)


def test_drafts_name_each_other_by_the_extractors_ids() -> None:
    outer, inner, lost = accept(
        {"id": "a", "words": "Norland's envoy said"},
        {"id": "b", "words": "both sides", "nested_in": "a", "repeats": "b"},
        {"words": "A clerk", "nested_in": "zz"},
    ).drafts
    assert (inner.nested_in, inner.repeats, lost.nested_in) == (outer.id, "", "")
    assert inner.questions == ('The extractor has repeats "b", and no other draft is that.',)
    assert lost.questions == ('The extractor has nested_in "zz", and no other draft is that.',)


def test_date_is_taken_only_in_words_of_the_text() -> None:
    kept, asked = accept(
        {"words": "A clerk", "said_on": {"unresolved": "after signing"}},
        {"words": "both sides", "said_on": "2024-08-28"},
    ).drafts
    assert kept.said_on is not None
    assert kept.said_on.unresolved == "after signing"
    assert asked.said_on is None
    assert asked.questions == (
        'The extractor dates it "2024-08-28", which does not stand in the text.',
    )


# ---------------------------------------------------------------------------- the chain


def test_chain_has_parties_organs_and_sources_that_stand_in_the_text() -> None:
    found = accept(
        {
            "words": "would pay thirty days after signing",
            "chain": [
                {"speaker": "south", "to": "envoy"},
                {"speaker": "envoy", "name": "The envoy", "capacity": "official"},
                {"speaker": "someone", "name": "A clerk", "kind": "person", "to": "public"},
            ],
        },
        {"words": "thirty", "chain": [{"name": "a  clerk"}, {"name": "A clerk"}]},
    )
    hops = found.drafts[0].chain
    assert [(hop.speaker, hop.name, hop.kind) for hop in hops] == [
        ("south", "Sudria", HopKind.PARTY),
        ("envoy", "The envoy", HopKind.ORGAN),
        ("radio_x1", "A clerk", HopKind.PERSON),
    ]
    assert (hops[0].to, hops[1].to, hops[2].to) == ("envoy", "unknown", "public")
    assert [(one.id, one.description) for one in found.sources] == [("radio_x1", "A clerk")]
    assert found.drafts[1].chain == ()


def test_chain_with_a_speaker_who_stands_nowhere_is_left_out_whole() -> None:
    (one,) = accept({"words": "thirty days", "chain": [{"speaker": "north"}, "a general"]}).drafts
    assert one.chain == ()
    assert one.questions == (
        'Who said it? The extractor says "a general", who is not in the case or the text.',
    )


def test_hearer_that_the_case_does_not_know_is_asked_about() -> None:
    (one,) = accept({"words": "thirty days", "chain": [{"speaker": "north", "to": "moon"}]}).drafts
    assert one.chain[0].to == "unknown"
    assert one.questions == ('Who was told? The extractor says "moon", who is not in the case.',)


# ---------------------------------------------------------------------------- readings


def test_reading_is_kept_with_its_proposition_and_condition() -> None:
    (one,) = accept(
        reading(condition="days >= 30", stance="would_accept", words="both sides")
    ).drafts
    (kept,) = one.readings
    assert (kept.id, kept.party, kept.stance) == ("radio_s1_r1", "north", Stance.WOULD_ACCEPT)
    assert (kept.proposition, kept.condition) == ("gauges is joint", "days >= 30")
    assert TEXT[kept.span.start : kept.span.end] == "both sides"
    assert (kept.rule, kept.state) == ("extractor scripted", State.WAITING)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"party": "norht"}, '"norht" is no party of the case'),
        ({"party": ["north"]}, '"" is no party of the case'),
        ({"party": "envoy"}, '"envoy" is no party of the case'),
        ({"stance": "wants"}, '"wants" is no stance'),
        ({"words": "all sides"}, 'its words "all sides" do not stand in the text'),
    ],
)
def test_reading_of_nobody_or_nothing_is_left_out_with_a_question(
    fields: dict[str, object], why: str
) -> None:
    (one,) = accept(reading(**fields)).drafts
    assert one.readings == ()
    assert one.questions == (f"A reading of the extractor was left out: {why}.",)


@pytest.mark.parametrize(
    "fields", [{"proposition": "gauges is shared"}, {"condition": "weather is fine"}]
)
def test_position_is_never_kept_without_the_condition_that_was_given(
    fields: dict[str, object],
) -> None:
    (one,) = accept(reading(**fields)).drafts
    (kept,) = one.readings
    assert (kept.proposition, kept.condition) == ("", "")
    (asked,) = kept.questions
    assert asked.startswith("Which option is meant? The extractor says ")


def test_condition_alone_is_asked_about() -> None:
    (one,) = accept(reading(proposition="", condition="days >= 30")).drafts
    (kept,) = one.readings
    assert (kept.proposition, kept.condition) == ("", "")
    assert kept.questions == (
        "What is held, if days >= 30? The extractor says the condition alone.",
    )


def test_rivals_and_new_options_are_checked_too() -> None:
    basis = {"party": "north", "stance": "demands"}
    (one,) = accept(
        {
            "words": "thirty days after signing",
            "readings": [
                basis | {"id": "first"},
                basis
                | {
                    "alternative_to": "first",
                    "new_option": "after signing",
                    "new_option_of": "days",
                },
                basis | {"alternative_to": "third", "new_option": "before signing"},
            ],
        }
    ).drafts
    _, rival, lost = one.readings
    assert (rival.alternative_to, rival.new_option, rival.new_option_of) == (
        "radio_s1_r1",
        "after signing",
        "days",
    )
    assert (lost.alternative_to, lost.new_option) == ("", "")
    assert len(lost.questions) == 2


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["A clerk", "north", "demands"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "words",
                    "span",
                    "start",
                    "end",
                    "mode",
                    "chain",
                    "speaker",
                    "name",
                    "kind",
                    "to",
                    "readings",
                    "party",
                    "stance",
                    "proposition",
                    "condition",
                    "new_option",
                    "said_on",
                    "unresolved",
                    "nested_in",
                    "confidence",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@given(ANYTHING)
def test_whatever_an_extractor_answers_is_kept_in_words_of_the_text_or_dropped(raw: object) -> None:
    found = accept_extracted(raw, TEXT, case=CASE, document_id="radio", extractor="any")
    for one in found.drafts:
        assert TEXT[one.span.start : one.span.end] == one.words
        assert one.confidence is not Band.HIGH


# ---------------------------------------------------------------------------- the case


def test_extractor_is_told_names_and_ids_and_nothing_that_was_said() -> None:
    told = json.dumps(CASE.as_json())
    assert json.loads(told)["parties"][0] == {
        "id": "north",
        "names": ["Norland", "the North"],
        "organs": [{"id": "envoy", "name": "the envoy of Norland"}],
    }
    assert "give in" not in told
    assert "trusts us" not in told
    assert "The river" not in told


@pytest.mark.parametrize(
    "handling", [Handling(held_by=("ana",)), Handling(level=HandlingLevel.DEPOSIT)]
)
def test_extractor_is_not_told_what_only_some_hold(handling: Handling) -> None:
    record = Record(
        title="t",
        parties=(Party(id="bank", name="The bank", handling=handling),),
        issues=(
            Issue(id="fees", options=(Option(id="low"), Option(id="waived", handling=handling))),
            choice("quiet", "yes").model_copy(update={"handling": handling}),
            Issue(id="shut", options=(Option(id="yes", handling=handling),)),
        ),
    )
    told = describe_case(record).as_json()
    assert told["parties"] == []
    assert [(one["id"], [option["id"] for option in one["options"]]) for one in told["issues"]] == [
        ("fees", ["low"])
    ]


def test_running_gives_what_stands_in_the_text() -> None:
    scripted = Scripted({"words": "A clerk"}, {"words": "A general"})
    found = run_extractor(scripted, TEXT, record=RECORD, document_id="radio", document="radio.txt")
    assert [one.words for one in found.drafts] == ["A clerk"]
    assert found.dropped == ('Draft 2: its words "A general" do not stand in the text.',)
    assert [one.document for one in scripted.told] == ["radio.txt"]


def test_failing_extractor_is_one_clear_sentence_without_its_own_message() -> None:
    failing = Scripted()
    del failing.drafts

    with pytest.raises(UnreadableDocument) as caught:
        run_extractor(failing, TEXT, record=RECORD, document_id="radio")
    assert str(caught.value) == "radio: the extractor scripted failed (AttributeError)"


# ---------------------------------------------------------------------------- finding them


def offer(monkeypatch: pytest.MonkeyPatch, **places: str) -> None:
    offered = [EntryPoint(name, place, extracting.GROUP) for name, place in places.items()]

    def entry_points(*, group: str, name: str | None = None) -> list[EntryPoint]:
        assert group == "goodoffices.extractors"
        return [one for one in offered if name in {None, one.name}]

    monkeypatch.setattr(extracting, "entry_points", entry_points)


def test_extractors_are_ours_and_those_of_entry_points(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, treaties="treaties:Treaties", endpoint="evil:Endpoint")
    assert extractors() == ("endpoint", "treaties")


def test_unknown_extractor_is_refused_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, treaties="treaties:Treaties")
    with pytest.raises(UnknownId) as caught:
        load_extractor("treatys")
    assert str(caught.value).startswith('there is no extractor "treatys"; did you mean "treaties"?')


@pytest.mark.parametrize("place", ["Made", "make", "made"])
def test_entry_point_names_an_extractor_or_what_makes_one(
    monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    class Made(Scripted):
        pass

    things: dict[str, object] = {"Made": Made, "make": lambda: Made(), "made": Made()}  # noqa: PLW0108 -- a maker that is no class
    offer(monkeypatch, mine="any:thing")
    monkeypatch.setattr(EntryPoint, "load", lambda _self: things[place])
    loaded = load_extractor("mine")
    assert isinstance(loaded, Extractor)
    assert loaded.name == "scripted"


def test_what_is_no_extractor_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, mine="builtins:dict")
    with pytest.raises(GoodOfficesError) as caught:
        load_extractor("mine")
    assert str(caught.value) == (
        'the extractor "mine" cannot be used: it has no name, or no extract(text, case)'
    )


def test_name_that_two_packages_offer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = [EntryPoint("mine", place, extracting.GROUP) for place in ("b:B", "a:A")]
    monkeypatch.setattr(extracting, "entry_points", lambda **_: offered)
    with pytest.raises(GoodOfficesError) as caught:
        load_extractor("mine")
    assert str(caught.value) == (
        'more than one package offers an extractor "mine" (a:A, b:B): uninstall all but one'
    )
