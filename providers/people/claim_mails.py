"""The standard words of mails about claims."""

from typing import Final

from tenants.mail.limits import DAY, Limits
from tenants.mail.templates import GREETING, Holds, MailTemplate, Placeholder, link_to

_WANTED = Placeholder(what="The organisation or service that is claimed", sample="Night Owls")
_ORGANISATION = Placeholder(what="The organisation", sample="Night Owls")
_PERSON = Placeholder(what="Who asks", sample="Nia New")
_ADDRESS = Placeholder(what="Their e-mail address", sample="nia@example.org", holds=Holds.SENTENCE)
_WISH = Placeholder(what="What they ask for", sample="look after Night Owls", holds=Holds.SENTENCE)

CLAIM_MADE: Final = MailTemplate(
    name="claim-made",
    title="Somebody claims an organisation or service",
    description="Tells its owners at once, so that they notice a stranger before the council decides.",
    subject="Somebody asks to look after {wanted}",
    body="""{greeting},

{person} ({address}) has asked {council} to {wish}. They say their job is: {job}.

Do you know them? You need do nothing: the council decides.

Is something wrong with this? Reply to this email soon, or call the council.

{council}

{council_phone}""",
    placeholders={
        "greeting": GREETING,
        "wanted": _WANTED,
        "person": _PERSON,
        "address": _ADDRESS,
        "wish": _WISH,
        "job": Placeholder(what="What they say their job is", sample="Manager"),
    },
    limits=Limits(from_one=20, to_one=10, of_council=500, seconds=DAY),
)

CLAIM_APPROVED: Final = MailTemplate(
    name="claim-approved",
    title="A claim was approved",
    description="Tells the person that they are in.",
    subject="You can now look after {wanted}",
    body="""{greeting},

{outcome} Please check that what families read is still right:
{link}

{council}

{council_phone}""",
    placeholders={
        "greeting": GREETING,
        "wanted": _WANTED,
        "outcome": Placeholder(
            what="What they may do now", sample="You now look after Night Owls as an owner.", holds=Holds.SENTENCE
        ),
        "link": link_to("The portal", "https://council.example/provider/", required=True),
    },
)

CLAIM_DECLINED: Final = MailTemplate(
    name="claim-declined",
    title="A claim was declined",
    description="Tells the person why.",
    subject="Not approved: {wanted}",
    body="""{greeting},

{council} has not approved that you {wish}.

Why:

{reason}

If you think this is wrong, reply to this email or call the council.

{council}

{council_phone}""",
    placeholders={
        "greeting": GREETING,
        "wanted": _WANTED,
        "wish": _WISH,
        "reason": Placeholder(
            what="The officer's reason", sample="We could not reach the club.", required=True, holds=Holds.COUNCIL
        ),
    },
)

CLAIM_JOINED: Final = MailTemplate(
    name="claim-joined",
    title="Somebody came in by a claim",
    description="Tells the owners who look after the organisation already.",
    subject="Who looks after {wanted} has changed",
    body="""{greeting},

{outcome}

See who looks after {organisation}: {link}

Is something wrong with this? Reply to this email soon, or call the council.

{council}

{council_phone}""",
    placeholders={
        "greeting": GREETING,
        "wanted": _WANTED,
        "organisation": _ORGANISATION,
        "outcome": Placeholder(
            what="What changed",
            sample="The council has let Nia New look after Night Owls as an owner.",
            holds=Holds.SENTENCE,
        ),
        "link": link_to("The page of the organisation's people", "https://council.example/people"),
    },
)

CLAIM_TAKEN_OUT: Final = MailTemplate(
    name="claim-taken-out",
    title="An owner who has left was taken out",
    description="Tells the former owner, who may not have left after all.",
    subject="You no longer look after {organisation}",
    body="""{greeting},

{council} was told that you have left {organisation}. You no longer look after its listings here: somebody else does.

Is that wrong? Reply to this email or call the council.

{council}

{council_phone}""",
    placeholders={"greeting": GREETING, "organisation": _ORGANISATION},
)
