"""Who may open a page of the desk. Wagtail has sent everyone without admin access to sign in before."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from tenants.accounts.models import User
from tenants.accounts.roles import is_manager, is_officer, is_officer_or_manager
from tenants.accounts.selectors import managers

Extra = ParamSpec("Extra")
StaffView = Callable[Concatenate[HttpRequest, User, Extra], HttpResponseBase]
RoutedView = Callable[Concatenate[HttpRequest, Extra], HttpResponseBase]


def staff_view(may: Callable[[User], bool], whom: str) -> Callable[[StaffView[Extra]], RoutedView[Extra]]:
    """Hand the view the person who may open it; anyone else gets 403 and reads that it is for `whom` (a plural).

    An answer of our own, as Wagtail would turn PermissionDenied into a redirect.
    """

    def gate(view: StaffView[Extra]) -> RoutedView[Extra]:
        @wraps(view)
        def gated(request: HttpRequest, /, *args: Extra.args, **kwargs: Extra.kwargs) -> HttpResponseBase:
            if not isinstance(request.user, User) or not may(request.user):
                return render(request, "desk/not_allowed.html", {"whom": whom, "managers": managers()}, status=403)
            return view(request, request.user, *args, **kwargs)

        return gated

    return gate


officer_view: Final = staff_view(is_officer, "officers")
manager_view: Final = staff_view(is_manager, "managers")
officer_or_manager_view: Final = staff_view(is_officer_or_manager, "officers and managers")
