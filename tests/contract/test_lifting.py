"""What lifts a listing above others, and what no longer hides one, on both engines."""

from dataclasses import replace

from search.matching.filters import Filters
from search.query import SearchQuery, Sort, Term, Wishes
from tests.contract.listings import at, listing, north

AUTISM = Term(words=("autism",), needs=("autism",))
SWIMMING = Term(words=("swimming",))


def test_those_with_all_of_the_terms_come_before_those_with_some(search):
    search.put(
        listing("Splash", organisation="Swimming swimmers", summary="Swimming"),
        listing("Pool", description="Swimming for autism"),
        listing("Autism hub", needs=("autism",), labels=("Autism",), summary="Autism"),
        listing("Choir"),
    )
    asked = {"terms": (AUTISM, SWIMMING), "minimum_terms": 1}
    assert search.names(**asked, full_terms=2)[0] == "Pool"
    assert search.names(**asked)[-1] == "Pool"
    assert search.ask(**asked, full_terms=2).total == 3


def test_a_thing_that_only_words_say_counts_as_much_as_a_need_that_has_a_code(search):
    search.put(
        listing("Learning hub", needs=("autism",), labels=("Autism",)),
        listing("Lagoon", summary="Swimming for all"),
    )

    assert search.names(terms=(AUTISM, SWIMMING), minimum_terms=1) == ["Lagoon", "Learning hub"]


def test_those_of_the_same_kind_come_after_those_that_have_what_was_asked_for(search):
    search.put(
        listing("Choir", topics=("leisure",), summary="Singing", age_min=0),
        listing("Library", topics=("leisure",), description="Story time"),
        listing("Pool", topics=("housing",), description="Swimming"),
    )
    asked = {"terms": (SWIMMING,), "minimum_terms": 1}
    assert search.names(**asked) == ["Pool"]
    assert search.names(**asked, full_terms=1, akin=("leisure",)) == ["Pool", "Choir", "Library"]
    assert search.names(**asked, akin=("leisure",), sort=Sort.NAME) == ["Choir", "Library", "Pool"]


def test_words_beside_the_terms_lift_but_are_not_asked_for(search):
    search.put(
        listing("Autism hub", needs=("autism",)),
        listing("Helpers", needs=("autism",), description="Behind the green door"),
        listing("Green door"),
    )
    asked = {"terms": (AUTISM,), "minimum_terms": 1}
    beside = (Term(said=("green",)), Term(said=("door",)))
    assert search.names(**asked) == ["Autism hub", "Helpers"]
    assert search.names(**asked, beside=beside) == ["Helpers", "Autism hub"]


def test_the_very_word_that_was_typed_comes_before_what_is_only_about_the_same(search):
    search.put(
        listing("Vision team", needs=("vision",), labels=("Vision impairment",), summary="Sight"),
        listing("Aids", needs=("vision",), description="Braille for beginners"),
        listing("Braille club", needs=()),
    )
    vision = {"words": ("braille", "vision"), "needs": ("vision",)}
    asked = {"minimum_terms": 1}
    assert search.names(terms=(Term(**vision, said=("braille",)),), **asked) == ["Braille club", "Aids", "Vision team"]
    assert search.names(terms=(Term(**vision),), **asked)[0] == "Vision team"


def test_what_was_asked_for_by_name_comes_first(search):
    search.put(listing("Carers centre", needs=("autism",)), listing("Leisure centre for carers", needs=("autism",)))
    asked = {"terms": (Term(words=("carers",)), Term(words=("centre",)))}
    assert search.names(**asked, minimum_terms=2, phrase="The carer's centre")[0] == "Carers centre"
    assert search.names(**asked, minimum_terms=2, phrase="leisure centre")[0] == "Leisure centre for carers"


def test_a_listing_open_to_any_need_has_a_need_only_where_the_term_says_so(search):
    search.put(
        listing("Any", needs=("all-send",)),
        listing("Any and autism", needs=("all-send", "autism")),
        listing("Autism", needs=("autism",)),
    )
    strict = Term(needs=("autism",), any_need=False)
    assert search.names(terms=(Term(needs=("autism",)),), minimum_terms=1) == ["Any and autism", "Autism", "Any"]
    assert search.names(terms=(strict,), minimum_terms=1) == ["Any and autism", "Autism"]


def test_best_bets_come_first_in_their_order_whatever_the_words(search):
    search.put(listing("Autism hub", needs=("autism",)), listing("Help desk"), listing("Advice line"), listing("Other"))
    pinned = ("service:help-desk", "service:advice-line", "service:gone")
    found = search.names(terms=(AUTISM,), minimum_terms=1, pinned=pinned)
    assert found == ["Help desk", "Advice line", "Autism hub"]


def test_best_bets_keep_to_the_filters(search):
    search.put(listing("Free", free=True), listing("Paid", free=False))
    found = search.names(terms=(AUTISM,), minimum_terms=1, pinned=("service:paid",), filters=Filters(free=True))
    assert found == []


def test_a_listing_for_other_areas_families_alone_comes_last(search):
    search.put(
        listing("Elsewhere", areas=("E05000001",), labels=("Autism",), needs=("autism",)),
        listing("Here", areas=("E05000001", "E05000002"), description="Autism"),
        listing("Anywhere", description="Autism"),
    )
    asked = {"terms": (AUTISM,), "minimum_terms": 1}
    assert search.names(**asked, home=("E06000042", "E05000002")) == ["Anywhere", "Here", "Elsewhere"]
    assert search.names(**asked)[0] == "Elsewhere"


def test_services_for_school_staff_come_after_families_ones_unless_asked_for(search):
    search.put(listing("Training", audience=("settings",)), listing("Zoo trips", audience=("families", "settings")))
    assert search.names() == ["Zoo trips", "Training"]
    assert search.names(wishes=Wishes(audience=("settings",))) == ["Training", "Zoo trips"]
    assert search.names(filters=Filters(audience=("settings",))) == ["Training", "Zoo trips"]


def test_a_setting_type_answers_a_term_without_its_words(search):
    search.put(listing("Oak Academy", setting_type="special"), listing("Elm Academy", setting_type="mainstream"))
    special = Term(words=("special school",), settings=("special",))
    assert search.names(terms=(special,), minimum_terms=1) == ["Oak Academy"]


def test_periods_and_ways_in_that_are_wished_for_rank(search):
    search.put(
        listing("A", periods=("term",), referral=("gp",)),
        listing("B", periods=("holidays",)),
        listing("C", periods=("term", "holidays"), referral=("self",)),
    )
    assert search.names(wishes=Wishes(periods=("holidays",), referral=("self",))) == ["C", "B", "A"]


def test_pages_are_another_kind_with_a_count_of_its_own(search):
    search.put(
        listing("Autism hub", needs=("autism",), places=at(north(30))),
        listing("About autism", key="page:1", kind="page", topics=("advice-support-groups",), reach="council"),
    )
    services = search.ask(terms=(AUTISM,), minimum_terms=1)
    pages = search.ask(terms=(AUTISM,), minimum_terms=1, filters=Filters(kind=("page",)))
    assert [document.name for document in services.documents] == ["Autism hub"]
    assert [document.name for document in pages.documents] == ["About autism"]
    for answer in (services, pages):
        assert {each.value: each.count for each in answer.facets["kind"]} == {"service": 1, "page": 1}
    assert not any(value.count for value in services.facets["topic"])


def test_a_term_that_tells_more_is_worth_more(search):
    search.put(listing("Parents' group", needs=()), listing("Premature babies", needs=(), description="Support"))
    parents, babies = Term(words=("parents",)), Term(words=("premature babies",))
    assert search.names(terms=(replace(parents, worth=1.25), replace(babies, worth=0.5)), minimum_terms=1) == [
        "Parents' group",
        "Premature babies",
    ]
    assert search.names(terms=(replace(parents, worth=0.5), replace(babies, worth=1.25)), minimum_terms=1) == [
        "Premature babies",
        "Parents' group",
    ]


def test_codes_are_worth_more_or_less_with_their_term(search):
    search.put(listing("Autism hub", needs=("autism",)), listing("Pool", description="Swimming"))
    asked = {"minimum_terms": 1}
    little, much = replace(AUTISM, worth=0.375), replace(AUTISM, worth=1.25)
    assert search.names(terms=(little, SWIMMING), **asked) == ["Pool", "Autism hub"]
    assert search.names(terms=(much, replace(SWIMMING, worth=0.375)), **asked) == ["Autism hub", "Pool"]


def test_each_word_that_was_typed_counts_by_how_rare_it_is_and_more_in_the_name(search):
    search.put(
        listing("Club", description="Swimming in a quiet pool"),
        listing("Quiet club", description="Swimming"),
        listing("Other club", description="Swimming"),
    )
    typed = (Term(said=("quiet",), worth=4.0), Term(said=("swimming",), worth=1.0))
    asked = {"terms": (SWIMMING,), "minimum_terms": 1}
    assert search.names(**asked, typed=typed) == ["Quiet club", "Club", "Other club"]
    assert search.names(**asked) == ["Club", "Other club", "Quiet club"]


def test_what_means_the_same_comes_first_with_the_points_that_it_was_given(search):
    first, second, third = listing("A club"), listing("B club"), listing("C club")
    search.put(first, second, third)
    meant = ((third.key, 3.25), (second.key, 1.0), ("service:gone", 9.0))
    asked = {"terms": (Term(words=("club",)),), "minimum_terms": 1}
    assert search.names(**asked, meant=meant) == ["C club", "B club", "A club"]
    assert search.names(**asked, meant=meant, sort=Sort.NAME) == ["A club", "B club", "C club"]


def test_what_is_found_by_meaning_needs_none_of_the_words_but_answers_the_filters(search):
    near = listing("Respite", needs=("autism",))
    far = listing("Breaks", needs=("vision",))
    search.put(near, far, listing("Swimming"))
    asked = {"terms": (SWIMMING,), "minimum_terms": 1, "found_by_meaning": (near.key, far.key)}
    assert search.names(**asked, sort=Sort.NAME) == ["Breaks", "Respite", "Swimming"]
    assert search.names(**asked, filters=Filters(need=("autism",))) == ["Respite"]
    assert search.ask(**asked).total == 3
    query = SearchQuery(**asked)
    assert search.engine.search(query.count_query()).total == 3


def test_what_is_about_older_people_alone_comes_later_unless_it_was_asked_for(search):
    search.put(
        listing("Art for over 60s", description="Painting"),
        listing("Brushes", description="Painting for young people"),
        listing("Canvas", description="Painting for all ages, from toddlers to pensioners"),
    )
    asked = {"terms": (Term(words=("painting",)),), "minimum_terms": 1}
    assert search.names(**asked, phrase="painting")[-1] == "Art for over 60s"
    assert search.names(**asked, phrase="painting for over 60s")[0] == "Art for over 60s"
