"""What differs between two runs of the pages, read from the environment.

`serve` sets it for itself and for its worker. Secrets lie in files that only their owner may
read, or in the environment; never in an argument, and never in a log.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from goodoffices.case.safe_write import write_bytes

CASE: Final = "GOODOFFICES_CASE"
DATABASE: Final = "GOODOFFICES_DATABASE"
HOSTS: Final = "GOODOFFICES_HOSTS"
START_SECRET: Final = "GOODOFFICES_START_SECRET"  # noqa: S105 -- the name of a variable
SOCKET: Final = "GOODOFFICES_SOCKET"
"""The open socket that a program leaves to itself when it starts anew for another case."""
LINK: Final = "GOODOFFICES_LINK"
"""The token of the one-time link that it leaves to itself then."""
QUICK_PASSWORDS: Final = "GOODOFFICES_QUICK_PASSWORDS"
"""Set by tests alone: argon2 is slow by design."""

DATABASE_FOLDER: Final = "database"
DATABASE_FILE: Final = "case.sqlite3"
SECRET_FILE: Final = "secret"  # noqa: S105 -- the name of a file
PRIVATE_FOLDER: Final = 0o700
PRIVATE_FILE: Final = 0o600


def case() -> Path | None:
    """The folder of the case that is served; None where none is open."""
    named = os.environ.get(CASE, "")
    return Path(named) if named else None


def database_folder(path: Path) -> Path:
    """The folder of a case's database, made where it is missing, closed to others."""
    folder = path / DATABASE_FOLDER
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    return folder


def secret_key() -> str:
    """What signs sessions and links: kept beside the database of the case."""
    path = case()
    if path is None:
        return os.environ.get(START_SECRET) or secrets.token_hex(32)
    file = database_folder(path) / SECRET_FILE
    if not file.is_file():
        write_bytes(file, secrets.token_hex(32).encode(), mode=PRIVATE_FILE)
    return file.read_text().strip()


def hosts() -> list[str]:
    """The names under which the pages are served: this machine, and those a team names."""
    named = [one.strip() for one in os.environ.get(HOSTS, "").split(",") if one.strip()]
    return [
        "127.0.0.1",
        "localhost",
        "[::1]",
        *(urlsplit(f"//{one}").hostname or "" for one in named),
    ]


def origins() -> list[str]:
    """The origins that may send forms beside our own: the names of a team, over TLS."""
    named = [one.strip() for one in os.environ.get(HOSTS, "").split(",") if one.strip()]
    return [f"https://{one}" for one in named]


def cookie(name: str) -> str:
    """A cookie's name, one for each case: cookies of one machine do not tell ports apart."""
    of = hashlib.sha256(str(case() or "").encode()).hexdigest()[:8]
    return f"goodoffices_{of}_{name}"


def password_hashers() -> list[str]:
    """How passwords are kept."""
    if os.environ.get(QUICK_PASSWORDS):
        return ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def database() -> dict[str, Any]:
    """The database: PostgreSQL where a team names one, else a file in the folder of the case."""
    path = case()
    if path is None:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    if names_database():
        return _postgresql(os.environ[DATABASE])
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(database_folder(path) / DATABASE_FILE),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"
            ),
        },
    }


def names_database() -> bool:
    """Whether a team names a database, which holds one case alone."""
    return bool(os.environ.get(DATABASE, ""))


def _postgresql(address: str) -> dict[str, Any]:
    """Return the settings of `postgresql://user:password@host:port/name`.

    Raises
    ------
    ValueError
        Where the address is no such thing; its sentence names no secret.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ValueError(
            f"{DATABASE} is no address of a database: allowed is postgresql://USER@HOST:PORT/NAME"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
