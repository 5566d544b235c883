"""Mailing a list to the family itself: nothing of it is stored, neither the list nor the address."""

from dataclasses import replace
from email.utils import formataddr, make_msgid, parseaddr
from typing import Final

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from search.shortlist.plain_text import day_in_words, facts_of, list_as_text
from search.shortlist.selectors import Shortlist, shortlist_of
from tenants.councils.links import absolute_url
from tenants.councils.scope import current_council
from tenants.text.autolinks import unlinked

SEND_TASK: Final = "search.shortlist.tasks.mail_list"
SUBJECT: Final = "Your list from the SEND Local Offer"


def enqueue_list_mail(*, address: str, ids: tuple[str, ...], note: str = "") -> None:
    """Give a list to a worker to mail. Nothing is written, so there is no commit to wait for.

    Raises the broker's error when it can't be reached: no sweep would find what isn't stored.
    """
    noted = {"note": note} if note else {}  # a worker of the version before takes lists without one
    current_app.send_task(SEND_TASK, kwargs={"address": address, "ids": list(ids), **noted}, retry=False)


def send_list(*, address: str, ids: tuple[str, ...], note: str = "") -> None:
    """Mail a list of the open council as it is now, as plain text and as a page, with what its staff wrote for the
    family; raises what the mail server says."""
    shortlist = _with_plain_names(shortlist_of(ids))
    council = current_council()
    before = f"{note}\n\n" if note else ""
    after = f"See this list: {shortlist.share_url}\n\n{_why(council.name)}"
    message = EmailMultiAlternatives(
        subject=f"{SUBJECT} ({council.name})",
        body=f"{before}{list_as_text(shortlist, council)}\n\n{after}\n",
        from_email=formataddr((council.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=[address],
        reply_to=[council.email] if council.email else None,
        headers={"Message-ID": make_msgid("list", domain=council.domain)},
    )
    message.attach_alternative(_page(shortlist, note), "text/html")
    message.send()


def _with_plain_names(shortlist: Shortlist) -> Shortlist:
    """The list with names that no mail program makes a link of."""
    plain = (replace(hit, document=replace(hit.document, name=_plain(hit.document.name))) for hit in shortlist.hits)
    return replace(shortlist, hits=tuple(plain))


def _plain(name: str) -> str:
    return " ".join(unlinked(name).split())


def _page(shortlist: Shortlist, note: str) -> str:
    council = current_council()
    items = [(hit.document, absolute_url(hit.document.url), facts_of(hit)) for hit in shortlist.hits]
    words = {"items": items, "shortlist": shortlist, "day": day_in_words(shortlist), "council": council, "note": note}
    return render_to_string("search/shortlist/mail.html", {**words, "why": _why(council.name)})


def _why(council: str) -> str:
    return (
        f"Somebody asked for this list to be sent to you from the website of {council}. We did not keep your email "
        "address. If it was not you, you can delete this."
    )
