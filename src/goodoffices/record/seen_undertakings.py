"""Undertakings and what hangs on them, as far as one viewer may see them.

What names an undertaking that is not shown goes with it, or loses that name: a linkage and an
importance as a whole, a step of a schedule alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from goodoffices.case.undertaking_facts import references_of, weighing_what_stays
from goodoffices.case.undertakings import (
    Importance,
    Linkage,
    Phase,
    Schedule,
    Undertaking,
)

Hanging = Undertaking | Linkage | Importance | Schedule


@dataclass(frozen=True, slots=True)
class SeenUndertakings:
    """What one viewer may see of undertakings, linkages, importance and schedules."""

    undertakings: tuple[Undertaking, ...]
    linkages: tuple[Linkage, ...]
    importance: tuple[Importance, ...]
    schedules: tuple[Schedule, ...]

    @property
    def ids(self) -> Iterator[str]:
        """The ids of all that is shown."""
        for entries in (self.undertakings, self.linkages, self.importance, self.schedules):
            yield from (one.id for one in entries)


@dataclass(frozen=True, slots=True)
class UndertakingGate:
    """Decides what is shown.

    Attributes
    ----------
    allows
        Whether an entry may be seen at all, what it cites included.
    shows
        Gives an entry as it is shown, with some fields changed.
    parties, hidden
        Parties that the viewer may know of; and names of parties, organs, sources and members of
        whom it may not: who verifies or judges is said in free words, and may be one of them.
    is_party
        Whether the viewer is a party, which is not told who says so.
    """

    allows: Callable[[Hanging], bool]
    shows: Callable[..., object]
    parties: Collection[str]
    hidden: Collection[str]
    is_party: bool

    def see(
        self,
        undertakings: Iterable[Undertaking],
        linkages: Iterable[Linkage],
        importance: Iterable[Importance],
        schedules: Iterable[Schedule],
    ) -> SeenUndertakings:
        """Return what the viewer may see of them.

        A linkage, an importance or a schedule that names what is hidden is left out whole: a
        part of it would say something else, and that there is more.
        """
        every = tuple(undertakings)
        open_ones = [one for one in every if self.allows(one) and self._sees(one.responsible)]
        ids = {one.id for one in open_ones}
        return SeenUndertakings(
            tuple(self._undertaking(one, ids) for one in open_ones),
            tuple(
                self._linkage(one, ids)
                for one in linkages
                if self.allows(one) and _names_only([one.step, one.after], ids)
            ),
            tuple(
                self._importance(one, every, ids)
                for one in importance
                if self.allows(one) and self._sees(one.party)
                if _names_only(references_of(one), ids)
            ),
            tuple(
                self._schedule(one)
                for one in schedules
                if self.allows(one)
                if _names_only(
                    (each for phase in one.phases for step in phase.steps for each in step.does),
                    ids,
                )
            ),
        )

    def _sees(self, party: str) -> bool:
        return party in self.parties

    def _name(self, name: str) -> str:
        """A name in free words, unless it is one that the viewer may not know."""
        return "" if name in self.hidden else name

    def _undertaking(self, one: Undertaking, ids: set[str]) -> Undertaking:
        shown = self.shows(
            one,
            beneficiaries=tuple(filter(self._sees, one.beneficiaries)),
            after=tuple(other for other in one.after if _names_only([other], ids)),
            verified_by=self._name(one.verified_by),
        )
        assert isinstance(shown, Undertaking)
        return shown

    def _linkage(self, one: Linkage, ids: set[str]) -> Linkage:
        shown = self.shows(
            one,
            asked_by=self._name(one.asked_by),
            judge=self._name(one.judge),
            # What somebody could live with is for the team alone, until it is tabled.
            loosenings=()
            if self.is_party
            else tuple(
                each
                for each in one.loosenings
                if _names_only(filter(None, [each.step, each.after]), ids)
            ),
        )
        assert isinstance(shown, Linkage)
        return shown

    def _importance(
        self, one: Importance, every: Iterable[Undertaking], ids: set[str]
    ) -> Importance:
        shown = self.shows(one, source="") if self.is_party else one
        assert isinstance(shown, Importance)
        return weighing_what_stays(shown, every, ids)

    def _schedule(self, one: Schedule) -> Schedule:
        phases = tuple(map(self._phase, one.phases))
        shown = self.shows(one, phases=phases, tabled_by=self._name(one.tabled_by))
        assert isinstance(shown, Schedule)
        return shown

    def _phase(self, phase: Phase) -> Phase:
        steps = tuple(
            step.model_copy(update={"held_by": self._name(step.held_by)}) for step in phase.steps
        )
        return phase.model_copy(update={"steps": steps, "judge": self._name(phase.judge)})


def _names_only(references: Iterable[str], ids: Collection[str]) -> bool:
    return all(one.partition(".")[0] in ids for one in references)
