"""Positions as the fold leaves them standing, and the passages they rest on.

A position keeps the forms in which it was stated: two forms may be true of the same
choices and yet differ in what they refuse, which matters for formulas nobody has tabled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from goodoffices.case.propositions import And, If, Not, Or, Proposition, issues_of
from goodoffices.case.stances import Register, Stance


@dataclass(frozen=True, slots=True)
class Permission:
    """What a party would let be (`proposition`), and under which condition."""

    reading: str
    statement: str
    party: str
    stance: Stance
    proposition: Proposition
    condition: Proposition | None = None

    @property
    def allowed(self) -> Proposition:
        """`X and C`, or X alone without a condition."""
        if self.condition is None:
            return self.proposition
        return And((self.proposition, self.condition))


@dataclass(frozen=True, slots=True)
class Form:
    """One position-making reading as a constraint, with the permissions that relax it.

    `refuses` says that the stance is against `proposition` (so that the constraint is its
    negation); a condition C makes it `if C then ...`; each permission widens it by `or (X and C)`.
    """

    reading: str
    statement: str
    party: str
    stance: Stance
    proposition: Proposition
    condition: Proposition | None = None
    relaxed_by: tuple[Permission, ...] = ()

    @property
    def refuses(self) -> bool:
        """Whether the stance is against the proposition."""
        return self.stance.is_rejecting

    @property
    def stated(self) -> Proposition:
        """The constraint as first stated, before any permission relaxed it."""
        body: Proposition = Not(self.proposition) if self.refuses else self.proposition
        if self.refuses and isinstance(self.proposition, Not):
            body = self.proposition.body
        return body if self.condition is None else If(self.condition, body)

    @property
    def constraint(self) -> Proposition:
        """What a package must satisfy not to cross this form."""
        if not self.relaxed_by:
            return self.stated
        parts: list[Proposition] = []
        for part in (self.stated, *(self._admitted(one) for one in self.relaxed_by)):
            parts.extend(part.parts if isinstance(part, Or) else (part,))
        kept = tuple(dict.fromkeys(parts))
        return kept[0] if len(kept) == 1 else Or(kept)

    def _admitted(self, permission: Permission) -> Proposition:
        """`X and C`, or C alone where the form is just `not X`: the same beside it, and shorter."""
        stated, allowed = self.stated, permission.proposition
        is_opposite = stated == Not(allowed) or allowed == Not(stated)
        if is_opposite and permission.condition is not None:
            return permission.condition
        return permission.allowed


@dataclass(frozen=True, slots=True)
class Position:
    """A standing position: who holds it, how strongly, what it asks, and why it stands.

    `id` is a digest of the holders and of the set of choices it allows; `allows` is the
    digest of that set alone. `statements` are in the order of the record, the statements
    that repeat them included. `instrument` names the instrument it comes from, if any.
    """

    id: str
    allows: str
    holders: tuple[str, ...]
    strength: Mapping[str, Stance]
    proposition: Proposition
    forms: tuple[Form, ...]
    statements: tuple[str, ...]
    registers: Mapping[str, Register] = field(default_factory=dict)
    why: Sequence[str] = ()
    instrument: str = ""

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues it names, in order of mention."""
        return issues_of(self.proposition)

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings that make it."""
        return tuple(form.reading for form in self.forms)

    @property
    def is_shared(self) -> bool:
        """Whether several parties hold it."""
        return len(self.holders) > 1

    @property
    def is_relaxed(self) -> bool:
        """Whether a permission of its holder widens it."""
        return any(form.relaxed_by for form in self.forms)

    @property
    def register(self) -> Register:
        """The most open register in which it is known."""
        known = set(self.registers.values())
        return next((register for register in Register if register in known), Register.ATTRIBUTED)


def once(positions: Iterable[Position]) -> tuple[Position, ...]:
    """Return positions once by id, as they stand where they come first.

    Two choices of readings may give one id with different forms.
    """
    found: dict[str, Position] = {}
    for position in positions:
        found.setdefault(position.id, position)
    return tuple(found.values())
