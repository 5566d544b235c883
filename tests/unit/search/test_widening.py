"""What is searched for when nothing has all that was asked for."""

from search.query import SearchQuery, Term
from search.results.wider_queries import plain, wider


def test_words_are_searched_as_typed_without_small_ones_and_numbers():
    query = SearchQuery(terms=(Term(words=("gluten free",)),), minimum_terms=1, phrase="Gluten-free for my 6 year old")
    found = plain(query)

    assert found is not None
    assert [term.words for term in found.terms] == [("gluten",), ("free",)]
    assert (found.minimum_terms, found.phrase) == (1, query.phrase)


def test_words_that_were_all_asked_for_are_not_asked_for_again():
    assert plain(SearchQuery(terms=(Term(words=("zebra",)),), minimum_terms=1, phrase="the zebra")) is None
    assert plain(SearchQuery(phrase="zebra")) is None


def test_one_thing_of_a_topic_is_widened_to_the_topic_and_one_plain_thing_to_nothing():
    swimming = wider(SearchQuery(terms=(Term(words=("swimming",), within=("leisure",)),), minimum_terms=1))

    assert swimming is not None
    assert swimming.akin == ("leisure",)
    assert wider(SearchQuery(terms=(Term(words=("zebra",)),), minimum_terms=1)) is None
