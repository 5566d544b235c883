"""Mail that is owed in the transaction of its event and sent after the commit (`tenants.mail.services.delivery`)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from django.db import transaction
from django.utils import timezone

from tenants.accounts.models import User
from tenants.councils.enqueue import enqueue_after_commit
from tenants.councils.services.due_tasks import run_at, run_within
from tenants.mail.limits import count_mail
from tenants.mail.models import Mail
from tenants.mail.selectors import PERSON, has_stopped, render_words, stop_url_of, words_of
from tenants.mail.templates import About, MailTemplate, greeting

SEND_TASK: Final = "tenants.mail.tasks.send_owed_mail"
SWEEP_TASK: Final = "tenants.mail.tasks.sweep_mail"
SWEPT_WITHIN: Final = timedelta(minutes=1)
NOTHING: Final[About] = MappingProxyType({})


@transaction.atomic
def owe_mail(
    *,
    event: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    topic: str = "",
    not_before: datetime | None = None,
    template: str = "",
    about: About = NOTHING,
) -> bool:
    """Owe somebody a mail in the caller's transaction; False when the event was told before.

    A mail with the name of its `template` goes only while it is true of what it is `about` (`register_template`). It is
    handed to a worker after the commit. That may fail: the sweep finds what wasn't sent. With `not_before` it
    waits until then, and `cancel_mail` can still take it back. A `topic` is a kind of mail that people can turn off.
    """
    words = {"to": to, "subject": " ".join(subject.split())[:200], "text": text, "html": html, "topic": topic}
    told = {"template": template, "about": dict(about), "try_at": not_before or timezone.now()}
    mail, is_new = Mail.objects.get_or_create(event=event, defaults={**words, **told})
    if is_new and not_before is None:
        run_within(SWEEP_TASK, SWEPT_WITHIN)
        enqueue_after_commit(SEND_TASK, mail.pk)
    elif is_new and not_before is not None:
        run_at(SWEEP_TASK, not_before)
    return is_new


@transaction.atomic
def owe_templated(
    *,
    event: str,
    to: str,
    template: MailTemplate,
    values: Mapping[str, str],
    about: About,
    topic: str = "",
    not_before: datetime | None = None,
    sender: str | None = None,
) -> bool:
    """Owe a mail in the council's own words or the standard ones (`tenants.mail.templates`), as text and HTML.

    `values` has one for each of the template's placeholders, and may have others; an empty one drops its paragraph.
    `about` is what its check asks when it leaves.
    With a `topic`, a link that turns such mails off is added, and who did so gets none. False when the event was told
    before or is unwanted. A template with limits needs its `sender` (`tenants.mail.limits`). Raises TooManyMails beyond
    them; KeyError for a placeholder without a value, ValueError for a link that isn't ours, or without a sender.
    """
    if topic and has_stopped(to, topic):
        return False
    mail = render_words(template, words_of(template), values, stop_url=stop_url_of(to, topic) if topic else "")
    is_new = owe_mail(
        event=event,
        to=to,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        topic=topic,
        not_before=not_before,
        template=template.name,
        about=about,
    )
    if is_new and template.limits:
        if sender is None:
            raise ValueError(f"Who has a mail “{template.title}” sent?")
        count_mail(template.name, template.limits, sender=sender, to=to)
    return is_new


def owe_to_person(
    *,
    event: str,
    person: User,
    template: MailTemplate,
    values: Mapping[str, str],
    about: About,
    topic: str = "",
    not_before: datetime | None = None,
    sender: str | None = None,
) -> bool:
    """Owe somebody with an account a mail that greets them by name; otherwise as `owe_templated`. Its check finds their
    key as `person`."""
    return owe_templated(
        event=event,
        to=person.email,
        template=template,
        values={"greeting": greeting(person.name), **values},
        about={**about, PERSON: person.pk},
        topic=topic,
        not_before=not_before,
        sender=sender,
    )


def cancel_mail(event_prefix: str) -> int:
    """Take back, in the caller's transaction, mails of events that start so and haven't gone; gives how many.

    One that is being sent at this moment may still arrive. The same events may be told again.
    Raises ValueError for an empty prefix, which would take back everything.
    """
    if not event_prefix:
        raise ValueError("Taking mail back needs the start of its event.")
    return Mail.objects.filter(event__startswith=event_prefix, sent_at=None).delete()[0]
