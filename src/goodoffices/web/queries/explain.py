"""What cannot all stand, as somebody looks at it: found once for a state of the case."""

from __future__ import annotations

from typing import Final

from goodoffices.case.errors import NothingLeft
from goodoffices.drafting.labels import Labels
from goodoffices.gaps.explanation import explain
from goodoffices.gaps.findings import Explanation, PositionSets
from goodoffices.web.queries.choosing import Looking
from goodoffices.web.queries.sentences import in_a_sentence

PATIENCE_S: Final = 3.0
"""Seconds that a page waits for an explanation; what was found until then is shown."""
CUT_OFF: Final = (
    "The search for what cannot all stand was cut off: an issue may be incompatible in"
    " combination where this is not said."
)
LONG_S: Final = 30.0
"""Seconds that somebody waits who asked to look longer."""


def explanation_of(look: Looking, *, is_long: bool = False) -> Explanation:
    """Return the explanation of a view.

    Raises
    ------
    NothingLeft
        Where rules and norms alone leave no package.
    """
    patience = LONG_S if is_long else PATIENCE_S
    return look.kept(("explanation", is_long), lambda: explain(look.fold(), deadline_s=patience))


def labels_of(look: Looking, explanation: Explanation) -> Labels:
    """Return short labels for the positions of an explanation."""
    return Labels(look.case(), explanation.positions)


def sets_of(look: Looking) -> tuple[PositionSets, str]:
    """Return the sets under the readings in use, and what is not certain of them, in a sentence."""
    try:
        explanation = explanation_of(look)
    except NothingLeft as error:
        return (), f"{in_a_sentence(error)} What cannot all stand is not looked for then."
    leading = explanation.leading
    return leading.incompatible, "" if leading.complete else CUT_OFF
