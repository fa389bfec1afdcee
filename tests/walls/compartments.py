"""A case in which each compartment holds a word of its own, and the pages of one viewer.

The word stands wherever an entry can hold words, in ids too. `MAY_SEE` says, for each viewer, whose
words its pages hold: exactly those, so that a page without data that could leak fails as well.
"""

# ruff: noqa: E501 -- one entry of the case stands on one line
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from click.testing import CliRunner

from goodoffices.cli.main import cli

NORTH: Final = "znorthz"
"""What north told us in confidence."""
SOUTH: Final = "zsouthz"
"""What south told us in confidence."""
TEAM: Final = "zteamz"
"""What the team thinks: readings, notes, grades' reasons, options of its own."""
VERA: Final = "zveraz"
"""What one member of the team holds."""
SOURCE: Final = "zsourcez"
"""Who a source is."""
INSIDER: Final = "zinsiderz"
"""What a person of north told us behind its back."""
ENDED: Final = "zendedz"
"""What might once be conveyed to south; the leave has ended."""
REFUSED: Final = "zrefusedz"
"""What its originator refused to have passed on."""
DEPOSIT: Final = "zdepositz"
"""What north deposited."""
IDEA: Final = "zideaz"
"""What may be used as our own idea, without attribution."""
LEAVE: Final = "zleavez"
"""What may be conveyed to south."""
OPEN: Final = "zopenz"
"""What is public."""

ALL: Final = frozenset(
    {NORTH, SOUTH, TEAM, VERA, SOURCE, INSIDER, ENDED, REFUSED, DEPOSIT, IDEA, LEAVE, OPEN}
)
MAY_SEE: Final[Mapping[str, frozenset[str]]] = {
    "team": ALL - {VERA},
    "vera": ALL,
    "joao": ALL - {VERA},
    # Its own words: what it told us, whatever was then done with it.
    "north": frozenset({NORTH, ENDED, REFUSED, DEPOSIT, IDEA, LEAVE, OPEN}),
    "south": frozenset({SOUTH, LEAVE, OPEN}),
    "egypt": frozenset({OPEN}),
}

CASE: Final = f"""\
title: A case {TEAM}
caution: A caution {TEAM}
outcome: An outcome {TEAM}
team:
  - {{id: vera, name: Vera, mediator: true}}
  - {{id: joao, name: Joao}}
parties:
  - id: north
    name: North
    roles: [negotiating]
    organs: [{{id: cabinet_{NORTH}, name: Cabinet {NORTH}}}]
    cites: [s_{NORTH}]
    handling: public
  - {{id: south, name: South {OPEN}, roles: [negotiating], handling: public}}
  - {{id: egypt, name: Egypt, roles: [mediator], handling: public}}
  - {{id: hidden_{TEAM}, name: Hidden {TEAM}, roles: [affected]}}
issues:
  - id: corridor
    title: Corridor {OPEN}
    options:
      - {{id: stays, title: stays {OPEN}, handling: public}}
      - id: leaves
        title: leaves
        interpretations: {{north: it goes {NORTH}, south: it never goes {SOUTH}}}
        affects: [people of {TEAM}]
        brings: [u_{NORTH}, l_{TEAM}, l_open]
        handling: public
      - {{id: idea_{IDEA}, title: an idea {IDEA}, handling: {{level: without_attribution}}}}
      - {{id: told_{NORTH}, title: told {NORTH}, cites: [s_{NORTH}]}}
      - {{id: held_{VERA}, title: held {VERA}, handling: {{held_by: [vera]}}}}
    gap: principle
    affects: [somebody {TEAM}]
    handling: public
  - {{id: toll, options: [{{id: none, handling: public}}, {{id: some, handling: public}}], handling: public}}
  - {{id: secret_{TEAM}, title: Secret {TEAM}, options: [{{id: yes_{TEAM}}}, {{id: no_{TEAM}}}]}}
  - id: issue_{SOUTH}
    options: [{{id: a_{SOUTH}, cites: [s_{SOUTH}]}}, {{id: b_{SOUTH}, cites: [s_{SOUTH}]}}]
    cites: [s_{SOUTH}]
rules:
  - {{id: rule_{TEAM}, title: Rule {TEAM}, proposition: not secret_{TEAM} is yes_{TEAM}}}
  - {{id: rule_{NORTH}, title: Rule {NORTH}, proposition: corridor is stays or toll is some or toll is none, cites: [s_{NORTH}]}}
  - {{id: rule_{VERA}, title: Rule {VERA}, proposition: corridor is stays or not toll is some or toll is some, handling: {{held_by: [vera]}}}}
norms:
  - {{id: norm_{TEAM}, title: Norm {TEAM}, source: Law {TEAM}, proposition: toll is none or toll is some}}
  - {{id: norm_open, title: Norm {OPEN}, source: Law {OPEN}, proposition: toll is some or toll is none, handling: public}}
instruments:
  - id: accord_{NORTH}
    title: Accord {NORTH}
    clause: Clause {NORTH}
    invoked_by: north
    proposition: toll is some
    cites: [s_{NORTH}]
  - id: accord_open
    title: Accord {OPEN}
    invoked_by: south
    contested_by: [north, hidden_{TEAM}]
    reason_for: [r_{SOUTH}]
    cites: [s_open]
    handling: public
"""

ROUNDS: Final = f"""\
rounds:
  - id: round_open
    title: Round {OPEN}
    held_on: 2026-01-05
    outcome: ended_without_agreement
    cause: s_{NORTH}
    documents_tabled: [doc_{TEAM}, doc_open]
    delegations:
      - {{party: north, level: minister {NORTH}, may_settle: [corridor, secret_{TEAM}], refers: {{secret_{TEAM}: them}}, cites: [s_{NORTH}]}}
      - {{party: south, level: minister, may_settle: [corridor], handling: public}}
    handling: public
  - {{id: round_{TEAM}, title: Round {TEAM}, venue: Venue {TEAM}, held_on: 2026-01-06}}
meetings:
  - id: m_{NORTH}
    where: North's capital {NORTH}
    held_on: 2026-01-02
    present: [north, envoy_{SOURCE}, hidden_{TEAM}]
    note: We think {TEAM}
    round: round_{TEAM}
  - {{id: m_{SOUTH}, where: South's capital {SOUTH}, held_on: 2026-01-02, present: [south, envoy_{SOURCE}]}}
"""

RECORD: Final = f"""\
documents:
  - {{id: doc_open, title: Report {OPEN}, dated: 2026-01-04, date_set_by: joao, note: We doubt {TEAM}, file: open.txt, handling: public}}
  - {{id: doc_{TEAM}, title: Memo {TEAM}, author: Author {TEAM}, outlet: Us {TEAM}, dated: 2026-01-04, file: memo.txt}}
sources:
  - {{id: wire, kind: outlet, description: A wire, handling: public}}
  - {{id: envoy_{SOURCE}, kind: person, description: An envoy {SOURCE}, affiliation: north}}
  - {{id: sources_open, kind: unnamed, description: Some sources, affiliation: hidden_{TEAM}, not_the_same_as: [envoy_{SOURCE}], handling: public}}
statements:
  - id: s_{NORTH}
    words: The corridor stays {NORTH}
    translation: It stays {NORTH}
    meeting: m_{NORTH}
    said_on: 2026-01-02
    note: Said with a smile {TEAM}
    chain: [{{speaker: cabinet_{NORTH}, to: team, grade: B2}}]
    readings:
      - id: r_{NORTH}
        party: north
        stance: insists
        proposition: corridor is stays
        in_words: means it {TEAM}
        why: Because {TEAM}
        read_by: joao
      - id: r_{NORTH}_b
        status: alternative
        alternative_to: r_{NORTH}
        party: north
        stance: demands
        proposition: corridor in (stays, told_{NORTH})
        condition: secret_{TEAM} is no_{TEAM}
        condition_judge: judge {TEAM}
    handling: {{level: in_confidence, given_by: north}}
  - id: s_{SOUTH}
    words: It must leave {SOUTH}
    meeting: m_{SOUTH}
    said_on: 2026-01-02
    chain: [{{speaker: south, to: team, grade: B2}}]
    readings:
      - {{id: r_{SOUTH}, party: south, stance: rules_out, proposition: corridor is stays, why: Because {TEAM}}}
      - {{id: r_{SOUTH}_issue, party: south, stance: demands, proposition: issue_{SOUTH} is a_{SOUTH}}}
    handling: {{level: in_confidence, given_by: south}}
  - id: s_{INSIDER}
    words: They would take less {INSIDER}
    said_on: 2026-01-03
    chain: [{{speaker: envoy_{SOURCE}, to: team, capacity: personal}}]
    readings: [{{id: r_{INSIDER}, party: north, stance: would_accept, proposition: corridor is leaves}}]
  - id: s_{VERA}
    words: For you alone {VERA}
    said_on: 2026-01-03
    chain: [{{speaker: egypt, to: unknown}}]
    readings: [{{id: r_{VERA}, party: egypt, stance: insists, proposition: corridor is held_{VERA}, handling: {{held_by: [vera]}}}}]
    handling: {{level: in_confidence, held_by: [vera]}}
  - id: s_{ENDED}
    words: Until the end of the year {ENDED}
    said_on: 2025-12-01
    chain: [{{speaker: north, to: team}}]
    handling: {{level: may_be_conveyed, to: [south], until: 2025-12-31, given_by: north}}
  - id: s_{REFUSED}
    words: Not to be passed on {REFUSED}
    said_on: 2025-12-01
    chain: [{{speaker: north, to: team}}]
    handling: {{level: may_be_conveyed, to: [south], consent: refused}}
  - id: s_{DEPOSIT}
    words: Only if they do {DEPOSIT}
    said_on: 2026-01-03
    chain: [{{speaker: north, to: team}}]
    readings: [{{id: r_{DEPOSIT}, party: north, stance: offers, proposition: toll is none, offer_status: deposited, handling: {{level: deposit}}}}]
    handling: {{level: deposit}}
  - id: s_{IDEA}
    words: Say it is yours {IDEA}
    said_on: 2026-01-03
    chain: [{{speaker: north, to: team}}]
    handling: {{level: without_attribution}}
  - id: s_{LEAVE}
    words: Tell south {LEAVE}
    said_on: 2026-01-03
    chain: [{{speaker: north, to: team, grade: A1}}]
    readings: [{{id: r_{LEAVE}, party: north, stance: would_accept, proposition: toll is some, read_by: vera, handling: {{level: may_be_conveyed, to: [south], given_by: north}}}}]
    handling: {{level: may_be_conveyed, to: [south], given_by: north}}
  - id: s_open
    words: We want the toll {OPEN}
    document: doc_open
    chain: [{{speaker: south, to: public}}, {{speaker: wire, to: public}}]
    readings: [{{id: r_open, party: south, stance: demands, proposition: toll is some, handling: public}}]
    handling: public
  - id: s_open_b
    words: No toll {OPEN}
    document: doc_open
    chain: [{{speaker: envoy_{SOURCE}, to: wire}}, {{speaker: wire, to: public}}]
    readings:
      - {{id: r_open_b, party: north, stance: rejects, proposition: toll is some, handling: public}}
      - {{id: r_{TEAM}, party: hidden_{TEAM}, stance: insists, proposition: secret_{TEAM} is no_{TEAM}, why: Because {TEAM}}}
    handling: public
links:
  - {{id: link_{TEAM}, kind: contradicts, statement: s_open, other: s_open_b, confirmed_by: joao, why: Because {TEAM}}}
  - {{id: link_open, kind: contradicts, statement: s_open_b, other: s_open, confirmed_by: joao, why: We think {TEAM}, handling: public}}
messages:
  - {{id: msg_{NORTH}, asked_by: cabinet_{NORTH}, to: south, words: Tell them {NORTH}, asked_on: 2026-01-02, meeting: m_{NORTH}, conveyed_on: 2026-01-03, conveyed_words: We told them {TEAM}, received: They laughed {TEAM}, reply_owed: true, handling: {{given_by: north}}}}
  - {{id: msg_{LEAVE}, asked_by: north, to: south, words: Tell them {LEAVE}, asked_on: 2026-01-02, conveyed_on: 2026-01-03, conveyed_words: They say {LEAVE}, received: They laughed {TEAM}, handling: {{level: may_be_conveyed, to: [south]}}}}
  - {{id: msg_{SOUTH}, asked_by: south, to: hidden_{TEAM}, words: Ask them {SOUTH}, asked_on: 2026-01-02, handling: {{given_by: south}}}}
notes:
  - {{id: note_{TEAM}, kind: interest, text: Its interest {TEAM}, party: north, issues: [corridor], rests_on: [s_{NORTH}]}}
  - {{id: note_{VERA}, kind: face, text: To myself {VERA}, handling: {{held_by: [vera]}}}}
  - {{id: note_{NORTH}, kind: clock, text: Their clock {NORTH}, rests_on: [r_{NORTH}], handling: public}}
  - {{id: note_open, kind: clock, text: All know it {OPEN}, whose: joao, issues: [corridor, secret_{TEAM}], rests_on: [s_open, north], due: 2026-03-01, handling: public}}
erased:
  - {{kind: statement, id: gone_{TEAM}, on: 2026-01-03, by: joao, reason: Asked {TEAM}}}
"""

PREFERENCES: Final = f"""\
preferences:
  - id: p_{NORTH}
    party: north
    weights: {{corridor: 40, toll: 60}}
    values:
      corridor: {{stays: 1, leaves: 0, idea_{IDEA}: 1/2, told_{NORTH}: 1, held_{VERA}: 1/2}}
      toll: {{none: 1, some: 0}}
    no_agreement: 20
    source: North told us {NORTH}
    cites: [s_{NORTH}]
    handling: {{given_by: north}}
  - id: p_{SOUTH}
    party: south
    weights: {{corridor: 30, issue_{SOUTH}: 30, toll: 40}}
    values:
      corridor: {{stays: 0, leaves: 1, idea_{IDEA}: 1/2, told_{NORTH}: 0, held_{VERA}: 1/2}}
      issue_{SOUTH}: {{a_{SOUTH}: 1, b_{SOUTH}: 0}}
      toll: {{some: 1, none: 0}}
    no_agreement: [10, 30]
    source: South told us {SOUTH}
    cites: [s_{SOUTH}]
    handling: {{given_by: south}}
"""

UNDERTAKINGS: Final = f"""\
undertakings:
  - {{id: u_open, title: Known to all {OPEN}, responsible: north, beneficiaries: [south, hidden_{TEAM}], tranches: 2, after: [u_{TEAM}], verified_by: hidden_{TEAM}, handling: public}}
  - {{id: u_back, title: Given back {OPEN}, responsible: south, beneficiaries: [north], tranches: 2, after: [u_{VERA}, u_{DEPOSIT}], verified_by: envoy_{SOURCE}, handling: public}}
  - {{id: u_watch, title: Watching {OPEN}, responsible: egypt, beneficiaries: [north, south], verified_by: cabinet_{NORTH}, handling: public}}
  - {{id: u_hidden, title: By somebody {TEAM}, responsible: hidden_{TEAM}, beneficiaries: [north], handling: public}}
  - {{id: u_{TEAM}, title: Our idea {TEAM}, responsible: south, beneficiaries: [north], groups: [{{id: g_{TEAM}, title: Whom {TEAM}}}], on_default: We stop {TEAM}}}
  - {{id: u_{NORTH}, title: North said {NORTH}, responsible: north, beneficiaries: [south], cites: [s_{NORTH}], handling: {{given_by: north}}}}
  - {{id: u_{SOUTH}, title: South said {SOUTH}, responsible: south, beneficiaries: [north], cites: [s_{SOUTH}], handling: {{given_by: south}}}}
  - {{id: u_{VERA}, title: To myself {VERA}, responsible: north, beneficiaries: [south], handling: {{held_by: [vera]}}}}
  - {{id: u_{INSIDER}, title: They would give {INSIDER}, responsible: north, beneficiaries: [south], cites: [s_{INSIDER}], handling: public}}
  - {{id: u_{ENDED}, title: Open once {ENDED}, responsible: north, beneficiaries: [south], handling: {{level: may_be_conveyed, to: [south], until: 2025-12-31, given_by: north}}}}
  - {{id: u_{REFUSED}, title: Not to be passed on {REFUSED}, responsible: north, beneficiaries: [south], handling: {{level: may_be_conveyed, to: [south], consent: refused}}}}
  - {{id: u_{DEPOSIT}, title: Only if they do {DEPOSIT}, responsible: north, beneficiaries: [south], handling: {{level: deposit}}}}
  - {{id: u_{IDEA}, title: Ours to say {IDEA}, responsible: north, beneficiaries: [south], handling: {{level: without_attribution}}}}
  - {{id: u_{LEAVE}, title: For south {LEAVE}, responsible: north, beneficiaries: [south], verified_by: envoy_{SOURCE}, handling: {{level: may_be_conveyed, to: [south], given_by: north}}}}
linkages:
  - {{id: l_open, step: u_open.2, after: u_back.1, judge: hidden_{TEAM}, loosenings: [{{id: x_{TEAM}, after: u_{TEAM}}}], handling: public}}
  - {{id: l_{TEAM}, title: We think {TEAM}, step: u_back.2, after: u_open.1}}
  - {{id: l_{NORTH}, title: North asks {NORTH}, step: u_{NORTH}, after: u_back, asked_by: north, handling: {{given_by: north}}}}
  - {{id: l_{SOUTH}, title: South asks {SOUTH}, step: u_back.2, after: u_open, asked_by: south, cites: [s_{SOUTH}]}}
  - {{id: l_{VERA}, title: To myself, step: u_open.1, after: u_{VERA}, handling: public}}
  - {{id: l_{LEAVE}, title: For south {LEAVE}, step: u_back, after: u_{LEAVE}, judge: cabinet_{NORTH}, loosenings: [{{id: x_{IDEA}, step: u_{IDEA}}}], handling: {{level: may_be_conveyed, to: [south]}}}}
  - {{id: l_{REFUSED}, step: u_{REFUSED}, after: u_{DEPOSIT}, handling: public}}
  - {{id: l_{ENDED}, step: u_{ENDED}, after: u_{INSIDER}, handling: public}}
importance:
  - {{id: i_{VERA}, party: egypt, does: {{order: [u_watch]}}, source: To myself {VERA}, unit: {VERA}, handling: {{held_by: [vera]}}}}
  - {{id: i_{TEAM}, party: hidden_{TEAM}, gets: {{order: [u_open]}}, source: We think {TEAM}, handling: public}}
  - {{id: i_{NORTH}, party: north, does: {{order: [u_{NORTH}, u_open]}}, gets: {{order: [u_back]}}, source: North told us {NORTH}, cites: [s_{NORTH}], handling: {{given_by: north}}}}
  - {{id: i_{SOUTH}, party: south, does: {{order: [u_{SOUTH}, u_back]}}, gets: {{order: [[u_{LEAVE}, u_{INSIDER}], u_{DEPOSIT}]}}, source: South told us {SOUTH}, cites: [s_{SOUTH}], handling: {{given_by: south}}}}
schedules:
  - {{id: tabled, title: On the table {OPEN}, tabled_by: cabinet_{NORTH}, phases: [{{title: First {OPEN}, judge: hidden_{TEAM}, steps: [{{does: [u_open.1, u_{DEPOSIT}], held_by: envoy_{SOURCE}}}, {{does: [u_{VERA}]}}, {{does: [u_{INSIDER}, u_{ENDED}], due: 9}}, {{does: [u_{TEAM}], held_by: hidden_{TEAM}}}]}}, {{steps: [{{does: [u_back]}}, {{does: [u_open.2]}}]}}], handling: public}}
  - {{id: draft_{TEAM}, title: Ours {TEAM}, phases: [{{steps: [{{does: [u_back.1]}}]}}]}}
  - {{id: draft_{NORTH}, title: North's own {NORTH}, tabled_by: north, phases: [{{begins_when: Once we say {NORTH}, steps: [{{does: [u_back.1]}}]}}], cites: [s_{NORTH}], handling: {{given_by: north}}}}
  - {{id: draft_{SOUTH}, title: South's own {SOUTH}, phases: [{{meanwhile: We wait {SOUTH}, steps: [{{does: [u_open]}}]}}], cites: [s_{SOUTH}]}}
  - {{id: draft_{VERA}, title: To myself {VERA}, phases: [{{steps: [{{does: [u_back.2]}}]}}], handling: {{held_by: [vera]}}}}
  - {{id: draft_{LEAVE}, title: For south {LEAVE}, phases: [{{steps: [{{does: [u_{LEAVE}, u_{IDEA}]}}]}}], handling: {{level: may_be_conveyed, to: [south]}}}}
"""

TEXTS: Final = {
    "open.txt": f"We want the toll {OPEN}. No toll {OPEN}. More words {OPEN}.",
    "memo.txt": f"What we think {TEAM}.",
}


def commands(out: Path) -> dict[str, list[str]]:
    """Every command that shows something to a viewer, by a name; files go into `out`."""
    return {
        "matrix": ["matrix"],
        "matrix --json": ["matrix", "--json"],
        "matrix svg": ["matrix", "-o", str(out / "matrix.svg")],
        "gaps": ["gaps"],
        "gaps --json": ["gaps", "--json"],
        "gaps --since": ["gaps", "--since", "2025-12-15"],
        "gaps --since --json": ["gaps", "--since", "2026-01-02", "--json"],
        "explain": ["explain"],
        "explain --json": ["explain", "--json"],
        "brief": ["brief", "--detail"],
        "brief --since": ["brief", "--since", "2025-12-15"],
        "brief --json": ["brief", "--json"],
        "brief html": ["brief", "-o", str(out / "brief.html")],
        "brief md": ["brief", "-o", str(out / "brief.md")],
        "brief --as-of": ["brief", "--detail", "--as-of", "2025-12-20"],
        "brief --threshold": ["brief", "--detail", "--threshold", "prefers"],
        "brief --register": ["brief", "--detail", "--register", "confided"],
        "bridge": ["bridge"],
        "bridge --json": ["bridge", "--json"],
        "bridge --research": ["bridge", "--research"],
        "bridge --research --json": ["bridge", "--research", "--json"],
        "bridge html": ["bridge", "--research", "-o", str(out / "ideas.html")],
        "phase": ["phase"],
        "phase --json": ["phase", "--curve", "--at-most", "1/2", "--json"],
        "phase html": ["phase", "--curve", "-o", str(out / "order.html")],
        "phase ics": ["phase", "--day-zero", "2026-12-01", "-o", str(out / "order.ics")],
        "export json": ["export", "--as", "json"],
        "export csv": ["export", "--as", "csv"],
    }


def pages(case: Path, viewer: str, out: Path) -> dict[str, str]:
    """Everything the commands print or write for a viewer, by the name of the command."""
    out.mkdir(exist_ok=True)
    found: dict[str, str] = {}
    for name, words in commands(out).items():
        before = set(out.iterdir())
        result = CliRunner().invoke(cli, [words[0], str(case), *words[1:], "--for", viewer])
        # "phase" ends with 1 where there is no order.
        allowed = {0, 1} if words[0] == "phase" else {0}
        assert result.exit_code in allowed, (name, viewer, result.output, result.exception)
        assert isinstance(result.exception, SystemExit | None), (name, viewer, result.exception)
        written = [one.read_text(encoding="utf-8") for one in sorted(set(out.iterdir()) - before)]
        found[name] = "\n".join([result.output.replace(str(case), "CASE"), *written])
        for one in set(out.iterdir()) - before:
            one.unlink()
    return found


def words_in(text: str) -> frozenset[str]:
    """Whose words stand in a text, in whatever case."""
    return frozenset(word for word in ALL if word in text.lower())
