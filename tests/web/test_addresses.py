"""No page is forgotten where all pages are walked: by axe, by hand and for screenshots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.urls import URLPattern, URLResolver

from goodoffices.web import urls
from tests.e2e.lived_in import NAMES

SENT: Final = {
    "account-close",
    "account-link",
    "account-open",
    "account-role",
    "choose-leading",
    "confirm-entry",
    "confirm-meeting",
    "day-over",
    "decide-draft",
    "drop-copy",
    "invitation-withdraw",
    "lock",
    "make-backup",
    "mark",
    "other-cases",
    "pin-package",
    "receive-copy",
    "remove-job",
    "remove-pin",
    "research",
    "start-job",
    "start-job-again",
    "stop-job",
    "undo-review",
}
"""Addresses to which forms are sent; another page is the answer."""
FILES: Final = {
    "brief-html",
    "brief-md",
    "calendar-ics",
    "document-file",
    "export-csv",
    "export-json",
    "export-zip",
    "matrix-csv",
    "matrix-html",
    "mfa_download_recovery_codes",
    "plan-html",
    "plan-ics",
    "plan-md",
}
"""Addresses of files that are taken out."""
IN_THE_GALLERY: Final = {
    "account_login",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
}
"""Pages of signing in, which `tests/e2e/test_gallery.py` looks at."""
PASSING: Final = {"first-run", "invitation", "job", "message-reply"}
"""Pages that are there for a moment: the story and the tests of each look at them."""


def names(patterns: Sequence[object]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns)
        elif isinstance(one, URLPattern):
            yield str(one.name)


def test_every_page_of_the_case_is_walked() -> None:
    walked = {name.partition(" ")[0] for name in NAMES}
    assert walked | SENT | FILES | IN_THE_GALLERY | PASSING == set(names(urls.urlpatterns))
