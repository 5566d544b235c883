"""The standard words of mails to and about the people who work at a council."""

from tenants.mail.limits import DAY, Limits
from tenants.mail.templates import GREETING, Holds, MailTemplate, Placeholder, link_to

STAFF_INVITATION = MailTemplate(
    name="staff-invitation",
    title="Invitation to work in the council’s admin",
    description="Goes to a colleague whom a manager invites, with the link to join.",
    subject="Work on the SEND Local Offer of {council}",
    body="""Hello,

{inviter} would like you to work on the SEND Local Offer of {council}. Your role: {roles}.

To join, open this page and press the button on it. It works until {until}:
{link}

After that you set up an app on your phone that shows codes, as everybody who works here does.

If you did not expect this, do nothing: you stay out.

{council}""",
    placeholders={
        "inviter": Placeholder(what="Who invites", sample="Mina Manager"),
        "roles": Placeholder(what="What they are invited as", sample="Officer", holds=Holds.SENTENCE),
        "until": Placeholder(what="The last day to join", sample="6 December 2026"),
        "link": link_to("The link to join", "https://council.example/join", required=True),
    },
    limits=Limits(from_one=50, to_one=5, of_council=200, seconds=DAY),
)

STAFF_JOINED = MailTemplate(
    name="staff-joined",
    title="A colleague joined the council’s admin",
    description="Tells the manager who invited somebody that they joined: a stranger would be noticed.",
    subject="{person} joined the SEND Local Offer",
    body="""{greeting},

{person} ({address}) now works on the SEND Local Offer of {council}. Role: {roles}.

See who works there: {link}

{council}""",
    placeholders={
        "greeting": GREETING,
        "person": Placeholder(what="Who joined", sample="Nia New"),
        "address": Placeholder(what="Their e-mail address", sample="nia@example.org", holds=Holds.SENTENCE),
        "roles": Placeholder(what="What they joined as", sample="Officer", holds=Holds.SENTENCE),
        "link": link_to("The page of the council's people", "https://council.example/admin/people"),
    },
)
