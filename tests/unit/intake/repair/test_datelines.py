"""Where a report was written is no word of anybody."""

from __future__ import annotations

import pytest

from goodoffices.intake.conversion.converting import convert
from goodoffices.intake.repair.datelines import agency_of, dateline_end
from goodoffices.intake.repair.repairing import repair


@pytest.mark.parametrize(
    "line",
    [
        "Lockport, 9 April (Wire) – ",
        "LOCKPORT, April 9 (Wire) - ",
        "NEW LOCKPORT (Wire) — ",
        "Lockport, Lusitavia, 9 April 2025 -- ",
    ],
)
def test_place_with_a_day_or_an_agency_and_a_dash_is_one(line: str) -> None:
    text = f"Headline\n\n{line}The talks went on."
    start = text.index(line)
    assert text[dateline_end(text, start) :] == "The talks went on."


@pytest.mark.parametrize(
    "text",
    [
        "Lockport - the old port - is shut.",
        "Ostravia said on 9 April – a Wednesday – that it is shut.",
        "The toll (a new one) – so they say – is high.",
    ],
)
def test_other_dashes_end_none(text: str) -> None:
    assert dateline_end(text, 0) == 0


def test_dateline_stands_only_at_the_head_of_a_paragraph() -> None:
    text = "He wrote from Lockport, 9 April – so it was."
    assert dateline_end(text, text.index("Lockport")) == text.index("Lockport")


def test_dateline_is_left_out_of_the_copy_and_all_else_keeps_its_place() -> None:
    text = "LOCKPORT, April 9 (Wire) - The envoys said that the talks went on in the port."
    copy = repair(convert(text.encode(), "memo.txt"))
    assert copy.text == "The envoys said that the talks went on in the port."
    assert [one.kind for one in copy.repairs] == ["dateline"]
    start, end = copy.extent(0, len(copy.text))
    assert text[start:end] == copy.text


def test_agency_of_a_dateline_is_known() -> None:
    assert agency_of("LOCKPORT, April 9 (Valley Wire) - ") == "Valley Wire"
    assert agency_of("LOCKPORT, April 9 - ") == ""
