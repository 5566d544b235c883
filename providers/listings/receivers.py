"""Keeps what families can find equal to what is live, in the same transaction as the change."""

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from providers.listings.models import Organisation, Service
from providers.listings.projection import key_of
from providers.listings.services.search_rows import refresh_search_row, refresh_search_rows
from search.index.models import SearchRow
from search.index.services.documents import remove_document
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.selectors import related_needs


@receiver([published, unpublished], sender=Service, dispatch_uid="listings-service")
def follow_service(*, instance: Service, in_bulk: bool = False, **kwargs: Any) -> None:
    """A service went live, changed or was taken down. Who publishes many (`in_bulk`) refreshes their rows at once."""
    if in_bulk:
        return
    refresh_search_row(service_id=instance.pk)


@receiver([published, unpublished], sender=Organisation, dispatch_uid="listings-organisation")
def follow_organisation(*, instance: Organisation, in_bulk: bool = False, **kwargs: Any) -> None:
    """An organisation's name is in each of its services' documents, and hides them while it isn't live."""
    if in_bulk:
        return
    refresh_search_rows(service_ids=instance.services.values_list("pk", flat=True))


@receiver(post_delete, sender=Service, dispatch_uid="listings-service-deleted")
def forget_service(*, instance: Service, **kwargs: Any) -> None:
    """A deleted service leaves a tombstone until every engine has it."""
    remove_document(key=key_of(instance))


@receiver(post_save, sender=Term, dispatch_uid="listings-term")
def follow_term(*, instance: Term, **kwargs: Any) -> None:
    """A need's or topic's words are in the documents of the services that carry it, and a need's place among broader
    and narrower ones in those of its relatives', by its old place and its new one."""
    concerned = Q(needs=instance) | Q(topics=instance)
    if instance.vocabulary == Vocabulary.NEED:
        answering = SearchRow.objects.filter(facets__contains=[f"need:{instance.code}"]).values_list("key", flat=True)
        uuids = [key.partition(":")[2] for key in answering]
        concerned |= Q(needs__code__in=related_needs([instance.code])) | Q(uuid__in=uuids)
    services = Service.objects.filter(concerned, live=True).distinct()
    refresh_search_rows(service_ids=services.values_list("pk", flat=True))
