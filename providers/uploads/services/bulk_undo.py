"""Takes the plain listings of an upload back at once, in a few dozen statements: what `undoing` does to each.

Plain are those that nobody touched since and that nobody reviews: new ones go, changed ones get back what they said.
Whatever asks for more care (a draft beside what was live, another owner, a waiting time) is left to `undoing`.
`tests/integration/uploads/test_undoing.py` compares the two.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.models import Revision

from providers.imports.listing_csv.content import ListingContent
from providers.imports.listing_csv.groups import Group
from providers.imports.pipeline.drafts import Drafts
from providers.imports.pipeline.outcomes import Plan, Rules
from providers.imports.pipeline.planner import open_reviews
from providers.imports.services.log_entries import note
from providers.imports.services.writer import Writer
from providers.listings.apply_data import apply_service, terms_held
from providers.listings.data import ServiceData
from providers.listings.errors import ListingError, WrongState
from providers.listings.models import Service
from providers.listings.permissions import user_can_edit_listing
from providers.listings.selectors import with_everything
from providers.uploads.models import Upload, UploadRow
from search.taxonomy.models import Term
from search.taxonomy.selectors import terms_read_once


@dataclass(frozen=True, slots=True)
class _Plain:
    """A row whose listing is as the upload left it."""

    row: UploadRow
    service: Service


def undo_plain_rows(upload: Upload, rows: Sequence[UploadRow]) -> None:
    """Take back those rows that are plain, and mark them so, unsaved; what the database refuses is left unmarked."""
    if upload.organisation and (
        upload.undone_by is None or not user_can_edit_listing(upload.undone_by, upload.organisation)
    ):
        return
    plain = _plain(rows)
    made = [each for each in plain if each.row.outcome == UploadRow.Outcome.CREATED]
    changed = [each for each in plain if _only_content_changed(each)]
    _together(upload, made, _take_out, UploadRow.Undone.REMOVED)
    _together(upload, changed, _put_back, UploadRow.Undone.RESTORED)


def state_of(service: Service) -> dict[str, object]:
    """What an upload's row remembers of a listing, to see whether it changed since."""
    return {
        "revision": service.latest_revision_id,
        "live_revision": service.live_revision_id,
        "live": service.live,
        "waiting_time": service.state.waiting_time,
    }


def _together(
    upload: Upload,
    chosen: Sequence[_Plain],
    undo: Callable[[Upload, Sequence[_Plain]], None],
    undone: UploadRow.Undone,
) -> None:
    """All of them or none."""
    try:
        with transaction.atomic():
            undo(upload, chosen)
    except (ListingError, ValidationError, DatabaseError):
        return
    for each in chosen:
        each.row.undone = undone


def _plain(rows: Iterable[UploadRow]) -> list[_Plain]:
    """Lock the rows' listings, and leave out those that changed since or are reviewed."""
    by_key = {row.service_id: row for row in rows if row.service_id}
    locked = Service.objects.filter(pk__in=by_key).order_by("pk").select_for_update(of=("self",))
    keys = list(locked.values_list("pk", flat=True))
    reviewed = open_reviews(keys)
    services = with_everything(Service.objects.filter(pk__in=keys).select_related("latest_revision"))
    pairs = (_Plain(by_key[service.pk], service) for service in services if service.pk not in reviewed)
    return [each for each in pairs if state_of(each.service) == each.row.after]


def _only_content_changed(each: _Plain) -> bool:
    before, service = each.row.before, each.service
    return (
        each.row.outcome == UploadRow.Outcome.UPDATED
        and before is not None
        and before["organisation"] == service.organisation_id
        and before["waiting_time"] == service.state.waiting_time
        and before["live"] == service.live
        and (before["revision"] == before["live_revision"] or not service.live)
    )


def _take_out(upload: Upload, chosen: Sequence[_Plain]) -> None:
    services = [each.service for each in chosen]
    note(services, "uploads.remove", upload.undone_by, data=[{"upload": str(upload.uuid)} for _ in services])
    Service.objects.filter(pk__in=[service.pk for service in services]).delete()


def _put_back(upload: Upload, chosen: Sequence[_Plain]) -> None:
    """Those that families saw change are published as they were; of the others the draft says what it said."""
    revisions = Revision.objects.in_bulk([each.row.before["revision"] for each in chosen if each.row.before])
    drafts = Drafts(Term.objects.select_related("merged_into"))
    with terms_read_once(), terms_held():
        plans = [(_plan(each, drafts, revisions), _families_saw(each)) for each in chosen]
        for publish in (True, False):
            _write(upload, [plan for plan, seen in plans if seen is publish], publish=publish)
    as_live = [each.service.pk for each in chosen if each.service.live]
    Service.objects.filter(pk__in=as_live).update(has_unpublished_changes=False)
    services = [each.service for each in chosen]
    note(services, "uploads.restore", upload.undone_by, data=[{"upload": str(upload.uuid)} for _ in services])


def _families_saw(each: _Plain) -> bool:
    return each.row.before is not None and each.row.before["live_revision"] != each.service.live_revision_id


def _plan(each: _Plain, drafts: Drafts, revisions: Mapping[int, Revision]) -> Plan:
    """The listing with what it held before as its next draft. Raises WrongState when that is not kept any more."""
    service = each.service
    was = revisions.get(each.row.before["revision"]) if each.row.before else None
    if was is None:
        raise WrongState("What it was before is not kept any more.")
    name_before, draft = service.name, drafts.newest_of(service)
    data = ServiceData.from_service(drafts.read(service, was))
    revised = ServiceData.from_service(draft) != data
    if revised:
        apply_service(draft, data)
    return Plan(
        group=Group(each.row.external_id, []),
        content=ListingContent(
            data=data, organisation=service.organisation.name, waiting_time=service.state.waiting_time
        ),
        organisation=service.organisation,
        draft=draft,
        service=service,
        name_before=name_before,
        revised=revised,
        revision=service.latest_revision,
    )


def _write(upload: Upload, plans: Sequence[Plan], *, publish: bool) -> None:
    author = upload.undone_by if upload.organisation_id else None
    rules = Rules(publish=publish, author=author, publisher=upload.undone_by)
    Writer(rules, timezone.localdate()).write(plans)
