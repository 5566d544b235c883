"""Our engines over the demo's listings alone, which every checkout has: how well the judged searches are answered.

No postcodes are loaded, which takes long: what distances do is in the contract suite. So words alone order here.
"""

import pytest
from django.http import QueryDict

from infra.benchmarks.relevance.collection import COUNCILS, listing_files, listings
from infra.benchmarks.relevance.judgements import grades_of, queries
from infra.benchmarks.relevance.metrics import GOOD, mean, ndcg, reciprocal_rank
from providers.imports.services.files import import_listings
from providers.listings.models import Service
from search.parameters import read_parameters
from search.selectors import find
from tests.contract.searching import elasticsearch_of

FLOOR_NDCG = 0.8
FLOOR_MRR = 0.82
"""Well under what is measured: a change that falls through has broken something that families would notice."""


@pytest.fixture
def search(alpha, tmp_path):
    """`search(query)`: the external ids of the first results on council alpha, which has Milton Keynes' listings."""
    for path in listing_files(COUNCILS[0], tmp_path, demo_only=True):
        assert import_listings(path=path, publish=True, dry_run=False).rejected == []
    names = {str(uuid): key for uuid, key in Service.objects.values_list("uuid", "external_id")}

    def run(query):
        asked = QueryDict(mutable=True)
        asked.update(query.parameters())
        return [names[hit.document.uuid] for hit in find(parameters=read_parameters(asked)).hits]

    return run


@pytest.fixture
def asked(tmp_path):
    """The queries that the demo's listings of Milton Keynes answer well, with the grades of those."""
    found = listings(listing_files(COUNCILS[0], tmp_path, demo_only=True))
    graded = [(query, grades_of(query, found)) for query in queries() if query.council == COUNCILS[0].slug]
    return [(query, grades) for query, grades in graded if max(grades.values(), default=0) >= GOOD]


def check(search, asked):
    answered = [(search(query), grades) for query, grades in asked]
    assert len(answered) >= 50
    assert all(ranking for ranking, _ in answered)
    assert mean([ndcg(ranking, grades) for ranking, grades in answered]) > FLOOR_NDCG
    assert mean([reciprocal_rank(ranking, grades) for ranking, grades in answered]) > FLOOR_MRR


def test_families_find_what_they_mean_on_postgres(search, asked):
    check(search, asked)


@pytest.fixture
def emptied(alpha):
    """The council's search on Elasticsearch, emptied before there are listings: emptied later they stay away."""
    return elasticsearch_of()


@pytest.mark.elasticsearch
def test_families_find_what_they_mean_on_elasticsearch(emptied, search, asked, settings):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.SEARCH_TIMEOUT_MS = 20_000
    emptied.catch_up()
    check(search, asked)
