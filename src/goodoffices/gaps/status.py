"""Where the talks stand: the rounds on record, who came, how they ended, and why as reported.

The cause of an outcome is always somebody's report and stands in their words.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.case.case import Case
from goodoffices.case.rounds import Delegation, Outcome, Round
from goodoffices.case.when import When
from goodoffices.gaps.sentences import Sentence, listed, told_by, unique
from goodoffices.gaps.silences import the, without_delegation


def latest_status(case: Case) -> tuple[Sentence, ...]:
    """Return where the talks stand, a few sentences for each round, in the order of the case.

    When did they last meet, who came at which level, and how did it end? Why it ended so is
    told as reported, with by whom; it is never a finding of ours.

    Parameters
    ----------
    case : Case

    Returns
    -------
    tuple of Sentence
        Empty where no round is on record. Each cites what its round, its delegation or its
        cause rests on.
    """
    return tuple(sentence for held in case.rounds for sentence in _round(case, held))


def _round(case: Case, held: Round) -> Iterator[Sentence]:
    cause = case.passages.get(held.cause)
    yield Sentence(_opening(held), unique((*held.cites, held.cause if cause is not None else "")))
    if cause is not None:
        said = cause.translation or cause.words
        yield Sentence(f"Cause as reported by {told_by(cause)}: “{said}”", (held.cause,))
    if not held.delegations:
        yield Sentence(f"Who came to {the(held)} is not on record.", held.cites)
        return
    yield from _delegations(case, held)
    absent = [case.parties[one].name for one in without_delegation(case, held)]
    if absent:
        verb = "is" if len(absent) == 1 else "are"
        yield Sentence(
            f"{listed(absent)} {verb} not mentioned as present at {the(held)}.", held.cites
        )


def _opening(held: Round) -> str:
    """Name the round, its venue where the name does not, its date and its outcome."""
    start = held.name[0].upper() + held.name[1:]
    where = [held.venue] if held.venue and held.venue not in held.name else []
    parts = [*where, _date(held.held_on)]
    outcome = held.outcome.value.replace("_", " ")
    if held.outcome is Outcome.UNKNOWN:
        outcome = "outcome not known"
    return f"{start}: {', '.join(parts)}; {outcome}."


def _date(when: When | None) -> str:
    """Say a date, and the words from which it was taken."""
    if when is None:
        return "date not known"
    if when.is_resolved and when.unresolved:
        return f"{when} (“{when.unresolved}”)"
    return str(when)


def _delegations(case: Case, held: Round) -> Iterator[Sentence]:
    """Say who came: parties with named members apart, others of one level together."""
    by_level: dict[str, list[Delegation]] = {}
    for sent in held.delegations:
        name = case.parties[sent.party].name if sent.party in case.parties else sent.party
        if not sent.members:
            by_level.setdefault(sent.level, []).append(sent)
            continue
        level = f"; level: {sent.level}" if sent.level else ""
        yield Sentence(f"Delegation of {name}: {listed(sent.members)}{level}.", sent.cites)
    for level, several in by_level.items():
        names = listed(
            case.parties[one.party].name if one.party in case.parties else one.party
            for one in several
        )
        cites = unique(one for sent in several for one in sent.cites)
        yield Sentence(f"{names}: {level or 'level not known'}.", cites)
