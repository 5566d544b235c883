"""Posted answers that are kept in the session of the browser that sent them, until their author has signed in again.

Never kept: passwords, keys of forms, files, and what is sent to pages that aren't ours. Nothing stays longer than two
hours.
"""

from dataclasses import asdict, dataclass, field
from time import time
from typing import Any, Final

from django.http import HttpRequest, QueryDict

from tenants.accounts.requests import page_before
from tenants.typed.author import TYPED_BY, author_of

SECONDS: Final = 2 * 60 * 60
MOST_FORMS: Final = 10
MOST_CHARACTERS: Final = 200_000
_KEY: Final = "typed"
_OWN: Final = frozenset({"csrfmiddlewaretoken", TYPED_BY})
_SECRET: Final = ("password",)
OUR_ROOMS: Final = ("localoffer", "tenants", "cms", "search", "providers")


@dataclass(frozen=True, slots=True)
class Kept:
    """One form: where it was sent, the page that it is on, its author's key, when (Unix time), its answers in order,
    and whether files came with it."""

    action: str
    page: str
    by: int
    at: float
    answers: list[list[str]] = field(default_factory=list)
    files: bool = False

    def as_posted(self) -> QueryDict:
        """The answers as they were posted."""
        posted = QueryDict(mutable=True)
        for name, value in self.answers:
            posted.appendlist(name, value)
        return posted


def keep_typed(request: HttpRequest) -> Kept | None:
    """Keep the posted answers for their author; None where there is nothing to keep, or nobody to keep it for."""
    author = author_of(request.POST)
    answers = [[name, value] for name, values in request.POST.lists() if _may_be_kept(name) for value in values]
    length = sum(len(name) + len(value) for name, value in answers)
    if author is None or not _is_ours(request) or not any(value for _, value in answers) or length > MOST_CHARACTERS:
        return None
    kept = Kept(request.path, _page_of(request), author, time(), answers, bool(request.FILES))
    others = [each for each in _all(request) if (each.action, each.page) != (kept.action, kept.page)]
    _store(request, [*others, kept][-MOST_FORMS:])
    return kept


def kept_for(request: HttpRequest) -> list[Kept]:
    """What is kept for the person who is signed in; what others typed in this browser is forgotten."""
    every = _all(request)
    own = [each for each in every if each.by == request.user.pk]
    if own != every:
        _store(request, own)
    return own


def show_typed(request: HttpRequest) -> Kept | None:
    """What is kept for the page that is opened, for a view that shows it itself; None when nothing is."""
    kept = next((each for each in kept_for(request) if each.page == request.get_full_path()), None)
    request.typed_is_shown = kept is not None  # type: ignore[attr-defined] # the middleware asks
    return kept


def forget_typed(request: HttpRequest, kept: Kept) -> None:
    """Keep this one no longer."""
    _store(request, [each for each in _all(request) if each != kept])


def _all(request: HttpRequest) -> list[Kept]:
    stored: list[dict[str, Any]] = request.session.get(_KEY, [])
    return [Kept(**each) for each in stored if time() - each["at"] < SECONDS]


def _store(request: HttpRequest, every: list[Kept]) -> None:
    if every:
        request.session[_KEY] = [asdict(each) for each in every]
        if not request.user.is_authenticated:
            request.session.set_expiry(SECONDS)
    else:
        request.session.pop(_KEY, None)


def _may_be_kept(name: str) -> bool:
    return name not in _OWN and not any(word in name.lower() for word in _SECRET)


def _is_ours(request: HttpRequest) -> bool:
    page = request.resolver_match.func if request.resolver_match else None
    view = getattr(page, "view_class", page)
    return getattr(view, "__module__", "").split(".")[0] in OUR_ROOMS


def _page_of(request: HttpRequest) -> str:
    """The page that the form is on: the one it came from, on this host, else the one it was sent to."""
    before = page_before(request)
    if before is None:
        return request.path
    return before.path + (f"?{before.query}" if before.query else "")
