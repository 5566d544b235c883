"""What families see of a page's blocks, and what their writers may put into them."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import StructBlockValidationError

from cms.pages.block_types import LiveListBlock
from cms.pages.blocks import timeline
from cms.pages.models import ContentPage
from search.taxonomy.models import Term
from tests.factories import PageFactory, ServiceFactory

pytestmark = pytest.mark.django_db
LIMITS = timeline("the day when we got your request", ("We tell you", 6, "weeks", "In a letter.", "regulation 5(3)"))


def html_of(client_for, council, page, query="") -> str:
    response = client_for(council).get(page.get_url() + query)
    assert response.status_code == 200
    return response.content.decode()


def test_time_limits_stand_with_their_regulation_and_become_days_of_a_date_that_is_given(alpha, client_for):
    page = PageFactory(body=[LIMITS])
    plain = html_of(client_for, alpha, page)
    assert "Within 6 weeks" in plain
    assert "SEND Regulations 2014, regulation 5(3)" in plain
    dated = html_of(client_for, alpha, page, "?day=2&month=3&year=2026")
    assert "By Monday 13 April 2026" in dated
    assert "SEND Regulations 2014, regulation 5(3)" in dated


@pytest.mark.parametrize(
    "typed", ["day=31&month=2&year=2026", "day=2", "day=<b>&month=%00&year=" + "9" * 400, "day=²&month=1&year=2026"]
)
def test_a_date_that_is_none_keeps_the_limits_and_says_so(alpha, client_for, typed):
    html = html_of(client_for, alpha, PageFactory(body=[LIMITS]), f"?{typed}")
    assert "Enter a real date" in html
    assert "Within 6 weeks" in html
    assert "<b>&month" not in html


def test_a_date_is_not_logged(alpha, client_for, capsys, caplog):
    html_of(client_for, alpha, PageFactory(body=[LIMITS]), "?day=2&month=3&year=2031")
    assert "2031" not in caplog.text + "".join(capsys.readouterr())


def test_a_live_list_shows_what_the_search_finds_now_and_nothing_when_it_works_no_more(alpha, client_for):
    topic = Term.objects.create(vocabulary="topic", code="forest-school", label="Forest school", position=90)
    ServiceFactory(approved=True, name="Under the oak", topics=("forest-school",))
    page = PageFactory(body=[("services", {"title": "Outside", "search": "/search/?topic=forest-school"})])
    html = html_of(client_for, alpha, page)
    assert "Under the oak" in html
    assert 'href="/search/?topic=forest-school"' in html
    Term.objects.filter(pk=topic.pk).delete()
    assert "Outside" not in html_of(client_for, alpha, page)


@pytest.mark.parametrize("address", ["/search/?age=99", "/search/?topic=nothing-of-ours", "?radius=abc"])
def test_a_live_list_of_a_search_that_does_not_work_is_refused(alpha, address):
    with pytest.raises(StructBlockValidationError) as refused:
        LiveListBlock().clean(LiveListBlock().to_python({"title": "Outside", "search": address}))
    assert "This is not a search that works" in str(refused.value.block_errors["search"])


def test_whom_to_ask_is_the_council_as_it_is_now_unless_the_page_says_who(alpha, client_for):
    alpha.phone, alpha.hours = "01632 960100", "9 to 5"
    alpha.save()
    ours = PageFactory(body=[("contact", {"title": "Ask us"})])
    theirs = PageFactory(body=[("contact", {"title": "Ask them", "name": "The team", "phone": "01632 960199"})])
    assert "tel:01632960100" in html_of(client_for, alpha, ours)
    html = html_of(client_for, alpha, theirs)
    assert "tel:01632960199" in html.split("<main")[1].split("</main>")[0]


def test_a_table_has_its_caption_and_headings(alpha, client_for):
    table = {
        "columns": [{"type": "text", "heading": "Age"}, {"type": "text", "heading": "Hours"}],
        "rows": [{"values": ["3", "15"]}],
        "caption": "Free hours",
    }
    page = PageFactory(body=[])
    page.body = json.dumps([{"type": "table", "value": table}])
    page.save_revision().publish()
    html = html_of(client_for, alpha, ContentPage.objects.get(pk=page.pk))
    assert "Free hours</caption>" in html
    assert html.count('<th scope="col"') == 2
    assert ">15</td>" in html


def test_fifty_blocks_cost_as_many_queries_as_one(alpha, client_for):
    kinds = [
        ("text", "<p>Words.</p>"),
        ("details", [{"title": "More", "text": "<p>Words.</p>"}]),
        ("ask", ["Who?"]),
        ("contact", {"title": "Ask us"}),
        ("notice", {"title": "Note", "text": "Well."}),
    ]

    def queries(page) -> int:
        browser = client_for(alpha)
        browser.get(page.get_url())
        with CaptureQueriesContext(connection) as asked:
            browser.get(page.get_url())
        return len(asked)

    assert queries(PageFactory(body=kinds[:1])) == queries(PageFactory(body=kinds * 10))


def test_a_statement_says_its_law_and_when_it_has_run_out(alpha, client_for):
    page = PageFactory()
    ContentPage.objects.filter(pk=page.pk).update(
        kind="statement", legal_basis="Education Act 1996, section 509AA", in_force_until="2026-05-31"
    )
    html = html_of(client_for, alpha, page)
    assert "The law behind it: Education Act 1996, section 509AA. It holds until 31 May 2026." in html
    assert "This may be out of date" in html


def test_legal_pages_are_advice_about_nothing_and_home_names_the_advice_service(alpha, client_for):
    from cms.pages.services import refresh_every_page
    from search.index.models import SearchRow

    refresh_every_page()
    found = SearchRow.objects.filter(kind="page", deleted=False).count()
    assert found == ContentPage.objects.live().count() - 2
    home = client_for(alpha).get("/").content.decode()
    assert "SEND information, advice and support service" in home
    assert 'href="/advice/"' in home.split("<main")[1]


def test_a_service_leads_to_advice_about_its_topics_and_to_what_to_do_after_a_no(alpha, client_for):
    service = ServiceFactory(approved=True, topics=("therapies", "short-breaks"))
    html = client_for(alpha).get(f"/services/{service.uuid}/", follow=True).content.decode()
    assert "/search/?kind=page&amp;topic=therapies&amp;topic=short-breaks" in html
    assert "/search/?kind=page&amp;topic=complaints-appeals" in html
