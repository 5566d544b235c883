"""Imports listings from a CSV file and exports them to one; export then import changes nothing.

An import is a row of short transactions, some listings each: a row that can't be stored takes its listing back and
nothing else, a stop half-way leaves whole listings, and the same file again imports the rest.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TextIO

from django.db.models import QuerySet
from django.utils import timezone

from providers.imports.errors import BadFile
from providers.imports.foreign.confined_sheets import rows_of
from providers.imports.incoming import Source, SourceKind
from providers.imports.listing_csv.columns import COLUMNS, EXTERNAL_ID, VERSION
from providers.imports.listing_csv.tables import content_of
from providers.imports.pipeline.content import cells_of, place_cells_of
from providers.imports.pipeline.drafts import Drafts
from providers.imports.pipeline.exported import version_of
from providers.imports.pipeline.lookups import key_of, services_by_key
from providers.imports.pipeline.outcomes import SOME_LIST, Rules
from providers.imports.report import ImportReport, Outcome, Remark
from providers.imports.selectors import known_words
from providers.imports.services.batches import BATCH, batches
from providers.imports.services.intake import Intake, withheld
from providers.imports.services.understanding import (
    Answers,
    answers_from,
    require_answers,
    save_profile,
    understand,
)
from providers.listings.errors import NotAllowed
from providers.listings.models import Service
from search.taxonomy.models import Term
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer
from tenants.text.cells import write_csv

Progress = Callable[[int, int], None]
"""Told how many listings are done, and of how many."""


def import_listings(
    *,
    path: Path,
    publish: bool,
    dry_run: bool,
    user: User | None = None,
    progress: Progress | None = None,
    source: str = "",
    answers: Answers | None = None,
    profile: Path | None = None,
) -> ImportReport:
    """Update the open council's listings from anybody's table of them; gives the report, row by row.

    With `publish` they go live, otherwise they are drafts; what the file keeps from families is a draft always. A dry
    run reports the same and writes nothing. `user` is the officer who asks, or None for the operator's command.
    `source` is what families read that new listings were brought in from, up to 120 characters. `answers` say what its
    columns and words mean, beside those in the `profile`, which is written anew. Raises BadFile when the file holds no
    listings, or a column that may say who can see them has no answer; NotAllowed.
    """
    if user is not None and not is_officer(user):
        raise NotAllowed("You can't import listings.")
    content = content_of(path)
    understanding = understand(content, _together(answers or Answers(), profile))
    if publish and not dry_run:
        require_answers(understanding)
    overview = understanding.overview
    table = rows_of(
        content,
        understanding.mapping,
        understanding.meanings,
        sheet=overview.sheet,
        header_row=overview.header_row,
        today=timezone.localdate(),
        large=True,
    )
    rules = Rules(publish=publish, publisher=user, source=source[:120] or SOME_LIST)
    intake = Intake(table, Source(SourceKind.FILE, path.name), known_words(), rules)
    report = ImportReport(
        rows=len(table.rows),
        rejected=intake.rejected,
        unknown_columns=table.unknown,
        skipped=[Remark(number, "", why) for number, why in table.skipped],
        understood=understanding.lines(),
        questions=tuple(understanding.questions),
        dry_run=dry_run,
    )
    done = 0
    for batch in batches(intake.groups):
        results = intake.preview(batch) if dry_run else intake.save(batch)
        for group, result in zip(batch, results, strict=True):
            report.count(result.outcome, problems=result.problems, follow_ups=result.follow_ups, notes=result.notes)
            report.withheld += withheld(group) and result.outcome is not Outcome.REJECTED
            report.hidden += any(row.cells.get("hide_address") in ("yes", "all") for row in group.rows)
        done += len(batch)
        if progress:
            progress(done, len(intake.groups))
    if profile and not dry_run:
        save_profile(profile, understanding)
    return report


def _together(answers: Answers, profile: Path | None) -> Answers:
    """What somebody says now, and for the rest what the profile says."""
    before = answers_from(profile) if profile else Answers()
    words = {
        name: {**before.words.get(name, {}), **answers.words.get(name, {})} for name in {*before.words, *answers.words}
    }
    return replace(answers, columns={**before.columns, **answers.columns}, words=words)


def export_listings(*, path: Path) -> int:
    """Write every listing of the open council to a CSV file, by `external_id`; gives how many there were.

    A live listing is written as families see it, another as its newest draft. Raises BadFile when it can't be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            return write_listings(file, Service.objects.all())
    except OSError as error:
        raise BadFile(f"{path} can't be written: {error.strerror}.") from error


def write_listings(file: TextIO, services: "QuerySet[Service]", *, drafts: bool = False) -> int:
    """Write services as a listing CSV to an open file, as `export_listings` does, or with `drafts` each as its newest
    draft; gives how many there were."""
    keys = listing_keys(services)
    rows = ([row.get(column, "") for column in COLUMNS] for row in listing_rows(keys, drafts=drafts))
    write_csv(file, chain([COLUMNS], rows), line_end="\n")
    return len(keys)


def listing_keys(services: "QuerySet[Service]") -> list[str]:
    """The `external_id` of services, or what stands for it, in the order of an export."""
    return sorted(key_of(service) for service in services.only("external_id", "uuid"))


def listing_rows(keys: Sequence[str], *, drafts: bool = False) -> Iterator[dict[str, str]]:
    """The rows of an export of the services with these keys, cells by column; a file has yet to make them safe.

    A live listing is as families see it unless `drafts` are asked for.
    """
    versions = Drafts(Term.objects.select_related("merged_into"))
    for start in range(0, len(keys), BATCH):
        found = services_by_key(keys[start : start + BATCH])
        for key in sorted(found):
            service, live = found[key], found[key].live and not drafts
            content = versions.content_of(service, live=live)
            first, *further = place_cells_of(content)
            revision = service.live_revision_id if live else service.latest_revision_id
            for row in ({**cells_of(content), **first, VERSION: version_of(revision, content)}, *further):
                yield {EXTERNAL_ID: key, **row}
