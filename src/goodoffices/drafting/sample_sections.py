"""What sampled preference profiles say of ideas, in words; every share with its error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from goodoffices.bridging.acceptability import Assessment
from goodoffices.bridging.asking import Asking, Question, QuestionKind
from goodoffices.bridging.by_samples import BySamples
from goodoffices.bridging.ideas import Ideas
from goodoffices.case.case import Case
from goodoffices.case.issues import Value
from goodoffices.case.status import Status
from goodoffices.drafting.counted import counted_as
from goodoffices.drafting.idea_sections import letter_of
from goodoffices.drafting.number_sections import settled_in_words
from goodoffices.drafting.page import Section, Sentence
from goodoffices.figures.acceptability_bars import Acceptability, draw_acceptability_bars
from goodoffices.figures.axis import percent
from goodoffices.figures.figure import Table
from goodoffices.gaps.sentences import listed

CAUTION: Final = (
    "For research. A share says in how many of the ways to fill in what is not known every"
    " negotiating party would rather have the package than no agreement. It is no probability that"
    " anybody accepts: mandate, trust and will are not in it."
)
"""The words that stand beside every share of samples; they are fixed."""

NAMES: Final[Mapping[str, str]] = {
    "most_accepted": "accepted by the most profiles",
    "best_worst_case": "best in the worst case",
    "least_regret": "least regret",
}


def sample_sections(found: BySamples, ideas: Ideas, case: Case) -> tuple[Section, ...]:
    """Shares and regrets of ideas, packages that are best over the samples, what to ask."""
    sections = [_shares(found, ideas, case)]
    if found.asking is not None:
        sections.append(_questions(found.asking, case))
    return tuple(sections)


def _shares(found: BySamples, ideas: Ideas, case: Case) -> Section:
    samples = found.profiles.number
    drawn = " ".join(_sentence(one) for one in found.profiles.method)
    return Section(
        id="samples",
        title="By samples of what is left open",
        note=CAUTION,
        sentences=(
            Sentence(drawn, found.profiles.cites),
            *_best(found, case),
            *([] if found.is_whole else [Sentence("Time was up before all was looked at.")]),
        ),
        tables=(_regrets(found, case),),
        figures=(draw_acceptability_bars(_bars(found), samples=samples),),
        footnote=(
            f"Seed {found.profiles.seed}. Packages chosen for these profiles are measured over"
            " others, drawn anew: over those that they were chosen for they look better than they"
            f" are. {counted_as(ideas, case)}"
        ).strip(),
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _alike(found: BySamples) -> dict[str, list[str]]:
    """What packages are best at, those together whose first package is the same; by name."""
    groups: dict[tuple[Value, ...], list[str]] = {}
    for name, search in found.best.items():
        groups.setdefault(tuple(search.packages[0].values()), []).append(name)
    return {_named(names): names for names in groups.values()}


def _named(names: Sequence[str]) -> str:
    said = listed(NAMES[one] for one in names)
    return f"{said[0].upper()}{said[1:]}"


def _best(found: BySamples, case: Case) -> Iterator[Sentence]:
    if found.none_accepted:
        yield Sentence(
            "No package is accepted in any of the profiles: in each, every package is worth less to"
            " some party than no agreement."
        )
    for words, names in _alike(found).items():
        first = found.best[names[0]]
        unsure = [one for one in names if found.best[one].status is not Status.PROVEN]
        sure = " The best found: others may reach more." if unsure else ""
        yield Sentence(f"{words}: {settled_in_words(first.packages[0], case)}.{sure}")


def _bars(found: BySamples) -> list[Acceptability]:
    letters = [letter_of(place) for place in range(len(found.ideas.shares))]
    others = [
        _bar(words, found.best_assessed[names[0]], 0) for words, names in _alike(found).items()
    ]
    return [*(_bar(letter, found.ideas, place) for place, letter in enumerate(letters)), *others]


def _bar(label: str, found: Assessment, place: int) -> Acceptability:
    share = Fraction(float(found.shares[place])).limit_denominator(10**6)
    return Acceptability(label, share, float(found.errors[place]))


def _regrets(found: BySamples, case: Case) -> Table:
    rows = [
        (letter_of(place), found.ideas.mean_regret[place], found.ideas.most_regret[place])
        for place in range(len(found.ideas.shares))
    ]
    for words, names in _alike(found).items():
        one = found.best_assessed[names[0]]
        rows.append((words, one.mean_regret[0], one.most_regret[0]))
    parties = [case.parties[one].name for one in found.profiles.parties]
    return Table(
        caption=(
            "What each party forgoes against its own best package, as a share of its own range: on"
            " average over the profiles, and at most"
        ),
        head=("Package", *parties),
        rows=tuple(
            (name, *(f"{_share(m)}, at most {_share(n)}" for m, n in zip(mean, most, strict=True)))
            for name, mean, most in rows
        ),
    )


def _share(number: float) -> str:
    return percent(Fraction(float(number)).limit_denominator(10**6))


def _questions(asking: Asking, case: Case) -> Section:
    sentences = [
        Sentence(
            f"{question_in_words(one.question, case)} The share would rise by about"
            f" {_points(one.value)} (standard error {_points(one.error)})."
        )
        for one in asking.questions
        if one.value > one.error
    ]
    return Section(
        id="ask-next",
        title="What an answer would tell",
        note=(
            "Each is one question to one party. What is said beside it is by how much the share of"
            " profiles that accept the package then chosen would rise, as expected over the"
            " answers. Whether to ask, and how, is the mediator's to judge."
        ),
        sentences=tuple(sentences),
        empty="No single answer would be sure to tell more than chance does.",
        footnote=f"Questions that were looked at: {asking.asked}.",
    )


def _points(share: float) -> str:
    return f"{100 * share:.1f} percentage points"


def question_in_words(question: Question, case: Case) -> str:
    """Return a question with the names of the case."""
    name = case.parties[question.party].name
    if question.kind is QuestionKind.NO_AGREEMENT:
        return f"{name}: what would it have without an agreement?"
    if question.kind is QuestionKind.ISSUE_ORDER:
        first, second = (case.issues[str(one)].name for one in question.about)
        return f"{name}: which matters more, {first} or {second}?"
    issue = case.issues[str(question.about[0])]
    first, second = (issue.option_name(one) for one in question.about[1:])
    return f"{name}, on {issue.name}: which would it rather have, {first} or {second}?"
