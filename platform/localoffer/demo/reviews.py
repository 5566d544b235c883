"""Changes on their way through the review: one that waits, with a remark, and one given back with a reason."""

from dataclasses import replace

from localoffer.demo.councils import DemoCouncil
from localoffer.demo.people import OFFICER_PERSON, PROVIDER, SECOND_OFFICER
from providers.listings.data import ServiceData
from providers.listings.models import Service
from providers.listings.services.listings import save_draft
from providers.review.models import ReviewTaskState
from providers.review.services.assignments import assign, comment
from providers.review.services.submissions import ask_for_changes, submit


def make_reviews(council: DemoCouncil) -> None:
    """In the open council: the provider sends two changes, the officer takes up the first and gives the second back."""
    example = council.example
    officer, second = OFFICER_PERSON.user(council), SECOND_OFFICER.user(council)
    waiting = _send(council, example.submitted, how_to_access=example.new_how_to_access)
    assign(user=officer, task_state=waiting, to=officer)
    comment(user=second, task_state=waiting, text=example.remark)
    given_back = Service.objects.get(external_id=example.given_back)
    submission = _send(council, example.given_back, description=f"{example.new_sentence} {given_back.description}")
    ask_for_changes(user=officer, task_state=submission, requests={"description": example.reason})


def _send(council: DemoCouncil, external_id: str, **changes: str) -> ReviewTaskState:
    provider = PROVIDER.user(council)
    service = Service.objects.get(external_id=external_id)
    save_draft(user=provider, service=service, data=replace(ServiceData.from_service(service), **changes))  # type: ignore[arg-type]
    return submit(user=provider, listing=service)
