"""Links that save services and carry the saved ones on, for families without JavaScript."""

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from search.saved import BadSaved, read_saved
from search.templatetags.markup import fill, icon

register = template.Library()
_SAVE: Final = """<a class="lo-save lo-no-print" href="{address}" rel="nofollow" data-save="{uuid}">{star}\
<span>{word}</span><span class="govuk-visually-hidden"> {name}</span></a>"""


@register.simple_tag(takes_context=True)
def saved_ids(context: Context) -> tuple[str, ...]:
    """The saved services that the page's address carries; none when they can't be read."""
    return _saved(context)


@register.simple_tag(takes_context=True)
def list_url(context: Context) -> str:
    """The page of the saved services that the address carries."""
    return _list_url(_saved(context))


@register.simple_tag(takes_context=True)
def save_link(context: Context, uuid: UUID, name: str) -> SafeString:
    """Puts a service on the family's list: a link with the list in its address; list.js makes it a button."""
    saved = _saved(context)
    return link_to_save(str(uuid), name, saved=saved, list_address=_list_url(saved))


@register.simple_tag(takes_context=True)
def search_url(context: Context, **parameters: str) -> str:
    """A new search with these parameters, which goes on with what is saved."""
    pairs = [(name, value) for name, value in parameters.items() if value]
    query = urlencode([*pairs, *(("ids", each) for each in _saved(context))])
    return f"{reverse('search')}?{query}" if query else reverse("search")


def link_to_save(uuid: str, name: str, *, saved: tuple[str, ...], list_address: str) -> SafeString:
    """The same for a page that has many: `saved` is on the list already, `list_address` is the list's page."""
    added = "" if uuid in saved else f"{',' if saved else '?ids='}{uuid}"
    word = "Save" if added else "Saved"
    return fill(_SAVE, address=f"{list_address}{added}", uuid=uuid, star=icon("star"), word=word, name=name)


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
