"""The fold: from a record to the positions that stand, under a choice of readings.

design, section 3, rule by rule; argued with proofs in `docs/book/fold.md`. Input is a
record as its viewer may see it; output is a `Case`, which is all the analyses know.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter

from goodoffices.case.case import Case, Choice, Limit
from goodoffices.case.conflicts import is_possible
from goodoffices.case.diagrams import Diagrams, digest_of
from goodoffices.case.errors import TooLarge, UnknownId
from goodoffices.case.grammar import parse
from goodoffices.case.passages import Basis
from goodoffices.case.positions import Form, Permission, Position
from goodoffices.case.propositions import Not, Proposition, issues_of
from goodoffices.case.stances import OfferStatus, Register, Stance
from goodoffices.case.undertaking_facts import common_unit_of
from goodoffices.record.basis import basis_of
from goodoffices.record.collecting import collector_paused
from goodoffices.record.cutting import cut_citing, cut_notes, cut_rounds, cut_undertakings
from goodoffices.record.entries import (
    LinkKind,
    Reading,
    ReadingStatus,
    Statement,
    is_at_least,
)
from goodoffices.record.order import Order, OrderKey
from goodoffices.record.passages import Views
from goodoffices.record.record import Record
from goodoffices.record.seen_undertakings import SeenUndertakings
from goodoffices.record.speakers import Speakers
from goodoffices.record.standing import (
    NO_BODY,
    Body,
    Ground,
    Invoked,
    Leave,
    Leaves,
    Stood,
    body_of,
)
from goodoffices.record.why import Reasons

MOST_CHOICES = 256
"""Above this many combinations of readings, only single changes are folded."""
LARGEST_DIAGRAM = 20_000
"""Nodes of a set of choices up to which equality is decided; beyond, positions are equal where
they are written alike."""


@dataclass(frozen=True, slots=True)
class Include:
    """What of a record is folded in.

    `as_of`: said no later than this day. `registers`: None is all; a statement in none of
    them counts nowhere, so that it supersedes nothing either. `min_grade`: every hop
    of the chain is graded at least so. `threshold`: the weakest stance that makes a
    constraint, by its rank. `readings`: (leading, chosen) for the rival readings that the
    user has settled on.
    """

    as_of: date | None = None
    registers: frozenset[Register] | None = None
    min_grade: str = ""
    threshold: Stance = Stance.DEMANDS
    known_at: str = ""
    instruments_off: frozenset[str] = frozenset()
    readings: tuple[tuple[str, str], ...] = ()


class Fold:
    """A record ready to be folded under any choice of readings.

    Parameters
    ----------
    record
        The record as the viewer may see it (`as_seen_by`).
    viewer
        The viewer's name, shown on every page.
    include
        Which statements count.

    Examples
    --------
    >>> from goodoffices.record.record import Record
    >>> Fold(Record(title="Empty")).case().positions
    ()
    """

    def __init__(
        self, record: Record, *, viewer: str = "team", include: Include | None = None
    ) -> None:
        self.record = record
        self.viewer = viewer
        self.include = include or Include()
        self.order = Order(record)
        self.speakers = Speakers(record)
        self.issues = {issue.id: issue for issue in record.issues}
        self.diagrams = Diagrams(self.issues, budget=LARGEST_DIAGRAM)
        self._parsed: dict[str, Proposition] = {}
        self._same: dict[Proposition, Proposition] = {}
        self._shapes: dict[tuple[Body, frozenset[tuple[int, int]]], str] = {}
        self._clash: dict[tuple[int, int], bool] = {}
        self._stated: dict[Body, Proposition] = {}
        self._named: dict[int, frozenset[str]] = {}
        self._basis: Basis | None = None
        self._repeats = dict(self._links(LinkKind.REPEATS))
        self._by_id = {one.id: one for one in record.statements if not one.draft}
        self._root_of = {one: self._root(one) for one in self._repeats}
        self._statements = [one for one in self._by_id.values() if self._counts(one)]
        self._keys = {one.id: self.order.key(one) for one in self._statements}
        self._supersedes = self._links(LinkKind.SUPERSEDES)
        self._views = Views(record, self.speakers, self.order)
        self._limits = self._read_limits()

    # -- what counts --------------------------------------------------------------------

    def _counts(self, statement: Statement) -> bool:
        wanted = self.include
        if wanted.registers is not None and not self._registers(statement) & wanted.registers:
            return False
        if wanted.as_of is not None:
            said = self.order.said_on(statement)
            last = said.end or said.start if said is not None else None
            if last is not None and last > wanted.as_of:
                return False
        if wanted.min_grade:
            grades = [hop.grade for hop in statement.chain]
            return bool(grades) and all(is_at_least(one, wanted.min_grade) for one in grades)
        return True

    def _registers(self, statement: Statement) -> set[Register]:
        """In which registers it makes anything known; without readings, its own speaker's words."""
        read = self._by_id[self._root_of.get(statement.id, statement.id)].readings
        parties = {reading.party for reading in read}
        if not parties and statement.chain:
            origin = statement.chain[0]
            parties = {self.speakers.speaks_for(origin.speaker, origin.capacity)} - {""}
        found = {self.speakers.register(statement, party) for party in parties}
        return found or {Register.ATTRIBUTED}

    def _links(self, kind: LinkKind) -> list[tuple[str, str]]:
        return [
            (link.statement, link.other)
            for link in self.record.links
            if link.kind is kind and link.counts
        ]

    def _read_limits(self) -> tuple[Limit, ...]:
        limits = [
            Limit(one.id, one.title or one.id, self._parse(one.proposition), is_norm=False)
            for one in self.record.rules
        ]
        limits += [
            Limit(
                one.id,
                one.title or one.id,
                self._parse(one.proposition),
                is_norm=True,
                source=one.source,
            )
            for one in self.record.norms
        ]
        return tuple(limits)

    def _parse(self, text: str) -> Proposition:
        found = self._parsed.get(text)
        if found is None:
            read = parse(text, self.issues)
            found = self._parsed[text] = self._same.setdefault(read, read)
        return found

    # -- choices of readings ------------------------------------------------------------

    def choices(self) -> tuple[Sequence[Choice], bool]:
        """Return the choices of readings, the leading one first, and whether they are all.

        Every combination of rival readings up to `MOST_CHOICES`; above, the leading one and
        each single change.
        """
        rivals = self._rivals()
        count = math.prod(len(ids) for ids in rivals.values())
        if count > MOST_CHOICES:
            single = [{one: other} for one, ids in rivals.items() for other in ids[1:]]
            return [{}, *single], False
        combinations = itertools.product(*rivals.values())
        return [
            {one: other for one, other in zip(rivals, chosen, strict=True) if one != other}
            for chosen in combinations
        ], True

    def _rivals(self) -> dict[str, list[str]]:
        """Each leading reading that has rivals, with itself first and then its alternatives.

        How a superseded statement is read changes nothing, so that it is no choice.
        """
        found: dict[str, list[str]] = {}
        in_use = self._groups.keys() - {one for by, one in self._supersedes if by in self._keys}
        for statement in self._by_id.values():
            if statement.id not in in_use:
                continue
            for reading in statement.readings:
                if reading.status is ReadingStatus.ALTERNATIVE:
                    found.setdefault(reading.alternative_to, [reading.alternative_to])
                    found[reading.alternative_to].append(reading.id)
        settled = dict(self.include.readings)
        return {one: ids for one, ids in sorted(found.items()) if one not in settled}

    def settle(self, leading: str, chosen: str) -> tuple[str, str]:
        """Return a choice of reading, having looked whether there is one.

        Raises
        ------
        UnknownId
            Where `leading` has no rivals, or `chosen` is none of them.
        """
        rivals = self._rivals()
        if leading not in rivals:
            raise UnknownId("reading with rivals", leading, rivals)
        if chosen not in rivals[leading]:
            raise UnknownId(f"rival of {leading}", chosen, rivals[leading])
        return leading, chosen

    # -- the fold -----------------------------------------------------------------------

    def case(
        self,
        choice: Choice | None = None,
        *,
        without: frozenset[str] = frozenset(),
        instruments_off: frozenset[str] | None = None,
    ) -> Case:
        """Return the case under a choice of readings, without some statements or instruments.

        Rules 1 to 4 of the design, in order: what stands; constraint or negation;
        permissions relax; equal positions are one.
        """
        with collector_paused():
            return self._case(choice, without, instruments_off)

    def _case(
        self, choice: Choice | None, without: frozenset[str], instruments_off: frozenset[str] | None
    ) -> Case:
        choice = {**dict(self.include.readings), **(choice or {})}
        off = self.include.instruments_off if instruments_off is None else instruments_off
        withdrawn: dict[str, str] = {}
        standing = self._standing(choice, without, withdrawn)
        permissions = [
            (stood, stood.permission) for stood in standing if stood.permission is not None
        ]
        forms = self._forms(standing, permissions, without, off)
        rank = self.include.threshold.rank
        asked = [entry for entry in forms if entry[0].stance.rank >= rank]
        lighter = [entry for entry in forms if entry[0].stance.rank < rank]
        counted = self._statements
        if without:
            counted = [one for one in counted if one.id not in without]
        record = self.record
        gone = {one.id for one in record.statements} - {one.id for one in counted}
        undertaken = cut_undertakings(
            SeenUndertakings(
                record.undertakings, record.linkages, record.importance, record.schedules
            ),
            gone,
            {party.id for party in record.parties},
        )
        return Case(
            title=record.title,
            viewer=self.viewer,
            parties={party.id: party for party in record.parties},
            issues=self.issues,
            limits=self._limits,
            instruments=cut_citing(record.instruments, gone),
            preferences=cut_citing(record.preferences, gone),
            undertakings=undertaken.undertakings,
            linkages=undertaken.linkages,
            importance=undertaken.importance,
            schedules=undertaken.schedules,
            common_unit=common_unit_of(record.common_unit, undertaken.importance),
            rounds=cut_rounds(record.rounds, gone, self.include.as_of),
            positions=self._merged(asked),
            lighter=self._merged(lighter),
            permissions=tuple(permission for _, permission in permissions),
            withdrawn=withdrawn,
            passages=self._views.passages(counted, choice, self._roots(counted)),
            texts=self._views.texts,
            meetings=self._views.meetings,
            notes=cut_notes(self._views.notes, gone),
            messages=self._views.messages,
            basis=self._basis_of(counted),
            choice=choice,
            threshold=self.include.threshold.value,
            as_of=str(self.include.as_of or ""),
            known_at=self.include.known_at,
            caution=record.caution,
            outcome=record.outcome,
            links=tuple(
                (link.kind.value, link.statement, link.other)
                for link in record.links
                if link.counts
            ),
            instruments_off=off,
        )

    def _basis_of(self, counted: Sequence[Statement]) -> Basis:
        """What a page rests on, whatever reading is chosen."""
        if counted is not self._statements:
            return basis_of(self.record, counted, self.speakers, self.order)
        if self._basis is None:
            self._basis = basis_of(self.record, counted, self.speakers, self.order)
        return self._basis

    def _root(self, statement: str) -> str:
        """The statement that this one repeats, however many times over.

        Of a circle, which `check` refuses, it is the one whose id comes first.
        """
        way = {statement: None}
        while (other := self._repeats.get(statement)) in self._by_id:
            if other in way:
                ids = list(way)
                return min(ids[ids.index(other) :])
            way[other] = None
            statement = other
        return statement

    def _roots(self, statements: Iterable[Statement]) -> Mapping[str, str]:
        if not self._repeats:
            return {}
        ids = {one.id for one in statements}
        return {one: root for one, root in self._root_of.items() if one in ids and one != root}

    def _standing(
        self, choice: Choice, without: frozenset[str], withdrawn: dict[str, str]
    ) -> list[Stood]:
        """Rule 1: what no confirmed link supersedes and no `no_longer_insists` names."""
        superseding = sorted(
            (self._keys[by], by, other)
            for by, other in self._supersedes
            if by in self._keys and by not in without
        )
        gone = {other: by for _, by, other in superseding}
        for statement in self._statements if gone else ():
            name = statement.id
            taken_by = gone.get(name) or gone.get(self._root_of.get(name, name))
            if taken_by and name not in without:
                withdrawn |= {one.id: f"superseded by {taken_by}" for one in statement.readings}
        touched = {self._root_of.get(one, one) for one in (*without, *gone)} | gone.keys()
        touched |= {self._home[leading] for leading in choice if leading in self._home}
        stood = [one for one in self._leading if one.root not in touched]
        for root in touched & self._groups.keys() - gone.keys():
            left = [
                one for one in self._groups[root] if one.id not in without and one.id not in gone
            ]
            stood += self._chosen(root, left, choice)
        stood.sort(key=attrgetter("key"))
        return self._not_withdrawn(stood, withdrawn)

    @cached_property
    def _groups(self) -> dict[str, list[Statement]]:
        """Each statement with those that repeat it: one occasion of readings, several passages."""
        groups: dict[str, list[Statement]] = {}
        for statement in self._statements:
            root = self._root_of.get(statement.id, statement.id)
            groups.setdefault(root, []).append(statement)
        return groups

    @cached_property
    def _leading(self) -> list[Stood]:
        """The leading readings of all that counts, in the order of the record."""
        groups = self._groups.items()
        stood = [one for root, members in groups for one in self._chosen(root, members, {})]
        stood.sort(key=attrgetter("key"))
        return stood

    @cached_property
    def _home(self) -> dict[str, str]:
        """The statement of each reading that has rivals."""
        return {
            reading.alternative_to: statement.id
            for statement in self._by_id.values()
            for reading in statement.readings
            if reading.alternative_to
        }

    def _not_withdrawn(self, stood: list[Stood], withdrawn: dict[str, str]) -> list[Stood]:
        taken_back = {
            reading: one.reading.id
            for one in stood
            if one.reading.stance is Stance.NO_LONGER_INSISTS
            for reading in one.reading.withdraws
        }
        withdrawn |= {
            reading: f"no longer insisted on ({by})" for reading, by in taken_back.items()
        }
        if not taken_back:
            return stood
        return [one for one in stood if one.reading.id not in taken_back]

    def _chosen(self, root: str, members: Sequence[Statement], choice: Choice) -> Iterable[Stood]:
        """The readings in use of a statement and its repetitions, in the registers included."""
        listed = self._by_id[root].readings
        wanted, register = self.include.registers, self.speakers.register
        for reading in listed:
            if reading.status is not ReadingStatus.LEADING:
                continue
            used = reading
            if reading.id in choice:
                chosen = choice[reading.id]
                used = next((one for one in listed if one.id == chosen), reading)
            known = [(one.id, register(one, used.party)) for one in members]
            if wanted is not None:
                known = [entry for entry in known if entry[1] in wanted]
            if known:
                yield self._stood(root, used, known)

    def _stood(self, root: str, reading: Reading, known: Sequence[tuple[str, Register]]) -> Stood:
        """A reading in use, standing on these statements."""
        if len(known) == 1:
            statements: tuple[str, ...] = (known[0][0],)
            key = self._keys[statements[0]]
        else:
            statements = tuple(sorted((one for one, _ in known), key=self._keys.__getitem__))
            key = self._keys[root if root in statements else statements[0]]
        form = permission = None
        body = NO_BODY
        if reading.stance.makes_position:
            if _asks(reading):
                form = self._form(reading, statements[0])
                body = body_of(form)
        elif _permits(reading):
            permission = self._permission(reading, statements[0])
        return Stood(reading, root, key, statements, tuple(known), form, permission, body)

    def _permission(self, reading: Reading, statement: str) -> Permission:
        return Permission(
            reading=reading.id,
            statement=statement,
            party=reading.party,
            stance=reading.stance,
            proposition=self._parse(reading.proposition),
            condition=self._parse(reading.condition) if reading.condition else None,
        )

    def _forms(
        self,
        standing: Sequence[Stood],
        permissions: Sequence[tuple[Stood, Permission]],
        without: frozenset[str],
        off: frozenset[str],
    ) -> list[tuple[Form, Ground]]:
        """Rules 2 and 3: constraints, and what the same party's permissions do to them."""
        by_party: dict[str, Leaves] = {}
        for stood, permission in permissions:
            leaves = by_party.setdefault(permission.party, Leaves())
            leaves.add(stood, permission, self._issues_of(permission.proposition))
        forms: list[tuple[Form, Ground]] = []
        for one in standing:
            form = one.form
            if form is not None:
                if form.party in by_party:
                    form = self._relaxed(form, one.body, one.key, by_party[form.party])
                forms.append((form, one))
        for form, invoked in self._instrument_forms(off, without):
            cited = invoked.statements
            key = self._keys[cited[0]] if cited else None
            if form.party in by_party:
                form = self._relaxed(form, invoked.body, key, by_party[form.party])  # noqa: PLW2901 -- the same
            forms.append((form, invoked))
        return forms

    def _form(self, reading: Reading, statement: str) -> Form:
        return Form(
            reading=reading.id,
            statement=statement,
            party=reading.party,
            stance=reading.stance,
            proposition=self._parse(reading.proposition),
            condition=self._parse(reading.condition) if reading.condition else None,
        )

    def _relaxed(self, form: Form, body: Body, key: OrderKey | None, leaves: Leaves) -> Form:
        """A form with what of its party's permissions it contradicts, equal ones once.

        Those said before it leave it as it is; without a key it is earlier than all. What is
        said in the same statement, or in one that repeats it, has the same key.
        """
        stated = self._stated.get(body)
        if stated is None:
            stated = self._stated[body] = form.stated
        found = leaves.after(key, id(stated), lambda: self._clashing(stated, leaves))
        return _with(form, found)

    def _clashing(self, stated: Proposition, leaves: Leaves) -> Iterable[Leave]:
        """Which of these permissions a constraint contradicts."""
        never = self._never_holds(stated)
        near = leaves.all() if never else leaves.about(self._issues_of(stated))
        return [one for one in near if self._contradicts(one.first.proposition, stated)]

    def _never_holds(self, proposition: Proposition) -> bool:
        """Whether it is false of every package; what is too large for a diagram is not."""
        try:
            return self.diagrams.is_false(self.diagrams.of(proposition))
        except TooLarge:
            return False

    def _issues_of(self, proposition: Proposition) -> frozenset[str]:
        """The issues that a proposition of this fold names."""
        found = self._named.get(id(proposition))
        if found is None:
            found = self._named[id(proposition)] = frozenset(issues_of(proposition))
        return found

    def _contradicts(self, allowed: Proposition, stated: Proposition) -> bool:
        """Whether some choice for the issues `allowed` names makes it true and `stated` false."""
        pair = (id(allowed), id(stated))
        known = self._clash.get(pair)
        if known is None:
            diagrams = self.diagrams
            others = self._issues_of(stated) - self._issues_of(allowed)
            try:
                may_hold = diagrams.forget(diagrams.of(stated), others)
                clash = diagrams.conjoin(diagrams.of(allowed), diagrams.complement(may_hold))
                known = not diagrams.is_false(clash)
            except TooLarge:  # sums over wide ranges: the solver says it, where it can
                if others:
                    raise
                known = is_possible([allowed, Not(stated)], self.issues) is not None
            self._clash[pair] = known
        return known

    def _instrument_forms(
        self, off: frozenset[str], without: frozenset[str]
    ) -> Iterable[tuple[Form, Invoked]]:
        """An instrument with a proposition is a position of its invoker, unless switched off.

        It is said with the first of the statements it cites, and goes with the last of them.
        """
        known = {one.id for one in self.record.statements}
        for instrument in self.record.instruments:
            if not instrument.proposition or instrument.id in off:
                continue
            cited = [one for one in instrument.cites if one in known]
            counted = {one for one in cited if one in self._keys and one not in without}
            if cited and not counted:
                continue
            statements = tuple(sorted(counted, key=lambda one: self._keys[one]))
            form = Form(
                reading=instrument.id,
                statement=statements[0] if statements else "",
                party=instrument.invoked_by,
                stance=Stance.INSISTS,
                proposition=self._parse(instrument.proposition),
            )
            registers = tuple(
                (one, self.speakers.register(self._by_id[one], instrument.invoked_by))
                for one in statements
            )
            yield form, Invoked(statements, registers, body_of(form))

    # -- equal positions are one ----------------------------------------------------------

    def _merged(self, forms: Sequence[tuple[Form, Ground]]) -> tuple[Position, ...]:
        """Rule 4: equal positions are one, with all their holders and passages."""
        groups: dict[str, list[tuple[Form, Ground]]] = {}
        shapes = self._shapes
        for form, ground in forms:
            by = form.relaxed_by
            leaves = frozenset(
                [(id(one.proposition), id(one.condition)) for one in by] if by else ()
            )
            shape = (ground.body, leaves)
            digest = shapes.get(shape)
            if digest is None:
                digest = shapes[shape] = digest_of(form.constraint, self.diagrams)
            groups.setdefault(digest, []).append((form, ground))
        return tuple(self._position(digest, members) for digest, members in groups.items())

    def _position(self, digest: str, members: Sequence[tuple[Form, Ground]]) -> Position:
        strength: dict[str, Stance] = {}
        statements: dict[str, None] = {}
        registers: dict[str, Register] = {}
        for form, ground in members:
            held = strength.get(form.party)
            if held is None or (form.stance is not held and form.stance.rank > held.rank):
                strength[form.party] = form.stance
            for one in ground.statements:
                statements[one] = None
            for one, register in ground.registers:
                seen = registers.get(one)
                registers[one] = register if seen is None else _nearer(seen, register)
        order = {party.id: place for place, party in enumerate(self.record.parties)}
        holders = tuple(sorted(strength, key=lambda party: order.get(party, len(order))))
        name = hashlib.sha256("|".join([*sorted(holders), digest]).encode()).hexdigest()
        forms = tuple(form for form, _ in members)
        instruments = {form.reading for form, ground in members if isinstance(ground, Invoked)}
        return Position(
            id=f"p{name[:10]}",
            allows=digest,
            holders=holders,
            strength={party: strength[party] for party in holders},
            proposition=forms[0].constraint,
            forms=forms,
            statements=tuple(statements),
            registers=registers,
            why=Reasons(members),
            instrument=next(iter(instruments)) if len(instruments) == len(forms) == 1 else "",
        )


def _permits(reading: Reading) -> bool:
    """Whether a reading is a permission that counts."""
    return reading.stance.is_permission and _is_meant(reading)


def _asks(reading: Reading) -> bool:
    """Whether a reading makes a position that counts."""
    rank = reading.stance.rank
    return rank >= Stance.DEMANDS.rank or (rank > 0 and _is_meant(reading))


def _is_meant(reading: Reading) -> bool:
    """Whether an offer counts: one taken back, or a yes to our own question, does not."""
    return reading.offer_status is not OfferStatus.WITHDRAWN and not reading.elicited_by


def _with(form: Form, permissions: tuple[Permission, ...]) -> Form:
    if not permissions:
        return form
    return Form(
        reading=form.reading,
        statement=form.statement,
        party=form.party,
        stance=form.stance,
        proposition=form.proposition,
        condition=form.condition,
        relaxed_by=permissions,
    )


def _nearer(known: Register, other: Register) -> Register:
    """The more open of two registers in which one statement makes a position known."""
    order = list(Register)
    return other if order.index(other) < order.index(known) else known
