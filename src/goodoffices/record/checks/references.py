"""Names that stand for nothing, and names that stand for two things."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from pydantic import BaseModel

from goodoffices.case.errors import Mistake, nearest
from goodoffices.case.handling import Handling
from goodoffices.case.issues import Issue
from goodoffices.case.limits import Instrument, Norm, Rule
from goodoffices.case.parties import Party
from goodoffices.case.preferences import Preference
from goodoffices.case.rounds import Round
from goodoffices.case.undertakings import Importance, Linkage, Schedule, Undertaking
from goodoffices.record.entries import (
    EVERYONE,
    TEAM,
    UNKNOWN,
    Link,
    Meeting,
    Message,
    Note,
    ReadingStatus,
    Source,
    Statement,
)
from goodoffices.record.folder import Folder, Located
from goodoffices.record.speakers import UNDISCLOSED

MOST_NAMED: Final = 12
"""How many allowed names a sentence lists."""

NAMED_LISTS: Final = {
    "team": "member",
    "parties": "party",
    "rules": "rule",
    "norms": "norm",
    "instruments": "instrument",
    "rounds": "round",
    "meetings": "meeting",
    "documents": "document",
    "sources": "source",
    "statements": "statement",
    "links": "link",
    "messages": "message",
    "notes": "note",
    "preferences": "preference",
    "undertakings": "undertaking",
    "linkages": "linkage",
    "importance": "importance",
    "schedules": "schedule",
}
"""Lists whose ids share one name space, and what one of each is called."""

HEARERS: Final = "hearer"
"""The kind of those words that say to whom something was told."""
WORDS_OF_CHAINS: Final = frozenset({TEAM, EVERYONE, UNKNOWN, UNDISCLOSED})


@dataclass
class Names:
    """Every name of a case by kind, entries with mistakes included, and where each stands."""

    of: dict[str, dict[str, str]] = field(default_factory=dict)
    _all: dict[tuple[str, ...], Collection[str]] = field(default_factory=dict)

    def add(self, kind: str, name: str, place: str) -> None:
        """Note a name."""
        self.of.setdefault(kind, {})[name] = place

    def all(self, *kinds: str) -> Collection[str]:
        """The names of some kinds, in the order of the files; ask once all are noted."""
        found = self._all.get(kinds)
        if found is None:
            named = (name for kind in kinds for name in self.of.get(kind, {}))
            found = self._all[kinds] = dict.fromkeys(named).keys()
        return found

    @property
    def entries(self) -> Collection[str]:
        """Whatever may be cited."""
        return self.all(*NAMED_LISTS.values(), "reading", "organ", "erased")


def check_references(folder: Folder) -> list[Mistake]:
    """Return a mistake for each name that is used twice, or that stands for nothing."""
    names = Names()
    mistakes = list(_collect(folder, names))
    return mistakes + check_named(folder, names)


def check_names(folder: Folder) -> list[Mistake]:
    """Return a mistake for each name that is used twice."""
    return list(_collect(folder, Names()))


def check_named(folder: Folder, names: Names) -> list[Mistake]:
    """Return a mistake for each name in these entries that stands for nothing."""
    checker = _Checker(names)
    _case_file(checker, folder, names)
    for held in folder.located("rounds", Round):
        _round(checker, held, names)
    for meeting in folder.located("meetings", Meeting):
        checker.one(meeting, "round", meeting.entry.round, names.all("round"), "round")
    _record_file(checker, folder, names)
    for name in (*NAMED_LISTS, "issues"):
        for one in folder.located(name, BaseModel):
            _handling(checker, one, names)
    return checker.mistakes


def _case_file(checker: _Checker, folder: Folder, names: Names) -> None:
    """What parties, issues, limits and instruments name."""
    for located in folder.located("parties", Party):
        checker.cites(located, located.entry.cites)
        organs = [organ.id for organ in located.entry.organs]
        for place, organ in enumerate(located.entry.organs):
            checker.each(located, "organ", organ.binds, organs, "organs", place, "binds")
    for issue in folder.located("issues", Issue):
        checker.cites(issue, issue.entry.cites)
        for place, option in enumerate(issue.entry.options):
            at = ("options", place)
            checker.cites(issue, option.cites, *at)
            parties = names.all("party")
            checker.each(issue, "party", option.interpretations, parties, *at, "interpretations")
    for rule in folder.located("rules", Rule):
        checker.cites(rule, rule.entry.cites)
    for norm in folder.located("norms", Norm):
        checker.cites(norm, norm.entry.cites)
    for instrument in folder.located("instruments", Instrument):
        _instrument(checker, instrument, names)
    for preference in folder.located("preferences", Preference):
        checker.one(preference, "party", preference.entry.party, names.all("party"), "party")
        checker.cites(preference, preference.entry.cites)
    _undertakings(checker, folder, names)


def _undertakings(checker: _Checker, folder: Folder, names: Names) -> None:
    """The parties that undertakings and what hangs on them name, and what they rest on.

    Whom else they name is free: a commission that verifies need be no party.
    """
    parties = names.all("party")
    for one in folder.located("undertakings", Undertaking):
        checker.one(one, "party", one.entry.responsible, parties, "responsible")
        checker.each(one, "party", one.entry.beneficiaries, parties, "beneficiaries")
        checker.cites(one, one.entry.cites)
    for linkage in folder.located("linkages", Linkage):
        checker.one(linkage, "party", linkage.entry.asked_by, parties, "asked_by")
        checker.cites(linkage, linkage.entry.cites)
    for importance in folder.located("importance", Importance):
        checker.one(importance, "party", importance.entry.party, parties, "party")
        checker.cites(importance, importance.entry.cites)
    for schedule in folder.located("schedules", Schedule):
        checker.cites(schedule, schedule.entry.cites)


def _record_file(checker: _Checker, folder: Folder, names: Names) -> None:
    """What sources, statements, links, messages and notes name."""
    for source in folder.located("sources", Source):
        checker.one(source, "party", source.entry.affiliation, names.all("party"), "affiliation")
        others = names.all("source", "erased")
        checker.each(source, "source", source.entry.not_the_same_as, others, "not_the_same_as")
    for statement in folder.located("statements", Statement):
        _statement(checker, statement, names)
    statements = names.all("statement", "erased")
    for link in folder.located("links", Link):
        checker.one(link, "statement", link.entry.statement, statements, "statement")
        checker.one(link, "statement", link.entry.other, statements, "other")
    for message in folder.located("messages", Message):
        for side in ("asked_by", "to"):
            party = getattr(message.entry, side)
            checker.one(message, "party", party, names.all("party", "organ"), side)
        checker.one(message, "meeting", message.entry.meeting, names.all("meeting"), "meeting")
    for note in folder.located("notes", Note):
        checker.one(note, "party", note.entry.party, names.all("party"), "party")
        checker.each(note, "issue", note.entry.issues, names.all("issue"), "issues")
        checker.each(note, "entry", note.entry.rests_on, names.entries, "rests_on")


def _collect(folder: Folder, names: Names) -> Iterator[Mistake]:
    """Note every name, and yield a mistake for each that stands twice."""
    seen: dict[str, str] = dict.fromkeys(sorted(WORDS_OF_CHAINS), "a word of relay chains")
    for list_name, kind in NAMED_LISTS.items():
        for source, where, entry in folder.raw(list_name):
            for inner, name, inner_where in _inner_names(kind, entry):
                place = f"{inner} {source.told_place((*where, *inner_where, 'id'))}"
                if name in seen:
                    message = f"this id stands twice: it is also {_article(seen[name])}"
                    yield source.mistake((*where, *inner_where, "id"), message, found=name)
                seen.setdefault(name, place)
                names.add(inner, name, place)
    options: dict[str, str] = {}
    for source, where, entry in folder.raw("issues"):
        issue = entry.get("id")
        if not isinstance(issue, str):
            continue
        place = f"issue {source.told_place((*where, 'id'))}"
        if issue in options:
            message = f"this id stands twice: it is also {_article(options[issue])}"
            yield source.mistake((*where, "id"), message, found=issue)
        options.setdefault(issue, place)
        names.add("issue", issue, place)
    for source, where, entry in folder.raw("erased"):
        names.add("erased", str(entry.get("id")), f"erased {source.told_place(where)}")
    for word in (TEAM, EVERYONE, UNKNOWN):
        names.add(HEARERS, word, "a word of relay chains")


def _article(what: str) -> str:
    return what if what.startswith("a ") else f"the {what}"


def _inner_names(
    kind: str, entry: Mapping[str, object]
) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """An entry's own id, and those of its readings or organs."""
    if isinstance(entry.get("id"), str):
        yield kind, str(entry["id"]), ()
    for list_name, inner in (("readings", "reading"), ("organs", "organ")):
        parts = entry.get(list_name)
        for place, part in enumerate(parts if isinstance(parts, list) else ()):
            if isinstance(part, dict) and isinstance(part.get("id"), str):
                yield inner, part["id"], (list_name, place)


class _Checker:
    """Collects a mistake for each name that stands for nothing."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.mistakes: list[Mistake] = []

    def one(
        self,
        located: Located[Any],
        kind: str,
        name: str,
        allowed: Collection[str],
        *where: str | int,
    ) -> None:
        """A field that is empty or names one of the allowed."""
        if not name or name in allowed:
            return
        close = nearest(name, allowed)
        hint = f'; did you mean "{close}"?' if close else ""
        listed = ", ".join(islice(allowed, MOST_NAMED))
        listed += ", ..." if len(allowed) > MOST_NAMED else ""
        self.mistakes.append(
            located.mistake(
                *where, message=f"there is no {kind} of this name{hint}", found=name, allowed=listed
            )
        )

    def each(
        self,
        located: Located[Any],
        kind: str,
        given: Iterable[str],
        allowed: Collection[str],
        *where: str | int,
    ) -> None:
        """A list, or the keys of a mapping, each of which names one of the allowed."""
        is_mapping = isinstance(given, Mapping)
        for place, name in enumerate(given):
            self.one(located, kind, name, allowed, *where, name if is_mapping else place)

    def cites(self, located: Located[Any], given: Iterable[str], *where: str | int) -> None:
        """Citations, which may name any entry."""
        self.each(located, "entry", given, self.names.entries, *where, "cites")


def _instrument(checker: _Checker, located: Located[Instrument], names: Names) -> None:
    entry = located.entry
    checker.one(located, "party", entry.invoked_by, names.all("party"), "invoked_by")
    checker.each(located, "party", entry.contested_by, names.all("party"), "contested_by")
    readings = names.all("reading", "erased")
    checker.each(located, "reading", entry.reason_for, readings, "reason_for")
    checker.cites(located, entry.cites)


def _round(checker: _Checker, located: Located[Round], names: Names) -> None:
    entry = located.entry
    checker.one(located, "statement", entry.cause, names.all("statement", "erased"), "cause")
    tabled = names.all("document")
    checker.each(located, "document", entry.documents_tabled, tabled, "documents_tabled")
    checker.cites(located, entry.cites)
    for place, delegation in enumerate(entry.delegations):
        at = ("delegations", place)
        checker.one(located, "party", delegation.party, names.all("party"), *at, "party")
        issues = names.all("issue")
        checker.each(located, "issue", delegation.may_settle or (), issues, *at, "may_settle")
        checker.each(located, "issue", delegation.refers, issues, *at, "refers")
        checker.cites(located, delegation.cites, *at)


def _statement(checker: _Checker, located: Located[Statement], names: Names) -> None:
    entry = located.entry
    documents, meetings = names.all("document", "erased"), names.all("meeting", "erased")
    checker.one(located, "document", entry.document, documents, "document")
    checker.one(located, "meeting", entry.meeting, meetings, "meeting")
    speakers = names.all("party", "organ", "source")
    hearers = names.all("party", "organ", "source", HEARERS)
    for place, hop in enumerate(entry.chain):
        at = ("chain", place)
        checker.one(located, "party, organ or source", hop.speaker, speakers, *at, "speaker")
        checker.one(located, "party, organ or source", hop.to, hearers, *at, "to")
    leading = [one.id for one in entry.readings if one.status is ReadingStatus.LEADING]
    readings = names.all("reading", "erased")
    for place, reading in enumerate(entry.readings):
        where = ("readings", place)
        checker.one(located, "party", reading.party, names.all("party"), *where, "party")
        rivalled = reading.alternative_to
        checker.one(
            located,
            "leading reading of this statement",
            rivalled,
            leading,
            *where,
            "alternative_to",
        )
        checker.each(located, "reading", reading.withdraws, readings, *where, "withdraws")


def _handling(checker: _Checker, located: Located[BaseModel], names: Names) -> None:
    """The members who hold an entry and the parties to whom it may be conveyed."""
    for where, handling in _handlings(located.entry, ()):
        at = (*where, "handling")
        checker.each(
            located, "member of the team", handling.held_by, names.all("member"), *at, "held_by"
        )
        checker.each(located, "party", handling.to, names.all("party"), *at, "to")


def _handlings(
    model: BaseModel, where: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Handling]]:
    parts = vars(model)  # much faster than asking a model for a field that it has not
    handling = parts.get("handling")
    if isinstance(handling, Handling) and (handling.held_by or handling.to):
        yield where, handling
    for name in ("readings", "options", "delegations"):
        for place, part in enumerate(parts.get(name, ())):
            if isinstance(part, BaseModel):
                yield from _handlings(part, (*where, name, place))
