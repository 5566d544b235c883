"""A request of somebody who signed in."""

from django.http import HttpRequest

from tenants.accounts.models import User


class SignedInRequest(HttpRequest):
    """What views behind a sign-in take: its user is never anonymous."""

    user: User
