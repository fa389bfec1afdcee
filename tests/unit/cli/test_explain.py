"""The command `explain`, and the JSON that others rely on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.unit.cli.conftest import Run

FIXED = (
    "Movement on any one of these, or a formula not yet tabled, would remove the incompatibility."
    " This is no view on who should move. Mandate, timing, trust and will are not in this record."
)


def shape(value: Any) -> Any:
    """The keys and types of a value; of a list, those of its members."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list):
        found: list[Any] = []
        found += [one for one in map(shape, value) if one not in found]
        return found[:1]
    return type(value).__name__


def test_json_has_the_documented_shape(run: Run, doha: Path) -> None:
    """Keys may be added to it without a new number, never changed or taken away."""
    found = run("explain", "doha-round", "--json").json
    assert found["schema"] == "goodoffices/explanation/1"
    assert (found["status"], found["complete"]) == ("proven", True)
    assert isinstance(found["basis"], dict)
    position = found["positions"][0]
    assert shape({name: position[name] for name in (
        "id", "holders", "issues", "register", "proposition", "statements"
    )}) == {
        "id": "str",
        "holders": ["str"],
        "issues": ["str"],
        "register": "str",
        "proposition": "str",
        "statements": ["str"],
    }  # fmt: skip
    assert all(list(one["strength"]) == one["holders"] for one in found["positions"])
    assert {word for one in found["positions"] for word in one["strength"].values()} == {
        "insists",
        "rejects",
    }
    reading = found["readings"][1]
    assert reading["choice"] == {"r2": "r2_offer"}
    assert found["readings"][0]["choice"] == {}
    sets = [["str"]]
    for one in (*found["readings"], found["under_every_reading"]):
        assert (shape(one["incompatible"]), shape(one["movement"])) == (sets, sets)
    assert found["depends_on"] == ["s10"]
    assert shape(found["fragile_on"]) == ["str"]
    for one in found["untabled"]:
        assert shape({name: one[name] for name in ("issue", "admitted_by")}) == {
            "issue": "str",
            "admitted_by": [{"positions": ["str"], "withdrawing_suffices": "bool"}],
        }
        assert isinstance(one["choice"], dict)


def test_every_id_in_it_is_among_the_positions(run: Run, doha: Path) -> None:
    found = run("explain", "doha-round", "--json").json
    known = {one["id"] for one in found["positions"]}
    used = {
        one
        for reading in (*found["readings"], found["under_every_reading"])
        for each in (*reading["incompatible"], *reading["movement"])
        for one in each
    }
    used |= {p for one in found["untabled"] for way in one["admitted_by"] for p in way["positions"]}
    assert used - known == set()


def test_the_same_input_gives_the_same_bytes(run: Run, doha: Path) -> None:
    words = ("explain", "doha-round", "--json")
    assert run(*words).out == run(*words).out


def test_page_has_the_fixed_words(run: Run, doha: Path) -> None:
    shown = run("explain", "doha-round")
    assert (shown.status, shown.err) == (0, "")
    assert FIXED in " ".join(shown.out.split())


def test_another_reading_is_said_in_the_basis(run: Run, doha: Path) -> None:
    out = run("explain", "doha-round", "--reading", "r2=r2_offer").out
    assert "Read with r2_offer in the place of r2." in " ".join(out.split())
    assert "P1; or P2; or P3 and P4." in out


def test_a_cap_is_said(run: Run, doha: Path) -> None:
    found = run("explain", "doha-round", "--json", "--most", "1").json
    assert found["complete"] is False
    assert [len(one["incompatible"]) for one in found["readings"]] == [1, 1]
    assert (
        "Not complete: the search was cut off." in run("explain", "doha-round", "--most", "1").out
    )
