"""Puts many listings live at once: what `publish_directly` does to each, in a few statements for all."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.utils import timezone
from modelcluster.models import ClusterableModel, get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import ModelLogEntry
from wagtail.signals import published

from providers.imports.pipeline.outcomes import Plan
from providers.imports.services.log_entries import entry_of, save_entries
from providers.listings.models import Organisation, Service
from providers.review.services.submissions import publish_directly
from tenants.accounts.models import User

ACTION: Final = "review.publish_directly"
_LIVE_FIELDS: Final = [
    "live",
    "has_unpublished_changes",
    "expired",
    "first_published_at",
    "last_published_at",
    "live_revision",
]
_KEPT: Final = frozenset({"id", "uuid", "created_at", "external_id"})


def publish_organisations(
    organisations: Iterable[Organisation], *, fresh: Sequence[Organisation], user: User | None
) -> None:
    """Put organisations that never were live beside their services; `fresh` ones were made a moment ago."""
    _go_live(fresh)
    Organisation.objects.bulk_update(fresh, _LIVE_FIELDS)
    _tell([(organisation, organisation.latest_revision) for organisation in fresh], user, {})
    for organisation in {each.pk: each for each in organisations if not each.live and each.latest_revision}.values():
        publish_directly(listing=organisation, revision=organisation.latest_revision, user=user)


def publish_services(plans: Sequence[Plan], *, names: Mapping[int, str], user: User | None) -> None:
    """Make each service's row and children those of its draft. `names` are the rows' names before, by the plan's id."""
    drafts = [plan.draft for plan in plans]
    _go_live(drafts)
    fields = [field.name for field in Service._meta.concrete_fields if field.name not in _KEPT]
    Service.objects.bulk_create(drafts, update_conflicts=True, unique_fields=["id"], update_fields=fields)
    there = {plan.draft.pk for plan in plans if plan.service is not None}
    _write_children(drafts, there)
    _write_terms(drafts, there)
    renamed = {
        plan.draft.pk: names[id(plan)]
        for plan in plans
        if id(plan) in names and names[id(plan)] != plan.content.data.name
    }
    _tell([(plan.draft, plan.draft.latest_revision) for plan in plans], user, renamed)


def _go_live(listings: Iterable[Any]) -> None:
    now = timezone.now()
    for listing in listings:
        listing.live, listing.has_unpublished_changes, listing.expired = True, False, False
        listing.last_published_at = now
        listing.first_published_at = listing.first_published_at or now
        listing.live_revision = listing.latest_revision


def _write_children(parents: Sequence[ClusterableModel], there: set[int]) -> None:
    """Write children anew, and theirs; only parents that are `there` already have any to take away."""
    for relation in get_all_child_relations(type(parents[0])) if parents else ():
        model, field, name = relation.related_model, relation.field, relation.get_accessor_name()
        children = []
        for parent in parents:
            for child in getattr(parent, name).all():
                setattr(child, field.attname, parent.pk)
                children.append(child)
        if there:
            model.objects.filter(**{f"{field.name}__in": there}).delete()
        model.objects.bulk_create(children)
        if issubclass(model, ClusterableModel):
            _write_children(children, set())


def _write_terms(services: Sequence[Service], there: set[int]) -> None:
    for field in get_all_child_m2m_relations(Service):
        through = field.remote_field.through
        if there:
            through.objects.filter(service_id__in=there).delete()
        through.objects.bulk_create(
            through(service_id=service.pk, term_id=term.pk)
            for service in services
            for term in getattr(service, field.name).all()
        )


def _tell(published_now: Sequence[tuple[Any, Any]], user: User | None, renamed: Mapping[int, str]) -> None:
    """Wagtail's signal for each, and its entries in the log."""
    entries: list[ModelLogEntry] = []
    for listing, revision in published_now:
        published.send(sender=type(listing), instance=listing, revision=revision, in_bulk=True)
        if isinstance(listing, Service) and listing.pk in renamed:
            title = {"title": {"old": renamed[listing.pk], "new": str(listing)}}
            entry = entry_of(listing, "wagtail.rename", user, revision=revision, data=title)
            entry.content_changed = False
            entries.append(entry)
            entries.append(entry_of(listing, ACTION, user, revision=revision, data=title))
        else:
            entries.append(entry_of(listing, ACTION, user, revision=revision))
    save_entries(entries)
