"""`/admin/settings/`: what a council shows of itself, what it needs before going live, and going live."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.branding.errors import NotAllowed, NotReady
from cms.branding.forms import DetailsForm, shown
from cms.branding.models import CouncilLogo
from cms.branding.readiness import DETAILS
from cms.branding.services import change_details, go_live, put_logo, remove_logo
from providers.review.settings import review_settings
from tenants.audit.models import Entry
from tenants.councils.models import Council
from tests.factories import PersonFactory
from tests.factories.files import photo

pytestmark = pytest.mark.django_db
PAGE = "/admin/settings/"
NEEDED = {
    "phone": "01632 960100",
    "email": "offer@alpha.example",
    "safeguarding_name": "Alpha’s safeguarding team",
    "safeguarding_phone": "01632 960101",
}


@pytest.fixture
def manager(alpha, with_second_factor):
    return with_second_factor(PersonFactory.create(manager=True))


@pytest.fixture
def desk(alpha, manager, client_for):
    return client_for(alpha, manager)


@pytest.fixture
def preparing(alpha):
    Council.objects.filter(pk=alpha.pk).update(preparing=True)
    return alpha


def row(council):
    return Council.objects.get(pk=council.pk)


def answers(council, **changes):
    """What the form sends when nothing is changed but `changes`."""
    values = dict.fromkeys(DetailsForm().fields, "") | shown(row(council), 10)
    return {name: "" if value is None else value for name, value in values.items()} | changes


def test_everything_is_set_in_one_place_and_shown(alpha, desk, manager, client_for):
    wanted = answers(
        alpha,
        **NEEDED,
        short_name="Alpha",
        hours="Monday to Friday, 9am to 5pm",
        text_relay="18001 01632 960100",
        address="1 High Street",
        colour="#AA0000",
        head_words_0="Council website",
        head_address_0="https://alpha.example/",
        foot_words_1="Jobs",
        foot_address_1="https://alpha.example/jobs",
        service_level_days="7",
    )
    assert desk.get(PAGE).status_code == 200
    answer = desk.post(PAGE, wanted)
    assert answer.status_code == 302, re.findall(r"desk-error[^>]*>([^<]*)", answer.text)
    council = row(alpha)
    assert (council.colour, council.known_as) == ("#aa0000", "Alpha")
    assert council.foot_links == [["Jobs", "https://alpha.example/jobs"]]
    assert review_settings().service_level_days == 7
    home = client_for(alpha).get("/").text
    for words in ("Monday to Friday, 9am to 5pm", "Text relay: 18001 01632 960100", "Council website", "Jobs"):
        assert words in home
    assert "<title>Home – SEND Local Offer – Alpha</title>" in home or "– Alpha</title>" in home
    entry = Entry.objects.get(action="settings.change")
    assert (entry.actor_id, entry.details["after"]["phone"]) == (manager.pk, "01632 960100")
    assert "name" not in entry.details["after"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Enter the council’s name"),
        ({"phone": "ask us"}, "Enter a phone number"),
        ({"email": "offer"}, "Enter one email address"),
        ({"colour": "red"}, "Use a colour like #1d70b8."),
        ({"head_words_0": "Council website"}, "Enter the link’s web address"),
        ({"foot_address_0": "https://alpha.example/"}, "Enter the link’s words"),
        ({"head_words_0": "x", "head_address_0": "javascript:alert(1)"}, "web address"),
        ({"service_level_days": "0"}, "1 to 90"),
    ],
)
def test_what_can_not_be_is_said_by_field_and_nothing_is_saved(alpha, desk, changed, words):
    answer = desk.post(PAGE, answers(alpha, strapline="Kept on the page", **changed))
    assert answer.status_code == 422
    assert words in " ".join(re.findall(r'desk-error"[^>]*>([^<]*)', answer.text))
    assert "Kept on the page" in answer.text
    assert row(alpha).strapline == ""


def test_a_live_council_keeps_what_it_can_not_go_live_without(alpha, desk):
    assert desk.post(PAGE, answers(alpha)).status_code == 302, "one that never had it may save the rest"
    desk.post(PAGE, answers(alpha, **NEEDED))
    answer = desk.post(PAGE, answers(alpha, phone=""))
    assert answer.status_code == 422
    assert "A council that is live can’t be without this" in answer.text
    assert row(alpha).phone == NEEDED["phone"]


def test_managers_alone_change_anything(alpha):
    officer = PersonFactory.create(officer=True)
    for act in (
        lambda: change_details(user=officer, phone=""),
        lambda: put_logo(user=officer, content=photo(), alt="Alpha"),
        lambda: remove_logo(user=officer),
        lambda: go_live(user=officer),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_until_it_goes_live_a_council_is_for_its_own_people(preparing, desk, client_for):
    visitor, officer = client_for(preparing), client_for(preparing, PersonFactory.create(officer=True))
    for path in ("/", "/about/", "/search/?q=swim", "/sitemap.xml", "/no-such-page/"):
        answer = visitor.get(path)
        assert answer.status_code == 503, path
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer["Cache-Control"]
        assert "is not open yet" in answer.text
    assert visitor.get("/api/search?q=swim").json() == {"errors": {"council": "This Local Offer is not open yet."}}
    assert visitor.get("/robots.txt").text.splitlines() == ["User-agent: *", "Disallow: /"]
    assert visitor.get("/accounts/login/").status_code == visitor.get("/provider/register/").status_code == 200
    home = officer.get("/")
    assert (home.status_code, home["X-Robots-Tag"]) == (200, "noindex, nofollow")
    assert '<meta name="robots" content="noindex, nofollow">' in home.text
    assert "4 things that families need are missing." in desk.get("/admin/").text


def test_a_council_goes_live_when_families_can_ask_somebody(preparing, desk, manager, client_for):
    page = desk.get(PAGE).text
    assert page.count(">Needed</span>") == 4
    answer = desk.post(f"{PAGE}go-live/", follow=True)
    assert "Some of what families need is missing." in answer.text
    for name in NEEDED:
        change_details(user=manager, **{**NEEDED, name: ""})
        with pytest.raises(NotReady) as refused:
            go_live(user=manager)
        assert refused.value.fields == [name]
    change_details(user=manager, **NEEDED)
    assert "Your SEND Local Offer is live." in desk.post(f"{PAGE}go-live/", follow=True).text
    home = client_for(preparing).get("/")
    assert (home.status_code, home.headers.get("X-Robots-Tag")) == (200, None)
    assert Entry.objects.get(action="settings.go_live").actor_id == manager.pk
    desk.post(f"{PAGE}go-live/")
    assert Entry.objects.filter(action="settings.go_live").count() == 1


def test_every_line_of_the_checklist_leads_to_its_field(preparing, desk):
    page = desk.get(PAGE).text
    for detail in DETAILS:
        field = "logo" if detail.field == "logo_version" else detail.field
        assert f'href="#id_{field}"' in page
        assert f'id="id_{field}"' in page


def test_a_logo_is_made_anew_and_shown_with_what_it_says(alpha, desk, client_for):
    def send(content, **values):
        file = SimpleUploadedFile("logo.png", content, "image/png")
        return desk.post(f"{PAGE}logo/", {"logo": file, "logo_alt": "Alpha Council", **values})

    assert client_for(alpha).get("/council-logo.webp").status_code == 404
    for content, words in (
        (b"<svg onload='alert(1)'/>", "SVG files can hold scripts"),
        (b"nothing", "can’t read this logo"),
    ):
        answer = send(content)
        assert (answer.status_code, words in answer.text, CouncilLogo.objects.exists()) == (422, True, False)
    assert "Enter what the logo says" in send(photo(), logo_alt="").text
    assert send(photo()).status_code == 302
    version = row(alpha).logo_version
    home = client_for(alpha).get("/").text
    assert f'src="/council-logo.webp?v={version}" alt="Alpha Council"' in home
    served = client_for(alpha).get(f"/council-logo.webp?v={version}")
    assert (served["Content-Type"], "immutable" in served["Cache-Control"]) == ("image/webp", True)
    assert b"".join(served.streaming_content).startswith(b"RIFF")
    desk.post(f"{PAGE}logo/", {"remove": "yes"})
    assert '<span class="lo-brand__council">Alpha Council</span>' in client_for(alpha).get("/").text
    assert client_for(alpha).get("/council-logo.webp").status_code == 404


def test_the_page_says_what_becomes_of_colours(alpha, desk):
    Council.objects.filter(pk=alpha.pk).update(colour="#ffdd00")
    page = desk.get(PAGE).text
    assert "Words on your main colour are black: contrast" in page
    assert "Links have a darker shade of it: contrast" in page
