"""Options that settle issues, in words, and the statements that they rest on."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.case.case import Case
from goodoffices.case.issues import Value


def options_in_words(settled: Mapping[str, Value], case: Case) -> str:
    """Say how issues are settled: "Days: 30 days; Gate: open".

    Examples
    --------
    >>> from tests.cases import make_case
    >>> case = make_case(issues=["gate: open, shut"], parties=["north"])
    >>> options_in_words({"gate": "shut"}, case)
    'gate: shut'
    """
    issues = case.issues
    return "; ".join(
        f"{issues[issue].name}: {issues[issue].option_name(value)}"
        for issue, value in settled.items()
    )


def option_cites(settled: Mapping[str, Value], case: Case) -> tuple[str, ...]:
    """Return the statements that options rest on, in the order of the record."""
    found = {
        cite
        for issue, value in settled.items()
        for option in case.issues[issue].options
        if option.id == value
        for cite in option.cites
    }
    return tuple(one for one in case.passages if one in found)
