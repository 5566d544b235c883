"""Bringing a visitor's words to the council. Nothing else keeps them: the mail forgets its text once it has gone."""

import structlog
from django.db import transaction
from django.utils.crypto import salted_hmac

from search.documents import SearchDocument
from search.page_problems.mails import PAGE_PROBLEM
from tenants.councils.links import absolute_url
from tenants.councils.scope import current_council
from tenants.mail.services.outbox import owe_templated

log = structlog.get_logger(__name__)


@transaction.atomic
def tell_problem(*, page: SearchDocument, words: str, reply_to: str = "") -> bool:
    """Owe the open council, at its own address, a mail with what somebody says is wrong with a page.

    False when the same words about it, with the same address to answer, were told before. Who tells needs no account.
    """
    said = f"{page.key}\n{words}\n{reply_to}"
    is_new = owe_templated(
        event=f"page-problem:{page.key}:{salted_hmac('page-problem', said, algorithm='sha256').hexdigest()}",
        to=current_council().email,
        template=PAGE_PROBLEM,
        about={},
        values={
            "page": page.name,
            "link": absolute_url(page.url),
            "words": words,
            "reply_to": reply_to,
        },
    )
    log.info("page_problem_told", page=page.key, is_new=is_new)
    return is_new
