"""Plans what a file's rows do to each listing: reads them, checks all that can be checked, and writes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from django.core.exceptions import ValidationError
from wagtail.models import WorkflowState

from providers.imports.errors import BadCell
from providers.imports.listing_csv import cells
from providers.imports.listing_csv.columns import EXTERNAL_ID
from providers.imports.listing_csv.content import ListingContent, cells_of, with_places, with_values
from providers.imports.listing_csv.groups import Group
from providers.imports.listing_csv.rows import Reading, RowReader
from providers.imports.pipeline.drafts import Drafts
from providers.imports.pipeline.lookups import Organisations, PostcodeNotes
from providers.imports.pipeline.outcomes import Before, Outcome, Plan, Result, Rules
from providers.imports.report import Remark
from providers.listings.apply_data import apply_service
from providers.listings.data import ServiceData
from providers.listings.errors import ListingError, WrongState
from providers.listings.models import Organisation, Service
from providers.listings.permissions import require_editor
from search.taxonomy.models import Term, Vocabulary

_TERM_COLUMNS = (("needs", Vocabulary.NEED), ("topic", Vocabulary.TOPIC))
_NOT_YOURS = "This external_id can’t be used for your listing. Choose another, such as your own name and a number."
_HAD_A_DRAFT = "It had a draft that was not live: the draft is now only in its history."


class Planner:
    """Plans the listings of one file with `columns` by `rules`, on the day `today`."""

    def __init__(self, columns: Sequence[str], rules: Rules, today: date) -> None:
        terms = list(Term.objects.select_related("merged_into"))
        known = cells.known_codes(
            needs={term.code: _label(term) for term in terms if term.vocabulary == Vocabulary.NEED},
            topics={term.code: _label(term) for term in terms if term.vocabulary == Vocabulary.TOPIC},
        )
        self.meaning_now = {
            (term.vocabulary, term.code): term.current.code if term.current else "" for term in terms if term.retired
        }
        self.reader = RowReader(columns, known)
        self.drafts = Drafts(terms)
        self.organisations = Organisations()
        self.postcodes = PostcodeNotes()
        self.rules = rules
        self.today = today

    def plan(self, groups: Sequence[Group], services: Mapping[str, Service]) -> Iterator[Result]:
        """What becomes of each group; `services` are those that the groups' keys mean."""
        reviews = open_reviews([service.pk for service in services.values()])
        for group in groups:
            service = services.get(group.key)
            yield self._plan(group, service, reviews.get(service.pk, "") if service else "")

    def _plan(self, group: Group, service: Service | None, review: str) -> Result:
        rules = self.rules
        if service and rules.organisation and service.organisation_id != rules.organisation.pk:
            return rejected(group, [Remark(group.rows[0].number, EXTERNAL_ID, _NOT_YOURS)])
        if service and not rules.publish and self._is_what_families_see(group, service):
            return Result(group=group, outcome=Outcome.UNCHANGED)
        now = self.drafts.content_of(service, live=rules.publish and service.live) if service else None
        reading = self.reader.read(group.rows, now)
        self._use_terms_of_now(reading, now)
        if rules.organisation:
            reading.values.pop("organisation", None)
            reading.values.pop("organisation_kind", None)
        if reading.problems:
            return rejected(group, reading.problems)
        if service and not reading.changes and (not rules.publish or (service.live and service.organisation.live)):
            return Result(group=group, outcome=Outcome.UNCHANGED)
        before = Before.of(service) if service else None
        try:
            plan = self._checked(group, service, now, reading, review)
        except (BadCell, ListingError, ValidationError) as error:
            return rejected(group, list(refusals(group.rows[0].number, error)))
        return Result(
            group=group,
            outcome=Outcome.UPDATED if service else Outcome.CREATED,
            notes=[*reading.notes, *self._notes(group, service, plan, reading)],
            before=before,
            plan=plan,
            reading=reading,
            now=now,
        )

    def _checked(
        self, group: Group, service: Service | None, now: ListingContent | None, reading: Reading, review: str
    ) -> Plan:
        content = self._content(now, reading)
        organisation = self._organisation(service, content, reading)
        if review == WorkflowState.STATUS_IN_PROGRESS:
            raise WrongState("The council is checking this listing. Take it back first, then change it.")
        if review and self.rules.publish:
            raise WrongState("This listing is being reviewed, so it can't be published beside that.")
        if service is None:
            draft = Service(organisation=organisation, external_id=group.key, name=content.data.name)
            draft.full_clean(exclude=["organisation"], validate_unique=False, validate_constraints=False)
            apply_service(draft, content.data)
            return Plan(group=group, content=content, organisation=organisation, draft=draft)
        name_before = service.name
        draft = self.drafts.newest_of(service)
        revised = service.latest_revision is None or ServiceData.from_service(draft) != content.data
        plan = Plan(
            group=group,
            content=content,
            organisation=organisation,
            draft=draft,
            service=service,
            name_before=name_before,
            revised=revised,
            revision=service.latest_revision,
        )
        if revised:
            apply_service(draft, content.data)
        return plan

    def _use_terms_of_now(self, reading: Reading, now: ListingContent | None) -> None:
        """A file may go on naming a need or topic that the council merged into another: that is no change."""
        held = cells_of(now) if now and self.meaning_now else {}
        for column, vocabulary in _TERM_COLUMNS:
            codes = reading.values.get(column, ())
            if any((vocabulary, code) in self.meaning_now for code in codes):
                meant = {self.meaning_now.get((vocabulary, code), code) for code in codes} - {""}
                reading.values[column] = tuple(sorted(meant))
                if cells.write(column, reading.values[column]) == held.get(column):
                    del reading.values[column]

    def _content(self, now: ListingContent | None, reading: Reading) -> ListingContent:
        content = now or ListingContent(data=ServiceData(name=""), organisation="")
        content = with_values(content, reading.values, today=self.today)
        if reading.places is None:
            return content
        return with_places(content, reading.places, complete=reading.places_complete)

    def _organisation(self, service: Service | None, content: ListingContent, reading: Reading) -> Organisation:
        given = self.rules.organisation
        if given is not None:
            require_editor(self.rules.author, given)
            return given
        if service and not {"organisation", "organisation_kind"} & reading.values.keys():
            owner: Organisation = service.organisation
            return owner
        if service and service.live and not self.rules.publish:
            raise BadCell(
                "organisation", "The listing is live: its organisation changes only when the import publishes."
            )
        return self.organisations.get(content.organisation, content.organisation_kind)

    def _notes(self, group: Group, service: Service | None, plan: Plan, reading: Reading) -> Iterator[Remark]:
        if self.rules.publish and service and service.live and plan.revised and service.has_unpublished_changes:
            yield Remark(group.rows[0].number, "", _HAD_A_DRAFT)
        for row, place in zip(group.rows, reading.places or (), strict=False):
            note = self.postcodes.note(place["postcode"]) if place.get("postcode") else ""
            if note:
                yield Remark(row.number, "postcode", note)

    def _is_what_families_see(self, group: Group, service: Service) -> bool:
        """Whether the rows equal a live version that has a newer draft: an exported row must not undo the draft."""
        if not service.live or service.live_revision_id == service.latest_revision_id:
            return False
        seen = self.reader.read(group.rows, self.drafts.content_of(service, live=True))
        return not seen.changes and not seen.problems


def _label(term: Term) -> str:
    """What a term is chosen by beside its code; a retired one isn't offered to anybody."""
    return "" if term.retired else term.label


def rejected(group: Group, problems: list[Remark]) -> Result:
    """The listing as a whole stays as it was, so each of its rows is accounted for."""
    bad = {problem.row for problem in problems}
    reason = f"Not imported because of row {min(bad)} of the same listing."
    others = (Remark(row.number, EXTERNAL_ID, reason) for row in group.rows if row.number not in bad)
    return Result(group=group, outcome=Outcome.REJECTED, problems=list(chain(problems, others)))


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


def open_reviews(keys: Sequence[int]) -> dict[int, str]:
    """The status of each service's review that isn't over."""
    kind = Service.get_base_content_type()
    states = WorkflowState.objects.active().filter(base_content_type=kind, object_id__in=[str(key) for key in keys])
    return {int(key): status for key, status in states.values_list("object_id", "status")}
