"""Cases written by hand, in few readable lines, for tests of the analyses.

A case is what the fold leaves. Here it is said directly, without a record:

>>> case = make_case(
...     issues=["corridor: stays, out", "days: 0..90 days"],
...     parties=["north", "south", "east (mediator)"],
...     said=[
...         Said("p1 s1 north insists", "corridor is stays"),
...         Said("p2 s2 south rejects", "corridor is stays", register="public"),
...         Said("- s3 south would_accept", "corridor is stays", condition="days >= 30"),
...     ],
... )
>>> [(one.id, one.holders) for one in case.positions]
[('p1', ('north',)), ('p2', ('south',))]

Nothing is derived beyond what is said: a permission widens only the positions that it names in
`widens`, and two holders share a position where both are said under the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from goodoffices.case.case import Case, Limit
from goodoffices.case.diagrams import Diagrams, digest_of
from goodoffices.case.evaluation import truth
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue, Value
from goodoffices.case.limits import Instrument
from goodoffices.case.parties import Party
from goodoffices.case.passages import Basis, Hop, NoteView, Passage, ReadingView
from goodoffices.case.positions import Form, Permission, Position
from goodoffices.case.rounds import Round
from goodoffices.case.stances import OfferStatus, Register, Stance


@dataclass(frozen=True)
class Said:
    """One reading: its head names position (or `-`), statement, party and stance.

    The reading is named after its position ("p1" gives "r1", a second holder "r1_south") or,
    without one, after its statement ("s3" gives "r_s3"), unless `reading` says otherwise.
    `through` are the speakers of the chain, origin first; an unnamed one has a question mark,
    an outlet an asterisk. Omitted, the party speaks where its words are not attributed.
    """

    head: str
    proposition: str = ""
    condition: str = ""
    reading: str = ""
    register: str = "attributed"
    alternative_to: str = ""
    widens: tuple[str, ...] = ()
    withdrawn: str = ""
    judge: str = ""
    offer_status: str = ""
    elicited_by: str = ""
    through: tuple[str, ...] = ()
    words: str = ""

    @property
    def position(self) -> str:
        """The position it makes; empty for none."""
        name = self.head.split()[0]
        return "" if name == "-" else name

    @property
    def statement(self) -> str:
        """The statement that carries it."""
        return self.head.split()[1]

    @property
    def party(self) -> str:
        """The party whose stance it is."""
        return self.head.split()[2]

    @property
    def stance(self) -> Stance:
        """Its stance."""
        return Stance(self.head.split()[3])


def make_issue(line: str | Issue) -> Issue:
    """Return an issue from a line: "name: one, two", "name: one < two" or "name: 0..90 days".

    A slash gives a step: "0..90/30 days".

    >>> make_issue("days: 0..90/30 days").values
    (0, 30, 60, 90)
    >>> make_issue("level: low < high").kind.value
    'scale'
    """
    if isinstance(line, Issue):
        return line
    name, _, values = (part.strip() for part in line.partition(":"))
    numbers = re.fullmatch(r"(\d+)\.\.(\d+)(?:/(\d+))?(?: (.+))?", values)
    if numbers:
        low, high, step, unit = numbers.groups()
        found = {
            "kind": "quantity",
            "low": low,
            "high": high,
            "step": step or 1,
            "unit": unit or "",
        }
        return Issue.model_validate({"id": name, **found})
    separator = "<" if "<" in values else ","
    options = [{"id": option.strip()} for option in values.split(separator)]
    kind = "scale" if separator == "<" else "choice"
    return Issue.model_validate({"id": name, "kind": kind, "options": options})


def make_party(line: str | Party) -> Party:
    """Return a party from a line: "north" negotiates, "east (mediator)" mediates.

    >>> make_party("east (mediator, guarantor)").roles
    (<Role.MEDIATOR: 'mediator'>, <Role.GUARANTOR: 'guarantor'>)
    """
    if isinstance(line, Party):
        return line
    name, _, roles = (part.strip(" )") for part in line.partition("("))
    listed = [role.strip() for role in roles.split(",")] if roles else ["negotiating"]
    title = name.replace("_", " ").title()
    return Party.model_validate({"id": name, "name": title, "roles": listed})


def make_case(
    *,
    issues: Iterable[str | Issue],
    parties: Iterable[str | Party],
    said: Sequence[Said] = (),
    rules: Mapping[str, str] | None = None,
    norms: Mapping[str, str] | None = None,
    rounds: Sequence[Round] = (),
    instruments: Sequence[Instrument] = (),
    notes: Sequence[NoteView] = (),
    repeats: Mapping[str, str] | None = None,
    silent: Iterable[str] = (),
    choice: Mapping[str, str] | None = None,
) -> Case:
    """Return a case made of what is said, positions in the order of their first mention.

    Parameters
    ----------
    issues, parties
        Lines as `make_issue` and `make_party` take them, or ready made.
    said
        Readings; those with `alternative_to` count only where `choice` says so.
    rules, norms
        Propositions by id.
    repeats
        Statements that repeat another: {"s7": "s10"}.
    silent
        Further statements, without readings.
    choice
        {leading reading: chosen one}.
    """
    known = {one.id: one for one in map(make_issue, issues)}
    members = {one.id: one for one in map(make_party, parties)}
    chosen = dict(choice or {})
    named = _named(said)
    used = {name: one for name, one in named.items() if _counts(name, one, chosen)}
    standing = {name: one for name, one in used.items() if not one.withdrawn}
    permissions = {
        name: Permission(
            reading=name,
            statement=one.statement,
            party=one.party,
            stance=one.stance,
            proposition=parse(one.proposition, known),
            condition=parse(one.condition, known) if one.condition else None,
        )
        for name, one in standing.items()
        if one.stance.is_permission
    }
    widening: dict[str, list[Permission]] = {}
    for name, permission in permissions.items():
        for position in standing[name].widens:
            widening.setdefault(position, []).append(permission)
    positions = _positions(standing, widening, known, members, dict(repeats or {}))
    limits = [
        Limit(name, name, parse(text, known), is_norm=is_norm)
        for entries, is_norm in ((rules or {}, False), (norms or {}, True))
        for name, text in entries.items()
    ]
    passages = _passages(named, used, members, dict(repeats or {}), silent)
    return Case(
        title="A case",
        viewer="team",
        parties=members,
        issues=known,
        limits=tuple(limits),
        instruments=tuple(instruments),
        rounds=tuple(rounds),
        positions=tuple(one for one in positions if _is_standing(one)),
        lighter=tuple(one for one in positions if not _is_standing(one)),
        permissions=tuple(permissions.values()),
        withdrawn={name: one.withdrawn for name, one in used.items() if one.withdrawn},
        passages=passages,
        texts={},
        meetings={},
        notes=tuple(notes),
        messages=(),
        basis=_basis(members, standing, passages),
        choice=chosen,
        threshold="demands",
    )


def _named(said: Sequence[Said]) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for one in said:
        name = one.reading or (f"r{one.position[1:]}" if one.position else f"r_{one.statement}")
        if name in found:
            name = f"{name}_{one.party}"
        assert name not in found, f"two readings are named {name}"
        found[name] = one
    return found


def _counts(name: str, one: Said, choice: Mapping[str, str]) -> bool:
    if one.alternative_to:
        return choice.get(one.alternative_to) == name
    return choice.get(name, name) == name


def _is_standing(position: Position) -> bool:
    return any(stance.rank >= Stance.DEMANDS.rank for stance in position.strength.values())


def _positions(
    standing: Mapping[str, Said],
    widening: Mapping[str, Sequence[Permission]],
    issues: Mapping[str, Issue],
    parties: Mapping[str, Party],
    repeats: Mapping[str, str],
) -> list[Position]:
    groups: dict[str, list[tuple[str, Said]]] = {}
    for name, one in standing.items():
        if one.stance.makes_position:
            assert one.position, f"{name} makes a position and needs a name for it"
            groups.setdefault(one.position, []).append((name, one))
    diagrams = Diagrams(issues)
    found = []
    for position, members in groups.items():
        forms = tuple(
            Form(
                reading=name,
                statement=one.statement,
                party=one.party,
                stance=one.stance,
                proposition=parse(one.proposition, issues),
                condition=parse(one.condition, issues) if one.condition else None,
                relaxed_by=tuple(
                    given for given in widening.get(position, ()) if given.party == one.party
                ),
            )
            for name, one in members
        )
        strength: dict[str, Stance] = {}
        for form in forms:
            held = strength.get(form.party)
            if held is None or form.stance.rank > held.rank:
                strength[form.party] = form.stance
        own = [one.statement for _, one in members]
        again = [other for other, root in repeats.items() if root in own]
        registers = {one.statement: Register(one.register) for _, one in members}
        registers |= dict.fromkeys(again, Register.ATTRIBUTED)
        found.append(
            Position(
                id=position,
                allows=digest_of(forms[0].constraint, diagrams),
                holders=tuple(party for party in parties if party in strength),
                strength=strength,
                proposition=forms[0].constraint,
                forms=forms,
                statements=tuple(dict.fromkeys([*own, *again])),
                registers=registers,
            )
        )
    return found


def _passages(
    named: Mapping[str, Said],
    used: Mapping[str, Said],
    parties: Mapping[str, Party],
    repeats: Mapping[str, str],
    silent: Iterable[str],
) -> dict[str, Passage]:
    by_statement: dict[str, list[tuple[str, Said]]] = {}
    for name, one in named.items():
        by_statement.setdefault(one.statement, []).append((name, one))
    for statement in (*repeats, *silent):
        by_statement.setdefault(statement, [])
    return {
        statement: Passage(
            statement=statement,
            words=next((one.words for _, one in members if one.words), f"words of {statement}"),
            translation="",
            language="en",
            document="d1",
            start=None,
            end=None,
            meeting="",
            said_on="",
            chain=_chain(members, parties),
            readings=tuple(_view(name, one, counts=name in used) for name, one in members),
            repeats=repeats.get(statement, ""),
        )
        for statement, members in by_statement.items()
    }


def _chain(members: Sequence[tuple[str, Said]], parties: Mapping[str, Party]) -> tuple[Hop, ...]:
    for _, one in members:
        through = one.through or ((one.party,) if one.register != "attributed" else ("source?",))
        return tuple(_hop(speaker, parties) for speaker in through)
    return ()


def _hop(speaker: str, parties: Mapping[str, Party]) -> Hop:
    name = speaker.strip("?*")
    party = parties.get(name)
    return Hop(
        speaker=name,
        speaker_name=party.name if party else name,
        affiliation=name if party else "",
        is_named=not speaker.endswith("?"),
        is_outlet=speaker.endswith("*"),
    )


def _view(name: str, one: Said, *, counts: bool) -> ReadingView:
    return ReadingView(
        id=name,
        party=one.party,
        stance=one.stance,
        proposition=one.proposition,
        condition=one.condition,
        status="alternative" if one.alternative_to else "leading",
        alternative_to=one.alternative_to,
        counts=counts,
        register=Register(one.register),
        condition_judge=one.judge,
        offer_status=OfferStatus(one.offer_status) if one.offer_status else None,
        elicited_by=one.elicited_by,
    )


def _basis(
    parties: Mapping[str, Party], standing: Mapping[str, Said], passages: Mapping[str, Passage]
) -> Basis:
    negotiating = [party.id for party in parties.values() if party.is_negotiating]
    own = {one.party for one in standing.values() if one.register != "attributed"}
    spoken_of = {one.party for one in standing.values()}
    hearsay = {one.statement for one in standing.values() if one.register == "attributed"}
    return Basis(
        documents=1,
        meetings=0,
        statements=len(passages),
        affiliations=(),
        own_words=len({one.statement for one in standing.values()} - hearsay),
        hearsay=len(hearsay),
        earliest="",
        latest="",
        undated=(),
        speaks_for_itself=tuple(one for one in negotiating if one in own),
        hearsay_only=tuple(one for one in negotiating if one not in own and one in spoken_of),
        unheard=tuple(one for one in negotiating if one not in own and one not in spoken_of),
        registers=tuple(
            one for one in Register if one in {said.register for said in standing.values()}
        ),
        told_by=(),
    )


# ---------------------------------------------------------------------------- by brute force


def every_package(case: Case) -> list[dict[str, Value]]:
    """Return all packages of a small case, rules and norms aside."""
    values = [issue.values for issue in case.issues.values()]
    return [dict(zip(case.issues, chosen, strict=True)) for chosen in product(*values)]


def stands(case: Case, position: Position, package: Mapping[str, Value]) -> bool:
    """Whether a package does not cross a position."""
    return truth(position.proposition, package, issues=case.issues) is True


def incompatible_sets(case: Case) -> list[tuple[str, ...]]:
    """Return all minimal incompatible sets of a small case, by trying every subset."""
    packages = [
        package
        for package in every_package(case)
        if all(truth(limit.proposition, package, issues=case.issues) for limit in case.limits)
    ]
    found: list[tuple[str, ...]] = []
    for size in range(1, len(case.positions) + 1):
        for chosen in combinations(case.positions, size):
            ids = tuple(position.id for position in chosen)
            if any(set(smaller) <= set(ids) for smaller in found):
                continue
            if not any(all(stands(case, one, p) for one in chosen) for p in packages):
                found.append(ids)
    return found


# ---------------------------------------------------------------------------- worked by hand


def doha_case(*, offer: bool = False) -> Case:
    """Return the case of the example doha-round, its ids short; `offer` reads s10 as one.

    p1 Israel's refusal, p2 its demand for a force, p3 the shared rejection of one, p4 and p5
    what Egypt insists on and rejects.
    """
    left = "not (philadelphi is stays and netzarim is stays)"
    through = ("sources?", "agency*")
    said = [
        Said("p1 s9 israel rejects", left, through=through),
        Said("p2 s10 israel insists", "management is force", left, through=("israel", *through)),
        Said(
            "- s10 israel would_accept",
            left,
            "management is force",
            reading="r2_offer",
            alternative_to="r2",
            widens=("p1",),
        ),
        Said("p3 s11 egypt rejects", "management is force", through=through),
        Said("p3 s11 hamas rejects", "management is force", through=through),
        Said(
            "p4 s14 egypt insists",
            "philadelphi is complete_withdrawal",
            through=("egypt", *through),
        ),
        Said(
            "- s14 egypt would_accept",
            "philadelphi is two_phase_withdrawal",
            "second_phase is after_exchange",
            reading="r4_phases",
            widens=("p4",),
        ),
        Said("p5 s15 egypt rejects", "philadelphi is stays", through=("egypt", "agency*")),
    ]
    return make_case(
        issues=[
            "philadelphi: stays, two_phase_withdrawal, complete_withdrawal",
            "netzarim: stays, withdrawn",
            "management: none, force",
            "second_phase: after_exchange, otherwise",
        ],
        parties=[
            "israel",
            "hamas",
            "egypt (mediator)",
            "qatar (mediator)",
            "united_states (mediator)",
        ],
        said=said,
        rounds=[
            Round.model_validate(
                {
                    "id": "cairo_round",
                    "title": "Cairo round",
                    "venue": "Cairo",
                    "held_on": {"unresolved": "last Sunday", "to": "2024-08-25"},
                    "outcome": "ended_without_agreement",
                    "cause": "s9",
                    "cites": ["s6"],
                }
            ),
            Round.model_validate(
                {
                    "id": "doha_round",
                    "title": "Doha round",
                    "venue": "Doha",
                    "delegations": [
                        {
                            "party": "israel",
                            "members": ["A", "B"],
                            "level": "high",
                            "cites": ["s4"],
                        },
                        {"party": "egypt", "level": "representatives", "cites": ["s2"]},
                        {"party": "qatar", "level": "representatives", "cites": ["s2"]},
                    ],
                    "cites": ["s1"],
                }
            ),
        ],
        instruments=[
            Instrument(
                id="accords",
                title="The accords",
                invoked_by="egypt",
                reason_for=("r5",),
                cites=("s15",),
            )
        ],
        notes=[
            NoteView(
                id="n1",
                kind="interest",
                text="Stability at its border.",
                about=("egypt", "philadelphi"),
                rests_on=("s15",),
            )
        ],
        repeats={"s7": "s10", "s8": "s11"},
        silent=["s1", "s2", "s4", "s6"],
        choice={"r2": "r2_offer"} if offer else None,
    )
