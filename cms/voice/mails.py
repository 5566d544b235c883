"""The standard words of mails about comments. None carries a comment: whoever may read it opens its page."""

from typing import Final

from tenants.mail.limits import DAY, Limits
from tenants.mail.templates import GREETING, MailTemplate, Placeholder, link_to

CONCERN: Final = MailTemplate(
    name="comment-concern",
    title="A comment may be about a child in danger",
    description="Goes at once to whoever keeps children safe, when a comment speaks of danger or an officer says so.",
    subject="A comment needs to be looked at now",
    body="""A comment on the SEND Local Offer may be about a child or young person who isn’t safe.

Read it now: {link}

You need to sign in. Whoever wrote it has been shown whom to call.

{council}""",
    placeholders={"link": link_to("The comment's page", "https://council.example/admin/voice/1/", required=True)},
)

FACT_REPORTED: Final = MailTemplate(
    name="fact-reported",
    title="Somebody says that something in a listing is wrong",
    description="Goes to a listing's people, when a visitor says that a phone number, time or other fact is wrong.",
    subject="Is this right: {name}?",
    body="""{greeting},

A visitor says that something on the page of “{name}” is wrong. Please look, and answer with one button:

{link}

{council}""",
    placeholders={
        "greeting": GREETING,
        "name": Placeholder(what="The listing", sample="Night Owls"),
        "link": link_to("The page with what they said", "https://council.example/provider/", required=True),
    },
    limits=Limits(from_one=300, to_one=10, of_council=300, seconds=DAY),
)

ANSWERED: Final = MailTemplate(
    name="comment-answered",
    title="Your comment has been answered",
    description="Goes to the writer of a comment who left an email address, once there is something to read.",
    subject="What became of your comment",
    body="""Hello,

You told us what you think of the SEND Local Offer. Thank you. Read what became of it:

{link}

We delete this email address 90 days after our answer, or sooner if you ask us to on that page.

{council}

{council_phone}""",
    placeholders={"link": link_to("The receipt's page", "https://council.example/feedback/1/", required=True)},
)

COMMENTS_WAIT: Final = MailTemplate(
    name="comments-wait",
    title="Comments wait for an answer",
    description="Reminds officers each week while comments wait too long to be read or answered.",
    subject="Families wait for an answer",
    body="""{greeting},

{number} from families have waited too long. They are here:

{link}

{council}""",
    placeholders={
        "greeting": GREETING,
        "number": Placeholder(what="How many, in words", sample="3 comments"),
        "link": link_to("The list of comments", "https://council.example/admin/voice/", required=True),
    },
)
