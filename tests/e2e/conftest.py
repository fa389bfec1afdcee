"""A page of the Chromium that is there; `tests/conftest.py` says what was skipped without one.

Every test in this folder carries the mark `e2e` by itself. A page that logs an error or breaks
its content security policy fails its test.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.chromium import find_chromium, what_is_missing
from tests.e2e.lived_in import LivedIn, live_in, prepare
from tests.e2e.serving import Machine, Served, fresh_machine
from tests.e2e.watching import watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
# A browser that calls nobody: no update, no sync, no telemetry. Root has no sandbox.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = what_is_missing()
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- optional dependency

    # A home of its own: nothing of the person's browser is read or touched.
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=list(QUIET),
            env={**os.environ, "HOME": home},
        )
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    complaints: list[str] = []
    context = browser.new_context(locale="en-GB", timezone_id="UTC", offline=True)
    fresh = context.new_page()
    fresh.on("pageerror", lambda error: complaints.append(str(error)))
    fresh.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    yield fresh
    context.close()
    assert complaints == []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine on which the program was never used."""
    return fresh_machine(tmp_path)


@pytest.fixture
def served(machine: Machine) -> Iterator[Served]:
    """The worked example, served for the first time."""
    with machine.serving(machine.copy_example()) as one:
        yield one


@pytest.fixture(scope="session")
def lived_in(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivedIn]:
    """A case in which a team has worked. Tests that share it look, and change nothing."""
    machine = fresh_machine(tmp_path_factory.mktemp("lived_in"))
    with machine.serving(prepare(machine)) as one:
        with watched(browser, one) as page:
            found = live_in(page, one)
        yield found
