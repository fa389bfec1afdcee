"""What a position says about a formula that nobody has tabled, as stated and once widened.

A formula f for a choice issue is an option beyond those listed. Words said about the listed
options do not speak of it, so it has to be settled how they are taken: what a party asks
for, it asks for among what it named; what it refuses, it refuses as named, and no more.
"""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.case.positions import Form, Position
from goodoffices.case.propositions import (
    FALSE,
    TRUE,
    And,
    Constant,
    If,
    Not,
    Or,
    Proposition,
    Sum,
    issues_of,
)


def with_formula(proposition: Proposition, issue: str, *, admits: bool) -> Proposition:
    """Return what is left of a proposition once an issue is settled by a formula not tabled.

    Parameters
    ----------
    proposition : Proposition
    issue : str
        A choice issue; what is left does not name it.
    admits : bool
        Whether the literals on the issue are true of the formula, or false.

    Returns
    -------
    Proposition
        About the other issues, true of the same choices as the negation normal form with
        each literal on the issue replaced.

    Notes
    -----
    In negation normal form a refusal of options is the list of the others, so a literal on
    the issue is replaced alike whether it stood under a negation or not. That is why the
    normal form itself is not needed here: one walk is enough, and a list of which nothing is
    left still counts as a literal.

    Source: ours; design, section 4, "Untabled options".

    Examples
    --------
    >>> from goodoffices.case.grammar import show
    >>> from goodoffices.case.propositions import In
    >>> stays = Not(And((In("corridor", ("stays",)), In("crossing", ("open",)))))
    >>> show(with_formula(stays, "corridor", admits=False))
    'crossing is not open'
    >>> show(with_formula(stays, "corridor", admits=True))
    'true'
    """
    return _replaced(proposition, issue, Constant(truth=admits), wanted=True)


def _replaced(
    proposition: Proposition, issue: str, literal: Constant, *, wanted: bool
) -> Proposition:
    """Return a proposition or, where it is not wanted, its negation, with the literals replaced."""
    match proposition:
        case Constant(truth):
            return Constant(truth=truth is wanted)
        case Not(body):
            return _replaced(body, issue, literal, wanted=not wanted)
        case If(condition, consequence):
            unless = _replaced(condition, issue, literal, wanted=not wanted)
            then = _replaced(consequence, issue, literal, wanted=wanted)
            return _joined((unless, then), every=not wanted)
        case And(parts) | Or(parts):
            replaced = (_replaced(part, issue, literal, wanted=wanted) for part in parts)
            return _joined(replaced, every=isinstance(proposition, And) is wanted)
        case Sum():
            return proposition if wanted else Not(proposition)
        case _:
            if proposition.issue == issue:
                return literal
            return proposition if wanted else Not(proposition)


def _joined(parts: Iterable[Proposition], *, every: bool) -> Proposition:
    """Return the conjunction (or disjunction) of parts, without needless constants."""
    neutral, final = (TRUE, FALSE) if every else (FALSE, TRUE)
    kept = [part for part in parts if part != neutral]
    if final in kept:
        return final
    if len(kept) < 2:
        return kept[0] if kept else neutral
    return And(tuple(kept)) if every else Or(tuple(kept))


def stated_about(position: Position, issue: str) -> Proposition:
    """Return what a position, as stated, asks of the other issues where the formula is taken.

    Parameters
    ----------
    position : Position
        All its forms must be met: they are true of the same listed options, but may differ
        about the formula.
    issue : str

    Examples
    --------
    >>> from goodoffices.case.grammar import show
    >>> from goodoffices.case.propositions import In
    >>> from goodoffices.case.stances import Stance
    >>> def held(stance, *options):
    ...     form = Form("r1", "s1", "north", stance, In("corridor", options))
    ...     return Position("p1", "a", ("north",), {}, form.constraint, (form,), ("s1",))
    >>> show(stated_about(held(Stance.INSISTS, "left"), "corridor"))
    'false'
    >>> show(stated_about(held(Stance.REJECTS, "stays"), "corridor"))
    'true'
    """
    return _of_forms(position, issue, admits=False)


def widened_about(position: Position, issue: str) -> Proposition:
    """Return what a position would still ask if it let the formula count as what it asks for.

    Parameters
    ----------
    position : Position
    issue : str

    Returns
    -------
    Proposition
        True wherever `stated_about` is: widening never asks for more.

    Notes
    -----
    The literals on the issue become true, except inside what a rejecting stance refuses:
    there they are false already as stated, and to make them true would refuse the formula.
    """
    return _of_forms(position, issue, admits=True)


def _of_forms(position: Position, issue: str, *, admits: bool) -> Proposition:
    distinct = dict.fromkeys(_of_form(form, issue, admits=admits) for form in position.forms)
    return _joined(distinct, every=True)


def _of_form(form: Form, issue: str, *, admits: bool) -> Proposition:
    literal = Constant(truth=admits)
    if form.refuses:
        body = _negated(with_formula(form.proposition, issue, admits=False))
    else:
        body = with_formula(form.proposition, issue, admits=admits)
    ways = [body]
    if form.condition is not None:
        ways.append(_replaced(form.condition, issue, literal, wanted=False))
    ways += (with_formula(one.allowed, issue, admits=admits) for one in form.relaxed_by)
    return _joined(ways, every=False)


def _negated(proposition: Proposition) -> Proposition:
    if isinstance(proposition, Constant):
        return Constant(truth=not proposition.truth)
    return proposition.body if isinstance(proposition, Not) else Not(proposition)


def named_by(position: Position) -> frozenset[str]:
    """Return the issues that any form of a position names, its permissions included."""
    return frozenset(issue for form in position.forms for issue in issues_of(form.constraint))


def refuses_about(position: Position, issue: str) -> tuple[Form, ...]:
    """Return the forms by which a position refuses something about an issue."""
    return tuple(
        form for form in position.forms if form.refuses and issue in issues_of(form.proposition)
    )
