"""The demo's people, as a browser signs them in."""

import re
from dataclasses import dataclass
from email import message_from_string, policy
from pathlib import Path

from playwright.sync_api import Page, expect

from localoffer.demo.councils import COUNCILS
from localoffer.demo.people import PASSWORD, PEOPLE
from tests.factories.people import code_for

BETWEEN_MAILS = re.compile(r"(?m)^-{79}$")


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
        return "\n".join(self._whole_mails())

    def mailed_to(self, address: str) -> list[str]:
        """The plain words of each mail to an address, the oldest first."""
        mails = [message_from_string(text.strip(), policy=policy.default) for text in self._whole_mails()]
        return [mail.get_body(("plain",)).get_content() for mail in mails if mail["To"] == address]

    def _whole_mails(self) -> list[str]:
        """Each mail that is written to its end: what follows the last line between mails still is being written."""
        files = [path.read_text(errors="replace") for path in sorted(self.mail.glob("*.log"))]
        return [mail for text in files for mail in BETWEEN_MAILS.split(text)[:-1]]


CODES = 3
_used: set[tuple[str, str]] = set()


def _fresh_code(page: Page, secret: str) -> str:
    """The authenticator's code of now. It is good for one sign-in, so a second one waits for the next."""
    while (secret, code := code_for(secret)) in _used:
        page.wait_for_timeout(250)
    _used.add((secret, code))
    return code


def _prove(page: Page, secret: str) -> None:
    """Type a code; another, when its 30 seconds ended on the way."""
    code = page.locator("main input[name=code]")
    for _ in range(CODES):
        code.fill(_fresh_code(page, secret))
        with page.expect_navigation():
            page.locator("main").get_by_role("button").first.click()
        if not code.count():
            return


def sign_in(page: Page, site: Site, council: str, who: str) -> None:
    """Sign `who` (the name before the @) in on the council's host, with the second factor that staff have."""
    person = next(each for each in PEOPLE if each.key == who)
    page.goto(site.at(council, "/accounts/login/"))
    main = page.locator("main")
    main.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill(f"{who}@{council}.example")
    main.get_by_label("Password", exact=True).fill(PASSWORD)
    main.get_by_role("button", name=re.compile("sign in", re.IGNORECASE)).click()
    secret = person.secret(next(each for each in COUNCILS if each.slug == council))
    if secret:
        _prove(page, secret)
    expect(page).not_to_have_url(re.compile("/accounts/"))
