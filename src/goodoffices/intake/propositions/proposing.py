"""Propositions for the words of a position: which issue of the case, and which option.

It prefers no proposition to a wrong one. Where it proposes, it says how sure it is and why,
and asks what the words leave open; what fits no option or issue is offered as a new one.
Everything proposed is read back by the grammar of propositions before it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from goodoffices.case.errors import InvalidProposition
from goodoffices.case.grammar import parse, show
from goodoffices.case.issues import Issue, IssueKind
from goodoffices.case.parties import Party
from goodoffices.intake.drafts import Band
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.propositions.clause_reading import ClauseReader
from goodoffices.intake.propositions.earlier_issues import EarlierIssues
from goodoffices.intake.propositions.findings import Finding, weakest
from goodoffices.intake.propositions.issue_words import IssueNames, name_words
from goodoffices.intake.propositions.object_words import read_clauses, read_words
from goodoffices.intake.propositions.option_words import IssueOptions
from goodoffices.intake.propositions.quantity_words import QuantityWords
from goodoffices.intake.propositions.stems import stem
from goodoffices.intake.texts import Extent

_NEW_LENGTH: Final = 160
"""How many characters of the words a new option keeps at most."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the words of a position seem to say of the case's issues.

    `proposition` and `condition` are empty where none is proposed. `new_option` are words
    that fit no option yet, of the issue `new_option_of`, or of none that there is.
    """

    proposition: str = ""
    condition: str = ""
    band: Band = Band.LOW
    why: str = ""
    new_option: str = ""
    new_option_of: str = ""
    questions: tuple[str, ...] = ()


class Proposer:
    """Proposes propositions about the issues of one case.

    Parameters
    ----------
    issues : sequence of Issue
        Matched by title, short name, id in words and the other names that were taught.
    parties : sequence of Party, optional
        Whose names say who acts, and never which option it is.

    Examples
    --------
    >>> from goodoffices.case.issues import Issue
    >>> from goodoffices.intake.parsing import parse as read
    >>> from goodoffices.intake.texts import Extent, RepairedText
    >>> shifts = Issue(
    ...     id="night_shift",
    ...     title="Night shift",
    ...     options=[
    ...         {"id": "stays", "title": "the night shift stays"},
    ...         {"id": "abolished", "title": "abolished"},
    ...     ],
    ... )
    >>> said = "The union demands that the night shift be abolished."
    >>> parsed = read(RepairedText.unchanged(said, ()))
    >>> found = Proposer([shifts]).propose(parsed, Extent(18, 51))
    >>> found.proposition, found.band.value
    ('night_shift is abolished', 'high')
    """

    def __init__(self, issues: Sequence[Issue], *, parties: Sequence[Party] = ()) -> None:
        self._issues = {one.id: one for one in issues}
        self._titles = {one.id: one.name for one in issues}
        self._names = IssueNames(issues)
        named = _party_stems(parties)
        shared = frozenset(key for key, owners in self._names.owners.items() if len(owners) > 1)
        options = {
            one.id: IssueOptions(
                one, own_stems=self._names.stems[one.id], shared=shared, parties=named
            )
            for one in issues
            if one.kind is not IssueKind.QUANTITY
        }
        quantities = {
            one.id: QuantityWords(one, stems=self._names.stems[one.id])
            for one in issues
            if one.kind is IssueKind.QUANTITY
        }
        self._reader = ClauseReader(self._issues, self._names, options, quantities)

    def propose(
        self,
        parsed: Parsed,
        words: Extent,
        *,
        condition: Extent | None = None,
        before: Sequence[Extent] = (),
    ) -> Proposal:
        """Return what the words of a position's object say of the case's issues.

        Parameters
        ----------
        parsed : Parsed
        words : Extent
            The object: what is insisted on, rejected, offered. In the mended copy, as all.
        condition : Extent, optional
            The words of its condition; where they stand within the object, they are read
            apart.
        before : sequence of Extent, optional
            Earlier words of the document, oldest first, to which "that corridor" or "it"
            may point back.

        Returns
        -------
        Proposal
            Its band is that of the weakest step.
        """
        earlier = self._earlier(parsed, before)
        found = self._find(parsed, words, earlier, without=condition)
        if condition is None:
            return self._proposal(found, None)
        if (own := read_words(parsed, words)) is not None:
            earlier.read([own])
        return self._proposal(found, self._find(parsed, condition, earlier))

    def _earlier(self, parsed: Parsed, before: Iterable[Extent]) -> EarlierIssues:
        earlier = EarlierIssues(self._names, self._titles)
        told = tuple(before)
        for extent in told:
            # The names within earlier words are read with these, as one group.
            if any(other != extent and other.holds(extent) for other in told):
                continue
            clause = read_words(parsed, extent)
            if clause is not None:
                earlier.read([clause])
        return earlier

    def _find(
        self,
        parsed: Parsed,
        words: Extent,
        earlier: EarlierIssues,
        *,
        without: Extent | None = None,
    ) -> Finding:
        clauses, joined_by = read_clauses(parsed, words, without=without)
        findings = []
        for clause in clauses:
            findings.append(self._reader.read(clause, earlier))
            earlier.read([clause])
        return Finding.joined(findings, joined_by)

    def _proposal(self, found: Finding, asked: Finding | None) -> Proposal:
        proposition = self._printed(found)
        band = found.band if proposition else Band.LOW
        new_option = found.new_option if not proposition else ""
        result = Proposal(
            proposition,
            "",
            band,
            "; ".join(dict.fromkeys(found.whys)),
            _shortened(new_option),
            found.new_option_of if new_option else "",
            found.questions,
        )
        if asked is None:
            return result
        condition = self._printed(asked)
        questions = list(found.questions)
        if condition:
            questions += asked.questions
            band = weakest((band, asked.band))
        else:
            # An event that no issue stands for yet has to become one before it can count.
            said = asked.new_option or asked.text
            questions.append(f'Which issue stands for the condition "{_shortened(said)}"?')
            band = weakest((band, Band.MIDDLE))
        whys = tuple(f"condition: {why}" for why in asked.whys if condition)
        return replace(
            result,
            condition=condition,
            band=band,
            why="; ".join(dict.fromkeys((*found.whys, *whys))),
            questions=tuple(dict.fromkeys(questions)),
        )

    def _printed(self, found: Finding) -> str:
        """Return the proposition as text, or nothing where the grammar would refuse it."""
        if found.proposition is None:
            return ""
        printed = show(found.proposition)
        try:
            parse(printed, self._issues)
        except InvalidProposition:
            return ""
        return printed


def _party_stems(parties: Sequence[Party]) -> tuple[str, ...]:
    """Return the stems of the parties' names of one word, by which "Israeli" is known too."""
    found = set()
    for party in parties:
        for name in (party.name, *party.also_known_as):
            words = name_words(name)
            if len(words) == 1 and len(words[0].text) > 3:
                found.add(stem(words[0].text))
    return tuple(sorted(found))


def _shortened(words: str) -> str:
    if len(words) <= _NEW_LENGTH:
        return words
    return words[:_NEW_LENGTH].rsplit(" ", 1)[0] + "..."
