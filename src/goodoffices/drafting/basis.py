"""The basis of a page in sentences: how much it rests on, whose words, from when."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.case.case import Case
from goodoffices.drafting.page import Sentence
from goodoffices.drafting.passages import is_dated
from goodoffices.gaps.sentences import listed


def say_basis(case: Case) -> tuple[Sentence, ...]:
    """Return what a page rests on, in a few sentences; the first thing on every page."""
    basis = case.basis
    if not basis.statements:
        nothing = "Nothing is on record" + ("." if case.viewer in {"", "team"} else _to_see(case))
        return (Sentence(nothing), *(Sentence(text) for text in _cuts(case)))
    said = [Sentence(_how_much(case))]
    said += [Sentence(text) for text in (_who_told(case), _own_words(case)) if text]
    dates = _dates(case)
    if dates:
        said.append(Sentence(dates))
    said += [Sentence(text) for text in (_uncorroborated(case), _mediators(case)) if text]
    said += [Sentence(text) for text in _cuts(case)]
    return tuple(said)


def _to_see(case: Case) -> str:
    name = case.parties[case.viewer].name if case.viewer in case.parties else case.viewer
    return f" that {name} may see."


def _uncorroborated(case: Case) -> str:
    if not case.basis.has_one_affiliation:
        return ""
    return "One affiliation only: uncorroborated."


def _mediators(case: Case) -> str:
    """Mediators that hold positions of their own."""
    holders = {holder for one in case.positions for holder in one.holders}
    names = [
        party.name for party in case.parties.values() if party.is_mediator and party.id in holders
    ]
    if not names:
        return ""
    verb = "mediates and holds" if len(names) == 1 else "mediate and hold"
    return f"{listed(names)} {verb} positions of {'its' if len(names) == 1 else 'their'} own."


def _how_much(case: Case) -> str:
    basis = case.basis
    parts = [_count(basis.statements, "statement")]
    if basis.documents:
        outlets = list(dict.fromkeys(text.outlet for text in case.texts.values() if text.outlet))
        from_whom = f" ({listed(outlets)})" if 0 < len(outlets) <= 3 else ""
        parts.append(f"{_count(basis.documents, 'document')}{from_whom}")
    if basis.meetings:
        parts.append(_count(basis.meetings, "meeting"))
    if len(parts) == 1:
        return f"{parts[0]}."
    return f"{parts[0]} from {listed(parts[1:])}."


def _who_told(case: Case) -> str:
    """Who told us, when that is not the parties themselves."""
    basis = case.basis
    if basis.own_words or not basis.told_by:
        return f"{basis.hearsay} of {basis.statements} are hearsay." if basis.hearsay else ""
    unnamed = [one for one in basis.told_by if not one.is_named]
    outlets = [one for one in basis.told_by if one.is_outlet]
    count = sum(one.statements for one in unnamed)
    if not count:
        return "All of it is hearsay."
    whose = listed(_party_names(case, [one.affiliation for one in unnamed if one.affiliation]))
    text = f"All hearsay: {count} from unnamed sources"
    text += f" ({whose})" if whose else ""
    told = sum(one.statements for one in outlets)
    if told:
        text += f", {told} in the voice of {listed(one.name for one in outlets)}"
    return f"{text}."


def _own_words(case: Case) -> str:
    basis = case.basis
    negotiating = len(case.negotiating)
    if not negotiating:
        return ""
    if not basis.speaks_for_itself:
        return "No negotiating party speaks for itself."
    said = f"In their own words: {listed(_party_names(case, basis.speaks_for_itself))}."
    if basis.hearsay_only:
        said += f" By hearsay only: {listed(_party_names(case, basis.hearsay_only))}."
    if basis.unheard:
        said += f" Nothing from: {listed(_party_names(case, basis.unheard))}."
    return said


def _dates(case: Case) -> str:
    basis = case.basis
    text = ""
    if basis.earliest:
        span = (
            basis.earliest
            if basis.earliest == basis.latest
            else f"{basis.earliest} to {basis.latest}"
        )
        text = f"Said {span}."
    if basis.undated:
        text += f" {_undated(case)}"
    return text.strip()


def _undated(case: Case) -> str:
    """How many documents bear no date of their own, and whether the team gave them one."""
    basis = case.basis
    count = len(basis.undated)
    texts = [case.texts[one] for one in basis.undated if one in case.texts]
    dated = sum(1 for text in texts if is_dated(text))
    if basis.documents == 1:
        return f"The document is undated{': the date is the team’s' if dated else ''}."
    if count == basis.documents:
        said = f"{'Both' if count == 2 else f'All {count}'} documents are undated"
    else:
        said = f"{count} of {basis.documents} documents {'is' if count == 1 else 'are'} undated"
    if not dated:
        return f"{said}."
    if dated == count:
        return f"{said}: the date{' is' if count == 1 else 's are'} the team’s."
    return f"{said}: the team dated {dated} of them."


def _cuts(case: Case) -> list[str]:
    """What the page leaves out because somebody asked for it."""
    said = []
    if case.as_of:
        said.append(f"Only what was said by {case.as_of}.")
    if case.known_at:
        said.append(f"Only what was known at {case.known_at}.")
    if case.basis.drafts:
        said.append(f"{_count(case.basis.drafts, 'draft')} left out until confirmed.")
    if case.basis.unrecorded:
        said.append(f"Includes {_count(case.basis.unrecorded, 'edit')} not yet recorded.")
    if case.choice:
        chosen = listed(f"{chosen} in the place of {one}" for one, chosen in case.choice.items())
        said.append(f"Read with {chosen}.")
    return said


def _party_names(case: Case, parties: Sequence[str]) -> list[str]:
    names = (case.parties[one].name if one in case.parties else one for one in parties)
    return list(dict.fromkeys(names))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
