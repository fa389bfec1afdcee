"""The page of docs/reference that lists the addresses of the pages: who may, and what is there.

It follows from the routes, the doors before the views, and the docstrings of these.
"""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any, Final

HEAD: Final = """\
# The pages

<!-- Written by docs/generate.py from the routes and the views; do not edit. -->

What `goodoffices serve` answers at which address, and to whom. Each address asks for one of these
permissions. To whoever lacks it the address does not exist: the answer is the same as for an entry
that is not there, and the refusal stands in the audit log. Every page shows only what whoever looks
may see of the record.

| permission | who has it | why |
|---|---|---|
"""
LINKED: Final = "its one-time link"
SIGNING_IN: Final[Mapping[str, str]] = {
    "login/": "Sign in.",
    "logout/": "Sign out.",
    "reauthenticate/": "The password once more, before something that matters.",
    "password/": "Another password.",
    "2fa/": "The second step of signing in: an app that gives codes, and codes on paper.",
}
"""By address under `/account/`, what is there: those pages are written by others."""


def pages_page() -> str:
    """Return the whole page, as it should stand in docs/reference/pages.md."""
    _make_django_ready()
    from goodoffices.web import start_urls, urls  # noqa: PLC0415 -- Django has to be ready first
    from goodoffices.web.routes import signing_in  # noqa: PLC0415 -- Django has to be ready first

    parts = [HEAD + "".join(_rules())]
    for area in _areas(urls):
        lines = [_line(one.pattern, one.callback) for one in area.urlpatterns]
        parts.append(_table(_summary(area), lines))
    lines = [
        f"| `/account/{one.pattern}` | none | {SIGNING_IN[str(one.pattern)]} |"
        for one in signing_in.urlpatterns
    ]
    parts.append(_table("Signing in", lines))
    lines = [
        f"| `{_address(one.pattern)}` | the link in the terminal | {_summary(one.callback)} |"
        for one in start_urls.urlpatterns
    ]
    parts.append(_table("Where no case is open", lines))
    return "\n".join(parts)


def _make_django_ready() -> None:
    """Make Django ready for no case at all, where it is not yet."""
    import django  # noqa: PLC0415 -- optional dependency
    from django.apps import apps  # noqa: PLC0415 -- optional dependency

    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodoffices.web.settings")
        django.setup()


def _rules() -> Iterator[str]:
    from goodoffices.web.permissions import RULES  # noqa: PLC0415 -- Django has to be ready first

    for rule in RULES.values():
        yield f"| {_deed(rule.deed)} | {_who(rule.roles)} | {rule.reason} |\n"


def _areas(urls: ModuleType) -> list[Any]:
    """The modules of the routes, in the order of their addresses."""
    order = [one.pattern for one in urls.urlpatterns]
    routes = [
        one for one in vars(urls).values() if inspect.ismodule(one) and hasattr(one, "urlpatterns")
    ]
    return sorted(routes, key=lambda one: order.index(one.urlpatterns[0].pattern))


def _table(title: str, lines: Sequence[str]) -> str:
    head = "| address | permission | what is there |\n|---|---|---|\n"
    return f"## {title.rstrip('.')}\n\n{head}" + "\n".join(lines) + "\n"


def _line(pattern: object, view: object) -> str:
    deed = getattr(view, "deed", None)
    who = _deed(deed) if deed is not None else LINKED
    return f"| `{_address(pattern)}` | {who} | {_summary(view)} |"


def _address(pattern: object) -> str:
    """An address with what is filled in: `/record/ENTRY/edit/`."""
    filled = re.sub(r"<\w+:(\w+?)(?:_id)?>", lambda found: found[1].upper(), str(pattern))
    return f"/{filled}"


def _summary(of: object) -> str:
    """The first sentence of a docstring, in one line."""
    return " ".join((inspect.getdoc(of) or "").partition("\n\n")[0].split())


def _deed(deed: str) -> str:
    return str(deed).replace("_", " ")


def _who(roles: frozenset[str]) -> str:
    from goodoffices.storage.models import AccountRole  # noqa: PLC0415 -- Django has to be ready first

    named = [role.label.lower() for role in AccountRole if role.value in roles]
    return "everybody with an account" if len(named) == len(AccountRole) else ", ".join(named)
