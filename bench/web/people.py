"""What somebody of the team does in the pages, for locust; `bench.web.many` starts it.

The world they live in comes as JSON in the environment: cookies, ids, words to look for, and
the file into which each confirmed write is noted.
"""

from __future__ import annotations

import html
import itertools
import json
import os
import random
import re
from pathlib import Path
from typing import Any, ClassVar, Final

from locust import FastHttpUser, between

from bench.web.serving import WORLD

SEE_OTHER: Final = 303
_HIDDEN: Final = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_world: dict[str, Any] = json.loads(os.environ.get(WORLD, "{}"))
_number = itertools.count()


class Member(FastHttpUser):  # type: ignore[misc]
    """One person at a laptop: looks at pages, thinks, and now and then writes something down.

    `tasks` says how often each page is opened; of twenty pages of the case one is a write.
    """

    wait_time = between(3, 9)

    def on_start(self) -> None:
        """Sit down at an open session of one's own."""
        self.number = next(_number)
        self.cookie = _world["cookies"][self.number % len(_world["cookies"])]
        self.choose = random.Random(self.number)  # noqa: S311 -- no secret
        self.written = 0

    def look(self, path: str, name: str) -> str:
        """Open a page and return it."""
        with self.client.get(
            path, name=name, headers={"Cookie": self.cookie}, catch_response=True
        ) as answer:
            if answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")
            return str(answer.text)

    def plain(self) -> None:
        """The page that all others are compared with."""
        self.look("/plain/", "plain Django page")

    def home(self) -> None:
        """The case at a glance."""
        self.look("/", "case")

    def record(self) -> None:
        """The list of the record."""
        self.look(f"/record/?page={self.choose.randint(1, 2)}", "record")

    def search(self) -> None:
        """Words looked for in the record."""
        self.look(f"/record/?q={self.choose.choice(_world['words'])}", "record, searched")

    def statement(self) -> None:
        """One statement, with its passage."""
        self.look(f"/record/{self.choose.choice(_world['statements'])}/", "statement")

    def matrix(self) -> None:
        """Who holds what."""
        self.look("/matrix/", "matrix")

    def stand(self) -> None:
        """What cannot all stand."""
        self.look("/stand/", "what cannot all stand")

    def messages(self) -> None:
        """Messages between sides."""
        self.look("/messages/", "messages")

    def packages(self) -> None:
        """Ideas to test."""
        self.look("/packages/", "packages")

    def write(self) -> None:
        """A message, or a note of a meeting, that nobody else has written."""
        self.written += 1
        words = f"Token {self.number} {self.written} of this run."
        asked_by, to = self.choose.sample(_world["parties"], 2)
        if self.written % 2:
            fields = {"asked_by": asked_by, "to_party": to, "words": words}
            fields |= {"asked_on": "2024-09-01", "level": "in_confidence", "consent": "given"}
            self.send("/messages/new/", fields, words)
        else:
            fields = {"held_on": "2024-09-01", "channel": "unknown", "where": "here"}
            fields |= {"said1_speaker": asked_by, "said1_words": words}
            self.send("/meeting/", fields, words)

    def send(self, path: str, fields: dict[str, str], words: str) -> None:
        """Fill in a form and send it; what was confirmed is noted down."""
        page = self.look(path, "a form")
        hidden = {name: html.unescape(value) for name, value in _HIDDEN.findall(page)}
        hidden.pop("csrfmiddlewaretoken", None)  # the secret itself goes with the headers
        with self.client.post(
            path,
            data=hidden | fields,
            headers={"Cookie": self.cookie, "X-CSRFToken": _world["secret"]},
            name="a write",
            allow_redirects=False,
            catch_response=True,
        ) as answer:
            if answer.status_code != SEE_OTHER:
                answer.failure(f"status {answer.status_code}")
                return
            answer.success()
        with Path(_world["confirmed"]).open("a", encoding="utf-8") as file:
            file.write(words + "\n")

    tasks: ClassVar = {
        plain: 2,
        home: 4,
        record: 2,
        search: 2,
        statement: 4,
        matrix: 2,
        stand: 2,
        messages: 2,
        packages: 1,
        write: 1,
    }
