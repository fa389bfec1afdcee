"""Changing what one party confided changes nothing, byte for byte, that another is given."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.case.parties import Party
from goodoffices.case.undertakings import Importance, Linkage, Schedule, Undertaking
from goodoffices.drafting.analysis import analyse
from goodoffices.drafting.brief import build_brief
from goodoffices.drafting.brief_json import brief_to_json
from goodoffices.drafting.html import to_html
from goodoffices.drafting.markdown import to_markdown
from goodoffices.gaps.explanation_json import to_json
from goodoffices.gaps.gaps_json import gaps_to_json, matrix_to_json
from goodoffices.record.entries import Link, Message, Note, Statement
from goodoffices.record.exporting import export_csv, export_json
from goodoffices.record.fold import Fold
from goodoffices.record.record import Record
from goodoffices.record.visibility import Viewer, ViewerKind, as_seen_by
from tests.strategies import records

TODAY = date(2026, 2, 1)


def pages(record: Record, party: str) -> str:
    """Every page of a party as one text."""
    seen = as_seen_by(record, Viewer(ViewerKind.PARTY, party), on=TODAY)
    analysis = analyse(Fold(seen, viewer=party))
    page = build_brief(analysis)
    data = [
        export_json(seen),
        to_json(analysis.explanation),
        matrix_to_json(analysis.matrix),
        gaps_to_json(analysis.case, analysis.states, analysis.unknowns, matrix=analysis.matrix),
        brief_to_json(analysis, page),
    ]
    texts = [json.dumps(data, sort_keys=False), export_csv(seen), to_markdown(page), to_html(page)]
    return "\n".join(texts)


def confided(secrets: Record, known: Record) -> dict[str, tuple[object, ...]]:
    """The statements of a record as what north told us in confidence, beside another record.

    Ids, words, readings, dates, strength and number are those of `secrets`; what ties them to
    the record, asks us to convey them or rests on them is made too.
    """
    made: list[Statement] = []
    for one in secrets.statements:
        readings = [
            {**reading.model_dump(by_alias=True), "party": "north", "handling": {}}
            for reading in one.readings
        ]
        text = json.dumps(
            {
                **one.model_dump(mode="json", by_alias=True, exclude={"readings"}),
                "readings": json.loads(json.dumps(readings, default=str)),
                "chain": [{"speaker": "north", "to": "team"}],
                "handling": {"given_by": "north"},
            }
        )
        made.append(Statement.model_validate_json(_apart(text)))
    links = [
        Link(
            id=f"secret_l{place}",
            kind=link.kind,
            statement=made[place % len(made)].id,
            other=known.statements[place % len(known.statements)].id,
            confirmed_by="vera",
        )
        for place, link in enumerate(secrets.links)
    ]
    messages = [
        Message.model_validate(
            {"id": f"secret_msg{place}", "asked_by": "north", "to": "south", "words": one.words}
            | {"asked_on": "2026-01-01"}
        )
        for place, one in enumerate(made[1:])
    ]
    notes = [Note(id=f"secret_n{one.id}", text=one.words, rests_on=(one.id,)) for one in made[2:]]
    undertakings = [
        Undertaking.model_validate(
            {"id": f"secret_u{place}", "title": one.words, "tranches": 2, "cites": [one.id]}
            | {"responsible": "north", "beneficiaries": ["south"]}
        )
        for place, one in enumerate(made)
    ]
    return {
        "undertakings": tuple(undertakings),
        "linkages": tuple(
            Linkage(id=f"secret_k{one.id}", step=f"{one.id}.2", after=undertakings[0].id)
            for one in undertakings[1:]
        ),
        "importance": tuple(
            Importance.model_validate(
                {"id": f"secret_i{one.id}", "party": "north", "does": {"order": [one.id]}}
            )
            for one in undertakings[:1]
        ),
        "schedules": tuple(
            Schedule.model_validate(
                {"id": f"secret_t{one.id}", "phases": [{"steps": [{"does": [one.id]}]}]}
            )
            for one in undertakings[2:]
        ),
        "statements": tuple(made),
        "links": tuple(links),
        "messages": tuple(messages),
        "notes": tuple(notes),
    }


def _apart(text: str) -> str:
    """The same with other ids than those of the record it is put beside."""
    for prefix in ("s", "r"):
        for number in range(10):
            text = text.replace(f'"{prefix}{number}', f'"secret_{prefix}{number}')
    return text


def with_secrets(known: Record, secrets: Record, first: int) -> Record:
    """A record with the secrets of another put among its entries."""
    added = confided(secrets, known)
    return known.with_(
        **{
            name: (*getattr(known, name)[:first], *more, *getattr(known, name)[first:])
            for name, more in added.items()
        }
    )


@settings(max_examples=30)
@given(known=records(most=5), one=records(most=4), other=records(most=4), first=st.integers(0, 5))
def test_no_page_of_another_party_depends_on_what_one_confided(
    known: Record, one: Record, other: Record, first: int
) -> None:
    """With one set of secrets, with another, or with none: the same bytes."""
    before = with_secrets(known, one, first)
    after = with_secrets(known, other, 0)
    for party in ("south", "east"):
        given_to_it = pages(known, party)
        assert pages(before, party) == given_to_it
        assert pages(after, party) == given_to_it


@pytest.mark.parametrize("party", ["north", "team"])
def test_the_secrets_do_change_the_pages_of_whoever_may_see_them(party: str) -> None:
    """The test above compares pages that could differ."""
    statement = Statement.model_validate(
        {
            "id": "s1",
            "words": "public words",
            "said_on": "2026-01-01",
            "chain": [{"speaker": "south", "to": "public"}],
            "handling": "public",
        }
    )
    parties = tuple(Party(id=one, name=one) for one in ("north", "south"))
    known = Record(title="A case", statements=(statement,), parties=parties)
    secret = statement.model_copy(update={"id": "s2", "words": "confided words"})
    record = with_secrets(known, known.with_(statements=(secret,)), 0)
    viewer = Viewer(ViewerKind.PARTY, "north") if party == "north" else Viewer(ViewerKind.TEAM)
    words = [one.words for one in as_seen_by(record, viewer, on=TODAY).statements]
    assert words == ["confided words", "public words"]
