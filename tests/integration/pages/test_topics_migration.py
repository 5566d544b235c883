"""Pages and their kept versions keep the topic they had when a page could have but one."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cms.pages.models import ContentPage
from tenants.councils.scope import council_scope
from tests.factories import PageFactory

ONE_TOPIC = [("pages", "0001_initial")]
NOW = [("pages", "0006_kinds_keepers_and_blocks")]


def migrate(target) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(target)


def columns(page, **values) -> None:
    named = ", ".join(f"{name} = %s" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE pages_contentpage SET {named} WHERE page_ptr_id = %s", [*values.values(), page.pk])


@pytest.mark.usefixtures("owning")
@pytest.mark.django_db(transaction=True)
def test_the_one_topic_of_a_page_and_of_its_drafts_is_kept():
    with council_scope("alpha"):
        page, plain, unknown = PageFactory(), PageFactory(), PageFactory()
        draft = page.save_revision()
        migrate(ONE_TOPIC)
        columns(page, topic="therapies")
        columns(unknown, topic="no-longer-there")
        draft.content = {**draft.content, "topic": "housing"}
        del draft.content["topics"]
        draft.save()
        migrate(NOW)
        topics = {each.pk: [term.code for term in each.topics.all()] for each in ContentPage.objects.all()}
        assert (topics[page.pk], topics[plain.pk], topics[unknown.pk]) == (["therapies"], [], [])
        draft.refresh_from_db()
        assert "topic" not in draft.content
        draft.publish()
        assert [term.code for term in ContentPage.objects.get(pk=page.pk).topics.all()] == ["housing"]
