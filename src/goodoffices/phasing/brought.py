"""What a package brings: the undertakings and linkages that its options carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from goodoffices.case.case import Case
from goodoffices.case.issues import Issue, Value
from goodoffices.case.undertaking_facts import weighing_what_stays


def bring(case: Case, left: Mapping[str, Sequence[Value]]) -> Case:
    """Return the case with only those undertakings and linkages that a package may bring.

    A mediator asks: we have these options in mind; what would then have to be done, in what
    order?

    Parameters
    ----------
    case : Case
    left : mapping of issue id to values
        What is left of the options of some issues; of the others every option is left.

    Returns
    -------
    Case
        Without what only options that are not left bring, without linkages between what
        is gone, and with the importance of what stays. What all that a party does weighs
        against all it gets (`weighs`) was said of the whole: where something of either is
        gone it is open again. What no option brings stays: it holds whatever is agreed.

    Examples
    --------
    >>> from goodoffices.case.undertakings import Undertaking
    >>> out = {"id": "out", "brings": ["leave"]}
    >>> issues = {"corridor": Issue(id="corridor", options=[out, {"id": "stays"}])}
    >>> sorted(brought_away(issues, {"corridor": ["stays"]})), brought_away(issues, {})
    (['leave'], set())
    """
    gone = brought_away(case.issues, left)
    kept = tuple(one for one in case.undertakings if one.id not in gone)
    ids = {one.id for one in kept}
    return replace(
        case,
        undertakings=kept,
        linkages=tuple(
            one
            for one in case.linkages
            if one.id not in gone
            and {one.step.partition(".")[0], one.after.partition(".")[0]} <= ids
        ),
        importance=tuple(
            weighing_what_stays(one, case.undertakings, ids) for one in case.importance
        ),
    )


def brought_away(issues: Mapping[str, Issue], left: Mapping[str, Sequence[Value]]) -> set[str]:
    """Return what options bring that are no longer left, and no option that is left."""
    may: set[str] = set()
    no_longer: set[str] = set()
    for name, issue in issues.items():
        for option in issue.options:
            stays = name not in left or option.id in left[name]
            (may if stays else no_longer).update(option.brings)
    return no_longer - may
