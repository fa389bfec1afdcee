"""Every kind of page, filled with invented words, as files to look at and to test.

    python -m tests.web.gallery FOLDER

Needs no case and no database. It sets Django up for itself, so it runs as a program of its own.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import django
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path

import goodoffices
from tests.web.gallery_samples import sample_pages

HERE = Path(__file__).parent
WEB = Path(goodoffices.__file__).parent / "web"
PLACES = (
    "lock",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
)
urlpatterns = [path(f"{name}/", lambda _: HttpResponse(), name=name) for name in PLACES]


def write_gallery(folder: Path) -> list[str]:
    """Write every page and what it loads into a folder; return the names of the pages."""
    for name in ("web", "vendor"):
        shutil.copytree(WEB / "static" / name, folder / "static" / name, dirs_exist_ok=True)
    pages = sample_pages()
    for name, (template, context) in pages.items():
        (folder / f"{name}.html").write_text(render_to_string(template, context), encoding="utf-8")
    return list(pages)


def set_up_django() -> None:
    """Set Django up with our templates before those of allauth."""
    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"],
        ROOT_URLCONF="tests.web.gallery",
        STATIC_URL="/static/",
        USE_I18N=False,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "gallery_pages", WEB / "templates"],
                "OPTIONS": {"string_if_invalid": ""},
            }
        ],
    )
    django.setup()


if __name__ == "__main__":
    set_up_django()
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    print("\n".join(write_gallery(target)))
