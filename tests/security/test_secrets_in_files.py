"""Each setting may come from a file: no secret has to be in an environment, which `ps` and crash reports show."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from localoffer.settings.env import env
from localoffer.settings.files import WithFiles

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(env.scheme)
SECRET = "y7Jm2#kP4w" * 6


def read(name, **given):
    return WithFiles({f"{name}{suffix}": str(value) for suffix, value in given.items()})[name]


@pytest.fixture
def file(tmp_path):
    def make(content):
        path = tmp_path / "secret"
        path.write_bytes(content)
        return path

    return make


def test_every_setting_is_read_by_the_one_reader_that_knows_files():
    assert isinstance(env.ENVIRON, WithFiles)
    elsewhere = [
        str(path.relative_to(ROOT))
        for room in ("cms", "providers", "search", "tenants", "platform")
        for path in sorted((ROOT / room).rglob("*.py"))
        if any(call in path.read_text() for call in ("os.environ", "getenv("))
    ]
    # the demo's file, the name of the settings, the broker of a test's worker: none reads a setting
    allowed = ["environment", "celery", "wsgi", "settings/env", "settings/test"]
    assert set(elsewhere) <= {f"platform/localoffer/{name}.py" for name in allowed}


@pytest.mark.parametrize("name", NAMES)
def test_a_setting_comes_from_its_file_without_the_line_break_at_its_end(name, file):
    for content in (b"a b=c#d", b"a b=c#d\n", b"a b=c#d\r\n"):
        assert read(name, _FILE=file(content)) == "a b=c#d"
    assert WithFiles({name: "", f"{name}_FILE": str(file(b"x"))})[name] == "x"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe"], ids=["missing", "empty", "line", "bytes"])
def test_a_file_that_gives_nothing_is_a_sentence(name, content, file, tmp_path):
    path = tmp_path / "gone" if content is None else file(content)
    with pytest.raises(ImproperlyConfigured, match=rf"^The file of {name}_FILE [^\n]+\.$"):
        read(name, _FILE=path)


@pytest.mark.parametrize("name", NAMES)
def test_a_setting_that_is_given_twice_is_a_sentence(name, file):
    with pytest.raises(ImproperlyConfigured, match=f"^Set {name} or {name}_FILE, not both.$"):
        WithFiles({name: "one", f"{name}_FILE": str(file(b"two"))})[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_may_not_be_read_is_a_sentence(name, tmp_path):
    with pytest.raises(ImproperlyConfigured, match=f"^The file of {name}_FILE can't be read: Is a directory.$"):
        read(name, _FILE=tmp_path)


def start(*words, **given):
    hidden = {*env.scheme, *(f"{name}_FILE" for name in env.scheme)}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "localoffer.settings.production",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
    }
    return subprocess.run(words, env=environment | given, check=False, capture_output=True, text=True, cwd=ROOT)


def test_production_starts_with_all_that_it_needs_in_files(tmp_path):
    values = {
        "DATABASE_URL": "postgres://user:from-a-file@db.example.org/localoffer",
        "DATABASE_OWNER_URL": "postgres://owner:from-a-file@db.example.org/localoffer",
        "CELERY_BROKER_URL": "redis://:from-a-file@broker.example.org/0",
        "CACHE_URL": "redis://:from-a-file@broker.example.org/1",
        "SECRET_KEY": SECRET,
        "PLATFORM_HOST": "localoffer.example.org",
        "EMAIL_URL": "smtp+tls://user:from-a-file@mail.example.org:587",
        "MAIL_FROM": "Local Offer <no-reply@localoffer.example.org>",
        "S3_BUCKET": "media",
        "S3_SECRET_ACCESS_KEY": "from-a-file",
        "STATIC_ROOT": "/srv/static",
        "ELASTICSEARCH_URL": "http://elastic:from-a-file@search.example.org",
        "METRICS_TOKEN": "from-a-file",
        "TRUSTED_PROXIES": "10.1.0.0/24",
    }
    for name, value in values.items():
        (tmp_path / name).write_text(f"{value}\n")
    asked = (
        "from django.conf import settings as s; d, o = s.DATABASES['default'], s.DATABASE_OWNER;"
        "from localoffer.celery import app;"
        "print(d['PASSWORD'], o['PASSWORD'], s.SECRET_KEY, s.EMAIL_HOST_PASSWORD, app.conf.broker_url, s.METRICS_TOKEN,"
        " s.S3_SECRET_ACCESS_KEY, s.CACHES['default']['LOCATION'], s.ELASTICSEARCH_URL)"
    )
    started = start(sys.executable, "-c", asked, **{f"{name}_FILE": str(tmp_path / name) for name in values})
    word = "from-a-file"
    urls = [values[name] for name in ("CELERY_BROKER_URL", "METRICS_TOKEN", "S3_SECRET_ACCESS_KEY", "CACHE_URL")]
    expected = [word, word, SECRET, word, *urls, values["ELASTICSEARCH_URL"]]
    assert started.stdout.split() == expected, started.stderr


@pytest.mark.parametrize("words", [["council", "list"], ["migrate", "--check"], ["audit", "verify", "alpha"]])
def test_a_command_says_one_sentence_about_a_file_that_is_not_there(words):
    localoffer = Path(sys.executable).parent / "localoffer"
    refused = start(localoffer, *words, SECRET_KEY_FILE="/nowhere/secret-key")
    assert refused.returncode == 1
    assert refused.stderr == "The file of SECRET_KEY_FILE can't be read: No such file or directory.\n"
