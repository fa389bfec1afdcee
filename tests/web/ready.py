"""Django made ready for the tests of a process: a case's database in a folder that goes again."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from django.apps import apps


def make_ready() -> None:
    """Make Django ready, once a process: one that another started inherits its environment."""
    if apps.ready:
        return
    folder = Path(tempfile.mkdtemp(prefix="goodoffices-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["GOODOFFICES_QUICK_PASSWORDS"] = "1"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # a browser's loop may run in this process
    from goodoffices.web.preparing import prepare_database  # noqa: PLC0415 -- slow import

    prepare_database(folder)
