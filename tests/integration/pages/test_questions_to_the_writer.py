"""A page with an open question to its writer is kept as a draft, and no road leads it to families."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.pages.models import ContentPage
from cms.pages.services import NewPage, put_new_page
from search.index.models import SearchRow
from tests.factories import PageFactory, PersonFactory

pytestmark = pytest.mark.django_db
OPEN = [("question", {"question": "Who can join?", "answer": ""})]


@pytest.fixture
def section(alpha) -> ContentPage:
    return PageFactory(slug="care", title="Care")


@pytest.fixture
def draft(section) -> ContentPage:
    new = NewPage(slug="register", title="A register", summary="Who is on it.", body=OPEN)
    return put_new_page(parent=section, page=new, live=False)


@pytest.fixture
def editor(alpha, with_second_factor, client_for):
    return client_for(alpha, with_second_factor(PersonFactory(content_editor=True)))


def form_of(page, answer, **changes) -> dict[str, object]:
    nested = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "kind": page.kind,
        "body": streamfield([("question", {"question": "Who can join?", "answer": rich_text(answer)})]),
        "comments": inline_formset([]),
    }
    return {**nested_form_data(nested), **changes}


def test_a_writer_keeps_a_draft_with_an_open_question_and_publishes_when_it_is_answered(draft, editor):
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert "Who can join?" in editor.get(address).content.decode()
    assert editor.post(address, form_of(draft, "")).status_code == 302
    refused = editor.post(address, {**form_of(draft, "  "), "action-publish": "yes"})
    assert refused.status_code == 200
    assert "Answer this question before you publish." in refused.content.decode()
    draft.refresh_from_db()
    assert not draft.live
    done = editor.post(address, {**form_of(draft, "Every family here."), "action-publish": "yes"})
    assert done.status_code == 302
    draft.refresh_from_db()
    assert draft.live


def test_a_page_that_is_live_may_have_a_draft_with_an_open_question(section, editor):
    page = PageFactory(slug="live", parent=section)
    assert editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, "")).status_code == 302
    page.refresh_from_db()
    assert page.live
    assert page.unanswered() == []


def test_families_read_the_answer_and_not_the_question(alpha, client_for):
    body = [("question", {"question": "Who can join?", "answer": RichText("<p>Every family here.</p>")})]
    page = PageFactory(body=body, title="A register")
    html = client_for(alpha).get(page.get_url()).content.decode()
    assert "Every family here." in html
    assert "Who can join?" not in html
    found = SearchRow.objects.get(key=f"page:{page.translation_key}")
    assert "Every family here" in str(found.body)
    assert "Who can join" not in str(found.body)


def test_no_other_way_to_publish_passes_an_open_question(draft):
    with pytest.raises(ValidationError, match="Answer this question"):
        draft.get_latest_revision().publish()
    with pytest.raises(ValidationError, match="Answer this question"):
        PageFactory(body=OPEN)


def test_the_list_of_pages_publishes_none_while_one_has_an_open_question(section, draft, editor):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{address}?id={section.pk}", {"include_descendants": "on"}, follow=True)
    assert response.status_code == 200
    assert "Answer this question to the writer" in response.content.decode()
    assert not section.get_children().live().exists()


def test_approving_a_page_with_an_open_question_leads_back_to_it(alpha, draft, with_second_factor, client_for):
    manager = with_second_factor(PersonFactory(manager=True))
    task = GroupApprovalTask.objects.create(name="A second pair of eyes")
    task.groups.set(manager.groups.all())
    workflow = Workflow.objects.create(name="Two people")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    workflow.start(draft, manager)
    state = draft.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    answer = client_for(alpha, manager).post(address, follow=True)
    assert answer.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[draft.pk]), 302)]
    assert "Answer this question to the writer" in answer.text
    draft.refresh_from_db()
    assert not draft.live
