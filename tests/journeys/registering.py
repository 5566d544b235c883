"""Somebody new, as a browser registers them: an address proved by a mailed code, then a page of choices."""

import re
import signal

from playwright.sync_api import expect

PASSWORD = "three quiet hedgehogs"


def mailed_to(site, address, pattern):
    """What fits the pattern in the newest mail to an address that has it; a reminder may have come since."""
    for _ in range(240):
        found = [words for mail in site.mailed_to(address) for words in re.findall(pattern, mail, re.MULTILINE)]
        if found:
            return found[-1]
        signal.sigtimedwait([], 0.25)
    raise AssertionError(f"No mail to {address} has {pattern}")


def register(page, site, council, address):
    """Register and prove the address."""
    page.goto(site.at(council, "/accounts/login/"))
    page.get_by_role("link", name="Register to look after your listings").click()
    page.get_by_label("Your name").fill("Nia New")
    page.get_by_label("Email address").fill(address)
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_role("heading", name="Check your email")).to_be_visible()
    page.get_by_label("6-digit code").fill(mailed_to(site, address, r"^\d{6}$"))
    page.get_by_role("button", name="Continue").click()


def choose(page, words):
    """Answer a page of radios."""
    page.get_by_label(words).check()
    page.get_by_role("button", name="Continue").click()
