"""A book has what the search table has, each once, under numbers that its indexes point to."""

from dataclasses import replace

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from cms.editions import selectors
from cms.editions.plain_text import book_as_text
from cms.editions.selectors import book_of_list, book_of_offer, part_of_search
from search.index.selectors.names import live_rows
from search.index.services.documents import remove_document
from search.parameters import BadParameters, read_parameters
from search.shortlist.selectors import shortlist_of
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels
from tests.contract.listings import listing, put


def names(book):
    return [entry.name for entry in book.entries]


def search(query):
    return part_of_search(read_parameters(QueryDict(query)))


def numbers_of(lines):
    return {line.words: line.numbers for line in lines}


def test_the_whole_offer_is_the_search_table_each_once_and_numbered_through(offer):
    put(listing("Gone"))
    remove_document(key="service:gone")
    book = book_of_offer()
    keys = [entry.key for entry in book.entries]
    assert sorted(keys) == sorted(live_rows().values_list("key", flat=True))
    assert len(keys) == len(offer) == book.total
    assert [entry.number for entry in book.entries] == list(range(1, len(keys) + 1))


def test_advice_comes_first_then_topics_in_the_councils_order_then_the_rest(offer, topics):
    labels = term_labels(Vocabulary.TOPIC)
    chapters = [(chapter.title, [entry.name for entry in chapter.entries]) for chapter in book_of_offer().chapters]
    assert chapters == [
        ("Advice and information", ["Sleep and SEND"]),
        (labels[topics[0]], ["Badgers", "Larks"]),
        (labels[topics[1]], ["Owls"]),
        ("Other services", ["Adrift"]),
    ]


def test_a_chapter_names_the_numbers_of_what_belongs_to_it_and_stands_elsewhere(offer):
    by_title = [chapter.also for chapter in book_of_offer().chapters]
    assert by_title == [(), (1,), (2,), ()]


def test_a_topic_whose_services_all_stand_elsewhere_is_found_all_the_same(offer, topics):
    third = list(term_labels(Vocabulary.TOPIC))[2]
    put(listing("Badgers", topics=(topics[0], third)))
    chapter = next(each for each in book_of_offer().chapters if each.title == term_labels(Vocabulary.TOPIC)[third])
    assert (chapter.entries, chapter.also) == ((), (2,))


def test_the_indexes_point_to_the_numbers(offer, needs):
    book = book_of_offer()
    labels = term_labels(Vocabulary.NEED)
    by_name = {entry.name: entry.number for entry in book.entries}
    found = numbers_of(book.by_need)
    assert found[labels[needs[0]]] == tuple(sorted((by_name["Owls"], by_name["Badgers"])))
    assert found[labels["all-send"]] == (by_name["Larks"],)
    assert numbers_of(book.by_place) == {
        "Bletchley": (by_name["Owls"],),
        "MK9 area": (by_name["Badgers"],),
        "Online": (by_name["Larks"],),
        "Wherever you live": (by_name["Larks"],),
    }


def test_an_entry_says_all_that_a_family_without_internet_needs(offer):
    owls = next(entry for entry in book_of_offer().entries if entry.name == "Owls")
    assert owls.by == "Night Birds"
    assert owls.words == ("A club.", "Bring a coat.")
    facts = dict(owls.facts)
    assert facts["Phone"] == "01632 960001"
    assert facts["Email"] == "owls@example.org"
    assert facts["Website"] == "https://owls.example.org"
    assert facts["How to get in"] == "Contact them yourself; or ask your GP"
    assert facts["Where"] == "Bletchley, MK3 6EB"
    assert facts["Ages"] == "2 to 16"
    assert "High Street" not in str(facts)


def test_a_closed_service_says_so_first(offer):
    adrift = next(entry for entry in book_of_offer().entries if entry.name == "Adrift")
    assert adrift.notice.startswith("Closed for now")


def test_a_search_is_printed_whole_and_not_page_one_alone(alpha):
    put(*(listing(f"Club {number:02}", free=True) for number in range(30)), listing("Dear club", free=False))
    part = search("free=yes&per_page=10&sort=name")
    assert names(part.book) == [f"Club {number:02}" for number in range(30)]
    assert (part.parts, part.book.total) == (1, 30)


def test_a_long_search_comes_in_parts_whose_numbers_go_on(alpha, monkeypatch):
    monkeypatch.setattr(selectors, "PART", 3)
    put(*(listing(f"Club {number}") for number in range(7)))
    parts = [search(f"sort=name&page={number}") for number in (1, 2, 3)]
    assert [name for part in parts for name in names(part.book)] == [f"Club {number}" for number in range(7)]
    assert [part.book.numbers for part in parts] == [(1, 3), (4, 6), (7, 7)]
    with pytest.raises(BadParameters):
        search("sort=name&page=4")


def test_a_part_beyond_what_can_be_counted_is_refused(alpha):
    with pytest.raises(BadParameters):
        search("page=101")


def test_a_section_has_the_name_of_its_topic_and_goes_by_name(offer, topics):
    part = search(f"topic={topics[1]}")
    assert part.book.title == term_labels(Vocabulary.TOPIC)[topics[1]]
    assert names(part.book) == ["Badgers", "Owls"]


def test_a_search_that_finds_nothing_is_an_empty_book(alpha):
    part = search("free=yes")
    assert (names(part.book), part.book.chapters, part.parts) == ([], (), 1)
    assert "There is nothing in it." in book_as_text(part.book)


def test_a_list_keeps_its_order_and_what_was_written_for_the_family(alpha):
    ids = [f"0000000{number}-0000-4000-8000-000000000000" for number in (1, 2)]
    put(*(replace(listing(name, key=f"service:{uuid}"), uuid=uuid) for name, uuid in zip("BA", ids, strict=True)))
    book = book_of_list(shortlist_of((ids[1], ids[0])), note="Ask for Jo.")
    assert names(book) == ["A", "B"]
    assert "Ask for Jo." in book_as_text(book)


def test_text_has_every_entry_under_its_number_and_no_line_is_long(offer):
    text = book_as_text(book_of_offer())
    for entry in book_of_offer().entries:
        assert f"\n{entry.number}. {entry.name}\n" in text
    assert max(map(len, text.splitlines())) <= 72


def test_a_book_asks_the_same_few_questions_however_long_it_is(alpha):
    book_of_offer()
    asked = []
    for count in (1, 40):
        put(*(listing(f"Club {number}", needs=("autism",)) for number in range(count)))
        with CaptureQueriesContext(connection) as queries:
            book_of_offer()
        asked.append(len(queries))
    assert asked[0] == asked[1] < 10
