"""What fills the rest of the desk: somebody new, a likely double, a claim, a missing word, a dead link."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from localoffer.demo.councils import DemoCouncil
from localoffer.demo.people import NEWCOMER, PROVIDER
from providers.links.models import FAILURES_TO_BE_BROKEN, CheckedLink
from providers.listings.data import ContactData, OrganisationData, PlaceData, ServiceData
from providers.listings.models import Organisation, Service
from providers.listings.services.listings import create_service
from providers.listings.services.state import set_temporarily_closed
from providers.listings.services.suggestions import suggest_term
from providers.people.models import Claim
from providers.people.services.claims import Evidence, claim_organisation
from providers.people.services.set_up import start_organisation
from providers.review.services.submissions import submit
from search.taxonomy.models import Vocabulary

MISSING_WORD: Final = "Forest school"
FAILING_FOR: Final = timedelta(days=9)
TRIED_AGAIN_IN: Final = timedelta(days=1)


def make_newcomers(council: DemoCouncil) -> None:
    """In the open council: one entry for each list of the desk that the demo's listings alone leave empty."""
    example = council.example
    _make_double(council, Service.objects.get(external_id=example.other))
    _claim(council, Service.objects.get(external_id=example.claimed).organisation)
    owned = Service.objects.get(external_id=example.owned[0])
    suggest_term(user=PROVIDER.user(council), service=owned, vocabulary=Vocabulary.TOPIC, words=MISSING_WORD)
    closed = Service.objects.get(external_id=example.closed)
    set_temporarily_closed(user=None, service=closed, closed=True, note=example.closed_note)
    _break_link(Service.objects.get(external_id=example.broken))


def _make_double(council: DemoCouncil, original: Service) -> None:
    """Somebody who doesn't know that a service is listed registers it again, and sends it to the council."""
    newcomer = NEWCOMER.user(council)
    known = ServiceData.from_service(original)
    name = f"{original.organisation.name.removeprefix('Example ')} (example)"
    organisation = start_organisation(
        user=newcomer, data=OrganisationData(name=name, kind=original.organisation.kind, email=NEWCOMER.email(council))
    )
    data = ServiceData(
        name=f"{known.name} sessions",
        summary=known.summary,
        description=known.description,
        sectors=known.sectors,
        delivery=known.delivery,
        referral=known.referral,
        places=tuple(PlaceData(address=place.address, postcode=place.postcode) for place in known.places),
        contacts=tuple(ContactData(phone=contact.phone) for contact in known.contacts),
    )
    service = create_service(user=newcomer, organisation=organisation, data=data)
    for listing in (organisation, service):
        submit(user=newcomer, listing=listing)


def _claim(council: DemoCouncil, organisation: Organisation) -> None:
    evidence = Evidence(
        job="Club manager",
        work_email=NEWCOMER.email(council),
        work_phone=organisation.phone,
        reason="I run the club since September. Please phone the number on our page and ask for me.",
    )
    claim_organisation(user=NEWCOMER.user(council), organisation=organisation, kind=Claim.Kind.CLAIM, evidence=evidence)


def _break_link(service: Service) -> None:
    """The examples' own addresses lead nowhere and are never tried, so what a check would find is written down."""
    now = timezone.now()
    CheckedLink.objects.create(
        url=service.url,
        http_status=404,
        problem="The page isn't there any more.",
        failures=FAILURES_TO_BE_BROKEN,
        checked_at=now,
        failing_since=now - FAILING_FOR,
        due_at=now + TRIED_AGAIN_IN,
    )
