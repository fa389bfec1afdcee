"""The settings of the pages, with one plain page beside them to compare with."""

from __future__ import annotations

from goodoffices.web.settings import *  # noqa: F403 -- settings that add one thing to others

ROOT_URLCONF = "bench.web.urls"
