"""A listing that waits for the council, and one given back with a reason, so that no page of the review is empty."""

from dataclasses import replace

from localoffer.demo.councils import DemoCouncil
from localoffer.demo.people import OFFICER_PERSON, PROVIDER
from providers.listings.data import ServiceData
from providers.listings.models import Service
from providers.listings.services import save_draft
from providers.review.models import ReviewTaskState
from providers.review.services import ask_for_changes, submit
from tenants.accounts.models import User


def make_reviews(council: DemoCouncil) -> None:
    """In the open council: the provider sends two changes, the officer gives the second one back."""
    example = council.example
    _send(council, example.submitted, how_to_access=example.new_how_to_access)
    given_back = Service.objects.get(external_id=example.given_back)
    submission = _send(council, example.given_back, description=f"{example.new_sentence} {given_back.description}")
    officer = User.objects.get(email=OFFICER_PERSON.email(council))
    ask_for_changes(user=officer, task_state=submission, reason=example.reason)


def _send(council: DemoCouncil, external_id: str, **changes: str) -> ReviewTaskState:
    provider = User.objects.get(email=PROVIDER.email(council))
    service = Service.objects.get(external_id=external_id)
    save_draft(user=provider, service=service, data=replace(ServiceData.from_service(service), **changes))  # type: ignore[arg-type]
    return submit(user=provider, listing=service)
