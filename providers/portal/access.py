"""The one gate of the portal: nobody reaches a listing or organisation of others, by whatever id."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from providers.listings.models import Organisation, Service
from providers.listings.permissions import Listing, user_can_edit_listing, user_can_view_drafts
from tenants.accounts.requests import SignedInRequest

Extra = ParamSpec("Extra")
ListingView = Callable[Concatenate[SignedInRequest, Any, Extra], HttpResponse]
RoutedView = Callable[Concatenate[SignedInRequest, UUID, Extra], HttpResponse]


def service_view(view: ListingView[Extra]) -> RoutedView[Extra]:
    """Hand the view the service of that uuid: 404 for anyone outside its organisation, 403 when a viewer writes."""
    return _gate(view, lambda uuid: Service.objects.filter(uuid=uuid).first())


def organisation_view(view: ListingView[Extra]) -> RoutedView[Extra]:
    """The same for an organisation."""
    return _gate(view, lambda uuid: Organisation.objects.filter(uuid=uuid).first())


def member_view(view: ListingView[Extra]) -> RoutedView[Extra]:
    """Hand the view the organisation of that uuid, also for writing: the view's own service says who may."""
    return _gate(view, lambda uuid: Organisation.objects.filter(uuid=uuid).first(), writers_only=False)


def _gate(
    view: ListingView[Extra], find: Callable[[UUID], Listing | None], *, writers_only: bool = True
) -> RoutedView[Extra]:
    @wraps(view)
    def gated(request: HttpRequest, /, uuid: UUID, *args: Extra.args, **kwargs: Extra.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        listing = find(uuid)
        if listing is None or not user_can_view_drafts(request.user, listing):
            raise Http404
        if writers_only and request.method == "POST" and not user_can_edit_listing(request.user, listing):
            raise PermissionDenied("You can look at this organisation's listings but not change them.")
        return view(cast(SignedInRequest, request), listing, *args, **kwargs)

    return gated  # type: ignore[return-value] # addresses give `uuid` by name
