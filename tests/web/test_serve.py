"""`goodoffices serve` as a person starts it: a process of its own, on a port of its own."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from goodoffices.record.checks.check import check
from goodoffices.record.verify import verify_archive
from tests.web.cast import PASSWORD, copy_example

pytestmark = pytest.mark.slow

PATIENCE_S = 60.0
"""How long a machine under load may take; a test ends as soon as it can."""


def wait_for(condition: Callable[[], object], what: str) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < ends, f"waited in vain for {what}"
        time.sleep(0.05)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


def children_of(parent: int) -> list[int]:
    """The processes whose parent is this one."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = (line.split() for line in listed.stdout.splitlines())
    return [int(pid) for pid, of in pairs if int(of) == parent]


def is_running(pid: int) -> bool:
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return state.stdout.strip()[:1] not in {"", "Z"}


@dataclass
class Served:
    """A running `goodoffices serve`, and what it printed so far."""

    process: subprocess.Popen[bytes]
    output: Path

    @property
    def said(self) -> str:
        return self.output.read_text("utf-8")

    def link(self) -> str:
        """The address that it printed last."""
        wait_for(
            lambda: "Ctrl-C stops it." in self.said or self.process.poll() is not None, "a link"
        )
        return str(re.findall(r"http://\S+", self.said)[-1])

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE_S)


@dataclass
class Browser:
    """Follows links and sends forms, and keeps cookies."""

    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)
    url: str = ""

    def open(self, url: str, **given: str) -> str:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        data = urllib.parse.urlencode(given).encode() if given else None
        headers = {"Origin": "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(url))}
        request = urllib.request.Request(url, data, headers if given else {})  # noqa: S310 -- our own
        with opener.open(request, timeout=PATIENCE_S) as answer:
            self.url = answer.url
            return str(answer.read().decode())

    def send(self, page: str, to: str, **given: str) -> str:
        """Send a form of a page, with the token that stands in it."""
        token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
        return self.open(urllib.parse.urljoin(self.url, to), csrfmiddlewaretoken=token, **given)


Start = Callable[..., Served]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the program in a home of its own; whatever still runs afterwards is ended."""
    running: list[Served] = []
    environment = {name: value for name, value in os.environ.items() if "GOODOFFICES" not in name}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment |= {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    environment |= {"GOODOFFICES_BY": "mira", "GOODOFFICES_QUICK_PASSWORDS": "1"}
    environment |= {"PYTHONUNBUFFERED": "1"}

    def start(*words: str) -> Served:
        output = tmp_path / f"output{len(running)}"
        with output.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "goodoffices", "serve", "--no-browser", *words],
                stdout=out,
                stderr=subprocess.STDOUT,
                env=environment,
                cwd=tmp_path,
            )
        running.append(Served(process, output))
        return running[-1]

    yield start
    for one in running:
        for child in children_of(one.process.pid):
            os.kill(child, signal.SIGKILL)
        one.process.kill()
        one.process.wait()


@pytest.fixture
def doha(tmp_path: Path) -> Path:
    """The worked example, which was never served."""
    return copy_example(tmp_path / "doha")


def make_account(browser: Browser, link: str) -> str:
    page = browser.open(link)
    given = {"name": "Mira", "username": "mira", "member": "mira"}
    return browser.send(page, link, **given, password=PASSWORD, again=PASSWORD)


def test_a_case_is_served_from_the_first_line_to_stopped(start: Start, doha: Path) -> None:
    port = free_port()
    served = start("doha", "--port", str(port))
    link = served.link()
    assert link.startswith(f"http://127.0.0.1:{port}/first-run/")
    browser = Browser()
    make_account(browser, link)
    assert urllib.parse.urlsplit(browser.url).path == "/"
    assert "Sign out" in browser.open(f"http://127.0.0.1:{port}/settings/")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        Browser().open(link)
    assert served.stop() == 0
    lines = served.said.splitlines()
    assert lines[0].endswith("of the files as mira.")
    assert lines[-1] == "Stopped."
    assert "Traceback" not in served.said
    assert verify_archive(doha / "archive").is_whole
    assert check(doha).archived.edits == []


def test_it_is_stopped_before_anybody_looked(start: Start, doha: Path) -> None:
    served = start("doha", "--port", str(free_port()))
    served.link()
    assert served.stop() == 0
    assert served.said.splitlines()[-1] == "Stopped."


def test_what_is_recorded_in_the_pages_reaches_the_files(start: Start, doha: Path) -> None:
    served = start("doha", "--port", str(free_port()))
    link, browser = served.link(), Browser()
    make_account(browser, link)
    invited = urllib.parse.urljoin(link, "/settings/accounts/invite/")
    page = browser.open(invited)
    browser.send(page, invited, name="Eva Lind", role="member", member="+")
    wait_for(lambda: "Eva Lind" in (doha / "case.yaml").read_text("utf-8"), "the files")
    assert served.stop() == 0
    assert check(doha).archived.edits == []


def test_the_worker_is_started_again_where_it_ends(start: Start, doha: Path) -> None:
    served = start("doha", "--port", str(free_port()))
    served.link()
    wait_for(lambda: children_of(served.process.pid), "the worker")
    (first,) = children_of(served.process.pid)
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: set(children_of(served.process.pid)) - {first}, "another worker")
    assert "is started again." in served.said
    assert served.stop() == 0


def test_the_worker_ends_where_the_server_is_gone(start: Start, doha: Path) -> None:
    served = start("doha", "--port", str(free_port()))
    served.link()
    wait_for(lambda: children_of(served.process.pid), "the worker")
    (worker,) = children_of(served.process.pid)
    served.process.kill()
    wait_for(lambda: not is_running(worker), "the end of the worker")
    again = start("doha", "--port", str(free_port()))
    assert "/first-run/" in again.link()
    assert again.stop() == 0


def test_a_port_that_is_taken_is_refused_in_a_sentence(start: Start, doha: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        served = start("doha", "--port", str(port))
        assert served.process.wait(PATIENCE_S) == 2
    assert served.said == (
        f"goodoffices: port {port} is taken, or not allowed: --port NUMBER names another, "
        "1024 to 65535\n"
    )


def test_mistakes_are_printed_as_check_prints_them(start: Start, doha: Path) -> None:
    record = doha / "record.yaml"
    record.write_text(
        record.read_text("utf-8").replace("party: israel", "party: isreal", 1), "utf-8"
    )
    served = start("doha", "--port", str(free_port()))
    assert served.process.wait(PATIENCE_S) == 1
    assert served.said.startswith("record.yaml:")
    assert served.said.endswith("1 mistake: mend it, then check again.\n")


def test_what_is_no_case_is_refused(start: Start) -> None:
    served = start("nowhere", "--port", str(free_port()))
    assert served.process.wait(PATIENCE_S) == 2
    assert served.said == "goodoffices: nowhere is not a case: there is nothing of that name\n"


def test_from_the_first_page_to_a_case_and_back(start: Start, tmp_path: Path) -> None:
    """The same port and process all the way; a case with an account asks to sign in."""
    served = start("--port", str(free_port()))
    browser = Browser()
    page = browser.open(served.link())
    place = {"folder": "river", "parent": str(tmp_path)}
    page = browser.send(page, "/new/", title="Water of the valley", **place)
    assert "Make your account" in page
    given = {"name": "Mira", "username": "mira", "member": "+"}
    browser.send(page, browser.url, **given, password=PASSWORD, again=PASSWORD)
    page = browser.open(urllib.parse.urljoin(browser.url, "/settings/"))
    page = browser.send(page, "/settings/other-cases/", unused="")
    assert "river" in page
    page = browser.send(page, "/open/", path=str(tmp_path / "river"))
    assert urllib.parse.urlsplit(browser.url).path in {"/", "/account/login/"}
    assert served.stop() == 0
    assert served.said.splitlines()[-1] == "Stopped."
