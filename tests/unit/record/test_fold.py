"""The fold: each rule of the design, section 3, on records of a few lines."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.case.case import Case
from goodoffices.case.errors import UnknownId
from goodoffices.case.limits import Instrument, Rule
from goodoffices.case.parties import Party
from goodoffices.case.stances import OfferStatus, Register, Stance
from goodoffices.case.when import When
from goodoffices.record.entries import Document, Meeting, Source, SourceKind, Statement
from goodoffices.record.fold import MOST_CHOICES, Fold, Include
from goodoffices.record.record import Record
from tests.records import link, make_record, read, recorded, said, standing

CORRIDOR = "corridor: stays, out, half"
FORCE = "force: none, some"
DAYS = "days: 0..30"


def fold(record: Record, **include: object) -> Case:
    return Fold(record, include=Include(**include)).case()  # type: ignore[arg-type]


# ---------------------------------------------------------------------------- rule 1: what stands


def test_every_position_making_reading_stands() -> None:
    record = make_record(
        issues=[CORRIDOR, FORCE],
        statements=[
            said("s1", "r1 north insists: corridor is stays", on="2026-01-01"),
            said("s2", "r2 north demands: corridor is out", on="2026-01-02"),
            said("s3", "r3 south rules_out: force is some", on="2026-01-03"),
        ],
    )
    assert standing(record) == [
        "north: corridor is stays",
        "north: corridor is out",
        "south: force is not some",
    ]


def test_nothing_is_replaced_by_date_alone() -> None:
    """The opposite said later by the same party leaves the earlier position as it was."""
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said("s1", "r1 north insists: corridor is stays", on="2026-01-01"),
            said("s2", "r2 north insists: not (corridor is stays)", on="2026-06-01"),
        ],
    )
    assert standing(record) == ["north: corridor is stays", "north: corridor is not stays"]


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ({}, ["north: corridor is out"]),
        ({"confirmed_by": ""}, ["north: corridor is stays", "north: corridor is out"]),
        ({"draft": True}, ["north: corridor is stays", "north: corridor is out"]),
    ],
)
def test_only_a_confirmed_link_supersedes(fields: dict[str, object], left: list[str]) -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said("s1", "r1 north insists: corridor is stays", on="2026-01-01"),
            said("s2", "r2 north insists: corridor is out", on="2026-01-02"),
        ],
        links=[link("l1: s2 supersedes s1", **fields)],
    )
    assert standing(record) == left


def test_superseded_readings_say_by_what() -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said("s1", "r1 north insists: corridor is stays"),
            said("s2", "r2 north insists: corridor is out", on="2026-01-02"),
        ],
        links=["l1: s2 supersedes s1"],
    )
    assert fold(record).withdrawn == {"r1": "superseded by s2"}


def test_contradicts_changes_nothing() -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said("s1", "r1 north insists: corridor is stays"),
            said("s2", "r2 north insists: corridor is out", on="2026-01-02"),
        ],
        links=["l1: s2 contradicts s1"],
    )
    assert standing(record) == ["north: corridor is stays", "north: corridor is out"]


def test_no_longer_insists_takes_back_the_readings_it_names_and_no_others() -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said(
                "s1",
                "r1 north insists: corridor is stays",
                "r2 north demands: not (corridor is half)",
            ),
            said("s2", read("r3 north no_longer_insists:", withdraws=["r1"]), on="2026-01-02"),
        ],
    )
    assert standing(record) == ["north: corridor is not half"]
    assert fold(record).withdrawn == {"r1": "no longer insisted on (r3)"}


def test_no_longer_insists_can_name_one_reading_of_a_pair_of_rivals() -> None:
    """It names readings: the rival, where it is chosen, still stands."""
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said(
                "s1",
                "r1 north insists: corridor is stays",
                read(
                    "r1b north insists: corridor is half", status="alternative", alternative_to="r1"
                ),
            ),
            said("s2", read("r3 north no_longer_insists:", withdraws=["r1"]), on="2026-01-02"),
        ],
    )
    assert standing(record) == []
    assert standing(record, {"r1": "r1b"}) == ["north: corridor is half"]


@pytest.mark.parametrize("status", ["draft", "rejected", "alternative"])
def test_only_leading_readings_stand_unless_another_is_chosen(status: str) -> None:
    alternative = {"alternative_to": "r1"} if status == "alternative" else {}
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said(
                "s1",
                "r1 north insists: corridor is stays",
                read("r2 north insists: corridor is half", status=status, **alternative),
            )
        ],
    )
    assert standing(record) == ["north: corridor is stays"]


def test_a_draft_statement_counts_nowhere() -> None:
    """Not its readings, not what it would supersede, not through what repeats it."""
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said("s1", "r1 north insists: corridor is stays"),
            said("s2", "r2 north insists: corridor is out", on="2026-01-02", draft=True),
            said("s3", on="2026-01-03", through="north > team"),
        ],
        links=["l1: s2 supersedes s1", "l2: s3 repeats s2"],
    )
    assert standing(record) == ["north: corridor is stays"]


@pytest.mark.parametrize("stance", ["reserves", "denies"])
def test_reservations_and_denials_are_noted_and_make_no_position(stance: str) -> None:
    record = make_record(
        issues=[CORRIDOR], statements=[said("s1", f"r1 north {stance}: corridor is stays")]
    )
    case = fold(record)
    assert (case.positions, case.lighter, case.permissions) == ((), (), ())


# ---------------------------------------------------------------------------- order


def order_of(record: Record) -> list[str]:
    return [one.statements[0] for one in fold(record).positions]


def insisting(name: str, option: str, **fields: object) -> Statement:
    return said(name, f"r_{name} north insists: corridor is {option}", **fields)  # type: ignore[arg-type]


def test_order_is_end_then_start_of_said_on() -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            insisting("s1", "stays", on={"from": "2026-01-02", "to": "2026-01-09"}),
            insisting("s2", "out", on={"from": "2026-01-01", "to": "2026-01-09"}),
            insisting("s3", "half", on="2026-01-08"),
        ],
    )
    assert order_of(record) == ["s3", "s2", "s1"]


def test_order_within_a_document_is_by_place_whatever_was_recorded_first() -> None:
    document = Document(id="d1", dated=When.model_validate("2026-01-01"))
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            insisting("s1", "stays", on=None, document="d1", span={"start": 90, "end": 95}),
            insisting("s2", "out", on=None, document="d1", span={"start": 10, "end": 15}),
        ],
        documents=(document,),
        recorded=recorded(s1="2026-01-02T08:00", s2="2026-01-02T09:00"),
    )
    assert order_of(record) == ["s2", "s1"]


def test_order_of_the_same_day_is_by_when_it_was_recorded_then_by_id() -> None:
    """What was said in a meeting and what a document says are in order too."""
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            insisting("s1", "stays", document="d1", span={"start": 1, "end": 2}),
            insisting("s2", "out"),
            insisting("s3", "half"),
        ],
        documents=(Document(id="d1"),),
        recorded=recorded(s1="2026-01-02T09:00", s2="2026-01-02T10:00", s3="2026-01-02T08:00"),
    )
    assert order_of(record) == ["s3", "s1", "s2"]
    assert order_of(record.with_(recorded=recorded(s1="2026-01-02T09:00"))) == ["s1", "s2", "s3"]


@pytest.mark.parametrize("unresolved", [None, {"unresolved": "last Sunday"}])
def test_an_unresolved_date_counts_as_that_of_its_document_or_meeting(unresolved: object) -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            insisting("s1", "stays", on=unresolved, document="d1"),
            insisting("s2", "out", on=unresolved, meeting="m1"),
            insisting("s3", "half", on="2026-01-04"),
        ],
        documents=(Document(id="d1", dated=When.model_validate("2026-01-05")),),
        meetings=(Meeting(id="m1", held_on=When.model_validate("2026-01-03")),),
    )
    assert order_of(record) == ["s2", "s3", "s1"]
    assert [one.statements[0] for one in fold(record, as_of=date(2026, 1, 4)).positions] == [
        "s2",
        "s3",
    ]


# ---------------------------------------------------------------------------- repeats


def repeated(**fields: object) -> Record:
    """s2 repeats s1, which can be read in two ways; s2 has a reading of its own."""
    return make_record(
        issues=[CORRIDOR],
        statements=[
            said(
                "s1",
                "r1 north insists: corridor is stays",
                read(
                    "r1b north insists: corridor is half", status="alternative", alternative_to="r1"
                ),
            ),
            said("s2", "r2 north insists: corridor is out", on="2026-01-05", **fields),  # type: ignore[arg-type]
        ],
        links=["l1: s2 repeats s1"],
    )


def test_a_repeating_statement_adds_a_passage_and_makes_no_position() -> None:
    positions = fold(repeated()).positions
    assert [(one.readings, one.statements) for one in positions] == [(("r1",), ("s1", "s2"))]


def test_a_repeating_statement_follows_the_choice_of_reading() -> None:
    case = Fold(repeated()).case({"r1": "r1b"})
    assert [(one.readings, one.statements) for one in case.positions] == [(("r1b",), ("s1", "s2"))]


def test_a_repetition_carries_the_position_when_the_first_statement_is_gone() -> None:
    case = Fold(repeated()).case(without=frozenset({"s1"}))
    assert [(one.readings, one.statements) for one in case.positions] == [(("r1",), ("s2",))]
    assert Fold(repeated()).case(without=frozenset({"s1", "s2"})).positions == ()


def test_a_repetition_of_what_is_not_on_record_speaks_for_itself() -> None:
    record = repeated()
    alone = record.with_(statements=record.statements[1:])
    assert standing(alone) == ["north: corridor is out"]


def test_an_unconfirmed_repetition_is_a_position_of_its_own() -> None:
    record = repeated()
    unsure = record.with_(links=(link("l1: s2 repeats s1", confirmed_by=""),))
    assert standing(unsure) == ["north: corridor is stays", "north: corridor is out"]


def test_repetitions_of_repetitions_are_passages_of_the_first() -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said("s1", "r1 north insists: corridor is stays"),
            said("s2", through="north > team", on="2026-01-02"),
            said("s3", through="north > public", on="2026-01-03"),
        ],
        links=["l1: s3 repeats s2", "l2: s2 repeats s1"],
    )
    [position] = fold(record).positions
    assert position.statements == ("s1", "s2", "s3")
    assert position.registers == {
        "s1": Register.CONFIDED,
        "s2": Register.CONFIDED,
        "s3": Register.PUBLIC,
    }
    assert position.register is Register.PUBLIC


def test_what_supersedes_the_first_statement_supersedes_its_repetitions() -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said("s1", "r1 north insists: corridor is stays"),
            said("s2", through="north > team", on="2026-01-02"),
            said("s3", "r3 north insists: corridor is out", on="2026-01-03"),
        ],
        links=["l1: s2 repeats s1", "l2: s3 supersedes s1"],
    )
    assert standing(record) == ["north: corridor is out"]


def test_what_supersedes_a_repetition_takes_its_passage_alone() -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said("s1", "r1 north insists: corridor is stays"),
            said("s2", through="north > team", on="2026-01-02"),
            said("s3", "r3 north insists: corridor is out", on="2026-01-03"),
        ],
        links=["l1: s2 repeats s1", "l2: s3 supersedes s2"],
    )
    assert [one.statements for one in fold(record).positions] == [("s1",), ("s3",)]


# ---------------------------------------------------------------------------- rule 2: constraints


@pytest.mark.parametrize(
    ("stance", "condition", "constraint"),
    [
        ("insists", "", "corridor is out"),
        ("demands", "", "corridor is out"),
        ("rejects", "", "corridor is not out"),
        ("rejects_as_formulated", "", "corridor is not out"),
        ("rules_out", "", "corridor is not out"),
        ("insists", "force is some", "if force is some then corridor is out"),
        ("rejects", "force is some", "if force is some then corridor is not out"),
    ],
)
def test_stances_and_conditions_make_constraints(
    stance: str, condition: str, constraint: str
) -> None:
    """Rejecting stances make `not A`, the others A; a condition C makes `if C then ...`."""
    reading = read(f"r1 north {stance}: corridor is out", condition=condition)
    record = make_record(issues=[CORRIDOR, FORCE], statements=[said("s1", reading)])
    assert standing(record) == [f"north: {constraint}"]


def test_rejecting_a_negation_makes_the_thing_itself() -> None:
    record = make_record(
        issues=[CORRIDOR], statements=[said("s1", "r1 north rejects: not (corridor is stays)")]
    )
    assert standing(record) == ["north: corridor is stays"]


# ---------------------------------------------------------------------------- rule 3: permissions


def relaxed(
    position: str,
    permission: str,
    *,
    condition: str = "",
    party: str = "north",
    stance: str = "would_accept",
    when: str = "2026-01-02",
    **fields: object,
) -> list[str]:
    """What stands after a position of north and a permission."""
    record = make_record(
        issues=[CORRIDOR, FORCE, DAYS],
        statements=[
            said("s1", f"r1 north insists: {position}", on="2026-01-01"),
            said(
                "s2",
                read(f"r2 {party} {stance}: {permission}", condition=condition, **fields),
                on=when,
            ),
        ],
    )
    return standing(record)


@pytest.mark.parametrize(
    "stance", ["agrees", "agrees_ad_referendum", "does_not_object", "would_accept"]
)
def test_each_permission_relaxes_what_it_contradicts(stance: str) -> None:
    found = relaxed("corridor is stays", "corridor is half", stance=stance)
    assert found == ["north: corridor is stays or corridor is half"]


def test_a_permission_with_a_condition_adds_both_together() -> None:
    """D becomes `D or (X and C)`."""
    found = relaxed("corridor is stays", "corridor is half", condition="force is some")
    assert found == ["north: corridor is stays or corridor is half and force is some"]


def test_the_original_stays_as_the_history_of_what_is_relaxed() -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said("s1", "r1 north insists: corridor is stays"),
            said("s2", "r2 north would_accept: corridor is half", on="2026-01-02"),
        ],
    )
    [position] = fold(record).positions
    [form] = position.forms
    assert (position.is_relaxed, [one.reading for one in form.relaxed_by]) == (True, ["r2"])
    assert position.statements == ("s1",)
    why = "north insists: leading reading r1 of s1; widened by r2 (would accept)"
    assert tuple(position.why) == (f"{why}; nothing on record supersedes or withdraws it",)


@pytest.mark.parametrize(
    ("position", "permission", "is_relaxed"),
    [
        # Some choice for the issues X names makes X true and D false whatever the others are.
        ("corridor is stays", "corridor is half", True),
        ("corridor is stays", "corridor in (stays, half)", True),
        ("corridor is stays", "corridor is stays", False),
        ("corridor is stays", "force is some", False),  # the corridor may still stay
        ("corridor is stays and force is none", "force is some", True),  # false whatever it is
        ("corridor is stays or force is none", "force is some", False),  # true if it stays
        ("if force is some then corridor is stays", "corridor is half", False),
        ("if force is some then corridor is stays", "corridor is half and force is some", True),
        ("days >= 10", "days >= 5", True),
        ("days >= 10", "days >= 15", False),
        ("corridor is stays and days >= 10", "days <= 9", True),
    ],
)
def test_a_permission_relaxes_exactly_what_it_contradicts(
    position: str, permission: str, is_relaxed: bool
) -> None:
    plain = standing(
        make_record(
            issues=[CORRIDOR, FORCE, DAYS],
            statements=[said("s1", f"r1 north insists: {position}", on="2026-01-01")],
        )
    )
    assert (relaxed(position, permission) != plain) == is_relaxed


def test_the_condition_is_no_part_of_what_contradicts() -> None:
    """X alone decides whether a position is relaxed; C only says how far."""
    found = relaxed("force is none", "corridor is half", condition="force is some")
    assert found == ["north: force is none"]


def test_a_permission_of_another_party_relaxes_nothing() -> None:
    assert relaxed("corridor is stays", "corridor is half", party="south") == [
        "north: corridor is stays"
    ]


def test_what_is_insisted_on_after_a_permission_stands_unrelaxed() -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said("s1", "r1 north insists: corridor is stays", on="2026-01-01"),
            said("s2", "r2 north would_accept: corridor is half", on="2026-01-02"),
            said("s3", "r3 north insists: corridor is stays", on="2026-01-03"),
        ],
    )
    assert standing(record) == [
        "north: corridor is stays or corridor is half",
        "north: corridor is stays",
    ]


def test_a_permission_relaxes_positions_of_its_own_statement() -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said(
                "s1",
                "r2 north would_accept: corridor is half",
                "r1 north insists: corridor is stays",
            )
        ],
    )
    assert standing(record) == ["north: corridor is stays or corridor is half"]


@pytest.mark.parametrize(
    "fields", [{"offer_status": OfferStatus.WITHDRAWN}, {"elicited_by": "What if half?"}]
)
def test_a_withdrawn_offer_and_a_yes_to_our_own_question_relax_nothing(
    fields: dict[str, object],
) -> None:
    assert relaxed("corridor is stays", "corridor is half", **fields) == [  # type: ignore[arg-type]
        "north: corridor is stays"
    ]


def test_a_permission_superseded_or_taken_back_relaxes_nothing() -> None:
    statements = [
        said("s1", "r1 north insists: corridor is stays", on="2026-01-01"),
        said("s2", "r2 north would_accept: corridor is half", on="2026-01-02"),
    ]
    superseding = said("s3", on="2026-01-03", through="north > team")
    record = make_record(
        issues=[CORRIDOR],
        statements=[*statements, superseding],
        links=["l1: s3 supersedes s2"],
    )
    assert standing(record) == ["north: corridor is stays"]
    back = said("s3", read("r3 north no_longer_insists:", withdraws=["r2"]), on="2026-01-03")
    record = make_record(issues=[CORRIDOR], statements=[*statements, back])
    assert standing(record) == ["north: corridor is stays"]


def test_several_permissions_widen_together_and_equal_ones_once() -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said("s1", "r1 north insists: corridor is stays", on="2026-01-01"),
            said("s2", "r2 north would_accept: corridor is half", on="2026-01-02"),
            said("s3", "r3 north agrees: corridor is half", on="2026-01-03"),
            said("s4", "r4 north agrees: corridor is out", on="2026-01-04"),
        ],
    )
    assert standing(record) == ["north: corridor is stays or corridor is half or corridor is out"]


def test_sums_too_wide_for_a_diagram_are_relaxed_all_the_same() -> None:
    """Where no diagram is small enough, the solver says what a permission contradicts."""
    record = make_record(
        issues=["a: 0..20", "b: 0..20"],
        statements=[
            said("s1", "r1 north insists: 2*a + 3*b <= 40", on="2026-01-01"),
            said("s2", "r2 north would_accept: 2*a + 3*b <= 50", on="2026-01-02"),
            said("s3", "r3 north would_accept: 2*a + 3*b <= 30", on="2026-01-02"),
        ],
    )
    wide = Fold(record)
    wide.diagrams.budget = 3
    [position] = wide.case().positions
    assert [one.reading for one in position.forms[0].relaxed_by] == ["r2"]


# ---------------------------------------------------------------------------- rule 4: equal ones


def test_equal_positions_are_one_with_all_their_holders() -> None:
    """Equal means true of the same choices, however it is said."""
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said("s1", "r1 south demands: corridor in (out, half)", on="2026-01-01"),
            said("s2", "r2 north rules_out: corridor is stays", on="2026-01-02"),
        ],
    )
    [position] = fold(record).positions
    assert position.holders == ("north", "south")
    assert position.strength == {"north": Stance.RULES_OUT, "south": Stance.DEMANDS}
    assert (position.statements, position.readings) == (("s1", "s2"), ("r1", "r2"))
    assert position.is_shared


def test_equal_positions_of_one_holder_are_one_with_the_greatest_strength() -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said("s1", "r1 north demands: corridor is out", on="2026-01-01"),
            said("s2", "r2 north insists: corridor is out", on="2026-01-02"),
            said("s3", "r3 north demands: corridor is out", on="2026-01-03"),
        ],
    )
    [position] = fold(record).positions
    assert position.strength == {"north": Stance.INSISTS}
    assert position.statements == ("s1", "s2", "s3")


def test_the_id_is_the_same_under_every_reading_and_whatever_the_order_of_entries() -> None:
    alternative = read(
        "r1b north rejects: corridor in (stays, half)", status="alternative", alternative_to="r1"
    )
    statements = [
        said("s1", "r1 north insists: corridor is out", alternative, on="2026-01-01"),
        said("s2", "r2 south demands: if force is some then corridor is out", on="2026-01-02"),
    ]
    record = make_record(issues=[CORRIDOR, FORCE], statements=statements)
    turned = make_record(
        issues=[FORCE, "corridor: half, out, stays"],
        parties=["south", "north"],
        statements=statements[::-1],
    )
    ids = [one.id for one in fold(record).positions]
    assert ids == [one.id for one in Fold(record).case({"r1": "r1b"}).positions]
    assert ids == [one.id for one in fold(turned).positions]


def test_the_id_tells_holders_and_what_is_allowed_apart() -> None:
    def id_of(reading: str) -> str:
        [position] = fold(
            make_record(issues=[CORRIDOR], statements=[said("s1", reading)])
        ).positions
        return position.id

    ids = {
        id_of("r1 north insists: corridor is out"),
        id_of("r1 south insists: corridor is out"),
        id_of("r1 north insists: corridor is half"),
    }
    assert len(ids) == 3
    assert id_of("r9 north demands: corridor is out") in ids


def test_rules_make_no_positions_equal() -> None:
    """Equal means the same choices, rules aside: a rule that ties two issues changes no id."""
    statements = [
        said("s1", "r1 north insists: corridor is out", on="2026-01-01"),
        said("s2", "r2 north insists: force is some", on="2026-01-02"),
    ]
    rule = Rule(
        id="tie",
        proposition="corridor is out and force is some or corridor is stays and force is none",
    )
    record = make_record(issues=[CORRIDOR, FORCE], statements=statements, rules=(rule,))
    assert standing(record) == ["north: corridor is out", "north: force is some"]


def test_a_holder_below_the_threshold_is_not_listed() -> None:
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said("s1", "r1 north demands: corridor is out", on="2026-01-01"),
            said("s2", "r2 south proposes: corridor is out", on="2026-01-02"),
        ],
    )
    case = fold(record)
    assert [(one.holders, one.statements) for one in case.positions] == [(("north",), ("s1",))]
    assert [(one.holders, one.statements) for one in case.lighter] == [(("south",), ("s2",))]
    [position] = fold(record, threshold=Stance.PROPOSES).positions
    assert (position.holders, position.statements) == (("north", "south"), ("s1", "s2"))


@pytest.mark.parametrize(
    ("threshold", "held"),
    [
        (Stance.RULES_OUT, ["r1"]),
        (Stance.INSISTS, ["r1", "r2", "r3", "r4"]),
        (Stance.DEMANDS, ["r1", "r2", "r3", "r4", "r5"]),
        (Stance.PROPOSES, ["r1", "r2", "r3", "r4", "r5", "r6", "r7"]),
        (Stance.FLOATS, ["r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9"]),
    ],
)
def test_the_threshold_divides_by_strength_alone(threshold: Stance, held: list[str]) -> None:
    stances = (
        "rules_out insists rejects rejects_as_formulated demands proposes offers prefers floats"
    )
    record = make_record(
        issues=["n: 0..90"],
        statements=[
            said(
                "s1",
                *(f"r{k} north {stance}: n >= {k}" for k, stance in enumerate(stances.split(), 1)),
            )
        ],
    )
    case = fold(record, threshold=threshold)
    assert [one.readings[0] for one in case.positions] == held
    assert len(case.positions) + len(case.lighter) == 9


# ---------------------------------------------------------------------------- instruments


def invoked(**fields: object) -> Instrument:
    data = {"id": "accord", "title": "Accord", "invoked_by": "north"}
    return Instrument.model_validate(data | {"proposition": "corridor is out"} | fields)


def with_instrument(instrument: Instrument, *statements: Statement) -> Record:
    return make_record(issues=[CORRIDOR], statements=statements, instruments=(instrument,))


def test_an_instrument_with_a_proposition_is_a_position_of_its_invoker() -> None:
    [position] = fold(with_instrument(invoked())).positions
    assert (position.holders, position.strength, position.instrument, tuple(position.why)) == (
        ("north",),
        {"north": Stance.INSISTS},
        "accord",
        ("north invokes instrument accord",),
    )


def test_an_instrument_without_a_proposition_makes_none() -> None:
    assert fold(with_instrument(invoked(proposition=""))).positions == ()


def test_an_instrument_can_be_switched_off_and_on() -> None:
    record = with_instrument(invoked())
    off = Fold(record, include=Include(instruments_off=frozenset({"accord"})))
    assert off.case().positions == ()
    assert len(off.case(instruments_off=frozenset()).positions) == 1
    assert Fold(record).case(instruments_off=frozenset({"accord"})).positions == ()


def test_an_instrument_rests_on_all_it_cites_and_goes_with_the_last_of_them() -> None:
    record = with_instrument(
        invoked(cites=["s1", "s2"]),
        said("s1", through="north > public", on="2026-01-02"),
        said("s2", through="north > team", on="2026-01-01"),
    )
    [position] = fold(record).positions
    assert position.statements == ("s2", "s1")
    assert position.registers == {"s1": Register.PUBLIC, "s2": Register.CONFIDED}
    source = Fold(record)
    assert len(source.case(without=frozenset({"s1"})).positions) == 1
    assert source.case(without=frozenset({"s1", "s2"})).positions == ()
    assert fold(record, as_of=date(2025, 12, 31)).positions == ()


def test_an_instrument_is_relaxed_only_by_what_its_invoker_said_after_it() -> None:
    statements = (
        said("s1", "r1 north would_accept: corridor is half", on="2026-01-01"),
        said("s2", through="north > public", on="2026-01-02"),
        said("s3", "r3 north would_accept: corridor is stays", on="2026-01-03"),
    )
    dated = fold(with_instrument(invoked(cites=["s2"]), *statements)).positions[0]
    undated = fold(with_instrument(invoked(), *statements)).positions[0]
    assert [one.reading for one in dated.forms[0].relaxed_by] == ["r3"]
    assert [one.reading for one in undated.forms[0].relaxed_by] == ["r1", "r3"]


# ---------------------------------------------------------------------------- what is included


def several() -> Record:
    return make_record(
        issues=[CORRIDOR],
        parties=["north", "south", "egypt (mediator)"],
        statements=[
            said("s1", "r1 north insists: corridor is stays", on="2026-01-01"),
            said(
                "s2", "r2 north insists: corridor is out", on="2026-01-05", through="north > public"
            ),
            said(
                "s3",
                "r3 north insists: corridor is half",
                on={"from": "2026-01-04", "to": "2026-01-09"},
                through="north > egypt > team",
            ),
        ],
    )


def test_as_of_leaves_out_what_was_said_later() -> None:
    """An interval was over only at its end."""
    assert standing(several(), as_of=date(2026, 1, 5)) == [
        "north: corridor is stays",
        "north: corridor is out",
    ]


def test_what_is_left_out_supersedes_nothing() -> None:
    record = several().with_(links=(link("l1: s2 supersedes s1"),))
    assert standing(record, as_of=date(2026, 1, 4)) == ["north: corridor is stays"]
    confided = frozenset({Register.CONFIDED})
    assert standing(record, registers=confided) == ["north: corridor is stays"]


@pytest.mark.parametrize(
    ("register", "readings"),
    [
        (Register.CONFIDED, ["r1"]),
        (Register.PUBLIC, ["r2"]),
        (Register.CONVEYED, ["r3"]),
        (Register.ATTRIBUTED, []),
    ],
)
def test_registers_leave_out_what_is_known_in_another(
    register: Register, readings: list[str]
) -> None:
    case = fold(several(), registers=frozenset({register}))
    assert [one.readings[0] for one in case.positions] == readings
    assert case.basis.statements == len(readings)


@pytest.mark.parametrize(
    ("grades", "counts"),
    [
        (("B2", "C3"), True),
        (("B2", "D3"), False),
        (("B2", "B4"), False),
        (("B2", None), False),
        ((), False),
    ],
)
def test_min_grade_asks_it_of_every_hop_and_of_both_parts(
    grades: tuple[str | None, ...], counts: bool
) -> None:
    hops = [{"speaker": "north", "to": "team", "grade": grade} for grade in grades]
    statement = said("s1", "r1 north insists: corridor is out", chain=hops)
    record = make_record(issues=[CORRIDOR], statements=[statement])
    assert len(fold(record, min_grade="C3").positions) == counts


def test_the_case_says_how_it_was_folded() -> None:
    case = fold(several(), as_of=date(2026, 1, 5), known_at="briefed")
    assert (case.as_of, case.known_at, case.threshold, case.viewer) == (
        "2026-01-05",
        "briefed",
        "demands",
        "team",
    )


# ---------------------------------------------------------------------------- choices of readings


def rivals(count: int, each: int = 1) -> Record:
    return make_record(
        issues=["n: 0..90"],
        statements=[
            said(
                f"s{k}",
                f"r{k} north insists: n >= {k}",
                *(
                    read(
                        f"r{k}_{other} north insists: n <= {k + other}",
                        status="alternative",
                        alternative_to=f"r{k}",
                    )
                    for other in range(each)
                ),
            )
            for k in range(count)
        ],
    )


def test_choices_are_all_combinations_with_the_leading_one_first() -> None:
    assert Fold(rivals(2, 2)).choices() == (
        [
            {},
            {"r1": "r1_0"},
            {"r1": "r1_1"},
            {"r0": "r0_0"},
            {"r0": "r0_0", "r1": "r1_0"},
            {"r0": "r0_0", "r1": "r1_1"},
            {"r0": "r0_1"},
            {"r0": "r0_1", "r1": "r1_0"},
            {"r0": "r0_1", "r1": "r1_1"},
        ],
        True,
    )


def test_up_to_256_combinations_are_all_given() -> None:
    choices, complete = Fold(rivals(8)).choices()
    assert (len(choices), complete) == (MOST_CHOICES, True)


def test_above_256_combinations_each_single_change_is_given_and_said_to_be_incomplete() -> None:
    choices, complete = Fold(rivals(9)).choices()
    assert choices == [{}, *({f"r{k}": f"r{k}_0"} for k in range(9))]
    assert complete is False


def test_readings_of_a_repetition_give_no_choices() -> None:
    assert Fold(repeated()).choices() == ([{}, {"r1": "r1b"}], True)


def test_readings_of_a_superseded_statement_give_no_choices_while_what_took_its_place_counts() -> (
    None
):
    record = make_record(
        issues=[CORRIDOR],
        statements=[
            said(
                "s1",
                "r1 north insists: corridor is stays",
                read(
                    "r1b north offers: corridor is half", status="alternative", alternative_to="r1"
                ),
                on="2026-01-01",
            ),
            said("s2", "r2 north demands: corridor is out", on="2026-02-01"),
        ],
        links=[link("l1: s2 supersedes s1")],
    )
    assert Fold(record).choices() == ([{}], True)
    before = Include(as_of=date(2026, 1, 15))
    assert Fold(record, include=before).choices() == ([{}, {"r1": "r1b"}], True)


def test_a_reading_settled_on_is_no_choice_any_more() -> None:
    settled = Fold(rivals(2), include=Include(readings=(("r0", "r0_0"),)))
    assert settled.choices() == ([{}, {"r1": "r1_0"}], True)
    assert [one.readings for one in settled.case().positions] == [("r0_0",), ("r1",)]


def test_settling_refuses_what_is_no_choice() -> None:
    source = Fold(rivals(1))
    assert source.settle("r0", "r0_0") == ("r0", "r0_0")
    with pytest.raises(UnknownId, match='there is no reading with rivals "r1"'):
        source.settle("r1", "r0_0")
    with pytest.raises(UnknownId, match='there is no rival of r0 "r9"'):
        source.settle("r0", "r9")


# ---------------------------------------------------------------------------- registers


@pytest.mark.parametrize(
    ("through", "register"),
    [
        ("north > team", Register.CONFIDED),
        ("cabinet > team", Register.CONFIDED),
        ("envoy > team", Register.CONFIDED),
        ("north > south", Register.CONVEYED),
        ("north > egypt > team", Register.CONVEYED),
        ("north > egypt > south > team", Register.CONVEYED),
        ("north > public", Register.PUBLIC),
        ("north > wire > public", Register.PUBLIC),
        ("north > egypt > public", Register.PUBLIC),
        ("egypt > team", Register.ATTRIBUTED),
        ("wire > public", Register.ATTRIBUTED),
        ("north > insider > team", Register.ATTRIBUTED),  # through a source without a name
        ("insider > team", Register.ATTRIBUTED),
        ("unknown > north > team", Register.ATTRIBUTED),
        ("", Register.ATTRIBUTED),
    ],
)
def test_register_follows_from_the_chain(through: str, register: Register) -> None:
    """Own words where the chain starts with the party and is unbroken, else attributed."""
    assert register_of(said("s1", through=through)) is register


def register_of(statement: Statement) -> Register:
    people = (
        Source(id="envoy", kind=SourceKind.PERSON, description="Envoy", affiliation="north"),
        Source(id="insider", kind=SourceKind.UNNAMED, description="Insider", affiliation="north"),
        Source(id="wire", kind=SourceKind.OUTLET, description="A wire"),
    )
    north = {"id": "north", "name": "North", "organs": [{"id": "cabinet", "name": "Cabinet"}]}
    record = make_record(
        issues=[CORRIDOR],
        parties=[Party.model_validate(north), "south", "egypt (mediator)"],
        statements=[statement],
        sources=people,
    )
    return Fold(record).speakers.register(statement, "north")


@pytest.mark.parametrize(
    ("hops", "register"),
    [
        # An outlet tells what was said in public; whoever else was not told cannot pass it on.
        ([("north", "public"), ("wire", "team")], Register.PUBLIC),
        ([("north", "public"), ("south", "team")], Register.ATTRIBUTED),
        ([("north", "egypt"), ("south", "team")], Register.ATTRIBUTED),
        ([("north", "unknown"), ("wire", "public")], Register.ATTRIBUTED),
        ([("north", "unknown")], Register.ATTRIBUTED),
    ],
)
def test_a_broken_chain_makes_words_attributed(
    hops: list[tuple[str, str]], register: Register
) -> None:
    statement = said("s1", chain=[{"speaker": one, "to": other} for one, other in hops])
    assert register_of(statement) is register


def test_a_person_in_a_personal_capacity_does_not_speak_for_the_party() -> None:
    hop = {"speaker": "envoy", "to": "team", "capacity": "personal"}
    assert register_of(said("s1", chain=[hop])) is Register.ATTRIBUTED
    assert register_of(said("s1", chain=[hop | {"capacity": "exploratory"}])) is Register.CONFIDED


# ---------------------------------------------------------------------------- the same every time


def test_the_fold_is_deterministic() -> None:
    assert repr(fold(several()).positions) == repr(fold(several()).positions)
