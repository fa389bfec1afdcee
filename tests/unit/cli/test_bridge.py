"""The command `bridge`, and the JSON that others rely on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


def test_json_has_the_documented_shape(run: Run, doha: Path) -> None:
    """Keys may be added to it without a new number, never changed or taken away."""
    found = run("bridge", "doha-round", "--json").json
    assert (found["schema"], found["status"]) == ("goodoffices/packages/1", "proven")
    assert [one["options"]["philadelphi"] for one in found["packages"]] == [
        "stays",
        "two_phase_withdrawal",
        "two_phase_withdrawal",
        "complete_withdrawal",
        "complete_withdrawal",
    ]
    package = found["packages"][0]
    assert package["settled"]["philadelphi"] == {"value": "stays", "alike": [], "up_to": None}
    assert package["open"] == ["second_phase"]
    assert package["under_every_reading"] is True
    assert list(package["crossed"]) == ["israel", "hamas", "egypt", "qatar", "united_states"]
    assert [len(one) for one in package["crossed"].values()] == [0, 0, 2, 0, 0]
    assert [one["choice"] for one in package["readings"]] == [{}, {"r2": "r2_offer"}]
    assert package["readings"][0]["strengths"] == {
        "egypt": ["rejects", "insists"],
        "israel": [],
        "hamas": [],
    }
    known = {one["id"] for one in found["positions"]}
    assert {one for ids in package["crossed"].values() for one in ids} <= known
    assert {line["position"] for line in package["ledger"]} <= known
    assert found["thin"] == [
        "All of it comes from one affiliation.",
        "No negotiating party is on record in its own words.",
    ]


def test_page_says_that_these_are_no_proposals(run: Run, doha: Path) -> None:
    shown = run("bridge", "doha-round").out
    assert "Ideas to test, not proposals" in shown
    assert "Unranked." in shown
    assert "All of it comes from one affiliation." in " ".join(shown.split())


def test_the_same_input_gives_the_same_bytes(run: Run, doha: Path) -> None:
    assert run("bridge", "doha-round", "--json").out == run("bridge", "doha-round", "--json").out


def test_fixing_an_option_keeps_to_it(run: Run, doha: Path) -> None:
    words = ("bridge", "doha-round", "--fix", "philadelphi is two_phase_withdrawal", "--json")
    options = {one["options"]["philadelphi"] for one in run(*words).json["packages"]}
    assert options == {"two_phase_withdrawal"}


def test_k_is_how_many_there_are_at_most(run: Run, doha: Path) -> None:
    found = run("bridge", "doha-round", "-k", "2", "--json").json
    assert (len(found["packages"]), found["left_out"]) == (2, 3)


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (
            ("--fix", "philadelphi is leaves"),
            2,
            (
                "goodoffices: --fix: proposition:1:16: unknown option of philadelphi; "
                'found "leaves"; '
                "allowed: stays, two_phase_withdrawal, complete_withdrawal; "
                "see `goodoffices bridge --help`\n"
            ),
        ),
        (
            ("--cross", "s77"),
            2,
            (
                "goodoffices: there is no statement of a standing position "
                '"s77"; did you mean "s7"? '
                "(there are: s7, s8, s9, s10, s11, s14, s15)\n"
            ),
        ),
        (
            ("--deadline", "0"),
            2,
            (
                'goodoffices: --deadline: "0" is no number of seconds above 0; '
                "see `goodoffices bridge --help`\n"
            ),
        ),
        (
            ("-k", "0"),
            2,
            'goodoffices: -k: "0" is no number of ideas above 0; see `goodoffices bridge --help`\n',
        ),
        (
            ("--fix", "management is none", "--fix", "management is force"),
            1,
            (
                "goodoffices: no package is left: these cannot all hold: "
                "what is fixed: management is none; what is fixed: management is force\n"
            ),
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    run: Run, doha: Path, words: tuple[str, ...], status: int, sentence: str
) -> None:
    shown = run("bridge", "doha-round", *words)
    assert (shown.status, shown.out, shown.err) == (status, "", sentence)


def test_a_position_to_be_crossed_is_named_as_the_page_names_it(run: Run, shalit: Path) -> None:
    """P1 is a label of the page; a statement that relaxes it is cited beside it."""
    never = run("bridge", "shalit-2011", "--json").json["never_crossed"]
    page = run("bridge", "shalit-2011").out
    label = next(line.split()[1] for line in page.splitlines() if "rules out" in line)
    assert len(never) == 1
    assert run("bridge", "shalit-2011", "--cross", label, "--json").json["never_crossed"] == []
    assert run("bridge", "shalit-2011", "--cross", "s10", "--json").json["never_crossed"] == []
    shown = run("bridge", "shalit-2011", "--cross", "P99")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith('goodoffices: there is no position "P99"')


def test_nothing_found_in_time_ends_with_status_1(run: Run, doha: Path) -> None:
    shown = run("bridge", "doha-round", "--deadline", "0.0000001")
    assert shown.status == 1
    assert "Nothing was found before the search was cut off." in " ".join(shown.out.split())


def test_json_and_a_page_are_not_written_at_once(run: Run, doha: Path) -> None:
    shown = run("bridge", "doha-round", "--json", "-o", "ideas.html")
    assert (shown.status, shown.out, Path("ideas.html").exists()) == (2, "", False)
    assert "--json writes to standard output, and -o writes a page: use one" in shown.err


def test_packages_to_put_to_a_party_without_numbers_say_why_not(
    run: Run, valley_orders: Path
) -> None:
    shown = " ".join(run("bridge", "valley", "--research", "--put-to", "upstream").out.split())
    assert "To put to one party at once Not shown: exact numbers are needed here" in shown


def test_one_negotiating_party_alone_is_said_so(run: Run, doha: Path) -> None:
    file = doha / "case.yaml"
    file.write_text(
        file.read_text().replace(
            "name: Hamas\n    roles: [negotiating]", "name: Hamas\n    roles: [observer]"
        )
    )
    shown = run("bridge", "doha-round")
    assert (shown.status, shown.err) == (
        1,
        (
            "goodoffices: only Israel has the role negotiating in this case; "
            "packages are for two parties or more\n"
        ),
    )


def test_research_gives_exact_numbers(run: Run, camp_david: Path) -> None:
    found = run("bridge", "camp-david-1978", "--research", "--json").json
    numbers = found["research"]["numbers"]
    assert (numbers["frontier"]["status"], numbers["frontier"]["count"]) == ("proven", 28)
    assert list(numbers["points"]) == ["nash", "kalai_smorodinsky", "leximin", "utilitarian"]
    assert {one["status"] for one in numbers["points"].values()} == {"proven"}
    assert found["packages"][0]["utilities"] == {"egypt": 38, "israel": "85/2"}
    assert found["packages"][0]["points"] == []
    assert numbers["adjusted_winner"]["final"] == {"egypt": "2700/43", "israel": "2700/43"}


def test_research_is_shown_only_where_asked_for(run: Run, camp_david: Path) -> None:
    """Numbers on record are in neither the ideas nor their JSON without --research."""
    shown = run("bridge", "camp-david-1978").out
    assert "By the numbers on record" not in shown
    assert "Nash" not in shown
    found = run("bridge", "camp-david-1978", "--json").json
    assert "research" not in found
    assert "utilities" not in found["packages"][0]


def test_research_without_numbers_says_why(run: Run, doha: Path) -> None:
    shown = " ".join(run("bridge", "doha-round", "--research").out.split())
    assert "Not shown: no preferences of Israel, Hamas are on record" in shown


def test_research_is_repeatable(run: Run, camp_david: Path) -> None:
    words = ("bridge", "camp-david-1978", "--research", "--seed", "3", "--json")
    assert run(*words).out == run(*words).out


def test_samples_give_each_idea_a_share_with_its_error(run: Run, valley_orders: Path) -> None:
    words = ("bridge", "valley", "--research", "--samples", "200", "--json")
    found = run(*words).json
    assert found["research"]["samples"]["number"] == 200
    shares = [one["acceptability"]["share"] for one in found["packages"]]
    assert shares == [one["share"] for one in found["research"]["samples"]["ideas"]]
    assert all(one["acceptability"]["error"] > 0 for one in found["packages"])
    assert "utilities" not in found["packages"][0]


def test_samples_are_repeatable_and_hang_on_the_seed(run: Run, valley_orders: Path) -> None:
    words = ("bridge", "valley", "--research", "--samples", "100", "--json", "--seed")
    assert run(*words, "1").out == run(*words, "1").out
    assert run(*words, "1").out != run(*words, "2").out


def test_a_million_samples_are_refused(run: Run, valley_orders: Path) -> None:
    shown = run("bridge", "valley", "--research", "--samples", "1000000")
    assert (shown.status, shown.out) == (2, "")
    assert "1000000 is not in the range 2<=x<=100000" in shown.err


def test_a_draft_is_improved_by_numbers_under_research(run: Run, camp_david: Path) -> None:
    """Without --research no number on record decides anything."""
    draft = (
        "normalisation is recognition and demilitarisation is little and sinai_settlements is stay"
        " and sinai_airfields is handed_over and linkage is no_link and egypt_say is no_part"
        " and principles is as_egypt_asks and freeze is no_stop"
    )
    words = ("bridge", "camp-david-1978", "--draft", draft, "--json")
    by_numbers = run(*words, "--research").json["single_text"]
    by_strengths = run(*words).json["single_text"]
    assert {one["basis"] for one in by_numbers["steps"]} >= {"worths"}
    assert {one["basis"] for one in by_strengths["steps"]} <= {"strengths"}
    assert by_numbers["status"] == "proven"


@pytest.mark.parametrize("ending", ["html", "md"])
def test_ideas_are_written_to_a_file(run: Run, camp_david: Path, ending: str) -> None:
    done = run("bridge", "camp-david-1978", "--research", "-o", f"ideas.{ending}")
    assert done.out == f"Wrote ideas.{ending}.\n"
    text = Path(f"ideas.{ending}").read_text(encoding="utf-8")
    assert "By the numbers on record" in text
    assert ("<svg" in text) is (ending == "html")


def test_other_files_are_refused_before_any_work(run: Run, doha: Path) -> None:
    done = run("bridge", "doha-round", "-o", "ideas.pdf")
    assert done.status == 2
    assert 'a page of ideas is written as .html or .md, not ".pdf"' in done.err
