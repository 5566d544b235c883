"""What officers make of listings' own words: file them under what they speak of, or say that they aren't about it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from providers.listings.models import Service
from providers.listings.permissions import require_officer
from providers.listings.services.log_entries import log_each
from providers.upkeep.models import OwnWordsAnswer
from providers.upkeep.services.several import Outcome
from providers.upkeep.services.terms import Filing, file_services
from search.understanding.ages import parse_ages
from tenants.accounts.models import User

Answer = OwnWordsAnswer.Answer


@transaction.atomic
def file_by_own_words(*, user: User, services: Sequence[Service], code: str) -> list[Outcome]:
    """File each under the code (`need:autism`), by the rules of `file_services`. Raises NotAllowed for all but
    officers."""
    outcomes = file_services(user=user, services=services, filing=_filing("add", code))
    _answer(user, [each.service for each in outcomes if not each.refused], code, Answer.FILED)
    return outcomes


@transaction.atomic
def refuse_own_words(*, user: User, services: Sequence[Service], code: str) -> None:
    """Note that these aren't about it: nobody is asked again. Raises NotAllowed for all but officers."""
    require_officer(user)
    _answer(user, services, code, Answer.REFUSED)
    log_each(services, "upkeep.refuse_own_words", user, data=[{"code": code} for _ in services])


@transaction.atomic
def take_back_answers(*, user: User, services: Sequence[Service], code: str) -> list[Outcome]:
    """Take back what was filed or refused, so that it is asked again. Raises NotAllowed for all but officers."""
    require_officer(user)
    answers = OwnWordsAnswer.objects.select_for_update().filter(service__in=services, code=code)
    answer_of = dict(answers.values_list("service_id", "answer"))
    filed = [service for service in services if answer_of.get(service.pk) == Answer.FILED]
    outcomes = file_services(user=user, services=filed, filing=_filing("remove", code))
    refused = [service for service in services if answer_of.get(service.pk) == Answer.REFUSED]
    log_each(refused, "upkeep.ask_own_words_again", user, data=[{"code": code} for _ in refused])
    outcomes += [Outcome(service) for service in refused]
    OwnWordsAnswer.objects.filter(
        service__in=[each.service for each in outcomes if not each.refused], code=code
    ).delete()
    return outcomes


def _filing(how: str, code: str) -> Filing:
    """What `add` or `remove` of a code changes."""
    group, _, value = code.partition(":")
    changed: dict[str, Any] = {f"{how}_{group}s": (value,)}
    if group == "age":
        ages = parse_ages(value)
        changed = {f"{how}_ages": (ages.low, ages.high)}
    return Filing(**changed)


def _answer(user: User, services: Sequence[Service], code: str, answer: str) -> None:
    OwnWordsAnswer.objects.bulk_create(
        [OwnWordsAnswer(service=service, code=code, answer=answer, answered_by=user) for service in services],
        update_conflicts=True,
        unique_fields=["service", "code"],
        update_fields=["answer", "answered_by", "answered_at"],
    )
