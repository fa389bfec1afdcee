"""Ideas to test, as somebody looks at a case and wishes."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from goodoffices.bridging.idea import Wishes
from goodoffices.bridging.ideas import Ideas, find_ideas
from goodoffices.case.enumeration import Progress
from goodoffices.case.errors import GoodOfficesError
from goodoffices.case.stances import Stance
from goodoffices.case.status import Status
from goodoffices.drafting.bridge_page import build_bridge_page
from goodoffices.drafting.idea_sections import letter_of, settled_by_each
from goodoffices.drafting.page import Page
from goodoffices.web.forms.choosing import ViewForm
from goodoffices.web.forms.packages import IDEAS_AT_MOST, WishesForm
from goodoffices.web.pages.packages import PackageLine
from goodoffices.web.queries.choosing import Looking, looking, view_of
from goodoffices.web.queries.few_cites import with_few_cites
from goodoffices.web.queries.jobs_found import Found
from goodoffices.web.queries.packages_lines import try_address
from goodoffices.web.queries.packages_picking import (
    choices_in,
    choices_of,
    code_of,
    labels_of,
    texts_in,
)
from goodoffices.web.requests import CaseRequest

if TYPE_CHECKING:
    from goodoffices.bridging.research import Study

PATIENCE_S: Final = 2.0
"""Seconds that a page waits for ideas; what was found until then is shown."""
MORE: Final = f"“{IDEAS_AT_MOST}”, among the wishes, shows up to nine"
LONGEST_S: Final = 600.0
"""Seconds after which long work ends with the best so far, so that other work gets its turn."""


@dataclass(frozen=True, slots=True)
class Wished:
    """What somebody looks at, and what they wish of ideas."""

    look: Looking
    form: ViewForm
    wishes_form: WishesForm
    wishes: Wishes

    @property
    def key(self) -> Hashable:
        """What tells these wishes from others."""
        return ("ideas", self.wishes_form.pairs())

    def ideas(self) -> Ideas:
        """Return ideas to test, as far as a page waits for them; also why there are none is kept.

        Raises
        ------
        TooFewParties, NoPackage, NothingLeft, UnknownId
            As `find_ideas` has them.
        """
        found = self.look.kept(self.key, self._found)
        if isinstance(found, GoodOfficesError):
            raise found.with_traceback(None)
        return found

    def _found(self) -> Ideas | GoodOfficesError:
        try:
            return find_ideas(self.look.fold(), self.wishes, deadline_s=PATIENCE_S)
        except GoodOfficesError as error:
            return error

    def page(self) -> Page:
        """Return the same in sections."""
        return self.look.kept(("page", self.key), lambda: page_of(self.ideas()))


def wished(request: CaseRequest) -> Wished:
    """Return what an address asks for."""
    view, form = view_of(request)
    look = looking(request, view)
    wishes_form = WishesForm(request.GET, look.case().issues, crossable_in(look))
    return Wished(look, form, wishes_form, wishes_form.wishes())


def crossable_in(look: Looking) -> tuple[tuple[str, str], ...]:
    """Return the positions that no idea crosses unless somebody says so, each in words."""
    labels = labels_of(look)
    return tuple(
        (one.id, f"{labels[one.id]} {labels.holders(one)}: {labels.stated(one)}")
        for one in labels.positions
        if Stance.RULES_OUT in one.strength.values()
    )


def is_cut_off(ideas: Ideas) -> bool:
    """Whether more may be there than was found."""
    return ideas.search.status is not Status.PROVEN


def packages_of(ideas: Ideas) -> tuple[tuple[str, str], ...]:
    """Return the name of each idea, and its code."""
    return tuple(
        (letter_of(place), code_of(choices_of(one.partial)))
        for place, one in enumerate(ideas.ideas)
    )


def find_ideas_longer(request: CaseRequest, tell: Progress) -> Found:
    """Find ideas with all the time that long work has."""
    asked = wished(request)
    ideas = find_ideas(asked.look.fold(), asked.wishes, deadline_s=LONGEST_S, progress=tell)
    return found_of(ideas, page_of(ideas))


def page_of(ideas: Ideas, study: Study | None = None) -> Page:
    """Return ideas, and research views of them where there are any, in sections."""
    page = build_bridge_page(ideas, study=study, more=MORE)
    return replace(page, sections=tuple(with_few_cites(one) for one in page.sections))


def found_of(ideas: Ideas, page: Page) -> Found:
    """Return what a job keeps of ideas: they first, then what they go by."""
    positions, *rest = page.sections
    return Found(
        sections=(*rest, positions),
        labels=page.labels,
        packages=packages_of(ideas),
        is_cut_off=is_cut_off(ideas),
    )


def lines_of(asked: Wished) -> tuple[PackageLine, ...]:
    """Return ideas as lines; none where there are none.

    Each says what it settles, ranges too: a package that completes it is another thing.
    """
    try:
        ideas = asked.ideas()
    except GoodOfficesError:
        return ()
    look, case = asked.look, asked.look.case()
    said = zip(packages_of(ideas), settled_by_each(ideas, case), strict=True)
    return tuple(
        PackageLine(
            name=f"Idea {name}",
            says=says,
            in_address=f"{name}:{code}",
            url=try_address(look, choices_in(texts_in(code), case)),
        )
        for (name, code), says in said
    )
