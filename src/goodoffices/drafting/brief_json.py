"""The brief as JSON: the first page in sentences, and the analyses it rests on."""

from __future__ import annotations

from goodoffices.bridging.ideas import Ideas
from goodoffices.bridging.packages_json import ideas_to_json
from goodoffices.drafting.analysis import Analysis
from goodoffices.drafting.page import Page, Section
from goodoffices.gaps.explanation_json import to_json
from goodoffices.gaps.gaps_json import gaps_to_json
from goodoffices.phasing.phased import Phased
from goodoffices.phasing.schedule_json import phased_to_json


def brief_to_json(analysis: Analysis, page: Page) -> dict[str, object]:
    """Return the brief as the documented object `goodoffices/brief/1`."""
    return {
        "schema": "goodoffices/brief/1",
        "title": page.title,
        "label": page.label,
        "basis": [_sentence(one.text, one.cites) for one in page.basis],
        "caution": page.caution,
        "sections": [_section(section) for section in page.sections],
        "labels": {one.id: analysis.labels[one.id] for one in analysis.labels.positions},
        "explanation": to_json(analysis.explanation),
        "gaps": gaps_to_json(
            analysis.case, analysis.states, analysis.unknowns, matrix=analysis.matrix
        ),
        "ideas": ideas_to_json(analysis.ideas) if isinstance(analysis.ideas, Ideas) else None,
        "schedule": phased_to_json(analysis.phased)
        if isinstance(analysis.phased, Phased)
        else None,
    }


def _section(section: Section) -> dict[str, object]:
    return {
        "id": section.id,
        "title": section.title,
        "note": section.note,
        "sentences": [_sentence(one.text, one.cites) for one in section.sentences],
        "groups": [
            {"name": name, "sentences": [_sentence(one.text, one.cites) for one in sentences]}
            for name, sentences in section.groups
        ],
        "empty": section.empty if section.is_empty else "",
        "footnote": section.footnote,
    }


def _sentence(text: str, cites: tuple[str, ...]) -> dict[str, object]:
    return {"text": text, "statements": list(cites)}
