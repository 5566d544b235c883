"""The standard words of mails about decisions on listings."""

from typing import Final

from tenants.mail.templates import GREETING, Holds, MailTemplate, Placeholder, link_to

_SHARED: Final = {
    "greeting": GREETING,
    "kind": Placeholder(what="“service” or “organisation”", sample="service"),
    "name": Placeholder(what="Its name, as it was sent", sample="Night Owls sleep help"),
    "link": link_to("Its page for those who look after it", "https://council.example/provider"),
}
_REASON: Final = Placeholder(
    what="What the officer wrote; may be empty", sample="Say who it is for.", holds=Holds.COUNCIL
)
_PUBLIC: Final = link_to(
    "Its page for families; empty for an organisation, and while it is hidden",
    "https://council.example/services/night-owls",
)
_SEEN: Final = Placeholder(what="Whether families see it now, or it is hidden", sample="Families can see it now.")

APPROVED: Final = MailTemplate(
    name="review-approved",
    title="Approved",
    description="Tells whoever sent a service or organisation that it was approved, and whether families see it.",
    subject="Approved: {name}",
    body="""{greeting},

{council} has approved your {kind} “{name}”. {seen}

See it: {public_link}

The council says: {reason}

Manage it: {link}

Thank you for keeping the SEND Local Offer up to date.

{council}""",
    placeholders={**_SHARED, "reason": _REASON, "public_link": _PUBLIC, "seen": _SEEN},
)
EDITED: Final = MailTemplate(
    name="review-edited",
    title="Approved with corrections",
    description="Tells whoever sent a service or organisation that it was approved, and what the council corrected.",
    subject="Approved with corrections: {name}",
    body="""{greeting},

{council} has approved your {kind} “{name}”, and corrected something. {seen}

What the council corrected:
{corrections}

See it: {public_link}

The council says: {reason}

If a correction is wrong, change it and send it again: {link}

{council}""",
    placeholders={
        **_SHARED,
        "reason": _REASON,
        "public_link": _PUBLIC,
        "seen": _SEEN,
        "corrections": Placeholder(
            what="Each corrected field with its words before and after",
            sample="Summary\nBefore: Sleap help\nNow: Sleep help",
            required=True,
            holds=Holds.LINES,
        ),
    },
)
CHANGES_ASKED: Final = MailTemplate(
    name="review-changes-asked",
    title="Please change something",
    description="Asks whoever sent a service or organisation to change something, field by field where that fits.",
    subject="Please change: {name}",
    body="""{greeting},

{council} has looked at your {kind} “{name}” and asks you to change something before families can see it.

What to change: {reason}

{fields}

Change it and send it again: {link}

Your work is saved. This changes nothing in what families see.

{council}""",
    placeholders={
        **_SHARED,
        "reason": _REASON,
        "fields": Placeholder(
            what="Each field with what to change in it; may be empty",
            sample="Summary: please say which ages it is for.",
            required=True,
            holds=Holds.COUNCIL,
        ),
    },
)
REJECTED: Final = MailTemplate(
    name="review-rejected",
    title="Not accepted",
    description="Tells whoever sent a service or organisation that it was not accepted, and why.",
    subject="Not accepted: {name}",
    body="""{greeting},

{council} has not accepted your {kind} “{name}”.

Why: {reason}

This changes nothing in what families see. You can change your {kind} and send it again: {link}

If you think this is wrong, reply to this e-mail.

Our phone number: {council_phone}

{council}""",
    placeholders={
        **_SHARED,
        "reason": Placeholder(what="Why", sample="It is not about SEND.", required=True, holds=Holds.COUNCIL),
    },
)


_SAID: Final = {
    "greeting": GREETING,
    "name": _SHARED["name"],
    "subject": Placeholder(what="“Closed for now” or “Waiting time”", sample="Closed for now"),
    "words": Placeholder(what="What was said", sample="Ask for Sam", holds=Holds.LINES),
    "link": link_to("Where it can be said differently", "https://council.example/provider"),
}
WORDS_APPROVED: Final = MailTemplate(
    name="review-words-approved",
    title="Words approved that were said without review",
    description="Tells whoever said words with a closure or a waiting time that families read them now.",
    subject="Families read it now: {name}",
    body="""{greeting},

You wrote about “{name}” ({subject}):

{words}

{council} has looked at it. Families read it now.

Change it here: {link}

{council}""",
    placeholders=_SAID,
)
WORDS_TAKEN_DOWN: Final = MailTemplate(
    name="review-words-taken-down",
    title="Words taken down that were said without review",
    description="Tells whoever said words with a closure or a waiting time that families don't read them, and why.",
    subject="Please say it differently: {name}",
    body="""{greeting},

You wrote about “{name}” ({subject}):

{words}

Families don't read these words. {council} says: {reason}

Say it differently here: {link}

{council}""",
    placeholders={
        **_SAID,
        "reason": Placeholder(what="Why", sample="It names a person.", required=True, holds=Holds.COUNCIL),
    },
)
