"""Sides: the least and the largest share of a part, under an order or intervals."""

from __future__ import annotations

from fractions import Fraction

from goodoffices.phasing.sides import NumberedSide, OrderedSide, Unit

NONE, HALF, ALL = Fraction(0), Fraction(1, 2), Fraction(1)


def test_nothing_is_nothing_and_all_is_all() -> None:
    side = OrderedSide(((Unit((0,), 3),), (Unit((1,)),)), ())
    assert side.share((0, 0)) == (NONE, NONE)
    assert side.share((3, 1)) == (ALL, ALL)


def test_the_lighter_of_two_is_half_of_it_at_most() -> None:
    side = OrderedSide(((Unit((0,)),), (Unit((1,)),)), ())
    assert side.share((1, 0)) == (HALF, ALL)
    assert side.share((0, 1)) == (NONE, HALF)


def test_equal_ones_weigh_the_same() -> None:
    side = OrderedSide(((Unit((0,)), Unit((1,))),), ())
    assert side.share((1, 0)) == (HALF, HALF)


def test_what_the_order_leaves_out_may_be_everything() -> None:
    side = OrderedSide(((Unit((0,)),),), (Unit((1,), 2),))
    assert side.share((1, 1)) == (HALF, ALL)
    assert side.share((0, 1)) == (NONE, HALF)


def test_groups_weighed_as_a_whole_may_lie_on_any_of_them() -> None:
    side = OrderedSide(((Unit((0, 1)),),), ())
    assert side.share((1, 0)) == (NONE, ALL)
    assert NumberedSide(((Unit((0, 1)), (Fraction(4), Fraction(4))),)).amount((1, 0)) == (
        NONE,
        Fraction(4),
    )


def test_half_of_one_interval_is_half_whatever_it_is() -> None:
    side = NumberedSide(((Unit((0,), 2), (Fraction(1), Fraction(9))),))
    assert side.share((1,)) == (HALF, HALF)
    assert side.amount((1,)) == (HALF, Fraction(9, 2))


def test_a_share_of_intervals_takes_the_worst_of_both() -> None:
    side = NumberedSide(
        ((Unit((0,)), (Fraction(1), Fraction(2))), (Unit((1,)), (Fraction(1), Fraction(3))))
    )
    assert side.share((1, 0)) == (Fraction(1, 4), Fraction(2, 3))


def test_every_bound_is_whole_over_the_denominator() -> None:
    side = OrderedSide(((Unit((0,), 3),), (Unit((1,), 4), Unit((2,)))), (Unit((3,), 5),))
    for inside in ((1, 2, 0, 3), (2, 3, 1, 4), (0, 1, 1, 0)):
        for bound in side.share(inside):
            assert (bound * side.denominator).denominator == 1
