"""Links that leave the site, in mail and feeds, are on the council's own host."""

from django.conf import settings

from tenants.councils.models import Council
from tenants.councils.scope import current_council


def absolute_url(path: str, council: Council | None = None) -> str:
    """A full address of a path that starts with `/`, on the given council's host or on the one whose schema is open.

    Raises UnknownCouncil when neither is there.
    """
    host = (council or current_council()).domain
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PUBLIC_SCHEME}://{host}{port}{path}"
