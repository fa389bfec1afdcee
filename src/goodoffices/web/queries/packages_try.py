"""The page on which somebody picks a package, and sees what follows."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.urls import reverse

from goodoffices.bridging.package_check import compare_packages, look_at_package
from goodoffices.case.issues import Value
from goodoffices.drafting.basis import say_basis
from goodoffices.drafting.package_sections import comparison_section, package_section
from goodoffices.drafting.page import Section
from goodoffices.storage.pins import pins_of
from goodoffices.web.forms.packages import PickForm, PinForm, texts_in_query
from goodoffices.web.pages.packages import ComparePage, PackageLine, TryPage
from goodoffices.web.queries.choosing import (
    Looking,
    address,
    looking,
    pairs_of,
    status_of,
    toolbar_of,
    view_of,
)
from goodoffices.web.queries.few_cites import with_few_cites
from goodoffices.web.queries.packages_ideas import lines_of, wished
from goodoffices.web.queries.packages_lines import (
    line_of,
    pin_lines,
    positions_of,
    try_address,
)
from goodoffices.web.queries.packages_picking import (
    PACKAGE,
    Picked,
    cases_of,
    choices_not_looked_at,
    code_of,
    labels_of,
    packages_in,
)
from goodoffices.web.requests import CaseRequest


def try_page(
    request: CaseRequest, pin_form: PinForm | None = None
) -> tuple[TryPage, Mapping[str, object], HTTPStatus]:
    """Return the page as an address picks, its forms, and the status to show it with."""
    view, form = view_of(request)
    look = looking(request, view)
    case = look.case()
    pick_form = PickForm(texts_in_query(request.GET), case.issues)
    choices = pick_form.choices()
    code = code_of(choices)
    picks = [(name, str(value)) for name, value in pick_form.data.items()]
    page = TryPage(
        title="Try a package",
        basis=say_basis(case),
        caution=case.caution,
        is_wide=True,
        toolbar=toolbar_of(form, look, reverse("try-package"), kept=picks),
        result=_result(look, choices),
        positions=positions_of(look),
        labels=labels_of(look).all,
        left_out=pick_form.unknown,
        not_looked_at=choices_not_looked_at(look),
        code=code,
        query=address("", view, picks).removeprefix("?"),
        pins=pin_lines(look, pins_of(request.user)),
        kept=pairs_of(view),
        phases=_phases(look, choices, code),
        back=address(reverse("packages"), view),
    )
    pin = pin_form or PinForm()
    status = status_of(form)
    if pick_form.errors or pin.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return page, {"form": form, "pick_form": pick_form, "pin_form": pin}, status


def address_tried(request: CaseRequest) -> str:
    """Return the shortest address of the page that was asked for."""
    view, _ = view_of(request)
    look = looking(request, view)
    return try_address(look, PickForm(texts_in_query(request.GET), look.case().issues).choices())


def _result(look: Looking, choices: Mapping[str, Value]) -> Section:
    return look.kept(
        ("tried package", tuple(choices.items())),
        lambda: with_few_cites(
            package_section(look_at_package(cases_of(look), choices), labels_of(look))
        ),
    )


def _phases(look: Looking, choices: Mapping[str, Value], code: str) -> str:
    issues = look.case().issues
    brings = any(
        one.brings
        for issue, value in choices.items()
        for one in issues[issue].options
        if one.id == value
    )
    return address(reverse("phases"), look.view, [("package", code)]) if brings else ""


def compare_page(request: CaseRequest) -> tuple[ComparePage, Mapping[str, object], HTTPStatus]:
    """Return the packages that an address names side by side, and what else could stand there."""
    asked = wished(request)
    look, form = asked.look, asked.form
    case, path = look.case(), reverse("compare-packages")
    chosen = packages_in(request, look)
    named = [(PACKAGE, one.in_address) for one in chosen]
    lines = tuple(_chosen_line(look, one) for one in chosen)
    page = ComparePage(
        title="Packages side by side",
        basis=say_basis(case),
        caution=case.caution,
        is_wide=True,
        toolbar=toolbar_of(form, look, path, kept=named),
        result=_comparison(look, chosen),
        positions=positions_of(look),
        labels=labels_of(look).all,
        chosen=lines,
        others=_others(
            lines,
            (
                *pin_lines(look, pins_of(request.user)),
                *lines_of(asked),
            ),
        ),
        left_out=sum(one.left_out for one in chosen),
        not_looked_at=choices_not_looked_at(look),
        kept=pairs_of(look.view),
        back=address(reverse("packages"), look.view),
    )
    return page, {"form": form}, status_of(form)


def _chosen_line(look: Looking, one: Picked) -> PackageLine:
    line = line_of(look, one.name, one.choices, one.in_address)
    return PackageLine(line.name, line.says, line.in_address, line.url, is_chosen=True)


def _others(
    chosen: tuple[PackageLine, ...], lines: tuple[PackageLine, ...]
) -> tuple[PackageLine, ...]:
    """What is not yet chosen, each package once."""
    urls = {one.url for one in chosen}
    found: dict[str, PackageLine] = {}
    for one in lines:
        if one.url not in urls:
            found.setdefault(one.url, one)
    return tuple(found.values())


def _comparison(look: Looking, chosen: tuple[Picked, ...]) -> Section:
    packages = {one.name: one.choices for one in chosen}
    key = tuple((name, tuple(choices.items())) for name, choices in packages.items())

    def compare() -> Section:
        compared = compare_packages(cases_of(look), packages)
        return with_few_cites(comparison_section(compared, labels_of(look)))

    return look.kept(("compared", key), compare)
