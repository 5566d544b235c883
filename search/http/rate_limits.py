"""How often one network address may search a council's Local Offer: far more than any family or helpline does."""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from search.http.responses import refused_for_now
from tenants.accounts.requests import address_of
from tenants.councils.rate_limits import within_limit_of_network

MINUTE: Final = 60
TOO_OFTEN: Final = "That is a lot of searches from one place. Wait a minute, then try again."
View = Callable[..., HttpResponse]


def limited(action: str) -> Callable[[View], View]:
    """Answers 429 with Retry-After beyond SEARCH_REQUESTS_A_MINUTE of an action: JSON under `/api/`, else a page.

    It asks the cache alone, never the database. 0 in the setting takes the limit away.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            most = settings.SEARCH_REQUESTS_A_MINUTE
            if most and not within_limit_of_network(action, address_of(request), most=most, seconds=MINUTE):
                return refused_for_now(
                    request,
                    status=429,
                    template="search/too_often.html",
                    field="request",
                    message=TOO_OFTEN,
                    seconds=MINUTE,
                )
            return view(request, *args, **kwargs)

        return answer

    return decorate
