"""Writes many planned listings in a few dozen statements, in the caller's transaction.

What comes out equals `create_organisation`, `create_service`, `save_draft`, `change_owner`, `set_waiting_time` and
`publish_directly`, called for one listing after the other: the same rows, revisions, log entries and search rows.
`tests/integration/imports/test_bulk.py` compares the two. Checks come before, in `pipeline.planner`.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Revision

from providers.imports.pipeline.outcomes import Plan, Rules
from providers.imports.services.log_entries import log_each
from providers.imports.services.publisher import publish_organisations, publish_services
from providers.listings.models import ListingState, Organisation, Service
from providers.listings.services.listings import change_owner
from providers.listings.services.search_rows import refresh_search_rows, search_rows_refreshed_once
from tenants.accounts.models import User


class Writer:
    """Writes plans by `rules`; `today` is the day on which a waiting time that the source says was true."""

    def __init__(self, rules: Rules, today: date) -> None:
        self.rules = rules
        self.today = today

    def write(self, plans: Sequence[Plan]) -> None:
        """Write plans; their drafts and organisations are saved after it. Raises what the database refuses."""
        fresh = list(
            {id(plan.organisation): plan.organisation for plan in plans if plan.organisation.pk is None}.values()
        )
        # A row that is its own newest version is also the draft: from here on it goes by its new name.
        names = {id(plan): plan.name_before for plan in plans if plan.service}
        try:
            self._create_organisations(fresh)
            self._create([plan for plan in plans if plan.service is None])
            self._move([plan for plan in plans if plan.moves])
            self._save_drafts([plan for plan in plans if plan.revised])
            self._set_waiting_times([plan for plan in plans if plan.waits_differently])
            if self.rules.publish:
                publish_organisations([plan.organisation for plan in plans], fresh=fresh, user=self.rules.publisher)
                publish_services(plans, names=names, user=self.rules.publisher)
            touched = [plan.draft.pk for plan in plans if self.rules.publish or plan.moves or plan.waits_differently]
            refresh_search_rows(service_ids=[key for key in touched if key])
        except Exception:
            _forget(fresh, plans)
            raise

    def _create_organisations(self, organisations: Sequence[Organisation]) -> None:
        Organisation.objects.bulk_create(organisations)
        _revise(organisations, None)
        log_each(organisations, "listing.create", None)

    def _create(self, plans: Sequence[Plan]) -> None:
        """A new service's row holds no more than its name until it is approved."""
        rows = [
            Service(
                organisation=plan.organisation,
                external_id=plan.incoming.external_id,
                name=plan.content.data.name,
                uuid=plan.draft.uuid,
            )
            for plan in plans
        ]
        Service.objects.bulk_create(rows)
        for plan, row in zip(plans, rows, strict=True):
            plan.draft.pk, plan.draft.created_at, plan.draft.organisation = row.pk, row.created_at, plan.organisation
            plan.draft._state.adding = False
            plan.draft.state = ListingState(service=plan.draft)
            if plan.content.waiting_time:
                plan.draft.state.waiting_time = plan.content.waiting_time
                plan.draft.state.waiting_time_checked = self.today
        ListingState.objects.bulk_create(plan.draft.state for plan in plans)
        log_each([plan.draft for plan in plans], "listing.create", self.rules.author)

    def _move(self, plans: Sequence[Plan]) -> None:
        """Rare, so each by itself: its files move, too."""
        with search_rows_refreshed_once():
            for plan in plans:
                change_owner(user=self.rules.author, service=plan.draft, organisation=plan.organisation)

    def _save_drafts(self, plans: Sequence[Plan]) -> None:
        revisions = _revise([plan.draft for plan in plans], self.rules.author)
        for plan, revision in zip(plans, revisions, strict=True):
            plan.revision = revision
        changed = [plan for plan in plans if plan.service is not None]
        saved = [plan.revision for plan in changed]
        log_each([plan.draft for plan in changed], "listing.edit", self.rules.author, revisions=saved)

    def _set_waiting_times(self, plans: Sequence[Plan]) -> None:
        """Nobody sees a new listing's yet, so there is no change to log."""
        changed = [plan for plan in plans if plan.service is not None]
        before = [_said(plan.draft.state) for plan in changed]
        for plan in changed:
            plan.draft.state.waiting_time = plan.content.waiting_time
            plan.draft.state.waiting_time_checked = self.today if plan.content.waiting_time else None
        states = [plan.draft.state for plan in changed]
        ListingState.objects.bulk_update(states, ["waiting_time", "waiting_time_checked"])
        log_each(
            [plan.draft for plan in changed],
            "listing.waiting_time",
            self.rules.author,
            labels=[plan.name_before for plan in changed],
            data=[{"before": was, "after": _said(plan.draft.state)} for was, plan in zip(before, changed, strict=True)],
        )


def _said(state: ListingState) -> dict[str, str]:
    """A waiting time in the words of the log."""
    checked = state.waiting_time_checked
    return {"waiting_time": state.waiting_time, "waiting_time_checked": str(checked) if checked else ""}


def _revise(drafts: Sequence[Any], user: User | None) -> list[Revision]:
    """Keep what each draft holds as its newest revision."""
    if not drafts:
        return []
    kind = ContentType.objects.get_for_model(type(drafts[0]), for_concrete_model=False)
    for draft in drafts:
        _adopt(draft)
    revisions: list[Revision] = Revision.objects.bulk_create(
        Revision(
            content_type=kind,
            base_content_type=kind,
            object_id=str(draft.pk),
            created_at=timezone.now(),
            user=user,
            object_str=str(draft),
            content=draft.serializable_data(),
        )
        for draft in drafts
    )
    for draft, revision in zip(drafts, revisions, strict=True):
        draft.latest_revision, draft.has_unpublished_changes = revision, True
    type(drafts[0]).objects.bulk_update(drafts, ["latest_revision", "has_unpublished_changes"])
    return revisions


def _adopt(draft: Any) -> None:
    """Tell children that were made before their parent had a key."""
    for children in getattr(draft, "_cluster_related_objects", {}).values():
        for child in children:
            if hasattr(child, "service_id"):
                child.service_id = draft.pk


def _forget(organisations: Iterable[Organisation], plans: Iterable[Plan]) -> None:
    """What the database takes back has no key any more."""
    for organisation in organisations:
        organisation.pk, organisation.latest_revision, organisation.live_revision = None, None, None
        organisation.live, organisation._state.adding = False, True
    for plan in plans:
        if plan.service is None:
            plan.draft.pk, plan.draft.latest_revision, plan.draft.live_revision = None, None, None
            plan.draft.live, plan.draft._state.adding = False, True
