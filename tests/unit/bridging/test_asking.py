"""What to ask next: known answers, plain counting, and questions that tell nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from goodoffices.bridging.asking import (
    FOLDS,
    Question,
    QuestionKind,
    find_questions,
    list_questions,
    value_questions,
)
from goodoffices.bridging.problem import Table
from goodoffices.bridging.profiles import Profiles, sample_profiles
from goodoffices.case.errors import NoNoAgreement
from goodoffices.case.preferences import Preference
from tests.cases import make_case
from tests.unit.bridging.profiles_by_hand import make_instance


def question(name: str) -> Question:
    return Question(QuestionKind.ISSUE_ORDER, "north", (name, "z"), f"{name}?")


def value_by_hand(
    accepting: NDArray[np.bool_], answer: NDArray[np.int64]
) -> tuple[float, float, float]:
    """Value, its error, and what it is at most; one sample after the other."""
    packages, samples = accepting.shape
    differences = []
    for sample in range(samples):
        others = [other for other in range(samples) if (other - sample) % FOLDS]
        alike = [other for other in others if answer[other] == answer[sample]]
        picks = [
            max(range(packages), key=lambda row: (accepting[row, some].sum(), -row))
            for some in (others, alike)
        ]
        differences.append(int(accepting[picks[1], sample]) - int(accepting[picks[0], sample]))
    best_after = sum(
        max(accepting[row, answer == one].sum() for row in range(packages))
        for one in range(answer.max() + 1)
    )
    at_most = (best_after - max(accepting[row].sum() for row in range(packages))) / samples
    value = min(float(np.mean(differences)), float(at_most))
    return value, float(np.std(differences) / samples**0.5), float(at_most)


@pytest.mark.parametrize("seed", range(4))
def test_values_are_those_of_plain_counting(seed: int) -> None:
    stream = np.random.default_rng(seed)
    accepting = stream.random((6, 90)) < 0.4
    answers = [stream.integers(0, size, 90) for size in (2, 4, 2)]
    questions = [question(name) for name in "abc"]
    found = value_questions(accepting, questions, answers)
    by_name = {one.question: one for one in found}
    for asked, answer in zip(questions, answers, strict=True):
        one = by_name[asked]
        expected = value_by_hand(accepting, answer)
        assert np.allclose((one.value, one.error, one.at_most), expected)
        assert np.allclose(one.answers, np.bincount(answer) / 90)
    assert [one.value for one in found] == sorted((one.value for one in found), reverse=True)


def test_an_answer_that_decides_everything_is_worth_the_rest() -> None:
    answer = np.arange(1000) // 5 % 2
    accepting = np.array([answer == 0, answer == 1])
    useless = np.arange(1000) // 10 % 2
    first, second = value_questions(
        accepting, [question("useless"), question("useful")], [useless, answer]
    )
    assert first.question.about[0] == "useful"
    assert abs(first.value - 0.5) < 0.01
    assert first.changes == 0.5
    assert second.question.about[0] == "useless"
    assert abs(second.value) < 3 * second.error + 0.01


def test_a_question_that_tells_nothing_is_worth_nothing() -> None:
    """Judged by the samples that chose it would be worth something: that is what `at_most` is."""
    stream = np.random.default_rng(9)
    accepting = stream.random((200, 400)) < 0.5
    answers = [stream.integers(0, 2, 400) for _ in range(40)]
    found = value_questions(accepting, [question("a")] * 40, answers)
    assert max(one.value / one.error for one in found) < 3
    assert np.mean([one.value for one in found]) < 0 < np.mean([one.at_most for one in found])


# ---------------------------------------------------------------------------- of a case


def sample_case(**more: Any) -> Profiles:
    """North has said in which order it takes the options, and nothing of its weights."""
    north: dict[str, Any] = {
        "id": "n",
        "party": "north",
        "options": {"a": ["x", "y"], "b": ["x", "y"], "c": ["x", "y"]},
        "weights": {"c": [0, 10], "a": [10, 90], "b": [10, 90]},
        "no_agreement": 50,
        **more,
    }
    south = {
        "id": "s",
        "party": "south",
        "weights": {"a": 45, "b": 45, "c": 10},
        "options": {"a": ["y", "x"], "b": ["y", "x"], "c": ["y", "x"]},
        "no_agreement": 40,
    }
    case = make_case(issues=["a: x, y", "b: x, y", "c: x, y"], parties=["north", "south"])
    preferences = tuple(Preference.model_validate(one) for one in (north, south))
    return sample_profiles(
        replace(case, preferences=preferences), number=1_000, seed=1, parties=["north", "south"]
    )


def test_the_question_that_decides_comes_first() -> None:
    """South lets north have a or b, not both; which one, north's weights decide."""
    found = find_questions(sample_case())
    assert [one.question.words for one in found.questions] == [
        "Which matters more to North: a or b?",
    ]
    (first,) = found.questions
    assert first.question == Question(
        QuestionKind.ISSUE_ORDER, "north", ("a", "b"), "Which matters more to North: a or b?"
    )
    assert 0.3 < first.value <= first.at_most < 0.5
    assert first.error < 0.02
    assert 0.4 < found.share < 0.6
    assert sum(first.answers) == 1.0


def test_no_agreement_is_asked_about_where_it_is_not_known() -> None:
    found = find_questions(sample_case(order=[["a", "b"]], weights={}, no_agreement=[10, 90]))
    (asked,) = (one for one in found.questions if one.question.kind is QuestionKind.NO_AGREEMENT)
    assert asked.question.words == "About what is no agreement worth to North?"
    assert asked.answers == (0.25, 0.25, 0.25, 0.25)


def test_orders_that_are_known_are_not_asked_about() -> None:
    profiles = sample_case(order=["b", "a", "c"], weights={})
    every = np.indices((2, 2, 2), dtype=np.int32).reshape(3, -1).T
    assert list(list_questions(profiles, every)) == []
    assert find_questions(profiles).questions == ()


def test_options_are_asked_about_only_where_candidates_have_them() -> None:
    profiles = sample_case(options={"b": ["x", "y"], "c": ["x", "y"]})
    one = np.array([[0, 0, 0], [0, 1, 1]], dtype=np.int32)
    both = np.array([[0, 0, 0], [1, 1, 1]], dtype=np.int32)
    words = "Which would North rather have on a: x or y?"
    assert words not in [asked.words for asked, _ in list_questions(profiles, one)]
    (answer,) = (answer for asked, answer in list_questions(profiles, both) if asked.words == words)
    worth = profiles.worths[0][:, :, 0]
    assert (answer == (worth[0] <= worth[1])).all()


def test_questions_are_repeatable() -> None:
    assert find_questions(sample_case(), seed=4) == find_questions(sample_case(), seed=4)


def test_questions_need_no_agreement_values_and_a_package() -> None:
    with pytest.raises(NoNoAgreement):
        find_questions(sample_case(no_agreement=None))
    none = Table((0, 1), np.zeros((2, 2), dtype=np.bool_))
    assert find_questions(sample_case(), tables=[none]).questions == ()


def test_candidates_keep_the_limits() -> None:
    """With every pair of a and b ruled out but one, there is nothing to choose about them."""
    only = Table((0, 1), np.array([[False, True], [False, False]]))
    found = find_questions(sample_case(), tables=[only])
    assert found.packages <= 2
    assert all(abs(one.value) < 0.02 for one in found.questions)


def test_large_spaces_are_asked_about_too() -> None:
    instance = make_instance(1, sizes=(4,) * 8, parties=2, number=400, floor=0.55, interactions=2)
    found = find_questions(instance.profiles, k=3)
    assert len(found.questions) == 3
    assert found.asked > 100
    assert found.packages > 10
