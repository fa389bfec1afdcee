"""The numbers of one clause against the quantities of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.case.issues import Issue
from goodoffices.case.propositions import Proposition
from goodoffices.intake.drafts import Band
from goodoffices.intake.propositions.amounts import Amount
from goodoffices.intake.propositions.findings import Finding, Named, join, weakest
from goodoffices.intake.propositions.object_words import Clause
from goodoffices.intake.propositions.quantity_words import Fit, QuantityWords, compare, is_year


class ClauseNumbers:
    """Reads the numbers of clauses as sums over the quantities of one case."""

    def __init__(
        self, issues: Mapping[str, Issue], quantities: Mapping[str, QuantityWords]
    ) -> None:
        self._issues, self._quantities = issues, quantities

    def read(self, clause: Clause, named: Sequence[Named]) -> Finding | None:
        """Return what the numbers of a clause say of quantities, None where nothing.

        A bare number ("300 prisoners") is taken as it stands, with the question whether it
        is a least or a most: the words do not tell.
        """
        by_issue = {one.issue: one for one in named}
        parts: list[Proposition] = []
        whys: list[str] = []
        questions: list[str] = []
        bands = [Band.HIGH]
        for amount in clause.amounts:
            text = clause.text[amount.start : amount.end]
            fits = self._fits(amount, by_issue)
            best = _best(fits)
            if best is None:
                questions += self._which(text, fits)
                continue
            proposition = compare(best, amount, negated=_is_denied(clause))
            if proposition is None or not self._is_in_range(best):
                return self._refused(best, text, clause)
            parts.append(proposition)
            whys.append(f'"{text}" counts "{self._issues[best.issue].name}"')
            bands.append(by_issue[best.issue].band if best.issue in by_issue else Band.MIDDLE)
            if amount.is_about or (amount.comparison is None and amount.upper is None):
                bands.append(Band.LOW if amount.is_about else Band.MIDDLE)
                questions.append(f'Is "{text}" meant exactly, or at least, or at most?')
        if not parts:
            asked = Finding(questions=tuple(questions), text=clause.text)
            return asked if questions else None
        return Finding(join(parts), weakest(bands), tuple(whys), tuple(questions), text=clause.text)

    def read_bare(self, clause: Clause, groups: Sequence[Sequence[str]]) -> Finding | None:
        """Return what a number that counts nothing says of the one quantity just spoken of.

        "How many boats?" - "We have offered 40." Where two were spoken of, it is only asked.
        """
        near = {one for group in groups for one in group if one in self._quantities}
        amounts = [one for one in clause.amounts if not one.counted and not is_year(one)]
        nouns = [word for word in clause.words if word.is_noun]
        if not near or len(amounts) != 1 or len(clause.amounts) != 1 or nouns:
            return None
        amount = amounts[0]
        if len(near) > 1:
            titles = " or ".join(f'"{self._issues[one].name}"' for one in sorted(near))
            asked = f'Does "{clause.text[amount.start : amount.end]}" count {titles}?'
            return Finding(None, Band.LOW, (), (asked,), text=clause.text)
        issue = near.pop()
        fit = self._quantities[issue].fit(amount, is_named=True)
        proposition = compare(fit, amount, negated=_is_denied(clause)) if fit else None
        if fit is None or proposition is None or not self._is_in_range(fit):
            return None
        text, title = clause.text[amount.start : amount.end], self._issues[issue].name
        questions = [f'Does "{text}" count "{title}"?']
        if amount.comparison is None and amount.upper is None:
            questions.append(f'Is "{text}" meant exactly, or at least, or at most?')
        why = f'"{title}" was spoken of before'
        return Finding(proposition, Band.LOW, (why,), tuple(questions), text=clause.text)

    def _fits(self, amount: Amount, named: Mapping[str, Named]) -> list[Fit]:
        if is_year(amount):
            return []
        return [
            fit
            for issue, quantity in self._quantities.items()
            if (fit := quantity.fit(amount, is_named=issue in named)) is not None
        ]

    def _refused(self, fit: Fit, text: str, clause: Clause) -> Finding:
        issue = self._issues[fit.issue]
        limits = f"{issue.low} to {issue.high} {issue.unit}".strip()
        question = f'"{text}" is no value of "{issue.name}" ({limits}): widen it?'
        why = f'"{text}" counts "{issue.name}"'
        return Finding(None, Band.LOW, (why,), (question,), text, fit.issue, clause.text)

    def _is_in_range(self, fit: Fit) -> bool:
        numbers = self._issues[fit.issue].numbers
        said = [one for one in (fit.number, fit.upper) if one is not None]
        return all(numbers[0] <= number <= numbers[-1] for number in said)

    def _which(self, text: str, fits: Sequence[Fit]) -> list[str]:
        titles = " or ".join(f'"{self._issues[fit.issue].name}"' for fit in fits)
        return [f'Does "{text}" count {titles}?'] if len(fits) > 1 else []


def _is_denied(clause: Clause) -> bool:
    """Whether the leading word of a clause is negated."""
    return any(len(word.negators) % 2 for word in clause.leading)


def _best(fits: Sequence[Fit]) -> Fit | None:
    """Return the quantity that an amount fits best, None where two fit alike."""
    ranked = sorted(fits, key=lambda fit: -fit.score)
    if not ranked or (len(ranked) > 1 and ranked[0].score == ranked[1].score):
        return None
    return ranked[0]
