"""Who is in the tests of the pages, and the case they look at.

Ana leads, Ben is a member, Cleo an analyst, Dina a named mediator; a stranger has no account.
Each member holds one statement that nobody else may see, with a word of its own in it.
"""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from django.test import Client

from goodoffices.case.yaml_edit import append_entries
from goodoffices.storage.models import Account, AccountRole
from goodoffices.web.preparing import prepare_case

PASSWORD: Final = "a long walk by the river"  # noqa: S105 -- of tests alone
ROLES: Final = {
    "ana": AccountRole.LEAD,
    "ben": AccountRole.MEMBER,
    "cleo": AccountRole.ANALYST,
    "dina": AccountRole.MEDIATOR,
}
CANARIES: Final = {name: f"canary{name}feather" for name in ROLES}
"""By member, the word that stands in what this member alone holds."""
LOOKERS: Final = {"ana": 200, "ben": 200, "cleo": 200, "dina": 200, "stranger": 302}
"""The status with which each is answered, where everybody with an account may look."""
WRITERS: Final = {**LOOKERS, "cleo": 404}
"""The same where an analyst may not, who writes nothing."""
TAKERS: Final = {**WRITERS, "dina": 404}
"""The same where something leaves the machine."""
NOBODY: Final = {**TAKERS, "ana": 404, "ben": 404}
"""The same where nothing is, or all of it is held by others."""


def copy_example(path: Path, name: str = "doha-round") -> Path:
    """A worked example in a folder of its own."""
    with as_file(files("goodoffices.examples") / name) as source:
        shutil.copytree(source, path, ignore=shutil.ignore_patterns(".cache", "__pycache__"))
    return path


def write_case(path: Path, name: str = "doha-round") -> Path:
    """An example with the cast as its team, a secret of each, ready to be served."""
    copy_example(path, name)
    append_entries(
        path / "case.yaml",
        "team",
        [
            {"id": who, "name": who.capitalize(), "mediator": role == AccountRole.MEDIATOR}
            for who, role in ROLES.items()
        ],
    )
    append_entries(
        path / "record.yaml",
        "statements",
        [
            {
                "id": f"held_{who}",
                "words": f"We heard {CANARIES[who]} tonight.",
                "said_on": "2024-08-29",
                "chain": [{"speaker": "hamas", "to": "team"}],
                "handling": {"level": "in_confidence", "held_by": [who]},
            }
            for who in ROLES
        ],
    )
    prepare_case(path, by="ana")
    return path


def make_accounts() -> dict[str, Account]:
    """An account for each of the cast."""
    return {
        who: Account.objects.create_user(
            username=who, password=PASSWORD, role=role, member=who, first_name=who.capitalize()
        )
        for who, role in ROLES.items()
    }


def client_of(who: str) -> Client:
    """A browser in which somebody of the cast has signed in; a stranger has not."""
    client = Client(enforce_csrf_checks=False)
    if who in ROLES:
        client.force_login(Account.objects.get(username=who))
    return client


def statuses_of(browsers: dict[str, Client], address: str) -> dict[str, int]:
    """The status with which each is answered."""
    return {who: one.get(address).status_code for who, one in browsers.items()}
