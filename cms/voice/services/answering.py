"""The council's answer to a comment, and what becomes of a fact that somebody says is wrong."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from cms.voice.errors import NotAllowed, WrongState
from cms.voice.kinds import FactAnswer, State
from cms.voice.models import Comment
from cms.voice.notices import owe_answered
from cms.voice.selectors import can_be_passed_on, goes_to_its_people, service_of
from cms.voice.services.held import held, save_act
from cms.voice.services.keeping import keep_contact_on
from providers.conversations.services import write_message
from providers.listings.models import Service
from providers.listings.permissions import user_can_edit_listing
from tenants.accounts.models import User
from tenants.audit.services import record


@transaction.atomic
def answer(*, user: User, comment: Comment, version: int, response: str, action: str, action_on: date) -> Comment:
    """Publish the council's answer, with what it did or will do and when; another answer takes the place of the first.

    The writer is told, where they left an address. Raises as `held`; WrongState for what isn't published.
    """
    now = held(user=user, comment=comment, version=version)
    if now.state != State.PUBLISHED:
        raise WrongState("Publish the comment first: families read both together.")
    now.response, now.action, now.action_on, now.answered_at = response, action, action_on, timezone.now()
    save_act(user=user, comment=now, fields="response action action_on answered_at")
    record(action="voice.answer", user=user, instance=now, action_on=action_on.isoformat())
    keep_contact_on(now)
    owe_answered(now)
    return now


@transaction.atomic
def close_fact(*, user: User, comment: Comment, version: int, mended: bool, words: str) -> Comment:
    """Say that a wrong fact is put right, or that it was right; `words` are for its writer alone, and may be empty.

    Raises as `held`; WrongState for what is no fact.
    """
    now = held(user=user, comment=comment, version=version)
    if not now.is_fact:
        raise WrongState("This is a comment to publish, not a fact to put right.")
    now.state, now.fact_answer = State.MENDED if mended else State.RIGHT, words
    now.decided_at = now.answered_at = timezone.now()
    save_act(user=user, comment=now, fields="state fact_answer decided_at answered_at")
    record(action="voice.close_fact", user=user, instance=now, mended=mended)
    keep_contact_on(now)
    owe_answered(now)
    return now


@transaction.atomic
def say_of_fact(*, user: User, service: Service, comment_id: int, said: FactAnswer, words: str) -> Comment:
    """Keep what the listing's people say of a fact, for the officer who checks it; twice the same is fine.

    Raises NotAllowed for all but those who write for the listing, WrongState for what isn't theirs to answer any more.
    """
    if not user_can_edit_listing(user, service):
        raise NotAllowed("You can’t change this listing.")
    about = Comment.objects.facts_of(service)
    now = about.select_for_update().filter(pk=comment_id).first()
    if now is None or not goes_to_its_people(now):
        raise WrongState("The council has checked this meanwhile. Thank you.")
    if (now.people_say, now.people_words) != (said, words):
        now.people_say, now.people_words = said, words
        save_act(user=user, comment=now, fields="people_say people_words")
        record(action="voice.say_of_fact", user=user, instance=now, said=said)
    return now


@transaction.atomic
def pass_on(*, user: User, comment: Comment, version: int, words: str) -> Comment:
    """Write to the people of the listing that it is about, in its conversation, by which they also answer.

    Raises as `held`; WrongState where nobody could read it.
    """
    now = held(user=user, comment=comment, version=version)
    service = service_of(now)
    if service is None or not can_be_passed_on(service):
        raise WrongState("Nobody looks after this listing who could answer.")
    write_message(user=user, listing=service, text=words, from_council=True)
    now.passed_on_at = timezone.now()
    save_act(user=user, comment=now, fields="passed_on_at")
    record(action="voice.pass_on", user=user, instance=now)
    return now
