"""Who may open these pages. Wagtail has sent everyone without admin access to sign in before."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tenants.accounts.models import User
from tenants.accounts.roles import is_officer

Extra = ParamSpec("Extra")
OfficerView = Callable[Concatenate[HttpRequest, User, Extra], HttpResponse]
RoutedView = Callable[Concatenate[HttpRequest, Extra], HttpResponse]


def officer_view(view: OfficerView[Extra]) -> RoutedView[Extra]:
    """Hand the view the officer, and answer 403 to anyone else: Wagtail would turn PermissionDenied into a redirect."""

    @wraps(view)
    def gated(request: HttpRequest, /, *args: Extra.args, **kwargs: Extra.kwargs) -> HttpResponse:
        if not isinstance(request.user, User) or not is_officer(request.user):
            return render(request, "people/desk/not_allowed.html", status=403)
        return view(request, request.user, *args, **kwargs)

    return gated
