"""The demo's people, as a browser signs them in."""

import re
from dataclasses import dataclass
from pathlib import Path

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page

from localoffer.demo.people import PASSWORD, TOTP_SECRET


@dataclass(frozen=True)
class Site:
    """Where the demo is served."""

    port: int
    mail: Path

    def at(self, council: str, path: str = "/") -> str:
        """An address on a council's host; the bare host when `council` is empty."""
        host = f"{council}.localhost" if council else "localhost"
        return f"http://{host}:{self.port}{path}"

    def mails(self) -> str:
        """Everything that was mailed so far."""
        return "\n".join(path.read_text() for path in sorted(self.mail.glob("*.log")))


def sign_in(page: Page, site: Site, council: str, who: str, *, staff: bool = False) -> None:
    """Sign `who` (the name before the @) in on the council's host, with the second factor when staff."""
    page.goto(site.at(council, "/accounts/login/"))
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill(f"{who}@{council}.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name=re.compile("sign in", re.IGNORECASE)).click()
    if staff:
        counter = next(iter(yield_hotp_counters_from_time()))
        page.locator("main input[name=code]").fill(format_hotp_value(hotp_value(TOTP_SECRET, counter)))
        page.locator("main").get_by_role("button", name=re.compile("sign in", re.IGNORECASE)).click()
