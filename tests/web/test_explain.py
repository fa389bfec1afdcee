"""What cannot all stand, what follows from a movement that is tried, and the brief."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodoffices.drafting.analysis import analyse
from goodoffices.drafting.brief import build_brief
from goodoffices.drafting.markdown import to_markdown
from goodoffices.gaps.findings import CAVEAT
from goodoffices.record.recording import diff, steps_of
from goodoffices.record.replay import Json, Key
from goodoffices.record.visibility import Viewer, ViewerKind
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import AuditLine
from goodoffices.web.pages.explain import BriefPage, ExplainPage
from tests.web.cast import LOOKERS, TAKERS, statuses_of
from tests.web.held import WORD, hold_position, text_of


def page_of(browser: Client, address: str) -> ExplainPage:
    page = browser.get(address).context["page"]
    assert isinstance(page, ExplainPage)
    return page


def brief_of(browser: Client, address: str) -> BriefPage:
    page = browser.get(address).context["page"]
    assert isinstance(page, BriefPage)
    return page


def ids_of(page: ExplainPage) -> dict[str, str]:
    """By label, the id of each position."""
    return {one.label: one.id for group in page.groups for one in group.lines}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/stand/", LOOKERS),
        ("/stand/brief/", LOOKERS),
        ("/stand/brief.html", TAKERS),
        ("/stand/brief.md", TAKERS),
    ],
)
def test_each_address_answers_each_of_the_cast(
    browsers: dict[str, Client], address: str, expected: dict[str, int]
) -> None:
    assert statuses_of(browsers, address) == expected


def test_positions_stand_by_holder_with_the_statements_they_rest_on(ana: Client) -> None:
    groups = page_of(ana, "/stand/").groups
    assert [(one.holders, [(line.label, line.cites) for line in one.lines]) for one in groups] == [
        ("Israel", [("P1", ("s9",)), ("P2", ("s7", "s10"))]),
        ("Hamas and Egypt", [("P3", ("s8", "s11"))]),
        ("Egypt", [("P4", ("s15",)), ("P5", ("s14",))]),
    ]


def test_sets_are_said_by_reading_and_drawn(ana: Client) -> None:
    found = page_of(ana, "/stand/").found
    assert found is not None
    conflicts, movement = found.first
    assert [one.text for one in conflicts.sentences] == [
        "Under every reading: P2, P3 and P4; P2, P3 and P5.",
        "Also, with s10 read as “insists”: P1 and P4; P1 and P5.",
    ]
    assert movement.note == CAVEAT
    assert [len(one.figures) for one in found.sets] == [4, 0]
    assert [one.id for one in found.rest] == ["untabled", "fragile"]
    assert found.rest[1].sentences[0].text == "How s10 is read alters the sets."


def test_cause_stands_beside_the_sets_as_somebody_reports_it(ana: Client) -> None:
    found = page_of(ana, "/stand/").found
    assert found is not None
    causes = [one for one in found.reported.sentences if one.text.startswith("Cause as reported")]
    assert [one.cites for one in causes] == [("s9",)]


def test_choosing_a_reading_leaves_its_sets_alone(ana: Client) -> None:
    found = page_of(ana, "/stand/?reading=r2=r2_offer").found
    assert found is not None
    assert [one.text for one in found.first[0].sentences] == [
        "Together: P1, P2 and P3; P1, P2 and P4."
    ]


# ---------------------------------------------------------------------------- what is tried


def test_nothing_is_tried_until_something_is_ticked(ana: Client) -> None:
    assert page_of(ana, "/stand/").tried is None


def test_tick_says_at_once_what_is_left(ana: Client) -> None:
    ids = ids_of(page_of(ana, "/stand/"))
    page = page_of(ana, f"/stand/?move={ids['P4']}&move={ids['P5']}")
    assert page.tried is not None
    assert page.tried.title == "If P4 and P5 did not stand"
    assert [sentences[0].text for _, sentences in page.tried.groups] == [
        "A package is left that crosses no other position."
    ] * 2
    ticked = [one.label for group in page.groups for one in group.lines if one.is_moved]
    assert ticked == ["P4", "P5"]


def test_tick_of_what_does_not_stand_is_left_out_and_counted(ana: Client) -> None:
    ids = ids_of(page_of(ana, "/stand/"))
    page = page_of(ana, f"/stand/?move={ids['P4']}&move=pnothing&move=pnothing")
    assert page.not_standing == 1
    assert page.tried is not None
    assert page.tried.title == "If P4 did not stand"


def test_answer_to_a_form_names_the_shortest_address_of_its_page(ana: Client) -> None:
    ids = ids_of(page_of(ana, "/stand/"))
    answer = ana.get(
        f"/stand/?as_of=&known_at=&threshold=demands&reading=&move={ids['P4']}",
        headers={"HX-Request": "true"},
    )
    assert answer["HX-Push-Url"] == f"/stand/?move={ids['P4']}"


def test_instrument_that_is_switched_off_makes_no_position(desk: Desk, ana: Client) -> None:
    known = desk.state().content("instrument", "camp_david_1978")
    invoked = {**known, "proposition": "netzarim is withdrawn"}
    desk.change(lambda _: [Change("instrument", "camp_david_1978", invoked)], by="ana")
    on = page_of(ana, "/stand/")
    off = page_of(ana, "/stand/?without=camp_david_1978")
    labels = [len(ids_of(one)) for one in (on, off)]
    assert labels == [6, 5]
    said = [one.found.rest[-1].sentences[0].text for one in (on, off) if one.found is not None]
    lead = "Camp David accords, 1978, as invoked by Egypt: incompatible only with it"
    assert said == [
        f"{lead}: P1 and P6; P2, P3 and P6.",
        f"{lead}: P1 and what it asks; P2, P3 and what it asks.",
    ]
    assert on.found is not None
    assert [one.id for one in on.found.rest] == ["untabled", "fragile", "instruments"]


def test_norms_that_leave_no_package_are_named(desk: Desk, ana: Client) -> None:
    """`check` refuses such a case; an archive that came another way may still hold it."""
    norms: dict[Key, tuple[str, Json]] = {
        ("norm", name): (
            "team",
            {
                "id": name,
                "title": name,
                "source": "Treaty",
                "proposition": f"management is {option}",
            },
        )
        for name, option in (("one", "none"), ("two", "force"))
    }
    with desk.archive.writing():
        desk.archive.append_unlocked(steps_of(diff(norms, {}), by="ana"))
    page = page_of(ana, "/stand/?move=pnothing")
    assert page.found is None
    assert page.nothing_left == "Rules and norms leave no package: one, two cannot all hold."
    brief = brief_of(ana, "/stand/brief/")
    assert (brief.nothing_left, brief.downloads) == (page.nothing_left, ())
    assert ana.get("/stand/brief.md").status_code == 302
    assert ana.get("/matrix/").status_code == 200


def test_no_word_of_the_pages_says_what_anybody_should_do(ana: Client) -> None:
    pages = [ana.get(one).content.decode().lower() for one in ("/stand/", "/matrix/")]
    said = ["no view on who should move" in one for one in pages]
    words = [one.replace("no view on who should move", "").count(" should ") for one in pages]
    assert (said, words) == ([True, False], [0, 0])


# ---------------------------------------------------------------------------- the brief


def test_brief_has_its_first_page_and_its_detail(ana: Client) -> None:
    page = brief_of(ana, "/stand/brief/")
    assert [one.id for one in page.sections][:4] == [
        "status",
        "positions",
        "cannot-all-stand",
        "movement",
    ]
    assert page.detail[-1].id == "how"


def test_brief_starts_with_what_changed_where_that_is_asked(ana: Client) -> None:
    page = brief_of(ana, "/stand/brief/?since=cairo_round")
    assert page.sections[0].id == "changed"


def test_brief_as_a_file_is_the_one_of_the_command_line(desk: Desk, ana: Client) -> None:
    answer = ana.get("/stand/brief.md")
    fold = desk.fold(Viewer(ViewerKind.MEMBER, "ana"))
    assert answer.content.decode() == to_markdown(build_brief(analyse(fold)))
    assert answer["Content-Disposition"] == 'attachment; filename="doha-round-brief-internal.md"'


def test_brief_that_is_taken_out_is_written_into_the_audit_log(ana: Client) -> None:
    ana.get("/stand/brief.html")
    lines = AuditLine.objects.filter(what="brief taken out").values_list("who", "about")
    assert list(lines) == [("ana", "html")]


# ---------------------------------------------------------------------------- walls


@pytest.mark.parametrize("address", ["/stand/", "/stand/brief/", "/stand/brief.html"])
def test_what_one_member_holds_changes_nothing_for_another(
    desk: Desk, browsers: dict[str, Client], address: str
) -> None:
    before = text_of(browsers["ana"].get(address))
    hold_position(desk, "ben")
    assert WORD in text_of(browsers["ben"].get(address))
    assert text_of(browsers["ana"].get(address)) == before


def test_position_that_one_member_holds_is_to_another_as_if_it_did_not_exist(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    hold_position(desk, "ben")
    lines = [one for group in page_of(browsers["ben"], "/stand/").groups for one in group.lines]
    held = next(one.id for one in lines if WORD in one.text)
    unknown = "p" + "0" * 10
    answers = [text_of(browsers["ana"].get(f"/stand/?move={one}")) for one in (held, unknown)]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("address", ["/stand/", "/stand/brief/"])
def test_more_positions_need_no_more_queries(desk: Desk, ana: Client, address: str) -> None:
    ana.get(address)  # the first page of a visit writes the visit down
    with CaptureQueriesContext(connection) as few:
        ana.get(address)
    hold_position(desk, "ana")
    with CaptureQueriesContext(connection) as more:
        ana.get(address)
    assert len(more) == len(few)
