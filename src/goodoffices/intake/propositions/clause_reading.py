"""One clause against all issues of a case: by name, by pointing back, by its options.

The steps, from the surest to the weakest; the first that says something is taken.

1. Issues that the clause names or points to ("that corridor"), and quantities it counts.
2. Issues named just before, where the clause itself names none ("that it be in two phases").
3. The one issue that has such an option at all ("a joint commission").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from goodoffices.case.issues import Issue
from goodoffices.case.propositions import And, In, Not, Proposition
from goodoffices.intake.drafts import Band
from goodoffices.intake.propositions.clause_numbers import ClauseNumbers
from goodoffices.intake.propositions.earlier_issues import EarlierIssues
from goodoffices.intake.propositions.findings import Finding, Named, join, weakest
from goodoffices.intake.propositions.issue_words import IssueMatch, IssueNames, Level
from goodoffices.intake.propositions.object_words import Clause, SpokenWord
from goodoffices.intake.propositions.option_choice import Choice, choose
from goodoffices.intake.propositions.option_words import IssueOptions
from goodoffices.intake.propositions.quantity_words import MEASURES, QuantityWords, is_year
from goodoffices.intake.propositions.scale_words import read_rungs
from goodoffices.intake.propositions.word_families import TALK_WORDS


class ClauseReader:
    """Reads clauses against the issues of one case."""

    def __init__(
        self,
        issues: Mapping[str, Issue],
        names: IssueNames,
        options: Mapping[str, IssueOptions],
        quantities: Mapping[str, QuantityWords],
    ) -> None:
        self._issues, self._names = issues, names
        self._options, self._quantities = options, quantities
        self._numbers = ClauseNumbers(issues, quantities)

    def read(self, clause: Clause, earlier: EarlierIssues) -> Finding:
        """Return what a clause says, with the issues named before it at hand."""
        matches = self._names.find(clause)
        pointed = earlier.point(clause, matches)
        named = [self._name(match) for match in matches]
        named += [
            Named(
                issue,
                Band.MIDDLE,
                f'"{one.reference.text}" points to {self._title(issue)}',
                frozenset({one.reference.at}),
            )
            for one in pointed
            for issue in one.issues
        ]
        named.sort(key=lambda one: min(one.places))
        asked = [one.question for one in pointed if one.question]
        found = self._counted(clause, named) or self._options_of(clause, named, asked)
        if found is None and not named:
            found = self._numbers.read_bare(clause, earlier.groups[-2:])
        if found is not None:
            return found
        if not any(one.issue in self._options for one in named):
            found = self._of_earlier(clause, earlier) or self._by_option(clause)
            if found is not None:
                return found
        return self._left(clause, named, asked)

    def _title(self, issue: str) -> str:
        return f'"{self._issues[issue].name}"'

    def _name(self, match: IssueMatch) -> Named:
        sure = match.level >= Level.SPELLING
        why = f'"{match.said}" names {self._title(match.issue)}'
        return Named(match.issue, Band.HIGH if sure else Band.MIDDLE, why, match.places)

    def _counted(self, clause: Clause, named: Sequence[Named]) -> Finding | None:
        """Return what a clause counts, with what it says of other issues besides.

        A number that a scale of options has ("35 hours") is no quantity's.
        """
        if any(
            read_rungs(self._options[one.issue], clause)
            for one in named
            if one.issue in self._options
        ):
            return None
        counted = self._numbers.read(clause, named)
        if counted is None or counted.proposition is None:
            return counted
        others = self._options_of(clause, named, (), numbers=False)
        if others is None or others.proposition is None:
            return counted
        return Finding.joined((counted, others), "and")

    # ------------------------------------------------------------------------ options

    def _options_of(
        self,
        clause: Clause,
        named: Iterable[Named],
        asked: Sequence[str],
        *,
        numbers: bool = True,
    ) -> Finding | None:
        """Return what a clause says of the options of these issues.

        With `numbers`, a number that no option has is asked about ("within 30 days").
        """
        named = [one for one in named if one.issue in self._options]
        used = frozenset(place for one in named for place in one.places)
        choices = [
            (one, choice)
            for one in named
            if (choice := choose(self._options[one.issue], clause, used=used)) is not None
        ]
        told = [(one, choice) for one, choice in choices if choice.proposition is not None]
        if not told:
            return self._untold(clause, [choice for _, choice in choices], asked)
        parts = [choice for _, choice in told]
        proposition, question = self._together(parts)
        bands = [band for one, choice in told for band in (one.band, choice.band)]
        if numbers and not any(place < 0 for one in parts for place in one.places):
            question += self._numbers_left(clause)
        if question or asked:
            bands.append(Band.MIDDLE)
        return Finding(
            proposition,
            weakest(bands),
            tuple(why for one, choice in told for why in (one.why, choice.why)),
            (*asked, *(q for one in parts for q in one.questions), *question),
            text=clause.text,
        )

    def _numbers_left(self, clause: Clause) -> tuple[str, ...]:
        """Return a question for each number that nothing has taken.

        "These two corridors" only counts what the issues are called.
        """
        called = frozenset().union(*self._names.stems.values())
        return tuple(
            f'What of "{clause.text[one.start : one.end]}"?'
            for one in clause.amounts
            if one.counted and one.counted[0] not in called and not is_year(one)
        )

    def _untold(
        self, clause: Clause, choices: Sequence[Choice], asked: Sequence[str]
    ) -> Finding | None:
        """Return the first choice without a proposition: a new option, or a question."""
        for choice in choices:
            title = self._title(choice.issue)
            if choice.is_new:
                questions = (*asked, f'Is "{clause.text}" a new option of {title}?')
                return Finding(
                    None, Band.LOW, (choice.why,), questions, clause.text, choice.issue, clause.text
                )
            return Finding(
                None, Band.LOW, (choice.why,), (*asked, *choice.questions), text=clause.text
            )
        return None

    def _together(self, choices: Sequence[Choice]) -> tuple[Proposition | None, tuple[str, ...]]:
        """Join what one clause says of several issues.

        "Withdraw from A and from B" moves away from staying in both; whether a withdrawal
        from one of them would do, the words do not tell. So it is "not both stay", and asked.
        """
        parts = [one.proposition for one in choices if one.proposition is not None]
        alike = len(choices) > 1 and all(
            one.away_from and one.places & choices[0].places and one.moves for one in choices
        )
        if not alike:
            return join(parts), ()
        stay = tuple(In(one.issue, (one.away_from,)) for one in choices)
        listed = " and ".join(self._title(one.issue) for one in choices)
        return Not(And(stay)), (f"Both {listed}, or is one of them enough?",)

    # ------------------------------------------------------------------------ without a name

    def _of_earlier(self, clause: Clause, earlier: EarlierIssues) -> Finding | None:
        """Return what a clause says of the issues named last that have such options.

        Not where the clause has a noun of its own that is no word of theirs: then it speaks
        of something else ("remain at the table").
        """
        points = any(not one.noun for one in clause.references)
        for group in reversed(earlier.groups):
            known = [issue for issue in group if issue in self._options]
            if not known or self._strange_nouns(clause, known):
                continue
            named = [
                Named(
                    issue,
                    Band.MIDDLE if points or not clause.is_predicated else Band.LOW,
                    f"{self._title(issue)} was spoken of before",
                )
                for issue in known
            ]
            found = self._options_of(clause, named, ())
            if found is not None and found.proposition is not None:
                return found
        return None

    def _by_option(self, clause: Clause) -> Finding | None:
        """Return what a clause says of the one issue that has such an option."""
        choices = [
            choice
            for options in self._options.values()
            if (choice := choose(options, clause, used=())) is not None
            and choice.proposition is not None
            and choice.places
        ]
        choices = [
            one
            for one in choices
            if not any(one.places < other.places for other in choices if other is not one)
            and (len(one.places) > 1 or not self._strange_nouns(clause, [one.issue]))
        ]
        if not choices:
            return None
        if len({one.issue for one in choices}) > 1:
            titles = " or ".join(self._title(one.issue) for one in choices)
            why = "options of several issues fit"
            asked = (f'Is "{clause.text}" about {titles}?',)
            return Finding(None, Band.LOW, (why,), asked, text=clause.text)
        choice = choices[0]
        if self._is_elsewhere(clause, choice):
            return None
        title = self._title(choice.issue)
        strange = self._strange_nouns(clause, [choice.issue])
        thin = len(choice.places) < 2 or any(
            not _hangs_on(word, choice.places, clause) for word in strange
        )
        return Finding(
            choice.proposition,
            Band.LOW if thin or choice.band is Band.LOW else Band.MIDDLE,
            (choice.why, f"only {title} has such an option"),
            (*choice.questions, f"Is this about {title}?"),
            text=clause.text,
        )

    def _is_elsewhere(self, clause: Clause, choice: Choice) -> bool:
        """Whether the leading word of a clause is another than those of the option.

        "An independent body should chair the talks" has the words of an option about
        inspection, and speaks of something else.
        """
        own = self._options[choice.issue].vocabulary | self._names.stems[choice.issue]
        return any(
            word.is_verb
            and word.at not in choice.places
            and word.stem not in TALK_WORDS
            and not ({word.stem, *word.families} & own)
            for word in clause.leading
        )

    def _strange_nouns(self, clause: Clause, issues: Sequence[str]) -> list[SpokenWord]:
        """Return the nouns of a clause that are no word of these issues, nor a party's name."""
        own = frozenset().union(
            *(self._options[one].vocabulary | self._names.stems[one] for one in issues)
        )
        party = self._options[issues[0]].is_party
        return [
            word
            for word in clause.words
            if word.is_noun
            and not ({word.stem, *word.families} & own)
            and word.stem not in TALK_WORDS | MEASURES
            and not party(word)
        ]

    # ------------------------------------------------------------------------ what is left

    def _left(self, clause: Clause, named: Sequence[Named], asked: Sequence[str]) -> Finding:
        """Return the finding of a clause that no option fits."""
        settled = [one for one in named if one.issue in self._options]
        for one in settled:
            existing = self._existence(clause, one)
            if existing is not None:
                return existing
        used = {place for one in named for place in one.places}
        content = [word for word in clause.words if self._says_more(word, used)]
        whys: tuple[str, ...] = ("no issue of the case fits",)
        if not named:
            if not content:
                return Finding(None, Band.LOW, (), tuple(asked), text=clause.text)
            return Finding(None, Band.LOW, whys, tuple(asked), clause.text, "", clause.text)
        issue = (settled or named)[0].issue
        title = self._title(issue)
        whys = tuple(one.why for one in named)
        # "That Egypt manage it": who acts is what would be new.
        acts = clause.has_agent and clause.is_predicated
        if (not content and not acts) or not settled:
            question = f"Which option of {title} is meant?"
            if issue in self._quantities:
                question = f"Which number of {title} is meant?"
            return Finding(None, Band.LOW, whys, (*asked, question), text=clause.text)
        question = f'Is "{clause.text}" a new option of {title}?'
        return Finding(None, Band.LOW, whys, (*asked, question), clause.text, issue, clause.text)

    def _says_more(self, word: SpokenWord, used: set[int]) -> bool:
        if word.at in used or word.stem in TALK_WORDS:
            return False
        return not any(options.is_party(word) for options in self._options.values())

    def _existence(self, clause: Clause, named: Named) -> Finding | None:
        """Return what a clause says of whether there is to be such a thing at all.

        "No inspection", "any inspection", "that the gauges be inspected": of an issue with
        an option "none", without saying by whom or how.
        """
        nothing = self._options[named.issue].nothing
        if len(nothing) != 1:
            return None
        words = [word for word in clause.words if word.at in named.places]
        denied = any(len(word.negators - named.places) % 2 for word in words)
        said = {text for at, text in clause.determiners if at in named.places}
        is_verb = any(word.is_verb for word in words)
        agent = clause.has_agent
        if not (denied or "any" in said or (is_verb and not agent)):
            return None
        none = In(named.issue, nothing)
        title = self._title(named.issue)
        return Finding(
            none if denied else Not(none),
            Band.MIDDLE,
            (named.why, "whether there is to be any"),
            () if denied else (f"Is an option of {title} meant, or any of them?",),
            text=clause.text,
        )


def _hangs_on(word: SpokenWord, places: Collection[int], clause: Clause) -> bool:
    """Whether a word says more of some others ("the exchange of prisoners")."""
    heads = dict(clause.heads)
    at = word.at
    while at in heads and heads[at] != at:
        at = heads[at]
        if at in places:
            return True
    return False
