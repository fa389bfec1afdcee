"""Every check of a case: each mistake with its place, what was found, and what is allowed."""

# ruff: noqa: E501 -- a sentence that a person reads stands on one line
from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli.main import cli
from goodoffices.record.archive import Archive
from goodoffices.record.archived import read_archived
from goodoffices.record.checks.check import check
from goodoffices.record.folder import read_folder
from goodoffices.record.recording import record as record_edits
from tests.records import write_case, yaml_data

TODAY = date(2026, 2, 1)
CASE = """\
parties:
  - {id: north, name: North, roles: [negotiating]}
  - {id: south, name: South, roles: [negotiating]}
issues:
  - {id: corridor, options: [{id: stays}, {id: out}, {id: half}]}
  - {id: days, kind: quantity, low: 0, high: 30}
"""


def statement(
    name: str = "s1",
    *,
    reading: str = "{id: r1, party: north, stance: insists, proposition: corridor is out}",
    more: str = "",
) -> str:
    return (
        f"  - id: {name}\n    words: We stay.\n    chain: [{{speaker: north, to: team}}]\n"
        f"    readings:\n      - {reading}\n{more}"
    )


def mistakes(case: Path) -> list[str]:
    return [str(one) for one in check(case, today=TODAY).mistakes]


def of_record(tmp_path: Path, record: str, case: str = CASE, **files: object) -> list[str]:
    """The mistakes of a case with this record."""
    return mistakes(write_case(tmp_path, case=case, record=record, **files))  # type: ignore[arg-type]


# ---------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (
            "statements:\n" + statement(reading="{id: r1, party: norht, stance: reserves}"),
            (
                "record.yaml:7:25: there is no party of this name; "
                'did you mean "north"?; found "norht"; allowed: north, south'
            ),
        ),
        (
            "statements:\n" + statement(more="    document: d9\n"),
            'record.yaml:8:15: there is no document of this name; found "d9"',
        ),
        (
            "links:\n  - {id: l1, kind: repeats, statement: s1, other: s2}\nstatements:\n"
            + statement(),
            ('record.yaml:3:51: there is no statement of this name; found "s2"; allowed: s1'),
        ),
        (
            "notes:\n  - {id: n1, text: x, issues: [coridor], rests_on: [nothing]}\n",
            (
                'record.yaml:3:32: there is no issue of this name; did you mean "corridor"?; '
                'found "coridor"; allowed: corridor, days'
            ),
        ),
        (
            "documents:\n  - {id: d1, dated: 2026-01-01, handling: {held_by: [vera]}}\n",
            'record.yaml:3:54: there is no member of the team of this name; found "vera"',
        ),
        (
            "sources:\n  - {id: x, kind: person, description: X, affiliation: west}\n",
            'record.yaml:3:56: there is no party of this name; found "west"; allowed: north, south',
        ),
    ],
)
def test_a_name_that_stands_for_nothing_comes_with_the_nearest(
    tmp_path: Path, record: str, message: str
) -> None:
    assert of_record(tmp_path, record)[0] == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "coridor is out",
            'record.yaml:7:62: unknown issue (did you mean "corridor"?); found "coridor"; allowed: corridor, days',
        ),
        (
            "corridor is outt",
            'record.yaml:7:74: unknown option of corridor (did you mean "out"?); found "outt"; allowed: stays, out, half',
        ),
    ],
)
def test_a_proposition_that_cannot_be_read_says_where_in_the_file(
    tmp_path: Path, text: str, message: str
) -> None:
    reading = f"{{id: r1, party: north, stance: insists, proposition: {text}}}"
    assert of_record(tmp_path, "statements:\n" + statement(reading=reading)) == [message]


def test_an_id_that_stands_twice_is_named_with_the_other_place(tmp_path: Path) -> None:
    record = (
        "statements:\n"
        + statement()
        + statement(reading="{id: north, party: north, stance: reserves}")
    )
    assert of_record(tmp_path, record) == [
        'record.yaml:8:9: this id stands twice: it is also the statement at record.yaml:3; found "s1"',
        'record.yaml:12:14: this id stands twice: it is also the party at case.yaml:4; found "north"',
    ]


def test_a_word_of_relay_chains_is_no_id(tmp_path: Path) -> None:
    assert of_record(tmp_path, "sources:\n  - {id: team, kind: person, description: X}\n") == [
        'record.yaml:3:10: this id stands twice: it is also a word of relay chains; found "team"'
    ]


def test_an_alternative_rivals_a_leading_reading_of_its_own_statement(tmp_path: Path) -> None:
    rival = "      - {id: r2, status: alternative, alternative_to: r9, party: north, stance: reserves}\n"
    [found] = of_record(tmp_path, "statements:\n" + statement(more=rival))
    assert found == (
        "record.yaml:8:55: there is no leading reading of this statement of this name; "
        'found "r9"; allowed: r1'
    )


# ---------------------------------------------------------------------------- what cannot hold


@pytest.mark.parametrize(
    ("reading", "message"),
    [
        (
            "stance: insists, proposition: corridor is out, condition: days >= 20 and days <= 10",
            'this condition can never hold; found "days >= 20 and days <= 10"',
        ),
        (
            "stance: would_accept, proposition: days >= 20 and days <= 10",
            'no package can ever satisfy this; found "days >= 20 and days <= 10"',
        ),
        (
            'stance: rejects, proposition: "corridor in (stays, out, half)"',
            (
                "every package satisfies this, so that none can reject it; "
                'found "corridor in (stays, out, half)"'
            ),
        ),
    ],
)
def test_what_can_never_hold_is_a_mistake(tmp_path: Path, reading: str, message: str) -> None:
    line = f"{{id: r1, party: north, {reading}}}"
    [found] = of_record(tmp_path, "statements:\n" + statement(reading=line))
    assert found.split(": ", 1)[1] == message


def test_rejecting_the_impossible_is_no_mistake(tmp_path: Path) -> None:
    line = "{id: r1, party: north, stance: rejects, proposition: days >= 20 and days <= 10}"
    assert of_record(tmp_path, "statements:\n" + statement(reading=line)) == []


def test_rules_and_norms_that_leave_no_package_are_named_and_no_others(tmp_path: Path) -> None:
    case = CASE + (
        "rules:\n"
        "  - {id: tie, proposition: if corridor is out then days >= 10}\n"
        "  - {id: short, proposition: days <= 5}\n"
        "  - {id: other, proposition: not corridor is half}\n"
        "norms:\n"
        "  - {id: law, source: a treaty, proposition: corridor is out}\n"
    )
    assert of_record(tmp_path, "", case) == [
        'case.yaml:10:28: this leaves no package together with short, law; found "tie"',
        'case.yaml:11:30: this leaves no package together with tie, law; found "short"',
        'case.yaml:14:46: this leaves no package together with tie, short; found "law"',
    ]


# ---------------------------------------------------------------------------- links


def statements(count: int) -> str:
    return "statements:\n" + "".join(
        f"  - {{id: s{k}, words: We stay., chain: [{{speaker: north, to: team}}]}}\n"
        for k in range(1, count + 1)
    )


def links(*lines: str) -> str:
    made = ""
    for number, line in enumerate(lines, 1):
        one, kind, other = line.split()
        made += f"  - {{id: l{number}, kind: {kind}, statement: {one}, other: {other}}}\n"
    return f"links:\n{made}"


@pytest.mark.parametrize(
    ("lines", "messages"),
    [
        (["s2 supersedes s1", "s3 supersedes s2"], []),
        (["s2 supersedes s1", "s3 supersedes s1", "s4 supersedes s3", "s4 supersedes s2"], []),
        (["s1 supersedes s2", "s2 repeats s1"], []),
        (["s1 contradicts s2", "s2 contradicts s1"], []),
        (
            ["s1 supersedes s1"],
            ['these links go round in a circle: s1 supersedes s1; found "l1"'],
        ),
        (
            ["s4 supersedes s1", "s2 supersedes s3", "s3 supersedes s1", "s1 supersedes s2"],
            [
                (
                    "these links go round in a circle: s2 supersedes s3 supersedes s1 supersedes s2; "
                    'found "l2"'
                )
            ],
        ),
        (
            ["s1 repeats s2", "s2 repeats s1", "s3 supersedes s4", "s4 supersedes s3"],
            [
                'these links go round in a circle: s1 repeats s2 repeats s1; found "l1"',
                'these links go round in a circle: s3 supersedes s4 supersedes s3; found "l3"',
            ],
        ),
        (
            ["s2 repeats s1", "s2 repeats s3"],
            ['s2 already repeats another statement (link l1); found "l2"'],
        ),
    ],
)
def test_links_that_go_round_in_a_circle(
    tmp_path: Path, lines: list[str], messages: list[str]
) -> None:
    found = of_record(tmp_path, links(*lines) + statements(4))
    assert [one.split(": ", 1)[1] for one in found] == messages


def test_long_chains_of_links_are_walked_once(tmp_path: Path) -> None:
    """Each link is taken once, or a thousand statements in a row would take minutes."""
    count = 1000
    lines = [f"s{k + 1} supersedes s{k}" for k in range(1, count)]
    lines += [f"s{k} supersedes s1" for k in range(3, count)]
    assert of_record(tmp_path, links(*lines) + statements(count)) == []


def test_a_party_takes_back_its_own_positions_only(tmp_path: Path) -> None:
    back = statement(
        "s2", reading="{id: r2, party: south, stance: no_longer_insists, withdraws: [r1]}"
    )
    assert of_record(tmp_path, "statements:\n" + statement() + back) == [
        'record.yaml:12:71: south cannot take back a position of north; found "r1"'
    ]


# ---------------------------------------------------------------------------- spans


TEXT = "One line. We stay. We stay."


@pytest.mark.parametrize(
    ("more", "messages"),
    [
        ("span: {start: 10, end: 18}", []),
        (
            "span: {start: 20, end: 99}",
            ['the span lies outside document d1; found "20 to 99"; allowed: 0 to 27'],
        ),
        (
            "span: {start: 18, end: 10}",
            ['the span lies outside document d1; found "18 to 10"; allowed: 0 to 27'],
        ),
        (
            "span: {start: 0, end: 9}",
            [
                (
                    'other words stand at this span of document d1; found "One line."; '
                    'allowed: the words of the statement, "We stay."'
                )
            ],
        ),
    ],
)
def test_a_span_has_the_words_of_its_statement(
    tmp_path: Path, more: str, messages: list[str]
) -> None:
    record = "documents:\n  - {id: d1, dated: 2026-01-01, file: a.txt}\nstatements:\n" + statement(
        more=f"    document: d1\n    {more}\n"
    )
    found = of_record(tmp_path, record, documents={"a.txt": TEXT})
    assert [one.split(": ", 1)[1] for one in found] == messages


def test_words_that_do_not_stand_in_their_document(tmp_path: Path) -> None:
    record = "documents:\n  - {id: d1, dated: 2026-01-01, file: a.txt}\nstatements:\n" + statement(
        more="    document: d1\n"
    )
    assert of_record(tmp_path, record, documents={"a.txt": "Nothing of it."}) == [
        'record.yaml:6:12: these words do not stand in document d1; found "We stay."'
    ]


def test_a_text_that_has_changed_since_its_hash_was_taken(tmp_path: Path) -> None:
    record = f"documents:\n  - {{id: d1, dated: 2026-01-01, file: a.txt, sha256: {'a' * 64}}}\n"
    [found] = of_record(tmp_path, record, documents={"a.txt": TEXT})
    assert found.startswith(
        "record.yaml:3:54: the text of this document has changed since its hash was taken; found"
    )


def test_spans_count_code_points(tmp_path: Path) -> None:
    """Not bytes, and not what a screen shows."""
    text = "\N{GRINNING FACE} שלום. We stay."
    record = "documents:\n  - {id: d1, dated: 2026-01-01, file: a.txt}\nstatements:\n" + statement(
        more="    document: d1\n    span: {start: 8, end: 16}\n"
    )
    assert of_record(tmp_path, record, documents={"a.txt": text}) == []


# ---------------------------------------------------------------------------- dates


def test_what_is_not_recorded_counts_as_recorded_today(tmp_path: Path) -> None:
    record = "statements:\n" + statement(more="    said_on: 2026-02-02\n")
    assert of_record(tmp_path, record) == [
        'record.yaml:8:14: this was said after it was recorded (2026-02-01); found "2026-02-02"'
    ]


@pytest.mark.parametrize(
    ("said_on", "is_mistake"),
    [("2026-01-10", False), ("2026-01-11", False), ("2026-01-12", True)],
)
def test_said_after_recorded(tmp_path: Path, said_on: str, is_mistake: bool) -> None:
    """The day of recording is the latest that it was anywhere: in Doha it is tomorrow already."""
    record = "statements:\n" + statement(more=f"    said_on: {said_on}\n")
    case = write_case(tmp_path, case=CASE, record=record)
    edits = read_archived(read_folder(case)).edits
    at = datetime(2026, 1, 10, 22, 0, tzinfo=UTC)
    record_edits(Archive(case / "archive"), edits, by="vera", at=at)
    message = 'this was said after it was recorded (2026-01-11); found "2026-01-12"'
    assert [one.split(": ", 1)[1] for one in mistakes(case)] == [message] * is_mistake


# ---------------------------------------------------------------------------- shape


def test_another_version_of_a_file_says_which_is_allowed(tmp_path: Path) -> None:
    case = write_case(tmp_path, case=CASE)
    text = (case / "case.yaml").read_text().replace("case/1", "case/2")
    (case / "case.yaml").write_text(text)
    [found] = mistakes(case)
    assert found.startswith("case.yaml:1:9: ")
    assert found.endswith('found "goodoffices/case/2"; allowed: goodoffices/case/1')


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    """Of shape, names, propositions, words, dates and links, in the order of the files."""
    case = CASE + "rules:\n  - {id: rule, proposition: corridor is gone}\n"
    record = (
        "documents:\n  - {id: d1, dated: 2026-01-01, file: gone.txt}\n"
        "  - {id: d2, dated: 2026-01-01, file: a.txt}\n"
        "  - {id: d3, titel: Report}\n"
        "statements:\n"
        + statement("s1", more="    document: d2\n    span: {start: 0, end: 3}\n")
        + statement("s1", reading="{id: r2, party: west, stance: reserves}")
        + statement(
            "s3",
            reading="{id: r3, party: north, stance: insists, proposition: days >= 99}",
            more="    said_on: 2027-01-01\n",
        )
        + links("s3 supersedes s3")
    )
    found = of_record(tmp_path, record, case, documents={"a.txt": TEXT})
    assert [one.split(":")[:2] for one in found] == [
        ["case.yaml", "10"],
        ["record.yaml", "3"],
        ["record.yaml", "5"],
        ["record.yaml", "13"],
        ["record.yaml", "14"],
        ["record.yaml", "18"],
        ["record.yaml", "23"],
        ["record.yaml", "24"],
        ["record.yaml", "26"],
    ]


def test_right_to_left_words_work_through_to_the_brief(tmp_path: Path) -> None:
    words = "لن ننسحب من الممر"
    record = (
        "documents:\n  - {id: d1, title: تقرير, language: ar, dated: 2026-01-01, file: a.txt}\n"
        f"statements:\n  - id: s1\n    words: {words}\n    language: ar\n    document: d1\n"
        "    chain: [{speaker: north, to: public}]\n    readings:\n"
        "      - {id: r1, party: north, stance: insists, proposition: corridor is stays}\n"
    )
    case = write_case(
        tmp_path / "talks", case=CASE, record=record, documents={"a.txt": f"قال: {words}."}
    )
    assert mistakes(case) == []
    written = CliRunner().invoke(cli, ["check", str(case), "--write"])
    assert written.exit_code == 0
    assert yaml_data(case / "record.yaml")["statements"][0]["span"] == {"start": 5, "end": 22}
    for ending in ("html", "md"):
        out = tmp_path / f"brief.{ending}"
        assert CliRunner().invoke(cli, ["brief", str(case), "-o", str(out)]).exit_code == 0
        assert words in out.read_text(encoding="utf-8")


# ---------------------------------------------------------------------------- questions


def questions(tmp_path: Path, record: str, **files: object) -> list[tuple[str, tuple[str, ...]]]:
    case = write_case(tmp_path, case=CASE, record=record, **files)  # type: ignore[arg-type]
    checked = check(case, today=TODAY)
    assert checked.mistakes == ()
    return [(one.kind, one.about) for one in checked.questions]


def graded(name: str, reading: str, on: str = "2026-01-01") -> str:
    return (
        f"  - id: {name}\n    words: We stay.\n    said_on: {on}\n"
        f"    chain: [{{speaker: north, to: team, grade: B2}}]\n    readings: [{reading}]\n"
    )


INSISTS = "{id: %s, party: north, stance: insists, proposition: corridor is %s}"


def test_a_later_reading_of_the_same_party_issue_and_register_is_asked_about(
    tmp_path: Path,
) -> None:
    """Nothing replaces anything by date alone: a person says whether it does."""
    record = "statements:\n" + graded("s2", INSISTS % ("r2", "out"), "2026-01-05")
    record += graded("s1", INSISTS % ("r1", "stays"))
    assert questions(tmp_path, record) == [("supersedes", ("s2", "s1"))]


def test_what_a_link_settles_is_asked_no_more(tmp_path: Path) -> None:
    record = "statements:\n" + graded("s2", INSISTS % ("r2", "out"), "2026-01-05")
    record += graded("s1", INSISTS % ("r1", "stays"))
    record += (
        "links:\n  - {id: l1, kind: supersedes, statement: s2, other: s1, confirmed_by: vera}\n"
    )
    assert questions(tmp_path, record) == []


def test_what_waits_for_a_person_is_listed_in_the_order_of_the_file(tmp_path: Path) -> None:
    record = (
        "documents:\n  - {id: d1, file: a.txt}\n"
        "statements:\n"
        "  - {id: s1, words: We stay., document: d1}\n"
        "  - {id: s2, words: One line., document: d1, said_on: {unresolved: last Sunday}, "
        "chain: [{speaker: north}]}\n"
        "  - {id: s3, words: No., draft: true}\n"
        "links:\n  - {id: l1, kind: repeats, statement: s2, other: s1}\n"
        "messages:\n  - {id: m1, asked_by: north, to: south, words: x, asked_on: 2026-01-01}\n"
    )
    assert questions(tmp_path, record, documents={"a.txt": TEXT}) == [
        ("date", ("d1",)),
        ("chain", ("s1",)),
        ("span", ("s1",)),
        ("date", ("s2",)),
        ("grade", ("s2",)),
        ("span", ("s2",)),
        ("chain", ("s3",)),
        ("draft", ("s3",)),
        ("link", ("l1",)),
        ("message", ("m1",)),
    ]


def test_a_case_with_mistakes_asks_nothing_yet(tmp_path: Path) -> None:
    case = write_case(tmp_path, case=CASE, record="links: [{id: l1}]\ndocuments: [{id: d1}]\n")
    assert check(case).questions == ()


def test_a_viewer_that_does_not_exist_is_refused_with_the_nearest(tmp_path: Path) -> None:
    case = write_case(tmp_path, case=CASE)
    result = CliRunner().invoke(cli, ["brief", str(case), "--for", "nort"])
    assert str(result.exception) == (
        'there is no viewer "nort"; did you mean "north"? (there are: team, north, south)'
    )


def doha(tmp_path: Path) -> Path:
    path = tmp_path / "doha"
    shutil.copytree(Path(__file__).parents[3] / "src/goodoffices/examples/doha-round", path)
    return path


def test_a_file_that_cannot_be_read_is_one_mistake(tmp_path: Path) -> None:
    """Not one more for each name that it would have held."""
    path = doha(tmp_path)
    (path / "case.yaml").write_text("schema: goodoffices/case/1\ntitle: x\n\tparties: []\n")
    assert [(one.file, one.line) for one in check(path).mistakes] == [("case.yaml", 3)]


def test_an_issue_with_a_mistake_is_not_called_unknown_in_propositions(tmp_path: Path) -> None:
    path = doha(tmp_path)
    text = (path / "case.yaml").read_text(encoding="utf-8")
    text = text.replace("  - id: philadelphi\n", "  - id: philadelphi\n    knd: choice\n", 1)
    (path / "case.yaml").write_text(text, encoding="utf-8")
    assert [one.found for one in check(path).mistakes] == ["knd"]


def test_a_statement_that_repeats_another_is_not_asked_what_it_means(tmp_path: Path) -> None:
    """It follows the reading of the one that it repeats."""
    chain = "chain: [{speaker: north, to: team, grade: B2}]"
    record = (
        "statements:\n"
        f"  - {{id: first, words: No., said_on: 2026-01-01, {chain}}}\n"
        f"  - {{id: again, words: As I said., said_on: 2026-01-02, {chain}}}\n"
        "links:\n"
        "  - {id: l1, kind: repeats, statement: again, other: first, confirmed_by: vera}\n"
    )
    assert questions(tmp_path, record) == [("reading", ("first",))]
