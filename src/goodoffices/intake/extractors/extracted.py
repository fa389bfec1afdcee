"""What an extractor drafted, held against the text: what does not stand there is dropped.

An extractor may be a language model, and may invent. So words are taken from the text at the
place that was found for them, ids are made here, and what names no party, stance or option of
the case becomes a question for a person. Its own explanations and grades are not taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeGuard, TypeVar

from goodoffices.case.errors import InvalidProposition
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue
from goodoffices.case.rounds import Channel
from goodoffices.case.stances import Register, Stance
from goodoffices.case.when import When
from goodoffices.intake.drafts import (
    Band,
    DraftHop,
    DraftReading,
    DraftSource,
    DraftStatement,
    HopKind,
    Mode,
)
from goodoffices.intake.events.dating import resolve
from goodoffices.intake.extractors.verbatim import (
    NotThere,
    find_words,
    nearest_to,
    on_one_line,
    shown,
    stands_in,
)
from goodoffices.intake.texts import Extent
from goodoffices.record.entries import EVERYONE, TEAM, UNKNOWN, Capacity, Span

if TYPE_CHECKING:
    from goodoffices.intake.extractors.extracting import ExtractorCase

MOST_DRAFTS: Final = 1_000
"""More drafts than this of one document are not looked at."""

_NEW_KINDS: Final = frozenset({HopKind.PERSON, HopKind.UNNAMED, HopKind.OUTLET})

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Extracted:
    """The drafts that stand in the text, the sources they name, and why others were dropped."""

    drafts: tuple[DraftStatement, ...] = ()
    dropped: tuple[str, ...] = ()
    """One sentence for each draft that was dropped."""

    sources: tuple[DraftSource, ...] = ()


def accept_extracted(
    raw: object, text: str, *, case: ExtractorCase, document_id: str, extractor: str
) -> Extracted:
    """Return those of an extractor's drafts whose words stand in the text.

    Words stand at the span given with them, or else exactly once in the text; white space
    counts as equal, since a line may be broken anywhere. What is kept is what the text has.

    Parameters
    ----------
    raw : object
        What the extractor answered; anything may be in it.
    text : str
        The document's text; offsets are code points of it.
    case : ExtractorCase
        The parties and issues against which readings are held.
    document_id : str
        Drafts are called `{document_id}_s1` and so on, in the extractor's order.
    extractor : str
        Its name; each draft has the rule `extractor NAME`.

    Returns
    -------
    Extracted
        All its drafts wait; none has more than middle confidence.

    Examples
    --------
    >>> from goodoffices.intake.extractors.extracting import ExtractorCase
    >>> raw = [{"words": "we will pay"}, {"words": "we may pay"}]
    >>> kept = accept_extracted(
    ...     raw, "They said we will pay.", case=ExtractorCase(), document_id="d", extractor="mine"
    ... )
    >>> [(one.id, one.words, one.rule) for one in kept.drafts]
    [('d_s1', 'we will pay', 'extractor mine')]
    >>> kept.dropped
    ('Draft 2: its words "we may pay" do not stand in the text.',)
    """
    return _Accepting(text, case, document_id, f"extractor {extractor}").all_of(raw)


@dataclass
class _Accepting:
    """One text, one case, and what has been kept so far."""

    text: str
    case: ExtractorCase
    document_id: str
    rule: str
    sources: dict[str, DraftSource] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    """What the extractor called a draft or reading, and what we call it."""

    @cached_property
    def issues(self) -> Mapping[str, Issue]:
        return {one.id: one.as_issue() for one in self.case.issues}

    def all_of(self, raw: object) -> Extracted:
        if not _is_list(raw):
            return Extracted(dropped=("The extractor did not answer with a list of drafts.",))
        dropped: list[str] = []
        placed: list[tuple[Mapping[str, Any], Extent, str]] = []
        for number, one in enumerate(raw[:MOST_DRAFTS], start=1):
            try:
                place = self.place(one)
            except NotThere as error:
                dropped.append(f"Draft {number}: {error}.")
                continue
            name = f"{self.document_id}_s{len(placed) + 1}"
            self.call(one.get("id"), name)
            placed.append((one, place, name))
        if (more := len(raw) - MOST_DRAFTS) > 0:
            dropped.append(f"{more:,} drafts after the first {MOST_DRAFTS:,} were not looked at.")
        drafts = tuple(self.statement(one, place, name) for one, place, name in placed)
        return Extracted(drafts, tuple(dropped), tuple(self.sources.values()))

    def place(self, one: object) -> Extent:
        if not isinstance(one, Mapping):
            raise NotThere("it is no set of named fields")
        if one.get("kind", "statement") != "statement":
            raise NotThere(f"it is a {shown(one['kind'])}, and only statements are taken")
        return find_words(self.text, one.get("words"), span=one.get("span"))

    def call(self, theirs: object, ours: str) -> None:
        if isinstance(theirs, str) and theirs:
            self.ids.setdefault(theirs, ours)

    def statement(self, one: Mapping[str, Any], place: Extent, name: str) -> DraftStatement:
        asked: list[str] = []
        chain = self.chain(one.get("chain"), place, asked)
        return DraftStatement(
            id=name,
            span=Span(start=place.start, end=place.end),
            words=self.text[place.start : place.end],
            mode=_choice(one, "mode", Mode.INDIRECT, asked),
            chain=chain,
            register_=_choice(one, "register", Register.ATTRIBUTED, asked),
            said_on=self.said_on(one.get("said_on"), asked),
            nested_in=self.other(one, "nested_in", name, asked),
            repeats=self.other(one, "repeats", name, asked),
            readings=self.readings(one.get("readings"), place, name=name, asked=asked),
            rule=self.rule,
            confidence=_band(one),
            questions=tuple(asked),
        )

    def other(self, one: Mapping[str, Any], key: str, name: str, asked: list[str]) -> str:
        """Return our id of the draft that another names."""
        theirs = one.get(key)
        if not theirs:
            return ""
        ours = self.ids.get(theirs, "") if isinstance(theirs, str) else ""
        if not ours or ours == name:
            asked.append(f"The extractor has {key} {shown(theirs)}, and no other draft is that.")
            return ""
        return ours

    def said_on(self, given: object, asked: list[str]) -> When | None:
        """Return when it was said, by words of the text alone; a person resolves the rest."""
        if not given:
            return None
        words = given.get("unresolved") if isinstance(given, Mapping) else given
        if isinstance(words, str) and stands_in(self.text, words):
            return resolve(words, published=None)
        asked.append(f"The extractor dates it {shown(given)}, which does not stand in the text.")
        return None

    # ------------------------------------------------------------------ who said it

    def chain(self, raw: object, place: Extent, asked: list[str]) -> tuple[DraftHop, ...]:
        """Return the relay chain, or none: a chain with a hop left out would say another thing."""
        if not _is_list(raw):
            return ()
        hops = [self.hop(one, place, asked) for one in raw]
        return () if None in hops else tuple(hop for hop in hops if hop is not None)

    def hop(self, raw: object, place: Extent, asked: list[str]) -> DraftHop | None:
        given = raw if isinstance(raw, Mapping) else {"speaker": raw}
        name, speaker = on_one_line(given.get("name")), given.get("speaker")
        span = self.nearest(name, place)
        known = speaker if isinstance(speaker, str) and speaker in self.case.speakers else ""
        if not known and span is None:
            called = shown(name or speaker)
            asked.append(
                f"Who said it? The extractor says {called}, who is not in the case or the text."
            )
            return None
        if known:
            is_party = known in {party.id for party in self.case.parties}
            kind = HopKind.PARTY if is_party else HopKind.ORGAN
        else:
            kind = _choice(given, "kind", HopKind.UNNAMED, [])
            kind = kind if kind in _NEW_KINDS else HopKind.UNNAMED
            known = self.source(name, kind, span)
        return DraftHop(
            speaker=known,
            name=name if span else self.case.speakers[known],
            kind=kind,
            span=span,
            capacity=_choice(given, "capacity", Capacity.UNKNOWN, asked),
            to=self.hearer(given.get("to"), asked),
            channel=_choice(given, "channel", Channel.UNKNOWN, asked),
        )

    def nearest(self, name: str, place: Extent) -> Span | None:
        """Return where a name stands in the text, nearest to the words that are told."""
        found = nearest_to(place, self.text, name)
        return None if found is None else Span(start=found.start, end=found.end)

    def source(self, name: str, kind: HopKind, span: Span | None) -> str:
        """Return the id of a source that the case does not know, the same for the same name."""
        key = " ".join(name.casefold().split())
        if key not in self.sources:
            self.sources[key] = DraftSource(
                id=f"{self.document_id}_x{len(self.sources) + 1}",
                kind=kind,
                description=name,
                spans=(span,) if span else (),
            )
        return self.sources[key].id

    def hearer(self, given: object, asked: list[str]) -> str:
        hearer = on_one_line(given)
        if hearer in {UNKNOWN, TEAM, EVERYONE, *self.case.speakers}:
            return hearer
        if not given:
            return UNKNOWN
        asked.append(f"Who was told? The extractor says {shown(given)}, who is not in the case.")
        return UNKNOWN

    # ------------------------------------------------------------------ what it means

    def readings(
        self, raw: object, place: Extent, *, name: str, asked: list[str]
    ) -> tuple[DraftReading, ...]:
        """Return the readings whose party and stance the case and its language know."""
        kept: list[tuple[Mapping[str, Any], Extent, str]] = []
        for one in raw if _is_list(raw) else ():
            try:
                span = self.place_of_reading(one, place)
            except NotThere as error:
                asked.append(f"A reading of the extractor was left out: {error}.")
                continue
            kept.append((one, span, f"{name}_r{len(kept) + 1}"))
        ours = {on_one_line(one["id"]): read for one, _, read in kept if one.get("id")}
        return tuple(self.reading(one, span, read, ours=ours) for one, span, read in kept)

    def place_of_reading(self, one: object, place: Extent) -> Extent:
        if not isinstance(one, Mapping):
            raise NotThere("it is no set of named fields")
        party, stance = on_one_line(one.get("party")), on_one_line(one.get("stance"))
        if party not in {known.id for known in self.case.parties}:
            raise NotThere(f"{shown(party)} is no party of the case")
        if stance not in set(Stance):
            raise NotThere(f"{shown(stance)} is no stance")
        if not one.get("words"):
            return place
        return find_words(self.text, one["words"], span=one.get("span"))

    def reading(
        self, one: Mapping[str, Any], place: Extent, name: str, *, ours: Mapping[str, str]
    ) -> DraftReading:
        asked: list[str] = []
        proposition, condition = self.propositions(one, asked)
        rival, new = on_one_line(one.get("alternative_to")), on_one_line(one.get("new_option"))
        if rival and ours.get(rival, name) == name:
            asked.append(f"The extractor takes it as a rival of {shown(rival)}, which is not here.")
        if new and not stands_in(self.text, new):
            asked.append(f"A new option? The extractor says {shown(new)}, not words of the text.")
            new = ""
        return DraftReading(
            id=name,
            party=on_one_line(one.get("party")),
            stance=Stance(on_one_line(one.get("stance"))),
            span=Span(start=place.start, end=place.end),
            proposition=proposition,
            condition=condition,
            alternative_to="" if ours.get(rival, name) == name else ours[rival],
            new_option=new,
            new_option_of=self.issue_named(one, asked) if new else "",
            rule=self.rule,
            confidence=_band(one),
            questions=tuple(asked),
        )

    def propositions(self, one: Mapping[str, Any], asked: list[str]) -> tuple[str, str]:
        """Return what is held and under which condition; neither where either cannot be read.

        A position without its condition would be another position.
        """
        given = [on_one_line(one.get("proposition")), on_one_line(one.get("condition"))]
        for text in given:
            try:
                if text:
                    parse(text, self.issues)
            except InvalidProposition as error:
                asked.append(f"Which option is meant? The extractor says {shown(text)}: {error}")
        if asked:
            return "", ""
        if given[1] and not given[0]:
            asked.append(f"What is held, if {given[1]}? The extractor says the condition alone.")
            return "", ""
        return given[0], given[1]

    def issue_named(self, one: Mapping[str, Any], asked: list[str]) -> str:
        issue = on_one_line(one.get("new_option_of"))
        if issue and issue not in self.issues:
            asked.append(f"Of which issue? The extractor says {shown(issue)}, which is none.")
            return ""
        return issue


# ---------------------------------------------------------------------------- values


def _is_list(raw: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(raw, Sequence) and not isinstance(raw, (str, bytes))


def _choice(given: Mapping[str, Any], key: str, otherwise: ChoiceT, asked: list[str]) -> ChoiceT:
    """Return one of the words of a list; another word becomes a question."""
    word = given.get(key)
    if not word:
        return otherwise
    kinds = type(otherwise)
    if isinstance(word, str) and word in set(kinds):
        return kinds(word)
    asked.append(f"The extractor has {key} {shown(word)}, which is no word for it.")
    return otherwise


def _band(given: Mapping[str, Any]) -> Band:
    """Return how sure the extractor says it is, never more than middle."""
    return Band.MIDDLE if on_one_line(given.get("confidence")) in {"middle", "high"} else Band.LOW
