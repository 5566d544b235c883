"""Whether what the council tells about the care of listings is still true when it leaves."""

from typing import Final

from django.db.models import QuerySet

from providers.listings.models import Membership, Organisation, Service, SuggestedTerm
from providers.upkeep.mails import FROM_COUNCIL, MERGED, SUGGESTION_ADDED, SUGGESTION_DECLINED
from providers.upkeep.models import Kind, MergedOrganisation, MergedService
from search.taxonomy.models import Term
from tenants.mail.templates import About, register_template

_NO_MEMBER: Final = "The person no longer belongs to the organisation."


def register_mails() -> None:
    """Make the mails about the care of listings known."""
    register_template(MERGED, why_merge_untrue)
    register_template(FROM_COUNCIL, why_message_untrue)
    register_template(SUGGESTION_ADDED, why_addition_untrue)
    register_template(SUGGESTION_DECLINED, why_refusal_untrue)


def why_merge_untrue(about: About) -> str:
    """Why two listings aren't one any more, or nothing to the person; empty while they are."""
    gone, kept = about["gone"], about["kept"]
    if about["kind"] == Kind.SERVICE:
        merged = MergedService.objects.filter(gone=gone, kept=kept).exists()
        organisations = list(Service.objects.filter(pk__in=(gone, kept)).values_list("organisation", flat=True))
    else:
        merged = MergedOrganisation.objects.filter(gone=gone, kept=kept).exists()
        organisations = [kept]
    if not merged:
        return "The two were taken apart since, or merged into a third."
    return "" if _is_member(about["person"], organisations) else _NO_MEMBER


def why_message_untrue(about: About) -> str:
    """Why an officer's message has nobody to read it there any more; empty while it has."""
    organisation = about["organisation"]
    if "person" in about:
        return "" if _is_member(about["person"], [organisation]) else _NO_MEMBER
    same = Organisation.objects.filter(pk=organisation, email=about["address"]).exists()
    return "" if same else "The organisation has another address by now."


def why_addition_untrue(about: About) -> str:
    """Why a suggested need or topic can't be chosen any more; empty while it can."""
    suggestion = SuggestedTerm.objects.filter(pk=about["suggestion"]).first()
    if suggestion and _current(suggestion).filter(code=suggestion.term).exists():
        return ""
    return "The need or topic can't be chosen any more."


def why_refusal_untrue(about: About) -> str:
    """Why a need or topic that was not added can be chosen after all; empty while it can't."""
    suggestion = SuggestedTerm.objects.filter(pk=about["suggestion"]).first()
    if suggestion and _current(suggestion).filter(label__iexact=suggestion.words).exists():
        return "The need or topic was added since."
    return ""


def _current(suggestion: SuggestedTerm) -> "QuerySet[Term]":
    return Term.objects.current().filter(vocabulary=suggestion.vocabulary)


def _is_member(person: int, organisations: list[int]) -> bool:
    return Membership.objects.active().filter(user=person, organisation__in=organisations).exists()
