"""What a list of ideas says of each."""

from __future__ import annotations

from goodoffices.bridging.ideas import find_ideas
from goodoffices.drafting.idea_sections import settled_by_each
from goodoffices.record.fold import Fold
from tests.records import make_record, said


def test_each_idea_says_its_ranges_as_ranges_and_nothing_that_all_of_them_settle() -> None:
    source = Fold(
        make_record(
            issues=["gate: open, shut", "road: open, shut", "days: 0..30"],
            statements=[
                said("s1", "r1 north insists: gate is open"),
                said("s2", "r2 south insists: gate is shut"),
                said("s3", "r3 north insists: road is open"),
                said("s4", "r4 south insists: days <= 20"),
            ],
        )
    )
    assert settled_by_each(find_ideas(source), source.case()) == (
        "gate: open",
        "gate: shut",
    )


def test_one_idea_alone_says_all_that_it_settles() -> None:
    source = Fold(
        make_record(
            issues=["days: 0..30"],
            statements=[
                said("s1", "r1 north insists: days <= 20"),
                said("s2", "r2 south insists: days >= 10"),
            ],
        )
    )
    assert settled_by_each(find_ideas(source), source.case()) == ("days: 10 to 20",)
