"""Writes down what became of each listing of an upload, or would, and sends saved ones to the council if asked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from providers.imports.pipeline.outcomes import Before, Result, deltas_of
from providers.imports.report import Outcome, Remark
from providers.listings.errors import ListingError
from providers.listings.models import Service
from providers.review.services.submissions import submit
from providers.uploads.models import Goes, Upload, UploadRow

_TO_FOLLOW_UP: Final = "To follow up:"


def save_rejected_rows(upload: Upload, rejected: Iterable[Remark]) -> None:
    """Write down the rows that belong to no listing, each with its reasons."""
    by_row: dict[int, list[Remark]] = {}
    for remark in rejected:
        by_row.setdefault(remark.row, []).append(remark)
    UploadRow.objects.bulk_create(
        UploadRow(
            upload=upload,
            position=-number,
            number=number,
            outcome=UploadRow.Outcome.REJECTED,
            problems=[list(remark) for remark in remarks],
        )
        for number, remarks in by_row.items()
    )


def save_rows(
    upload: Upload, start: int, results: Sequence[Result], *, saved: bool, held: Collection[str] = ()
) -> None:
    """Write down what became of a batch (`saved`), or would, in place of what was expected of it.

    `start` is the position of its first listing. Saved drafts are sent to the council when the upload says so,
    but not those that the file keeps from families (`held`, by their keys).
    """
    positions = range(start, start + len(results))
    upload.rows.filter(position__in=positions).delete()
    sent = [result for result in results if result.incoming.external_id not in held]
    refused = _send(upload, sent) if saved and upload.goes == Goes.REVIEW else {}
    after = _after([result.service.pk for result in results if saved and result.service])
    rows = []
    for position, result in zip(positions, results, strict=True):
        row = _row(upload, position, result)
        row.held = result.incoming.external_id in held and row.outcome != UploadRow.Outcome.REJECTED
        if saved and result.service:
            row.service, row.after = result.service, after.get(result.service.pk)
            if reason := refused.get(result.service.pk):
                row.notes.append([row.number, "", reason])
        row.saved = saved and result.outcome in (Outcome.CREATED, Outcome.UPDATED)
        rows.append(row)
    UploadRow.objects.bulk_create(rows)


def _row(upload: Upload, position: int, result: Result) -> UploadRow:
    return UploadRow(
        upload=upload,
        position=position,
        number=result.incoming.rows[0],
        external_id=result.incoming.external_id,
        name=_name_of(result)[:255],
        outcome=result.outcome.value,
        problems=[list(problem) for problem in result.problems],
        notes=[*map(_follow_up, result.follow_ups), *map(list, result.notes)],
        contested=list(result.contested),
        changes=[list(delta) for delta in deltas_of(result)],
        before=_as_json(result.before) if result.before else None,
    )


def _follow_up(remark: Remark) -> list[int | str]:
    return [remark.row, remark.field, f"{_TO_FOLLOW_UP} {remark.reason}"]


def _send(upload: Upload, results: Sequence[Result]) -> dict[int, str]:
    """Send saved drafts to the council; gives why one couldn't be sent, by its service."""
    refused: dict[int, str] = {}
    assert upload.by is not None  # `FileImport` asked
    for result in results:
        if result.service is None:
            continue
        try:
            submit(user=upload.by, listing=Service.objects.get(pk=result.service.pk))
        except ListingError as error:
            refused[result.service.pk] = f"Saved, but not sent to the council: {error.message}"
    return refused


def _after(keys: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    """What the listings are now that the upload has saved them."""
    columns = ("pk", "latest_revision_id", "live_revision_id", "live", "state__waiting_time")
    rows = Service.objects.filter(pk__in=keys).values_list(*columns)
    return {
        pk: {"revision": revision, "live_revision": live_revision, "live": live, "waiting_time": waiting}
        for pk, revision, live_revision, live, waiting in rows
    }


def _name_of(result: Result) -> str:
    if result.plan:
        return result.plan.content.data.name
    given = result.incoming.values.get("name")
    return " ".join(given.text.split()) if given else ""


def _as_json(before: Before) -> dict[str, Any]:
    day = before.waiting_time_checked
    return {**asdict(before), "waiting_time_checked": day.isoformat() if day else None}
