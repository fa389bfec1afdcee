"""Extractors: other programs that draft what a document says, found by their entry points.

An extractor is given the text and a description of the case, never the record, and answers
with drafts in the shape of `goodoffices/drafts/1`. What it answers is checked against the text
in `extracted`; nothing of it counts until a person accepts it, as with our own rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final, Protocol, runtime_checkable

from goodoffices.case.errors import GoodOfficesError, UnknownId, UnreadableDocument
from goodoffices.case.handling import Handling, HandlingLevel
from goodoffices.case.issues import Issue, IssueKind, Unsettled
from goodoffices.case.model import Identifier, Model
from goodoffices.intake.extractors.extracted import Extracted, accept_extracted
from goodoffices.record.record import Record

GROUP: Final = "goodoffices.extractors"
"""The entry point group in which other packages offer extractors."""

BUILT_IN: Final = {"endpoint": ("goodoffices.intake.extractors.endpoint", "from_environment")}
"""Extractors that ship with us, each off until somebody names it."""


class NamedThing(Model):
    """An option or an organ: its id, and what people call it."""

    id: Identifier
    name: str


class DescribedParty(Model):
    """A party as an extractor is told of it."""

    id: Identifier
    names: tuple[str, ...]
    organs: tuple[NamedThing, ...] = ()


class DescribedIssue(Model):
    """An issue as an extractor is told of it."""

    id: Identifier
    name: str
    kind: IssueKind = IssueKind.CHOICE
    options: tuple[NamedThing, ...] = ()
    low: int | None = None
    high: int | None = None
    step: int = 1
    unit: str = ""
    allows: tuple[Unsettled, ...] = ()

    def as_issue(self) -> Issue:
        """Return the issue that propositions are read against."""
        return Issue.model_validate(
            self.model_dump(exclude={"name", "options"})
            | {"options": [{"id": one.id, "title": one.name} for one in self.options]}
        )


class ExtractorCase(Model):
    """What an extractor is told of a case: names and ids, no statement, note or source.

    Examples
    --------
    >>> case = ExtractorCase(parties=[{"id": "north", "names": ["North", "the North"]}])
    >>> case.as_json()["parties"]
    [{'id': 'north', 'names': ['North', 'the North'], 'organs': []}]
    """

    document: str = ""
    """How the document is called to the user; it is no part of what is sent anywhere."""

    parties: tuple[DescribedParty, ...] = ()
    issues: tuple[DescribedIssue, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the parties and issues as an extractor may pass them on."""
        return self.model_dump(mode="json", exclude={"document"})

    @property
    def speakers(self) -> Mapping[str, str]:
        """Every id that may stand in a relay chain, with its name."""
        organs = ((one.id, one.name) for party in self.parties for one in party.organs)
        return {party.id: party.names[0] for party in self.parties} | dict(organs)


@runtime_checkable
class Extractor(Protocol):
    """What drafts statements from a text; `name` is shown with each of its drafts."""

    @property
    def name(self) -> str:
        """How it is called: `extractor NAME` is the rule of its drafts."""
        ...

    def extract(self, text: str, case: ExtractorCase) -> Sequence[Mapping[str, Any]]:
        """Return drafts in the shape of the list `drafts` of `goodoffices/drafts/1`."""
        ...


def describe_case(record: Record, document: str = "") -> ExtractorCase:
    """Return what an extractor is told of the case of a record.

    An extractor may run on another machine. So it is told nothing that only some of the
    team hold, and nothing that is deposited until the other side deposits a match.

    Parameters
    ----------
    record : Record
        The order of its parties and issues is kept.
    document : str
        How the document is called to the user.

    Examples
    --------
    >>> record = Record(title="t", issues=(Issue(id="gauges", options=[{"id": "joint"}]),))
    >>> describe_case(record).issues[0].options
    (NamedThing(id='joint', name='joint'),)
    """
    parties = (
        DescribedParty(
            id=party.id,
            names=(party.name, *party.also_known_as),
            organs=tuple(NamedThing(id=one.id, name=one.name) for one in party.organs),
        )
        for party in record.parties
        if _is_open_to_all_of_us(party.handling)
    )
    issues = (_described(one) for one in record.issues if _is_open_to_all_of_us(one.handling))
    told = (one for one in issues if one.options or one.kind is IssueKind.QUANTITY)
    return ExtractorCase(document=document, parties=tuple(parties), issues=tuple(told))


def _is_open_to_all_of_us(handling: Handling) -> bool:
    return not handling.held_by and handling.level is not HandlingLevel.DEPOSIT


def _described(issue: Issue) -> DescribedIssue:
    options = (one for one in issue.options if _is_open_to_all_of_us(one.handling))
    return DescribedIssue(
        name=issue.full_name,
        options=tuple(NamedThing(id=one.id, name=one.name) for one in options),
        **issue.model_dump(include={"id", "kind", "low", "high", "step", "unit", "allows"}),
    )


# ---------------------------------------------------------------------------- finding them


def extractors() -> tuple[str, ...]:
    """Return the names of the extractors that are there, in alphabetical order.

    Examples
    --------
    >>> "endpoint" in extractors()
    True
    """
    return tuple(sorted({*BUILT_IN, *(one.name for one in entry_points(group=GROUP))}))


def load_extractor(name: str) -> Extractor:
    """Return the extractor of this name, ready to be given a text.

    An entry point names an extractor, or something that makes one when it is called without
    arguments. A name of our own cannot be taken by a plug-in.

    Parameters
    ----------
    name : str
        One of `extractors()`.

    Raises
    ------
    UnknownId
        With the nearest name, where no extractor has this one.
    GoodOfficesError
        Where what the entry point names is no extractor, or two packages offer one by this name.
    """
    if name in BUILT_IN:
        module, attribute = BUILT_IN[name]
        found = getattr(import_module(module), attribute)
    else:
        found = _entry_point(name).load()
    made = found() if _makes_one(found) else found
    if not isinstance(made, Extractor):
        raise GoodOfficesError(
            f'the extractor "{name}" cannot be used: it has no name, or no extract(text, case)'
        )
    return made


def _makes_one(found: object) -> bool:
    return isinstance(found, type) or (callable(found) and not isinstance(found, Extractor))


def _entry_point(name: str) -> EntryPoint:
    offered = {one.value: one for one in entry_points(group=GROUP, name=name)}
    if not offered:
        raise UnknownId("extractor", name, extractors())
    if len(offered) > 1:
        places = ", ".join(sorted(offered))
        raise GoodOfficesError(
            f'more than one package offers an extractor "{name}" ({places}): uninstall all but one'
        )
    return next(iter(offered.values()))


# ---------------------------------------------------------------------------- running one


def run_extractor(
    extractor: Extractor,
    text: str,
    *,
    record: Record,
    document_id: str,
    document: str = "",
) -> Extracted:
    """Return what an extractor drafts of a text, as far as it stands in the text.

    Parameters
    ----------
    extractor : Extractor
        As `load_extractor` gives it.
    text : str
        The document's text; offsets are code points of it.
    record : Record
        The extractor is told of its parties and issues, and of nothing else.
    document_id : str
        The ids of the drafts are made from it.
    document : str
        How the document is called to the user; the id where it is empty.

    Raises
    ------
    UnreadableDocument
        Where the extractor fails, whatever its error; other documents can go on.
    GoodOfficesError
        What the extractor itself refuses, unchanged.
    """
    called = document or document_id
    case = describe_case(record, called)
    try:
        raw = extractor.extract(text, case)
    except GoodOfficesError:
        raise
    except Exception as error:
        # Code of others may raise anything. Its message may hold words of the document or a
        # key, so only the kind of error is shown.
        raise UnreadableDocument(
            called, f"the extractor {extractor.name} failed ({type(error).__name__})"
        ) from error
    return accept_extracted(raw, text, case=case, document_id=document_id, extractor=extractor.name)
