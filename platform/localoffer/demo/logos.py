"""Logos of some of the demo's organisations, drawn here: nobody's mark, and no licence to ask for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from django.db import transaction

from localoffer.demo.drawing import BLUE, BRICK, DARK_LEAF, EVENING, LEAF, RED, SUN, WATER, YELLOW, Drawing
from providers.listings.data import OrganisationData
from providers.listings.models import Service
from providers.listings.services.files import store_logo
from providers.listings.services.listings import save_organisation_draft
from providers.review.services.submissions import publish_directly

WHITE: Final = "white"


def _kite() -> Drawing:
    drawing = Drawing(WHITE)
    drawing.shape([(160, 200), (270, 300), (160, 460), (50, 300)], RED)
    drawing.shape([(160, 200), (270, 300), (160, 300)], YELLOW)
    drawing.shape([(160, 300), (160, 460), (50, 300)], BLUE)
    drawing.words(310, 330, "Kite House", 110, EVENING)
    return drawing


def _waves() -> Drawing:
    drawing = Drawing(WHITE)
    drawing.disc(480, 300, 150, WATER)
    for number, colour in enumerate((BLUE, EVENING)):
        for left in range(300, 700, 100):
            drawing.disc(left + 40 * number, 420 + 60 * number, 66, colour)
    drawing.block((280, 440, 720, 560), EVENING, radius=30)
    return drawing


def _rings() -> Drawing:
    drawing = Drawing(WHITE)
    for x, colour in ((300, BRICK), (430, LEAF), (560, YELLOW)):
        drawing.disc(x, 320, 100, colour)
        drawing.disc(x, 320, 68, WHITE)
    drawing.disc(430, 320, 34, DARK_LEAF)
    return drawing


def _owl() -> Drawing:
    drawing = Drawing(WHITE)
    drawing.oval((140, 180, 320, 470), BRICK)
    drawing.shape([(150, 250), (160, 150), (230, 210), (300, 150), (310, 250)], BRICK)
    for x in (190, 270):
        drawing.disc(x, 270, 40, WHITE)
        drawing.disc(x, 270, 18, EVENING)
    drawing.shape([(215, 300), (245, 300), (230, 335)], YELLOW)
    drawing.words(360, 320, "Barn Owl Farm", 76, EVENING)
    return drawing


def _bee() -> Drawing:
    drawing = Drawing(WHITE)
    for left in (330, 470):
        drawing.oval((left, 170, left + 150, 330), WATER)
    drawing.oval((280, 270, 680, 500), SUN)
    for left in (390, 490, 590):
        drawing.block((left, 290, left + 40, 480), EVENING, radius=18)
    drawing.disc(330, 370, 16, EVENING)
    return drawing


LOGOS: Final[Mapping[str, Callable[[], Drawing]]] = {
    "mk-002": _kite,
    **dict.fromkeys(("mk-003", "bu-003", "tr-003"), _waves),
    **dict.fromkeys(("mk-010", "bu-010"), _rings),
    "bu-002": _owl,
    "tr-012": _bee,
}
"""By an example of the organisation that has it."""


@transaction.atomic
def make_logos() -> None:
    """In the open council, whose listings have just been imported: give some organisations a logo, and publish it."""
    for service in Service.objects.filter(external_id__in=LOGOS).select_related("organisation").order_by("external_id"):
        owner, drawing = service.organisation, LOGOS[str(service.external_id)]()
        stored = store_logo(user=None, organisation=owner, name="logo.png", content=drawing.png())
        data = replace(OrganisationData.from_organisation(owner), logo_id=stored.pk)
        revision = save_organisation_draft(user=None, organisation=owner, data=data)
        publish_directly(listing=owner, revision=revision)
