"""In whose confidence an entry is, by the one rule that files, pages and archive share."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.record.compartments import (
    compartment_of,
    compartments_of,
    confiders_of,
    lying_with,
)
from goodoffices.record.folder import read_folder
from goodoffices.record.working_copy import current_entries
from tests.contents import keyed, party, reading, statement, whole_case, write_contents

CONFIDERS = {"north": "north", "cabinet": "north", "south": "south"}
TOLD_US = [{"speaker": "cabinet", "to": "team"}]


def test_a_party_confides_and_so_do_its_organs() -> None:
    parties = [party("north", organs=[{"id": "cabinet", "name": "Cabinet"}])[1], party("south")[1]]
    assert confiders_of(parties) == CONFIDERS


@pytest.mark.parametrize(
    ("content", "compartment"),
    [
        ({}, "team"),
        ({"chain": TOLD_US}, "north"),
        ({"chain": [{"speaker": "south", "to": "public"}]}, "team"),
        ({"chain": [{"speaker": "south", "to": "cabinet"}, *TOLD_US]}, "north"),
        ({"chain": TOLD_US, "handling": {"given_by": "south"}}, "south"),
        ({"chain": TOLD_US, "handling": {"level": "public", "given_by": "south"}}, "team"),
        ({"chain": TOLD_US, "handling": "public"}, "team"),
        ({"handling": {"given_by": "vera"}}, "team"),
    ],
)
def test_an_entry_lies_with_who_gave_its_handling_or_told_us(
    content: dict[str, object], compartment: str
) -> None:
    assert compartment_of(content, CONFIDERS) == compartment


def test_contents_lie_where_the_files_put_them(tmp_path: Path) -> None:
    contents = {
        **whole_case(),
        **keyed(
            statement("s4", handling={"given_by": "south"}),
            reading("r4", "s4"),
            reading("r5", "s4", handling={"given_by": "north"}),
        ),
    }
    files = current_entries(read_folder(write_contents(tmp_path / "case", contents)))
    found = compartments_of(contents, contents)
    assert found == {key: compartment for key, (compartment, _) in files.items()}
    assert (found["reading", "r4"], found["reading", "r5"]) == ("south", "north")


def test_what_is_gone_lies_nowhere() -> None:
    keys = [("statement", "s1"), ("statement", "s9")]
    assert compartments_of(whole_case(), keys) == {("statement", "s1"): "north"}


def test_readings_move_with_their_statement_and_all_may_move_with_a_party() -> None:
    contents = whole_case()
    statement_key = ("statement", "s1")
    assert lying_with(contents, [statement_key, ("reading", "r1b")]) == [("reading", "r1")]
    assert lying_with(contents, [("note", "n1")]) == []
    party_key = ("party", "north")
    assert lying_with(contents, [party_key]) == [key for key in contents if key != party_key]
