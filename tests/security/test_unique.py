"""Every unique constraint names what happens to the second of two who write the same at once. A new one fails here
until it does; `test_at_once` tries those that a person can meet."""

from pydoc import locate

import pytest
from django.apps import apps
from django.db import models

KINDS = {
    "told": "the second is told in words (`unless_taken`)",
    "shared": "both get the same row: get_or_create, update_or_create, or an upsert",
    "waits": "a lock makes the second wait, and it finds what the first has written",
    "drawn": "drawn at random, or of a row that is new itself: nobody else can write the same",
    "one": "one process alone writes it: an operator's command, or a task that one worker has",
}
OURS = {
    "accounts.SignInLink.user": ("shared", "tenants.accounts.services.send_sign_in_link"),
    "accounts.User.email": ("told", "tenants.accounts.services.person_of_mailed_link"),
    "accounts.User.email_unique_any_case": ("told", "tenants.accounts.forms.Register.try_save"),
    "assurance.Reminder.reminded_once_a_step": ("waits", "providers.assurance.services._remind_person"),
    "audit.Entry.position": ("waits", "tenants.audit.services.seal"),
    "councils.Council.schema_name": ("one", "tenants.councils.services.councils.create_council"),
    "councils.Council.slug": ("one", "tenants.councils.services.councils.create_council"),
    "councils.Domain.domain": ("one", "tenants.councils.services.councils.create_council"),
    "councils.Figure.figure_once": ("shared", "tenants.councils.services.figures.set_figures"),
    "duties.DutyPage.page_once_a_duty": ("shared", "cms.duties.services.name_page"),
    "duties.Excuse.code": ("shared", "cms.duties.services.excuse"),
    "duties.OwnWords.code": ("shared", "cms.duties.services.change_words"),
    "duties.Snapshot.month": ("shared", "cms.duties.services.take_snapshot"),
    "edits.CouncilEdit.one_council_edit_at_a_time": ("waits", "providers.edits.services.working.save_edit"),
    "editions.CopyRequest.uuid": ("drawn", "cms.editions.services.copies.ask_for_copy"),
    "editions.Edition.uuid": ("drawn", "cms.editions.services.made.ask_for_edition"),
    "exports.Export.uuid": ("drawn", "tenants.exports.services.ask_for_export"),
    "guidance.BestBetDocument.best_bet_document_once": ("told", "localoffer.bad_input.BadInputMiddleware"),
    "links.CheckedLink.url": ("shared", "providers.links.services.check_links_of"),
    "links.LinkBack.service": ("shared", "providers.links.services.check_link_back"),
    "listings.ListingState.service": ("drawn", "providers.listings.services.listings.create_service"),
    "listings.Membership.one_role_an_organisation": ("shared", "providers.people.services.members.accept_invitation"),
    "listings.Organisation.uuid": ("drawn", "providers.listings.services.listings.create_organisation"),
    "listings.PlaceWaitingTime.one_waiting_time_a_place": (
        "shared",
        "providers.listings.services.waiting_times.set_place_waiting_time",
    ),
    "listings.Service.external_id": ("told", "providers.imports.services.batches.Importer"),
    "listings.Service.uuid": ("drawn", "providers.listings.services.listings.create_service"),
    "listings.ServiceAtLocation.place_uuid_unique": ("waits", "providers.listings.services.listings.lock_listing"),
    "listings.ServiceRedirect.old": ("shared", "providers.upkeep.services.merge_services.merge_services"),
    "listings.StoredFile.uuid": ("drawn", "providers.listings.services.files.store_photo"),
    "mail.BouncedAddress.address": ("shared", "tenants.mail.services.holds.hold_address"),
    "mail.CouncilMail.template": ("shared", "tenants.mail.services.administration.save_words"),
    "mail.Mail.event": ("shared", "tenants.mail.services.outbox.owe_mail"),
    "mail.StoppedTopic.topic_stopped_once": ("shared", "tenants.mail.services.choices.stop_topic"),
    "people.Claim.one_open_claim_a_person": ("waits", "providers.people.services.claims.claim_organisation"),
    "people.Claim.uuid": ("drawn", "providers.people.services.claims.claim_organisation"),
    "people.Invitation.one_open_invitation_a_person": ("waits", "providers.people.services.members.invite"),
    "people.Invitation.uuid": ("drawn", "providers.people.services.members.invite"),
    "places.NamedPlace.named_place_unique": ("one", "search.places.services.named_places"),
    "review.FieldRequest.one_request_a_field": ("waits", "providers.review.services.submissions.ask_for_changes"),
    "review.OfficerEdit.edited": ("drawn", "providers.review.services.corrections.accept_with_edits"),
    "pages.DocumentContent.document": ("told", "localoffer.bad_input.BadInputMiddleware"),
    "search_analytics.ServiceWeek.service_week_unique": ("shared", "search.analytics.services"),
    "search_index.SearchRow.key": ("shared", "search.index.services.documents.put_documents"),
    "search_reading.Reading.key": ("waits", "search.reading.services.read_documents"),
    "staff.StaffInvitation.one_open_staff_invitation_a_person": ("waits", "tenants.staff.services.invite"),
    "staff.StaffInvitation.uuid": ("drawn", "tenants.staff.services.invite"),
    "taxonomy.Retirement.term": ("waits", "search.taxonomy.services.terms.retire_term"),
    "taxonomy.Term.term_code_unique": ("told", "search.taxonomy.services.terms.add_term"),
    "voice.Comment.receipt": ("drawn", "cms.voice.services.telling.tell"),
    "voice.Comment.told_key": ("shared", "cms.voice.services.telling.tell"),
    "voice.Contact.comment": ("drawn", "cms.voice.services.telling.tell"),
    "upkeep.MergedOrganisation.gone": ("waits", "providers.upkeep.services.merge_organisations.merge_organisations"),
    "upkeep.MergedService.gone": ("waits", "providers.upkeep.services.merge_services.merge_services"),
    "upkeep.OwnWordsAnswer.own_words_answered_once": (
        "shared",
        "providers.upkeep.services.own_words.file_by_own_words",
    ),
    "upkeep.NotDouble.not_double_once": ("shared", "providers.upkeep.services.duplicates.say_not_double"),
    "uploads.Upload.uuid": ("drawn", "providers.uploads.services.uploads.start_upload"),
    "uploads.UploadRow.one_row_a_position": ("one", "providers.uploads.services.rows.save_rows"),
}
"""Constraints of our models. A library's are met on its own pages, where `BadInputMiddleware` tells the second; what
allauth writes for a person who proves an address is told by `AccountAdapter.confirm_email`."""
ROOMS = {"localoffer", "cms", "providers", "search", "tenants"}


def unique_of(model):
    """The names of what may be there once only, but for its primary key."""
    yield from (field.name for field in model._meta.local_fields if field.unique and not field.primary_key)
    yield from ("_".join(names) for names in model._meta.unique_together)
    yield from (each.name for each in model._meta.constraints if isinstance(each, models.UniqueConstraint))


def test_every_unique_constraint_says_what_the_second_of_two_meets():
    ours = [model for model in apps.get_models() if model.__module__.split(".")[0] in ROOMS]
    found = {f"{model._meta.label}.{name}" for model in ours for name in unique_of(model)}
    assert found == set(OURS)


@pytest.mark.parametrize(("kind", "handled"), sorted(set(OURS.values())))
def test_who_handles_it_is_there(kind, handled):
    assert kind in KINDS
    assert locate(handled) is not None
