"""Whether a proposition holds: on a partial package, and on whole arrays of packages.

What the atoms mean stands with them in `propositions`; here it is computed. Arrays need
numpy, an optional part of the program, so it is imported only where arrays are made.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Collection, Iterable, Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from goodoffices.case.errors import MissingExtra
from goodoffices.case.issues import Issue, Value
from goodoffices.case.propositions import (
    And,
    Atom,
    Comparison,
    Constant,
    If,
    In,
    Not,
    Or,
    Ordered,
    Proposition,
    Sum,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Truths: TypeAlias = NDArray[np.bool_]
    Indexes: TypeAlias = NDArray[np.integer[Any]]

_WIDEST_SUM: Final = 2**62

_COMPARE: Final[Mapping[Comparison, Callable[[Any, Any], Any]]] = {
    Comparison.AT_MOST: operator.le,
    Comparison.AT_LEAST: operator.ge,
    Comparison.EQUAL: operator.eq,
    Comparison.UNEQUAL: operator.ne,
    Comparison.LESS: operator.lt,
    Comparison.MORE: operator.gt,
}


def options_beyond(ordered: Ordered, issue: Issue) -> tuple[str, ...]:
    """Return the options of a scale strictly above (or below) the named one.

    Examples
    --------
    >>> level = Issue(id="level", kind="scale", options=[{"id": "low"}, {"id": "high"}])
    >>> options_beyond(Ordered("level", above=True, option="low"), level)
    ('high',)
    """
    ids = tuple(option.id for option in issue.options)
    at = ids.index(ordered.option)
    return ids[at + 1 :] if ordered.above else ids[:at]


# ---------------------------------------------------------------------------- one package


def truth(
    proposition: Proposition, package: Mapping[str, Value], *, issues: Mapping[str, Issue]
) -> bool | None:
    """Tell whether a proposition is true or false on a package, or still open.

    The package may be partial: what follows from its options alone is said, and no more.

    Parameters
    ----------
    proposition : Proposition
    package : mapping of issue id to option or number
        Issues that are not in it are open.
    issues : mapping of issue id to Issue
        With every issue that the proposition names.

    Returns
    -------
    bool or None
        None where it is open. True or False stays so however the package is completed;
        None does not promise that both can still come about.

    Notes
    -----
    Kleene's strong three-valued logic. A sum is decided as soon as the ranges and steps of
    its missing quantities decide it; one that is unsettled makes it false.

    Source: S. C. Kleene, Introduction to Metamathematics (1952), section 64.

    Examples
    --------
    >>> issues = {
    ...     "a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}]),
    ...     "n": Issue(id="n", kind="quantity", low=0, high=9),
    ... }
    >>> either = Or((In("a", ("x",)), Sum(((1, "n"),), Comparison.AT_LEAST, 5)))
    >>> truth(either, {"a": "x"}, issues=issues), truth(either, {"n": 4}, issues=issues)
    (True, None)
    """
    match proposition:
        case Constant(truth=known):
            return known
        case Not(body):
            return _opposite(truth(body, package, issues=issues))
        case And(parts):
            return _all(truth(part, package, issues=issues) for part in parts)
        case Or(parts):
            return _any(truth(part, package, issues=issues) for part in parts)
        case If(condition, consequence):
            unless = _opposite(truth(condition, package, issues=issues))
            return _any((unless, truth(consequence, package, issues=issues)))
        case _:
            return _atom_truth(proposition, package, issues)


def _opposite(known: bool | None) -> bool | None:  # noqa: FBT001 -- a truth value
    return None if known is None else not known


def _all(truths: Iterable[bool | None]) -> bool | None:
    found: bool | None = True
    for known in truths:
        if known is False:
            return False
        if known is None:
            found = None
    return found


def _any(truths: Iterable[bool | None]) -> bool | None:
    return _opposite(_all(map(_opposite, truths)))


def _atom_truth(
    atom: Atom, package: Mapping[str, Value], issues: Mapping[str, Issue]
) -> bool | None:
    if isinstance(atom, Sum):
        return _sum_truth(atom, package, issues)
    if atom.issue not in package:
        return None
    options = atom.options if isinstance(atom, In) else options_beyond(atom, issues[atom.issue])
    return package[atom.issue] in options


def _sum_truth(
    compared: Sum, package: Mapping[str, Value], issues: Mapping[str, Issue]
) -> bool | None:
    """Decide a sum by the least and the greatest total that can still come about."""
    least = greatest = stride = 0
    may_be_unsettled = False
    for coefficient, issue in compared.terms:
        value = package.get(issue)
        if isinstance(value, str):
            return False
        if value is None:
            numbers = issues[issue].numbers
            ends = sorted((coefficient * numbers[0], coefficient * numbers[-1]))
            may_be_unsettled |= bool(issues[issue].allows)
            stride = math.gcd(stride, coefficient * numbers.step if len(numbers) > 1 else 0)
        else:
            ends = [coefficient * value] * 2
        least, greatest = least + ends[0], greatest + ends[1]
    known = _decided(compared, least, greatest, stride)
    return None if known and may_be_unsettled else known


def _decided(compared: Sum, least: int, greatest: int, stride: int) -> bool | None:
    """Compare every total from `least` to `greatest` in strides; None where they differ."""
    bound = compared.bound
    match compared.comparison:
        case Comparison.AT_MOST:
            return _settle(greatest <= bound, least > bound)
        case Comparison.LESS:
            return _settle(greatest < bound, least >= bound)
        case Comparison.AT_LEAST:
            return _settle(least >= bound, greatest < bound)
        case Comparison.MORE:
            return _settle(least > bound, greatest <= bound)
    missed = not least <= bound <= greatest or bool(stride and (bound - least) % stride)
    alone = least == greatest == bound
    if compared.comparison is Comparison.EQUAL:
        return _settle(alone, missed)
    return _settle(missed, alone)


def _settle(surely: bool, surely_not: bool) -> bool | None:  # noqa: FBT001 -- truth values
    return True if surely else False if surely_not else None


# ---------------------------------------------------------------------------- many packages


def hold(
    proposition: Proposition, packages: Mapping[str, Indexes], *, issues: Mapping[str, Issue]
) -> Truths:
    """Tell for each of many packages whether the proposition holds.

    Parameters
    ----------
    proposition : Proposition
    packages : mapping of issue id to array of integers
        For each issue one array, all of one shape, with indexes into `issue.values`; at
        least the issues that the proposition names.
    issues : mapping of issue id to Issue

    Returns
    -------
    array of bool
        Of the shape of the arrays given; of no dimension where there is none.

    Raises
    ------
    MissingExtra
        Where numpy is not installed.

    Notes
    -----
    Exact: totals that might not fit 64 bits are computed with Python's own integers.

    Examples
    --------
    >>> import numpy as np
    >>> issues = {"n": Issue(id="n", kind="quantity", low=0, high=9, allows=["deferred"])}
    >>> some = Sum(((2, "n"),), Comparison.MORE, 15)
    >>> hold(some, {"n": np.array([7, 8, 9, 10])}, issues=issues).tolist()
    [False, True, True, False]
    """
    match proposition:
        case Constant(truth=known):
            return _everywhere(known, packages)
        case Not(body):
            return ~hold(body, packages, issues=issues)
        case And(parts):
            held = _everywhere(True, packages)  # noqa: FBT003 -- a truth value
            for part in parts:
                held &= hold(part, packages, issues=issues)
            return held
        case Or(parts):
            held = _everywhere(False, packages)  # noqa: FBT003 -- a truth value
            for part in parts:
                held |= hold(part, packages, issues=issues)
            return held
        case If(condition, consequence):
            unless = ~hold(condition, packages, issues=issues)
            return unless | hold(consequence, packages, issues=issues)
        case Sum():
            return _sum_holds(proposition, packages, issues)
        case In(issue, options):
            return _among(options, packages[issue], issues[issue])
        case Ordered(issue):
            options = options_beyond(proposition, issues[issue])
            return _among(options, packages[issue], issues[issue])


def _numpy() -> ModuleType:
    try:
        import numpy as np  # noqa: PLC0415 -- optional dependency
    except ModuleNotFoundError as error:
        raise MissingExtra("evaluation on arrays of packages", "research") from error
    return np


def _everywhere(known: bool, packages: Mapping[str, Indexes]) -> Truths:  # noqa: FBT001 -- a truth value
    shape = next((indexes.shape for indexes in packages.values()), ())
    held: Truths = _numpy().full(shape, known)
    return held


def _among(options: Collection[Value], indexes: Indexes, issue: Issue) -> Truths:
    listed = frozenset(options)
    held: Truths = _numpy().array([value in listed for value in issue.values])[indexes]
    return held


def _sum_holds(
    compared: Sum, packages: Mapping[str, Indexes], issues: Mapping[str, Issue]
) -> Truths:
    np = _numpy()
    numbers = {
        issue: [value if isinstance(value, int) else 0 for value in issues[issue].values]
        for _, issue in compared.terms
    }
    widest = sum(abs(coeff) * max(map(abs, numbers[issue])) for coeff, issue in compared.terms)
    fits = max(widest, abs(compared.bound)) < _WIDEST_SUM
    totals: Any = 0
    settled = _everywhere(True, packages)  # noqa: FBT003 -- a truth value
    for coefficient, issue in compared.terms:
        weighted = [coefficient * number for number in numbers[issue]]
        totals = totals + np.array(weighted, dtype=np.int64 if fits else object)[packages[issue]]
        settled = settled & _among(issues[issue].numbers, packages[issue], issues[issue])
    held: Truths = settled & _COMPARE[compared.comparison](totals, compared.bound).astype(bool)
    return held
