"""Publishes many listings at once: what `publish_directly` does to each, in a few statements for all."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from django.utils import timezone
from modelcluster.models import ClusterableModel, get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import ModelLogEntry
from wagtail.signals import published

from providers.listings.models import Organisation, Service
from providers.listings.services.log_entries import entry_of, save_entries
from providers.review.facts import open_reviews
from providers.review.publication import Need, Version, needed_to_go_live, refuse
from providers.review.services.council_versions import publish_or_send
from providers.review.settings import review_settings
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


def publish_organisations(*, organisations: Iterable[Organisation], new: Collection[int], user: User | None) -> None:
    """Publish those of the organisations that never were live, or send them to the review where they need more
    approvals; one that is being reviewed waits. `new` are the keys of those made in this transaction."""
    waiting = {each.pk: each for each in organisations if not each.live and each.latest_revision}
    made = [each for key, each in waiting.items() if key in new]
    need = needed_to_go_live(user=user, rules=review_settings(), version=Version())
    if made and need is Need.NOTHING:
        _set_live(made)
        Organisation.objects.bulk_update(made, _LIVE_FIELDS)
        _announce(made, user, {})
        waiting = {key: each for key, each in waiting.items() if key not in new}
    reviews = open_reviews(Organisation, list(waiting))
    for key, organisation in waiting.items():
        if key not in reviews:
            publish_or_send(listing=organisation, revision=organisation.latest_revision, user=user)


def publish_services(
    *, drafts: Sequence[Service], versions: Sequence[Version], names: Mapping[int, str], user: User | None
) -> None:
    """Make each service's row and children those of its draft, which is its newest version, in the caller's
    transaction; their search rows are refreshed by the caller.

    `versions` are the facts of each draft, read since its row was locked. `names` are the names of the rows that were
    there before, by key; the others were made in this transaction. Raises as `publish_directly` does.
    """
    rules = review_settings()
    for version in versions:
        refuse(needed_to_go_live(user=user, rules=rules, version=version))
    _set_live(drafts)
    fields = [field.name for field in Service._meta.concrete_fields if field.name not in _KEPT]
    Service.objects.bulk_create(drafts, update_conflicts=True, unique_fields=["id"], update_fields=fields)
    _write_children(drafts, names.keys())
    _write_terms(drafts, names.keys())
    _announce(drafts, user, names)


def _set_live(listings: Iterable[Any]) -> None:
    now = timezone.now()
    for listing in listings:
        listing.live, listing.has_unpublished_changes, listing.expired = True, False, False
        listing.last_published_at = now
        listing.first_published_at = listing.first_published_at or now
        listing.live_revision = listing.latest_revision


def _write_children(parents: Sequence[ClusterableModel], there: Collection[int]) -> None:
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
            _write_children(children, ())


def _write_terms(services: Sequence[Service], there: Collection[int]) -> None:
    for field in get_all_child_m2m_relations(Service):
        through = field.remote_field.through
        if there:
            through.objects.filter(service_id__in=there).delete()
        through.objects.bulk_create(
            through(service_id=service.pk, term_id=term.pk)
            for service in services
            for term in getattr(service, field.name).all()
        )


def _announce(listings: Sequence[Any], user: User | None, names: Mapping[int, str]) -> None:
    """Wagtail's signal for each, and its entries in the log: a rename is one of its own."""
    entries: list[ModelLogEntry] = []
    for listing in listings:
        revision, before = listing.latest_revision, names.get(listing.pk)
        published.send(sender=type(listing), instance=listing, revision=revision, in_bulk=True)
        title = {"title": {"old": before, "new": str(listing)}} if before not in (None, str(listing)) else {}
        if title:
            rename = entry_of(listing, "wagtail.rename", user, revision=revision, data=title)
            rename.content_changed = False
            entries.append(rename)
        entries.append(entry_of(listing, ACTION, user, revision=revision, data=title))
    save_entries(entries)
