"""What orders on record make certain of ideas, in words."""

from __future__ import annotations

from typing import Final

from goodoffices.bridging.by_orders import ByOrders
from goodoffices.bridging.dominance import Relation
from goodoffices.bridging.ideas import Ideas
from goodoffices.case.case import Case
from goodoffices.drafting.counted import counted_as
from goodoffices.drafting.idea_sections import letter_of
from goodoffices.drafting.page import Section, Sentence
from goodoffices.figures.figure import Table

CAUTION: Final = (
    "For research. What is certain follows from what is on record of each party alone, and says"
    " nothing of what it would sign."
)
"""The words that stand beside every such table; they are fixed."""


def order_section(found: ByOrders, ideas: Ideas, case: Case) -> Section:
    """Pair by pair, for whom it is certain which of two ideas is worth more."""
    certain = [
        pair
        for pair in found.pairs
        if any(one is not Relation.POSSIBLY_EITHER for one in pair.relations.values())
    ]
    count = len(found.pairs) - len(certain)
    left = f"Of {count} further pair{'' if count == 1 else 's'} nothing is certain for anybody."
    said = "What is certain whatever else matters how much to them, and for whom."
    table = Table(
        caption="The first idea of each pair against the second, for each party alone",
        head=("Pair", *(case.parties[party].name for party in found.parties)),
        rows=tuple(
            (
                f"{letter_of(pair.first)} against {letter_of(pair.second)}",
                *(pair.relations[party].words for party in found.parties),
            )
            for pair in certain
        ),
    )
    notes = [left] if count else []
    if not found.is_whole:
        notes.append("Not every pair was compared: time was up.")
    notes += [one for one in [counted_as(ideas, case)] if one]
    return Section(
        id="orders",
        title="By the orders on record",
        note=CAUTION,
        sentences=(Sentence(said, found.cites),) if certain else (),
        is_list=False,
        tables=(table,) if certain else (),
        empty="Of no pair of ideas is it certain for anybody which is worth more.",
        footnote=" ".join(notes) if certain else "",
    )
