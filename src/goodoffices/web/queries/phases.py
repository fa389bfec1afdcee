"""An order for undertakings, as somebody looks at a case and asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from http import HTTPStatus
from typing import Final

from goodoffices.case.case import Case
from goodoffices.case.enumeration import Progress
from goodoffices.case.errors import DoneTwice, NotJoint, UnknownId
from goodoffices.case.issues import Value
from goodoffices.case.status import Status
from goodoffices.drafting.phase_page import phase_sections
from goodoffices.drafting.settled_options import options_in_words
from goodoffices.phasing.brought import bring
from goodoffices.phasing.phased import Asked, Phased, phase_case
from goodoffices.phasing.step_order import order_of
from goodoffices.storage.pins import pins_of
from goodoffices.web.forms.choosing import ViewForm
from goodoffices.web.forms.phases import PackageForm, PhasesForm
from goodoffices.web.queries.choosing import Looking, looking, status_of, view_of
from goodoffices.web.queries.jobs_found import Found
from goodoffices.web.queries.packages_picking import choices_in, code_of, texts_in
from goodoffices.web.queries.sentences import in_a_sentence
from goodoffices.web.requests import CaseRequest

PATIENCE_S: Final = 2.0
"""Seconds that a page waits for an order; what was found until then is shown."""
LONGEST_S: Final = 600.0
PACKAGE: Final = "package"


@dataclass(frozen=True)
class Phasing:
    """What somebody looks at, and what they ask of an order.

    Attributes
    ----------
    choices
        Of the package in mind; empty for all undertakings.
    left_out
        How many picks of the package are not there in this view.
    """

    look: Looking
    form: ViewForm
    package_form: PackageForm
    phases_form: PhasesForm
    choices: Mapping[str, Value]
    left_out: int

    @cached_property
    def asked(self) -> Asked:
        """What is asked, without what was filled in wrongly."""
        loosened = self.phases_form.loosened()
        said = self.phases_form.cleaned_data
        return Asked(
            left={issue: (value,) for issue, value in self.choices.items()},
            phases=said.get("phases"),
            loosened=loosened,
            joint=said.get("escrow", ()),
            at_most=said.get("at_most"),
        )

    @property
    def has_curve(self) -> bool:
        """Whether to compute what each number of phases costs."""
        self.phases_form.is_valid()
        return bool(self.phases_form.cleaned_data.get("curve"))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What of it stands in an address."""
        package = [(PACKAGE, code_of(self.choices))] if self.choices else []
        return (*package, *self.phases_form.pairs())

    @property
    def status(self) -> HTTPStatus:
        """With which status a page of it is shown."""
        if self.phases_form.errors or self.package_form.errors:
            return HTTPStatus.UNPROCESSABLE_ENTITY
        return status_of(self.form)

    def phased(self) -> Phased:
        """Return an order, and all that goes with it, as far as a page waits for it.

        What cannot be held until all of it is there is said on the form, and left out.

        Raises
        ------
        NothingUndertaken, CyclicOrder, EnginesDisagree
            As `phase_case` has them.
        """
        key = ("phased", self.pairs)
        try:
            return self.look.kept(key, lambda: self.find(deadline_s=PATIENCE_S))
        except (NotJoint, DoneTwice, UnknownId) as error:
            self.phases_form.add_error("escrow", in_a_sentence(error))
        without = replace(self.asked, joint=())
        return self.look.kept(
            (key, "without escrow"), lambda: self.find(without, deadline_s=PATIENCE_S)
        )

    def find(
        self, asked: Asked | None = None, *, deadline_s: float, progress: Progress | None = None
    ) -> Phased:
        """Return an order, found within so many seconds."""
        return phase_case(
            self.look.case(),
            asked or self.asked,
            has_curve=self.has_curve,
            deadline_s=deadline_s,
            progress=progress,
        )


def phasing_of(request: CaseRequest) -> Phasing:
    """Return what an address asks for."""
    view, form = view_of(request)
    look = looking(request, view)
    case = look.case()
    texts = texts_in(request.GET.get(PACKAGE, ""))
    choices = choices_in(texts, case)
    brought = bring(case, {issue: (value,) for issue, value in choices.items()})
    return Phasing(
        look,
        form,
        _package_form(request, case, choices),
        PhasesForm(request.GET, brought.linkages, _tranches(brought)),
        choices,
        len(texts) - len(choices),
    )


def _package_form(request: CaseRequest, case: Case, choices: Mapping[str, Value]) -> PackageForm:
    named = {
        code: f"those of “{one.name}”"
        for one in pins_of(request.user)
        if (code := code_of(choices_in(one.picked, case)))
    }
    code = code_of(choices)
    if code and code not in named:
        named[code] = f"those of the package in mind: {options_in_words(choices, case)}"
    query = request.GET.copy()
    query[PACKAGE] = code
    return PackageForm(query, tuple(named.items()))


def _tranches(case: Case) -> tuple[str, ...]:
    return tuple(part for one in case.undertakings for part in one.parts)


def is_cut_off(phased: Phased) -> bool:
    """Whether a better order may be there, or more of what a linkage does."""
    if phased.conflicts is not None:
        return False
    settled = {Status.PROVEN, Status.INFEASIBLE}
    return phased.found.status not in settled or not all(one.is_proven for one in phased.effects)


def find_phases_longer(request: CaseRequest, tell: Progress) -> Found:
    """Find an order with all the time that long work has."""
    phasing = phasing_of(request)
    phased = phasing.find(deadline_s=LONGEST_S, progress=tell)
    return Found(
        sections=phase_sections(phased, day_zero=phasing.phases_form.day()),
        order=order_of(phased.found.as_phases, phased.case),
        is_cut_off=is_cut_off(phased),
    )
