"""The outlet of a document: the last hop of each of its chains."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.documents import id_of
from goodoffices.intake.drafts import DraftDocument, HopKind
from goodoffices.intake.knowledge import Knowledge
from goodoffices.intake.names.countries import country_named
from goodoffices.intake.names.naming import Named
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.repair.datelines import KIND as DATELINE
from goodoffices.intake.repair.datelines import agency_of
from goodoffices.intake.speakers.found_source import FoundSource
from goodoffices.intake.texts import Extent


def find_outlet(
    parsed: Parsed,
    attributions: Sequence[Attribution],
    *,
    document: DraftDocument,
    named: Sequence[Named],
    knowledge: Knowledge,
) -> tuple[FoundSource, str]:
    """Return who published a document, and a question where that is only supposed.

    An outlet is known from the document, or from a person; else the agency of its dateline, or
    the one that sources are said to have told ("they said to the Herald"), is supposed; else it
    has no name.
    """
    if document.outlet:
        return _named(document.outlet, knowledge), ""
    for repair in parsed.repaired.repairs:
        agency = agency_of(repair.found) if repair.kind == DATELINE else ""
        if agency:
            return _named(agency, knowledge), f"is this from {agency}? its first line says so"
    for attribution in attributions:
        hearer = attribution.hearer
        if hearer is None or attribution.parent >= 0:
            continue
        if any(one.extent.meets(hearer) for one in named):
            continue
        name = _outlet_in(parsed, hearer)
        if name:
            found = _named(name, knowledge)
            found.mentions.append(hearer)
            return found, f'is this from {name}? its sources "told {name}"'
    nameless = f"outlet_of_{document.id}"
    return FoundSource(nameless, HopKind.OUTLET, f"the outlet of {document.id}, not named"), ""


def _outlet_in(parsed: Parsed, hearer: Extent) -> str:
    span = parsed.doc.char_span(*hearer, alignment_mode="expand")
    if span is None or span.root.pos_ != "PROPN":
        return ""
    text = str(span.text).removeprefix("the ").removeprefix("The ")
    is_person = len(span) > 1 and any(one.label_ == "PERSON" for one in span.ents)
    return "" if is_person or country_named(text) is not None else text


def _named(name: str, knowledge: Knowledge) -> FoundSource:
    known = knowledge.outlet_named(name)
    if known:
        return FoundSource(known, HopKind.OUTLET, name, name=name, is_known=True)
    own = id_of(name)
    while own in knowledge.ids:
        own = f"{own}_outlet"
    return FoundSource(own, HopKind.OUTLET, name, name=name)
