"""Undoes the plain listings of an upload at once, in a few dozen statements: what `undo` does to each.

Plain are those that nobody touched since and that nobody reviews: new ones go, changed ones are imported again as the
version that was kept of them. Whatever asks for more care (a draft beside what was live, another owner, a waiting time,
what others tied to it, what somebody must approve before families see it) is left to `undo`.
`tests/integration/uploads/test_undoing.py` compares the two.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from wagtail.models import Revision

from providers.imports.incoming import IncomingListing, Source, SourceKind
from providers.imports.pipeline.drafts import Drafts
from providers.imports.pipeline.lookups import key_of
from providers.imports.pipeline.outcomes import Rules
from providers.imports.report import Outcome
from providers.imports.services.batches import Importer, lock_imports
from providers.listings.data import ServiceData
from providers.listings.errors import ListingError
from providers.listings.models import Service
from providers.listings.permissions import user_can_edit_listing
from providers.listings.selectors import with_everything
from providers.listings.services.log_entries import log_each
from providers.listings.ties import ties_of
from providers.review.facts import open_reviews
from providers.review.publication import wants_two_approvals
from providers.review.settings import review_settings
from providers.uploads.models import Upload, UploadRow
from search.taxonomy.models import Term


@dataclass(frozen=True, slots=True)
class _Plain:
    """A row whose listing is as the upload left it."""

    row: UploadRow
    service: Service


def undo_plain_rows(upload: Upload, rows: Sequence[UploadRow]) -> None:
    """Undo those rows that are plain, and mark them so, unsaved; what the database refuses is left unmarked."""
    if upload.organisation and (
        upload.undone_by is None or not user_can_edit_listing(upload.undone_by, upload.organisation)
    ):
        return
    lock_imports()
    plain = _plain(upload, rows)
    new = [each for each in plain if each.row.outcome == UploadRow.Outcome.CREATED]
    tied = ties_of([each.service for each in new])
    created = [each for each in new if each.service.pk not in tied]
    changed = [each for each in plain if _only_content_changed(each)]
    _mark(_try(_remove, upload, created), UploadRow.Undone.REMOVED)
    _mark(_try(_restore, upload, changed), UploadRow.Undone.RESTORED)


def is_untouched(upload: Upload, row: UploadRow, service: Service) -> bool:
    """Whether a listing is as the upload left it, and not another organisation's since."""
    return state_of(service) == row.after and upload.organisation_id in (None, service.organisation_id)


def state_of(service: Service) -> dict[str, object]:
    """What an upload's row remembers of a listing, to see whether it changed since."""
    return {
        "revision": service.latest_revision_id,
        "live_revision": service.live_revision_id,
        "live": service.live,
        "waiting_time": service.state.waiting_time,
    }


def repeats(service: Service, live_revision: int | None) -> dict[str, int]:
    """For the log: which version that was live before a restored one says again; nothing when none was published."""
    if live_revision is None or service.live_revision_id in (None, live_revision):
        return {}
    return {"live_revision": service.live_revision_id, "repeats": live_revision}


_Undo = Callable[[Upload, Sequence[_Plain]], Sequence[_Plain]]


def _try(undo: _Undo, upload: Upload, chosen: Sequence[_Plain]) -> Sequence[_Plain]:
    """Undo what is chosen; gives what was undone, which is nothing when the database refuses it."""
    try:
        with transaction.atomic():
            return undo(upload, chosen)
    except (ListingError, ValidationError, DatabaseError):
        return ()


def _mark(done: Iterable[_Plain], undone: UploadRow.Undone) -> None:
    for each in done:
        each.row.undone = undone


def _plain(upload: Upload, rows: Iterable[UploadRow]) -> list[_Plain]:
    """Lock the rows' listings, and leave out those that changed since or are reviewed."""
    by_key = {row.service_id: row for row in rows if row.service_id}
    locked = Service.objects.filter(pk__in=by_key).order_by("pk").select_for_update(of=("self",))
    keys = list(locked.values_list("pk", flat=True))
    reviewed = open_reviews(Service, keys)
    services = with_everything(Service.objects.filter(pk__in=keys).select_related("latest_revision"))
    pairs = (_Plain(by_key[service.pk], service) for service in services if service.pk not in reviewed)
    return [each for each in pairs if is_untouched(upload, each.row, each.service)]


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


def _remove(upload: Upload, chosen: Sequence[_Plain]) -> Sequence[_Plain]:
    services = [each.service for each in chosen]
    log_each(services, "uploads.remove", upload.undone_by, data=[{"upload": str(upload.uuid)} for _ in services])
    Service.objects.filter(pk__in=[service.pk for service in services]).delete()
    return chosen


def _restore(upload: Upload, chosen: Sequence[_Plain]) -> Sequence[_Plain]:
    """Those that families saw change are published as they were; of the others the draft says what it said."""
    kept = _kept_versions(chosen)
    done: dict[int, Service] = {}
    for publish in (True, False):
        wanted = [each for each in chosen if each.service.pk in kept and _families_saw(each) is publish]
        if publish:
            wanted = [each for each in wanted if _goes_live(upload, each, kept[each.service.pk])]
        done |= _import_again(upload, [(each.service, kept[each.service.pk]) for each in wanted], publish=publish)
    # A draft that says what families see is no change of it.
    as_live = [key for key, service in done.items() if service.live]
    Service.objects.filter(pk__in=as_live).update(has_unpublished_changes=False)
    before = {each.service.pk: each.row.before["live_revision"] for each in chosen if each.row.before}
    data = [{"upload": str(upload.uuid), **repeats(service, before[key])} for key, service in done.items()]
    log_each(list(done.values()), "uploads.restore", upload.undone_by, data=data)
    return [each for each in chosen if each.service.pk in done]


def _import_again(
    upload: Upload, wanted: Sequence[tuple[Service, IncomingListing]], *, publish: bool
) -> dict[int, Service]:
    """Import what was kept of listings; gives those that it was accepted for, as families may see them now."""
    author = upload.undone_by if upload.organisation_id else None
    importer = Importer(Rules(publish=publish, author=author, publisher=upload.undone_by))
    results = importer.save([incoming for _, incoming in wanted])
    return {
        service.pk: result.plan.draft if result.plan and publish else service
        for (service, _), result in zip(wanted, results, strict=True)
        if result.outcome is not Outcome.REJECTED
    }


def _families_saw(each: _Plain) -> bool:
    return each.row.before is not None and each.row.before["live_revision"] != each.service.live_revision_id


def _goes_live(upload: Upload, each: _Plain, kept: IncomingListing) -> bool:
    """Whether what families saw may be back at once: the council undoes its own, and one approval is enough."""
    sectors = {*each.service.sectors, *(kept.version.sectors if kept.version else ())}
    return upload.organisation_id is None and not wants_two_approvals(review_settings(), sectors)


def _kept_versions(chosen: Sequence[_Plain]) -> dict[int, IncomingListing]:
    """What each listing held before, where that is still kept, by the service's key."""
    wanted = {each.service.pk: each.row.before["revision"] for each in chosen if each.row.before}
    revisions = Revision.objects.in_bulk(wanted.values())
    drafts = Drafts(Term.objects.select_related("merged_into"))
    return {
        each.service.pk: IncomingListing(
            external_id=key_of(each.service),
            source=Source(SourceKind.KEPT_VERSION, str(revision.pk)),
            version=ServiceData.from_service(drafts.read(each.service, revision)),
        )
        for each in chosen
        if (revision := revisions.get(wanted.get(each.service.pk)))
    }
