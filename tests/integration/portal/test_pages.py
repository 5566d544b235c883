"""The short pages: what is saved, what is refused, what is never lost."""

from dataclasses import replace

import pytest

from providers.listings.data import ContactData, ServiceData
from providers.listings.services.listings import save_draft
from providers.portal.pages import PAGES

pytestmark = pytest.mark.django_db


def _url(service, tail=""):
    return f"/provider/services/{service.uuid}/{tail}"


def _rows(*rows, prefix="rows"):
    answers = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        answers |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return answers


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_every_page_opens_and_saves_what_it_shows_unchanged(
    portal, service, organisation, draft_of, page, filled, owner
):
    organisation.kind = "school"
    organisation.save()
    setting = "special" if page.settings else ""
    save_draft(user=owner, service=service, data=replace(filled(draft_of(service)), setting_type=setting))
    before = draft_of(service)
    shown = portal.get(_url(service, f"{page.slug}/"))
    assert shown.status_code == 200
    form, rows = shown.context["form"], shown.context["rows"]
    answers = {name: value for name in form.fields if (value := form[name].value()) not in (None, "")}
    answers |= _rows() if rows is not None else {}
    saved = portal.post(_url(service, f"{page.slug}/"), answers)
    assert saved.status_code == 302, saved.context and saved.context["form"].errors
    assert draft_of(service) == before


def test_answers_are_kept_as_a_draft_that_families_do_not_see(portal, service, draft_of, alpha, client_for):
    answers = {"name": "Sleep club", "summary": "Calm evenings", "sectors": ["health"], "topics": ["therapies"]}
    assert portal.post(_url(service, "about/"), answers).status_code == 302
    draft = draft_of(service)
    assert (draft.summary, draft.sectors, draft.topics) == ("Calm evenings", ("health",), ("therapies",))
    assert client_for(alpha).get(f"/services/{service.uuid}/").status_code == 404


def test_ages_out_of_order_are_answered_by_the_field_and_nothing_is_lost(portal, service, draft_of):
    page = portal.post(_url(service, "who/"), {"needs": ["autism"], "age_min": "12", "age_max": "5", "suits": "Quiet"})
    assert page.status_code == 422
    assert "The oldest age must be the same" in page.text
    assert 'href="#id_age_max"' in page.text
    assert "Quiet" in page.text
    assert draft_of(service).needs == ()


@pytest.mark.parametrize(
    ("slug", "answers", "message"),
    [
        ("about", {"name": ""}, "Enter the name of the service"),
        ("about", {"name": "x" * 300}, "300 of 255 characters: shorten it by 45"),
        ("about", {"name": "A\x00B"}, "Take out the character that can&#x27;t be shown"),
        ("about", {"name": "A", "url": "not an address"}, "Enter a web address"),
        ("about", {"name": "A", "sectors": ["nonsense"]}, "Choose one of the answers that are offered"),
        ("about", {"name": "A", "description": "x" * 6000}, "6,000 of 5,000 characters: shorten it by 1,000"),
        ("who", {"age_min": "minus"}, "Enter an age in whole years from 0 to 120, like 7"),
        ("who", {"age_max": "121"}, "Enter an age in whole years from 0 to 120, like 7"),
        ("where", {"reach": "the moon"}, "Choose one of the answers that are offered"),
    ],
)
def test_bad_answers_get_a_clear_message_and_write_nothing(portal, service, draft_of, slug, answers, message):
    before = draft_of(service)
    page = portal.post(_url(service, f"{slug}/"), answers)
    assert page.status_code == 422
    assert message in page.text
    assert "There is a problem" in page.text
    assert draft_of(service) == before


@pytest.mark.parametrize(
    ("typed", "kept"), [("£12.50", "12.50"), ("1,200", "1200.00"), (" £ 5 ", "5.00"), ("6,50", "6.50")]
)
def test_a_price_may_have_its_pound_sign(portal, service, draft_of, typed, kept):
    rows = _rows({"option": "A session", "amount": typed, "amount_description": ""})
    portal.post(_url(service, "cost/"), {"free": "no", **rows})
    assert [str(cost.amount) for cost in draft_of(service).costs] == [kept]


def test_a_price_below_nothing_is_refused_in_our_words(portal, service, draft_of):
    page = portal.post(_url(service, "cost/"), {"free": "no", **_rows({"option": "A session", "amount": "-3"})})
    assert page.status_code == 422
    assert "The price can&#x27;t be less than £0. Enter it in pounds, like 12.50" in page.text
    assert 'value="-3"' in page.text


def test_free_with_a_price_is_refused_and_nothing_is_lost(portal, service, draft_of):
    rows = _rows({"option": "A session", "amount": "6,50", "amount_description": "with a carer"})
    page = portal.post(_url(service, "cost/"), {"free": "yes", **rows})
    assert page.status_code == 422
    assert "It can&#x27;t be free and have a price" in page.text
    assert 'href="#id_free_0"' in page.text
    assert "with a carer" in page.text
    assert draft_of(service).costs == ()


def test_a_price_in_words_is_refused_beside_its_box_and_not_lost(portal, service, draft_of):
    rows = _rows({"option": "A session", "amount": "about 5", "amount_description": ""})
    page = portal.post(_url(service, "cost/"), {"free": "no", **rows})
    assert page.status_code == 422
    assert "Enter the price in pounds, like 12.50" in page.text
    assert 'value="about 5"' in page.text


def test_prices_come_in_rows_and_empty_rows_are_dropped(portal, service, draft_of):
    rows = _rows(
        {"option": "A session", "amount": "4.50", "amount_description": ""},
        {"option": "", "amount": "", "amount_description": ""},
    )
    assert portal.post(_url(service, "cost/"), {"free": "no", "personal_budget": "yes", **rows}).status_code == 302
    draft = draft_of(service)
    assert [(cost.option, str(cost.amount)) for cost in draft.costs] == [("A session", "4.50")]
    assert (draft.free, draft.personal_budget) == (False, True)


def test_another_row_is_added_without_saving_or_losing_what_was_typed(portal, service, draft_of):
    rows = _rows({"name": "Reception", "phone": "01632 960001", "email": ""})
    page = portal.post(_url(service, "contact/"), {**rows, "add-row": "rows"})
    assert page.status_code == 200
    assert "Reception" in page.text
    assert page.context["rows"].total_form_count() == 2
    assert draft_of(service).contacts == ()


def test_a_row_marked_for_removal_goes(portal, service, draft_of):
    portal.post(_url(service, "contact/"), _rows({"name": "One"}, {"name": "Two"}))
    portal.post(_url(service, "contact/"), _rows({"name": "One", "DELETE": "on"}, {"name": "Two"}))
    assert [contact.name for contact in draft_of(service).contacts] == ["Two"]


@pytest.mark.parametrize("count", ["-1", "abc", "999999999999", ""])
def test_a_broken_row_count_is_no_server_error(portal, service, count):
    page = portal.post(
        _url(service, "contact/"), {"rows-TOTAL_FORMS": count, "rows-INITIAL_FORMS": "0", "add-row": "rows"}
    )
    assert page.status_code == 200
    assert portal.post(_url(service, "contact/"), {"rows-TOTAL_FORMS": count}).status_code < 500


def _told(page):
    return [(clash.label, clash.theirs, clash.mine) for clash in page.context["clashes"]]


def _choose(page, **sides):
    """The conflict page's form with these sides chosen, by label."""
    chosen = {clash.name: sides[clash.label.replace(" ", "_")] for clash in page.context["clashes"]}
    answers = {}
    for name, value in page.context["answers"]:
        answers.setdefault(name, []).append(value)
    return {**answers, **chosen, "seen": page.context["seen"]}


@pytest.mark.parametrize(("side", "kept"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_two_editors_of_one_answer_are_asked_which_to_keep_and_nothing_is_overwritten(
    portal, service, draft_of, editor, alpha, client_for, side, kept
):
    based_on = portal.get(_url(service, "about/")).context["draft"].revision_id
    theirs = {"name": "Sleep club", "summary": "Theirs", "url": "https://theirs.example", "based_on": based_on}
    assert client_for(alpha, editor).post(_url(service, "about/"), theirs).status_code == 302
    mine = {"name": "Sleep club", "summary": "Mine", "description": "Mine too", "based_on": based_on}
    page = portal.post(_url(service, "about/"), mine)
    assert page.status_code == 409
    assert "Somebody else changed this while you were writing" in page.text
    assert _told(page) == [("Summary", "Theirs", "Mine")]
    assert draft_of(service).summary == "Theirs"
    unanswered = portal.post(_url(service, "about/"), {**mine, "seen": page.context["seen"]})
    assert (unanswered.status_code, "Choose which to keep: Summary" in unanswered.text) == (409, True)
    for _ in range(2):  # a double press
        assert portal.post(_url(service, "about/"), _choose(page, Summary=side)).status_code == 302
    draft = draft_of(service)
    assert (draft.summary, draft.url, draft.description) == (kept, "https://theirs.example", "Mine too")


def test_a_choice_no_longer_stands_when_the_other_changes_the_answer_again(portal, service, owner, draft_of):
    mine = {"name": "Sleep club", "summary": "Mine", "based_on": service.latest_revision_id}
    save_draft(user=owner, service=service, data=replace(draft_of(service), summary="Theirs"))
    first = portal.post(_url(service, "about/"), mine)
    save_draft(user=owner, service=service, data=replace(draft_of(service), summary="Theirs again"))
    again = portal.post(_url(service, "about/"), _choose(first, Summary="mine"))
    assert (again.status_code, _told(again)) == (409, [("Summary", "Theirs again", "Mine")])
    assert draft_of(service).summary == "Theirs again"
    assert portal.post(_url(service, "about/"), _choose(again, Summary="mine")).status_code == 302
    assert draft_of(service).summary == "Mine"


def test_two_tabs_on_different_pages_are_no_conflict_and_it_is_said(portal, service, editor, draft_of):
    based_on = service.latest_revision_id
    save_draft(user=editor, service=service, data=replace(draft_of(service), sectors=("health",), summary="Theirs"))
    mine = {**_rows({"name": "Front desk", "phone": "01632 960001"}), "based_on": based_on}
    page = portal.post(_url(service, "contact/"), mine, follow=True)
    assert "Saved: contact" in page.text
    assert f"Other answers were changed while you were writing, by {editor}" in page.text
    draft = draft_of(service)
    assert (draft.sectors, draft.summary, draft.contacts[0].name) == (("health",), "Theirs", "Front desk")


def test_an_answer_that_nobody_touched_is_not_typed_though_the_form_would_write_it_otherwise(
    portal, service, owner, draft_of
):
    save_draft(user=None, service=service, data=replace(draft_of(service), summary="Two  spaces", name=" Sleep club"))
    opened = portal.get(_url(service, "about/"))
    save_draft(user=owner, service=service, data=replace(draft_of(service), summary="Theirs"))
    form = opened.context["form"]
    answers = {name: value for name in form.fields if (value := form[name].value()) not in (None, "")}
    answers |= {"description": "Mine", "based_on": opened.context["draft"].revision_id}
    assert portal.post(_url(service, "about/"), answers).status_code == 302
    draft = draft_of(service)
    assert (draft.summary, draft.description, draft.name) == ("Theirs", "Mine", " Sleep club")


def test_a_page_that_is_shown_again_is_still_of_the_version_it_was_typed_on(portal, service, owner, draft_of):
    based_on = service.latest_revision_id
    save_draft(user=owner, service=service, data=replace(draft_of(service), summary="Theirs"))
    wrong = portal.post(_url(service, "about/"), {"name": "", "summary": "Mine", "based_on": based_on})
    row = portal.post(_url(service, "contact/"), {**_rows({"name": "Desk"}), "add-row": "rows", "based_on": based_on})
    assert [page.context["draft"].revision_id for page in (wrong, row)] == [based_on, based_on]


def test_prices_and_contacts_of_two_editors_are_told_apart_and_said_in_words(portal, service, owner, draft_of):
    contacts = (ContactData(name="Desk", phone="01632 960001"), ContactData(name="Office", phone="01632 960002"))
    save_draft(user=None, service=service, data=replace(draft_of(service), contacts=contacts, sectors=("education",)))
    desk, office = draft_of(service).contacts
    based_on = service.latest_revision_id
    theirs = (replace(desk, email="desk@provider.example"), replace(office, phone="01632 960003"))
    save_draft(user=owner, service=service, data=replace(draft_of(service), contacts=theirs, sectors=("health",)))
    mine = _rows(
        {"uuid": desk.uuid, "name": "Front desk", "phone": "01632 960001"},
        {"uuid": office.uuid, "name": "Office", "phone": "01632 960004"},
        {"name": "New", "phone": "01632 960005"},
    )
    page = portal.post(_url(service, "contact/"), {**mine, "based_on": based_on})
    assert "You changed this in another tab or window" in page.text
    assert _told(page) == [("Contact: Office, phone", "01632 960003", "01632 960004")]
    answers = {"name": "Sleep club", "sectors": ["social-care"], "based_on": based_on}
    assert _told(portal.post(_url(service, "about/"), answers)) == [
        ("Part of the Local Offer", "Health", "Social care")
    ]
    sent = {**_choose(page, **{"Contact:_Office,_phone": "mine"})}
    for _ in range(2):
        assert portal.post(_url(service, "contact/"), sent).status_code == 302
    told = [(each.name, each.phone, each.email) for each in draft_of(service).contacts]
    assert told == [
        ("Front desk", "01632 960001", "desk@provider.example"),
        ("Office", "01632 960004", ""),
        ("New", "01632 960005", ""),
    ]


def test_a_row_pressed_twice_is_there_once(portal, service, draft_of):
    answers = {**_rows({"name": "Front desk"}), "based_on": service.latest_revision_id}
    for _ in range(2):
        assert portal.post(_url(service, "contact/"), answers).status_code == 302
    assert [contact.name for contact in draft_of(service).contacts] == ["Front desk"]


def test_two_editors_of_an_organisation_are_asked_which_to_keep(portal, organisation, editor, alpha, client_for):
    address = f"/provider/organisations/{organisation.uuid}/"
    based_on = portal.get(address).context["revision_id"]
    answers = {"name": "Example Sleep Trust", "kind": "voluntary", "based_on": based_on}
    theirs = answers | {"phone": "01632 960001", "email": "theirs@provider.example"}
    assert client_for(alpha, editor).post(address, theirs).status_code == 302
    page = portal.post(address, answers | {"phone": "01632 960002"})
    assert (page.status_code, _told(page)) == (409, [("Phone", "01632 960001", "01632 960002")])
    assert portal.post(address, _choose(page, Phone="mine")).status_code == 302
    organisation.refresh_from_db()
    draft = organisation.get_latest_revision_as_object()
    assert (draft.phone, draft.email) == ("01632 960002", "theirs@provider.example")


@pytest.mark.parametrize("based_on", ["999999999", "1", "x", "-1", "9" * 30])
def test_a_version_that_is_not_there_is_no_server_error_and_overwrites_nothing(
    portal, service, owner, draft_of, based_on
):
    save_draft(user=owner, service=service, data=replace(draft_of(service), summary="Theirs"))
    page = portal.post(_url(service, "about/"), {"name": "Sleep club", "summary": "Mine", "based_on": based_on})
    assert page.status_code in (302, 409)


def test_what_only_the_whole_listing_shows_to_be_wrong_is_said_on_the_page(portal, service, organisation, draft_of):
    organisation.kind = "school"
    organisation.save()
    approved = replace(draft_of(service), setting_type="independent-special", section_41=True)
    save_draft(user=None, service=service, data=approved)
    page = portal.post(_url(service, "school/"), {"setting_type": "mainstream"})
    assert page.status_code == 422
    assert "approved under section 41" in page.text
    assert draft_of(service).setting_type == "independent-special"


def test_an_address_too_long_to_store_is_said_on_the_page(portal, service, draft_of):
    long_address = f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.example"
    page = portal.post(_url(service, "contact/"), _rows({"name": "Desk", "email": long_address}))
    assert page.status_code == 422
    assert draft_of(service).contacts == ()


def test_school_questions_are_for_schools_only(portal, service, organisation):
    assert portal.get(_url(service, "school/")).status_code == 404
    organisation.kind = "school"
    organisation.save()
    assert portal.get(_url(service, "school/")).status_code == 200


def test_a_new_service_starts_with_its_name(portal, organisation):
    page = portal.post(f"/provider/organisations/{organisation.uuid}/services/new/", {"name": "Swim club"})
    assert page.status_code == 302
    assert "Swim club" in portal.get(page["Location"]).text
    empty = portal.post(f"/provider/organisations/{organisation.uuid}/services/new/", {"name": ""})
    assert (empty.status_code, "Enter the name of the service" in empty.text) == (422, True)


def test_the_task_list_says_which_pages_are_done(portal, service, owner, draft_of, filled):
    save_draft(user=owner, service=service, data=filled(draft_of(service)))
    tasks = {page.slug: done for page, done in portal.get(_url(service)).context["tasks"]}
    assert tasks["about"] is True
    assert tasks["contact"] is False
    assert "school" not in tasks


def test_pages_take_as_many_queries_for_many_services_as_for_one(
    portal, owner, organisation, service, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from providers.listings.services.listings import create_service

    portal.get("/provider/")
    with CaptureQueriesContext(connection) as one:
        portal.get("/provider/")
    for number in range(5):
        create_service(user=owner, organisation=organisation, data=ServiceData(name=f"Service {number}"))
    with CaptureQueriesContext(connection) as many:
        portal.get("/provider/")
    assert len(many) <= len(one)


def test_the_task_list_says_what_would_help_families_most(portal, service):
    page = portal.get(_url(service))
    assert "% complete" in page.text
    assert "Add a phone number or an e-mail address" in page.text
    assert f"/provider/services/{service.uuid}/contact/" in page.text
