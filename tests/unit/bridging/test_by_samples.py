"""Research by samples: what is looked at, within which limits, and what is missing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from goodoffices.bridging.by_samples import LEAST_TO_ASK, weigh_by_samples
from goodoffices.bridging.ideas import Ideas, find_ideas
from goodoffices.bridging.research import study_ideas
from goodoffices.bridging.results import Package
from goodoffices.case.case import Case
from goodoffices.case.evaluation import truth
from goodoffices.case.grammar import parse
from goodoffices.case.status import Status
from goodoffices.record.fold import Fold
from goodoffices.record.folder import read_folder
from tests.orders import ORDERS, copy_valley_with_orders
from tests.strategies import every_package

NUMBER = 200


def ideas_of(folder: Path) -> Ideas:
    return find_ideas(Fold(read_folder(folder).record()))


@pytest.fixture
def ideas(tmp_path: Path) -> Ideas:
    return ideas_of(copy_valley_with_orders(tmp_path))


@pytest.fixture
def case(ideas: Ideas) -> Case:
    return ideas.readings[0].case


def every(case: Case) -> list[Package]:
    limits = [one.proposition for one in case.limits]
    return [
        one
        for one in every_package(case.issues)
        if all(truth(limit, one, issues=case.issues) is True for limit in limits)
    ]


def test_the_most_accepted_package_is_that_of_looking_at_every_one(case: Case) -> None:
    packages = every(case)
    found = weigh_by_samples(packages, case, number=NUMBER, seed=1)
    most = found.best["most_accepted"]
    assert most.status is Status.PROVEN
    assert most.value is not None
    assert float(most.value) == float(found.ideas.shares.max())


def test_worst_case_and_regret_are_those_of_looking_at_every_package(case: Case) -> None:
    packages = every(case)
    found = weigh_by_samples(packages, case, number=NUMBER, seed=1)
    place = packages.index(dict(found.best["least_regret"].packages[0]))
    greatest = np.asarray(found.ideas.most_regret).max(axis=1)
    assert greatest[place] == pytest.approx(greatest.min())
    assert {one.status for one in found.best.values()} == {Status.PROVEN}


def test_what_is_fixed_is_in_no_package(case: Case) -> None:
    fixed = parse("inspection is joint", case.issues)
    found = weigh_by_samples([], case, limits=[fixed], number=NUMBER, seed=1)
    chosen = {one.packages[0]["inspection"] for one in found.best.values()}
    assert chosen == {"joint"}


def test_with_few_samples_nothing_is_said_of_what_to_ask(case: Case) -> None:
    few = weigh_by_samples([], case, number=LEAST_TO_ASK - 1, seed=1)
    enough = weigh_by_samples([], case, number=LEAST_TO_ASK, seed=1)
    assert few.asking is None
    assert enough.asking is not None


def test_without_ideas_the_best_packages_are_found_all_the_same(case: Case) -> None:
    found = weigh_by_samples([], case, number=NUMBER, seed=1)
    assert (len(found.ideas.shares), list(found.best)) == (
        0,
        ["most_accepted", "best_worst_case", "least_regret"],
    )


def test_a_study_without_a_no_agreement_value_says_what_is_missing(tmp_path: Path) -> None:
    folder = copy_valley_with_orders(tmp_path)
    text = ORDERS.replace("    no_agreement: 30\n", "")
    (folder / "preferences.yaml").write_text(text, encoding="utf-8")
    found = study_ideas(ideas_of(folder), number=NUMBER)
    assert found.samples is None
    assert found.no_samples == (
        "what no agreement is worth to Downstream is not on record, and nothing is made up: "
        "preferences.yaml takes it under no_agreement"
    )


EXACT = """\
schema: goodoffices/preferences/1
preferences:
  - id: up
    party: upstream
    weights: {filling: 60, minimum_flow: 40}
    values:
      filling: {three_years: 1, five_years: 0.5, seven_years: 0}
      minimum_flow: {"0": 1, "200": 0}
    no_agreement: NO_AGREEMENT
  - id: down
    party: downstream
    weights: {filling: 60, minimum_flow: 40}
    values:
      filling: {three_years: 0, five_years: 0.5, seven_years: 1}
      minimum_flow: {"0": 0, "200": 1}
    no_agreement: 30
"""


@pytest.mark.parametrize(("value", "is_drawn"), [("40", False), ("[30, 50]", True)])
def test_samples_are_drawn_only_where_something_is_left_open(
    tmp_path: Path, value: str, is_drawn: bool
) -> None:
    """Exact numbers say it all, but for an interval of what no agreement is worth."""
    folder = copy_valley_with_orders(tmp_path)
    text = EXACT.replace("NO_AGREEMENT", value)
    (folder / "preferences.yaml").write_text(text, encoding="utf-8")
    found = study_ideas(ideas_of(folder), number=NUMBER)
    assert found.numbers is not None
    assert (found.samples is not None, found.no_samples) == (is_drawn, "")
