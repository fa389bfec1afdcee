"""Documents: the list, each with its words, and its file."""

from __future__ import annotations

from django.http import HttpResponse

from goodoffices.storage.auditing import note_deed
from goodoffices.web.access import door
from goodoffices.web.actions.documents import edit_document as save
from goodoffices.web.forms.documents import DocumentForm
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries import documents as queries
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import download, show
from goodoffices.web.views.record_answering import answer_form, then_to


@door(Deed.LOOK)
def show_documents(request: CaseRequest) -> HttpResponse:
    """Every document."""
    may_write = may(request.user, Deed.REVIEW)
    viewer = viewer_of(request.user)
    return show(request, queries.documents_page(request.desk, viewer, may_write=may_write))


@door(Deed.LOOK)
def show_document(request: CaseRequest, document_id: str) -> HttpResponse:
    """One document, with every statement that was taken from it marked."""
    page = queries.document_page(
        request.desk,
        viewer_of(request.user),
        document_id,
        may_write=may(request.user, Deed.KEEP),
        may_take=may(request.user, Deed.TAKE_OUT),
    )
    return show(request, page)


@door(Deed.TAKE_OUT)
def take_document(request: CaseRequest, document_id: str) -> HttpResponse:
    """The file of a document, to be kept elsewhere."""
    file = queries.file_of(request.desk, viewer_of(request.user), document_id)
    note_deed(request.user, "document taken out", about=document_id)
    return download(file.read_bytes(), file.name, kind="application/octet-stream")


@door(Deed.KEEP)
def edit_document(request: CaseRequest, document_id: str) -> HttpResponse:
    """What is known of a document beside its words."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member

    def make(data: object) -> DocumentForm:
        return DocumentForm(data, initial=queries.document_to_edit(desk, viewer, document_id)[1])

    return answer_form(
        request,
        make,
        page=queries.document_to_edit(desk, viewer, document_id)[0],
        act=lambda form: save(
            desk, document_id, form.said(by=by), seen=form.cleaned_data["seen_version"], by=by
        ),
        then=then_to("document", document_id),
    )
