"""What to ask next: the questions that the record leaves, by whom to ask.

A question asks what a party means or holds. None asks it to move, and none suggests how.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.case.case import Case
from goodoffices.case.grammar import parse, words
from goodoffices.case.passages import Passage, ReadingView
from goodoffices.case.positions import Form, Position
from goodoffices.case.propositions import In, Not, Proposition, issues_of
from goodoffices.case.stances import Stance
from goodoffices.gaps.conditions import conditions_without_judge
from goodoffices.gaps.conflicts import Conflicts, options_asked
from goodoffices.gaps.holdings import ALTERNATIVE, first_told, readings, readings_behind
from goodoffices.gaps.matrix import Matrix
from goodoffices.gaps.projections import Projections
from goodoffices.gaps.sentences import SHORT, issue_names, short_words, unique
from goodoffices.gaps.silences import (
    cites_of,
    has_no_text,
    hearsay_only,
    silent_on_linked,
    without_mandate,
)
from goodoffices.gaps.unknown import Unknown, UnknownKind


def find_questions(case: Case, conflicts: Conflicts, matrix: Matrix) -> tuple[Unknown, ...]:
    """Return what to ask next, grouped by whom to ask, the most consequential first.

    Parameters
    ----------
    case : Case
    conflicts : Conflicts
        What the incompatible sets of the case are about.
    matrix : Matrix
        Of the same case.

    Returns
    -------
    tuple of Unknown
        Questions to the same parties stand together; `parties` says to whom.

    Notes
    -----
    The order, by what an answer could change:

    1. questions on which a position in an incompatible set hangs whose words can be read in
       another way: the answer may take away or add a whole incompatible set;
    2. questions on which another position in an incompatible set hangs: the answer may
       change what the set is about; so too where a party is silent on an issue of a set,
       since no words of its own can be read otherwise;
    3. all others.

    Within each: rival readings, since they decide what else is worth asking; what exactly is
    refused, since a refusal of one wording leaves others; conditions; what options mean;
    silences on linked issues; what is known by hearsay; all else. Then the order of the
    record. A group stands where its first question would. It is an order of questions, not
    of parties: whoever is asked first is not asked to do anything.
    """
    finder = _Questions(case, conflicts, matrix)
    asked: dict[tuple[tuple[str, ...], str], _Asked] = {}
    for one in finder.all():
        known = asked.setdefault((one.question.parties, one.question.text), one)
        if one.rank < known.rank:
            asked[one.question.parties, one.question.text] = one
    ranked = sorted(asked.values(), key=lambda one: one.rank)
    groups: dict[tuple[str, ...], list[Unknown]] = {}
    for one in ranked:
        groups.setdefault(one.question.parties, []).append(one.question)
    return tuple(question for group in groups.values() for question in group)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with its place in the order: consequence, kind, place in the record."""

    question: Unknown
    rank: tuple[int, int, int]


_NOUNS = {
    Stance.RULES_OUT: "a refusal",
    Stance.REJECTS: "a refusal",
    Stance.REJECTS_AS_FORMULATED: "a refusal of this wording",
    Stance.INSISTS: "a demand",
    Stance.DEMANDS: "a demand",
    Stance.PROPOSES: "a proposal",
    Stance.OFFERS: "an offer",
    Stance.PREFERS: "a preference",
    Stance.FLOATS: "an idea",
    Stance.AGREES: "an agreement",
    Stance.AGREES_AD_REFERENDUM: "an agreement ad referendum",
    Stance.DOES_NOT_OBJECT: "no objection",
    Stance.WOULD_ACCEPT: "an offer",
    Stance.NO_LONGER_INSISTS: "a demand taken back",
    Stance.RESERVES: "a reservation",
    Stance.DENIES: "a denial",
}


class _Questions:
    def __init__(self, case: Case, conflicts: Conflicts, matrix: Matrix) -> None:
        self.case = case
        self.conflicts = conflicts
        self.matrix = matrix
        self.projections = Projections(case)
        self.places = {one: place for place, one in enumerate(case.passages)}
        self.by_id = {one.id: one for one in (*case.positions, *case.lighter)}

    def all(self) -> Iterator[_Asked]:
        """Yield every question, some of them twice."""
        for question in (
            *self.rival_readings(),
            *self.scopes(),
            *self.conditions(),
            *self.meanings(),
            *self.silences(),
            *self.hearsay(),
            *self.mandates(),
        ):
            yield _Asked(question, self._rank(question))

    def _rank(self, question: Unknown) -> tuple[int, int, int]:
        members = [self.by_id[one] for one in question.positions if one in self.conflicts]
        on_reading = question.kind is not UnknownKind.SILENT_ON_LINKED and (
            question.kind is UnknownKind.RIVAL_READINGS
            or any(self.conflicts.depends_on_reading(one) for one in members)
        )
        consequence = 2 if not members else 0 if on_reading else 1
        last = len(self.places)
        place = min((self.places.get(one, last) for one in question.cites), default=last)
        return consequence, list(UnknownKind).index(question.kind), place

    # -- rival readings -----------------------------------------------------------------------

    def rival_readings(self) -> Iterator[Unknown]:
        """Ask which of two fair readings of the same words is meant."""
        leading = {one.id: (passage, one) for passage, one in readings(self.case)}
        for passage, other in readings(self.case):
            if other.status != ALTERNATIVE or other.alternative_to not in leading:
                continue
            _, one = leading[other.alternative_to]
            if one.id in self.case.withdrawn:
                continue
            yield self._rivalry(passage, one, other)

    def _rivalry(self, passage: Passage, one: ReadingView, other: ReadingView) -> Unknown:
        family = {one.id, other.id}
        widened = self._would_widen(other, family)
        behind = [
            position
            for position in self.by_id.values()
            if position in widened or family & set(readings_behind(position))
        ]
        parties = unique((one.party, other.party))
        text = self._in_words(widened, one, other)
        if not text:
            text = self._stands_or_offers(widened, other) if widened else self._either(one, other)
        return Unknown(
            UnknownKind.RIVAL_READINGS,
            parties,
            self._issues(one, other),
            text,
            unique((passage.statement, *(s for p in widened for s in p.statements))),
            tuple(position.id for position in behind),
        )

    def _in_words(self, widened: list[Position], one: ReadingView, other: ReadingView) -> str:
        """Ask in the team's words for the readings, where it gave them; else nothing."""
        stands = one.in_words
        if widened:
            forms = {form.reading for form in widened[0].forms if form.party == other.party}
            said = (each.in_words for _, each in readings(self.case) if each.id in forms)
            stands = next(said, "")
        if not (stands and other.in_words):
            return ""
        return f"Which is meant: “{stands}”, or “{other.in_words}”?"

    def _would_widen(self, reading: ReadingView, family: set[str]) -> list[Position]:
        """Return the party's other positions that a reading, a permission, would widen."""
        if not reading.stance.is_permission:
            return []
        allowed = parse(reading.proposition, self.case.issues)
        return [
            position
            for position in self.case.positions
            if any(
                form.party == reading.party
                and form.reading not in family
                and self.projections.can_contradict(allowed, form.stated)
                for form in position.forms
            )
        ]

    def _stands_or_offers(self, widened: list[Position], reading: ReadingView) -> str:
        forms = [form for one in widened for form in one.forms if form.party == reading.party]
        noun = "refusal" if all(form.refuses for form in forms) else "demand"
        issues = unique(issue for form in forms for issue in issues_of(form.proposition))
        named = issue_names(self.case.issues, issues)
        said = f"Does the {noun} on {named} stand, or is it an offer"
        if reading.condition:
            condition = words(parse(reading.condition, self.case.issues), self.case.issues)
            said += f" if {condition}" if len(condition) <= SHORT else " under conditions"
        return f"{said}?"

    def _either(self, one: ReadingView, other: ReadingView) -> str:
        return f"Is it {self._take(one)}, or {self._take(other)}?"

    def _take(self, reading: ReadingView) -> str:
        said = _NOUNS[reading.stance]
        if reading.proposition:
            said += f" (“{short_words(self._parsed(reading.proposition), self.case.issues)}”)"
        if reading.condition:
            said += f" if “{short_words(self._parsed(reading.condition), self.case.issues)}”"
        return said

    def _parsed(self, text: str) -> Proposition:
        return parse(text, self.case.issues)

    def _issues(self, *taken: ReadingView) -> tuple[str, ...]:
        texts = [text for one in taken for text in (one.proposition, one.condition) if text]
        named = {issue for text in texts for issue in issues_of(self._parsed(text))}
        return tuple(issue for issue in self.case.issues if issue in named)

    # -- positions ----------------------------------------------------------------------------

    def scopes(self) -> Iterator[Unknown]:
        """Ask whether everything of the kind is refused, or this one option."""
        for position in self.case.positions:
            named = unique_options(position)
            for issue, option in named:
                name = self.case.issues[issue].option_name(option)
                text = (
                    f"{self.case.issues[issue].name}: is everything of the kind excluded, "
                    f"or only “{name}”?"
                )
                yield Unknown(
                    UnknownKind.SCOPE_OF_REJECTION,
                    position.holders,
                    (issue,),
                    text,
                    position.statements,
                    (position.id,),
                )

    def conditions(self) -> Iterator[Unknown]:
        """Ask what completes a condition and who says so."""
        for one in conditions_without_judge(self.case):
            start = one.name[0].upper() + one.name[1:]
            text = f"{start}: when is it met, who says so, and what if it stalls?"
            yield Unknown(
                UnknownKind.UNJUDGED_CONDITION,
                one.parties,
                one.issues,
                text,
                one.statements,
                one.positions,
            )

    def meanings(self) -> Iterator[Unknown]:
        """Ask whoever asks for an option what it means, where no clause text says so."""
        asked: dict[tuple[str, str], list[tuple[str, str, Position]]] = {}
        for position in self.conflicts.positions:
            for form in position.forms:
                for issue, option in options_asked(form):
                    if self._is_unexplained(issue, option, form.party):
                        name = self.case.issues[issue].option_name(option)
                        entry = (issue, first_told(self.case, form.statement), position)
                        asked.setdefault((form.party, name), []).append(entry)
        for (party, name), entries in asked.items():
            issues = unique(issue for issue, _, _ in entries)
            text = f"What does “{name}” mean for {issue_names(self.case.issues, issues)}?"
            yield Unknown(
                UnknownKind.MEANING_OF_OPTION,
                (party,),
                issues,
                text,
                unique(statement for _, statement, _ in entries),
                unique(position.id for _, _, position in entries),
            )

    def _is_unexplained(self, issue: str, option: str, party: str) -> bool:
        told = {
            one.id: one.interpretations.get(party, "") for one in self.case.issues[issue].options
        }
        return has_no_text(self.case.issues[issue], option) and not told[option]

    def hearsay(self) -> Iterator[Unknown]:
        """Ask a party whether what others report of it is so."""
        for party, (issues, statements, positions) in hearsay_only(self.case).items():
            yield Unknown(
                UnknownKind.HEARSAY_ONLY,
                (party,),
                issues,
                "Is it right what others report of you?",
                statements,
                positions,
            )

    # -- silences -----------------------------------------------------------------------------

    def silences(self) -> Iterator[Unknown]:
        """Ask those of whom nothing is known on an issue where they stand."""
        for party in self.case.parties.values():
            linked, positions = silent_on_linked(self.conflicts, self.matrix, party)
            if linked:
                yield self._where(UnknownKind.SILENT_ON_LINKED, party.id, linked, positions)
            others = tuple(
                issue
                for issue in self.case.issues
                if party.is_negotiating
                and issue not in linked
                and self.matrix.cell(issue, party.id).is_empty
            )
            if others:
                yield self._where(UnknownKind.SILENT, party.id, others, ())

    def _where(
        self, kind: UnknownKind, party: str, issues: tuple[str, ...], positions: tuple[str, ...]
    ) -> Unknown:
        text = f"Where do you stand on {issue_names(self.case.issues, issues)}?"
        return Unknown(kind, (party,), issues, text, positions=positions)

    def mandates(self) -> Iterator[Unknown]:
        """Ask the delegations of the latest round on record what they may settle."""
        held = next((one for one in reversed(self.case.rounds) if one.delegations), None)
        parties = without_mandate(held) if held is not None else ()
        if held is not None and parties:
            yield Unknown(
                UnknownKind.NO_MANDATE,
                parties,
                (),
                "What may you settle here?",
                cites_of(held, parties),
            )


def unique_options(position: Position) -> tuple[tuple[str, str | int], ...]:
    """Return the (issue, option) pairs that a position's rejections name alone.

    A rejection of a wording, not of the idea, is left out: it says already what is excluded.
    """
    found: dict[tuple[str, str | int], None] = {}
    for form in position.forms:
        named = _refused_atom(form)
        if named is not None and len(named.options) == 1:
            found[named.issue, named.options[0]] = None
    return tuple(found)


def _refused_atom(form: Form) -> In | None:
    """Return the one list of options that a form refuses, if it refuses no more than that."""
    refused: Proposition = form.proposition
    if not form.refuses:
        if not isinstance(refused, Not):
            return None
        refused = refused.body
    if form.stance is Stance.REJECTS_AS_FORMULATED or not isinstance(refused, In):
        return None
    return refused
