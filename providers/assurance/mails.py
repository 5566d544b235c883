"""The standard words of the mails that ask whether listings are still correct."""

from typing import Final

from tenants.mail.templates import GREETING, Holds, MailTemplate, Placeholder, Topic, link_to

TOPIC: Final = "check-list"
LIST_TOPIC: Final = Topic(
    TOPIC,
    "the weekly list of your services that need a check",
    "Without it, sign in to see which of your services need a check. If nobody checks them, families are told.",
)
_PLACEHOLDERS: Final = {
    "greeting": GREETING,
    "service": Placeholder(what="The service's name", sample="Night Owls sleep club", required=True),
    "organisation": Placeholder(what="Who runs it", sample="Night Owls"),
    "checked": Placeholder(what="When it was last checked", sample="Last checked: 3 May 2026."),
    "link": link_to(
        "The page with the button “Yes, it is all correct”", "https://council.example/check", required=True
    ),
    "portal": link_to("Where to change it, after signing in", "https://council.example/provider"),
    "report": Placeholder(
        what="For schools: how old the SEN information report is. Empty for others",
        sample="Your SEN information report is from September 2025.",
    ),
}
_HOW: Final = """Is it all still correct? Open this page and press the button on it. You need not sign in:
{link}

Has something changed? Sign in and change it:
{portal}

{report} It must be brought up to date once a year. Please sign in to tell us its new date."""
_END: Final = """Families rely on this. Thank you for keeping it true.
{council}

{council_phone}"""


def _single(name: str, title: str, description: str, subject: str, opening: str) -> MailTemplate:
    return MailTemplate(
        name=name,
        title=title,
        description=description,
        subject=subject,
        body=f"{{greeting}},\n\n{opening}\n\n{_HOW}\n\n{_END}",
        placeholders=_PLACEHOLDERS,
    )


SINGLE: Final = (
    _single(
        "check-due",
        "Is a listing still correct?",
        "Goes to the people of a listing on the day that it is due to be checked.",
        "Is {service} still correct?",
        "It is time to check what families read about {service} of {organisation}. {checked}",
    ),
    _single(
        "check-reminder",
        "Is a listing still correct? Second mail",
        "Goes 14 days later when nobody has checked it.",
        "Reminder: is {service} still correct?",
        "We asked you 2 weeks ago to check what families read about {service} of {organisation}. {checked}",
    ),
    _single(
        "check-last",
        "Is a listing still correct? Last mail",
        "Goes 28 days after the first one when nobody has checked it. A week later families are told.",
        "Last reminder: is {service} still correct?",
        "We asked you twice to check what families read about {service} of {organisation}. {checked}\n\n"
        "If nobody does within a week, families are told that it was not checked for a while, and they find it "
        "further down. You can still check it at any time.",
    ),
)
"""By step."""

TOGETHER: Final = MailTemplate(
    name="check-list",
    title="Weekly list of listings to check",
    description="Goes, once a week at most and in place of single mails, to people with 3 or more listings to check.",
    subject="Some of your services need a check",
    body=f"""{{greeting}},

It is time to check what families read about these services, unless somebody of your team has done it since:

{{services}}

Open this page, tick those that are all correct, and press the button. You need not sign in:
{{link}}

Has something changed? Sign in and change it:
{{portal}}

{_END}""",
    placeholders={
        "greeting": GREETING,
        "count": Placeholder(what="How many services", sample="3"),
        "services": Placeholder(
            what="Their names, one a line",
            sample="- Night Owls\n- Day Larks\n- Swifts",
            required=True,
            holds=Holds.NAMES,
        ),
        "link": link_to("The page to check them on", "https://council.example/check", required=True),
        "portal": link_to("Where to change them, after signing in", "https://council.example/provider"),
    },
)
