"""Officers and managers edit words and best bets; what can't be used is answered by field, what is done is logged."""

import pytest
from wagtail.models import ModelLogEntry

from search.guidance.models import BestBet, CouncilPhrase
from tests.factories import PersonFactory

WORDS = "/admin/snippets/guidance/councilphrase/"
BETS = "/admin/snippets/guidance/bestbet/"


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({"phrases": "", "needs": ["sleep"]}, "phrases", "Enter the words or phrases"),
        ({"phrases": "  \n !! ", "needs": ["sleep"]}, "phrases", "“!!” has no word to search for."),
        ({"phrases": "my family", "needs": ["sleep"]}, "phrases", "“my family” is in too many searches."),
        ({"phrases": "one two three four five six seven", "needs": ["sleep"]}, "phrases", "is too long."),
        ({"phrases": "x" * 81, "needs": ["sleep"]}, "phrases", "is too long."),
        ({"phrases": "\n".join(f"word{n}" for n in range(31)), "needs": ["sleep"]}, "phrases", "There are 31."),
        ({"phrases": "The Splodgy", "needs": ["sleep"]}, "phrases", "“splodgy” is in another council word already."),
        ({"phrases": "glimmer"}, "synonyms", "Choose what the words mean, or give other words for them."),
        ({"phrases": "glimmer", "needs": ["nonsense"]}, "needs", "Choose one of the answers that are offered"),
        ({"phrases": "glimmer", "wishes": ["day:never"]}, "wishes", "Choose one of the answers that are offered"),
        ({"phrases": "glimmer", "synonyms": "x" * 81}, "synonyms", "80 characters or fewer"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else None,
)
def test_a_bad_word_is_answered_by_its_field(admin, data, field, message):
    CouncilPhrase.objects.create(phrases="splodgy", needs=["sleep"])

    answer = admin.post(f"{WORDS}add/", data)

    assert message in str(answer.context["form"].errors[field])
    assert CouncilPhrase.objects.count() == 1


def test_a_word_may_be_kept_as_it_is(admin):
    word = CouncilPhrase.objects.create(phrases="splodgy", needs=["sleep"])

    answer = admin.post(f"{WORDS}edit/{word.pk}/", {"phrases": "Splodgy\nsplodge", "needs": ["feeding"]})

    assert answer.status_code == 302
    word.refresh_from_db()
    assert (word.lines, word.needs) == (("Splodgy", "splodge"), ["feeding"])


def test_every_kind_of_meaning_can_be_chosen(admin):
    data = {
        "phrases": "glimmer",
        "needs": ["autism"],
        "topics": ["leisure"],
        "settings": ["special"],
        "wishes": ["sector:health", "referral:self", "free:yes", "day:sat"],
    }

    assert admin.post(f"{WORDS}add/", data).status_code == 302
    assert CouncilPhrase.objects.get().meanings == (
        "need:autism",
        "topic:leisure",
        "setting_type:special",
        "sector:health",
        "referral:self",
        "free:yes",
        "day:sat",
    )


def test_the_list_says_what_words_mean_and_leads_to_their_search(admin):
    CouncilPhrase.objects.create(phrases="splodgy\nsplodge", needs=["sleep"], synonyms="hydro pool")

    text = admin.get(WORDS).text

    assert "Sleep; hydro pool" in text
    assert 'href="/search/?q=splodgy"' in text


def test_what_an_officer_does_is_logged(admin, officer):
    admin.post(f"{WORDS}add/", {"phrases": "splodgy", "needs": ["sleep"]})
    word = CouncilPhrase.objects.get()
    admin.post(f"{WORDS}delete/{word.pk}/")

    done = ModelLogEntry.objects.filter(user=officer, label="splodgy").order_by("pk")
    assert [entry.action for entry in done] == ["wagtail.create", "wagtail.delete"]


@pytest.mark.parametrize("address", [WORDS, f"{WORDS}add/", BETS, f"{BETS}add/"])
@pytest.mark.parametrize(
    ("role", "may"), [("officer", True), ("manager", True), ("content_editor", False)], ids=lambda value: str(value)
)
def test_officers_and_managers_alone_edit_them(alpha, client_for, with_second_factor, address, role, may):
    person = with_second_factor(PersonFactory(**{role: True}))

    assert (client_for(alpha, person).get(address).status_code == 200) is may


def test_a_best_bets_phrase_that_another_has_is_refused(admin):
    BestBet.objects.create(phrases="sleep")
    data = {"phrases": "Sleep", "documents-TOTAL_FORMS": "0", "documents-INITIAL_FORMS": "0"}

    errors = admin.post(f"{BETS}add/", data).context["form"].errors

    assert "“sleep” is in another best bet already." in str(errors["phrases"])
