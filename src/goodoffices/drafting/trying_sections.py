"""In words what would follow if certain positions did not stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goodoffices.case.case import Case, Choice
from goodoffices.case.propositions import issues_of
from goodoffices.drafting.choices import choice_in_words
from goodoffices.drafting.explaining import movement_sentence, set_sentence, untabled_sentence
from goodoffices.drafting.labels import Labels
from goodoffices.drafting.page import Section, Sentence
from goodoffices.drafting.settled_options import option_cites, options_in_words
from goodoffices.gaps.findings import Explanation
from goodoffices.gaps.trying import Package, Tried, TriedReading

SUPPOSED: Final = (
    "What follows from the record, supposing this. This is no view on who should move. Mandate,"
    " timing, trust and will are not in this record."
)
"""The words that stand beside everything that is tried; they are fixed."""


def trying_section(tried: Tried, explanation: Explanation, labels: Labels, case: Case) -> Section:
    """What would be left, by reading, if some positions did not stand.

    Parameters
    ----------
    tried : Tried
    explanation : Explanation
        Of which it was made.
    labels : Labels
        Of the positions of the explanation.
    case : Case
        Under the leading readings.
    """
    named = labels.listed(tried.moved)
    return Section(
        id="tried",
        title=f"If {named} did not stand" if tried.moved else "As the positions stand",
        note=SUPPOSED,
        groups=tuple(
            (_lead(one.choice, explanation, case), tuple(_of_reading(one, labels, case)))
            for one in tried.readings
        ),
        footnote=_not_known(tried, explanation),
    )


def _lead(choice: Choice, explanation: Explanation, case: Case) -> str:
    return f"With {choice_in_words(choice, explanation.choices, case)}"


def _of_reading(one: TriedReading, labels: Labels, case: Case) -> Iterator[Sentence]:
    if one.has_package:
        yield Sentence("A package is left that crosses no other position.")
    else:
        yield Sentence("No package is left.")
    if one.gone:
        yield set_sentence("No longer in each other's way", one.gone, labels)
    if one.remaining:
        yield set_sentence("Still cannot all stand", one.remaining, labels)
    if one.still:
        yield movement_sentence("Movement would still matter on", one.still, labels)
    yield from _package("One such package, among others", one.package, labels)
    for each in one.untabled:
        yield untabled_sentence("A formula not yet tabled: ", each, labels, case)


def _package(lead: str, package: Package, labels: Labels) -> Iterator[Sentence]:
    """A package as far as anything on the page speaks of it; the rest is as good as open."""
    case = labels.case
    said = [
        *(one.proposition for one in labels.positions),
        *(one.proposition for one in case.limits),
    ]
    named = {issue for one in said for issue in issues_of(one)}
    spoken_of = {issue: value for issue, value in package.items() if issue in named}
    if spoken_of:
        is_all = len(spoken_of) == len(package)
        rest = "" if is_all else " Nothing here speaks of the other issues."
        said_so = f"{lead}: {options_in_words(spoken_of, case)}.{rest}"
        yield Sentence(said_so, option_cites(spoken_of, case))


def _not_known(tried: Tried, explanation: Explanation) -> str:
    said = []
    if tried.not_looked_at:
        said.append(f"Choices of readings that were not looked at: {tried.not_looked_at}.")
    if not explanation.complete:
        said.append(
            "The search for incompatible sets was cut off: more may be there than are listed."
            " Whether a package is left is certain."
        )
    if not all(one.untabled_complete for one in tried.readings):
        said.append("The search for issues on which a formula could help was cut off.")
    return " ".join(said)
