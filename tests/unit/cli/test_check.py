"""The command `check`."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.conftest import Run


def test_an_example_has_no_mistakes(run: Run, doha: Path) -> None:
    shown = run("check", "doha-round")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith("doha-round: no mistakes.\n")
    assert "questions for a person:\n  record.yaml:" in shown.out


def test_each_mistake_has_its_place(run: Run, doha: Path) -> None:
    """All of them at once, with file, line and column; the status is then 1."""
    record = doha / "record.yaml"
    text = record.read_text("utf-8").replace("party: israel", "party: isreal", 1)
    record.write_text(text.replace("stance: insists", "stance: insits", 1), "utf-8")
    shown = run("check", "doha-round")
    assert shown.status == 1
    *mistakes, _, end = shown.out.splitlines()
    assert len(mistakes) == 2
    for mistake, word in zip(sorted(mistakes), ("israel", "insits"), strict=True):
        file, line, column, _ = mistake.split(":", 3)
        place = text.splitlines()[int(line) - 1][int(column) - 1 :]
        assert file == "record.yaml"
        assert place.startswith(("isreal", "insi"))
        assert word in mistake
    assert end == "2 mistakes: mend them, then check again."


def test_one_mistake_is_mended_alone(run: Run, doha: Path) -> None:
    record = doha / "record.yaml"
    record.write_text(
        record.read_text("utf-8").replace("party: israel", "party: isreal", 1), "utf-8"
    )
    shown = run("check", "doha-round")
    assert shown.out.endswith("\n1 mistake: mend it, then check again.\n")


def test_json_has_mistakes_with_all_they_say(run: Run, doha: Path) -> None:
    record = doha / "record.yaml"
    record.write_text(
        record.read_text("utf-8").replace("party: israel", "party: isreal", 1), "utf-8"
    )
    shown = run("check", "doha-round", "--json")
    assert (shown.status, shown.err) == (1, "")
    (mistake,) = shown.json["mistakes"]
    assert list(mistake) == ["file", "line", "column", "message", "found", "allowed"]
    assert (mistake["file"], mistake["found"]) == ("record.yaml", "isreal")
    assert mistake["line"] > 0
    assert mistake["column"] > 0
    assert shown.json["schema"] == "goodoffices/check/1"


def test_json_has_questions(run: Run, doha: Path) -> None:
    found = run("check", "doha-round", "--json").json
    assert found["mistakes"] == []
    assert {tuple(one) for one in found["questions"]} == {("file", "line", "kind", "text", "about")}


def test_write_fills_in_offsets(run: Run, doha: Path) -> None:
    """From words that stand once in their document; a second run has nothing left to do."""
    record = doha / "record.yaml"
    before = record.read_text("utf-8")
    record.write_text(before.replace("    span: {start: 661, end: 854}\n", ""), "utf-8")
    assert run("check", "doha-round", "--write").out.startswith("Filled in 1 offset.\n")
    text = record.read_text("utf-8")
    assert "start: 661" in text
    assert "end: 854" in text
    assert run("check", "doha-round", "--write").out.startswith("Filled in 0 offsets.\n")
    assert record.read_text("utf-8") == text


def test_write_leaves_a_case_with_mistakes_alone(run: Run, doha: Path) -> None:
    record = doha / "record.yaml"
    text = record.read_text("utf-8").replace("    span: {start: 661, end: 854}\n", "")
    record.write_text(text.replace("party: israel", "party: isreal", 1), "utf-8")
    before = record.read_bytes()
    assert run("check", "doha-round", "--write").status == 1
    assert record.read_bytes() == before


def test_write_with_json_prints_json_alone(run: Run, doha: Path) -> None:
    assert run("check", "doha-round", "--write", "--json").json["mistakes"] == []
