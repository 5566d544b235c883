"""Listings that the council makes itself, for who phones in or has no e-mail."""

from django.db import transaction

from providers.listings.apply_data import new_service
from providers.listings.data import ServiceData
from providers.listings.models import Organisation, Service
from providers.listings.permissions import require_officer
from providers.listings.services.bulk import create_services
from tenants.accounts.models import User


@transaction.atomic
def start_service(*, user: User, organisation: Organisation, name: str) -> Service:
    """Make a service of any organisation as the council's draft. Raises NotAllowed for all but officers,
    ValidationError by field."""
    require_officer(user)
    draft = new_service(organisation, ServiceData(name=name))
    create_services(drafts=[draft], user=user)
    return Service.objects.select_related("organisation", "state").get(pk=draft.pk)
