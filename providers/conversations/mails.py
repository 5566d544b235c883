"""The standard words of mails that carry a message."""

from typing import Final

from tenants.mail.limits import DAY, Limits
from tenants.mail.templates import GREETING, Holds, MailTemplate, Placeholder, link_to

_SHARED: Final = {
    "greeting": GREETING,
    "name": Placeholder(what="The listing", sample="Night Owls"),
    "link": link_to("The conversation", "https://council.example/provider/", required=True),
}
_BEFORE: Final = Placeholder(
    what="What was written last before it; may be empty", sample="Is it per family or per child?", holds=Holds.LINES
)

FROM_COUNCIL_ABOUT: Final = MailTemplate(
    name="message-to-provider",
    title="The council wrote about a listing",
    description="Carries an officer's message about a listing to its people, with what was written last before it.",
    subject="A question about {name}",
    body="""{greeting},

{council} wrote to you about “{name}”:

{message}

{before}

Answer here: {link}

{council}

{council_phone}""",
    placeholders={
        **_SHARED,
        "message": Placeholder(
            what="What the officer wrote", sample="Is it per family or per child?", required=True, holds=Holds.COUNCIL
        ),
        "before": _BEFORE,
    },
)

TO_COUNCIL_ABOUT: Final = MailTemplate(
    name="message-to-council",
    title="A provider wrote about a listing",
    description="Carries a message of a listing's people to the council's officers, with what was written before it.",
    subject="An answer about {name}",
    body="""{greeting},

{writer} wrote about “{name}”:

{message}

{before}

Answer here: {link}

{council}""",
    placeholders={
        **_SHARED,
        "writer": Placeholder(what="Who wrote", sample="Olu Owner"),
        "message": Placeholder(what="What they wrote", sample="Per child.", required=True, holds=Holds.LINES),
        "before": _BEFORE,
    },
    limits=Limits(from_one=60, to_one=100, of_council=2000, seconds=DAY),
)
