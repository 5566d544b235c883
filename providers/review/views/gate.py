"""Who may open the review desk. Wagtail has sent everyone without admin access to sign in before."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from providers.review.permissions import reviews_step
from tenants.accounts.models import User
from tenants.accounts.roles import is_manager, is_officer

Extra = ParamSpec("Extra")
StaffView = Callable[Concatenate[HttpRequest, User, Extra], HttpResponse]
RoutedView = Callable[Concatenate[HttpRequest, Extra], HttpResponse]


def officer_view(view: StaffView[Extra]) -> RoutedView[Extra]:
    """Hand the view the officer, and answer 403 to anyone else."""
    return _gated(view, is_officer)


def reviewer_view(view: StaffView[Extra]) -> RoutedView[Extra]:
    """Hand the view an officer, or a partner who gives second approvals; 403 to anyone else."""
    return _gated(view, lambda user: is_officer(user) or reviews_step(user, second=True))


def manager_view(view: StaffView[Extra]) -> RoutedView[Extra]:
    """Hand the view a manager, and answer 403 to anyone else."""
    return _gated(view, is_manager)


def _gated(view: StaffView[Extra], may: Callable[[User], bool]) -> RoutedView[Extra]:
    """Wagtail would turn PermissionDenied into a redirect."""

    @wraps(view)
    def gated(request: HttpRequest, /, *args: Extra.args, **kwargs: Extra.kwargs) -> HttpResponse:
        if not isinstance(request.user, User) or not may(request.user):
            return render(request, "review/not_allowed.html", status=403)
        return view(request, request.user, *args, **kwargs)

    return gated
