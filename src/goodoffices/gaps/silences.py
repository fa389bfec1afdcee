"""What is not reported: the silences of a record, each as one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.case.case import Case
from goodoffices.case.issues import Issue
from goodoffices.case.parties import Party
from goodoffices.case.passages import Passage
from goodoffices.case.rounds import Round
from goodoffices.case.stances import Register
from goodoffices.gaps.conditions import conditions_without_judge
from goodoffices.gaps.conflicts import Conflicts
from goodoffices.gaps.holdings import Behind, holdings, readings_in_use, register_of
from goodoffices.gaps.matrix import Matrix
from goodoffices.gaps.sentences import issue_names, listed, unique
from goodoffices.gaps.unknown import Unknown, UnknownKind


def find_silences(case: Case, conflicts: Conflicts, matrix: Matrix) -> tuple[Unknown, ...]:
    """Return what the record does not tell, the most general first.

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
        Whose own words are missing; who is silent on what; what options mean; who judges
        conditions; who came, and with which mandate; who the sources are.

    Notes
    -----
    That a party is silent on an issue says nothing on whether it was asked. Each silence
    is told once: what is missing in all of a party's positions is not repeated by issue.
    """
    finder = _Silences(case, conflicts, matrix)
    return (
        *finder.own_words(),
        *finder.empty_cells(),
        *finder.linked_cells(),
        *finder.no_views(),
        *finder.hearsay(),
        *finder.meanings(),
        *finder.judges(),
        *finder.rounds(),
        *finder.sources(),
    )


class _Silences:
    def __init__(self, case: Case, conflicts: Conflicts, matrix: Matrix) -> None:
        self.case = case
        self.conflicts = conflicts
        self.matrix = matrix
        self.unspoken = unspoken(case)

    def _names(self, parties: Sequence[str], last: str = "and") -> str:
        return listed((self.case.parties[one].name for one in parties), last)

    def own_words(self) -> Iterator[Unknown]:
        """Negotiating parties that are not heard in their own words."""
        if self.unspoken:
            text = f"Own words of {self._names(self.unspoken, 'or')}"
            yield Unknown(UnknownKind.NO_OWN_WORDS, self.unspoken, (), text)

    def empty_cells(self) -> Iterator[Unknown]:
        """Negotiating parties of which nothing is on record on some issues."""
        by_parties: dict[tuple[str, ...], list[str]] = {}
        for issue in self.case.issues:
            silent = tuple(
                party.id
                for party in self.case.negotiating
                if self.matrix.cell(issue, party.id).is_empty
            )
            by_parties.setdefault(silent, []).append(issue)
        for parties, issues in by_parties.items():
            if parties:
                text = f"{self._names(parties, 'or')} on {self._issues(issues)}"
                yield Unknown(UnknownKind.SILENT, parties, tuple(issues), text)

    def linked_cells(self) -> Iterator[Unknown]:
        """Other holders of a position in a conflict, silent on further issues of it."""
        for party in self.case.parties.values():
            issues, positions = silent_on_linked(self.conflicts, self.matrix, party)
            if party.is_negotiating or not issues:
                continue
            text = f"{party.name} on {self._issues(issues)}"
            yield Unknown(
                UnknownKind.SILENT_ON_LINKED, (party.id,), issues, text, positions=positions
            )

    def _issues(self, issues: Sequence[str]) -> str:
        return issue_names(self.case.issues, issues, last="or")

    def no_views(self) -> Iterator[Unknown]:
        """Parties with another role of which nothing is on record at all."""
        mute = tuple(
            party
            for party in self.matrix.parties
            if not self.case.parties[party].is_negotiating
            and all(cell.is_empty for cell in self.matrix.column(party))
        )
        if mute:
            text = f"Views of {self._names(mute, 'or')}"
            yield Unknown(UnknownKind.NO_VIEWS, mute, (), text)

    def hearsay(self) -> Iterator[Unknown]:
        """Positions known only through others, of parties that do speak on something."""
        for party, (issues, statements, positions) in hearsay_only(self.case).items():
            if party in self.unspoken:
                continue
            name = self.case.parties[party].name
            text = f"Own words of {name} on {self._issues(issues)}"
            yield Unknown(UnknownKind.HEARSAY_ONLY, (party,), issues, text, statements, positions)

    def meanings(self) -> Iterator[Unknown]:
        """Options named in an incompatible set that have no clause text."""
        by_issue: dict[str, list[str]] = {}
        for issue, option in self.conflicts.options:
            if has_no_text(self.case.issues[issue], option):
                by_issue.setdefault(issue, []).append(option)
        for issue, options in by_issue.items():
            names = [f"“{self.case.issues[issue].option_name(one)}”" for one in options]
            text = f"Meaning of {listed(names)} ({self.case.issues[issue].name})"
            positions = [one for one in self.conflicts.positions if issue in one.issues]
            yield Unknown(
                UnknownKind.MEANING_OF_OPTION,
                unique(holder for one in positions for holder in one.holders),
                (issue,),
                text,
                unique(statement for one in positions for statement in one.statements),
                tuple(one.id for one in positions),
            )

    def judges(self) -> Iterator[Unknown]:
        """Conditions of which nobody is named who says that they are met."""
        for one in conditions_without_judge(self.case):
            yield Unknown(
                UnknownKind.UNJUDGED_CONDITION,
                one.parties,
                one.issues,
                f"Who judges {one.name}",
                one.statements,
                one.positions,
            )

    # -- rounds and sources -------------------------------------------------------------------

    def rounds(self) -> Iterator[Unknown]:
        """Who came to a round, and what a delegation may settle."""
        for held in self.case.rounds:
            if not held.delegations:
                text = f"Who came to {the(held)}"
                yield Unknown(UnknownKind.NO_DELEGATION, (), (), text, held.cites)
                continue
            absent = without_delegation(self.case, held)
            if absent:
                text = f"Whether {self._names(absent, 'or')} came to {the(held)}"
                yield Unknown(UnknownKind.NO_DELEGATION, absent, (), text, held.cites)
            open_ = without_mandate(held)
            if open_:
                text = f"What {self._names(open_)} may settle in {the(held)}"
                yield Unknown(UnknownKind.NO_MANDATE, open_, (), text, cites_of(held, open_))

    def sources(self) -> Iterator[Unknown]:
        """Statements that carry positions, none of whose sources is named."""
        carrying = unique(
            passage.statement
            for passage, reading in readings_in_use(self.case)
            if reading.stance.makes_position or reading.stance.is_permission
        )
        unnamed = tuple(one for one in carrying if has_no_named_source(self.case.passages[one]))
        if unnamed:
            few = f"{len(unnamed)} of {len(carrying)}"
            text = f"Named sources for {few} statements that carry positions"
            if len(carrying) == 1:
                text = "A named source for the one statement that carries positions"
            yield Unknown(UnknownKind.NO_NAMED_SOURCE, (), (), text, unnamed)


def unspoken(case: Case) -> tuple[str, ...]:
    """Return the negotiating parties none of whose own words are on record."""
    heard = set(case.basis.speaks_for_itself)
    return tuple(party.id for party in case.negotiating if party.id not in heard)


def hearsay_only(
    case: Case,
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """Return by party the issues, statements and ids of its positions known only by hearsay."""
    found: dict[str, tuple[list[str], list[str], list[str]]] = {}
    behind = Behind(case)
    for holding in holdings(case):
        statements = unique(
            one for form in holding.forms for one in behind.statements(holding, form)
        )
        registers = {register_of(case, one, holding.party, holding.position) for one in statements}
        if registers == {Register.ATTRIBUTED}:
            issues, cites, positions = found.setdefault(holding.party, ([], [], []))
            issues += holding.issues
            cites += statements
            positions.append(holding.position.id)
    return {
        party: (unique(issues), unique(cites), unique(positions))
        for party, (issues, cites, positions) in found.items()
    }


def silent_on_linked(
    conflicts: Conflicts, matrix: Matrix, party: Party
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the issues of its conflicts on which a party is silent, and the positions there.

    A negotiating party is asked about the issues of every conflict, another one only about
    those in which it holds a position.
    """
    issues, positions = conflicts.linked(party.id)
    if party.is_negotiating:
        issues = conflicts.issues
        positions = tuple(one.id for one in conflicts.positions)
    if party.id not in matrix.parties:
        return (), ()
    ordered = [issue for issue in matrix.issues if issue in issues]
    silent = tuple(issue for issue in ordered if matrix.cell(issue, party.id).is_empty)
    naming = {one.id for one in conflicts.positions if set(one.issues) & set(silent)}
    return silent, tuple(one for one in positions if one in naming)


def has_no_text(issue: Issue, option: str) -> bool:
    """Whether an option is one without clause text; the ways to leave open need none."""
    return any(one.id == option and not one.text for one in issue.options)


def has_no_named_source(passage: Passage) -> bool:
    """Whether some source in the chain is not named, or nobody but outlets is in it."""
    sources = [hop for hop in passage.chain if not hop.is_outlet]
    return not sources or any(not hop.is_named for hop in sources)


def without_delegation(case: Case, held: Round) -> tuple[str, ...]:
    """Return the negotiating parties of which no delegation at a round is on record."""
    sent = {one.party for one in held.delegations}
    return tuple(party.id for party in case.negotiating if party.id not in sent)


def without_mandate(held: Round) -> tuple[str, ...]:
    """Return the parties whose delegation came with a mandate that is not known."""
    return unique(one.party for one in held.delegations if one.may_settle is None)


def cites_of(held: Round, parties: Sequence[str]) -> tuple[str, ...]:
    """Return what the delegations of some parties at a round rest on."""
    return unique(one for sent in held.delegations if sent.party in parties for one in sent.cites)


def the(held: Round) -> str:
    """Return the name of a round inside a sentence."""
    return held.name if held.name.lower().startswith("the ") else f"the {held.name}"
