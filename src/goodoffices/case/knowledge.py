"""What earlier answers already tell, so that most questions need no engine.

A package answers for every set of constraints it meets, an incompatible set for every set
that contains it. Sets are bits; both lookups go through one row of bits a constraint.
"""

from __future__ import annotations

from goodoffices.case.bits import iter_members, members_of
from goodoffices.case.issues import Value


class Knowledge:
    """The packages and incompatible sets known so far for some number of constraints.

    Examples
    --------
    >>> knowledge = Knowledge(3)
    >>> knowledge.learn_package({"a": "x"}, 0b011)
    0
    >>> knowledge.package_meeting(0b001), knowledge.package_meeting(0b100)
    (0, None)
    >>> knowledge.learn_core(0b101)
    >>> knowledge.core_within(0b111), knowledge.core_within(0b011)
    (5, None)
    """

    def __init__(self, count: int) -> None:
        self.every = (1 << count) - 1
        self.packages: list[dict[str, Value]] = []
        self.meets: list[int] = []
        self.cores: list[int] = []
        self.alongside = [0] * count
        """For each constraint those that hold together with it in some known package."""
        self._packages_with = [0] * count
        self._cores_with = [0] * count

    def learn_package(self, package: dict[str, Value], meets: int) -> int:
        """Add a package and the constraints that hold in it; return its place."""
        place = len(self.packages)
        self.packages.append(package)
        self.meets.append(meets)
        bit = 1 << place
        for member in members_of(meets):
            self._packages_with[member] |= bit
            self.alongside[member] |= meets
        return place

    def learn_core(self, core: int) -> None:
        """Add an incompatible set."""
        bit = 1 << len(self.cores)
        self.cores.append(core)
        for member in members_of(core):
            self._cores_with[member] |= bit

    def package_meeting(self, wanted: int, *, rarest: int | None = None) -> int | None:
        """Return the place of the latest known package in which all wanted constraints hold.

        `rarest`, one of the wanted, is looked up first.
        """
        places = (1 << len(self.packages)) - 1
        if rarest is not None:
            places = self._packages_with[rarest]
        for member in iter_members(wanted):
            places &= self._packages_with[member]
            if not places:
                return None
        return places.bit_length() - 1 if places else None

    def core_within(self, selected: int) -> int | None:
        """Return a known incompatible set within the selected constraints."""
        outside = 0
        for member in iter_members(self.every & ~selected):
            outside |= self._cores_with[member]
        inside = ((1 << len(self.cores)) - 1) & ~outside
        return self.cores[(inside & -inside).bit_length() - 1] if inside else None
