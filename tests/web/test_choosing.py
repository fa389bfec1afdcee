"""The choices above an analysis: from an address to a view and back, whatever stands in it."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client

from goodoffices.record.view import View
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.web.forms.choosing import Rival, ViewForm, ViewOptions
from goodoffices.web.queries.choosing import address
from tests.web.held import WORD, hold_position, text_of

OPTIONS = ViewOptions(
    rivals=(Rival("r2", "s10", (("r2", "insists"), ("r2_offer", "would accept"))),),
    instruments=(("treaty", "Treaty, as invoked by North"),),
    marks=("briefed",),
)
EVERY_CHOICE = View(
    as_of=date(2024, 8, 28),
    known_at="briefed",
    registers=("public", "confided"),
    min_grade="C3",
    readings=(("r2", "r2_offer"),),
    threshold="proposes",
    instruments_off=("treaty",),
)


def form_of(query: str) -> ViewForm:
    return ViewForm.from_query(QueryDict(query), OPTIONS)


def test_every_choice_comes_back_from_its_address() -> None:
    query = address("", EVERY_CHOICE).removeprefix("?")
    assert form_of(query).view() == EVERY_CHOICE


def test_usual_view_has_no_query() -> None:
    assert address("/matrix/", View()) == "/matrix/"


def test_form_that_was_sent_empty_gives_the_usual_view() -> None:
    form = form_of("as_of=&known_at=&min_grade=&threshold=&reading=")
    assert form.view() == View()
    assert form.is_valid()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("as_of=yesterday", {"as_of": ["Write the day like 2024-08-28."]}),
        (
            "min_grade=Z9",
            {
                "min_grade": [
                    '"Z9" is no grade; a grade is A to F and then 1 to 6, such as B2',
                ]
            },
        ),
        ("threshold=shouts", {"threshold": ["There is no such stance to begin from."]}),
        ("register=secret", {"register": ["There is no such register."]}),
        (
            "reading=r9=r9_b",
            {"__all__": ["A reading that was chosen has no rivals here; it is left out."]},
        ),
        ("reading=r2=r7", {"reading_0": ["There is no such reading of these words."]}),
        (
            "without=accord",
            {"without": ["There is no such instrument here; it is left out."]},
        ),
    ],
)
def test_what_is_filled_in_wrongly_is_said_and_left_out(
    query: str, said: dict[str, list[str]]
) -> None:
    form = form_of(query)
    assert form.view() == View()
    assert {name: list(errors) for name, errors in form.errors.items()} == said


def test_grade_may_be_written_small() -> None:
    assert form_of("min_grade=c3").view().min_grade == "C3"


ANSWERS = {
    "": 200,
    "as_of=2024-08-20": 200,
    "known_at=2999-01-01": 200,
    "known_at=1999-01-01": 200,
    "register=confided&threshold=prefers": 200,
    "min_grade=A1": 200,
    "reading=r2=r2_offer": 200,
    "known_at=0001-01-01": 422,
    "known_at=nonsense": 422,
    "as_of=2024-13-45&min_grade=z&threshold=x&register=x&reading=x&without=x": 422,
    "as_of=2023-01-01&reading=r2=r2_offer": 422,
}


@pytest.mark.parametrize("path", ["/matrix/", "/stand/", "/stand/brief/"])
def test_every_address_has_an_answer(ana: Client, path: str) -> None:
    assert {one: ana.get(f"{path}?{one}").status_code for one in ANSWERS} == ANSWERS


def test_page_of_a_time_before_the_record_says_that_nothing_was_known(ana: Client) -> None:
    page = ana.get("/stand/?known_at=1999-01-01").context["page"]
    assert [one.text for one in page.basis] == [
        "Nothing is on record that ana may see.",
        "Only what was known at 1999-01-01.",
    ]


def test_readings_of_a_superseded_statement_are_no_choice(desk: Desk, ana: Client) -> None:
    assert ana.get("/stand/").context["form"].reading_names == ["reading_0"]
    link = {"id": "now", "kind": "supersedes", "statement": "s12", "other": "s10"}
    desk.change(lambda _: [Change("link", "now", link | {"confirmed_by": "ana"})], by="ana")
    assert ana.get("/stand/").context["form"].reading_names == []


def test_readings_that_one_member_holds_are_no_choice_of_another(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    hold_position(desk, "ben")
    chosen = "/stand/?reading=read_alone=read_alone_otherwise"
    unknown = "/stand/?reading=no_such=no_such_otherwise"
    assert [browsers[who].get(chosen).status_code for who in ("ben", "ana")] == [200, 422]
    seen = text_of(browsers["ana"].get(chosen))
    same = text_of(browsers["ana"].get(unknown))
    assert (seen.count(WORD), seen.count("read_alone")) == (0, 0)
    assert seen == same
