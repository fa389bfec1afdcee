"""A case, its cast, and a browser for each; every test leaves the database as it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.ready import make_ready

make_ready()  # models cannot be imported before

from django.conf import settings  # noqa: E402 -- after Django is ready
from django.db import transaction  # noqa: E402 -- the same
from django.test import Client  # noqa: E402 -- the same
from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: E402

from goodoffices.storage.desk import Desk  # noqa: E402 -- the same
from goodoffices.web.desks import the_desk  # noqa: E402 -- the same
from tests.web.cast import ROLES, client_of, make_accounts, write_case  # noqa: E402


@pytest.fixture(scope="session", autouse=True)
def _as_in_tests() -> Iterator[None]:
    setup_test_environment()
    yield
    teardown_test_environment()


@pytest.fixture(scope="session")
def written_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example with its cast; copied for each test."""
    return write_case(tmp_path_factory.mktemp("written") / "doha-round")


@pytest.fixture
def desk(written_case: Path, tmp_path: Path) -> Iterator[Desk]:
    """The desk of a case of its own, with an account for each of the cast."""
    path = tmp_path / "doha-round"
    shutil.copytree(written_case, path)
    before = settings.CASE
    settings.CASE = path
    the_desk.cache_clear()
    with transaction.atomic():
        make_accounts()
        yield the_desk()
        transaction.set_rollback(True)
    settings.CASE = before
    the_desk.cache_clear()


@pytest.fixture
def browsers(desk: Desk) -> dict[str, Client]:
    """A browser for each of the cast, and one of a stranger."""
    return {who: client_of(who) for who in (*ROLES, "stranger")}


@pytest.fixture
def ana(browsers: dict[str, Client]) -> Client:
    """The lead's browser."""
    return browsers["ana"]
