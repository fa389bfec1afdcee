"""What of a case somebody looks at: from an address to a view, and from a view to an address."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import urlencode

from goodoffices.case.case import Case
from goodoffices.case.errors import GoodOfficesError
from goodoffices.case.stances import Stance
from goodoffices.drafting.basis import say_basis
from goodoffices.drafting.choices import ways_to_read
from goodoffices.gaps.holdings import families
from goodoffices.gaps.sentences import Sentence, listed
from goodoffices.record.fold import Fold
from goodoffices.record.view import View
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.forms.choosing import DEFAULT, EQUALS, READING, Rival, ViewForm, ViewOptions
from goodoffices.web.pages.choosing import ViewToolbar
from goodoffices.web.requests import CaseRequest, viewer_of

ResultT = TypeVar("ResultT")
Pairs = Sequence[tuple[str, str]]
"""What stands in an address: names with values, in order."""


@dataclass(frozen=True, slots=True)
class Looking:
    """Somebody who looks at the case in one view."""

    desk: Desk
    viewer: Viewer
    view: View

    def kept(
        self, what: Hashable, compute: Callable[[], ResultT], *, is_past: bool = False
    ) -> ResultT:
        """Return a result for this view and these eyes, computed once for a state of the case.

        `compute` asks for what it needs by itself: what was at hand before may be of an
        earlier state.

        Parameters
        ----------
        is_past
            Whether the result also goes by what was known once. Whose eyes saw the same then
            is not known, so it is this viewer's own.
        """
        with self.desk.looking():
            state = self.desk.state()
            is_own = is_past or self.view.known_at
            eyes = self.viewer if is_own else state.same_eyes(self.viewer)
            today = date.today()  # noqa: DTZ011 -- the team's day
            return self.desk.kept((what, eyes, self.view, today), compute)

    def fold(self) -> Fold:
        """Return the fold of what the viewer may see."""
        return self.desk.fold(self.viewer, self.view)

    def case(self) -> Case:
        """Return the case under the readings that were chosen, else the leading ones."""
        return self.kept("case", lambda: self.fold().case())

    def basis(self) -> tuple[Sentence, ...]:
        """Return what a page in this view rests on."""
        return self.kept("basis", lambda: say_basis(self.case()))

    def in_view(self, view: View) -> Looking:
        """Return the same eyes on another view."""
        return replace(self, view=view)


def looking(request: CaseRequest, view: View) -> Looking:
    """Return who asks, in a view."""
    return Looking(request.desk, viewer_of(request.user), view)


def view_of(request: CaseRequest) -> tuple[View, ViewForm]:
    """Return the view that an address asks for, and the form that says so.

    What was filled in wrongly, or is not there for this viewer, is left out of the view and
    said on the form: `status_of` tells.
    """
    form = ViewForm.from_query(request.GET, options_for(request))
    view = form.view()
    viewer = viewer_of(request.user)
    if view.known_at:
        try:
            request.desk.seen_by(viewer, known_at=view.known_at)
        except (GoodOfficesError, OverflowError, ValueError) as error:
            form.add_error("known_at", _why_not_known(error))
            view = replace(view, known_at="")
    try:
        request.desk.fold(viewer, view)
    except GoodOfficesError:
        left_out = "A reading or an instrument that was chosen is not on record in this view."
        form.add_error(None, f"{left_out} It is left out.")
        view = replace(view, readings=(), instruments_off=())
    return view, form


def _why_not_known(error: Exception) -> str:
    if isinstance(error, GoodOfficesError):
        return f"{error}."
    return "Nothing was on record at that time."


def status_of(form: ViewForm) -> HTTPStatus:
    """Return with which status a page in this view is shown."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def options_for(request: CaseRequest) -> ViewOptions:
    """Return what somebody may choose from, of all that they may see."""
    plain = looking(request, DEFAULT)
    return plain.kept("options", lambda: _options(plain))


def _options(plain: Looking) -> ViewOptions:
    case, rivals = plain.case(), []
    offered = {leading for choice in plain.fold().choices()[0] for leading in choice}
    for leading, ids in families(case).items():
        if leading not in offered:  # of a statement that was superseded: no choice any more
            continue
        statement, ways = ways_to_read(leading, case)
        named = tuple((one, ways.get(one, one)) for one in ids)
        rivals.append(Rival(leading, statement, named))
    return ViewOptions(
        rivals=tuple(sorted(rivals, key=lambda one: one.leading)),
        instruments=tuple(
            (one.id, f"{one.title}, as invoked by {case.parties[one.invoked_by].name}")
            for one in case.instruments
            if one.proposition
        ),
        marks=marks_of(plain.desk),
    )


def marks_of(desk: Desk) -> tuple[str, ...]:
    """Return the marks that were set in the case, in the order in which they were."""
    return desk.kept("marks", lambda: tuple(desk.archive.marks()))


# ---------------------------------------------------------------------------- to an address


def pairs_of(view: View) -> tuple[tuple[str, str], ...]:
    """Return what stands in the address of a view; nothing for the usual one.

    Examples
    --------
    >>> pairs_of(View(as_of=date(2024, 8, 28), readings=(("r2", "r2_offer"),)))
    (('as_of', '2024-08-28'), ('reading', 'r2=r2_offer'))
    """
    pairs = [
        ("as_of", view.as_of.isoformat() if view.as_of else ""),
        ("known_at", view.known_at),
        ("min_grade", view.min_grade),
        ("threshold", view.threshold if view.threshold != DEFAULT.threshold else ""),
        *(("register", one) for one in view.registers),
        *((READING, f"{leading}{EQUALS}{chosen}") for leading, chosen in view.readings),
        *(("without", one) for one in view.instruments_off),
    ]
    return tuple((name, value) for name, value in pairs if value)


def address(path: str, view: View, more: Pairs = ()) -> str:
    """Return the address of a page in a view, so that it can be sent to a colleague.

    Examples
    --------
    >>> address("/matrix/", View()), address("/matrix/", View(registers=("public",)))
    ('/matrix/', '/matrix/?register=public')
    """
    pairs = [*pairs_of(view), *((name, value) for name, value in more if value)]
    return f"{path}?{urlencode(pairs, safe='=')}" if pairs else path


def toolbar_of(
    form: ViewForm, look: Looking, path: str, *, kept: Pairs = (), is_open: bool | None = None
) -> ViewToolbar:
    """Return the choices above a page at `path`; `kept` stays in the address.

    They are open where `is_open` says so, else where the view is not the usual one.
    """
    is_wanted = look.view != DEFAULT if is_open is None else is_open
    stays = tuple((name, value) for name, value in kept if value)
    return ViewToolbar(
        now=say_view(look),
        action=path,
        plain=address(path, DEFAULT, stays),
        kept=stays,
        is_open=is_wanted or bool(form.errors),
    )


def is_cut(view: View) -> bool:
    """Return whether a view leaves out some of the record."""
    return bool(view.as_of or view.known_at or view.registers or view.min_grade)


def say_view(look: Looking) -> str:
    """Say a view in words."""
    view = look.view
    said = [f"said by {view.as_of}"] if view.as_of else []
    said += [f"as known at {view.known_at}"] if view.known_at else []
    said += [f"{listed(view.registers)} only"] if view.registers else []
    said += [f"chains graded {view.min_grade} or better at every hop"] if view.min_grade else []
    said += [f"positions from “{Stance(view.threshold).words}” up"]
    if view.readings:
        case = look.case()
        for leading, chosen in view.readings:
            statement, ways = ways_to_read(leading, case)
            said.append(f"{statement} read as “{ways.get(chosen, chosen)}”")
    titles = {one.id: one.title for one in look.case().instruments} if view.instruments_off else {}
    said += [f"without {titles.get(one, one)}" for one in view.instruments_off]
    lead = "" if is_cut(view) else "everything on record; "
    return lead + "; ".join(said)
