"""Two councils full of their own words, and browsers of every role."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents.models import Document

from cms.branding.services import put_logo
from cms.duties.models import PageKind, ProcessKind
from cms.duties.services import excuse, name_page, note_occasion, show_to_families
from cms.editions.models import Edition
from cms.editions.services.copies import ask_for_copy
from cms.editions.services.made import ask_for_edition, make_edition
from cms.voice.models import Comment
from cms.voice.selectors import shown_page
from cms.voice.services.deciding import publish_comment
from cms.voice.services.telling import Said, tell
from providers.assurance.mails import TOPIC
from providers.assurance.selectors import link_token
from providers.conversations.services import add_note, write_message
from providers.edits.models import CouncilEdit
from providers.edits.services.working import save_edit
from providers.listings.data import FileData, OrganisationData, ServiceData
from providers.listings.models import ListingState, Membership, Organisation, Service, StateNote
from providers.listings.services.files import store_photo
from providers.listings.services.listings import create_organisation
from providers.listings.services.suggestions import suggest_term
from providers.people.services.claims import Evidence, claim_organisation
from providers.people.services.members import invite
from providers.review.services.state_notes import say_what_holds
from providers.review.services.submissions import publish_directly, submit
from providers.upkeep.models import Kind, NotDouble
from providers.uploads.models import Status, Upload
from search.taxonomy.services.terms import add_term
from tenants.accounts.invitations import token_of
from tenants.accounts.models import SignInLink, User
from tenants.accounts.roles import OFFICER
from tenants.accounts.selectors import token_of as sign_in_token
from tenants.audit.services import record
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tenants.exports.models import FileType
from tenants.exports.services import ask_for_export
from tenants.mail.models import BouncedAddress, Mail
from tenants.mail.selectors import stop_url_of
from tenants.staff.services import invite as ask_to_work_here
from tests import databases
from tests.conftest import Councils
from tests.factories import OrganisationFactory, PageFactory, PersonFactory, ServiceFactory, full_data
from tests.factories.files import PDF, photo


@dataclass(frozen=True)
class World:
    """What one council holds, every text of it marked with the council's canary."""

    council: Council
    canary: str
    people: dict[str, User | None]
    keys: dict[str, Any]
    """Arguments of addresses: the council's own organisation, service, place and review."""


def whole_edition_of(officer: User) -> Edition:
    """An edition of what there is."""
    edition = ask_for_edition(user=officer)
    make_edition(edition_id=edition.pk)
    return edition


def build_world(council: Council, with_second_factor: Callable[[User], User]) -> World:
    canary = f"canary{council.slug}zq"
    Council.objects.filter(pk=council.pk).update(email=f"offer@{canary}.example")
    with council_scope(council):
        owner = PersonFactory.create(name=f"Olu {canary}", email=f"owner@{canary}.example")
        officer = with_second_factor(PersonFactory.create(officer=True, name=f"Ona {canary}"))
        manager = with_second_factor(PersonFactory.create(manager=True, name=f"Mo {canary}"))
        commissioner = with_second_factor(PersonFactory.create(commissioner=True, name=f"Cai {canary}"))
        organisation = create_organisation(
            user=None, data=OrganisationData(name=f"Trust {canary}", kind="school"), owner=owner
        )
        publish_directly(listing=organisation, revision=organisation.latest_revision)
        texts = {name: f"{name} {canary}" for name in ("name", "summary", "description", "eligibility", "outcomes")}
        stored = store_photo(user=None, organisation=organisation, name=f"{canary}.jpg", content=photo())
        files = (FileData(kind="photo", file_id=stored.pk, title=f"Photo {canary}"),)
        live = ServiceFactory.create(organisation=organisation, published=True, data=full_data(**texts, files=files))
        waiting = ServiceFactory.create(
            organisation=organisation, data=full_data(**{**texts, "name": f"Waiting {canary}"})
        )
        submission = submit(user=owner, listing=waiting)
        ListingState.objects.filter(service=live).update(review_due=timezone.localdate())
        place = live.service_at_locations.first()
        words = f"Ring 01632 960001 {canary}"
        say_what_holds(user=owner, service=live, waiting_time=words, places={}, closed=False, note="")
        member = Membership.objects.get(user=owner)
        invitation = invite(user=owner, organisation=organisation, email=f"new@{canary}.example", role="viewer")
        put_logo(user=manager, content=photo(), alt=f"Logo {canary}")
        asked = ask_to_work_here(user=manager, email=f"colleague@{canary}.example", roles=[OFFICER])
        wanted = OrganisationFactory.create(name=f"Wanted {canary}", published=True)
        evidence = Evidence(job=f"Job {canary}", reason=f"Reason {canary}")
        claim = claim_organisation(user=owner, organisation=wanted, kind="claim", evidence=evidence)
        add_note(user=officer, listing=live, text=f"Noted {canary}")
        write_message(user=owner, listing=live, text=f"Asked {canary}", from_council=False)
        edit = waiting_edit(PersonFactory.create(officer=True), live, canary)
        save_edit(user=officer, listing=live, data=replace(ServiceData.from_service(live), suits=f"Suits {canary}"))
        details = replace(OrganisationData.from_organisation(organisation), description=f"About {canary}")
        save_edit(user=officer, listing=organisation, data=details)
        own_upload, council_upload = (upload_of(whose, owner, canary) for whose in (organisation, None))
        document = Document.objects.create(title=f"Plan {canary}", file=ContentFile(PDF, f"plan-{canary}.pdf"))
        comment = published_comment(officer, live, canary)
        excuse(user=manager, code="4.30.17", reason=f"Excused {canary}")
        note_occasion(
            user=officer, kind=ProcessKind.COMMENTS, on=timezone.localdate(), where=f"https://{canary}.example/"
        )
        show_to_families(user=manager, public=True)
        page = PageFactory.create(title=f"Duty {canary}", slug=f"duty-{canary}")
        keys = {
            "comment": str(comment.pk),
            "receipt": comment.receipt_number,
            "named": str(name_page(user=officer, code="4.30.2", page_id=page.pk, kind=PageKind.PAGE).pk),
            "document": document.pk,
            "document_name": document.filename,
            "upload": str(own_upload.uuid),
            "council_upload": str(council_upload.uuid),
            "claim": str(claim.uuid),
            "decision": str(NotDouble.objects.create(kind=Kind.SERVICE, first=UUID(int=1), second=live.uuid).pk),
            "export": str(ask_for_export(user=officer, source="all", query="", file_type=FileType.CSV).uuid),
            "copy": str(ask_for_copy(wanted={"name": f"Jo {canary}", "address": f"1 {canary} Street"}).uuid),
            "edition": str(whole_edition_of(officer).uuid),
            "mail": str(Mail.objects.earliest("pk").pk),
            "bounced": str(BouncedAddress.objects.create(address=f"gone@{canary}.example", reason=canary).pk),
            "check": link_token(owner, timezone.localdate(), live),
            "stop": stop_url_of(owner.email, TOPIC).split("/")[-2],
            "link": sign_in_token(SignInLink.objects.create(user=owner)),
            "file": str(stored.uuid),
            "organisation": str(organisation.uuid),
            "service": str(live.uuid),
            "place": str(place.uuid),
            "note": str(StateNote.objects.get().pk),
            "submission": str(submission.pk),
            "member": str(member.pk),
            "suggestion": str(suggest_term(user=owner, service=live, vocabulary="need", words=f"Words {canary}").pk),
            "term": str(add_term(user=officer, vocabulary="need", label=f"Need {canary}").pk),
            "edit": str(edit.pk),
            "entry": str(record(action="listing.edit", instance=live).pk),
            "invitation": str(invitation.uuid),
            "token": token_of(invitation),
            "colleague": str(officer.pk),
            "staff_invitation": str(asked.uuid),
            "staff_token": token_of(asked),
        }
    people = {
        "anonymous": None,
        "provider": owner,
        "officer": officer,
        "manager": manager,
        "commissioner": commissioner,
    }
    return World(council=council, canary=canary, people=people, keys=keys)


def published_comment(officer: User, service: Service, canary: str) -> Comment:
    """A comment on a service, published, whose writer can be reached."""
    about = shown_page(service.uuid)
    tell(said=Said(theme="fact", who="parent", words=f"The time is wrong {canary}"), about=about, opening=canary)
    said = Said(theme="quality", who="parent", words=f"Said {canary}", email=f"family@{canary}.example")
    comment = tell(said=said, about=about, opening=canary)
    return publish_comment(user=officer, comment=comment, version=0, words=comment.words, nobody=True)


def waiting_edit(by: User, service: Service, canary: str) -> CouncilEdit:
    """A council edit that waits for a colleague."""
    data = replace(ServiceData.from_service(service), summary=f"Edited {canary}")
    edit = save_edit(user=by, listing=service, data=data)
    CouncilEdit.objects.filter(pk=edit.pk).update(state="waiting", reason=f"Why {canary}", sent_at=timezone.now())
    return edit


def upload_of(organisation: Organisation | None, by: User, canary: str) -> Upload:
    """A spreadsheet that waits to be confirmed, of a provider or (None) of the council."""
    upload = Upload.objects.create(
        organisation=organisation,
        by=by,
        name=f"{canary}.csv",
        header=["external_id", f"Name {canary}"],
        mapping={"external_id": "external_id", f"Name {canary}": "name"},
        status=Status.CHECKED,
    )
    upload.rows.create(position=0, number=2, external_id="a", name=f"Row {canary}", outcome="created")
    return upload


@pytest.fixture
def worlds(councils: Councils, with_second_factor: Callable[[User], User]) -> tuple[World, World]:
    """Alpha's and beta's; alpha's keys start far from beta's, so that a foreign key is never by chance one's own."""
    from django.db import connection

    with council_scope("alpha"), databases.owning(), connection.cursor() as cursor:
        for table in (
            "wagtailcore_taskstate",
            "wagtailcore_workflowstate",
            "accounts_user",
            "wagtailcore_revision",
            "listings_membership",
            "audit_entry",
            "taxonomy_term",
            "mail_mail",
            "mail_bouncedaddress",
            "listings_suggestedterm",
            "upkeep_notdouble",
            "duties_dutypage",
            "edits_counciledit",
            "voice_comment",
        ):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 700001)")
    return build_world(councils.alpha, with_second_factor), build_world(councils.beta, with_second_factor)


@pytest.fixture
def browser_of(client_for: Callable[..., Client]) -> Callable[..., Client]:
    """`browser_of(world, role)`: a new browser, in which that person is signed in; they signed in once for all."""
    signed_in: dict[tuple[str, str], Any] = {}

    def make(world: World, role: str) -> Client:
        browser, who = client_for(world.council), (world.council.slug, role)
        if who not in signed_in:
            signed_in[who] = client_for(world.council, world.people[role]).cookies
        browser.cookies.update(signed_in[who])
        return browser

    return make
