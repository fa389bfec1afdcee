"""Which package stands for an idea that leaves something open, where packages are measured."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.bridging.ideas import Ideas
from goodoffices.bridging.partial import PartialPackage
from goodoffices.case.case import Case
from goodoffices.drafting.idea_sections import letter_of


def counted_as(ideas: Ideas, case: Case) -> str:
    """Return a sentence that says how what ideas leave open is settled for the count, if any does.

    Measures are of whole packages. An idea that leaves an issue open, or names a range, is
    measured with one completion; others may be worth more or less.
    """
    said = [
        f"{letter_of(place)} with {', '.join(found)}"
        for place, idea in enumerate(ideas.ideas)
        if (found := list(_completed(idea.partial, case)))
    ]
    if not said:
        return ""
    return (
        "Ideas that leave something open are measured with one way to settle it, and others may"
        f" measure otherwise: {'; '.join(said)}."
    )


def _completed(partial: PartialPackage, case: Case) -> Iterator[str]:
    for issue, value in partial.package.items():
        setting = partial.settled.get(issue)
        if setting is None or setting.alike or setting.up_to is not None:
            named = case.issues[issue]
            yield f"{named.name}: {named.option_name(value)}"
