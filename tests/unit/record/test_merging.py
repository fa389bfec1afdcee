"""Another copy of a case is taken in: nothing is lost, nothing erased comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goodoffices.case.errors import (
    CannotRecord,
    NotACopy,
    NotConfirmed,
    RecordTampered,
    UnknownId,
)
from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.erasure import erase
from goodoffices.record.merges import Choice, Merge
from goodoffices.record.merging import apply_merge, plan_merge
from goodoffices.record.replay import Json, Key
from tests.merging import copy_of, edit, standing

S1: Key = ("statement", "s1")
S2: Key = ("statement", "s2")
S3: Key = ("statement", "s3")
S4: Key = ("statement", "s4")
R1: Key = ("reading", "r1")
R2: Key = ("reading", "r2")
N1: Key = ("note", "n1")
D1: Key = ("document", "d1")

FIRST: dict[Key, tuple[str, Json] | None] = {
    S1: ("team", {"id": "s1", "words": "No."}),
    S2: ("north", {"id": "s2", "words": "Perhaps."}),
    R1: ("team", {"id": "r1", "statement": "s1", "stance": "rejects"}),
}


@pytest.fixture
def ours(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "ours")
    edit(archive, FIRST, by="ana")
    return archive


@pytest.fixture
def theirs(ours: Archive, tmp_path: Path) -> Archive:
    return copy_of(ours, tmp_path / "theirs")


def says(words: str, entry_id: str = "s1") -> tuple[str, Json]:
    return ("team", {"id": entry_id, "words": words})


def conflicts(merge: Merge) -> list[tuple[Key, str]]:
    return [(one.key, one.why) for one in merge.conflicts]


def news(merge: Merge) -> list[Key]:
    return [one.key for one in merge.news]


def take_in(ours: Archive, theirs: Archive, **choices: Choice) -> Merge:
    """Merge with choices by the id of the entry."""
    merge = plan_merge(ours, theirs)
    decided = {one.key: choices[one.id] for one in merge.conflicts if one.id in choices}
    apply_merge(ours, merge, choices=decided, by="ana")
    assert ours.verify().is_whole
    return merge


# ------------------------------------------------------------------ news


def test_what_only_they_did_is_taken_in_under_their_name(ours: Archive, theirs: Archive) -> None:
    edit(theirs, {S3: says("New.", "s3"), S1: says("Never."), S2: None}, by="ben")
    edit(ours, {N1: ("team", {"id": "n1", "text": "Ours."})}, by="ana")
    merge = plan_merge(ours, theirs)
    assert (news(merge), merge.conflicts, merge.same) == ([S1, S2, S3], (), ())
    events = apply_merge(ours, merge, choices={}, by="ana")
    assert [(e.compartment, e.what, e.id, e.by) for e in events] == [
        ("north", "removed", "s2", "ben"),
        ("team", "changed", "s1", "ben"),
        ("team", "added", "s3", "ben"),
        ("team", "mark", "", "ana"),
    ]
    assert len({event.at for event in events}) == 1
    assert standing(ours) == {
        S1: says("Never."),
        S3: says("New.", "s3"),
        R1: FIRST[R1],
        N1: ("team", {"id": "n1", "text": "Ours."}),
    }
    assert ours.verify().is_whole


def test_the_common_beginning_is_counted_in_each_compartment(
    ours: Archive, theirs: Archive
) -> None:
    edit(ours, {S3: says("Ours.", "s3")}, by="ana")
    edit(theirs, {("note", "n9"): ("south", {"id": "n9"})}, by="ben")
    merge = plan_merge(ours, theirs)
    assert merge.common == {"north": 1, "south": 0, "team": 2}
    apply_merge(ours, merge, choices={}, by="ana")
    assert ours.compartments() == ["north", "south", "team"]


def test_a_copy_without_news_changes_nothing(ours: Archive, theirs: Archive) -> None:
    assert plan_merge(ours, theirs).is_empty
    edit(ours, {S3: says("Ours.", "s3")}, by="ana")
    head = ours.head()
    merge = plan_merge(ours, theirs)
    assert merge.is_empty
    assert apply_merge(ours, merge, choices={}, by="ana") == []
    assert ours.head() == head


def test_an_empty_archive_takes_in_everything(theirs: Archive, tmp_path: Path) -> None:
    begun = Archive(tmp_path / "begun")
    take_in(begun, theirs)
    assert standing(begun) == standing(theirs)
    assert plan_merge(begun, Archive(tmp_path / "nothing")).is_empty


def test_what_both_did_alike_is_no_news(ours: Archive, theirs: Archive) -> None:
    for archive, by in ((ours, "ana"), (theirs, "ben")):
        edit(archive, {S1: says("Never."), S2: None}, by=by)
    merge = plan_merge(ours, theirs)
    assert (merge.same, merge.is_empty) == ((S1, S2), True)


def test_a_move_to_another_compartment_is_taken_in(ours: Archive, theirs: Archive) -> None:
    edit(theirs, {S1: ("north", {"id": "s1", "words": "No."})}, by="ben")
    take_in(ours, theirs)
    assert standing(ours)[S1] == ("north", {"id": "s1", "words": "No."})


# ------------------------------------------------------------------ conflicts


def test_two_different_changes_wait_for_a_person(ours: Archive, theirs: Archive) -> None:
    edit(ours, {S1: says("Not now.")}, by="ana")
    edit(theirs, {S1: says("Never.")}, by="ben")
    merge = plan_merge(ours, theirs)
    (conflict,) = merge.conflicts
    assert conflict.why == "changed in both copies"
    assert conflict.choices == (Choice.OURS, Choice.THEIRS)
    assert (conflict.ours.content, conflict.ours.by) == ({"id": "s1", "words": "Not now."}, "ana")
    assert (conflict.theirs.content, conflict.theirs.by) == (
        {"id": "s1", "words": "Never."},
        "ben",
    )
    sentence = (
        "statement s1, changed in both copies, waits for a person: choose one of ours, theirs"
    )
    for choices in ({}, {S1: Choice.RENAME_THEIRS}):
        with pytest.raises(NotConfirmed) as refused:
            apply_merge(ours, merge, choices=choices, by="ana")
        assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("choice", "words", "by"), [(Choice.OURS, "Not now.", "ana"), (Choice.THEIRS, "Never.", "ben")]
)
def test_a_choice_holds_and_is_not_asked_again(
    ours: Archive, theirs: Archive, choice: Choice, words: str, by: str
) -> None:
    edit(ours, {S1: says("Not now.")}, by="ana")
    edit(theirs, {S1: says("Never.")}, by="ben")
    merge = take_in(ours, theirs, s1=choice)
    entry = ours.replay()[S1]
    assert (entry.content, entry.changed_by) == ({"id": "s1", "words": words}, by)
    head = ours.head()
    assert apply_merge(ours, merge, choices={S1: choice}, by="ana") == []
    assert plan_merge(ours, theirs).is_empty
    assert ours.head() == head
    edit(theirs, {S3: says("Later.", "s3")}, by="ben")
    assert conflicts(plan_merge(ours, theirs)) == []
    assert news(plan_merge(ours, theirs)) == [S3]


def test_the_other_copy_gets_the_decisions_without_being_asked(
    ours: Archive, theirs: Archive
) -> None:
    edit(ours, {S1: says("Not now."), S3: says("A.", "s3")}, by="ana")
    edit(theirs, {S1: says("Never."), S3: says("B.", "s3")}, by="ben")
    take_in(ours, theirs, s1=Choice.OURS, s3=Choice.RENAME_THEIRS)
    back = plan_merge(theirs, ours)
    assert back.conflicts == ()
    apply_merge(theirs, back, choices={}, by="ben")
    assert standing(theirs) == standing(ours)
    assert plan_merge(ours, theirs).is_empty


def test_opposite_decisions_of_both_copies_are_asked_about(ours: Archive, theirs: Archive) -> None:
    """Each took in the other as it was, and kept its own: neither may win without a word."""
    edit(ours, {S1: says("Not now.")}, by="ana")
    edit(theirs, {S1: says("Never.")}, by="ben")
    there, here = plan_merge(theirs, ours), plan_merge(ours, theirs)
    apply_merge(ours, here, choices={S1: Choice.OURS}, by="ana")
    apply_merge(theirs, there, choices={S1: Choice.OURS}, by="ben")
    assert conflicts(plan_merge(ours, theirs)) == [(S1, "changed in both copies")]


@pytest.mark.parametrize("choice", [Choice.OURS, Choice.THEIRS])
def test_removed_by_one_and_changed_by_the_other(
    ours: Archive, theirs: Archive, choice: Choice
) -> None:
    edit(ours, {S1: None, R1: None, S2: says("Now.", "s2")}, by="ana")
    edit(theirs, {S1: says("Never."), S2: None}, by="ben")
    merge = take_in(ours, theirs, s1=choice, s2=choice)
    assert conflicts(merge) == [
        (S1, "removed here and changed there"),
        (S2, "changed here and removed there"),
    ]
    assert [(one.ours.by, one.ours.is_there) for one in merge.conflicts] == [
        ("ana", False),
        ("ana", True),
    ]
    kept: dict[Choice, dict[Key, tuple[str, Json]]] = {
        Choice.OURS: {S2: says("Now.", "s2")},
        Choice.THEIRS: {S1: says("Never.")},
    }
    assert standing(ours) == kept[choice]


def test_one_new_id_for_two_statements_can_become_two(ours: Archive, theirs: Archive) -> None:
    """What they recorded that refers to theirs follows; words that name it do not."""
    edit(ours, {S3: says("Ours.", "s3"), S4: says("Ours too.", "s4")}, by="ana")
    follows: dict[Key, tuple[str, Json] | None] = {
        S3: says("Theirs.", "s3"),
        R2: ("team", {"id": "r2", "statement": "s3"}),
        N1: ("team", {"id": "n1", "text": "s3", "rests_on": ["s1", "s3"]}),
        S1: ("team", {"id": "s1", "words": "No.", "cites": ["s3"]}),
    }
    edit(theirs, follows, by="ben")
    merge = plan_merge(ours, theirs)
    assert [(one.key, one.why, one.rename_to) for one in merge.conflicts] == [
        (S3, "new in both copies", "s5")
    ]
    take_in(ours, theirs, s3=Choice.RENAME_THEIRS)
    found = standing(ours)
    assert found[S3] == says("Ours.", "s3")
    assert found["statement", "s5"] == says("Theirs.", "s5")
    assert found[R2] == ("team", {"id": "r2", "statement": "s5"})
    assert found[N1] == ("team", {"id": "n1", "text": "s3", "rests_on": ["s1", "s5"]})
    assert found[S1] == ("team", {"id": "s1", "words": "No.", "cites": ["s5"]})


def test_alike_readings_of_two_statements_of_one_id_are_two(ours: Archive, theirs: Archive) -> None:
    reading: tuple[str, Json] = ("team", {"id": "r2", "statement": "s3", "stance": "rejects"})
    edit(ours, {S3: says("Ours.", "s3"), R2: reading}, by="ana")
    edit(theirs, {S3: says("Theirs.", "s3"), R2: reading}, by="ben")
    merge = take_in(ours, theirs, s3=Choice.RENAME_THEIRS, r2=Choice.RENAME_THEIRS)
    assert merge.same == ()
    assert standing(ours)["reading", "r3"] == (
        "team",
        {"id": "r3", "statement": "s4", "stance": "rejects"},
    )


def test_a_new_party_of_one_id_keeps_it(ours: Archive, theirs: Archive) -> None:
    """Its name stands in propositions, where nothing can be renamed safely."""
    party: Key = ("party", "west")
    edit(ours, {party: ("team", {"id": "west", "name": "West"})}, by="ana")
    edit(theirs, {party: ("team", {"id": "west", "name": "The West"})}, by="ben")
    (conflict,) = plan_merge(ours, theirs).conflicts
    assert conflict.choices == (Choice.OURS, Choice.THEIRS)


def test_a_document_taken_in_takes_no_other_ones_file(ours: Archive, theirs: Archive) -> None:
    d2: Key = ("document", "d2")
    edit(ours, {D1: ("team", {"id": "d1", "file": "r.txt", "text": "A"})}, by="ana")
    both: dict[Key, tuple[str, Json] | None] = {
        D1: ("team", {"id": "d1", "file": "r.txt", "text": "B"}),
        d2: ("team", {"id": "d2", "file": "r.txt", "text": "B"}),
    }
    edit(theirs, both, by="ben")
    take_in(ours, theirs, d1=Choice.RENAME_THEIRS)
    files = {key[1]: content for key, (_, content) in standing(ours).items() if key[0] == D1[0]}
    assert files == {
        "d1": {"id": "d1", "file": "r.txt", "text": "A"},
        "d2": {"id": "d2", "file": "r-2.txt", "text": "B"},
        "d3": {"id": "d3", "file": "r-2.txt", "text": "B"},
    }


# ------------------------------------------------------------------ what rests on what


@pytest.mark.parametrize(("choice", "left"), [(Choice.OURS, {S2}), (Choice.THEIRS, {S1, S2, R2})])
def test_a_statement_removed_here_and_read_anew_there(
    ours: Archive, theirs: Archive, choice: Choice, left: set[Key]
) -> None:
    """Without its statement a reading is not taken in."""
    edit(ours, {S1: None, R1: None}, by="ana")
    edit(theirs, {R2: ("team", {"id": "r2", "statement": "s1"})}, by="ben")
    merge = take_in(ours, theirs, s1=choice)
    assert [(one.key, one.why, one.rests) for one in merge.conflicts] == [
        (S1, "removed here, while something recorded there rests on it", (R2,))
    ]
    assert set(standing(ours)) == left


@pytest.mark.parametrize(("choice", "left"), [(Choice.OURS, {S1, S2, R2}), (Choice.THEIRS, {S2})])
def test_a_statement_removed_there_and_read_anew_here(
    ours: Archive, theirs: Archive, choice: Choice, left: set[Key]
) -> None:
    edit(theirs, {S1: None, R1: None}, by="ben")
    edit(ours, {R2: ("team", {"id": "r2", "statement": "s1"})}, by="ana")
    merge = take_in(ours, theirs, s1=choice)
    assert [(one.key, one.why, one.rests) for one in merge.conflicts] == [
        (S1, "removed there, while something recorded here rests on it", (R2,))
    ]
    assert set(standing(ours)) == left


def test_what_was_recorded_again_here_counts_among_what_rests(
    ours: Archive, tmp_path: Path
) -> None:
    edit(ours, {N1: ("team", {"id": "n1", "text": "One."})}, by="ana")
    theirs = copy_of(ours, tmp_path / "later")
    erase(ours, *N1, by="ana", reason="asked")
    edit(ours, {N1: ("team", {"id": "n1", "rests_on": ["s2"]})}, by="ana")
    edit(theirs, {S2: None}, by="ben")
    (conflict,) = plan_merge(ours, theirs).conflicts
    assert (conflict.key, conflict.rests) == (S2, (N1,))


# ------------------------------------------------------------------ erasures


def words_on_disk(archive: Archive, words: str) -> list[str]:
    return [path.name for path in archive.folder.iterdir() if words.encode() in path.read_bytes()]


def test_an_erasure_there_destroys_every_version_here(ours: Archive, theirs: Archive) -> None:
    """Ours was changed, moved and read anew since: all of it goes."""
    edit(ours, {S1: ("north", {"id": "s1", "words": "Secret."})}, by="ana")
    edit(ours, {R2: ("team", {"id": "r2", "statement": "s1", "why": "Secret too."})}, by="ana")
    for key in (S1, R1):
        erase(theirs, *key, by="ben", reason="asked")
    merge = take_in(ours, theirs)
    assert [(one.kind, one.id, one.compartments) for one in merge.erasures] == [
        ("reading", "r1", ("team",)),
        ("statement", "s1", ("north", "team")),
        ("reading", "r2", ("team",)),
    ]
    assert words_on_disk(ours, "Secret") == []
    assert words_on_disk(ours, "No.") == []
    gone = ours.replay()[S1].erased
    assert gone is not None
    assert (gone.by, gone.reason) == ("ben", "asked")
    assert plan_merge(ours, theirs).is_empty


def test_an_erasure_there_reaches_what_was_removed_here(ours: Archive, theirs: Archive) -> None:
    edit(ours, {S1: None, R1: None}, by="ana")
    erase(theirs, *S1, by="ben", reason="asked")
    take_in(ours, theirs)
    assert words_on_disk(ours, "No.") == []


def test_an_erasure_here_is_not_undone(ours: Archive, theirs: Archive) -> None:
    erase(ours, *S1, by="ana", reason="asked")
    erase(ours, *R1, by="ana", reason="asked")
    later: dict[Key, tuple[str, Json] | None] = {
        S1: says("Secret."),
        R2: ("team", {"id": "r2", "statement": "s1", "why": "Secret."}),
    }
    edit(theirs, later, by="ben")
    merge = take_in(ours, theirs)
    assert [(one.kind, one.id) for one in merge.withheld] == [R2, S1]
    assert set(standing(ours)) == {S2}
    assert words_on_disk(ours, "Secret") == []


def test_what_is_recorded_again_here_outlasts_an_erasure_that_comes_back(
    ours: Archive, theirs: Archive
) -> None:
    """The erasure was ours; it returns with their copy, and is known to be the same."""
    erase(ours, *S2, by="ana", reason="asked")
    take_in(theirs, ours)
    edit(ours, {S2: says("With consent.", "s2")}, by="ana")
    take_in(ours, theirs)
    assert standing(ours)[S2] == says("With consent.", "s2")


def test_what_they_erased_and_recorded_again_is_both_here(ours: Archive, theirs: Archive) -> None:
    erase(theirs, *S2, by="ben", reason="asked")
    edit(theirs, {S2: says("With consent.", "s2")}, by="ben")
    take_in(ours, theirs)
    assert standing(ours)[S2] == says("With consent.", "s2")
    assert words_on_disk(ours, "Perhaps.") == []


def test_an_interrupted_erasure_is_finished_by_merging_again(
    ours: Archive, theirs: Archive
) -> None:
    erase(theirs, *S2, by="ben", reason="asked")
    merge = plan_merge(ours, theirs)
    step = {"north": [NewEvent("erased", *S2, by="ben", reason="asked")]}
    ours.append_step({**step, "team": [NewEvent("mark", by="ana", name=merge.mark)]})
    assert words_on_disk(ours, "Perhaps.") == ["north.contents"]
    assert apply_merge(ours, merge, choices={}, by="ana") == []
    assert words_on_disk(ours, "Perhaps.") == []


# ------------------------------------------------------------------ refusals and what is told


def test_another_case_is_refused(ours: Archive, tmp_path: Path) -> None:
    other = Archive(tmp_path / "other")
    edit(other, FIRST, by="ana")
    with pytest.raises(NotACopy) as refused:
        plan_merge(ours, other)
    assert str(refused.value) == (
        f"{other.folder} is no copy of the same case as {ours.folder}: "
        "their archives share no beginning"
    )


def test_a_damaged_copy_is_refused(ours: Archive, theirs: Archive) -> None:
    contents = theirs.folder / "team.contents"
    contents.write_bytes(contents.read_bytes().replace(b"No.", b"So."))
    with pytest.raises(RecordTampered):
        plan_merge(ours, theirs)


def test_a_plan_made_before_something_was_recorded_is_refused(
    ours: Archive, theirs: Archive
) -> None:
    edit(theirs, {S3: says("New.", "s3")}, by="ben")
    merge = plan_merge(ours, theirs)
    edit(ours, {S4: says("Meanwhile.", "s4")}, by="ana")
    with pytest.raises(CannotRecord, match="plan it again"):
        apply_merge(ours, merge, choices={}, by="ana")


def test_somebody_merges_and_chooses_only_what_is_asked(ours: Archive, theirs: Archive) -> None:
    edit(theirs, {S3: says("New.", "s3")}, by="ben")
    merge = plan_merge(ours, theirs)
    with pytest.raises(NotConfirmed, match="say who merges it"):
        apply_merge(ours, merge, choices={}, by=" ")
    with pytest.raises(UnknownId, match='there is no conflict "statement s1"'):
        apply_merge(ours, merge, choices={S1: Choice.OURS}, by="ana")


def test_marks_set_there_are_told_and_not_taken_over(ours: Archive, theirs: Archive) -> None:
    theirs.append("team", [NewEvent("mark", by="ben", name="briefed")])
    edit(theirs, {S3: says("New.", "s3")}, by="ben")
    merge = take_in(ours, theirs)
    assert [(one.name, one.by) for one in merge.marks] == [("briefed", "ben")]
    assert list(ours.marks()) == [merge.mark]


def test_a_plan_is_plain_data(ours: Archive, theirs: Archive) -> None:
    edit(ours, {S1: says("Not now.")}, by="ana")
    edit(theirs, {S1: says("Never."), S2: None}, by="ben")
    merge = plan_merge(ours, theirs)
    plain = merge.as_json()
    assert json.loads(json.dumps(plain)) == plain
    assert plain["conflicts"][0]["theirs"]["content"] == {"id": "s1", "words": "Never."}
    assert plain["news"][0]["theirs"]["is_there"] is False
