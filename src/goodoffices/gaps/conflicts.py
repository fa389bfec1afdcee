"""What incompatible sets are about: their positions, the issues and options these name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.case.case import Case
from goodoffices.case.positions import Form, Position
from goodoffices.case.propositions import And, If, In, Not, Or, Proposition, atoms
from goodoffices.gaps.holdings import readings_behind, rivals_of
from goodoffices.gaps.sentences import unique

OptionName = tuple[str, str]
"""An issue and an option of it."""


class Conflicts:
    """The incompatible sets of a case, and what hangs on them.

    Parameters
    ----------
    case : Case
    sets : sequence of sequences of position ids
        The minimal incompatible sets.

    Attributes
    ----------
    positions : tuple of Position
        The members of any set, in the order of the case.
    """

    def __init__(self, case: Case, sets: Sequence[Sequence[str]]) -> None:
        self._sets = [frozenset(ids) for ids in sets]
        self._members = frozenset().union(*self._sets)
        self.positions = tuple(one for one in case.positions if one.id in self._members)
        self._by_id = {one.id: one for one in self.positions}
        self._rivals = rivals_of(case)

    def __contains__(self, position: object) -> bool:
        return position in self._members

    def depends_on_reading(self, position: Position) -> bool:
        """Whether words behind a position may be read in another way."""
        return any(one in self._rivals for one in readings_behind(position))

    def linked(self, party: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the issues and the positions of the sets in which a party holds a position."""
        joined = [
            ids
            for ids in self._sets
            if any(party in self._by_id[one].holders for one in ids if one in self._by_id)
        ]
        found = frozenset().union(*joined)
        positions = [one for one in self.positions if one.id in found]
        return unique(issue for one in positions for issue in one.issues), tuple(
            one.id for one in positions
        )

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues that any member names."""
        return unique(issue for one in self.positions for issue in one.issues)

    @property
    def options(self) -> tuple[OptionName, ...]:
        """The options that any member names, in order of mention."""
        return tuple(
            dict.fromkeys(
                name
                for one in self.positions
                for form in one.forms
                for proposition in _parts(form)
                for name in options_named(proposition)
            )
        )


def _parts(form: Form) -> list[Proposition]:
    """Return everything a form says: what it is about, its condition, what it lets be."""
    said: list[Proposition | None] = [form.proposition, form.condition]
    for one in form.relaxed_by:
        said += [one.proposition, one.condition]
    return [one for one in said if one is not None]


def options_named(proposition: Proposition) -> Iterator[OptionName]:
    """Yield the options that a proposition names, wherever they stand in it."""
    for atom in atoms(proposition):
        if isinstance(atom, In):
            yield from ((atom.issue, one) for one in atom.options if isinstance(one, str))


def options_asked(form: Form) -> tuple[OptionName, ...]:
    """Return the options that a form asks for or lets be; not those it refuses or hangs on.

    Examples
    --------
    >>> from goodoffices.case.stances import Stance
    >>> force = In("management", ("force",))
    >>> options_asked(Form("r1", "s1", "north", Stance.INSISTS, force))
    (('management', 'force'),)
    >>> options_asked(Form("r1", "s1", "north", Stance.REJECTS, force))
    ()
    """
    found = [*_wanted(form.proposition, wanted=not form.refuses)]
    for one in form.relaxed_by:
        found += _wanted(one.proposition, wanted=True)
    return tuple(dict.fromkeys(found))


def _wanted(proposition: Proposition, *, wanted: bool) -> Iterator[OptionName]:
    match proposition:
        case Not(body):
            yield from _wanted(body, wanted=not wanted)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part, wanted=wanted)
        case If(_, consequence):
            yield from _wanted(consequence, wanted=wanted)
        case In() if wanted:
            yield from options_named(proposition)
        case _:
            return
