"""A team's first evening with the pages, in four ways of working."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.e2e import story
from tests.e2e.hands import Keys, Pointer
from tests.e2e.watching import PATIENCE_MS, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.e2e.serving import Machine, Served


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody works: on which screen, with what, and with or without scripts."""

    width: int
    scheme: str
    is_by_keys: bool = False
    has_scripts: bool = True


WAYS = {
    "laptop": Way(1280, "light"),
    "phone": Way(390, "dark"),
    "keys": Way(1280, "dark", is_by_keys=True),
    "no-scripts": Way(390, "light", has_scripts=False),
}


@pytest.fixture(autouse=True)
def _patience() -> None:
    expect.set_options(timeout=PATIENCE_MS)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_evening_from_the_first_run_to_a_brief(
    browser: Browser, machine: Machine, served: Served, tmp_path: Path, way: Way
) -> None:
    scheme: Any = way.scheme
    with watched(
        browser,
        served,
        width=way.width,
        scheme=scheme,
        java_script_enabled=way.has_scripts,
        has_touch=way.width < 600,
    ) as page:
        hand = Keys(page) if way.is_by_keys else Pointer()
        evening = story.Evening(page, hand, served, way.has_scripts)
        story.enter(evening)
        story.note_a_meeting(evening)
        story.read_a_report(evening)
        story.review(evening)
        story.try_movements(evening)
        story.weigh_packages(evening)
        story.arrange_phases(evening)
        brief = story.take_a_brief_out(evening, tmp_path / "brief.html")
    assert story.MOVED in brief
    table = machine.run("export", str(served.case), "--as", "csv")
    assert "A date will be named tomorrow." in table
    assert machine.run("verify", str(served.case)).startswith("whole")
