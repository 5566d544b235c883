"""The panel that narrows results: boxes of one form with the search box, sent together, nothing of the search lost."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pytest
from django.http import QueryDict

from search.findings import Facet, FacetChoice, Findings
from search.parameters import read_parameters
from search.templatetags.filter_panel import filter_groups
from tests.contract.listings import at, listing, north, put

pytestmark = pytest.mark.usefixtures("on_postgres")

SAVED = "5bbda3f6-fd53-4da6-820d-de990732e748"
SEARCHES = (
    "q=club&postcode=MK9+3XS&radius=2.5&age=6&sector=leisure&sector=health&need=autism&free=yes&not=need%3Asleep"
    f"&ids={SAVED}&sort=name&view=map&per_page=10",
    "q=club&kind=page&sector=leisure&age=6&free=yes&topic=leisure&need=autism",
    "place=Bletchley&personal_budget=1&day=sat&accessibility=step-free&tier=targeted&reach=council",
)


class _Form(HTMLParser):
    """What a browser sends of the form called `search` as it comes, in the order of the page."""

    def __init__(self):
        super().__init__()
        self.pairs, self._inside, self._select, self.action = [], False, None, None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("id") == "search"
            self.action = given["action"] if self._inside else self.action
        ours = given.get("form") == "search" or (self._inside and "form" not in given)
        if tag == "input" and ours and (given.get("type") != "checkbox" or "checked" in given):
            self.pairs.append((given["name"], given.get("value") or ""))
        if tag == "select":
            self._select = given["name"] if ours else None
        if tag == "option" and self._select and "selected" in given:
            self.pairs.append((self._select, given["value"]))

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False


def form_of(html):
    form = _Form()
    form.feed(html)
    return form


@pytest.fixture
def page(alpha, client_for):
    client = client_for(alpha)
    return lambda query="": client.get(f"/search/?{query}").content.decode()


@pytest.mark.parametrize("query", SEARCHES)
def test_sending_the_form_untouched_is_the_same_search(page, query, postcode):
    put(listing("Club", sectors=("leisure",), needs=("autism",), topics=("leisure",), free=True, places=at(north(1))))
    sent = QueryDict(mutable=True)
    for name, value in form_of(page(query)).pairs:
        sent.appendlist(name, value)
    assert read_parameters(sent) == read_parameters(QueryDict(query))
    assert [values for _, values in sent.lists() if len(values) > len(set(values))] == []


def test_a_search_that_could_not_be_read_keeps_the_rest(page):
    html = page("q=club&age=99&need=autism&sector=nonsense&sort=name")
    assert [pair for pair in form_of(html).pairs if pair[1]] == [
        ("q", "club"), ("need", "autism"), ("sort", "name"), ("age", "99"),
    ]  # fmt: skip
    assert 'href="#age"' in html
    assert "Enter an age in whole years from 0 to 25, like 7" in html


def test_a_search_made_there_lands_on_its_results_unless_something_must_be_read_first(page):
    put(listing("Club"))
    plain = page("q=club")
    assert form_of(plain).action == "/search/#results"
    assert plain.count('id="results"') == 1
    assert 'id="results"' not in page("q=my+daughter+is+suicidal")
    wrong = page("q=club&postcode=ZZ99+9ZZ")
    assert 'id="results"' not in wrong
    assert "autofocus" in wrong


def test_every_filter_goes_at_once_and_the_search_stays(page, postcode):
    put(listing("Club", sectors=("leisure",)))
    html = unescape(page(SEARCHES[0]))
    (clear,) = set(re.findall(r'href="[?]([^"#]*)#results">Clear all<', html))
    assert [name for name, _ in parse_qsl(clear)] == ["q", "postcode", "not", "ids", "sort", "view", "per_page"]
    assert "Clear all" not in page("q=club")


def choice(number, chosen=False):
    return FacetChoice(value=str(number), label=f"Need {number}", count=1, chosen=chosen)


def groups(*facets):
    findings = Findings(total=1, page=1, pages=1, engine="postgres", hits=(), facets=facets)
    return filter_groups(findings)


@pytest.mark.parametrize(("chosen", "open_ones"), [(None, 0), (2, 1), (9, 2)])
def test_a_long_group_folds_its_rest_and_opens_for_what_is_chosen(chosen, open_ones):
    short = Facet(name="tier", label="Tier", choices=(choice(1),))
    long = Facet(name="need", label="Need", choices=tuple(choice(number, number == chosen) for number in range(12)))
    html = groups(short, short, long).split('data-group="tier"')[2]
    assert "4 more" in html
    assert html.count(" open ") == open_ones
    assert ("1 chosen" in html) == (chosen is not None)


def test_the_first_groups_stand_open():
    facets = [Facet(name=f"group-{number}", label="Group", choices=(choice(number),)) for number in range(4)]
    assert [" open " in group for group in groups(*facets).split("<details ")[1:]] == [True, True, False, False]
