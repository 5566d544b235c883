"""Every address of ours, asked for nonsense: an answer below 500, whatever the parameters, the body or the path."""

from itertools import cycle
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.isolation.addresses import RULES, URLCONF, every_address
from tests.isolation.hostile import BODIES, IN_PATHS, NONSENSE, NUMBERS, fault, names_read
from tests.isolation.test_addresses import arguments_of, keys_of

OURS = [address for address in every_address() if address.ours]


def who_may(name):
    """Somebody who gets furthest at an address; an officer where none of them may, as only a partner reviewer."""
    allowed = RULES[name]
    return next((role for role in ("provider", "officer", "manager", "commissioner") if role in allowed), "officer")


def own_path(address, world, foreign):
    return reverse(address.name, URLCONF, kwargs=arguments_of(address, keys_of("own", world, foreign)))


@pytest.mark.parametrize("start", [0, len(NONSENSE) // 2])
def test_nonsense_in_any_parameter_or_field_is_answered(worlds, browser_of, monkeypatch, start):
    alpha, beta = worlds
    wrong = []
    for address in OURS:
        path = own_path(address, alpha, beta)
        client = browser_of(alpha, who_may(address.name))
        for method, key in (("get", "query_params"), ("post", "data")):
            with names_read(monkeypatch) as names:
                fault(client, method, path)
            said = dict(zip(sorted(names), cycle(NONSENSE[start:] + NONSENSE[:start]), strict=False))
            problem = fault(client, method, path, **{key: {name: [value, value] for name, value in said.items()}})
            wrong += [f"{method} {path} ({address.name}, {said}): {problem}"[:2000]] if problem else []
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_any_body_is_answered(worlds, browser_of, body):
    alpha, beta = worlds
    wrong = []
    for address in OURS:
        path = own_path(address, alpha, beta)
        client = browser_of(alpha, who_may(address.name))
        problem = fault(client, "post", path, **body)
        wrong += [f"{path} ({address.name}): {problem}"] if problem else []
    assert not wrong, "\n".join(wrong)


def test_a_file_where_words_are_asked_for_is_answered(worlds, browser_of, monkeypatch):
    alpha, beta = worlds
    wrong = []
    for address in OURS:
        path = own_path(address, alpha, beta)
        client = browser_of(alpha, who_may(address.name))
        with names_read(monkeypatch) as names:
            fault(client, "post", path)
        files = {name: SimpleUploadedFile("a.csv", b"\x00\xff") for name in {*names, "file", "photo", "document"}}
        problem = fault(client, "post", path, data=files)
        wrong += [f"{path} ({address.name}): {problem}"] if problem else []
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", ["words", "numbers"])
def test_nonsense_in_any_path_is_answered(worlds, browser_of, kind):
    alpha, beta = worlds
    wrong = []
    for address in OURS:
        keys = arguments_of(address, keys_of("own", alpha, beta))
        client = browser_of(alpha, who_may(address.name))
        for name, value in keys.items():
            for bad in NUMBERS if isinstance(value, int) else IN_PATHS:
                path = reverse(address.name, URLCONF, kwargs=keys | {name: value})
                path = path.replace(quote(str(value), safe=":@"), quote(bad, safe="."))
                for method in ("get", "post"):
                    problem = fault(client, method, path)
                    wrong += [f"{method} {path} ({address.name}): {problem}"] if problem else []
    assert not wrong, "\n".join(wrong)
