"""What differs between two runs of the pages, as it comes from the environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from goodoffices.web.environment import CASE, DATABASE, HOSTS, database

ASK = (
    "import json; from django.conf import settings as s; "
    "print(json.dumps([s.ALLOWED_HOSTS, s.CSRF_TRUSTED_ORIGINS, "
    "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE]))"
)
HERE = ["127.0.0.1", "localhost", "[::1]"]


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        ("", [HERE, [], False, False]),
        (
            "talks.example.org, backup.example.org:8443",
            [
                [*HERE, "talks.example.org", "backup.example.org"],
                ["https://talks.example.org", "https://backup.example.org:8443"],
                True,
                True,
            ],
        ),
    ],
)
def test_cookies_travel_over_tls_alone_where_a_team_names_its_hosts(
    tmp_path: Path, hosts: str, expected: list[object]
) -> None:
    environment = {**os.environ, CASE: str(tmp_path), HOSTS: hosts}
    environment["DJANGO_SETTINGS_MODULE"] = "goodoffices.web.settings"
    told = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(told.stdout) == expected


def test_address_of_a_database_that_is_none_is_refused_without_its_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CASE, str(tmp_path))
    monkeypatch.setenv(DATABASE, "mysql://someone:hidden@db/talks")
    with pytest.raises(ValueError, match="postgresql://USER@HOST:PORT/NAME") as refused:
        database()
    assert "hidden" not in str(refused.value)
