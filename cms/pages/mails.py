"""The mail that asks for a page to be checked, and whether it is still true when it leaves."""

from datetime import date
from typing import Final

from cms.pages.models import ContentPage
from tenants.accounts.models import User
from tenants.mail.templates import GREETING, About, Holds, MailTemplate, Placeholder, link_to, register_template

PAGE_CHECK: Final = MailTemplate(
    name="page-check",
    title="Pages to be checked",
    description="Goes to who keeps a page 30 days before it is to be checked and on the day. Two weeks later, and "
    "where nobody keeps it, to the managers. All pages of a day come in one mail.",
    subject="Pages that need a check",
    body="""{greeting},

It is time to check that these pages are still right:

{pages}

Change what is not, and give the new days under “Who checks it and when” on each of them:
{link}

Families rely on this. Thank you.
{council}

{council_phone}""",
    placeholders={
        "greeting": GREETING,
        "pages": Placeholder(
            what="Their titles and days, one a line",
            sample="- Short breaks, by 3 May 2026\n- Getting to school, by 3 May 2026",
            required=True,
            holds=Holds.NAMES,
        ),
        "link": link_to("The council's pages in the admin", "https://council.example/admin/pages/", required=True),
    },
)


def register_mails() -> None:
    """Make the mail about pages known."""
    register_template(PAGE_CHECK, why_check_untrue)


def why_check_untrue(about: About) -> str:
    """Why none of the pages is to be checked by its day any more, or not by this person; empty while one is."""
    if not User.objects.filter(pk=about["person"], is_active=True, groups__isnull=False).exists():
        return "The person no longer works here."
    days = [date.fromisoformat(day) for day in about["due"]]
    due = ContentPage.objects.live().filter(pk__in=about["pages"], review_date__in=days)
    return "" if due.exists() else "All of them were checked since, or taken down."
