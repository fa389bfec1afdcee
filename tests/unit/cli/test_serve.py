"""What the command `serve` refuses; tests/web/test_serve.py runs it."""

from __future__ import annotations

import sys

import pytest

from tests.unit.cli.conftest import Run


def test_without_the_extra_it_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "waitress", None)
    shown = run("serve", "doha-round")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err == (
        "goodoffices: serving the pages needs an extra: pip install 'goodoffices[web]'\n"
    )


def test_a_database_of_a_team_asks_for_the_case(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_DATABASE", "postgresql://someone@db/talks")
    shown = run("serve")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err == (
        "goodoffices: GOODOFFICES_DATABASE names a database that holds one case: name the case "
        "too; see `goodoffices serve --help`\n"
    )


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_is_a_number(run: Run, port: str) -> None:
    shown = run("serve", "doha-round", "--port", port)
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith("goodoffices: --port: ")
