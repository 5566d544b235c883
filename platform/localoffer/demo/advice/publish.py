"""Puts the pages of advice on the open council's site."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from cms.pages.blocks import say, text
from cms.pages.models import HomePage
from cms.pages.services import NewPage, publish_new_page, refresh_every_page
from localoffer.demo.advice.education import EDUCATION
from localoffer.demo.advice.growing_up import GROWING_UP
from localoffer.demo.advice.health import HEALTH
from localoffer.demo.advice.money import MONEY
from localoffer.demo.advice.plans import PLANS
from tenants.councils.models import Council

PAGES: Final = (*EDUCATION, *PLANS, *HEALTH, *MONEY, *GROWING_UP)
SECTION: Final = "advice"
REVIEWED_DAYS_AGO: Final = 40
CHECK_EVERY: Final = timedelta(days=365)


@transaction.atomic
def make_advice(council: Council) -> bool:
    """Publish the section and its pages, unless it is there: then it is its editors'. Gives whether it was made.

    Also puts pages in the search table that an earlier version of the platform made.
    """
    home = HomePage.objects.get()
    if home.get_children().filter(slug=SECTION).exists():
        return False
    section = publish_new_page(parent=home, page=_section())
    reviewed = timezone.localdate() - timedelta(days=REVIEWED_DAYS_AGO)
    for page in PAGES:
        new = NewPage(
            slug=page.slug,
            title=page.title,
            summary=page.summary,
            body=page.body(council),
            topics=page.topics,
            needs=page.needs,
            last_reviewed=reviewed,
            review_date=reviewed + CHECK_EVERY,
        )
        publish_new_page(parent=section, page=new)
    refresh_every_page()
    return True


def _section() -> NewPage:
    return NewPage(
        slug=SECTION,
        title="Advice and information",
        summary="Plain answers to what families ask us most, and the services that can help.",
        body=[text(say("You do not need a diagnosis to ask for help, and you can ask us anything, at any time."))],
    )
