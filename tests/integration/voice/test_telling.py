"""A family says what it thinks: without an account, kept once, and looked up by a receipt number."""

import re
from uuid import UUID

import pytest
from django.urls import reverse

from cms.pages.services import refresh_every_page
from cms.voice.forms.public import LONGEST, TOO_OLD, TOO_QUICK
from cms.voice.models import Comment, Contact
from cms.voice.signed_forms import read_mark
from cms.voice.views import public
from providers.listings.services.state import set_paused
from tenants.audit.models import Entry
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tenants.mail.models import Mail
from tests.factories import ServiceFactory
from tests.factories.comments import QUALITY, comment_form, told

pytestmark = pytest.mark.django_db
FORM = "/feedback/"


@pytest.fixture
def service(alpha):
    return ServiceFactory(approved=True, name="Night Owls")


@pytest.fixture
def family(alpha, client_for):
    return client_for(alpha)


def about(service):
    return f"{FORM}?about={service.uuid}"


def test_a_services_page_leads_to_the_form_and_the_form_to_a_receipt(service, family):
    assert f'href="{about(service)}"' in family.get(service.get_absolute_url()).text
    assert "Night Owls" in family.get(about(service)).text
    answer = family.post(about(service), comment_form(email="ann@family.example"), follow=True)
    comment = Comment.objects.get()
    assert answer.redirect_chain == [(f"/feedback/{comment.receipt_number}/", 302)]
    assert comment.receipt_number in answer.text
    assert "ann@<wbr>family" in answer.text or "ann<wbr>@family" in answer.text
    assert (comment.about_name, comment.about_uuid, comment.words) == ("Night Owls", service.uuid, QUALITY)
    assert comment.contact.email == "ann@family.example"


def test_a_page_of_advice_and_the_foot_of_every_page_lead_to_it(service, family):
    refresh_every_page()
    page = family.get("/about/").text
    (address,) = re.findall(r'href="(/feedback/\?about=[^"]+)"', page)
    assert family.post(address, comment_form()).status_code == 302
    assert Comment.objects.get().about_kind == "page"
    assert 'href="/feedback/"' in page
    assert 'href="/you-said-we-did/"' in page


def test_the_whole_offer_can_be_commented_on_without_saying_who_one_is(alpha, family):
    assert family.post(FORM, comment_form(who="")).status_code == 302
    comment = Comment.objects.get()
    assert (comment.about_kind, comment.who) == ("", "unsaid")
    assert not Contact.objects.exists()


def test_a_young_person_reads_words_of_their_own(alpha, family):
    page = family.get(FORM, {"for": "young-person"}).text
    assert "Tell us in your own words" in page
    assert re.search(r'value="young-person" checked', page)
    assert "Tell us in your own words" not in family.get(FORM).text


def test_the_form_before_it_leads_to_it(service, family):
    answer = family.get(f"/something-wrong/{service.uuid}/", follow=True)
    assert answer.status_code == 200
    assert re.search(r'value="fact" checked', answer.text)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"theme": ""}, "theme", "Choose an answer"),
        ({"theme": "x"}, "theme", "Choose one of the answers that are offered"),
        ({"words": ""}, "words", "Write what you would like to say"),
        ({"words": " \n "}, "words", "Write what you would like to say"),
        ({"words": "x" * 20_000}, "words", f"20,000 of {LONGEST:,} characters: shorten it by {20_000 - LONGEST:,}"),
        ({"words": "a\x00b"}, "words", "Take out the character that can't be shown"),
        ({"who": "x"}, "who", "Choose one of the answers that are offered"),
        ({"email": "ann"}, "email", "Enter one email address, like name@example.org"),
        ({"opened": "forged"}, "__all__", TOO_OLD),
        ({"opened": ""}, "__all__", TOO_OLD),
    ],
)
def test_what_cannot_be_sent_is_said_by_field_with_everything_kept(alpha, family, given, field, said):
    answer = family.post(FORM, comment_form(**{"words": "Kept words", **given}))
    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [said]}
    assert ("Kept words" in answer.text) == ("words" not in given)
    assert not Comment.objects.exists()


@pytest.mark.parametrize(("seconds", "words"), [(0.1, TOO_QUICK), (3 * 86_400, TOO_OLD)])
def test_what_is_sent_too_quickly_or_too_late_comes_back_on_a_page_that_can_be_sent(alpha, family, seconds, words):
    form = comment_form(open_for=seconds)
    answer = family.post(FORM, form)
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (422, [words])
    (opened,) = re.findall(r'name="opened" value="([^"]+)"', answer.text)
    assert (opened == form["opened"]) == (words == TOO_QUICK), "who waits a moment need not wait anew"
    assert 0 <= read_mark(opened).seconds < 3600


def test_markup_is_kept_as_words_and_shown_as_words(alpha, family):
    family.post(FORM, comment_form(words="<script>alert(1)</script> & <b>bold</b> words"))
    page = family.get(f"/feedback/{Comment.objects.get().receipt_number}/").text
    assert "<script>alert" not in page
    assert "bold" in page


def test_a_double_press_is_one_comment_with_one_receipt(alpha, family):
    form = comment_form(email="ann@family.example")
    first, second = (family.post(FORM, form)["Location"] for _ in range(2))
    assert first == second
    assert Comment.objects.count() == Contact.objects.count() == 1
    family.post(FORM, {**form, "words": "Something else that came to mind."})
    assert Comment.objects.count() == 2


def test_the_same_sentence_again_is_told_so_and_gives_nobody_the_receipt(alpha, family):
    family.post(FORM, comment_form())
    answer = family.post(FORM, comment_form())
    assert answer.status_code == 422
    assert "these very words" in answer.text
    assert Comment.objects.get().receipt_number not in answer.text
    for _ in range(2):
        family.post(FORM, comment_form(words="Great"))
    assert Comment.objects.filter(words="Great").count() == 2, "two people may say so"


def test_a_machine_that_fills_in_everything_is_thanked_and_nothing_is_kept(alpha, family):
    answer = family.post(FORM, comment_form(website="https://spam.example"), follow=True)
    assert answer.status_code == 200
    assert not Comment.objects.exists()


@pytest.mark.parametrize("limit", ["FROM_ONE_PLACE", "TO_ONE_COUNCIL"])
def test_too_many_are_refused_with_the_words_kept(alpha, family, monkeypatch, limit):
    monkeypatch.setattr(public, limit, 2)
    tried = [family.post(FORM, comment_form(words=f"Words {number}")) for number in range(3)]
    assert [answer.status_code for answer in tried] == [302, 302, 429]
    assert "Words 2" in tried[-1].text
    assert Comment.objects.count() == 2


def test_one_councils_limit_is_not_anothers(alpha, beta, family, monkeypatch, client_for):
    monkeypatch.setattr(public, "TO_ONE_COUNCIL", 1)
    assert family.post(FORM, comment_form()).status_code == 302
    with council_scope(beta):
        form = comment_form()
    assert client_for(beta).post(FORM, form).status_code == 302


def test_a_form_opened_at_one_council_is_refused_at_another(alpha, beta, client_for):
    assert client_for(beta).post(FORM, comment_form()).status_code == 422


def test_a_page_hidden_while_somebody_wrote_gives_the_words_back(service, family):
    set_paused(user=None, service=service, paused=True)
    answer = family.post(about(service), comment_form(words="My long words"))
    assert answer.status_code == 410
    assert "My long words" in answer.text
    assert family.get(about(service)).status_code == 404
    assert not Comment.objects.exists()


@pytest.mark.parametrize("asked", ["x", "\x00", str(UUID(int=1)), "a" * 5000])
def test_nobody_knows_other_pages(alpha, family, asked):
    assert family.get(FORM, {"about": asked}).status_code == 404


def test_a_form_without_its_token_is_refused(alpha, client_for):
    assert client_for(alpha, enforce_csrf_checks=True).post(FORM, comment_form()).status_code == 403


def test_the_form_asks_for_no_account_and_is_not_for_crawlers(alpha, family):
    assert "noindex" in family.get(FORM).text
    assert "Disallow: /feedback/" in family.get("/robots.txt").text


def test_words_of_danger_are_mailed_at_once_without_the_words_and_show_who_answers_now(alpha, family):
    Council.objects.filter(pk=alpha.pk).update(
        email="offer@alpha.example", safeguarding_phone="01632 960111", safeguarding_out_of_hours="01632 960222"
    )
    words = "My stepdad hits me every night and I want to kill myself"
    answer = family.post(FORM, comment_form(words=words, email="kid@family.example"), follow=True)
    assert all(each in answer.text for each in ("999", "01632 960111", "01632 960222"))
    mail = Mail.objects.get(event__startswith="comment-concern:")
    assert mail.to == "offer@alpha.example"
    assert reverse("voice:comment", args=[Comment.objects.get().pk]) in mail.text
    for told_nothing in ("stepdad", "kid@", "family"):
        assert told_nothing not in mail.subject + mail.text + mail.html
    assert "lo-danger" in answer.text
    assert "lo-danger" not in family.get(f"/feedback/{told(words='All went well.').receipt_number}/").text


def test_a_receipt_page_is_kept_by_nobody_and_tells_no_other_site(alpha, family):
    answer = family.get(f"/feedback/{told().receipt_number}/")
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer["X-Robots-Tag"]


def test_a_receipt_is_found_however_it_is_typed_and_others_are_not(alpha, family):
    comment = told()
    for typed in (comment.receipt, comment.receipt_number.lower(), comment.receipt_number.replace("-", " ")):
        answer = family.post("/feedback/find/", {"number": typed}, follow=True)
        assert answer.redirect_chain[-1][0] == f"/feedback/{comment.receipt_number}/"
    for typed in ("nonsense", "", "\x00", "x" * 500):
        assert family.post("/feedback/find/", {"number": typed}).status_code == 422
    assert family.get("/feedback/0000-0000-0000/").status_code == 404
    assert family.get("/feedback/nonsense/").status_code == 404


def test_receipts_cannot_be_tried_without_end(alpha, family, monkeypatch):
    monkeypatch.setattr(public, "LOOKED_UP", 1)
    address = f"/feedback/{told().receipt_number}/"
    assert [family.get(address).status_code for _ in range(2)] == [200, 429]


def test_a_receipt_of_one_council_is_nothing_at_another(alpha, beta, client_for):
    assert client_for(beta).get(f"/feedback/{told().receipt_number}/").status_code == 404


def test_whoever_holds_the_receipt_erases_everything_and_twice_is_fine(alpha, family):
    comment = told(email="ann@family.example", words="Words to be forgotten")
    for _ in range(2):
        assert family.post(f"/feedback/{comment.receipt_number}/erase/").status_code == 302
    comment.refresh_from_db()
    assert (comment.words, comment.public_words) == ("", "")
    assert not Contact.objects.exists()
    page = family.get(f"/feedback/{comment.receipt_number}/").text
    assert "had it erased" in page
    assert "forgotten" not in page
    assert Entry.objects.filter(action="voice.erase").count() == 1
