"""The command `review`, line by line and on its screen, and `confirm` of what waits."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from textual.pilot import Pilot
from textual.widgets import Input, Label, Static

from goodoffices.cli import review as review_command
from goodoffices.cli.main import cli
from goodoffices.cli.review_screen import ReviewScreen, marked
from goodoffices.intake.review.review_log import read_log
from goodoffices.intake.review.reviewing import Review
from goodoffices.intake.review.showing import passage_of
from goodoffices.intake.review.storing import write_drafts
from goodoffices.record.checks.check import check
from tests.records import yaml_data
from tests.reviews import TEXT, drafts_file, write_reviewed_case
from tests.unit.cli.conftest import Run


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_reviewed_case(tmp_path)


def answer(case: Path, *lines: str, options: tuple[str, ...] = ()) -> Result:
    """Run the review with these lines for answers."""
    words = ["review", str(case), "--by", "mira", "--plain", *options]
    return CliRunner().invoke(cli, words, input="".join(f"{line}\n" for line in lines))


def statements(case: Path) -> list[str]:
    return [one["id"] for one in yaml_data(case / "record.yaml").get("statements") or []]


def test_keys_accept_reject_defer_and_undo(case: Path) -> None:
    shown = answer(case, "a", "r", "u", "a", "d", "q")
    assert shown.exit_code == 0
    assert "Accepted post_s1; wrote document post, statement post_s1." in shown.output
    assert "Taken back: Rejected post_s2." in shown.output
    assert statements(case) == ["post_s1", "post_s2"]
    assert "2 of 7 drafts accepted; 5 drafts wait still." in shown.output
    assert f"next: goodoffices record {case}" in shown.output


def test_a_draft_is_shown_with_its_passage_and_chain(case: Path) -> None:
    shown = answer(case, "q").output
    for line in (
        "Talks over the docks | statement post_s1 | 1 of 7; 0 accepted",
        "[[The union will never work at night again]], its chairman said on Monday.",
        "  1. its chairman (union), to harbour_post, official: A2",
        "  public; indirect speech; said on 2026-03-02",
        "Reading 1 [x]:",
        "Reading 2 [x], rivals reading 1:",
        "  union rules out: night_shift is kept",
        "  that is: Work at night: kept as it is",
    ):
        assert line in shown.splitlines()


def test_flags_and_questions_come_before_the_chain(case: Path) -> None:
    shown = answer(case, "n", "q").output
    assert shown.index("Open questions:") < shown.rindex("Through:")
    assert "  partisan" in shown.splitlines()


def test_a_number_leaves_a_reading_out(case: Path) -> None:
    answer(case, "2", "a", "q")
    readings = yaml_data(case / "record.yaml")["statements"][0]["readings"]
    assert [one["id"] for one in readings] == ["post_r1"]


def test_a_field_is_corrected_by_name_or_number(case: Path) -> None:
    shown = answer(case, "e", "reading1.stance", "insists", "e", "1", "prt", "e", "", "a", "q")
    assert "One of: rules_out, insists" in shown.output
    assert 'there is no party "prt"; did you mean "port"' in shown.output
    assert "Nothing changed." in shown.output
    first = yaml_data(case / "record.yaml")["statements"][0]["readings"][0]
    assert (first["stance"], first["party"]) == ("insists", "union")


def test_a_field_is_kept_or_emptied(case: Path) -> None:
    keep, empty = ("e", "said_on", ""), ("e", "reading1.in_words", "-")
    assert "Nothing changed." in answer(case, *keep, *empty, "a", "q").output
    statement = yaml_data(case / "record.yaml")["statements"][0]
    assert str(statement["said_on"]) == "2026-03-02"
    assert "in_words" not in statement["readings"][0]


def test_an_option_is_added_by_its_questions(case: Path) -> None:
    asked = ("o", "1", "clinic", "A clinic", "at_gate", "a clinic at the gate", "")
    shown = answer(case, *["r"] * 6, *asked, "a", "q")
    assert "Added an option for post_s5; wrote issue clinic." in shown.output
    assert yaml_data(case / "record.yaml")["statements"][0]["readings"][0]["proposition"] == (
        "clinic is at_gate"
    )


def test_strange_keys_and_the_end_of_input_do_no_harm(case: Path) -> None:
    shown = answer(case, "x", "?", "p", "7")
    assert shown.exit_code == 0
    assert 'There is no key "x"; ? shows the keys.' in shown.output
    assert "  d    defer: it comes again at the end of another review" in shown.output
    assert "There is none in that direction." in shown.output
    assert "There is no reading 7 here." in shown.output
    assert "Stopped; what you decided is kept." in shown.output
    assert statements(case) == []


def test_what_the_case_refuses_is_said_and_the_review_goes_on(case: Path) -> None:
    file = case / "documents" / "post.txt"
    file.write_text(TEXT + "More.\n")
    shown = answer(case, "a", "r", "q")
    assert "changed since its hash was taken" in shown.output
    assert "Rejected post_s1." in shown.output


@pytest.mark.parametrize("text", [None, "Short.\n"])
def test_a_text_that_is_gone_or_cut_is_said_and_not_shown(case: Path, text: str | None) -> None:
    file = case / "documents" / "post.txt"
    file.unlink()
    if text is not None:
        file.write_text(text)
    shown = answer(case, "r", "q").output
    assert "Rejected post_s1." in shown
    told = "Short." if text is not None else "the text that these drafts point into cannot be read"
    assert told in shown

    async def drive(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await press(pilot, "r")
        assert words_of(screen, "#notice") == "Rejected post_s2."

    on_screen(case, drive)


def test_a_review_to_the_end_says_so(case: Path) -> None:
    shown = answer(case, *["r"] * 7)
    assert "Nothing waits any more: every draft has been looked at." in shown.output
    assert "0 of 7 drafts accepted; nothing waits any more." in shown.output
    again = answer(case)
    assert again.output == f"Nothing waits in {case}: every draft has been looked at.\n"


def test_decisions_are_logged_where_asked_for(case: Path) -> None:
    answer(case, "a", "q")
    assert read_log(case) == ()
    answer(case, "r", "q", options=("--keep-log",))
    assert [one.draft for one in read_log(case)] == ["post_s2"]


def test_json_lists_what_waits_and_changes_nothing(run: Run, case: Path) -> None:
    before = {one: one.read_bytes() for one in case.rglob("*.*") if one.is_file()}
    listed = run("review", "docks", "--json").json
    assert listed["schema"] == "goodoffices/waiting/1"
    assert [one["id"] for one in listed["waiting"]][:3] == ["post_s1", "post_s2", "post_s3"]
    first = listed["waiting"][0]
    assert first["words"] == TEXT[first["start"] : first["end"]]
    assert first["readings"][1]["alternative_to"] == "post_r1"
    assert {one: one.read_bytes() for one in before} == before


def test_where_nothing_was_read_the_review_says_how(run: Run, doha: Path) -> None:
    shown = run("review", "doha-round")
    first = "first: goodoffices read doha-round FILE"
    assert shown.status == 0
    assert shown.out == f"Nothing waits in doha-round: nothing was read yet; {first}\n"
    assert run("review", "doha-round", "--json").json["waiting"] == []


def test_where_nothing_was_drafted_the_review_says_so(case: Path) -> None:
    empty = {"drafts": (), "rounds": (), "events": ()}
    write_drafts(case, drafts_file().model_copy(update=empty))
    assert answer(case).output == (
        f"Nothing waits in {case}: nothing was drafted from what was read.\n"
    )


def test_a_document_never_read_is_refused(run: Run, case: Path) -> None:
    shown = run("review", "docks", "pots")
    assert (shown.status, shown.out) == (2, "")
    assert 'there is no document read "pots"; did you mean "post"' in shown.err


def test_without_what_the_screen_needs_it_asks_line_by_line(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_command, "_is_terminal", lambda: True)
    monkeypatch.setitem(sys.modules, "goodoffices.cli.review_screen", None)
    shown = CliRunner().invoke(cli, ["review", str(case), "--by", "mira"], input="a\nq\n")
    assert "the screen of review needs an extra: pip install 'goodoffices[intake]'" in shown.output
    assert statements(case) == ["post_s1"]


def test_waiting_drafts_are_confirmed_by_their_ids(run: Run, case: Path) -> None:
    shown = run("confirm", "docks", "post_s2", "post_r1b", "post_round")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.splitlines()[0] == (
        "Accepted post_s2; wrote document post, source close_to_port, statement post_s2."
    )
    (only,) = yaml_data(case / "record.yaml")["statements"][1]["readings"]
    assert (only["id"], only["read_by"]) == ("post_r1b", "mira")


def test_drafts_of_both_kinds_are_confirmed_together_or_not_at_all(run: Run, case: Path) -> None:
    run("note", "docks", "--said", "port:Crews of four.")
    before = (case / "record.yaml").read_bytes()
    refused = run("confirm", "docks", "post_s1", "s9", "s1")
    assert (refused.status, refused.out) == (2, "")
    assert 'there is no draft "s9"' in refused.err
    assert (case / "record.yaml").read_bytes() == before
    refused = run("confirm", "docks", "s1", "post_r5")
    assert "post_r5 waits for a person: it has no proposition" in refused.err
    assert (case / "record.yaml").read_bytes() == before
    shown = run("confirm", "docks", "post_s1", "s1", "m1", "--json")
    assert shown.json["confirmed"] == ["post_s1", "s1", "m1"]
    assert statements(case) == ["s1", "post_s1"]
    assert "is a draft" not in run("check", "docks").out


# ------------------------------------------------------------------------- the screen

Drive = Callable[[ReviewScreen, Pilot[None]], Awaitable[None]]


def on_screen(case: Path, drive: Drive, *, size: tuple[int, int] = (120, 36)) -> ReviewScreen:
    """Open the screen, without a terminal, and let the keys be pressed."""
    screen = ReviewScreen(Review.open(case, by="mira"))

    async def run_it() -> None:
        async with screen.run_test(size=size) as pilot:
            await pilot.pause()
            await drive(screen, pilot)

    # In a thread of its own: a browser that another test drives holds the loop of this one.
    with ThreadPoolExecutor(max_workers=1) as threads:
        threads.submit(asyncio.run, run_it()).result()
    return screen


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def words_of(screen: ReviewScreen, name: str) -> str:
    return str(screen.query_one(name, Static).content)


def test_the_keys_of_the_screen_do_what_they_say(case: Path) -> None:
    async def drive(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await press(pilot, "2", "a", "r", "u", "d")
        assert words_of(screen, "#notice") == "Deferred post_s2."
        assert words_of(screen, "#head").startswith("3 of 7; 1 accepted, 1 deferred")
        await press(pilot, "p", "p")
        assert "in the record" in words_of(screen, "#head")
        await press(pilot, "n", "n", "r", "r", "r", "r", "r", "a")
        assert words_of(screen, "#head") == "7 drafts; 1 accepted, 5 rejected, 1 deferred"
        await press(pilot, "q")

    on_screen(case, drive)
    readings = yaml_data(case / "record.yaml")["statements"][0]["readings"]
    assert [one["id"] for one in readings] == ["post_r1"]


def test_a_field_is_corrected_in_its_form(case: Path) -> None:
    async def drive(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await press(pilot, "e", "down", "enter")
        line = screen.screen.query_one(Input)
        assert line.value == "rules_out"
        line.value = "insist"
        await press(pilot, "enter")
        assert "allowed: rules_out, insists" in str(screen.screen.query_one("#said", Label).content)
        line.value = "insists"
        await press(pilot, "enter")
        assert words_of(screen, "#notice") == "Corrected post_s1."
        await press(pilot, "e", "escape", "a")

    on_screen(case, drive, size=(80, 24))
    reading = yaml_data(case / "record.yaml")["statements"][0]["readings"][0]
    assert reading["stance"] == "insists"


def test_an_option_is_added_in_its_form(case: Path) -> None:
    async def drive(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await press(pilot, *["n"] * 6, "o", *"clinic", "tab", *"at_gate", "enter")
        assert words_of(screen, "#notice") == "Added an option for post_s5; wrote issue clinic."
        await press(pilot, "a", "n", "n", "n", "o")
        assert "no reading here" in words_of(screen, "#notice")

    on_screen(case, drive)
    reading = yaml_data(case / "record.yaml")["statements"][0]["readings"][0]
    assert reading["proposition"] == "clinic is at_gate"


def test_what_is_refused_is_said_and_help_is_a_key_away(case: Path) -> None:
    (case / "documents" / "post.txt").write_text(TEXT + "More.\n")

    async def drive(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await press(pilot, "a")
        assert "changed since its hash was taken" in words_of(screen, "#notice")
        await press(pilot, "question_mark")
        assert len(screen.screen_stack) == 2
        await press(pilot, "escape", "l")
        assert len(screen.screen_stack) == 1
        assert screen.theme == "textual-light"
        await press(pilot, "u")
        assert words_of(screen, "#notice") == "There is nothing to take back."

    on_screen(case, drive)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
def test_the_words_and_the_readings_are_in_sight(case: Path, size: tuple[int, int]) -> None:
    async def drive(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await press(pilot, "n")
        shown = re.sub("<[^>]+>", "", screen.export_screenshot()).replace("&#160;", " ")
        assert "1 [x]" in shown
        if size[0] >= 80:
            assert "[[crews" in shown
            assert "Accept" in shown
            assert "Quit" in shown

    on_screen(case, drive, size=size)


def test_a_light_terminal_gets_a_light_screen(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert ReviewScreen(Review.open(case, by="mira")).theme == "textual-light"
    monkeypatch.setenv("COLORFGBG", "15;0")
    assert ReviewScreen(Review.open(case, by="mira")).theme == "textual-dark"


def test_signs_say_what_styles_say() -> None:
    passage = passage_of(TEXT, drafts_file().drafts[0])
    shown = marked(passage)
    assert "[[The union will never work at night again¹²]], its chairman" in shown.plain
    styled = {shown.plain[one.start : one.end]: str(one.style) for one in shown.spans}
    assert styled["its chairman"] == "underline"
    assert styled["said on Monday"] == "italic"


def test_after_all_the_case_has_no_mistakes(case: Path) -> None:
    async def drive(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await press(pilot, *["a"] * 7)

    on_screen(case, drive)
    assert check(case).mistakes == ()
