"""Who a form was filled in by: each form names the person it was shown to, signed, as their sign-in may end meanwhile.

Without it nobody could tell whose words a form holds that comes without a sign-in, and another site could put words
into somebody's mouth.
"""

from datetime import timedelta
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from tenants.accounts.models import User
from tenants.councils import signing
from tenants.councils.errors import UnknownCouncil

TYPED_BY: Final = "typed-by"
LASTS: Final = timedelta(days=1)
_PURPOSE: Final = "typed-by"


def author_mark(user: User | AnonymousUser | None) -> str:
    """What a form carries for the person that it is shown to; empty for nobody, and outside a council."""
    if not isinstance(user, User):
        return ""
    try:
        return signing.dumps(user.pk, purpose=_PURPOSE)
    except UnknownCouncil:
        return ""


def author_of(posted: QueryDict) -> int | None:
    """The key of the person whom a posted form was shown to, within the last day; None when it doesn't say."""
    try:
        return int(signing.loads(posted.get(TYPED_BY, ""), purpose=_PURPOSE, max_age=LASTS))
    except (signing.BadSignature, ValueError, TypeError):
        return None
