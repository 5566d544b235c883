"""Words that providers miss among the needs and topics: the council's answer, and what becomes of their listing."""

from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log

from providers.listings.data import ServiceData
from providers.listings.errors import WrongState
from providers.listings.models import Service, SuggestedTerm
from providers.listings.permissions import require_officer
from providers.listings.services.listings import lock_listing, save_draft
from providers.listings.services.suggestions import decide_suggestion
from providers.upkeep.mails import SUGGESTION_ADDED, SUGGESTION_DECLINED
from providers.upkeep.services.terms import Filing, file_services
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.services.terms import add_term
from tenants.accounts.models import User
from tenants.councils.links import absolute_url
from tenants.mail.services.outbox import owe_to_person
from tenants.mail.templates import MailTemplate


@transaction.atomic
def add_suggested(*, user: User, suggestion: SuggestedTerm, label: str, broader: Term | None = None) -> Term:
    """Make a need or topic of a suggestion, and put it into the listing it was missed in.

    Raises NotAllowed for all but officers, WrongState when it was decided, TermRefused for words that are there.
    """
    require_officer(user)
    term = add_term(user=user, vocabulary=suggestion.vocabulary, label=label, broader=broader)
    use_for_suggested(user=user, suggestion=suggestion, term=term)
    return term


@transaction.atomic
def use_for_suggested(*, user: User, suggestion: SuggestedTerm, term: Term) -> None:
    """Say that a term says what was suggested, and put it into the listing. Raises NotAllowed, WrongState,
    ListingError."""
    decided = decide_suggestion(user=user, suggestion=suggestion, term=term.code)
    outcome = _put_in(user, decided.service, term) if decided.service else ""
    _tell(decided, SUGGESTION_ADDED, term=term.label, outcome=outcome)


@transaction.atomic
def decline_suggested(*, user: User, suggestion: SuggestedTerm, reason: str) -> None:
    """Say why the words aren't added; whoever suggested them reads it. Raises NotAllowed, WrongState."""
    if not reason.strip():
        raise WrongState("Enter a reason, so that the provider understands.")
    decided = decide_suggestion(user=user, suggestion=suggestion)
    log(
        instance=decided.service or decided.organisation,
        action="upkeep.answer_suggestion",
        user=user,
        data={"words": decided.words, "reason": reason.strip()},
    )
    _tell(decided, SUGGESTION_DECLINED, reason=reason.strip())


def _put_in(user: User, service: Service, term: Term) -> str:
    """Where nothing of its people waits, live at once or into the review, else into their draft; what happened, for
    them."""
    locked = lock_listing(service)
    codes = (term.code,)
    filing = Filing(add_needs=codes) if term.vocabulary == Vocabulary.NEED else Filing(add_topics=codes)
    if locked.workflow_in_progress:
        return f"We were checking {locked.name}, so we did not put it in. Choose it there when the check is over."
    if locked.live and locked.current_workflow_state is None and not locked.has_unpublished_changes:
        done = file_services(user=user, services=[locked], filing=filing)[0]
        if done.waits:
            return f"We have put it into {locked.name}. Families see it there once it is approved."
        return "" if done.refused else f"We have put it into what families read of {locked.name}."
    draft = ServiceData.from_service(locked.get_latest_revision_as_object())
    save_draft(user=None, service=locked, data=filing.applied_to(draft))
    return f"We have put it into your draft of {locked.name}. Send the draft to us when it is ready."


def _tell(suggestion: SuggestedTerm, template: MailTemplate, **values: str) -> None:
    person, service = suggestion.suggested_by, suggestion.service
    if person is None or not person.is_active:
        return
    page = reverse("portal:service", kwargs={"uuid": service.uuid}) if service else reverse("portal:dashboard")
    owe_to_person(
        event=f"suggestion:{suggestion.pk}",
        person=person,
        template=template,
        about={"suggestion": suggestion.pk},
        values={"words": suggestion.words, "link": absolute_url(page), **values},
    )
