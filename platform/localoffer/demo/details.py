"""What forms ask and a listing CSV has no column for: areas, pictures, single dates, what schools answer."""

from datetime import date

from django.db import transaction

from localoffer.demo.areas import AREAS, with_areas
from localoffer.demo.dates import DATED, with_dates
from localoffer.demo.photos import PHOTOS, with_photos
from localoffer.demo.schools import MAINSTREAM, SPECIAL, with_answers
from providers.listings.data import ServiceData
from providers.listings.models import Service
from providers.listings.services.listings import save_draft
from providers.review.services.submissions import publish_directly


@transaction.atomic
def make_details(today: date) -> None:
    """In the open council, whose listings have just been imported: add the details and publish them."""
    keys = {*AREAS, *DATED, *PHOTOS, *MAINSTREAM, *SPECIAL}
    for service in Service.objects.filter(external_id__in=keys).select_related("organisation").order_by("external_id"):
        key = str(service.external_id)
        data = with_dates(with_areas(ServiceData.from_service(service), key), key, today)
        data = with_photos(with_answers(data, key, today), key, service.organisation)
        publish_directly(listing=service, revision=save_draft(user=None, service=service, data=data))
