"""What every command refuses: one clear sentence, status 2, nothing on standard output."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.cli.main import COMMANDS
from tests.unit.cli.conftest import Run

VIEWING = ("matrix", "gaps", "explain", "brief", "export")
MORE = {
    "confirm": ("s1",),
    "read": ("report.txt",),
    "mark": ("name",),
    "erase": ("s1", "--reason", "x", "--yes"),
    "note": ("--said", "qatar:x"),
    "backup": ("-o", "case.age"),
}
ON_A_CASE = tuple(
    row.name
    for row in COMMANDS
    if row.name not in {"demo", "new", "restore", "serve", "completion"}
)

WRONG = [
    (
        ("--for", "egpt"),
        (
            'there is no viewer "egpt"; did you mean "egypt"? (there are: team, vera, joao, mira, '
            "israel, hamas, egypt, qatar, united_states)"
        ),
    ),
    (("--reading", "r2=r2_ofer"), 'there is no rival of r2 "r2_ofer"; did you mean "r2_offer"?'),
    (("--reading", "r22=x"), '"r22"'),
    (("--reading", "r2"), '--reading: "r2" is not of the form LEADING=CHOSEN; see `goodoffices '),
    (("--as-of", "yesterday"), '--as-of: "yesterday" is no day; write it like 2024-08-28; see '),
    (("--as-of", "2024-13-01"), '--as-of: "2024-13-01" is no day; write it like 2024-08-28; see '),
    (("--known-at", "nowhen"), 'there is no mark, date or time "nowhen"'),
    (
        ("--min-grade", "Z9"),
        '--min-grade: "Z9" is no grade; a grade is A to F and then 1 to 6, such as B2; see ',
    ),
    (
        ("--register", "publik"),
        (
            '--register: there is no "publik"; did you mean "public"? '
            "(there are: public, conveyed, attributed, confided); see "
        ),
    ),
    (("--threshold", "demand"), '--threshold: there is no "demand"; did you mean "demands"?'),
    (
        ("--without-instrument", "camp_david"),
        (
            'there is no instrument "camp_david"; did you mean "camp_david_1978"? '
            "(there are: camp_david_1978)"
        ),
    ),
    (("--as-off", "x"), 'there is no option --as-off; did you mean "--as-of"? See '),
]


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("command", VIEWING)
@pytest.mark.parametrize(("words", "sentence"), WRONG, ids=lambda one: " ".join(one)[:24])
def test_a_wrong_view_is_refused(
    run: Run, doha: Path, command: str, words: tuple[str, ...], sentence: str, *, as_json: bool
) -> None:
    shown = run(command, "doha-round", *words, *(["--json"] if as_json else []))
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith("goodoffices: ")
    assert sentence in shown.err
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize("command", ON_A_CASE)
def test_what_is_no_case_is_refused(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty").mkdir()
    shown = run(command, "nowhere", *MORE.get(command, ()), "--json")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err == "goodoffices: nowhere is not a case: there is nothing of that name\n"
    shown = run(command, "empty", *MORE.get(command, ()), "--json")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith("goodoffices: empty ")
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize("command", ON_A_CASE)
def test_the_case_has_to_be_named(run: Run, command: str) -> None:
    shown = run(command)
    assert (shown.status, shown.out) == (2, "")
    name = "CASE|ARCHIVE" if command == "verify" else "CASE"
    assert shown.err == f"goodoffices: {name} is missing; see `goodoffices {command} --help`\n"


@pytest.mark.parametrize("command", [*VIEWING, "record", "mark", "note"])
def test_a_case_with_mistakes_is_refused_with_all_of_them(
    run: Run, doha: Path, command: str
) -> None:
    record = doha / "record.yaml"
    text = record.read_text("utf-8").replace("party: israel", "party: isreal", 1)
    record.write_text(text.replace("stance: insists", "stance: insits", 1), "utf-8")
    shown = run(command, "doha-round", *MORE.get(command, ()), "--json")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.count("record.yaml:") == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--most", "0"), '--most: "0" is no number of sets above 0; see '),
        (("--most", "2.5"), '--most: "2.5" is no number of sets above 0; see '),
        (("--deadline", "soon"), '--deadline: "soon" is no number of seconds above 0; see '),
        (("--deadline", "-1"), '--deadline: "-1" is no number of seconds above 0; see '),
        (("--deadline", "nan"), '--deadline: "nan" is no number of seconds above 0; see '),
    ],
)
def test_amounts_are_above_nothing(
    run: Run, doha: Path, words: tuple[str, ...], sentence: str
) -> None:
    shown = run("explain", "doha-round", *words)
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith(f"goodoffices: {sentence}")


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_help_has_an_example_and_fits_a_terminal(run: Run, row: object) -> None:
    name = getattr(row, "name", "")
    shown = run(name, "--help")
    assert shown.status == 0
    assert "Example" in shown.out
    assert f"goodoffices {name}" in shown.out.partition("Example")[2]
    assert [line for line in shown.out.splitlines() if len(line) > 100] == []
