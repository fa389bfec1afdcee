"""The list of the record: /record/."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from tests.web.cast import CANARIES, ROLES

SHOWN = re.compile(r'<li data-item><a href="/record/(\w+)/">')


def listed(client: Client, asked: str = "") -> list[str]:
    """The entries on the page, in their order."""
    answer = client.get(f"/record/?{asked}")
    assert answer.status_code == 200
    return SHOWN.findall(answer.content.decode())


def add_statements(desk: Desk, count: int) -> None:
    desk.change(
        lambda _: [
            Change("statement", f"more{n}", {"id": f"more{n}", "words": f"Word {n}."})
            for n in range(count)
        ],
        by="ana",
    )


def test_a_stranger_is_sent_to_sign_in(browsers: dict[str, Client]) -> None:
    answer = browsers["stranger"].get("/record/")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/account/login/?next=/record/",
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kind=document", ["efe_report"]),
        ("kind=link", ["l2", "l1"]),
        ("kind=round", ["doha_round", "cairo_round"]),
        ("party=hamas&stance=rejects", ["s11"]),
        ("issue=philadelphi&stance=would_accept", ["s10", "s14"]),
        ("register=confided", ["held_ana"]),
        ("since=2024-08-29", ["held_ana"]),
        ("until=2024-08-25", ["cairo_round"]),
        ("state=draft", []),
        ("mine=on", ["held_ana"]),
        ("place=efe_report&stance=insists", ["s14", "s10"]),
        ("q=stability", ["n1"]),
        ("q=%22two+phases%22&kind=statement", ["s14"]),
        ("q=instab*&kind=statement", ["s15"]),
        ("q=%22%22+(", []),
    ],
)
def test_the_list_shows_what_was_asked_for(ana: Client, asked: str, found: list[str]) -> None:
    assert sorted(listed(ana, asked)) == sorted(found)


def test_the_latest_said_stands_first_and_what_has_no_day_last(ana: Client) -> None:
    found = listed(ana)
    assert found[0] == "held_ana"
    assert found.index("s1") < found.index("cairo_round") < found.index("efe")


def test_what_was_recorded_at_once_stands_in_the_order_of_the_record_the_last_first(
    ana: Client,
) -> None:
    found = [one for one in listed(ana, "kind=statement&until=2024-08-28") if one[1:].isdigit()]
    assert found == [f"s{number}" for number in range(15, 0, -1)]


def test_words_that_are_not_found_lead_to_longer_ones(ana: Client) -> None:
    assert listed(ana, "q=phase&kind=statement") == []
    assert "phase*" in ana.get("/record/?q=phase&kind=statement").content.decode()
    assert listed(ana, "q=phase*&kind=statement") == ["s14"]


def test_what_was_searched_for_is_marked(ana: Client) -> None:
    page = ana.get("/record/?q=instab*&kind=statement").content.decode()
    assert re.findall("<mark>(.*?)</mark>", page) == ["instability"]


def test_words_are_escaped(desk: Desk, ana: Client) -> None:
    said = {"id": "tag", "words": "a <b>bold</b> quoll"}
    desk.change(lambda _: [Change("statement", "tag", said)], by="ana")
    page = ana.get("/record/?q=quoll").content.decode()
    assert "a &lt;b&gt;bold&lt;/b&gt; <mark>quoll</mark>" in page


def test_a_day_that_is_none_is_said_and_the_rest_is_shown(ana: Client) -> None:
    answer = ana.get("/record/?since=yesterday&kind=document")
    page = answer.content.decode()
    assert (answer.status_code, SHOWN.findall(page)) == (422, ["efe_report"])
    assert "Enter a valid date." in page


def test_pages_of_fifty_and_a_page_that_is_not_there(desk: Desk, ana: Client) -> None:
    add_statements(desk, 120)
    pages = [listed(ana, f"kind=statement&page={n}") for n in (1, 2, 3)]
    assert [len(one) for one in pages] == [50, 50, 36]
    assert len({one for page in pages for one in page}) == 136
    assert listed(ana, "kind=statement&page=99") == pages[2]
    assert listed(ana, "kind=statement&page=x") == pages[0]


def test_a_change_is_found_at_once_and_the_old_words_no_more(desk: Desk, ana: Client) -> None:
    assert listed(ana, "q=pangolin") == []
    note = desk.state().content("note", "n1")
    desk.change(lambda _: [Change("note", "n1", {**note, "text": "A pangolin."})], by="ana")
    assert (listed(ana, "q=pangolin"), listed(ana, "q=stability")) == (["n1"], [])
    desk.change(lambda _: [Change("note", "n1", None)], by="ana")
    assert listed(ana, "q=pangolin") == []


def test_another_name_of_a_speaker_is_found_at_once(desk: Desk, ana: Client) -> None:
    source = desk.state().content("source", "efe")
    changed = {**source, "description": "Agency Quetzal"}
    desk.change(lambda _: [Change("source", "efe", changed)], by="ana")
    assert listed(ana, "q=quetzal&kind=statement") != []


@pytest.mark.parametrize("who", ROLES)
def test_nobody_finds_what_another_holds(browsers: dict[str, Client], who: str) -> None:
    for other, canary in CANARIES.items():
        found = ["held_" + who] if other == who else []
        for asked in (f"q={canary}", f"q={canary[:9]}*", f"q=heard+{canary}"):
            assert listed(browsers[who], asked) == found
    page = browsers[who].get("/record/?q=heard").content.decode()
    assert re.search(r">1 entry: ", page)
    assert [one for one in CANARIES.values() if one in page.replace("</mark>", "")] == [
        CANARIES[who]
    ]


def test_an_analyst_is_offered_nothing_to_write(browsers: dict[str, Client]) -> None:
    assert "Add a statement" not in browsers["cleo"].get("/record/").content.decode()


def test_the_number_of_queries_does_not_grow(desk: Desk, ana: Client) -> None:
    listed(ana)
    counts = []
    for more in (1, 30):
        desk.change(
            lambda _, more=more: [  # type: ignore[misc]
                Change("statement", f"few{more}_{n}", {"id": f"few{more}_{n}", "words": "Few."})
                for n in range(more)
            ],
            by="ana",
        )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            listed(ana, "q=few")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_said_between_two_days(ana: Client) -> None:
    day = date(2024, 8, 28).isoformat()
    found = listed(ana, f"kind=statement&since={day}&until={day}")
    assert ("held_ana" in found, "s1" in found) == (False, True)
