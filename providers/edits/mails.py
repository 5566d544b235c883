"""The standard words of what the council tells a listing's people about its own changes."""

from typing import Final

from tenants.mail.templates import GREETING, Holds, MailTemplate, Placeholder, link_to

COUNCIL_EDITED: Final = MailTemplate(
    name="council-edited",
    title="The council changed your listing",
    description="Tells the people of an organisation what the council changed in a service or in its details, and why.",
    subject="We changed: {name}",
    body="""{greeting},

{council} has changed something in your {kind} “{name}”. {where}

Why: {reason}

What changed:
{corrections}

Is something wrong? Change it here and send it to us: {link}

{council}

{council_phone}""",
    placeholders={
        "greeting": GREETING,
        "kind": Placeholder(what="“service” or “organisation”", sample="service"),
        "name": Placeholder(what="Its name", sample="Night Owls sleep help"),
        "where": Placeholder(
            what="Whether families see the change, or it is in the draft", sample="Families can see it now."
        ),
        "reason": Placeholder(what="What the officer wrote", sample="You rang us.", required=True, holds=Holds.COUNCIL),
        "corrections": Placeholder(
            what="Each changed field with its words before and after",
            sample="Contacts\nBefore: 01632 960001\nNow: 01632 960002",
            required=True,
            holds=Holds.LINES,
        ),
        "link": link_to("Its page for those who look after it", "https://council.example/provider", required=True),
    },
)
