"""What listings say of themselves: found with the words that say so, filed, refused and taken back by officers."""

import pytest
from wagtail.models import ModelLogEntry

from providers.listings.data import ServiceData
from providers.listings.errors import NotAllowed
from providers.listings.models import Service
from providers.review.settings import review_settings
from providers.upkeep.models import OwnWordsAnswer
from providers.upkeep.own_words import spoken_term, spoken_terms
from providers.upkeep.services.own_words import file_by_own_words, refuse_own_words, take_back_answers
from search.reading.services import read_documents
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PAGE = "/admin/upkeep/own-words/"
AUTISM = f"{PAGE}need:autism/"


@pytest.fixture
def speaking(live):
    """Two listings that speak of what they aren't filed under; one that is filed and one that is not about it, too."""
    services = [
        live("Owls", summary="A quiet club for autistic children aged 5 to 11.", description="Games & lunch."),
        live("Riders", description="Horse riding. We welcome children with autism, too."),
        live("Filed", summary="For autistic children.", needs=("autism",)),
        live("Other", summary="A bakery."),
    ]
    read_documents()
    return services[:2]


def _data(service):
    return ServiceData.from_service(Service.objects.get(pk=service.pk))


def _codes():
    return {term.code: len(term.words) for term in spoken_terms()}


def test_what_listings_speak_of_is_found_but_for_what_they_are_filed_under(speaking):
    codes = _codes()
    assert (codes["need:autism"], codes["age:5-11"]) == (2, 1)


def test_a_listing_that_is_open_to_any_need_or_says_its_ages_is_not_asked_about_these(live):
    live("Any", summary="For autistic children aged 5 to 11.", needs=("all-send",), age_min=4, age_max=12)
    read_documents()
    assert not {"need:autism", "age:5-11"} & _codes().keys()


def test_the_page_marks_the_words_that_say_so(desk, speaking):
    assert "Autism" in desk.get(PAGE).text
    page = desk.get(AUTISM).text
    assert "A quiet club for <mark>autistic" in page
    assert "with <mark>autism</mark>, too." in page


def test_what_a_listing_says_is_text_on_the_page(desk, live):
    live("Bold", description="<b>Bold</b> autism <script>")
    read_documents()
    page = desk.get(AUTISM).text
    assert "&lt;b&gt;" in page
    assert "<script>" not in page.partition("Its own words")[2].partition("</table>")[0]


def test_ticked_ones_are_filed_live_with_who_did_it_and_others_stay(desk, officer, speaking):
    owls, riders = speaking
    answer = desk.post(AUTISM, {"act": "file", "chosen": [str(owls.uuid)]}, follow=True)
    assert "Filed under Autism: 1 listing." in answer.text
    assert (_data(owls).needs, _data(riders).needs) == (("autism",), ())
    assert ModelLogEntry.objects.get(action="upkeep.file").user == officer
    assert _codes()["need:autism"] == 1


def test_all_are_filed_at_once(desk, speaking):
    desk.post(AUTISM, {"act": "file", "all": "yes"})
    assert all(_data(service).needs == ("autism",) for service in speaking)


def test_ages_are_filed_with_both_ends(officer, speaking):
    owls, _ = speaking
    file_by_own_words(user=officer, services=[owls], code="age:5-11")
    assert (_data(owls).age_min, _data(owls).age_max) == (5, 11)
    take_back_answers(user=officer, services=[owls], code="age:5-11")
    assert (_data(owls).age_min, _data(owls).age_max) == (None, None)


def test_what_is_refused_is_not_asked_again_until_that_is_taken_back(desk, speaking):
    owls, riders = speaking
    desk.post(AUTISM, {"act": "refuse", "chosen": [str(riders.uuid)]})
    assert list(spoken_term("need:autism").words) == [owls.uuid]
    assert riders.name in desk.get(f"{AUTISM}?show=refused").text
    desk.post(AUTISM, {"act": "take-back", "show": "refused", "chosen": [str(riders.uuid)]})
    assert len(spoken_term("need:autism").words) == 2
    assert _data(riders).needs == ()


def test_what_was_filed_is_taken_back(desk, speaking):
    owls, _ = speaking
    desk.post(AUTISM, {"act": "file", "chosen": [str(owls.uuid)]})
    desk.post(AUTISM, {"act": "take-back", "show": "filed", "chosen": [str(owls.uuid)]})
    assert _data(owls).needs == ()
    assert _codes()["need:autism"] == 2
    assert not OwnWordsAnswer.objects.exists()


def test_what_needs_two_approvals_is_sent_to_the_review_and_not_asked_again(desk, speaking):
    rules = review_settings()
    rules.second_step = rules.SecondStep.ALL
    rules.save()
    owls, _ = speaking
    answer = desk.post(AUTISM, {"act": "file", "chosen": [str(owls.uuid)]}, follow=True)
    assert "Sent to the review" in answer.text
    assert _data(owls).needs == ()
    assert owls.uuid not in spoken_term("need:autism").words


def test_filing_twice_is_filing_once(officer, speaking):
    for _ in range(2):
        file_by_own_words(user=officer, services=speaking, code="need:autism")
    assert OwnWordsAnswer.objects.count() == 2
    assert ModelLogEntry.objects.filter(action="upkeep.file").count() == 2


@pytest.mark.parametrize("path", ["need:nothing/", "need:/", "age:old/", "colour:red/", "topic:autism/", "autism/"])
def test_what_nothing_can_be_filed_under_is_not_found(desk, path):
    assert desk.get(f"{PAGE}{path}").status_code == 404


def test_nothing_ticked_changes_nothing(desk, speaking):
    assert "Tick the listings first." in desk.post(AUTISM, {"act": "file"}, follow=True).text
    desk.post(AUTISM, {"act": "file", "chosen": ["nonsense", "", "00000000-0000-0000-0000-000000000000"]})
    assert _codes()["need:autism"] == 2


def test_nobody_but_officers_answers(speaking):
    for act in (file_by_own_words, refuse_own_words, take_back_answers):
        with pytest.raises(NotAllowed):
            act(user=PersonFactory(), services=speaking, code="need:autism")


def test_the_pages_ask_as_much_for_many_listings_as_for_few(desk, live, speaking, django_assert_max_num_queries):
    def queries(path):
        desk.get(path)
        with django_assert_max_num_queries(100) as asked:
            desk.get(path)
        return len(asked)

    few = [queries(PAGE), queries(AUTISM)]
    for number in range(12):
        live(f"More {number}", summary="For autistic children who swim.")
    read_documents()
    assert [queries(PAGE), queries(AUTISM)] == few


def test_nothing_said_is_an_empty_page(desk, alpha):
    assert "Everything is filed under what it speaks of" in desk.get(PAGE).text
    assert "Nothing waits here" in desk.get(AUTISM).text
