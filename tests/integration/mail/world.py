"""What is mailed, and what may happen before the mail leaves: `event`, then `yield`, then the change.

`STORIES` has them by the mail's kind, with words of the reason why it isn't sent.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.utils import timezone

from providers.listings.data import ServiceData
from providers.listings.models import ListingState, Membership, Organisation, Service, StateNote
from providers.listings.services.listings import save_draft
from providers.people.services.claims import (
    Evidence,
)
from providers.people.services.members import remove_member
from providers.review.models import ReviewTaskState
from providers.review.selectors import current_submission
from providers.review.services.state_notes import say_what_holds
from providers.review.services.submissions import (
    submit,
)
from tenants.accounts.models import User
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory

EVIDENCE = Evidence(job="Manager")
ANN = "ann@new.example"


class World:
    """An organisation with a live service, its people, and an officer."""

    def __init__(self) -> None:
        self.officer: User = PersonFactory.create(officer=True)
        self.organisation: Organisation = OrganisationFactory.create(name="Night Owls", published=True)
        self.owner: User = self.member("owner")
        self.service: Service = self.live("Sleep club")

    def member(self, role: str, organisation: Organisation | None = None) -> User:
        return MembershipFactory.create(organisation=organisation or self.organisation, role=role).user

    def live(self, name: str, organisation: Organisation | None = None) -> Service:
        made: Service = ServiceFactory.create(
            organisation=organisation or self.organisation, data=ServiceData(name=name), published=True
        )
        return made

    def send(self, words: str) -> ReviewTaskState:
        """The owner sends a change of the service."""
        self.service.refresh_from_db()
        draft = ServiceData.from_service(self.service.get_latest_revision_as_object())
        save_draft(user=self.owner, service=self.service, data=replace(draft, description=words))
        return submit(user=self.owner, listing=self.service)

    def say(self, words: str) -> StateNote:
        """The owner says how long families wait, in words that an officer looks at first."""
        service = Service.objects.select_related("organisation", "state").get(pk=self.service.pk)
        say_what_holds(user=self.owner, service=service, waiting_time=words, places={}, closed=False, note="")
        return StateNote.objects.get(state=service.state, words=words)

    def waiting(self) -> ReviewTaskState:
        waiting = current_submission(self.service)
        assert waiting is not None
        return waiting

    def leave(self, person: User) -> None:
        """The person is in no organisation any more; somebody else owns theirs."""
        for membership in Membership.objects.filter(user=person):
            self.member("owner", membership.organisation)
            remove_member(user=person, member=membership)

    def due(self, *names: str) -> list[Service]:
        """Services of the organisation that are due to be checked today."""
        services = [self.live(name) for name in names] or [self.service]
        today = timezone.localdate()
        ListingState.objects.filter(service__in=services).update(review_due=today)
        return [Service.objects.select_related("state").get(pk=each.pk) for each in services]


Story = Callable[[World], Iterator[None]]


@dataclass(frozen=True)
class Told:
    """A story, the kind of the mail it is about, and words of the reason why that isn't sent."""

    kind: str
    why: str
    story: Story


STORIES: list[Told] = []


def told(kind: str, why: str) -> Callable[[Story], Story]:
    def note(story: Story) -> Story:
        STORIES.append(Told(kind, why, story))
        return story

    return note
