"""Sessions that end 12 hours after their person signed in, whatever was done in them since."""

from time import time
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db

from tenants.accounts.adapters import SIGNED_IN_AT


class SessionStore(db.SessionStore):
    """Django's rows of sessions, whose own end moves on each time something is written."""

    def load(self) -> dict[str, Any]:
        """What the session holds: nothing once it is over, as for one that Django finds expired."""
        held: dict[str, Any] = super().load()
        if time() - held.get(SIGNED_IN_AT, time()) < settings.SESSION_COOKIE_AGE:
            return held
        self._session_key = None
        return {}
