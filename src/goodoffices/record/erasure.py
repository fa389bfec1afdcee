"""Destroying what an entry said, so that the record still verifies and says that it did.

An entry's contents, all versions in every compartment, go; its events stay, and with them
its kind, its id, and who recorded it when. What has left the archive is out of reach:
copies, backups, version control, exports, and what a disk keeps of a file it replaced.

The erasure is recorded first and the contents are destroyed afterwards. Between the two,
`verify` says "erasure interrupted" and no reader is given the content; erasing again, or
`finish_erasures`, finishes. There is no moment at which a content is gone and the record
does not say why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from goodoffices.case.errors import NotConfirmed, UnknownId
from goodoffices.record import durability
from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.replay import Key
from goodoffices.record.verify import CONTENTS, Event, Reader, digest_and_salt


def erase(
    archive: Archive, kind: str, id: str, *, by: str, reason: str, at: datetime | None = None
) -> list[Event]:
    """Destroy every version of an entry's content, and of nothing else.

    Parameters
    ----------
    archive
        Where it is recorded.
    kind, id
        The entry. Take it out of the working files too, or it will be asked about when the
        files are recorded next.
    by, reason
        Who destroys it, and why; both stay readable for ever.
    at
        When; now, when it is not given.

    Returns
    -------
    list
        The events recorded: one in each compartment that held a version. None are recorded
        for an entry already erased; an erasure that was interrupted is then finished.

    Raises
    ------
    UnknownId
        When the archive has no such entry.
    NotConfirmed
        When nobody is named or no reason is given.
    RecordTampered
        When the archive is damaged, so that nobody could say what would be destroyed.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     archive = Archive(folder)
    ...     secret = NewEvent("added", "statement", "s1", by="ana", content={"words": "..."})
    ...     _ = archive.append("north", [secret])
    ...     gone = erase(archive, "statement", "s1", by="ben", reason="asked by the source")
    ...     [event.what for event in gone], erase(
    ...         archive, "statement", "s1", by="ben", reason="asked by the source"
    ...     )
    ...     archive.replay()["statement", "s1"].erased.reason, archive.verify().is_whole
    (['erased'], [])
    ('asked by the source', True)
    """
    if not by.strip() or not reason.strip():
        raise NotConfirmed(f"erasing {kind} {id}", "say who erases it, and why")
    with archive.writing():
        versions = _read_versions(archive)
        if (kind, id) not in versions.entries:
            raise UnknownId(kind, id, (name for what, name in versions.entries if what == kind))
        erased = NewEvent("erased", kind, id, by, reason=reason)
        standing = versions.standing(kind, id)
        events: list[Event] = []
        if standing:
            events = archive.append_unlocked({name: [erased] for name in standing}, at=at)
        _destroy(archive, versions.doomed(kind, id))
    return events


def finish_erasures(archive: Archive) -> list[Key]:
    """Destroy the contents of entries whose erasure was interrupted, and return those.

    Raises
    ------
    RecordTampered
        When the archive is damaged.
    """
    with archive.writing():
        versions = _read_versions(archive)
        doomed = versions.doomed()
        return sorted(_destroy(archive, doomed))


@dataclass
class _Versions(Reader):
    """Which digests each entry has in each compartment, and which of them were erased."""

    entries: dict[Key, None] = field(default_factory=dict)
    standing_digests: dict[tuple[str, Key], list[str]] = field(default_factory=dict)
    erased_digests: dict[tuple[str, Key], list[str]] = field(default_factory=dict)

    def event(self, event: Event) -> None:
        """Take the next event of a chain."""
        if event.what == "mark":
            return
        self.entries[event.entry] = None
        place = (event.compartment, event.entry)
        if event.digest:
            self.standing_digests.setdefault(place, []).append(event.digest)
        elif event.what == "erased":
            gone = self.standing_digests.pop(place, [])
            self.erased_digests.setdefault(place, []).extend(gone)

    def standing(self, kind: str, id: str) -> list[str]:
        """Return the compartments that hold a version of an entry not yet erased."""
        return sorted(name for name, key in self.standing_digests if key == (kind, id))

    def doomed(self, *key: str) -> dict[str, dict[str, Key]]:
        """Return the digests to destroy by compartment: those erased, and all of one entry."""
        doomed: dict[str, dict[str, Key]] = {}
        for (name, entry), digests in self.erased_digests.items():
            doomed.setdefault(name, {}).update(dict.fromkeys(digests, entry))
        for (name, entry), digests in self.standing_digests.items():
            if entry == key:
                doomed.setdefault(name, {}).update(dict.fromkeys(digests, entry))
        return doomed


def _read_versions(archive: Archive) -> _Versions:
    versions = _Versions()
    archive.scan_unlocked(versions)
    return versions


def _destroy(archive: Archive, doomed: dict[str, dict[str, Key]]) -> set[Key]:
    """Rewrite the contents files that still hold a doomed content; return whose they were."""
    found: set[Key] = set()
    for compartment, digests in sorted(doomed.items()):
        path = archive.folder / f"{compartment}{CONTENTS}"
        held = {digests[digest] for digest in _digests(path) if digest in digests}
        if held:
            durability.replace(path, _kept(path, digests))
        found |= held
    return found


def _digests(path: Path) -> Iterator[str]:
    if path.exists():
        with path.open("rb") as stream:
            for line in stream:
                yield digest_and_salt(line)[0]


def _kept(path: Path, doomed: Collection[str]) -> Iterator[bytes]:
    with path.open("rb") as stream:
        for line in stream:
            if digest_and_salt(line)[0] not in doomed:
                yield line
