"""When to stop: the time allowed, and somebody who asks; what there is by then is kept."""

from __future__ import annotations

import threading
from itertools import count

import pytest

from goodoffices.case.deadline import Deadline, Stop, stop_in_force, stopping_when
from goodoffices.case.enumeration import Budget, Meter, Stopped


def test_asking_is_looked_up_no_more_often_than_wanted() -> None:
    looks = count()
    stop = Stop(lambda: next(looks) > 5, every_s=1000)
    assert [stop.is_asked for _ in range(5)] == [False] * 5
    assert next(looks) == 1


def test_once_asked_it_is_not_looked_up_again() -> None:
    looks = count()
    stop = Stop(lambda: next(looks) >= 1, every_s=0)
    assert [stop.is_asked for _ in range(4)] == [False, True, True, True]
    assert next(looks) == 2


def test_a_deadline_is_over_when_somebody_asks() -> None:
    asked: list[bool] = []
    with stopping_when(lambda: bool(asked), every_s=0):
        endless, long = Deadline(None), Deadline(1000)
        assert (endless.left(), endless.is_over, long.is_over) == (None, False, False)
        asked.append(True)
        assert (endless.left(), endless.is_over, long.left()) == (0.0, True, 0.0)


def test_a_share_of_a_deadline_is_over_as_well() -> None:
    with stopping_when(lambda: True):
        deadline = Deadline(1000)
        with deadline.share(1 / 2):
            assert deadline.is_over


def test_what_was_begun_outside_is_not_stopped() -> None:
    before = Deadline(None)
    with stopping_when(lambda: True) as stop:
        assert (before.is_over, stop.is_asked) == (False, True)
    assert not Deadline(None).is_over


def test_it_is_over_after_the_work_has_failed_too() -> None:
    def fail() -> None:
        with stopping_when(lambda: True):
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        fail()
    assert stop_in_force().is_never


def test_the_innermost_counts() -> None:
    with stopping_when(lambda: True):
        with stopping_when(lambda: False):
            assert not Deadline(None).is_over
        assert Deadline(None).is_over


def test_another_thread_is_not_stopped() -> None:
    found: list[bool] = []
    with stopping_when(lambda: True):
        thread = threading.Thread(target=lambda: found.append(Deadline(None).is_over))
        thread.start()
        thread.join()
    assert found == [False]


@pytest.mark.parametrize("work", [0, 1])
def test_a_meter_stops_where_somebody_asks(work: int) -> None:
    with stopping_when(lambda: True):
        meter = Meter(Budget())
    with pytest.raises(Stopped):
        meter.spend(work)
    assert meter.spent == 0


def test_a_meter_counts_where_nobody_asks() -> None:
    with stopping_when(lambda: False):
        meter = Meter(Budget())
    meter.spend(3)
    assert meter.spent == 3
