"""Who changes listings on the desk, and the listing that an address names."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from providers.listings.models import Organisation, Service
from tenants.accounts.models import User
from tenants.desk.gates import officer_view

Extra = ParamSpec("Extra")
ListingView = Callable[Concatenate[HttpRequest, User, Any, Extra], HttpResponseBase]
RoutedView = Callable[Concatenate[HttpRequest, UUID, Extra], HttpResponseBase]


def service_view(view: ListingView[Extra]) -> RoutedView[Extra]:
    """Hand an officer's view the service of that uuid, whoever looks after it."""
    return _gate(view, lambda uuid: get_object_or_404(Service.objects.select_related("organisation"), uuid=uuid))


def organisation_view(view: ListingView[Extra]) -> RoutedView[Extra]:
    """The same for an organisation."""
    return _gate(view, lambda uuid: get_object_or_404(Organisation, uuid=uuid))


def _gate(view: ListingView[Extra], find: Callable[[UUID], Any]) -> RoutedView[Extra]:
    @officer_view
    @wraps(view)
    def gated(
        request: HttpRequest, officer: User, /, uuid: UUID, *args: Extra.args, **kwargs: Extra.kwargs
    ) -> HttpResponseBase:
        return view(request, officer, find(uuid), *args, **kwargs)

    return gated  # type: ignore[return-value] # addresses give `uuid` by name
