"""What words were found to say of a case's issues, clause by clause, and put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.case.propositions import And, Or, Proposition
from goodoffices.intake.drafts import Band

_ORDER: Final = (Band.LOW, Band.MIDDLE, Band.HIGH)


def weakest(bands: Iterable[Band]) -> Band:
    """Return the least sure of these bands.

    Examples
    --------
    >>> weakest([Band.HIGH, Band.MIDDLE]).value
    'middle'
    """
    return min(bands, key=_ORDER.index)


def join(parts: Sequence[Proposition], whole: type[And | Or] = And) -> Proposition | None:
    """Return propositions as one, each once; None where there is none."""
    different = tuple(dict.fromkeys(parts))
    if len(different) < 2:
        return different[0] if different else None
    return whole(different)


@dataclass(frozen=True, slots=True)
class Named:
    """An issue that a clause speaks of, how surely, why, and by which of its words."""

    issue: str
    band: Band
    why: str
    places: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """What some words were found to say, or that they fit nothing yet."""

    proposition: Proposition | None = None
    band: Band = Band.LOW
    whys: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    new_option: str = ""
    new_option_of: str = ""
    text: str = ""

    @classmethod
    def joined(cls, findings: Sequence[Finding], joined_by: str) -> Finding:
        """Return the findings of several clauses as one.

        A clause of which nothing is proposed leaves the others as they are, with a question.
        """
        if len(findings) < 2:
            return findings[0] if findings else cls()
        told = [one for one in findings if one.proposition is not None]
        rest = [one for one in findings if one.proposition is None]
        questions = [question for one in findings for question in one.questions]
        bands = [one.band for one in told] or [Band.LOW]
        if rest:
            bands.append(Band.MIDDLE)
        if told:
            questions += [f'What of "{one.new_option}"?' for one in rest if one.new_option]
        new = next((one for one in rest if one.new_option), cls())
        return cls(
            join(
                [one.proposition for one in told if one.proposition is not None],
                Or if joined_by == "or" else And,
            ),
            weakest(bands),
            tuple(why for one in told or findings for why in one.whys),
            tuple(dict.fromkeys(questions)),
            new.new_option,
            new.new_option_of,
            " ".join(one.text for one in findings),
        )
