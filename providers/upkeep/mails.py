"""The standard words of what the council tells organisations about the care of their listings."""

from tenants.mail.templates import GREETING, Holds, MailTemplate, Placeholder, link_to

MERGED = MailTemplate(
    name="merged",
    title="Two listings became one",
    description="Tells the people of both that the council made one listing of two.",
    subject="{gone} and {kept} are one listing now",
    body="""{greeting},

{gone} was listed twice. We have made one listing of the two: {kept}. Old links lead to it.

Please look whether everything in it is right:
{link}

If these were two different things, tell us and we take them apart again.

{council}

{council_phone}""",
    placeholders={
        "greeting": GREETING,
        "gone": Placeholder(what="The listing that went", sample="Night Owls sleep group"),
        "kept": Placeholder(what="The listing that stays", sample="Night Owls"),
        "link": link_to("Where to look at it", "https://council.example/provider/", required=True),
    },
)

FROM_COUNCIL = MailTemplate(
    name="from-council",
    title="A message from the council",
    description="Carries what an officer writes to the people of an organisation.",
    subject="{subject}",
    body="""{greeting},

{message}

{about}

{answer}

Your listings:
{link}

{council}

{council_phone}""",
    placeholders={
        "greeting": GREETING,
        "subject": Placeholder(
            what="What the officer wrote as the subject", sample="Your opening times", holds=Holds.COUNCIL
        ),
        "message": Placeholder(
            what="What the officer wrote", sample="Are your times still right?", required=True, holds=Holds.COUNCIL
        ),
        "about": Placeholder(
            what="The listings it is about; may be empty", sample="This is about: Night Owls.", holds=Holds.SENTENCE
        ),
        "answer": Placeholder(
            what="That an answer reaches the council; empty without its address", sample="Answer this mail to reach us."
        ),
        "link": link_to("Where to see their listings", "https://council.example/provider/"),
    },
)

_SUGGESTION = {
    "greeting": GREETING,
    "words": Placeholder(what="The words that were suggested", sample="Selective mutism"),
    "link": link_to("Where to see the listing", "https://council.example/provider/"),
}

SUGGESTION_ADDED = MailTemplate(
    name="suggestion-added",
    title="A suggested need or topic can be chosen",
    description="Tells somebody who missed a need or topic that listings can have it now.",
    subject="“{words}” can be chosen now",
    body="""{greeting},

Thank you for suggesting “{words}”. Listings can have it now as “{term}”.

{outcome}

{link}

{council}

{council_phone}""",
    placeholders={
        **_SUGGESTION,
        "term": Placeholder(what="What it is called now", sample="Selective mutism"),
        "outcome": Placeholder(
            what="What that means for their listing; may be empty",
            sample="We have put it into Night Owls.",
            holds=Holds.SENTENCE,
        ),
    },
)

SUGGESTION_DECLINED = MailTemplate(
    name="suggestion-declined",
    title="A suggested need or topic was not added",
    description="Tells somebody who missed a need or topic why the council did not add it.",
    subject="We did not add “{words}”",
    body="""{greeting},

Thank you for suggesting “{words}”. We did not add it, for this reason:

{reason}

{link}

{council}

{council_phone}""",
    placeholders={
        **_SUGGESTION,
        "reason": Placeholder(
            what="Why not", sample="“Talking and listening” says the same.", required=True, holds=Holds.COUNCIL
        ),
    },
)
