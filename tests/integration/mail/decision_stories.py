"""Stories of mails about decisions, which wait until they can't be taken back, and of reminders."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from cms.pages.models import ContentPage
from cms.pages.services import ask_for_checks
from providers.assurance.services import mark_unanswered, remind
from providers.conversations.services import write_message
from providers.edits.services.going_live import finish_edit
from providers.edits.services.working import save_edit
from providers.listings.data import ServiceData
from providers.listings.models import ListingState
from providers.listings.services.checks import confirm_still_correct
from providers.listings.services.listings import change_owner
from providers.listings.services.state import set_archived, set_paused
from providers.listings.services.suspension import lift_suspension, suspend
from providers.review.services.corrections import accept_with_edits
from providers.review.services.state_notes import approve_words, take_words_down
from providers.review.services.submissions import (
    approve,
    ask_for_changes,
    publish_directly,
    reject,
    withdraw,
)
from tenants.accounts.models import User
from tests.factories import OrganisationFactory, PageFactory
from tests.integration.mail.world import Story, World, told


@told("council-edited", "no longer writes")
def edited_and_left(world: World) -> Iterator[None]:
    data = replace(ServiceData.from_service(world.service), languages="Polish")
    save_edit(user=world.officer, listing=world.service, data=data)
    finish_edit(user=world.officer, listing=world.service, reason="They rang.", seen=world.service.latest_revision_id)
    yield
    world.leave(world.owner)


@told("message-to-provider", "no longer looks after")
def asked_and_left(world: World) -> Iterator[None]:
    write_message(user=world.officer, listing=world.service, text="Is it per family?", from_council=True)
    yield
    world.leave(world.owner)


@told("message-to-council", "no longer looks after")
def answered_and_left(world: World) -> Iterator[None]:
    write_message(user=world.owner, listing=world.service, text="Per child.", from_council=False)
    yield
    world.officer.groups.clear()


@told("review-changes-asked", "sent again since.")
def sent_again(world: World) -> Iterator[None]:
    ask_for_changes(user=world.officer, task_state=world.send("One."), reason="Which days?")
    yield
    world.send("Two.")


@told("review-changes-asked", "sent again and approved since.")
def sent_again_and_approved(world: World) -> Iterator[None]:
    yield from sent_again(world)
    approve(user=world.officer, task_state=world.waiting())


@told("review-changes-asked", "changes were asked for again")
def asked_again(world: World) -> Iterator[None]:
    yield from sent_again(world)
    ask_for_changes(user=world.officer, task_state=world.waiting(), reason="Which hours?")


@told("review-changes-asked", "was not accepted")
def not_accepted(world: World) -> Iterator[None]:
    yield from sent_again(world)
    reject(user=world.officer, task_state=world.waiting(), reason="Not about SEND.")


@told("review-changes-asked", "taken back since")
def sent_again_and_taken_back(world: World) -> Iterator[None]:
    yield from sent_again(world)
    withdraw(user=world.owner, listing=world.service)


@told("review-changes-asked", "put away since")
def put_away(world: World) -> Iterator[None]:
    ask_for_changes(user=world.officer, task_state=world.send("One."), reason="Which days?")
    yield
    set_archived(user=world.owner, service=world.service, archived=True)


@told("review-changes-asked", "no longer writes")
def sender_left(world: World) -> Iterator[None]:
    ask_for_changes(user=world.officer, task_state=world.send("One."), reason="Which days?")
    yield
    world.leave(world.owner)


@told("review-changes-asked", "no longer writes")
def listing_moved(world: World) -> Iterator[None]:
    ask_for_changes(user=world.officer, task_state=world.send("One."), reason="Which days?")
    yield
    change_owner(user=world.officer, service=world.service, organisation=OrganisationFactory.create(published=True))


@told("review-rejected", "no account any more")
def account_closed(world: World) -> Iterator[None]:
    reject(user=world.officer, task_state=world.send("One."), reason="Not about SEND.")
    yield
    User.objects.filter(pk=world.owner.pk).update(is_active=False)


@told("review-rejected", "gone live since")
def published_after_all(world: World) -> Iterator[None]:
    reject(user=world.officer, task_state=world.send("One."), reason="Not about SEND.")
    yield
    world.service.refresh_from_db()
    publish_directly(listing=world.service, revision=world.service.latest_revision, user=world.officer)


@told("review-words-approved", "decided on again since")
def words_taken_down(world: World) -> Iterator[None]:
    note = world.say("Six weeks, ask Sam Brown")
    approve_words(user=world.officer, note=note)
    yield
    take_words_down(user=world.officer, note=note, reason="No names, please.")


@told("review-words-approved", "changed or decided on again since")
def other_words_said(world: World) -> Iterator[None]:
    approve_words(user=world.officer, note=world.say("Six weeks, ask Sam Brown"))
    yield
    world.say("Nine weeks")


@told("review-words-taken-down", "decided on again since")
def words_put_back(world: World) -> Iterator[None]:
    note = world.say("Six weeks, ask Sam Brown")
    take_words_down(user=world.officer, note=note, reason="No names, please.")
    yield
    approve_words(user=world.officer, note=note)


@told("review-approved", "hidden from families since")
def hidden_by_the_council(world: World) -> Iterator[None]:
    approve(user=world.officer, task_state=world.send("One."))
    yield
    suspend(user=world.officer, listing=world.service, reason="Unsafe.")


@told("review-approved", "hidden from families since")
def organisation_hidden(world: World) -> Iterator[None]:
    approve(user=world.officer, task_state=world.send("One."))
    yield
    suspend(user=world.officer, listing=world.organisation, reason="Unsafe.")


@told("review-approved", "see the listing again")
def shown_again(world: World) -> Iterator[None]:
    suspend(user=world.officer, listing=world.service, reason="Unsafe.")
    approve(user=world.officer, task_state=world.send("One."))
    yield
    lift_suspension(user=world.officer, listing=world.service)


@told("review-edited", "hidden from families since")
def paused_by_its_people(world: World) -> Iterator[None]:
    accept_with_edits(user=world.officer, task_state=world.send("One."), edits={"description": "1."})
    yield
    set_paused(user=world.owner, service=world.service, paused=True)


def _step(number: int) -> Story:
    def checked_meanwhile(world: World) -> Iterator[None]:
        (service,) = world.due()
        ListingState.objects.update(review_due=timezone.localdate() - timedelta(days=14 * (number - 1)))
        remind(today=timezone.localdate())
        yield
        confirm_still_correct(user=world.owner, service=service)

    return checked_meanwhile


for number, kind in enumerate(("check-due", "check-reminder", "check-last"), start=1):
    told(kind, "was checked since")(_step(number))


@told("page-check", "All of them were checked since")
def page_was_checked(world: World) -> Iterator[None]:
    today = timezone.localdate()
    page = PageFactory(review_date=today)
    ContentPage.objects.filter(pk=page.pk).update(keeper=world.officer)
    ask_for_checks(today)
    yield
    ContentPage.objects.filter(pk=page.pk).update(review_date=today + timedelta(days=365))


@told("page-check", "no longer works here")
def keeper_left(world: World) -> Iterator[None]:
    page = PageFactory(review_date=timezone.localdate())
    ContentPage.objects.filter(pk=page.pk).update(keeper=world.officer)
    ask_for_checks(timezone.localdate())
    yield
    world.officer.groups.clear()


@told("check-due", "nothing to check")
def hidden_before_the_reminder(world: World) -> Iterator[None]:
    world.due()
    remind(today=timezone.localdate())
    yield
    suspend(user=world.officer, listing=world.organisation, reason="Unsafe.")


@told("check-due", "no longer writes")
def writer_left(world: World) -> Iterator[None]:
    world.due()
    remind(today=timezone.localdate())
    yield
    world.leave(world.owner)


@told("check-due", "later reminder")
def held_until_the_next(world: World) -> Iterator[None]:
    world.due()
    ListingState.objects.update(review_due=timezone.localdate() - timedelta(days=14))
    remind(today=timezone.localdate() - timedelta(days=14))
    yield


@told("check-last", "Families have been told")
def nobody_answered(world: World) -> Iterator[None]:
    world.due()
    ListingState.objects.update(review_due=timezone.localdate() - timedelta(days=40))
    remind(today=timezone.localdate() - timedelta(days=12))
    yield
    assert mark_unanswered(today=timezone.localdate())


@told("check-list", "None of the listings")
def all_checked(world: World) -> Iterator[None]:
    services = world.due("One", "Two", "Three")
    remind(today=timezone.localdate())
    yield
    for service in services:
        confirm_still_correct(user=world.owner, service=service)
