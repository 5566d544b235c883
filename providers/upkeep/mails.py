"""The standard words of what the council tells organisations about the care of their listings."""

from tenants.mail.templates import GREETING, MailTemplate, Placeholder, register_template

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
        "link": Placeholder(what="Where to look at it", sample="https://council.example/provider/", required=True),
    },
)


def register_mails() -> None:
    """Make the words known."""
    register_template(MERGED)
