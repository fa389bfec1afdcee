"""What one clause says of one issue: which of its options, or not them, and how surely."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.case.issues import Issue
from goodoffices.case.propositions import In, Not, Proposition
from goodoffices.intake.drafts import Band
from goodoffices.intake.propositions.object_words import Clause
from goodoffices.intake.propositions.option_words import IssueOptions, OptionMatch
from goodoffices.intake.propositions.scale_words import compare_rung, read_rungs
from goodoffices.intake.propositions.stems import fold
from goodoffices.intake.propositions.word_families import EXCEPTING

_HALF: Final = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """What a clause says of one issue.

    `away_from` is the one option that is left out, and `moves` says that the words are its
    opposite ("withdraw", where the other option is to stay). Without a proposition the words are
    of the issue and fit none of its options: `is_new` says so.
    """

    issue: str
    proposition: Proposition | None
    band: Band
    places: frozenset[int]
    why: str
    away_from: str = ""
    moves: bool = False
    is_new: bool = False
    questions: tuple[str, ...] = ()


def choose(options: IssueOptions, clause: Clause, *, used: Collection[int]) -> Choice | None:
    """Return what a clause says of an issue, or None where it speaks of none of its options.

    Parameters
    ----------
    options : IssueOptions
    clause : Clause
    used : collection of int
        The places of the words that name the issue.
    """
    numbered = _by_number(options, clause)
    if numbered is not None:
        return numbered
    found = [one for one in options.find(clause, used=used) if one.is_enough]
    if options.denies_number(clause):
        return _new(options, "it counts otherwise than the options do")
    agreeing = [one for one in found if not one.is_opposed]
    kept = _widest(agreeing or found)
    if not kept or _does_the_opposite(options, clause, kept):
        return _by_opposite(options, clause)
    if len({one.places for one in kept}) > 1 and " or " not in f" {fold(clause.text)} ":
        names = _listed(options.issue, kept)
        return Choice(
            options.issue.id,
            None,
            Band.LOW,
            frozenset().union(*(one.places for one in kept)),
            "several options fit",
            questions=(f"Which is meant: {names}?",),
        )
    return _chosen(options, clause, kept, used)


def _does_the_opposite(options: IssueOptions, clause: Clause, kept: Sequence[OptionMatch]) -> bool:
    """Whether words in common only say who does the opposite: "the army leaves", not "stays"."""
    if len(kept) != 1 or kept[0].is_opposed:
        return False
    if any(word.is_verb for word in clause.words if word.at in kept[0].places):
        return False
    places = options.opposites(clause).get(kept[0].option, frozenset())
    return bool(places - kept[0].places)


def _chosen(
    options: IssueOptions, clause: Clause, kept: Sequence[OptionMatch], used: Collection[int]
) -> Choice:
    issue = options.issue
    places = frozenset().union(*(one.places for one in kept))
    extra = options.qualifiers(clause, places | set(used))
    if extra and all(one.lacks for one in kept):
        words = " ".join(word.text for word in extra)
        return _new(options, f'no option has "{words}"')
    questions = []
    sure = (
        all(one.by_stem and not one.lacks for one in kept)
        and max(one.coverage for one in kept) > _HALF
    )
    if len(kept) > 1:
        # Several options with the same word are one side of the issue: "withdraw".
        sure = all(one.by_stem for one in kept) and not kept[0].is_opposed
    opposed = kept[0].is_opposed
    if extra:
        questions.append(f'Does "{" ".join(w.text for w in extra)}" change which option it is?')
    if len(kept) == 1 and kept[0].lacks and not opposed:
        questions.append(f"Do the words mean {_listed(issue, kept)} in full?")
    if any(one.is_narrower for one in kept):
        questions.append(f"Is all of {_listed(issue, kept)} meant, or less?")
    excepted = EXCEPTING & set(fold(clause.text).split())
    if excepted:
        questions.append(f'What does "{min(excepted)}" take out of it?')
    high = sure and not questions and not opposed
    proposition, away = _proposition(issue, kept, clause)
    said = kept[0].said or clause.text
    return Choice(
        issue.id,
        proposition,
        Band.HIGH if high else Band.MIDDLE,
        places,
        f'"{said}" is {_listed(issue, kept)}' + (", denied" if opposed else ""),
        away_from=away,
        moves=not opposed and away in options.opposites(clause),
        questions=tuple(questions),
    )


def _widest(found: Sequence[OptionMatch]) -> list[OptionMatch]:
    """Keep the options that take in most of the words.

    "Complete withdrawal" has a word more in common with one option than with "withdrawal in
    two phases". Of two that take in the same words, one met word by word goes before one met
    by synonyms, and one met wholly before one met in part.
    """
    kept = [
        one
        for one in found
        if not any(one.places < other.places for other in found if other is not one)
    ]
    best = []
    for one in kept:
        same = [other for other in kept if other.places == one.places]
        by_stem = [other for other in same if other.by_stem]
        whole = [other for other in by_stem or same if other.coverage == 100]
        chosen = (whole if len(whole) == 1 else None) or by_stem or same
        if one in chosen:
            best.append(one)
    return best


def _proposition(
    issue: Issue, kept: Sequence[OptionMatch], clause: Clause
) -> tuple[Proposition, str]:
    """Return the proposition, and the one option that it moves away from."""
    listed = tuple(option.id for option in issue.options)
    chosen = tuple(value for value in listed if value in {one.option for one in kept})
    chosen = chosen or tuple(one.option for one in kept)
    rest = tuple(value for value in listed if value not in chosen)
    away = rest[0] if len(rest) == 1 else ""
    if kept[0].is_opposed:
        return Not(In(issue.id, chosen)), chosen[0] if len(chosen) == 1 else ""
    compared = compare_rung(issue, chosen, clause, places=kept[0].places)
    if compared is not None:
        return compared, ""
    one_side = len({one.places for one in kept}) == 1
    if len(chosen) > 1 and one_side and away and not issue.allows:
        return Not(In(issue.id, (away,))), away
    return In(issue.id, chosen), away


# ---------------------------------------------------------------------------- otherwise


def _by_number(options: IssueOptions, clause: Clause) -> Choice | None:
    """Return what a number says of a scale whose options are numbers ("five years")."""
    read = read_rungs(options, clause)
    if read is None:
        return None
    if not read.options:
        return _new(options, "it counts otherwise than the options do")
    proposition: Proposition = In(options.issue.id, read.options)
    denied = any(word.negators for word in clause.words)
    asked = f'"{read.said}" lies between the options: is one of them meant?'
    return Choice(
        options.issue.id,
        Not(proposition) if denied else proposition,
        Band.HIGH if read.is_listed and not denied else Band.MIDDLE,
        frozenset({-1}),
        f'"{read.said}" is compared with the options',
        questions=() if read.is_listed else (asked,),
    )


def _by_opposite(options: IssueOptions, clause: Clause) -> Choice | None:
    """Return what words say that mean the opposite of an option, and of no other option."""
    against = options.opposites(clause)
    listed = [option.id for option in options.issue.options]
    rest = tuple(option for option in listed if option not in against)
    if not against or not rest or len(against) != 1:
        return None
    places = frozenset().union(*against.values())
    negated = any(len(word.negators) % 2 for word in clause.words if word.at in places)
    only = next(iter(against))
    chosen = (only,) if negated else rest
    proposition: Proposition = In(options.issue.id, chosen)
    asked = options.issue.option_name(chosen[0])
    if len(rest) > 1 and not negated:
        # To leave is not to stay, whatever comes instead.
        proposition = Not(In(options.issue.id, (only,)))
        asked = f"anything but “{options.issue.option_name(only)}”"
    said = " ".join(word.text for word in clause.words if word.at in places)
    return Choice(
        options.issue.id,
        proposition,
        Band.LOW,
        places,
        f'"{said}" is the opposite of {options.issue.option_name(next(iter(against)))}',
        questions=(f'Does "{said}" mean {asked}?',),
    )


def _new(options: IssueOptions, why: str) -> Choice:
    return Choice(options.issue.id, None, Band.LOW, frozenset(), why, is_new=True)


def _listed(issue: Issue, kept: Sequence[OptionMatch]) -> str:
    return " or ".join(f'"{issue.option_name(one.option)}"' for one in kept)
