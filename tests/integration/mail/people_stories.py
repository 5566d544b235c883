"""Stories of mails about people and about the care of listings."""

from collections.abc import Iterator
from uuid import uuid4

from providers.listings.models import Membership, Organisation, SuggestedTerm
from providers.listings.services.listings import change_owner
from providers.listings.services.suggestions import suggest_term
from providers.people.models import Claim, Invitation
from providers.people.services.claims import (
    approve_claim,
    claim_organisation,
    claim_service,
    decline_claim,
    withdraw_claim,
)
from providers.people.services.members import accept_invitation, change_role, invite, remove_member, withdraw_invitation
from providers.upkeep.services.merge_organisations import merge_organisations, split_organisation
from providers.upkeep.services.merge_services import merge_services, split_service
from providers.upkeep.services.messages import write_to_organisations
from providers.upkeep.services.suggestions import add_suggested, decline_suggested
from search.taxonomy.models import Term
from search.taxonomy.services.terms import add_term, retire_term
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory
from tests.integration.mail.world import ANN, EVIDENCE, World, told


def _invited(world: World) -> Invitation:
    return invite(user=world.owner, organisation=world.organisation, email=ANN, role="editor")


@told("invitation", "taken back")
def invitation_withdrawn(world: World) -> Iterator[None]:
    invitation = _invited(world)
    yield
    withdraw_invitation(user=world.owner, invitation=invitation)


@told("invitation", "was accepted")
def invitation_accepted(world: World) -> Iterator[None]:
    invitation = _invited(world)
    yield
    accept_invitation(user=PersonFactory.create(email=ANN), invitation=invitation)


@told("invitation", "with a new link")
def invited_again(world: World) -> Iterator[None]:
    _invited(world)
    yield
    _invited(world)


@told("invitation", "merged")
def invited_to_what_is_merged(world: World) -> Iterator[None]:
    _invited(world)
    yield
    kept = OrganisationFactory.create(published=True)
    merge_organisations(user=world.officer, kept=kept, gone=world.organisation)


@told("joined", "has left since")
def joined_and_left(world: World) -> Iterator[None]:
    ann = PersonFactory.create(email=ANN)
    member = accept_invitation(user=ann, invitation=_invited(world))
    yield
    remove_member(user=world.owner, member=member)


@told("joined", "no longer says who")
def inviter_left(world: World) -> Iterator[None]:
    accept_invitation(user=PersonFactory.create(email=ANN), invitation=_invited(world))
    yield
    world.leave(world.owner)


def _claim(world: World, kind: str = "claim") -> Claim:
    return claim_organisation(
        user=PersonFactory.create(), organisation=world.organisation, kind=kind, evidence=EVIDENCE
    )


@told("claim-made", "taken back")
def claim_withdrawn(world: World) -> Iterator[None]:
    claim = _claim(world)
    yield
    withdraw_claim(user=claim.user, claim=claim)


@told("claim-made", "no longer owns")
def owner_left(world: World) -> Iterator[None]:
    _claim(world)
    yield
    world.leave(world.owner)


@told("claim-approved", "taken away since")
def let_in_and_taken_out(world: World) -> Iterator[None]:
    claim = _claim(world)
    approve_claim(user=world.officer, claim=claim)
    yield
    remove_member(user=world.owner, member=Membership.objects.get(user=claim.user))


@told("claim-approved", "taken away since")
def service_moved_back(world: World) -> Iterator[None]:
    home = OrganisationFactory.create(published=True)
    claim = claim_service(user=world.member("owner", home), service=world.service, new_home=home, evidence=EVIDENCE)
    approve_claim(user=world.officer, claim=claim)
    yield
    change_owner(user=world.officer, service=world.service, organisation=world.organisation)


@told("claim-declined", "by now")
def declined_and_let_in(world: World) -> Iterator[None]:
    claim = _claim(world)
    decline_claim(user=world.officer, claim=claim, answer="We don't know you.")
    yield
    MembershipFactory.create(organisation=world.organisation, user=claim.user)


@told("claim-joined", "taken away since")
def newcomer_has_another_role(world: World) -> Iterator[None]:
    claim = _claim(world)
    approve_claim(user=world.officer, claim=claim)
    yield
    change_role(user=world.owner, member=Membership.objects.get(user=claim.user), role="viewer")


@told("claim-joined", "no longer owns")
def owner_left_before_the_news(world: World) -> Iterator[None]:
    approve_claim(user=world.officer, claim=_claim(world))
    yield
    world.leave(world.owner)


@told("claim-taken-out", "by now")
def taken_out_and_back(world: World) -> Iterator[None]:
    leaving = Membership.objects.get(user=world.owner)
    approve_claim(user=world.officer, claim=_claim(world, kind="recovery"), out=[leaving.pk])
    yield
    MembershipFactory.create(organisation=world.organisation, user=world.owner)


@told("merged", "taken apart since")
def services_split(world: World) -> Iterator[None]:
    gone = world.live("Sleep group")
    merge_services(user=world.officer, kept=world.service, gone=gone)
    yield
    split_service(user=world.officer, gone=gone)


@told("merged", "taken apart since")
def organisations_split(world: World) -> Iterator[None]:
    gone = OrganisationFactory.create(published=True)
    merge_organisations(user=world.officer, kept=world.organisation, gone=gone)
    yield
    split_organisation(user=world.officer, gone=gone)


@told("merged", "no longer belongs")
def left_after_the_merge(world: World) -> Iterator[None]:
    merge_services(user=world.officer, kept=world.service, gone=world.live("Sleep group"))
    yield
    world.leave(world.owner)


def _write(world: World, organisation: Organisation) -> None:
    write_to_organisations(
        user=world.officer, organisations=[organisation], subject="Hours", message="Right?", once=uuid4()
    )


@told("from-council", "no longer belongs")
def left_before_the_message(world: World) -> Iterator[None]:
    _write(world, world.organisation)
    yield
    world.leave(world.owner)


@told("from-council", "another address")
def organisation_has_another_address(world: World) -> Iterator[None]:
    organisation = OrganisationFactory.create(email="old@owls.example", published=True)
    _write(world, organisation)
    yield
    Organisation.objects.filter(pk=organisation.pk).update(email="new@owls.example")


def _suggest(world: World) -> SuggestedTerm:
    return suggest_term(user=world.owner, service=world.service, vocabulary="need", words="Owlishness")


@told("suggestion-added", "can't be chosen any more")
def added_and_retired(world: World) -> Iterator[None]:
    term = add_suggested(user=world.officer, suggestion=_suggest(world), label="Owlishness")
    yield
    retire_term(user=world.officer, term=Term.objects.get(pk=term.pk))


@told("suggestion-declined", "added since")
def declined_and_added(world: World) -> Iterator[None]:
    decline_suggested(user=world.officer, suggestion=_suggest(world), reason="It is there.")
    yield
    add_term(user=world.officer, vocabulary="need", label="Owlishness")
