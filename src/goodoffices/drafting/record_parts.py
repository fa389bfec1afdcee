"""Rounds, messages and the team's notes, as sections of a page."""

from __future__ import annotations

from goodoffices.case.case import Case
from goodoffices.drafting.page import Section, Sentence
from goodoffices.figures.figure import Table


def round_section(case: Case) -> Section:
    """The rounds with their delegations, as a table."""
    rows = []
    for held in case.rounds:
        when = str(held.held_on) if held.held_on else "not known"
        outcome = held.outcome.value.replace("_", " ")
        for delegation in held.delegations:
            party = case.parties.get(delegation.party)
            settles = delegation.may_settle
            mandate = (
                "not known"
                if settles is None
                else ", ".join(case.issues[one].name for one in settles if one in case.issues)
                or "none of the issues"
            )
            members = ", ".join(delegation.members) or "not named"
            name = party.name if party else delegation.party
            rows.append(
                (held.name, when, outcome, name, delegation.level or "not known", members, mandate)
            )
        if not held.delegations:
            rows.append((held.name, when, outcome, "–", "–", "–", "–"))
    head = ("Round", "Held", "Outcome", "Delegation", "Level", "Members", "May settle")
    tables = (Table("Rounds and delegations on record", head, tuple(rows)),) if rows else ()
    return Section(id="rounds", title="Rounds", tables=tables)


def message_section(case: Case) -> Section:
    """Messages: not conveyed first, then replies owed, then the rest."""
    said = []
    for one in case.messages:
        text = f"{one.asked_by} to {one.to}, asked {one.asked_on}: “{one.words}” "
        if not one.conveyed_on:
            text += "Not yet conveyed."
        else:
            text += f"Conveyed {one.conveyed_on}"
            text += f" in the words “{one.conveyed_words}”." if one.conveyed_words else "."
            text += f" Received: {one.received}." if one.received else ""
        text += " A reply is owed." if one.reply_owed else ""
        said.append((bool(one.conveyed_on), not one.reply_owed, Sentence(text)))
    ordered = tuple(sentence for *_, sentence in sorted(said, key=lambda one: one[:2]))
    return Section(id="messages", title="Messages", sentences=ordered)


def note_section(case: Case) -> Section:
    """The team's own notes, with the statements they rest on."""
    said = []
    for one in case.notes:
        when = f" ({one.when})" if one.when else ""
        kind = one.kind.replace("_", " ").capitalize()
        cites = tuple(each for each in one.rests_on if each in case.passages)
        said.append(Sentence(f"{kind}{when}: {one.text}", cites))
    return Section(id="notes", title="Our own notes", sentences=tuple(said))
