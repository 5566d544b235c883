"""What pages need beside Wagtail's own views: the advice of a council, and documents as downloads from its own host."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import Document, document_served
from wagtail.views import serve

from cms.pages.selectors import content_type_of, has_advice
from tenants.files.downloads import file_answer, kept_apart

ADVICE_PATH: Final = "advice/"


@require_safe
def advice(request: HttpRequest) -> HttpResponseBase:
    """The council's page of advice by topic, which every page leads to; all its pages in the search where it has none.

    It has an address here because the frame leads to it before anybody has made the page.
    """
    if has_advice():
        answer: HttpResponseBase = serve(request, ADVICE_PATH)
        return answer
    return redirect(f"{reverse('search')}?kind=page")


@require_safe
def document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponseBase:
    """One document, for those whom its collection lets read it: Wagtail's hooks say who that is."""
    found: Any = get_object_or_404(Document, id=document_id)
    if found.filename != document_filename:
        raise Http404
    for hook in hooks.get_hooks("before_serve_document"):
        answer = hook(found, request)
        if isinstance(answer, HttpResponse):
            return answer
    document_served.send(sender=Document, instance=found, request=request)
    etag = quote_etag(found.file_hash) if found.file_hash else None
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            content = found.file.storage.open(found.file.name)
        except OSError as error:
            raise Http404 from error
        response = file_answer(content, name=found.filename, content_type=content_type_of(found))
    if etag:
        response["ETag"] = etag
    return kept_apart(response)
