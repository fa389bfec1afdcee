"""The review log: what people decided on drafts, as material to test the rules with later.

It is kept only where somebody asked for it, in `drafts/log.jsonl`: one line a decision, with
the draft before and after, and no time but the day. It never leaves the case but in a copy of
all of it, and erasing an entry takes its lines out.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from goodoffices.case.errors import CannotWrite, InvalidCase, Mistake
from goodoffices.case.safe_write import explain_failure, write_bytes
from goodoffices.intake.review.deeds import Deed
from goodoffices.record.draft_files import LOG_FILE, PRIVATE_FILE, alone
from goodoffices.record.folder import DRAFTS_FOLDER


def log_path(case_path: Path) -> Path:
    """Return where the log of a case is, or would be."""
    return case_path / DRAFTS_FOLDER / LOG_FILE


def is_kept(case_path: Path) -> bool:
    """Whether decisions on drafts of this case are logged."""
    return log_path(case_path).is_file()


def keep_log(case_path: Path) -> None:
    """Begin the log of a case, empty; one that is there stays."""
    with alone(case_path):
        if not is_kept(case_path):
            write_bytes(log_path(case_path), b"", mode=PRIVATE_FILE)


def log(case_path: Path, deed: Deed) -> None:
    """Add a decision to the log, where one is kept.

    Raises
    ------
    CannotWrite
        Where it cannot be written.
    """
    if not is_kept(case_path):
        return
    with alone(case_path):
        _write(case_path, [*_lines(case_path), deed.model_dump_json(by_alias=True).encode()])


def unlog(case_path: Path, deed: Deed) -> None:
    """Take a decision that was taken back out of the log: it tells nothing of a rule."""
    if not is_kept(case_path):
        return
    line = deed.model_dump_json(by_alias=True).encode()
    with alone(case_path):
        lines = _lines(case_path)
        if line in lines:
            del lines[len(lines) - 1 - lines[::-1].index(line)]
            _write(case_path, lines)


def read_log(case_path: Path) -> tuple[Deed, ...]:
    """Return every decision in the log, the first one first; none where none is kept.

    Raises
    ------
    InvalidCase
        Where a line is damaged.
    """
    deeds: list[Deed] = []
    for number, line in enumerate(_lines(case_path), start=1):
        try:
            deeds.append(Deed.model_validate_json(line))
        except ValidationError as error:
            message = "this line of the review log is damaged: take it out"
            place = f"{DRAFTS_FOLDER}/{LOG_FILE}"
            raise InvalidCase([Mistake(place, number, 1, message)]) from error
    return tuple(deeds)


def _lines(case_path: Path) -> list[bytes]:
    try:
        return log_path(case_path).read_bytes().splitlines() if is_kept(case_path) else []
    except OSError as error:
        raise CannotWrite(str(log_path(case_path)), explain_failure(error)) from error


def _write(case_path: Path, lines: list[bytes]) -> None:
    write_bytes(log_path(case_path), b"".join(line + b"\n" for line in lines), mode=PRIVATE_FILE)
