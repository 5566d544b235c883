"""What a family sends from the form, and comments that it made."""

import secrets
from time import time
from typing import Any

from cms.voice.models import Comment
from cms.voice.selectors import shown_page
from cms.voice.services.telling import Said, tell
from cms.voice.signed_forms import PURPOSE
from providers.listings.models import Service
from tenants.councils.signing import dumps

QUALITY = "The staff were kind, but nobody rang us back for three weeks."


def comment_form(*, open_for: float = 60, **answers: str) -> dict[str, str]:
    """The fields of the form as somebody sends them who had its page open for so many seconds."""
    opened = dumps([secrets.token_hex(8), round((time() - open_for) * 1000)], purpose=PURPOSE)
    return {
        "theme": "quality",
        "words": QUALITY,
        "who": "parent",
        "email": "",
        "website": "",
        "opened": opened,
    } | answers


def told(service: Service | None = None, **said: Any) -> Comment:
    """A comment from the form, on a service or on the whole offer."""
    about = shown_page(service.uuid) if service else None
    given = {"theme": "quality", "who": "parent", "words": QUALITY, **said}
    return tell(said=Said(**given), about=about, opening=secrets.token_hex(8))
