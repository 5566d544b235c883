"""Stories of mails about comments."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from cms.voice.models import Comment, Contact
from cms.voice.notices import owe_answered, owe_concern, owe_reminders
from cms.voice.services.keeping import erase
from cms.voice.services.settings import name_recipient
from tests.factories import PersonFactory
from tests.factories.comments import told as comment_on
from tests.integration.mail.world import World, told


@told("comment-concern", "erased since")
def comment_of_danger_was_erased(world: World) -> Iterator[None]:
    name_recipient(user=PersonFactory.create(manager=True), safeguarding_email="safe@council.example")
    comment = comment_on()
    owe_concern(comment)
    yield
    erase(comment=comment)


@told("fact-reported", "checked or erased since")
def fact_was_erased(world: World) -> Iterator[None]:
    comment = comment_on(world.service, theme="fact", words="The number is dead.")
    yield
    erase(comment=comment)


@told("comment-answered", "address was erased")
def writer_erased_their_address(world: World) -> Iterator[None]:
    owe_answered(comment_on(email="family@mail.example"))
    yield
    Contact.objects.all().delete()


@told("comments-wait", "Nothing waits too long")
def comments_were_seen_to(world: World) -> Iterator[None]:
    comment = comment_on()
    Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - timedelta(days=90))
    owe_reminders()
    yield
    erase(comment=comment)
