"""Django is made ready before the first module that needs it is read, and only then."""

from __future__ import annotations

from pathlib import Path
from typing import Final

NEEDS_DJANGO: Final = (
    "src/goodoffices/storage",
    "src/goodoffices/web",
    "tests/docs",  # it imports every module
    "tests/unit/storage",
    "tests/web",
)
ROOT: Final = Path(__file__).parent


def pytest_collect_file(file_path: Path) -> None:
    """Make Django ready on the first file that needs it."""
    inside = file_path.relative_to(ROOT).as_posix() if file_path.is_relative_to(ROOT) else ""
    if inside.endswith(".py") and inside.startswith(NEEDS_DJANGO):
        from tests.web.ready import make_ready  # noqa: PLC0415 -- slow import

        make_ready()
