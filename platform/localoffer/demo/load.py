"""Sets the demo up, as far as it isn't yet. What people have changed in it since stays."""

import csv
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from cms.pages.models import ContentPage
from cms.pages.services import refresh_every_page
from cms.starter.services import add_starter_tree
from cms.starter.tree import ADVICE
from localoffer.demo.assurances import ask_demo_people, make_assurances
from localoffer.demo.councils import COUNCILS, DemoCouncil
from localoffer.demo.details import make_details
from localoffer.demo.logos import make_logos
from localoffer.demo.newcomers import make_newcomers
from localoffer.demo.people import PASSWORD, PEOPLE, make_people
from localoffer.demo.reviews import make_reviews
from localoffer.demo.searches import make_searches
from providers.imports.services.files import import_listings
from providers.listings.models import Service
from providers.review.models import ReviewTaskState
from search.places.models import CouncilOutline, Postcode
from search.places.services.outlines import derive_outlines
from search.places.services.postcodes import load_package_postcodes
from search.reading.services import read_documents
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tenants.councils.services.councils import create_council

Progress = Callable[[str], None]
PRODUCTION: Final = "localoffer.settings.production"
ADVICE_READ: Final = timedelta(days=40)
SOURCE: Final = "the council’s earlier directory"


def load_demo(progress: Progress) -> None:
    """Make the three councils, their postcodes, listings and people, as far as they aren't there.

    `progress` is told each step in a line. Raises ImproperlyConfigured in production, whose people must not have
    passwords that everybody knows, and CouncilRefused or BadPostcodeFile when a step can't be done.
    """
    if settings.SETTINGS_MODULE == PRODUCTION:
        raise ImproperlyConfigured("The demo has passwords that everybody knows: it does not run in production.")
    _load_postcodes(progress)
    for council in COUNCILS:
        if not Council.objects.filter(slug=council.slug).exists():
            progress(f"Making {council.name}")
            create_council(**council.details())
        with council_scope(council.slug):
            _fill(council, progress)


def sign_ins() -> str:
    """How to sign in to each council, as text to print."""
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    lines = [f"Every password is {PASSWORD}. Staff also need a code from the secret beside their address."]
    for council in COUNCILS:
        lines += ["", f"{council.name}: {settings.PUBLIC_SCHEME}://{council.host}{port}/"]
        lines += ["  Sign in at /accounts/login/. Staff work in /admin/, providers in /provider/."]
        for person in PEOPLE:
            secret = person.secret(council)
            factor = f"  secret {secret}" if secret else ""
            lines.append(f"  {person.email(council):<42}{person.does:<32}{factor}".rstrip())
    return "\n".join(lines)


def _load_postcodes(progress: Progress) -> None:
    districts = {council.gss_code for council in COUNCILS}
    if all(Postcode.objects.filter(district=district).exists() for district in districts):
        if not CouncilOutline.objects.exists():  # made by a version without maps
            derive_outlines(Council.objects.real())
        return
    progress("Loading postcodes")
    load_package_postcodes(districts)


def _fill(council: DemoCouncil, progress: Progress) -> None:
    """Pages, listings, people, reviews and searches of the open council."""
    _make_advice()
    keys = _keys(council)
    imports = Service.objects.filter(external_id__in=keys).count() < len(keys)
    if imports:
        progress(f"Importing the listings of {council.name}")
        report = import_listings(path=council.listings, publish=True, dry_run=False, source=SOURCE)
        for remark in report.rejected:
            progress(f"{council.listings.name}: {remark}")
        make_details(timezone.localdate())
        make_logos()
    with transaction.atomic():
        new_people = make_people(council)
        if imports:
            make_assurances(council)
        if new_people and not ReviewTaskState.objects.exists():
            make_reviews(council)
            make_newcomers(council)
            ask_demo_people(council)
    if imports:
        progress(f"Reading what the listings of {council.name} say")
        read_documents()
    make_searches(council, today=timezone.localdate())


def _make_advice() -> None:
    """The pages of advice, as if somebody had read them lately; never again where they are, as they are editors' then.

    Also puts pages in the search table that an earlier version of the platform made.
    """
    if not ContentPage.objects.filter(slug=ADVICE.slug, depth=3).exists():
        add_starter_tree(reviewed=timezone.localdate() - ADVICE_READ)
        refresh_every_page()


def _keys(council: DemoCouncil) -> set[str]:
    with council.listings.open(encoding="utf-8", newline="") as file:
        return {row["external_id"] for row in csv.DictReader(file)}
