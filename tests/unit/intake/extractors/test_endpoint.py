"""The endpoint: what leaves is said first, bad answers are refused, the key stays secret."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from goodoffices.case.errors import GoodOfficesError, UnreadableDocument
from goodoffices.intake.extractors import endpoint as module
from goodoffices.intake.extractors.endpoint import KEY, Endpoint, from_environment, leaving
from goodoffices.intake.extractors.extracting import ExtractorCase, load_extractor, run_extractor
from goodoffices.record.record import Record

TEXT = "The envoy said that both banks would be read jointly."
CASE = ExtractorCase.model_validate(
    {
        "document": "note.txt",
        "parties": [{"id": "north", "names": ["Norland"]}, {"id": "south", "names": ["Sudria"]}],
        "issues": [{"id": "gauges", "name": "Gauges", "options": [{"id": "joint", "name": "j"}]}],
    }
)
SECRET = "sk-quite-secret"  # noqa: S105 -- no key of anything
GOOD = {"drafts": [{"words": "both banks would be read jointly"}]}


def chat(content: object) -> bytes:
    """An answer in the chat format, holding some content."""
    said = content if isinstance(content, str) else json.dumps(content)
    return json.dumps({"choices": [{"message": {"content": said}}]}).encode()


@dataclass
class Script:
    """What the server answers, one step a request; the last step again and again."""

    steps: list[Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""

    def endpoint(self, **more: Any) -> Endpoint:
        given: dict[str, Any] = {"timeout_s": 5.0, "say": lambda _: None}
        return Endpoint(self.url, "small", **(given | more))


def send(
    body: bytes, status: int = 200, **headers: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    def step(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return step


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Answer a byte at a time, each well within any time to wait for one."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def hang(_handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


@pytest.fixture
def server() -> Iterator[Script]:
    script = Script()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            script.asked.append(json.loads(self.rfile.read(length)))
            script.paths.append(self.path)
            script.keys.append(self.headers["Authorization"])
            step = script.steps[min(len(script.asked), len(script.steps)) - 1]
            try:
                step(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the other side has stopped reading

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
            """Say nothing."""

    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    script.url = f"http://127.0.0.1:{served.server_address[1]}/v1"
    thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield script
    served.shutdown()
    thread.join()
    served.server_close()


def refusal(server: Script, *steps: Callable[[BaseHTTPRequestHandler], None], **more: Any) -> str:
    server.steps[:] = steps
    with pytest.raises(UnreadableDocument) as caught:
        server.endpoint(**more).extract(TEXT, CASE)
    place = server.url.removeprefix("http://").removesuffix("/v1")
    start = f"note.txt: the endpoint {place} drafted nothing: "
    assert str(caught.value).startswith(start)
    return str(caught.value).removeprefix(start)


# ---------------------------------------------------------------------------- answers


def test_good_answer_gives_its_drafts(server: Script) -> None:
    server.steps = [send(chat(GOOD))]
    assert server.endpoint().extract(TEXT, CASE) == GOOD["drafts"]
    assert server.paths == ["/v1/chat/completions"]
    (asked,) = server.asked
    assert (asked["model"], asked["response_format"]) == ("small", {"type": "json_object"})
    told = json.loads(asked["messages"][1]["content"])
    assert told == CASE.as_json() | {"document": TEXT}


def test_words_that_do_not_stand_in_the_text_are_dropped(server: Script) -> None:
    drafts = [{"words": "both banks would be read jointly"}, {"words": "the envoy promised peace"}]
    server.steps = [send(chat({"drafts": drafts}))]
    found = run_extractor(server.endpoint(), TEXT, record=Record(title="t"), document_id="note")
    assert [(one.words, one.rule) for one in found.drafts] == [
        ("both banks would be read jointly", "extractor endpoint")
    ]
    assert found.dropped == (
        'Draft 2: its words "the envoy promised peace" do not stand in the text.',
    )


MALFORMED = [b"no json", chat("Here you are: {}"), chat([1]), chat({"drafts": 7}), b"{}", b"\xff"]


@pytest.mark.parametrize("body", MALFORMED)
def test_malformed_answer_is_asked_for_once_more(server: Script, body: bytes) -> None:
    server.steps = [send(body), send(chat(GOOD))]
    assert server.endpoint().extract(TEXT, CASE) == GOOD["drafts"]
    assert len(server.asked) == 2


@pytest.mark.parametrize("body", MALFORMED)
def test_answer_that_is_malformed_twice_is_refused(server: Script, body: bytes) -> None:
    said = refusal(server, send(body))
    assert said == "it answered twice with something else than the JSON it was asked for"
    assert len(server.asked) == 2


def test_server_that_cannot_hold_a_model_to_json_is_asked_without(server: Script) -> None:
    server.steps = [send(b"unknown field", 400), send(chat(GOOD))]
    assert server.endpoint().extract(TEXT, CASE) == GOOD["drafts"]
    assert "response_format" not in server.asked[1]


def test_error_of_the_server_is_refused(server: Script) -> None:
    assert refusal(server, send(b"oh", 500)) == "it answered with status 500"
    assert len(server.asked) == 1


def test_redirect_is_not_followed(server: Script) -> None:
    step = send(b"", 307, Location=f"{server.url}/elsewhere")
    assert refusal(server, step) == "it answered with a redirect (307), and none is followed"
    assert len(server.asked) == 1


@pytest.mark.parametrize("step", [hang, drip])
def test_slow_answer_is_given_up(
    server: Script, step: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    began = time.monotonic()
    assert refusal(server, step, timeout_s=0.3) == "no whole answer within 0.3 s"
    assert time.monotonic() - began < 1.2


def test_huge_answer_is_not_read_to_its_end(
    server: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_ANSWER", 100_000)
    assert refusal(server, send(b" " * 5_000_000)) == "its answer is larger than 100,000 bytes"


def test_server_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        Endpoint("http://127.0.0.1:9/v1", "small", say=lambda _: None).extract(TEXT, CASE)
    assert str(caught.value) == (
        "note.txt: the endpoint 127.0.0.1:9 drafted nothing: no connection, or an answer that is "
        "no HTTP (ConnectionRefusedError)"
    )


def test_long_text_is_not_sent(server: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_TEXT", 20)
    assert refusal(server, send(chat(GOOD))) == "53 characters, where 20 are sent at most"
    assert server.asked == []


# ---------------------------------------------------------------------------- what leaves


def test_what_leaves_is_said_before_anything_does(server: Script) -> None:
    server.steps = [send(chat(GOOD))]
    said: list[tuple[str, int]] = []
    server.endpoint(say=lambda line: said.append((line, len(server.asked)))).extract(TEXT, CASE)
    ((line, sent_before),) = said
    assert line == leaving(TEXT, server.url, "small", case=CASE)
    assert sent_before == 0


def test_line_on_what_leaves_goes_to_standard_error(
    server: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    server.steps = [send(chat(GOOD))]
    server.endpoint(say=None).extract(TEXT, CASE)
    assert capsys.readouterr() == ("", leaving(TEXT, server.url, "small", case=CASE) + "\n")


def test_line_on_what_leaves_tells_another_machine() -> None:
    assert leaving("a" * 2740, "https://models.example.org/v1", "large", case=CASE) == (
        "Sends the 2,740 characters of note.txt and the names of 2 parties, 1 issue and 1 option "
        "to large at https://models.example.org (another machine)"
    )


# ---------------------------------------------------------------------------- addresses and keys


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:8080/v1", "http://localhost/v1", "http://[::1]:9/v1", "http://127.8.8.8/v1"],
)
def test_this_machine_needs_no_https(address: str) -> None:
    assert Endpoint(address, "small").is_here


@pytest.mark.parametrize(
    "address",
    [
        "http://192.168.1.7:8080/v1",
        "http://models.example.org/v1",
        "http://localhost.example.org/v1",
        "http://127.0.0.1.example.org/v1",
        "http://0.0.0.0:8080/v1",
    ],
)
def test_another_machine_needs_https(address: str) -> None:
    with pytest.raises(GoodOfficesError, match="is another machine: only https is allowed there"):
        Endpoint(address, "small")
    assert not Endpoint(address.replace("http:", "https:"), "small").is_here


@pytest.mark.parametrize(
    "address", ["", "models", "ftp://127.0.0.1/", "http://", "http://127.0.0.1:x/", "http://[::1"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(GoodOfficesError, match=r"^the address of the endpoint is none"):
        Endpoint(address, "small")


@pytest.mark.parametrize(
    "address",
    [
        f"https://me:{SECRET}@example.org/v1",
        f"https://example.org/v1?key={SECRET}",
        f"https://example.org/v1#{SECRET}",
        f"http://127.0.0.1@{SECRET}/v1",
    ],
)
def test_address_with_a_key_in_it_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(GoodOfficesError) as caught:
        Endpoint(address, "small")
    assert SECRET not in str(caught.value)


def test_key_comes_from_the_environment_alone(
    server: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.steps = [send(chat(GOOD))]
    monkeypatch.delenv(KEY, raising=False)
    server.endpoint().extract(TEXT, CASE)
    monkeypatch.setenv(KEY, SECRET)
    server.endpoint().extract(TEXT, CASE)
    monkeypatch.setenv("MINE", "other")
    server.endpoint(key_variable="MINE").extract(TEXT, CASE)
    assert server.keys == [None, f"Bearer {SECRET}", "Bearer other"]


def test_key_is_in_no_error_and_no_printed_form(
    server: Script, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(KEY, f"{SECRET}\nX-Other: yes")  # no header may hold it
    said = refusal(server, send(chat(GOOD)), say=None)
    assert said == "no connection, or an answer that is no HTTP (ValueError)"
    assert SECRET not in said + repr(server.endpoint()) + "".join(capsys.readouterr())


def test_no_proxy_is_asked(server: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    server.steps = [send(chat(GOOD))]
    assert server.endpoint().extract(TEXT, CASE) == GOOD["drafts"]


def test_endpoint_is_off_until_the_environment_says_where(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("GOODOFFICES_ENDPOINT", raising=False)
    monkeypatch.delenv("GOODOFFICES_ENDPOINT_MODEL", raising=False)
    with pytest.raises(GoodOfficesError) as caught:
        from_environment()
    assert str(caught.value) == (
        "the extractor endpoint is off: set GOODOFFICES_ENDPOINT and GOODOFFICES_ENDPOINT_MODEL "
        "in the environment"
    )
    monkeypatch.setenv("GOODOFFICES_ENDPOINT", "http://127.0.0.1:8080/v1")
    monkeypatch.setenv("GOODOFFICES_ENDPOINT_MODEL", "small")
    loaded: object = load_extractor("endpoint")
    assert loaded == Endpoint("http://127.0.0.1:8080/v1", "small")
