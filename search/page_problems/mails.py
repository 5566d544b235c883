"""The mail that brings a visitor's words to the council."""

from typing import Final

from tenants.mail.templates import Holds, Lasting, MailTemplate, Placeholder, link_to, register_template

PAGE_PROBLEM: Final = MailTemplate(
    name="page-problem",
    title="Something is wrong with a page",
    description="Goes to the council's own address with what a visitor wrote on a page's form.",
    subject="Something is wrong with “{page}”",
    body="""Somebody says that something is wrong with this page of the SEND Local Offer:

{page}
{link}

What they wrote, which nobody has checked. Web and email addresses are broken on purpose:

{words}

They would like an answer at {reply_to}. Use the address for that alone.

{council}""",
    placeholders={
        "page": Placeholder(what="The page's name", sample="Night Owls"),
        "link": link_to("The page's address", "https://council.example/services/1/", required=True),
        "words": Placeholder(
            what="What the visitor wrote", sample="The phone number is wrong.", required=True, holds=Holds.LINES
        ),
        "reply_to": Placeholder(
            what="Their e-mail address; may be empty", sample="ann@example.org", holds=Holds.SENTENCE
        ),
    },
)


def register_mails() -> None:
    """Make the mail known."""
    register_template(PAGE_PROBLEM, Lasting("What a visitor said stays said, whatever becomes of the page."))
