"""Writes many planned listings in a few dozen statements, in the caller's transaction.

What comes out equals `create_organisation`, `create_service`, `save_draft`, `change_owner`, `say_waiting_time` and
`publish_directly`, called for one listing after the other: the same rows, revisions, log entries and search rows.
`tests/integration/imports/test_bulk.py` compares the two. Checks come before, in `pipeline.planner`.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from providers.imports.pipeline.outcomes import Plan, Rules
from providers.listings.models import StateNote
from providers.listings.services.bulk import create_organisations, create_services, forget_created, save_drafts
from providers.listings.services.listings import change_owner
from providers.listings.services.search_rows import refresh_search_rows, search_rows_refreshed_once
from providers.listings.services.state import save_waiting_times
from providers.review.publication import Need
from providers.review.services.bulk_publication import publish_organisations, publish_services
from providers.review.services.council_versions import send_from_council
from providers.review.services.state_notes import Said, let_be_read


class Writer:
    """Writes plans by `rules`; `today` is the day on which a waiting time that the source says was true."""

    def __init__(self, rules: Rules, today: date) -> None:
        self.rules = rules
        self.today = today

    def write(self, plans: Sequence[Plan]) -> None:
        """Write plans; their drafts and organisations are saved after it. Raises what the database refuses."""
        organisations = {id(plan.organisation): plan.organisation for plan in plans}.values()
        new = [organisation for organisation in organisations if organisation.pk is None]
        created = [plan for plan in plans if plan.service is None]
        # A row that is its own newest version is also the draft: from here on it goes by its new name.
        names = {plan.service.pk: plan.name_before for plan in plans if plan.service}
        try:
            create_organisations(organisations=new, user=None)
            self._create(created)
            self._change([plan for plan in plans if plan.service])
            if self.rules.publish:
                self._publish(plans, {organisation.pk for organisation in new}, names)
            touched = [plan.draft.pk for plan in plans if self.rules.publish or plan.moves or plan.waits_differently]
            refresh_search_rows(service_ids=touched)
        except Exception:
            forget_created([*new, *(plan.draft for plan in created)])
            raise

    def _create(self, plans: Sequence[Plan]) -> None:
        author = self.rules.author
        for plan in plans:
            plan.draft.organisation, waiting_time = plan.organisation, plan.content.waiting_time
            if self.rules.brought_in_from:
                plan.draft.state.source, plan.draft.state.brought_in = self.rules.brought_in_from, self.today
            if waiting_time and author is None:  # nobody sees a new listing's yet, so that is no change to log
                plan.draft.state.waiting_time, plan.draft.state.waiting_time_checked = waiting_time, self.today
        create_services(drafts=[plan.draft for plan in plans], user=author)
        if author is not None:
            self._say_waiting_times([plan for plan in plans if plan.content.waiting_time])

    def _change(self, plans: Sequence[Plan]) -> None:
        author = self.rules.author
        with search_rows_refreshed_once():
            for plan in plans:
                if plan.moves:  # rare, so each by itself: its files move, too
                    change_owner(user=author, service=plan.draft, organisation=plan.organisation)
        save_drafts(drafts=[plan.draft for plan in plans if plan.revised], user=author)
        self._say_waiting_times([plan for plan in plans if plan.waits_differently])

    def _say_waiting_times(self, plans: Sequence[Plan]) -> None:
        """Save those that families may read; the others wait for an officer."""
        said = [
            Said(
                service=plan.draft,
                subject=StateNote.Subject.WAITING_TIME,
                words=plan.content.waiting_time,
                before=plan.draft.state.waiting_time,
                known=plan.known,
            )
            for plan in plans
        ]
        read = let_be_read(user=self.rules.author, said=said)
        ready = [plan for plan, goes in zip(plans, read, strict=True) if goes]
        save_waiting_times(
            user=self.rules.author,
            services=[plan.draft for plan in ready],
            waiting_times=[plan.content.waiting_time for plan in ready],
            names=[plan.name_before or str(plan.draft) for plan in ready],
            today=self.today,
        )

    def _publish(self, plans: Sequence[Plan], new: Collection[int], names: Mapping[int, str]) -> None:
        user, ready = self.rules.publisher, [plan for plan in plans if plan.need is Need.NOTHING]
        publish_organisations(organisations=[plan.organisation for plan in plans], new=new, user=user)
        drafts, versions = [plan.draft for plan in ready], [plan.version for plan in ready]
        publish_services(drafts=drafts, versions=versions, names=names, user=user)
        for plan in plans:
            if plan.need is not Need.NOTHING:
                send_from_council(user=user, listing=plan.draft)
