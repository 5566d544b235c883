"""What must be in no log: a family's words, postcode and addresses, and what mailed links are worth."""

import re
from typing import Final
from urllib.parse import quote, quote_plus

NEED: Final = "zebraneed seizures"
POSTCODE: Final = "MK9 3XS"
ADDRESS: Final = "family.canary@example.org"
TOKEN: Final = "WzEsInplYnJhIl0:1wZbRa:" + "s3cr3tT0k3n_" * 4
SHORT_TOKEN: Final = "zt0ken-ab12"
VISITOR: Final = "198.51.100.77"

MARKS: Final = {
    "need": re.compile("zebraneed|seizures", re.IGNORECASE),
    "postcode": re.compile(r"MK9\W{0,3}(20)?3XS", re.IGNORECASE),
    "address": re.compile("family.canary"),
    "token": re.compile("s3cr3tT0k3n|WzEsInplYnJhIl0|zt0ken"),
    "visitor": re.compile(r"198\.51\.100\.77"),
}

QUERY: Final = f"q={quote_plus(NEED)}&postcode={quote_plus(POSTCODE)}&email={quote(ADDRESS)}&key={TOKEN}"
PATHS: Final = {
    "search": f"/search/?{QUERY}",
    "api": f"/api/search?{QUERY}",
    "suggest": f"/api/suggest?{QUERY}",
    "words alone": f"/search/?q={quote_plus(NEED)}",
    "encoded query": f"/search/{quote('?' + QUERY)}",
    "mistyped": f"/{quote(NEED)}/{quote(POSTCODE)}?{QUERY}",
    "sign-in link": f"/accounts/login/link/{TOKEN}/?{QUERY}",
    "invitation": f"/provider/invitations/{TOKEN}/",
    "short invitation": f"/provider/invitations/{SHORT_TOKEN}/",
    "staff invitation": f"/accounts/invitations/{SHORT_TOKEN}/",
    "reset": f"/accounts/password/reset/key/1-{SHORT_TOKEN}/",
    "reminder": f"/still-correct/{TOKEN}/",
    "stopped mails": f"/mail/stop/{SHORT_TOKEN}/",
    "list": f"/shortlist/?ids={SHORT_TOKEN}&{QUERY}",
    "sign-in": f"/accounts/login/?next=/provider/invitations/{SHORT_TOKEN}/",
    "admin": f"/admin/reports/?{QUERY}",
    "static": f"/static/{SHORT_TOKEN}?{QUERY}",
}
"""What families and guests ask for, each with something that no log may hold."""

HEADERS: Final = {
    "Referer": f"https://alpha.localhost/search/?{QUERY}",
    "X-Forwarded-For": VISITOR,
}


def found_in(lines: list[str]) -> list[str]:
    """The lines that hold a mark, each led by what it is of."""
    return [f"{kind}: {line}" for line in lines for kind, mark in MARKS.items() if mark.search(line)]
