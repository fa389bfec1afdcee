"""Propositions that cannot be read, conditions that can never hold, limits that leave nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goodoffices.case.conflicts import check_limits
from goodoffices.case.diagrams import Diagrams
from goodoffices.case.errors import InvalidProposition, Mistake, NothingLeft, TooLarge
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue
from goodoffices.case.limits import Instrument, Norm, Rule
from goodoffices.case.propositions import Not, Proposition
from goodoffices.record.entries import Statement
from goodoffices.record.folder import Folder, Located


def check_propositions(folder: Folder) -> list[Mistake]:
    """Return a mistake for each proposition that cannot be read or can never hold.

    Where rules and norms together leave no package, the smallest set of them is named.
    """
    issues = {located.entry.id: located.entry for located in folder.located("issues", Issue)}
    reader = _Reader(issues)
    for limit in _limits(folder):
        reader.read(limit, limit.entry.proposition, "proposition")
    for instrument in folder.located("instruments", Instrument):
        reader.read(instrument, instrument.entry.proposition, "proposition")
    for statement in folder.located("statements", Statement):
        for place, reading in enumerate(statement.entry.readings):
            where = ("readings", place)
            asked = reader.read(statement, reading.proposition, *where, "proposition")
            if reading.stance.is_rejecting:
                message = "every package satisfies this, so that none can reject it"
                reader.must_hold(statement, asked, message, *where, "proposition", negated=True)
            else:
                message = "no package can ever satisfy this"
                reader.must_hold(statement, asked, message, *where, "proposition")
            condition = reader.read(statement, reading.condition, *where, "condition")
            reader.must_hold(
                statement, condition, "this condition can never hold", *where, "condition"
            )
    if not reader.mistakes:
        reader.mistakes += _nothing_left(folder, issues)
    return reader.mistakes


def _limits(folder: Folder) -> list[Located[Any]]:
    """Rules, then norms."""
    return [*folder.located("rules", Rule), *folder.located("norms", Norm)]


class _Reader:
    """Reads propositions, each text once, and collects the mistakes."""

    def __init__(self, issues: dict[str, Issue]) -> None:
        self.issues = issues
        self.mistakes: list[Mistake] = []
        self._read: dict[str, Proposition] = {}
        self._holds: dict[tuple[str, bool], bool] = {}
        self._diagrams = Diagrams(issues)

    def read(
        self,
        located: Located[Any],
        text: str,
        *where: str | int,
    ) -> tuple[str, Proposition] | None:
        if not text:
            return None
        found = self._read.get(text)
        if found is None:
            try:
                found = self._read[text] = parse(text, self.issues)
            except InvalidProposition as error:
                self.mistakes.append(placed(located, where, text, error))
                return None
        return text, found

    def must_hold(
        self,
        located: Located[Any],
        read: tuple[str, Proposition] | None,
        message: str,
        *where: str | int,
        negated: bool = False,
    ) -> None:
        if read is None:
            return
        text, proposition = read
        case = text, negated
        if case not in self._holds:
            try:
                node = self._diagrams.of(Not(proposition) if negated else proposition)
                self._holds[case] = not self._diagrams.is_false(node)
            except TooLarge:
                self._holds[case] = True
        if not self._holds[case]:
            self.mistakes.append(located.mistake(*where, message=message, found=text))


def placed(
    located: Located[Any],
    where: tuple[str | int, ...],
    text: str,
    error: InvalidProposition,
) -> Mistake:
    """Say where in the file the mistake stands; a folded text says where in the text."""
    is_folded = "\n" in text
    message = error.message + (f" (character {error.column} of the text)" if is_folded else "")
    return located.source.mistake(
        (*located.where, *where),
        message,
        found=error.found,
        allowed=error.allowed,
        ahead=0 if is_folded else error.column - 1,
    )


def _nothing_left(folder: Folder, issues: dict[str, Issue]) -> Iterator[Mistake]:
    """A mistake at each of a smallest set of rules and norms that leave no package."""
    limits = {one.entry.id: one for one in _limits(folder)}
    if not limits:
        return
    read = {name: parse(one.entry.proposition, issues) for name, one in limits.items()}
    try:
        check_limits(read, issues=issues)
    except NothingLeft as error:
        for name in error.names:
            others = ", ".join(other for other in error.names if other != name)
            message = "this leaves no package" + (f" together with {others}" if others else "")
            yield limits[name].mistake("proposition", message=message, found=name)
