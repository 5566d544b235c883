"""Who a request is from: the person who signed in, and the network address."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from tenants.accounts.models import User


class SignedInRequest(HttpRequest):
    """What views behind a sign-in take: its user is never anonymous."""

    user: User


def address_of(request: HttpRequest) -> str:
    """The visitor's network address, taken from the proxy's header where the settings trust it."""
    return str(get_adapter().get_client_ip(request))
