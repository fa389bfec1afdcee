"""What each page of the gallery is given: invented words of invented parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import qrcode  # type: ignore[import-untyped]
from django.core.paginator import Paginator
from qrcode.image.svg import SvgPathImage  # type: ignore[import-untyped]

from goodoffices.figures.figure import Figure
from goodoffices.figures.incompatible_set import Member, draw_incompatible_set
from tests.web.gallery_forms import sample_forms


@dataclass(frozen=True)
class Link:
    """A link of the navigation or among tabs."""

    label: str
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Row:
    """One statement in a list."""

    id: str
    words: str
    about: str
    register: str = ""
    stance: str = ""
    is_against: bool = False
    grade: str = ""
    status: str = ""


ROWS = (
    Row("S13", "No joint office, not in this life.", "Northern Council, 1 March.",
        "public", "rules out", is_against=True),
    Row("S14", "We could live with a joint office, if the crossing opens first.",
        "Southern Front, 3 March, to the envoy.", "confided", "would accept", grade="B2"),
    Row("S15", "They told us that June is possible.", "of the Northern Council, by the host.",
        "attributed", "floats", grade="C3"),
    Row("S16", "Tell them the lists are ready.", "Southern Front, 4 March.", "conveyed", "offers",
        status="draft"),
)  # fmt: skip


def navigation(current: str) -> list[list[Link]]:
    """The links of a case, one of them current."""
    groups = (
        ("Case home", "Meeting note", "Messages"),
        ("Record", "Review", "Documents", "People", "Rounds", "Calendar"),
        ("Matrix", "What cannot all stand", "Packages", "Phases"),
        ("Settings",),
    )
    counts = {"Review": 12, "Messages": 1}
    return [
        [Link(one, f"/{one.lower()}/", one == current, counts.get(one)) for one in group]
        for group in groups
    ]


def frame(
    current: str, title: str, page_has: Mapping[str, object] | None = None, **more: Any
) -> dict[str, Any]:
    """What every page of a signed-in member is given; `page_has` is what else its page holds."""
    basis = [
        {"text": "4 statements of 2 parties, in their own words and by hearsay, 1 to 4 March.",
         "cites": ["S13", "S14"]},
        "1 draft is not counted.",
    ]  # fmt: skip
    page = {
        "title": title,
        "label": "INTERNAL",
        "basis": basis,
        "caution": "What is said here holds for the record as it is, and for nothing beyond it.",
        "keys": [("a", "accept"), ("e", "edit"), ("r", "reject"), ("d", "defer"), ("u", "undo")],
    } | dict(page_has or {})
    return {
        "case_title": "Talks on the river crossing and the joint office",
        "csrf_token": "token",
        "viewer": "Mara",
        "page": page,
        "navigation": navigation(current),
    } | more


def sample_pages() -> dict[str, tuple[str, dict[str, Any]]]:
    """Return each page by its name: its template, and what it is given."""
    notices = [
        {"kind": "info", "text": "The files agree with the record.", "link": "/settings/"},
        {"kind": "warning", "text": "Two entries have no date."},
        {"kind": "conflict", "text": "Ole changed S14 while you read it.", "link": "/record/S14/",
         "link_text": "Compare the two"},
    ]  # fmt: skip
    hops = [
        {"who": "an adviser of the Southern Front", "how": "personal", "grade": "B2"},
        {"who": "the host", "how": "by phone", "grade": "C3"},
        {"who": "Mara"},
    ]
    tabs = [Link("Since my last visit", "?", is_current=True, count=4), Link("A week", "?w=1")]
    pages = Paginator(list(range(400)), 40).page(4)
    numbers = list(pages.paginator.get_elided_page_range(4, on_each_side=1, on_ends=1))
    job = {"id": 1, "title": "Ideas to test", "url": "/jobs/1/", "cancel_url": "/jobs/1/cancel/"}
    running = job | {"is_running": True, "stage": "Sets looked at", "done": 40, "total": 120,
                     "best": "3 ideas so far."}  # fmt: skip
    ended = job | {"id": 2, "stage": "Stopped; 3 ideas kept"}
    in_case = {
        "home": frame("Case home", "Case home", notices=notices, rows=ROWS, tabs=tabs,
                      pages=pages, numbers=numbers),
        "record": frame("Record", "Record", rows=ROWS, hops=hops, form=sample_forms()["view"]),
        "note": frame("Meeting note", "Meeting note", form=sample_forms()["note"]),
        "matrix": frame("Matrix", "Matrix", table=sample_table(), figure=sample_figure()),
        "packages": frame("Packages", "Packages", jobs=[running, ended]),
        "confirm": frame("Settings", "Erase S14", form=sample_forms()["reason"],
                         page_has={"button": "Erase it", "back": "/", "is_danger": True}),
    }  # fmt: skip
    return {name: (f"{name}.html", given) for name, given in in_case.items()} | account_pages()


def account_pages() -> dict[str, tuple[str, dict[str, Any]]]:
    """The pages on which somebody signs in and keeps an account."""
    inside = frame("Settings", "")
    code = {"form": sample_forms()["code"]}
    codes = [f"{number:08d}" for number in range(11111111, 99999999, 12345678)]
    return {
        "login": ("account/login.html", {"form": sample_forms()["login"]}),
        "logout": ("account/logout.html", inside),
        "reauthenticate": ("account/reauthenticate.html", inside | code),
        "password": ("account/password_change.html", inside | {"form": sample_forms()["login"]}),
        "mfa": ("mfa/index.html", inside | {"MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"]}),
        "code": ("mfa/authenticate.html", code),
        "activate": (
            "mfa/totp/activate_form.html",
            inside | {"form": sample_forms()["secret"], "totp_svg": sample_code_picture()},
        ),
        "deactivate": ("mfa/totp/deactivate_form.html", inside),
        "codes": (
            "mfa/recovery_codes/index.html",
            inside | {"unused_codes": codes, "total_count": 10, "can_view_codes": True,
                      "can_generate_codes": True, "can_download_codes": True},
        ),
        "generate": ("mfa/recovery_codes/generate.html", inside | {"unused_code_count": 3}),
        "inactive": ("account/account_inactive.html", {}),
        "404": ("web/failures/not_found.html", {}),
        "429": ("429.html", inside),
        "500": ("web/failures/server_error.html", {}),
    }  # fmt: skip


def sample_code_picture() -> str:
    """The picture that an authenticator app reads, drawn as allauth draws it."""
    picture = BytesIO()
    address = "otpauth://totp/Good%20Offices:mara?secret=JBSWY3DPEHPK3PXP&issuer=Good%20Offices"
    qrcode.make(address, image_factory=SvgPathImage).save(picture)
    return picture.getvalue().decode("utf-8")


def sample_table() -> dict[str, Any]:
    """A matrix wider and longer than a phone."""
    parties = ("Northern Council", "Southern Front", "Host", "Guarantor", "River Towns")
    issues = ("Crossing", "Joint office", "Prisoners", "Fuel", "Monitors", "Return of families")
    rows = [
        {
            "id": f"issue-{number}",
            "name": issue,
            "state": "not enough known",
            "cells": [
                {
                    "party": party,
                    "url": f"/matrix/{number}/",
                    "registers": [
                        ("public", [{"stance": "asks", "words": f"{issue.lower()} before June"}])
                    ],
                }
                for party in parties
            ],
        }
        for number, issue in enumerate(issues * 3)
    ]
    caption = "What each party holds on each issue"
    return {"caption": caption, "parties": parties, "rows": rows}


def sample_figure() -> Figure:
    """A set that cannot all stand, drawn."""
    members = [
        Member("P1", "Northern Council", "insists: the crossing opens at once", ("crossing",)),
        Member("P4", "Southern Front", "rules out: the crossing opens before the lists are there",
               ("crossing", "lists")),
    ]  # fmt: skip
    return draw_incompatible_set(members, {"crossing": "Crossing", "lists": "Lists"}, id="set-1")
