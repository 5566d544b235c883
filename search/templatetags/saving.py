"""Links that save services and carry the saved ones on, for families without JavaScript."""

from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse

from search.documents import SearchDocument
from search.saved import BadSaved, read_saved, result_url

register = template.Library()


@register.simple_tag(takes_context=True)
def saved_ids(context: Context) -> tuple[str, ...]:
    """The saved services that the page's address carries; none when they can't be read."""
    return _saved(context)


@register.simple_tag(takes_context=True)
def list_url(context: Context) -> str:
    """The page of the saved services that the address carries."""
    return _list_url(_saved(context))


@register.simple_tag(takes_context=True)
def save_url(context: Context, uuid: object) -> str:
    """The page of the saved services with one more."""
    return _list_url((*_saved(context), str(uuid)))


@register.simple_tag(takes_context=True)
def search_url(context: Context, **parameters: str) -> str:
    """A new search with these parameters, which goes on with what is saved."""
    pairs = [(name, value) for name, value in parameters.items() if value]
    query = urlencode([*pairs, *(("ids", each) for each in _saved(context))])
    return f"{reverse('search')}?{query}" if query else reverse("search")


@register.simple_tag(takes_context=True)
def service_url(context: Context, document: SearchDocument, postcode: str = "") -> str:
    """A service's page as this search leads to it."""
    return result_url(document.url, postcode, _saved(context))


def _list_url(ids: tuple[str, ...]) -> str:
    address = reverse("shortlist")
    return f"{address}?ids={','.join(dict.fromkeys(ids))}" if ids else address


def _saved(context: Context) -> tuple[str, ...]:
    """Read once a page: each of its cards asks twice."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return ()
    saved: tuple[str, ...] | None = getattr(request, "saved_ids", None)
    if saved is None:
        saved = request.saved_ids = _read(request)  # type: ignore[attr-defined]
    return saved


def _read(request: HttpRequest) -> tuple[str, ...]:
    try:
        return read_saved(request.GET.getlist("ids"))
    except BadSaved:
        return ()
