"""Our stems are those of both engines, so that what is said to be found in a listing is what an engine found there."""

import pytest
from django.conf import settings
from django.db import connection
from elasticsearch import Elasticsearch

from search.adapters.elasticsearch.mapping import SETTINGS
from search.matching.stems import stem
from search.matching.words import words_of
from search.understanding.lexicon import DATA

NEWER = {"added": "add"}
"""The one word of ours that a newer release of the stemmer has otherwise: PostgreSQL 18's, and Elasticsearch's."""


@pytest.fixture(scope="module")
def words():
    """Every word of the lexicon and its lists."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(DATA.rglob("*.*")) if path.suffix in {".csv", ".txt"}]
    return sorted(set(words_of(" ".join(texts))))


def test_postgresql_stems_as_we_do(db, words):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, (ts_lexize('public.localoffer_stem', word))[1] FROM unnest(%s::text[]) AS word", [words]
        )
        theirs = dict(cursor.fetchall())
    newer = NEWER if connection.pg_version >= 180000 else {}
    assert len(words) > 5000
    assert theirs == {word: stem(word) for word in words} | newer


@pytest.mark.elasticsearch
def test_elasticsearch_stems_as_we_do(words):
    (analyzer,) = SETTINGS["analysis"]["analyzer"].values()
    (stemmer,) = SETTINGS["analysis"]["filter"].values()
    theirs = {}
    with Elasticsearch(settings.ELASTICSEARCH_URL, request_timeout=120) as client:
        for start in range(0, len(words), 5000):
            part = words[start : start + 5000]
            found = client.indices.analyze(tokenizer=analyzer["tokenizer"], filter=[stemmer], text=" ".join(part))
            theirs |= dict(zip(part, (token["token"] for token in found["tokens"]), strict=True))
    assert theirs == {word: stem(word) for word in words} | NEWER
