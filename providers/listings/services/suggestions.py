"""Writes of suggested needs and topics: a provider suggests, an officer decides once."""

from typing import Final

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from providers.listings.errors import ListingError, WrongState
from providers.listings.models import Service, SuggestedTerm
from providers.listings.permissions import require_editor, require_officer
from search.taxonomy.models import Term, Vocabulary
from tenants.accounts.models import User

MOST_WAITING: Final = 20
"""So many suggestions of one organisation may wait at once."""


@transaction.atomic
def suggest_term(*, user: User, service: Service, vocabulary: str, words: str) -> SuggestedTerm:
    """Tell the council that a need or topic is missing. The same words again give the suggestion that waits.

    Raises NotAllowed unless the person writes for the service's organisation, ListingError for words that are a term
    already, no words, and too many that wait.
    """
    require_editor(user, service)
    said = " ".join(words.split())[:120]
    kind = Vocabulary(vocabulary)
    if not said:
        raise ListingError("Say which words are missing.")
    if Term.objects.filter(vocabulary=kind, label__iexact=said).exists():
        raise ListingError(f"“{said}” is in the list already. Choose it there.")
    waiting = SuggestedTerm.objects.filter(
        organisation_id=service.organisation_id, status=SuggestedTerm.Status.WAITING
    ).select_for_update(of=("self",))
    known = waiting.filter(vocabulary=kind, words__iexact=said).first()
    if known is not None:
        return known
    if waiting.count() >= MOST_WAITING:
        raise ListingError("The council has many of your suggestions to look at. Wait until it has decided.")
    suggestion = SuggestedTerm.objects.create(
        organisation_id=service.organisation_id, service=service, vocabulary=kind, words=said, suggested_by=user
    )
    log(
        instance=service,
        action="listing.suggest_term",
        user=user,
        data={"vocabulary": kind.value, "words": said, "suggestion": suggestion.pk},
    )
    return suggestion


@transaction.atomic
def decide_suggestion(*, user: User, suggestion: SuggestedTerm, term: str = "") -> SuggestedTerm:
    """Decide about a suggestion: `term` is the code that says it now, a new term's or an older one's; none declines.

    Raises NotAllowed for all but officers, WrongState when it has been decided, ListingError for an unknown code.
    """
    require_officer(user)
    locked = SuggestedTerm.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)
    if locked.status != SuggestedTerm.Status.WAITING:
        raise WrongState("Somebody else has decided about this suggestion.")
    if term and not Term.objects.filter(vocabulary=locked.vocabulary, code=term).exists():
        raise ListingError("Choose a need or topic of this council.")
    locked.status = SuggestedTerm.Status.ADDED if term else SuggestedTerm.Status.DECLINED
    locked.term, locked.decided_by, locked.decided_at = term, user, timezone.now()
    locked.save(update_fields=["status", "term", "decided_by", "decided_at"])
    log(
        instance=locked.service or locked.organisation,
        action="listing.decide_term",
        user=user,
        data={"words": locked.words, "before": "waiting", "after": locked.status, "term": term},
    )
    return locked
