"""Packages: ideas to test, one that somebody picks, several side by side, and pins."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodoffices.bridging.ideas import find_ideas
from goodoffices.drafting.bridge_page import build_bridge_page
from goodoffices.record.visibility import Viewer, ViewerKind
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import SealedWords
from goodoffices.web.pages.packages import ComparePage, PackagesPage, TryPage
from goodoffices.web.queries import packages_ideas, packages_picking, packages_research
from tests.web.cast import LOOKERS, statuses_of
from tests.web.held import WORD, hold_position, text_of

SAID = "Shares of samples are no probabilities."
TWO_PHASES = "/packages/try/?pick-philadelphi=two_phase_withdrawal"


def packages_of(browser: Client, address: str = "/packages/") -> PackagesPage:
    page = browser.get(address).context["page"]
    assert isinstance(page, PackagesPage)
    return page


def tried(browser: Client, address: str) -> TryPage:
    page = browser.get(address).context["page"]
    assert isinstance(page, TryPage)
    return page


def compared(browser: Client, address: str) -> ComparePage:
    page = browser.get(address).context["page"]
    assert isinstance(page, ComparePage)
    return page


def pin(browser: Client, name: str, picks: str = "pick-philadelphi=stays") -> None:
    assert browser.post(f"/packages/pin/?{picks}", {"name": name}).status_code == 303


@pytest.mark.parametrize("address", ["/packages/", TWO_PHASES, "/packages/compare/"])
def test_each_address_answers_each_of_the_cast(browsers: dict[str, Client], address: str) -> None:
    assert statuses_of(browsers, address) == LOOKERS


# ------------------------------------------------------------------------------------- ideas


def test_ideas_are_those_of_the_command_line(desk: Desk, ana: Client) -> None:
    page = packages_of(ana)
    ideas = find_ideas(desk.fold(Viewer(ViewerKind.MEMBER, "ana")))
    told = build_bridge_page(ideas, more=packages_ideas.MORE)
    positions, to_test = told.sections
    assert page.result == (to_test, positions)
    assert (page.nothing, page.longer) == ("", None)
    assert [one.name for one in page.ideas] == [f"Idea {letter}" for letter in "ABCDE"]


def test_wishes_narrow_the_ideas_and_stay_in_their_addresses(ana: Client) -> None:
    page = packages_of(
        ana, "/packages/?fix=philadelphi+is+stays&prefer=second_phase+is+otherwise&number=2"
    )
    assert len(page.ideas) <= 2
    assert {one.says.partition(";")[0] for one in page.ideas} == {
        "Philadelphi corridor: Israeli forces stay"
    }
    assert page.wishes.now.startswith("in every idea: ")
    assert ("fix", "philadelphi is stays") in page.toolbar.kept


def test_red_line_is_crossed_only_where_somebody_names_it(ana: Client) -> None:
    crossable = ana.get("/packages/").context["wishes_form"]["cross"].field.choices
    assert crossable == []


def test_wish_that_cannot_be_read_is_said_and_left_out(ana: Client) -> None:
    answer = ana.get("/packages/?fix=philadelphi+is+nowhere")
    assert answer.status_code == 422
    assert list(answer.context["wishes_form"].errors) == ["fix"]
    assert answer.context["page"].ideas == packages_of(ana).ideas


def test_wish_that_leaves_no_package_says_what_it_is(ana: Client) -> None:
    page = packages_of(ana, "/packages/?fix=philadelphi+is+stays%0Anot+philadelphi+is+stays")
    assert page.ideas == ()
    assert "what is fixed: philadelphi is stays" in page.nothing


def test_search_that_was_cut_off_offers_to_look_longer(
    ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages_ideas, "PATIENCE_S", 0.0)
    page = packages_of(ana, "/packages/?number=3&register=attributed")
    assert page.longer is not None
    assert (page.longer.kind, page.longer.query) == ("ideas", "register=attributed&number=3")


# ----------------------------------------------------------------------------------- what-if


def test_pick_says_at_once_what_it_crosses(ana: Client) -> None:
    page = tried(ana, f"{TWO_PHASES}&pick-management=none")
    assert page.code == "philadelphi-two_phase_withdrawal.management-none"
    said = dict(page.result.groups)
    assert said["Israel"][0].text.startswith("With s10 read as “insists”: crosses")
    assert page.phases.startswith("/phases/?package=philadelphi-two_phase_withdrawal")


def test_any_issue_may_stay_open(ana: Client) -> None:
    page = tried(ana, "/packages/try/")
    assert (page.code, page.phases) == ("", "")
    assert page.result.sentences[0].text.startswith("Leaves open: ")


def test_answer_to_a_form_names_the_shortest_address_of_its_page(ana: Client) -> None:
    answer = ana.get(f"{TWO_PHASES}&pick-netzarim=&as_of=", headers={"HX-Request": "true"})
    assert answer["HX-Push-Url"] == TWO_PHASES


def test_pick_that_is_not_there_is_said_and_left_out(ana: Client) -> None:
    answer = ana.get("/packages/try/?pick-philadelphi=nowhere&pick-what=x")
    assert answer.status_code == 422
    assert list(answer.context["pick_form"].errors) == ["pick-philadelphi"]
    assert (answer.context["page"].code, answer.context["page"].left_out) == ("", 1)


def test_choices_of_readings_that_a_page_does_not_wait_for_are_counted(
    ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tried(ana, TWO_PHASES).not_looked_at == 0
    monkeypatch.setattr(packages_picking, "PATIENCE_S", 0.0)
    assert tried(ana, f"{TWO_PHASES}&threshold=proposes").not_looked_at == 1


# -------------------------------------------------------------------------------------- pins


def test_pin_is_kept_for_who_pinned_it_alone(browsers: dict[str, Client]) -> None:
    pin(browsers["ana"], "canarypin")
    assert [one.name for one in packages_of(browsers["ana"]).pins] == ["canarypin"]
    for who in ("ben", "cleo", "dina"):
        for address in ("/packages/", TWO_PHASES, "/packages/compare/?p=philadelphi-stays"):
            assert "canarypin" not in text_of(browsers[who].get(address))


def test_pin_of_somebody_else_is_like_one_that_does_not_exist(browsers: dict[str, Client]) -> None:
    pin(browsers["ana"], "Evening draft")
    number = packages_of(browsers["ana"]).pins[0].pin
    assert browsers["ben"].post(f"/packages/pin/{number}/remove/").status_code == 404
    assert browsers["ana"].post(f"/packages/pin/{number}/remove/").status_code == 303
    assert browsers["ana"].post(f"/packages/pin/{number}/remove/").status_code == 404


def test_pin_under_a_known_name_takes_its_place(ana: Client) -> None:
    pin(ana, "Evening draft")
    pin(ana, "Evening draft", "pick-philadelphi=two_phase_withdrawal")
    assert [one.says for one in packages_of(ana).pins] == [
        "Philadelphi corridor: withdrawal in two phases"
    ]
    assert SealedWords.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "name"), [(TWO_PHASES, ""), (TWO_PHASES, "x" * 61), ("/packages/try/", "Empty")]
)
def test_pin_without_a_name_or_a_pick_is_refused(ana: Client, address: str, name: str) -> None:
    answer = ana.post(address.replace("try", "pin"), {"name": name})
    assert answer.status_code == 422
    assert answer.context["pin_form"].errors
    assert packages_of(ana).pins == ()


def test_pins_and_queries_do_not_grow_together(ana: Client) -> None:
    counts = []
    for names in (["one"], ["two", "three"]):
        for name in names:
            pin(ana, name)
        packages_of(ana)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            packages_of(ana)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# ------------------------------------------------------------------------------ side by side


def test_ideas_and_pins_stand_side_by_side_under_their_names(ana: Client) -> None:
    pin(ana, "Evening draft")
    ideas = packages_of(ana).ideas
    page = compared(
        ana,
        f"/packages/compare/?p={ideas[1].in_address}&p=philadelphi-stays&p=netzarim-stays",
    )
    assert [one.name for one in page.chosen] == ["Idea B", "Evening draft", "Package 3"]
    assert page.result.tables[0].head == ("Issue", "Idea B", "Evening draft", "Package 3")
    assert [one.name for one in page.others] == ["Idea A", "Idea C", "Idea D", "Idea E"]


def test_what_is_not_there_is_left_out_and_counted(ana: Client) -> None:
    page = compared(ana, "/packages/compare/?p=philadelphi-stays.what-x.netzarim-nowhere&p=rubbish")
    assert (page.left_out, [one.says for one in page.chosen]) == (
        2,
        ["Philadelphi corridor: Israeli forces stay", "nothing in this view"],
    )


# --------------------------------------------------------------------------------- the walls


@pytest.mark.parametrize(
    "address", ["/packages/", "/packages/try/?pick-philadelphi=stays", "/packages/compare/?p=A:"]
)
def test_position_that_ben_holds_alone_changes_nothing_for_others(
    desk: Desk, browsers: dict[str, Client], address: str
) -> None:
    before = {who: text_of(browsers[who].get(address)) for who in ("ana", "cleo", "dina")}
    hold_position(desk, "ben")
    after = {who: text_of(browsers[who].get(address)) for who in ("ana", "cleo", "dina")}
    assert after == before
    assert WORD in text_of(browsers["ben"].get(address))


# ------------------------------------------------------------------------------ research views


def test_research_views_are_off_until_somebody_switches_them_on(ana: Client) -> None:
    assert packages_of(ana).research.is_on is False
    assert SAID not in text_of(ana.get("/packages/"))
    assert ana.post("/packages/research/", {"on": "1"}).status_code == 303
    assert SAID in text_of(ana.get("/packages/"))
    ana.post("/packages/research/", {"on": "0"})
    assert packages_of(ana).research.is_on is False


def test_research_views_say_how_to_install_what_they_need(
    ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert packages_of(ana).research.missing == ""
    monkeypatch.setattr(packages_research, "NEEDED", ("no_such_library",))
    said = "This view needs an extra: pip install 'goodoffices[research]'."
    assert packages_of(ana).research.missing == said
