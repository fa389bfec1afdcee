"""Undertakings of north and south as the tests of texts about schedules use them."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Linkage, Loosening, Undertaking
from tests.cases import make_case
from tests.unit.phasing.invented_plans import make_exchange

ASKED = Linkage(
    id="asked",
    title="the withdrawal only after the release",
    step="withdrawal.1",
    after="release",
    loosenings=(Loosening(id="half", title="after half of the release", after="release.1"),),
    cites=("s1",),
)

PAYMENTS = Undertaking.model_validate(
    {
        "id": "payments",
        "title": "Payments",
        "responsible": "south",
        "beneficiaries": ["north"],
        "amount": 4000,
        "smallest": 1000,
        "unit": "million",
        "days": 2,
        "due": 30,
        "verified_by": "east",
        "verified_in": 3,
    }
)
WITHDRAWAL = Undertaking.model_validate(
    {
        "id": "withdrawal",
        "title": "Withdrawal",
        "responsible": "north",
        "beneficiaries": ["south"],
        "groups": [{"id": "coast", "title": "the coast"}, {"id": "hills"}],
        "days": 5,
    }
)


def withdrawal_for_release(*linkages: Linkage, unit: str = "") -> Case:
    """Two halves of a withdrawal, which costs a half of what the release is worth, for two of it.

    The release costs south a quarter of what the withdrawal is worth to it.
    """
    return make_exchange(
        {"withdrawal": (2, 4, 2)}, {"release": (1, 4, 2)}, linkages=linkages, unit=unit
    )


def payments_for_withdrawal() -> Case:
    """An amount in four tranches, verified by a third, for a withdrawal from two places."""
    return replace(
        make_case(issues=[], parties=["north", "south", "east (mediator)"]),
        undertakings=(PAYMENTS, WITHDRAWAL),
    )
