"""Undertakings, the linkages between them, what they matter to a party, and schedules as tabled.

What a package obliges somebody to do, piece by piece. Persons are groups that a team names, and
no number is ever put on them: an order of what matters more is all that is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from goodoffices.case.handling import TEAM_ONLY, Handling
from goodoffices.case.model import Identifier, Model
from goodoffices.case.preferences import Bounds, Order

MOST_TRANCHES: Final = 1_000
"""Of one undertaking."""

Reference = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_]*(\.([a-z][a-z0-9_]*|[1-9][0-9]{0,3}))?$", max_length=130)
]
"""What is done: an undertaking (`release`), its third tranche (`release.3`), or a group in it."""

Day = Annotated[int, Field(ge=0, le=100_000)]
"""Days after day zero: D+n."""


class Group(Model):
    """A part of an undertaking that the team names; it is done at once."""

    id: Identifier
    title: str = ""

    @property
    def name(self) -> str:
        """The title, or the id in words."""
        return self.title or self.id.replace("_", " ")


class Undertaking(Model):
    """What a package obliges a party to do for others, in one tranche or several.

    Tranches are counted (`tranches: 3`), named (`groups`), or cut from an amount in whole
    multiples of a smallest one (`amount: 600`, `smallest: 50`).

    Examples
    --------
    >>> Undertaking(id="release", responsible="north", beneficiaries=["south"], tranches=3).parts
    ('release.1', 'release.2', 'release.3')
    >>> exchange = {"id": "women", "title": "women"}, {"id": "others"}
    >>> Undertaking(id="release", responsible="north", groups=exchange).parts
    ('release.women', 'release.others')
    >>> Undertaking(id="money", responsible="north", amount=100, smallest=50).parts
    ('money.1', 'money.2')
    """

    id: Identifier
    title: str = ""
    short: str = Field(default="", description="A short name for running text.")
    responsible: Identifier = Field(description="The party that is to do it.")
    beneficiaries: tuple[Identifier, ...] = Field(
        default=(), description="The parties that it is done for."
    )
    persons: bool = Field(
        default=False,
        description="Whether it is about persons: it is weighed by order, never by a number.",
    )
    tranches: Annotated[int, Field(ge=1, le=MOST_TRANCHES)] = Field(
        default=1, description="In how many equal parts it is done."
    )
    groups: tuple[Group, ...] = Field(
        default=(), description="Its parts by name, where they are not alike; instead of tranches."
    )
    amount: Annotated[int, Field(ge=1, le=10**15)] | None = Field(
        default=None, description="How much of it, where it divides; instead of tranches."
    )
    smallest: Annotated[int, Field(ge=1, le=10**15)] | None = Field(
        default=None, description="The smallest tranche of the amount; it divides the amount."
    )
    unit: str = Field(default="", description="What the amount counts.")
    after: tuple[Reference, ...] = Field(
        default=(), description="What has to be done and verified before it can begin at all."
    )
    earliest: Day = Field(default=0, description="No tranche is done before this day.")
    due: Day | None = Field(default=None, description="The last day, where one is agreed.")
    days: Day = Field(default=1, description="How long one tranche takes.")
    verified_by: str = Field(default="", description="Who says that a tranche is done.")
    verified_in: Day = Field(default=0, description="Days until that is said.")
    reversible: bool = Field(
        default=False, description="Whether it can be taken back when somebody walks away."
    )
    on_default: str = Field(default="", description="What happens where it is not done.")
    cites: tuple[str, ...] = Field(default=(), description="Entries it rests on.")
    handling: Handling = TEAM_ONLY

    @model_validator(mode="after")
    def _says_its_tranches_once(self) -> Self:
        ways = [self.tranches != 1, bool(self.groups), self.amount is not None]
        if sum(ways) > 1:
            raise ValueError("tranches, groups and amount are three ways to say one thing: use one")
        if (self.amount is None) != (self.smallest is None):
            raise ValueError("an amount goes with its smallest tranche: amount and smallest")
        if self.amount is not None and self.smallest is not None:
            if self.amount % self.smallest:
                raise ValueError(
                    f"the amount does not divide: {self.amount} is no whole number of tranches of "
                    f"{self.smallest}"
                )
            if self.amount // self.smallest > MOST_TRANCHES:
                raise ValueError(f"more than {MOST_TRANCHES:,} tranches of {self.smallest}")
        names = [group.id for group in self.groups]
        if len(set(names)) < len(names):
            raise ValueError("two groups have one id")
        if self.responsible in self.beneficiaries:
            raise ValueError("a party undertakes something for others, not for itself")
        if self.due is not None and self.due < self.earliest:
            raise ValueError(f"due on D+{self.due}, and not before D+{self.earliest}")
        return self

    @property
    def name(self) -> str:
        """The short name, the title, or the id in words."""
        return self.short or self.title or self.id.replace("_", " ")

    @property
    def parts(self) -> tuple[str, ...]:
        """A reference to each tranche, in the order in which equal ones are done."""
        if self.groups:
            return tuple(f"{self.id}.{group.id}" for group in self.groups)
        count = self.tranches
        if self.amount is not None and self.smallest is not None:
            count = self.amount // self.smallest
        return tuple(f"{self.id}.{number}" for number in range(1, count + 1))


class Loosening(Model):
    """Another form of a linkage that somebody could live with, to be compared with it."""

    id: Identifier
    title: str = ""
    step: Reference | None = Field(default=None, description="Instead of the linkage's own step.")
    after: Reference | None = Field(default=None, description="Instead of what it waits for.")

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.step is None and self.after is None:
            raise ValueError("a loosening says another step, or another thing to wait for")
        return self

    @property
    def name(self) -> str:
        """The title, or the id in words."""
        return self.title or self.id.replace("_", " ")


class Linkage(Model):
    """An order between steps: "X only after Y", no tranche of X before all of Y is verified.

    Examples
    --------
    >>> linkage = Linkage(id="l", step="withdrawal.2", after="release")
    >>> linkage.step, linkage.after
    ('withdrawal.2', 'release')
    """

    id: Identifier
    title: str = ""
    step: Reference = Field(description="X: what waits.")
    after: Reference = Field(description="Y: what it waits for.")
    asked_by: str = Field(default="", description="The party that asks for it.")
    judge: str = Field(default="", description="Who says that Y is done.")
    loosenings: tuple[Loosening, ...] = Field(
        default=(), description="Looser forms that somebody could live with; no party sees them."
    )
    cites: tuple[str, ...] = Field(default=(), description="Entries it rests on.")
    handling: Handling = TEAM_ONLY

    @property
    def name(self) -> str:
        """The title, or what it says."""
        return self.title or f"{self.step} only after {self.after}"


OPEN_WEIGHT: Final = (Fraction(0), Fraction(1))
"""What all that a party does may weigh against all it gets, where nothing else is said."""


class Weighing(Model):
    """What several undertakings matter to one party: an order, or numbers; the rest is open.

    Examples
    --------
    >>> Weighing(order=["withdrawal", ["release", "money"]]).order
    (('withdrawal',), ('release', 'money'))
    """

    order: Order = Field(default=(), description="What matters most comes first.")
    numbers: Mapping[Reference, Bounds] = Field(
        default_factory=dict,
        description="By undertaking: a number or an interval, in the party's own units.",
    )

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if self.order and self.numbers:
            raise ValueError("an order or numbers: one of both")
        low = min((one for one, _ in self.numbers.values()), default=Fraction(0))
        if low < 0:
            raise ValueError(f"what matters is not below 0: {low}")
        return self


class Importance(Model):
    """What undertakings matter to one party: those it does are a burden, those it gets a benefit.

    Examples
    --------
    >>> said = Importance(id="north", party="north", gets={"order": ["release", "money"]})
    >>> said.weighs
    (Fraction(0, 1), Fraction(1, 1))
    """

    id: Identifier
    party: Identifier
    does: Weighing = Field(default_factory=Weighing, description="Of what it does: burdens.")
    gets: Weighing = Field(default_factory=Weighing, description="Of what it gets: benefits.")
    weighs: Bounds = Field(
        default=OPEN_WEIGHT,
        description="All that it does, as a share of all that it gets; with numbers for both it "
        "follows from them. Not where persons are among it.",
    )
    unit: str = Field(
        default="",
        description="What its numbers count. Two parties are compared only in a `common_unit` that "
        "the file declares.",
    )
    assumed: bool = Field(
        default=True, description="Whether the team assumes it; false where somebody stated it."
    )
    source: str = Field(default="", description="Who says so.")
    cites: tuple[str, ...] = Field(default=(), description="Entries it rests on.")
    handling: Handling = TEAM_ONLY

    @model_validator(mode="after")
    def _weighs_something(self) -> Self:
        if self.weighs[0] < 0:
            raise ValueError("what a party does weighs nothing at the least")
        return self


class Step(Model):
    """One step of a schedule: what is done, on which day, and who holds it where it is joint."""

    does: tuple[Reference, ...] = Field(min_length=1, description="What is done in it.")
    day: Day | None = Field(default=None, description="On which day after day zero.")
    due: Day | None = Field(default=None, description="By which day, where a day is not said.")
    held_by: str = Field(
        default="", description="Who holds what is done at one time until all of it is there."
    )


class Phase(Model):
    """A part of a schedule: its steps, how long it lasts, and what lets it begin."""

    title: str = ""
    days: Day | None = Field(default=None, description="How long it lasts.")
    steps: tuple[Step, ...] = ()
    begins_when: str = Field(default="", description="The condition on which it begins.")
    judge: str = Field(default="", description="Who says that the condition is met.")
    meanwhile: str = Field(
        default="", description="What goes on while its terms are still being settled."
    )


class Schedule(Model):
    """Undertakings in phases of steps, as somebody tabled or published them."""

    id: Identifier
    title: str = ""
    day_zero: date | None = None
    phases: tuple[Phase, ...] = ()
    tabled_by: str = Field(default="", description="Whose it is.")
    cites: tuple[str, ...] = Field(default=(), description="Entries it rests on.")
    handling: Handling = TEAM_ONLY

    @property
    def name(self) -> str:
        """The title, or the id in words."""
        return self.title or self.id.replace("_", " ")
