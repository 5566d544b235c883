"""A dead cache is a miss, never an error."""

import pytest
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from django.test import override_settings

from localoffer.cache import QUIET_SECONDS

DEAD = {
    "default": {
        "BACKEND": "localoffer.cache.ForgivingRedisCache",
        "LOCATION": "redis://127.0.0.1:9/0",
        "OPTIONS": {"socket_timeout": 0.2, "socket_connect_timeout": 0.2},
        "KEY_FUNCTION": "django_tenants.cache.make_key",
    }
}


@pytest.fixture
def dead():
    with override_settings(CACHES=DEAD):
        yield caches["default"]


def test_every_operation_answers_without_a_server(dead):
    assert dead.get("a", "default") == "default"
    assert dead.set("a", 1) is None
    assert dead.add("a", 1) is True
    assert dead.touch("a") is False
    assert dead.delete("a") is False
    assert dead.get_many(["a", "b"]) == {}
    assert dead.has_key("a") is False
    assert dead.set_many({"a": 1}) == ["a"]
    assert dead.delete_many(["a"]) is None
    assert dead.clear() is False
    assert dead.get_or_set("a", 5) == 5
    with pytest.raises(ValueError, match="not found"):
        dead.incr("a")


@pytest.fixture
def asked(monkeypatch):
    """The keys that a server was asked about while it hangs."""
    asked = []

    def hang(*words):
        asked.append(words[1])
        raise TimeoutError

    for name in ("get", "delete"):
        monkeypatch.setattr(RedisCache, name, hang)
    return asked


def test_a_server_that_hangs_is_left_alone_for_a_while(dead, asked, monkeypatch):
    clock = iter([100.0, 100.5, 101.0, 100.5 + QUIET_SECONDS, 110.0])
    monkeypatch.setattr("localoffer.cache.monotonic", lambda: next(clock))
    monkeypatch.setattr("localoffer.cache._quiet_until", {})
    for key in ("first", "soon", "later"):
        assert dead.get(key, "default") == "default"
    assert asked == ["first", "later"]


def test_what_is_outdated_is_removed_even_then(dead, asked, monkeypatch):
    monkeypatch.setattr("localoffer.cache._quiet_until", {})
    dead.get("first")
    dead.delete("outdated")
    assert asked == ["first", "outdated"]


def test_with_a_server_it_is_a_cache():
    cache = caches["default"]
    cache.set_many({"a": 1, "b": 2})

    assert cache.get_many(["a", "b"]) == {"a": 1, "b": 2}
    assert cache.incr("a") == 2
    assert cache.add("a", 9) is False
    assert cache.has_key("b")
    assert cache.touch("b")
    cache.delete_many(["a", "b"])
    assert cache.get("a") is None


def test_people_sign_in_while_the_cache_is_down(dead, councils, client_for):
    from tenants.accounts.models import User
    from tenants.councils.scope import council_scope

    with council_scope("alpha"):
        User.objects.create_user("ann@example.org", "correct horse battery")
    form = {"login": "ann@example.org", "password": "correct horse battery"}

    assert client_for(councils.alpha).post("/accounts/login/", form).status_code == 302
