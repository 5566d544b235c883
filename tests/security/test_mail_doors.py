"""Names are refused at each form that takes one, and old names that hold bait are harmless in the mails that follow."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core import mail

from providers.listings.models import Organisation, Service
from search.index.services.documents import put_document
from search.shortlist.services import send_list
from tenants.accounts.models import User
from tenants.inputs.fields import KindField
from tenants.mail.models import Mail
from tests.contract.listings import listing
from tests.integration.mail import (  # noqa: F401 (they tell their stories)
    decision_stories,
    people_stories,
    voice_stories,
)
from tests.integration.mail.world import STORIES, World
from tests.integration.text.our_forms import form_classes
from tests.security.bait import BAIT, links_in

NAMED = re.compile(r"(?:.*_)?(?:name|title|senco|job)$|words$")
REPOSITORY = Path(__file__).parents[2]
OURS = re.compile(r"https?://alpha\.localhost(:\d+)?/\S*")
OLD_NAME = "Locked!\r\n\r\nOpen http://evil.example, evil．com, \u202emoc.live or help@evil.com\u2028Call 0901 123 4567"
PROSE = {
    *("CommentForm.words", "EnterForm.words", "FactForm.words", "PeopleForm.words"),
    *("PublishForm.words", "YoungPersonsForm.words", "WordsForm.title"),
}
"""Fields of such names that hold what people write in their own words."""


def _fields():
    for cls in form_classes():
        for name, field in cls.base_fields.items():
            if isinstance(field, KindField) and NAMED.match(name) and f"{cls.__name__}.{name}" not in PROSE:
                yield pytest.param(field, id=f"{cls.__module__}.{cls.__name__}.{name}")


@pytest.mark.parametrize("field", list(_fields()))
def test_a_form_that_takes_a_name_reads_it_as_one(field):
    assert field.kind.name == "name"


def test_forms_that_take_a_name_are_found():
    assert len(list(_fields())) >= 10


def test_nothing_else_makes_a_mail():
    """What leaves is made of fit values: by the mail room, and by the list that a family mails itself."""
    rooms = ("providers", "search", "tenants", "platform/localoffer", "cms")
    makes = re.compile(r"EmailMessage|EmailMultiAlternatives|django\.core\.mail import|mail_admins|AdminEmailHandler")
    found = {
        str(path.relative_to(REPOSITORY))
        for room in rooms
        for path in (REPOSITORY / room).rglob("*.py")
        if makes.search(path.read_text())
    }
    assert found == {
        "tenants/mail/messages.py",
        "tenants/mail/services/delivery.py",
        "tenants/mail/smtp.py",  # sends what these have made
        "search/shortlist/services.py",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("bait", sorted(BAIT))
def test_a_name_in_a_list_that_is_mailed_is_no_link(alpha, bait):
    """Its facts stay: families need the addresses in them, and the council has approved them."""
    uuid = "5bbda3f6-fd53-4da6-820d-de990732e748"
    document = listing(BAIT[bait], key=f"service:{uuid}")
    put_document(document=replace(document, uuid=uuid, url=f"/services/{uuid}/"))
    send_list(address="ann@mail.example", ids=(uuid,))
    (sent,) = mail.outbox
    assert links_in(OURS.sub("", sent.body)) == []
    assert all(OURS.fullmatch(link) for link in re.findall(r'href="([^"]*)"', sent.alternatives[0].content))


@pytest.mark.django_db
@pytest.mark.parametrize("told", STORIES, ids=lambda told: f"{told.kind}-{told.story.__name__}")
def test_old_names_are_harmless_in_the_mails_of_every_story(alpha, told):
    world = World()
    for model in (User, Organisation, Service):
        model.objects.update(name=OLD_NAME)
    for known in (world.officer, world.owner, world.organisation, world.service):
        known.refresh_from_db()
    next(told.story(world))
    owed = list(Mail.objects.filter(template=told.kind))
    assert owed
    for each in owed:
        said = OURS.sub("", f"{each.subject}\n{each.text}")  # a listing's own address has its name in it
        assert links_in(said) == []
        assert "0901" not in said
        assert "\n\nOpen http" not in said
        assert all(OURS.fullmatch(link) for link in re.findall(r'href="([^"]*)"', each.html))
