"""Plans what incoming listings do to those that are there: checks all that can be checked, and writes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain

from django.core.exceptions import ValidationError
from wagtail.models import Revision, WorkflowState

from providers.imports.errors import BadCell
from providers.imports.incoming import IncomingListing
from providers.imports.listing_csv import cells
from providers.imports.listing_csv.columns import EXTERNAL_ID, VERSION
from providers.imports.pipeline.approvals import Approvals
from providers.imports.pipeline.changes import Changes, changes_of
from providers.imports.pipeline.content import ListingContent, cells_of
from providers.imports.pipeline.drafts import Drafts
from providers.imports.pipeline.exported import Exported, Merged, merged
from providers.imports.pipeline.lookups import Organisations, PostcodeNotes
from providers.imports.pipeline.outcomes import Before, Plan, Result, Rules
from providers.imports.pipeline.risks import look_first
from providers.imports.report import Outcome, Remark
from providers.listings.apply_data import apply_service, new_service
from providers.listings.data import ServiceData
from providers.listings.errors import BEING_CHECKED, ListingError, WrongState
from providers.listings.models import Organisation, Service
from providers.listings.permissions import require_editor
from providers.review.facts import open_reviews
from providers.review.note_words import known_words, why_to_look
from providers.review.publication import Need, Version
from providers.review.settings import review_settings
from search.taxonomy.models import Term, Vocabulary
from tenants.accounts.roles import is_officer

_TERM_COLUMNS = (("needs", Vocabulary.NEED), ("topic", Vocabulary.TOPIC))
_NOT_YOURS = "This external_id can’t be used for your listing. Choose another, such as your own name and a number."
_UNKNOWN_VERSION = (
    "This isn’t what we wrote for this listing. Download the listings again, or empty the cell to use all of the row."
)
_CHANGED_SINCE = {
    False: "It was changed after this was downloaded, so it stays as it is now.",
    True: "It was changed after this was downloaded. What the file says takes its place.",
}
_WORDS_WAIT = "The council looks at these words before families read them."
SENT = "Sent to the council's review, not published."
_HAD_A_DRAFT = "It had a draft that was not live: the draft is now only in its history."


class Planner:
    """Plans the listings of one source by `rules`, on the day `today`."""

    def __init__(self, rules: Rules, today: date) -> None:
        terms = list(Term.objects.select_related("merged_into"))
        self.meaning_now = {
            (term.vocabulary, term.code): term.current.code if term.current else "" for term in terms if term.retired
        }
        self.drafts = Drafts(terms)
        self.organisations = Organisations()
        self.postcodes = PostcodeNotes()
        self.rules = rules
        self.today = today
        self.approvals: Approvals | None = None
        self.exported: Mapping[tuple[int, int], Revision] = {}

    def plan(self, listings: Sequence[IncomingListing], services: Mapping[str, Service]) -> Iterator[Result]:
        """What becomes of each listing; `services` are those that are there already, by their keys."""
        reviews = open_reviews(Service, [service.pk for service in services.values()])
        self.approvals = Approvals(self.rules, services.values(), reviews) if self.rules.publish else None
        self.exported = _exported_versions(listings, services)
        for incoming in listings:
            service = services.get(incoming.external_id)
            yield self._plan(incoming, service, reviews.get(service.pk, "") if service else "")

    def _plan(self, incoming: IncomingListing, service: Service | None, review: str) -> Result:
        rules = self.rules
        if service and rules.organisation and service.organisation_id != rules.organisation.pk:
            return rejected(incoming, [Remark(incoming.rows[0], EXTERNAL_ID, _NOT_YOURS)])
        if service and not rules.publish and (same := self._no_change_of_live(incoming, service)) is not None:
            return Result(incoming=incoming, outcome=Outcome.UNCHANGED, follow_ups=same.follow_ups)
        now = self.drafts.content_of(service, live=rules.publish and service.live) if service else None
        try:
            merge = self._counted(incoming, service, now)
        except BadCell as error:
            return rejected(incoming, list(refusals(incoming.rows[0], error)))
        changes, contested = self._changes(merge.incoming, now), merge.contested
        changes.follow_ups += merge.follow_ups
        changes.notes += (Remark(incoming.rows[0], column, _CHANGED_SINCE[rules.file_wins]) for column in contested)
        self._use_terms_of_now(changes, now)
        if rules.organisation:
            changes.values.pop("organisation", None)
            changes.values.pop("organisation_kind", None)
        if changes.problems:
            return rejected(incoming, changes.problems)
        if service and not changes and (not rules.publish or (service.live and service.organisation.live)):
            return Result(
                incoming=incoming,
                outcome=Outcome.UNCHANGED,
                follow_ups=changes.follow_ups,
                notes=changes.notes,
                now=now,
                contested=contested,
            )
        before = Before.of(service) if service else None
        try:
            plan = self._checked(incoming, service, now, changes, review)
        except (BadCell, ListingError, ValidationError) as error:
            return rejected(incoming, list(refusals(incoming.rows[0], error)))
        risks = look_first(incoming.rows[0], plan, now, of_council=rules.of_council)
        return Result(
            incoming=incoming,
            outcome=Outcome.UPDATED if service else Outcome.CREATED,
            follow_ups=changes.follow_ups,
            notes=[*changes.notes, *self._notes(incoming, service, plan, changes), *risks],
            before=before,
            plan=plan,
            changes=changes,
            now=now,
            contested=contested,
        )

    def _counted(self, incoming: IncomingListing, service: Service | None, now: ListingContent | None) -> Merged:
        """What of a file's listing counts, and what was changed on both sides since an export wrote it. Raises BadCell
        where no export wrote that of this listing."""
        if service is None or now is None or not incoming.read_from:
            return Merged(incoming)
        exported = Exported.read(incoming.read_from)
        revision = self.exported.get((service.pk, exported.revision)) if exported else None
        if exported is None or revision is None:
            raise BadCell(VERSION, _UNKNOWN_VERSION)
        then = exported.content(self.drafts.content_in(service, revision), now, incoming)
        mine = self._changes(incoming, then)
        self._use_terms_of_now(mine, then)
        found = merged(incoming, mine, then, now, file_wins=self.rules.file_wins)
        own = ("organisation", "organisation_kind") if self.rules.organisation else ()
        return replace(found, contested=tuple(column for column in found.contested if column not in own))

    def _changes(self, incoming: IncomingListing, now: ListingContent | None) -> Changes:
        owner = self.rules.organisation
        return changes_of(incoming, now, organisation=owner.name if owner else "")

    def _checked(
        self,
        incoming: IncomingListing,
        service: Service | None,
        now: ListingContent | None,
        changes: Changes,
        review: str,
    ) -> Plan:
        content = changes.applied_to(now, today=self.today)
        organisation = self._organisation(service, content, changes)
        if review == WorkflowState.STATUS_IN_PROGRESS:
            raise WrongState(BEING_CHECKED)
        version, need = Version(), Need.NOTHING
        if self.approvals:
            version, need = self.approvals.of(service, content.data, organisation)
        if service is None:
            draft = new_service(organisation, replace(content.data, external_id=incoming.external_id))
            return Plan(
                incoming=incoming, content=content, organisation=organisation, draft=draft, version=version, need=need
            )
        name_before, known = service.name, known_words(service)
        draft = self.drafts.newest_of(service)
        revised = service.latest_revision is None or ServiceData.from_service(draft) != content.data
        plan = Plan(
            incoming=incoming,
            content=content,
            organisation=organisation,
            draft=draft,
            service=service,
            name_before=name_before,
            known=known,
            revised=revised,
            version=version,
            need=need,
        )
        if revised:
            apply_service(draft, content.data)
        return plan

    def _use_terms_of_now(self, changes: Changes, now: ListingContent | None) -> None:
        """A source may go on naming a need or topic that the council merged into another: that is no change."""
        held = cells_of(now) if now and self.meaning_now else {}
        for column, vocabulary in _TERM_COLUMNS:
            codes = changes.values.get(column, ())
            if any((vocabulary, code) in self.meaning_now for code in codes):
                meant = {self.meaning_now.get((vocabulary, code), code) for code in codes} - {""}
                changes.values[column] = tuple(sorted(meant))
                if cells.write(column, changes.values[column]) == held.get(column):
                    del changes.values[column]

    def _organisation(self, service: Service | None, content: ListingContent, changes: Changes) -> Organisation:
        given = self.rules.organisation
        if given is not None:
            require_editor(self.rules.author, given)
            return given
        if service and not {"organisation", "organisation_kind"} & changes.values.keys():
            owner: Organisation = service.organisation
            return owner
        if service and service.live and not self.rules.publish:
            raise BadCell(
                "organisation", "The listing is live: its organisation changes only when the import publishes."
            )
        return self.organisations.get(content.organisation, content.organisation_kind)

    def _notes(
        self, incoming: IncomingListing, service: Service | None, plan: Plan, changes: Changes
    ) -> Iterator[Remark]:
        if reason := self._why_words_wait(plan):
            yield Remark(incoming.rows[0], "waiting_time", f"{_WORDS_WAIT} {reason}".strip())
        if plan.need.sent_to_review:
            yield Remark(incoming.rows[0], "", f"{SENT} {plan.need.value}")
        if self.rules.publish and service and service.live and plan.revised and service.has_unpublished_changes:
            yield Remark(incoming.rows[0], "", _HAD_A_DRAFT)
        for row, place in zip(incoming.rows, changes.places or (), strict=False):
            note = self.postcodes.note(place["postcode"]) if place.get("postcode") else ""
            if note:
                yield Remark(row, "postcode", note)

    def _why_words_wait(self, plan: Plan) -> str:
        """Why an officer looks at a provider's waiting time first; empty when families read it at once."""
        author, words = self.rules.author, plan.content.waiting_time
        if author is None or is_officer(author) or not words or not plan.waits_differently:
            return ""
        always = "The council looks at every waiting time." if self._all_words_wait else ""
        return next(iter(why_to_look(words, plan.known)), always)

    @cached_property
    def _all_words_wait(self) -> bool:
        return review_settings().words_wait

    def _no_change_of_live(self, incoming: IncomingListing, service: Service) -> Changes | None:
        """What is left to follow up where a live version that has a newer draft says the same: an exported row must not
        undo the draft. None where it says something else, and for a whole version, which is meant to."""
        if incoming.version is not None or incoming.read_from or not service.live:
            return None
        if service.live_revision_id == service.latest_revision_id:
            return None
        changes = self._changes(incoming, self.drafts.content_of(service, live=True))
        return None if changes or changes.problems else changes


def _exported_versions(
    listings: Sequence[IncomingListing], services: Mapping[str, Service]
) -> dict[tuple[int, int], Revision]:
    """The revisions that a file says it was made of, by the keys of their service and their own: only those that are
    that service's."""
    written = {each.external_id: Exported.read(each.read_from) for each in listings if each.read_from}
    wanted = {(services[key].pk, each.revision) for key, each in written.items() if each and key in services}
    kind = Service.get_base_content_type().pk
    revisions = Revision.objects.filter(base_content_type=kind).in_bulk([key for _, key in wanted]) if wanted else {}
    return {
        (service, key): revisions[key]
        for service, key in wanted
        if key in revisions and revisions[key].object_id == str(service)
    }


def rejected(incoming: IncomingListing, problems: list[Remark]) -> Result:
    """The listing as a whole stays as it was, so each of its rows is accounted for."""
    bad = {problem.row for problem in problems}
    reason = f"Not imported because of row {min(bad)} of the same listing."
    others = (Remark(row, EXTERNAL_ID, reason) for row in incoming.rows if row not in bad)
    return Result(incoming=incoming, outcome=Outcome.REJECTED, problems=list(chain(problems, others)))


def refusals(row: int, error: Exception) -> Iterator[Remark]:
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
