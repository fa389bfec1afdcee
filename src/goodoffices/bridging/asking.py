"""What to ask next: the one answer that would do most for the choice of a package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.acceptability import find_acceptance
from goodoffices.bridging.most_acceptable import list_candidates
from goodoffices.bridging.problem import Allowed, Choices, Table
from goodoffices.bridging.profiles import Profiles
from goodoffices.bridging.slacks import compile_slacks
from goodoffices.bridging.streams import open_stream
from goodoffices.case.issues import Value

FloatArray: TypeAlias = NDArray[np.float64]

FOLDS: Final = 5
"""The samples are cut into so many parts; none judges a package that it had a part in choosing."""

PARTS: Final = 4
"""An answer about no agreement is told to the nearest of so many parts of what is possible."""

LEAST_IN_AN_ANSWER: Final = 0.02
"""What fewer samples than this share would answer is taken as known not to be the answer."""

MOST_OPTIONS: Final = 8
"""Of an issue, up to so many options are asked about in pairs."""

_HALVES: Final = 24
_CLOSER_LOOKS: Final = 8


class QuestionKind(StrEnum):
    """What a question is about.

    Examples
    --------
    >>> QuestionKind.ISSUE_ORDER.value
    'issue_order'
    """

    ISSUE_ORDER = "issue_order"
    OPTION_ORDER = "option_order"
    NO_AGREEMENT = "no_agreement"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that one party could be asked, and that its words so far leave open.

    Attributes
    ----------
    kind
    party
        Its id.
    about
        Of an order of issues, the two issues; of an order of options, the issue and the two
        options; of no agreement, nothing.
    words
        The question, with ids.
    """

    kind: QuestionKind
    party: str
    about: tuple[Value, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ValuedQuestion:
    """What the answer to a question would be worth.

    Attributes
    ----------
    question
    value
        By how much the share of profiles that accept the package then chosen would rise, as
        expected over the answers; judged by samples that had no part in choosing, and not
        more than `at_most`. A little below 0 is chance.
    error
        Its standard error.
    at_most
        The same judged by the samples that chose: never below 0, and as a rule too large.
    changes
        In which share of samples the answer leads to another package.
    answers
        The share of samples that give each answer: the first named, the second named; for no
        agreement from the lowest part to the highest.
    """

    question: Question
    value: float
    error: float
    at_most: float
    changes: float
    answers: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """What to ask next.

    Attributes
    ----------
    questions
        The one with the largest value first.
    asked
        How many questions were looked at.
    share, error
        The share of profiles that accept the package chosen now, judged by samples that had no
        part in choosing; and its standard error.
    packages
        Among how many packages one chooses.
    """

    questions: tuple[ValuedQuestion, ...]
    asked: int
    share: float
    error: float
    packages: int


def find_questions(
    profiles: Profiles,
    *,
    k: int = 5,
    allowed: Sequence[Allowed] = (),
    tables: Sequence[Table] = (),
    seed: int = 0,
) -> Asking:
    """Return the questions whose answers would do most for the choice of a package.

    A mediator asks: I can ask one more thing; what? Only questions that a party can answer
    without giving itself away by numbers are looked at: which of two issues matters more,
    which of two options it would rather have, and about what no agreement is worth to it.

    Parameters
    ----------
    profiles : Profiles
        With no-agreement values of every party, at least 50 samples.
    k : int
        How many questions.
    allowed, tables
        Limits, as `compile_limits` gives them; by default none.
    seed : int

    Returns
    -------
    Asking
        Without questions where the answer to each is known, or limits leave no package.

    Raises
    ------
    NoNoAgreement, TooPrecise
        As `compile_slacks` raises them. Where a no-agreement value is not on record at all,
        that is the first thing to ask.

    Notes
    -----
    Candidates are packages that climbs end with: over all samples, over random halves, and
    over those that give one answer to one of the most valuable questions. See
    `value_questions` for what an answer is worth.

    Source: expected value of sample information, H. Raiffa and R. Schlaifer, *Applied
    Statistical Decision Theory* (1961), chapter 4; that it is judged by other samples than
    chose: ours, argued in docs/book/sampling.md.
    """
    slacks = compile_slacks(profiles)

    def list_for(groups: NDArray[np.bool_]) -> Choices:
        return list_candidates(slacks, groups, allowed=allowed, tables=tables, seed=seed)

    stream = open_stream(seed, "halves")
    halves = stream.random((_HALVES, profiles.number)) < 0.5
    halves[0] = True
    choices = list_for(halves[halves.any(axis=1)])
    if not len(choices):
        return Asking((), 0, 0.0, 0.0, 0)
    open_questions = list(list_questions(profiles, choices))
    questions = [one for one, _ in open_questions]
    answers = [one for _, one in open_questions]
    first = value_questions(find_acceptance(slacks, choices), questions, answers)
    looked_at = [questions.index(one.question) for one in first[:_CLOSER_LOOKS]]
    groups = [answers[at] == answer for at in looked_at for answer in np.unique(answers[at])]
    if groups:
        more = list_for(np.array(groups))
        choices = np.unique(np.concatenate([choices, more]), axis=0)
    accepting = find_acceptance(slacks, choices)
    valued = value_questions(accepting, questions, answers)
    counted = np.asarray(accepting, dtype=np.float32)
    _, now = _judge(accepting, counted, np.zeros(profiles.number, dtype=np.int64))
    return Asking(
        questions=tuple(valued[:k]),
        asked=len(questions),
        share=float(now.mean()),
        error=float(now.std() / np.sqrt(len(now))),
        packages=len(choices),
    )


def list_questions(
    profiles: Profiles, choices: Choices
) -> Iterator[tuple[Question, NDArray[np.int64]]]:
    """Give each question whose answer is open, with the answer of every sample.

    Parameters
    ----------
    profiles : Profiles
    choices : array (packages x issues)
        Packages that are candidates: of an issue, only options that occur in them are asked
        about, up to 8, those that occur most.

    Examples
    --------
    >>> worths = np.random.default_rng(1).random((2, 2, 60, 1)) * 50
    >>> profiles = Profiles.of(list(worths), no_agreement=[40])
    >>> choices = np.array([[0, 0], [0, 1]], dtype=np.int32)
    >>> [question.words for question, _ in list_questions(profiles, choices)]
    ['Which matters more to P0: i0 or i1?', 'Which would P0 rather have on i1: o0 or o1?']
    """
    for party, (party_id, name) in enumerate(zip(profiles.parties, profiles.names, strict=True)):
        for one, other in combinations(range(len(profiles.issues)), 2):
            weights = profiles.weights[:, (one, other), party]
            answer = _which(weights[:, 0], weights[:, 1])
            if answer is not None:
                about: tuple[Value, ...] = (profiles.issues[one], profiles.issues[other])
                words = f"Which matters more to {name}: {about[0]} or {about[1]}?"
                yield Question(QuestionKind.ISSUE_ORDER, party_id, about, words), answer
        for issue, worth in enumerate(profiles.worths):
            for one, other in combinations(_asked_about(choices[:, issue]), 2):
                answer = _which(worth[one, :, party], worth[other, :, party])
                if answer is not None:
                    values = profiles.values[issue]
                    about = (profiles.issues[issue], values[one], values[other])
                    words = (
                        f"Which would {name} rather have on {about[0]}: {about[1]} or {about[2]}?"
                    )
                    yield Question(QuestionKind.OPTION_ORDER, party_id, about, words), answer
        floor = profiles.no_agreement[party]
        if floor is not None and floor.min() < floor.max():
            cuts = np.quantile(floor, np.arange(1, PARTS) / PARTS)
            words = f"About what is no agreement worth to {name}?"
            question = Question(QuestionKind.NO_AGREEMENT, party_id, (), words)
            yield question, np.searchsorted(cuts, floor).astype(np.int64)


def _which(one: FloatArray, other: FloatArray) -> NDArray[np.int64] | None:
    """0 where the first is more, 1 where not; None where that is known."""
    differs = one != other
    share = float((one > other).mean())
    if not LEAST_IN_AN_ANSWER <= share <= differs.mean() - LEAST_IN_AN_ANSWER:
        return None
    return (one <= other).astype(np.int64)


def _asked_about(chosen: NDArray[np.int32]) -> list[int]:
    options, counts = np.unique(chosen, return_counts=True)
    most = np.argsort(-counts, kind="stable")[:MOST_OPTIONS]
    return sorted(options[most].tolist())


def value_questions(
    accepting: NDArray[np.bool_],
    questions: Sequence[Question],
    answers: Sequence[NDArray[np.int64]],
) -> list[ValuedQuestion]:
    """Return what the answer to each question is worth, the most valuable first.

    Parameters
    ----------
    accepting : array (packages x samples)
        Whether all parties accept each package.
    questions
    answers : sequence of array (samples)
        For each question the number of the answer that each sample gives, from 0.

    Notes
    -----
    Today one chooses the package that most samples accept; once the answer is known, the one
    that most of the samples with this answer accept. One set of samples serves before and
    after and for all questions, so that chance does not decide between them. Whoever chooses
    and judges by the same samples finds that every question is worth something; so the
    samples are cut into 5 parts, and each part judges what the other four chose. The value is
    the mean difference that this makes in a sample, its standard error that of a mean. Where
    packages are nearly equal, choosing with fewer samples can by itself make the choice of
    today look bad; so the value is cut off where the samples that chose judge it.

    Of questions worth the same the earlier one comes first.

    Examples
    --------
    >>> accepting = np.array([[True, False] * 25, [False, True] * 25])
    >>> question = Question(QuestionKind.ISSUE_ORDER, "north", ("a", "b"), "Which?")
    >>> (found,) = value_questions(accepting, [question], [np.array([0, 1] * 25)])
    >>> found.changes, found.answers, round(found.at_most, 2)
    (0.5, (0.5, 0.5), 0.5)
    """
    counted = np.asarray(accepting, dtype=np.float32)
    samples = accepting.shape[1]
    nothing_asked, now = _judge(accepting, counted, np.zeros(samples, dtype=np.int64))
    chosen_now = int(nothing_asked[:, 0].argmax())
    found = []
    for question, answer in zip(questions, answers, strict=True):
        counts, then = _judge(accepting, counted, answer)
        difference = then.astype(np.float64) - now
        sizes = np.bincount(answer)
        most = counts.max(axis=0)
        at_most = float((most.sum() - nothing_asked.max()) / samples)
        found.append(
            ValuedQuestion(
                question=question,
                value=min(float(difference.mean()), at_most),
                error=float(difference.std() / np.sqrt(samples)),
                at_most=at_most,
                changes=float(sizes[counts[chosen_now] < most].sum() / samples),
                answers=tuple((sizes / samples).tolist()),
            )
        )
    return sorted(found, key=lambda one: -one.value)


def _judge(
    accepting: NDArray[np.bool_], counted: NDArray[np.float32], answer: NDArray[np.int64]
) -> tuple[FloatArray, NDArray[np.bool_]]:
    """How many samples with each answer accept each package; and what was chosen, judged.

    Returns packages x answers; and for each sample whether it accepts the package that most of
    the samples with the same answer accept that stand in other parts.
    """
    samples = np.arange(len(answer))
    parts = samples % FOLDS
    answers = int(answer.max()) + 1
    belongs = np.zeros((len(answer), answers * FOLDS), dtype=np.float32)
    belongs[samples, answer * FOLDS + parts] = 1
    # Whole numbers below 2^24: exact.
    counts = (counted @ belongs).astype(np.float64).reshape(len(accepting), answers, FOLDS)
    together = counts.sum(axis=2)
    chosen = (together[:, :, None] - counts).argmax(axis=0)
    return together, accepting[chosen[answer, parts], samples]
