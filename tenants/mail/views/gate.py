"""Who may open the pages about mails. Wagtail has sent everyone without admin access to sign in before."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tenants.accounts.models import User
from tenants.mail.permissions import keeps_mails

Extra = ParamSpec("Extra")


def keeper_view(
    view: Callable[Concatenate[HttpRequest, User, Extra], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Extra], HttpResponse]:
    """Hand the view the officer or manager, and answer 403 to anyone else."""

    @wraps(view)
    def gated(request: HttpRequest, /, *args: Extra.args, **kwargs: Extra.kwargs) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or not keeps_mails(user):
            return render(request, "mail/desk/not_allowed.html", status=403)
        return view(request, user, *args, **kwargs)

    return gated
