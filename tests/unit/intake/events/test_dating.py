"""Dates: what is certain is resolved, what is not is asked, and how it was found is said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.intake.events.dating import DateMention, Tense, find_dates, resolve
from goodoffices.intake.parsing import parse
from goodoffices.intake.texts import Block, Extent, RepairedText

WEDNESDAY = date(2024, 8, 28)


def days(expression: str, tense: Tense = Tense.PAST, published: date | None = WEDNESDAY) -> str:
    return str(resolve(expression, published=published, tense=tense))


# ---------------------------------------------------------------------------- absolute


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("2024-08-12", "2024-08-12"),
        ("12 August 2024", "2024-08-12"),
        ("on 12th of August 2024", "2024-08-12"),
        ("August 12, 2024", "2024-08-12"),
        ("Aug. 12, 2024", "2024-08-12"),
        ("Monday, 12 August 2024", "2024-08-12"),
        ("12-15 August 2024", "2024-08-12 to 2024-08-15"),
        ("August 12 to 15, 2024", "2024-08-12 to 2024-08-15"),
        ("13/8/2024", "2024-08-13"),
        ("8/13/2024", "2024-08-13"),
        ("7/7/2024", "2024-07-07"),
        ("August 2024", "2024-08-01 to 2024-08-31"),
        ("in February 2024", "2024-02-01 to 2024-02-29"),
        ("early October 2023", "2023-10-01 to 2023-10-31"),
        ("1978", "1978-01-01 to 1978-12-31"),
        ("the 1990s", "1990-01-01 to 1999-12-31"),
        ("since October 2023", "since 2023-10-01"),
        ("until 12 August 2024", "until 2024-08-12"),
        ("before 12 August 2024", "until 2024-08-11"),
        ("after 12 August 2024", "since 2024-08-13"),
    ],
)
def test_absolute_date_needs_no_day_of_publication(expression: str, expected: str) -> None:
    assert days(expression, published=None) == expected
    assert resolve(expression, published=None).basis == ""
    assert days(expression) == expected


@pytest.mark.parametrize(
    "expression",
    [
        "8/12/2024",
        "Tuesday, 12 August 2024",
        "31 April 2024",
        "recently",
        "two days later",
        "31",
    ],
)
def test_what_fits_two_days_or_none_stays_in_its_words(expression: str) -> None:
    when = resolve(expression, published=WEDNESDAY)
    assert (when.is_resolved, when.unresolved) == (False, expression)


# ---------------------------------------------------------------------------- relative

RELATIVE = [
    ("on Wednesday", "2024-08-28", "2024-09-04"),
    ("on Thursday", "2024-08-22", "2024-08-29"),
    ("Thursday morning", "2024-08-22", "2024-08-29"),
    ("late on Thursday", "2024-08-22", "2024-08-29"),
    ("last Sunday", "2024-08-25", "2024-08-25"),
    ("last Wednesday", "2024-08-21", "2024-08-21"),
    ("next Wednesday", "2024-09-04", "2024-09-04"),
    ("by Friday", "until 2024-08-23", "until 2024-08-30"),
    ("today", "2024-08-28", "2024-08-28"),
    ("yesterday", "2024-08-27", "2024-08-27"),
    ("tomorrow", "2024-08-29", "2024-08-29"),
    ("the day before yesterday", "2024-08-26", "2024-08-26"),
    ("three days ago", "2024-08-25", "2024-08-25"),
    ("10 days from now", "2024-09-07", "2024-09-07"),
    ("two weeks ago", "2024-08-12 to 2024-08-18", "2024-08-12 to 2024-08-18"),
    ("a month ago", "2024-07-01 to 2024-07-31", "2024-07-01 to 2024-07-31"),
    ("last week", "2024-08-19 to 2024-08-25", "2024-08-19 to 2024-08-25"),
    ("next week", "2024-09-02 to 2024-09-08", "2024-09-02 to 2024-09-08"),
    ("this weekend", "2024-08-31 to 2024-09-01", "2024-08-31 to 2024-09-01"),
    ("earlier this month", "2024-08-01 to 2024-08-28", "2024-08-01 to 2024-08-28"),
    ("later this year", "2024-08-28 to 2024-12-31", "2024-08-28 to 2024-12-31"),
    ("the past three days", "2024-08-25 to 2024-08-28", "2024-08-25 to 2024-08-28"),
    ("in March", "2024-03-01 to 2024-03-31", "2025-03-01 to 2025-03-31"),
    ("in August", "2024-08-01 to 2024-08-31", "2024-08-01 to 2024-08-31"),
    ("last August", "2023-08-01 to 2023-08-31", "2023-08-01 to 2023-08-31"),
    ("on 12 August", "2024-08-12", "2025-08-12"),
    ("on 12 December", "2023-12-12", "2024-12-12"),
    ("29 February", "2024-02-29", '"29 February", not resolved'),
]


@pytest.mark.parametrize(("expression", "past", "future"), RELATIVE)
def test_relative_date_counts_from_the_day_of_publication(
    expression: str, past: str, future: str
) -> None:
    assert (days(expression), days(expression, Tense.FUTURE)) == (past, future)


@pytest.mark.parametrize("expression", [row[0] for row in RELATIVE])
def test_relative_date_stays_in_its_words_without_a_day_of_publication(expression: str) -> None:
    when = resolve(expression, published=None)
    assert (when.is_resolved, when.unresolved) == (False, expression)


def test_basis_says_how_a_day_was_found() -> None:
    assert resolve("last Sunday", published=WEDNESDAY).basis == (
        '"last Sunday": the Sunday before 2024-08-28, the day the report is dated'
    )


def test_present_verb_means_the_nearest_day_of_a_month() -> None:
    assert days("September 4", Tense.PRESENT) == "2024-09-04"
    assert days("August 20", Tense.PRESENT) == "2024-08-20"


def test_length_of_time_under_a_past_verb_is_no_date_to_come() -> None:
    assert days("in three days", Tense.PAST) == '"in three days", not resolved'
    assert days("in three days", Tense.FUTURE) == "2024-08-31"


@given(
    st.sampled_from([row[0] for row in RELATIVE]),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    st.sampled_from(list(Tense)),
)
def test_any_day_of_publication_gives_an_interval_or_the_words(
    expression: str, published: date, tense: Tense
) -> None:
    when = resolve(expression, published=published, tense=tense)
    assert when.is_resolved != bool(when.unresolved)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.sampled_from(["Monday", "Sunday"]))
def test_plain_weekday_is_within_a_week_of_publication(published: date, name: str) -> None:
    past = resolve(name, published=published).end
    future = resolve(name, published=published, tense=Tense.FUTURE).end
    assert past is not None
    assert future is not None
    assert 0 <= (published - past).days <= 6
    assert (future - past).days == 7


# ---------------------------------------------------------------------------- finding


def found(text: str) -> list[tuple[str, str]]:
    parsed = parse(RepairedText.unchanged(text, [Block(Extent(0, len(text)))]))
    mentions: tuple[DateMention, ...] = find_dates(parsed)
    for one in mentions:
        assert text[one.extent.start : one.extent.end] == one.words
    return [(one.words, one.tense.value) for one in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Both delegations met on Monday.", [("on Monday", "past")]),
        ("They have met since October 2023.", [("since October 2023", "past")]),
        ("They will meet again on Thursday.", [("on Thursday", "future")]),
        ("A session is expected to open next week.", [("next week", "future")]),
        ("Talks are planned for Sunday.", [("Sunday", "future")]),
        ("The envoy could return on Friday.", [("on Friday", "future")]),
        ("On 3 March 2025 the rules were adopted.", [("On 3 March 2025", "past")]),
        ("Two days later he came back.", [("Two days later", "past")]),
        ("The next round opens Sept. 4.", [("Sept. 4", "present")]),
        ("They met on Monday and left on Friday.", [("on Monday", "past"), ("on Friday", "past")]),
    ],
)
def test_date_is_found_with_its_preposition_and_the_tense_over_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text", ["For three days nothing moved.", "The 42-year-old minister left.", "May I go?"]
)
def test_length_of_time_or_an_age_is_no_date(text: str) -> None:
    assert found(text) == []
