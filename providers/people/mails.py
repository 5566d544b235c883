"""The standard words of mails to and about an organisation's people."""

from tenants.mail.limits import DAY, Limits
from tenants.mail.templates import GREETING, Holds, MailTemplate, Placeholder, link_to

_ORGANISATION = Placeholder(what="The organisation's name", sample="Night Owls")

INVITATION = MailTemplate(
    name="invitation",
    title="Invitation to look after an organisation",
    description="Goes to somebody whom an owner or an officer invites, with the link to join.",
    subject="Join {organisation} on the SEND Local Offer",
    body="""Hello,

{inviter} would like you to help look after {organisation} on the SEND Local Offer of {council}, as {role}.

To join, open this page and press the button on it. It works until {until}:
{link}

If you did not expect this, do nothing: you stay out, and we won’t write again unless you are invited again.

{council}

{council_phone}""",
    placeholders={
        "organisation": _ORGANISATION,
        "inviter": Placeholder(what="Who invites", sample="Olu Owner"),
        "role": Placeholder(what="What they are invited as", sample="an editor"),
        "until": Placeholder(what="The last day to join", sample="6 December 2026"),
        "link": link_to("The link to join", "https://council.example/join", required=True),
    },
    limits=Limits(from_one=30, to_one=5, of_council=500, seconds=DAY),
)

JOINED = MailTemplate(
    name="joined",
    title="An invited person joined",
    description="Tells whoever invited a person that they joined: a stranger in the team would be noticed.",
    subject="{person} joined {organisation}",
    body="""{greeting},

{person} ({address}) has joined {organisation} as {role}.

See who looks after it: {link}

{council}""",
    placeholders={
        "greeting": GREETING,
        "person": Placeholder(what="Who joined", sample="Nia New"),
        "address": Placeholder(what="Their e-mail address", sample="nia@example.org", holds=Holds.SENTENCE),
        "organisation": _ORGANISATION,
        "role": Placeholder(what="What they joined as", sample="an editor"),
        "link": link_to("The page of the organisation's people", "https://council.example/people"),
    },
)
