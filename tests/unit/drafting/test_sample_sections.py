"""What sampled profiles say of ideas, in words: caution first, names, errors beside shares."""

from __future__ import annotations

import re

import pytest

from goodoffices.bridging.by_samples import BySamples, weigh_by_samples
from goodoffices.bridging.ideas import Ideas, find_ideas
from goodoffices.case.case import Case
from goodoffices.drafting.page import Section
from goodoffices.drafting.sample_sections import CAUTION, sample_sections
from goodoffices.record.fold import Fold
from goodoffices.record.folder import read_folder
from tests.orders import copy_valley_with_orders


@pytest.fixture(scope="module")
def ideas(tmp_path_factory: pytest.TempPathFactory) -> Ideas:
    folder = copy_valley_with_orders(tmp_path_factory.mktemp("case"))
    return find_ideas(Fold(read_folder(folder).record()))


@pytest.fixture(scope="module")
def case(ideas: Ideas) -> Case:
    return ideas.readings[0].case


@pytest.fixture(scope="module")
def found(ideas: Ideas, case: Case) -> BySamples:
    packages = [one.partial.package for one in ideas.ideas]
    return weigh_by_samples(packages, case, number=400, seed=1)


@pytest.fixture(scope="module")
def sections(found: BySamples, ideas: Ideas, case: Case) -> tuple[Section, ...]:
    return sample_sections(found, ideas, case)


def words_of(section: Section) -> str:
    return " ".join(one.text for one in section.sentences)


def test_shares_stand_below_the_words_that_they_are_no_probability(
    sections: tuple[Section, ...],
) -> None:
    shares, _ = sections
    assert shares.note == CAUTION
    assert "It is no probability that anybody accepts" in CAUTION


def test_every_idea_and_every_best_package_has_a_share_with_its_error(
    sections: tuple[Section, ...], found: BySamples, ideas: Ideas
) -> None:
    (figure,) = sections[0].figures
    labels = [row[0] for row in figure.table.rows]
    assert labels[: len(ideas.ideas)] == ["A", "B"]
    assert len(labels) == len(ideas.ideas) + len(
        {tuple(one.packages[0].values()) for one in found.best.values()}
    )
    assert all(re.fullmatch(r"[\d.]+ %", row[2]) for row in figure.table.rows)


def test_issues_and_parties_go_by_their_names(sections: tuple[Section, ...], case: Case) -> None:
    said = " ".join(map(words_of, sections))
    assert not [one for one in (*case.issues, *case.parties) if re.search(rf"\b{one}\b", said)]
    assert "Dry-season flow" in said


def test_what_was_drawn_leads_to_the_entries_it_rests_on(
    sections: tuple[Section, ...],
) -> None:
    assert sections[0].sentences[0].cites == ("s3", "s1")


def test_questions_worth_no_more_than_chance_are_not_asked(
    sections: tuple[Section, ...], found: BySamples
) -> None:
    asking = found.asking
    assert asking is not None
    told = [one for one in asking.questions if one.value > one.error]
    assert len(sections[1].sentences) == len(told) < len(asking.questions) + 1
    assert sections[1].footnote == f"Questions that were looked at: {asking.asked}."
