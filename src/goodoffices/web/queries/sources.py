"""What the page of sources shows, and what stands in their form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.urls import reverse

from goodoffices.gaps.sentences import listed
from goodoffices.record.entries import Source
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.forms.sources import source_as_typed
from goodoffices.web.pages.record_forms import EntryFormPage
from goodoffices.web.pages.sources import ListedSource, SourcesPage
from goodoffices.web.queries.case_seen import require_seen
from goodoffices.web.queries.record.wording import handling_in_words


def sources_page(desk: Desk, viewer: Viewer, *, may_write: bool) -> SourcesPage:
    """Return every source that a viewer may see."""
    seen = desk.seen_by(viewer)
    eyes = desk.state().same_eyes(viewer)
    counts = desk.kept(("statements by source", eyes), lambda: _statements_by_speaker(seen))
    speakers = Speakers(seen)
    return SourcesPage(
        title="Sources",
        caution=seen.caution,
        sources=tuple(_listed(one, speakers, counts) for one in seen.sources),
        may_write=may_write,
    )


def _statements_by_speaker(seen: Record) -> Mapping[str, int]:
    return Counter(
        speaker for one in seen.statements for speaker in {hop.speaker for hop in one.chain}
    )


def _listed(one: Source, speakers: Speakers, counts: Mapping[str, int]) -> ListedSource:
    return ListedSource(
        id=one.id,
        name=one.description,
        kind=one.kind.value,
        also=", ".join(one.also_known_as),
        affiliation=speakers[one.affiliation].name if one.affiliation else "",
        others=listed(speakers[each].name for each in one.not_the_same_as),
        statements=counts.get(one.id, 0),
        handling=handling_in_words(one.handling, speakers),
        is_draft=one.draft,
    )


def new_source_page() -> EntryFormPage:
    """Return the page of a new source."""
    return EntryFormPage(
        title="Add a source",
        about="",
        words="",
        lead=(
            (
                "Somebody who speaks in a chain and is no party and no organ of one. Who may know "
                "who it is, is said at the end; to all others it stands as not disclosed."
            ),
        ),
        button="Add it",
        back=reverse("sources"),
    )


def source_to_edit(
    desk: Desk, viewer: Viewer, source_id: str
) -> tuple[EntryFormPage, Source, dict[str, object]]:
    """Return a source: the page of its form, the source, and what stands in the form.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    version = desk.state().version("source", source_id)
    source = require_seen(desk, viewer, Source, source_id)
    page = EntryFormPage(
        title=f"Edit {source.description}",
        about=source.id,
        words="",
        button="Save",
        back=reverse("sources"),
        links=(("In the record", reverse("entry", args=[source.id])),),
    )
    return page, source, {**source_as_typed(source), "seen_version": version}
