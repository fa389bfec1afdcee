"""Django's settings where no case is open: no database, no accounts, and the first page alone."""

from __future__ import annotations

from goodoffices.web.settings import *  # noqa: F403 -- all that does not differ

DATABASES = {}
ROOT_URLCONF = "goodoffices.web.start_urls"
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "goodoffices.web",
]

MIDDLEWARE = [
    "goodoffices.web.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["goodoffices.web.templatetags.shown"],
        },
    }
]
