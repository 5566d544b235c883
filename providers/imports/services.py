"""Imports listings from a CSV file and exports them to one; export then import changes nothing.

An import is one transaction in which every listing has a savepoint of its own: a row that can't be stored takes its
listing back and nothing else, and a stop half-way leaves nothing.
"""

import csv
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone

from providers.imports import cells, safety
from providers.imports.columns import COLUMNS, EXTERNAL_ID
from providers.imports.content import ListingContent, cells_of, place_cells_of
from providers.imports.errors import BadCell, BadFile
from providers.imports.groups import Group, group_rows
from providers.imports.lookups import Organisations, PostcodeNotes, content_of, key_of, services_by_key, term_codes
from providers.imports.reading import read_table
from providers.imports.report import ImportReport, Remark
from providers.imports.rows import RowReader
from providers.imports.saving import Outcome, Saver
from providers.listings.errors import ListingError, NotAllowed
from providers.listings.models import Service
from search.taxonomy.models import Vocabulary
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer

Progress = Callable[[int, int], None]
"""Told how many listings are done, and of how many."""

BATCH = 200


def import_listings(
    *, path: Path, publish: bool, dry_run: bool, user: User | None = None, progress: Progress | None = None
) -> ImportReport:
    """Bring the open council's listings up to a CSV file; gives the report, row by row.

    With `publish` they go live, otherwise they are drafts. A dry run reports the same and writes nothing. `user` is the
    officer who asks, or None for the operator's command. Raises BadFile when the file is no listing CSV, NotAllowed.
    """
    if user is not None and not is_officer(user):
        raise NotAllowed("You can't import listings.")
    table = read_table(path)
    groups, rejected = group_rows(table.rows)
    report = ImportReport(rows=len(table.rows), rejected=rejected, unknown_columns=table.unknown, dry_run=dry_run)
    with transaction.atomic():
        _wait_for_other_imports()
        run = _Import(table.columns, publish=publish, user=user, report=report)
        for done, (group, service) in enumerate(_with_services(groups), start=1):
            run.take(group, service)
            if progress:
                progress(done, len(groups))
        transaction.set_rollback(dry_run)
    return report


def export_listings(*, path: Path) -> int:
    """Write every listing of the open council to a CSV file, by `external_id`; gives how many there were.

    A live listing is written as families see it, another as its newest draft. Raises BadFile when it can't be written.
    """
    services = services_by_key(key_of(service) for service in Service.objects.only("external_id", "uuid"))
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            for key in sorted(services):
                writer.writerows(_export_rows(key, content_of(services[key], live=services[key].live)))
    except OSError as error:
        raise BadFile(f"{path} can't be written: {error.strerror}.") from error
    return len(services)


def _export_rows(key: str, content: ListingContent) -> Iterator[dict[str, str]]:
    first, *further = place_cells_of(content)
    for row in ({**cells_of(content), **first}, *further):
        yield {EXTERNAL_ID: safety.protect(key)} | {column: safety.protect(cell) for column, cell in row.items()}


def _with_services(groups: list[Group]) -> Iterator[tuple[Group, Service | None]]:
    """Each group with the service it means, looked up some hundreds at a time."""
    for start in range(0, len(groups), BATCH):
        batch = groups[start : start + BATCH]
        services = services_by_key(group.key for group in batch)
        yield from ((group, services.get(group.key)) for group in batch)


def _wait_for_other_imports() -> None:
    """Two imports of one council would both create what neither sees yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('listing import ' || current_schema()))")


class _Import:
    """One file on its way in."""

    def __init__(self, columns: tuple[str, ...], *, publish: bool, user: User | None, report: ImportReport) -> None:
        known = cells.known_codes(needs=term_codes(Vocabulary.NEED), topics=term_codes(Vocabulary.TOPIC))
        self.reader = RowReader(columns, known)
        self.organisations = Organisations()
        self.saver = Saver(self.organisations, publish=publish, user=user, today=timezone.localdate())
        self.postcodes = PostcodeNotes()
        self.publish = publish
        self.report = report

    def take(self, group: Group, service: Service | None) -> None:
        """Import one listing, or say why not."""
        if service and not self.publish and self._is_what_families_see(group, service):
            self.report.unchanged += 1
            return
        now = content_of(service, live=self.publish and service.live) if service else None
        reading = self.reader.read(group.rows, now)
        if reading.problems:
            self._reject(group, reading.problems)
            return
        try:
            with transaction.atomic():
                outcome = self.saver.save(group.key, service, now, reading)
        except (BadCell, ListingError, ValidationError, IntegrityError, DataError) as error:
            self.organisations.forget(reading.values.get("organisation", ""))
            self._reject(group, list(_refusals(group.rows[0].number, error)))
            return
        self.report.notes += reading.notes
        self._count(outcome, group)
        for row, place in zip(group.rows, reading.places or (), strict=False):
            note = self.postcodes.note(place["postcode"]) if place.get("postcode") else ""
            self.report.notes += [Remark(row.number, "postcode", note)] if note else []

    def _is_what_families_see(self, group: Group, service: Service) -> bool:
        """Whether the rows equal a live version that has a newer draft: an exported row must not undo the draft."""
        if not service.live or service.live_revision_id == service.latest_revision_id:
            return False
        seen = self.reader.read(group.rows, content_of(service, live=True))
        return not seen.changes and not seen.problems

    def _count(self, outcome: Outcome, group: Group) -> None:
        if outcome is Outcome.CREATED:
            self.report.created += 1
        elif outcome is Outcome.UNCHANGED:
            self.report.unchanged += 1
        else:
            self.report.updated += 1
        if outcome is Outcome.PASSED_A_DRAFT:
            self.report.notes.append(
                Remark(
                    group.rows[0].number, "", "It had a draft that was not live: the draft is now only in its history."
                )
            )

    def _reject(self, group: Group, problems: list[Remark]) -> None:
        """The listing as a whole stays as it was, so each of its rows is accounted for."""
        bad = {problem.row for problem in problems}
        reason = f"Not imported because of row {min(bad)} of the same listing."
        others = (Remark(row.number, EXTERNAL_ID, reason) for row in group.rows if row.number not in bad)
        self.report.rejected += chain(problems, others)


def _refusals(row: int, error: Exception) -> Iterator[Remark]:
    """Why the services or the database refused a listing."""
    if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
        for name, messages in error.message_dict.items():
            yield Remark(row, name, " ".join(messages))
    elif isinstance(error, ValidationError):
        yield Remark(row, "", " ".join(error.messages))
    elif isinstance(error, BadCell):
        yield Remark(row, error.field, error.reason)
    elif isinstance(error, ListingError):
        yield Remark(row, EXTERNAL_ID, error.message)
    else:
        yield Remark(row, "", "The database refused it: its values don't go together, or another listing has its key.")
