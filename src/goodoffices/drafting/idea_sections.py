"""Ideas to test in words: what each settles, leaves open, crosses and keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase
from typing import Final

from goodoffices.bridging.idea import Idea, Weighed
from goodoffices.bridging.ideas import Ideas
from goodoffices.bridging.ledger import Distance, Line, draw_up_ledger
from goodoffices.bridging.partial import Setting
from goodoffices.case.case import Case
from goodoffices.case.errors import NoPackage
from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue, IssueKind, Value
from goodoffices.case.positions import Position
from goodoffices.case.status import Status
from goodoffices.drafting.choices import choice_in_words
from goodoffices.drafting.labels import Labels
from goodoffices.drafting.page import Section, Sentence
from goodoffices.figures.figure import Table
from goodoffices.gaps.sentences import listed

TITLE: Final = "Ideas to test, not proposals"
CAUTION: Final = (
    "Each is a package that no other makes lighter for one party without making it heavier for"
    " another, as far as positions on record go. Unranked. What would move anybody is not in"
    " this record."
)
"""The words that stand beside every list of ideas; they are fixed."""
MORE: Final = "`goodoffices bridge CASE -k 9` shows up to nine"
"""How to see further ideas by the command line."""

NOTHING_FURTHER: Final = "nothing beyond what all of them settle"


def letter_of(place: int) -> str:
    """Return the name of an idea on one page: A to Z, then AA and so on.

    Examples
    --------
    >>> letter_of(0), letter_of(26)
    ('A', 'AA')
    """
    rounds, rest = divmod(place, len(ascii_uppercase))
    return (letter_of(rounds - 1) if rounds else "") + ascii_uppercase[rest]


def idea_section(ideas: Ideas, labels: Labels, *, more: str = MORE) -> Section:
    """The ideas, each with what it settles, leaves open and crosses, and their ledger.

    Parameters
    ----------
    ideas, labels
    more
        How to see further ones.
    """
    shared = _shared(ideas.ideas)
    said = _settles(shared, labels.case, lead="All of them: ") if shared else ()
    return Section(
        id="ideas",
        title=TITLE,
        note=" ".join([CAUTION, *ideas.thin]),
        sentences=said,
        is_list=False,
        groups=tuple(
            (letter_of(place), tuple(_sentences(idea, ideas, labels, shared)))
            for place, idea in enumerate(ideas.ideas)
        ),
        tables=(_ledger(ideas, labels),) if ideas.ideas and labels.positions else (),
        empty="Nothing was found before the search was cut off.",
        footnote=_how_sure(ideas, more),
    )


def _shared(ideas: Sequence[Idea]) -> Mapping[str, Setting]:
    """What several ideas all settle alike: said once."""
    if len(ideas) < 2:
        return {}
    first, *others = (one.partial.settled for one in ideas)
    return {
        issue: setting
        for issue, setting in first.items()
        if all(one.get(issue) == setting for one in others)
    }


def settled_by_each(ideas: Ideas, case: Case) -> tuple[str, ...]:
    """Say of each idea what it settles beyond what all of them do; ranges as ranges.

    A list in which one is picked says it so: what all of them settle does not tell them apart.
    """
    shared = _shared(ideas.ideas)
    further = (
        {i: one for i, one in idea.partial.settled.items() if i not in shared}
        for idea in ideas.ideas
    )
    return tuple(_in_words(one, case.issues) or NOTHING_FURTHER for one in further)


def nothing_left_section(error: NoPackage) -> Section:
    """Why there is no idea: what no package may cross leaves none."""
    said = (Sentence(f"{str(error)[0].upper()}{str(error)[1:]}."),)
    return Section(id="ideas", title=TITLE, sentences=said, is_list=False)


def idea_pointer(ideas: Ideas) -> Section:
    """The ideas on the first page: that they are there, and where."""
    count = len(ideas.ideas)
    names = f"{letter_of(0)} to {letter_of(count - 1)}" if count > 1 else letter_of(0)
    said = f"{names}, in the detail: packages that no other beats for one party at no other's cost."
    return Section(
        id="ideas-in-short",
        title=TITLE,
        sentences=(Sentence(said),) if count else (),
        is_list=False,
    )


def _sentences(
    idea: Idea, ideas: Ideas, labels: Labels, shared: Mapping[str, Setting]
) -> Iterator[Sentence]:
    case = labels.case
    settled = {i: one for i, one in idea.partial.settled.items() if i not in shared}
    yield from _settles(settled, case)
    if idea.partial.open:
        names = listed(case.issues[issue].name for issue in idea.partial.open)
        yield Sentence(f"Leaves open: {names}.")
    yield from _crossed(idea, ideas, labels)
    yield from _widened(idea, ideas, labels)


def _settles(settled: Mapping[str, Setting], case: Case, lead: str = "") -> tuple[Sentence, ...]:
    if not settled:
        return ()
    said = f"{lead}{_in_words(settled, case.issues)}."
    return (Sentence(said, _option_cites(settled, case)),)


def _in_words(settled: Mapping[str, Setting], issues: Mapping[str, Issue]) -> str:
    return "; ".join(
        f"{issues[issue].name}: {_setting(setting, issues[issue])}"
        for issue, setting in settled.items()
    )


def _setting(setting: Setting, issue: Issue) -> str:
    if setting.up_to is not None:
        return f"{setting.value} to {issue.option_name(setting.up_to)}"
    return listed((issue.option_name(one) for one in (setting.value, *setting.alike)), "or")


def _option_cites(settled: Mapping[str, Setting], case: Case) -> tuple[str, ...]:
    """The statements that options on the page rest on."""
    found = set()
    for issue, setting in settled.items():
        named = {setting.value, *setting.alike}
        found |= {c for o in case.issues[issue].options if o.id in named for c in o.cites}
    return tuple(one for one in case.passages if one in found)


def _crossed(idea: Idea, ideas: Ideas, labels: Labels) -> Iterator[Sentence]:
    """What it crosses: once where readings agree, else for each choice of readings."""
    choices = [one.choice for one in idea.weighed]
    if len({(one.crossed, one.is_lightest) for one in idea.weighed}) == 1:
        lead = "Under every reading, crosses" if len(choices) > 1 else "Crosses"
        yield _crosses(lead, idea.weighed[0], ideas, labels)
        return
    for weighed in idea.weighed:
        words = choice_in_words(weighed.choice, choices, labels.case)
        yield _crosses(f"With {words}, crosses", weighed, ideas, labels)


def _crosses(lead: str, weighed: Weighed, ideas: Ideas, labels: Labels) -> Sentence:
    if not weighed.crossed:
        return Sentence(f"{lead} no position on record.")
    place = [one.choice for one in weighed_readings(ideas)].index(weighed.choice)
    positions = {one.id: one for one in ideas.readings[place].case.positions}
    parts = []
    for holders, ids in _by_holders([positions[one] for one in weighed.crossed], labels):
        said = listed(f"{labels[one]} ({_strengths(positions[one])})" for one in ids)
        parts.append(f"of {holders}: {said}")
    text = f"{lead}, {'; '.join(parts)}."
    if not weighed.is_lightest:
        known = weighed.is_lightest is False
        text += (
            " Under these readings another package weighs less on somebody and more on nobody."
            if known
            else " Whether another package beats it under these readings was not found out."
        )
    return Sentence(text, labels.cites(weighed.crossed))


def weighed_readings(ideas: Ideas) -> tuple[Weighed, ...]:
    """The choices of readings under which ideas were weighed."""
    return ideas.ideas[0].weighed if ideas.ideas else ()


def _by_holders(positions: Sequence[Position], labels: Labels) -> list[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {}
    for one in positions:
        groups.setdefault(labels.holders(one), []).append(one.id)
    return [(holders, labels.sort(ids)) for holders, ids in groups.items()]


def _strengths(position: Position) -> str:
    return " and ".join(dict.fromkeys(one.words for one in position.strength.values()))


def _widened(idea: Idea, ideas: Ideas, labels: Labels) -> Iterator[Sentence]:
    """Positions that stand only because of what their holder would accept."""
    case = ideas.readings[0].case
    chosen = {issue: setting.value for issue, setting in idea.partial.settled.items()}
    for position in case.positions:
        if position.id in idea.weighed[0].crossed:
            continue
        if _is_kept_as_widened(position, chosen, case):
            text = f"{labels[position.id]} stands as its holder would accept it, not as first said."
            yield Sentence(text, labels.cites([position.id]))


def _ledger(ideas: Ideas, labels: Labels) -> Table:
    """Every position with what each idea does to it: kept, or crossed and by how much."""
    case = ideas.readings[0].case
    ledgers = [
        {one.position: one for one in draw_up_ledger(idea, idea.weighed[0], case)}
        for idea in ideas.ideas
    ]
    standing = {one.id: one for one in case.positions}
    several = ", under the leading readings" if len(ideas.readings) > 1 else ""
    return Table(
        caption=f"Ledger{several}: what each idea keeps and crosses; nothing is added up",
        head=("Position", "Held by", *(letter_of(place) for place in range(len(ledgers)))),
        rows=tuple(
            (
                labels[one],
                labels.holders(standing[one]),
                *(_entry(ledger[one], case) for ledger in ledgers),
            )
            for one in labels.sort(list(standing))
        ),
    )


def _entry(line: Line, case: Case) -> str:
    if line.is_kept:
        return "kept"
    far = listed(distance_in_words(one, case.issues[one.issue]) for one in line.distances)
    return f"crossed by {far}" if far else "crossed"


def distance_in_words(distance: Distance, issue: Issue) -> str:
    """Say how far a package is from a position on one issue: in steps, or in its unit."""
    if issue.kind is IssueKind.SCALE:
        return f"{distance.amount} step{'' if distance.amount == 1 else 's'}"
    return issue.option_name(distance.amount)


def _is_kept_as_widened(position: Position, chosen: Mapping[str, Value], case: Case) -> bool:
    return any(
        form.relaxed_by and truth(form.stated, chosen, issues=case.issues) is not True
        for form in position.forms
    )


def _how_sure(ideas: Ideas, how: str) -> str:
    said = []
    if ideas.left_out:
        more = "One more differs" if ideas.left_out == 1 else f"{ideas.left_out} more differ"
        said.append(f"{more} less from these; {how}.")
    if not ideas.all_readings:
        said.append("Not every choice of readings was looked at.")
    if ideas.search.status is not Status.PROVEN:
        said.append("More may exist: the search was cut off.")
    elif all(one.rechecked for one in ideas.readings):
        said.append("That nothing beats them was checked again by a second way.")
    return " ".join(said)
