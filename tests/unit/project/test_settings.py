"""One documented variable for each setting; production starts with nothing left to chance."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from localoffer.settings.env import env

ROOT = Path(__file__).resolve().parents[3]
NOT_IN_PRODUCTION = {"EMAIL_DIR"}
NOT_SERVING = {"DATABASE_OWNER_URL"}
PRODUCTION = {
    "DATABASE_URL": "postgres://user:secret@db.example.org/localoffer",
    "CELERY_BROKER_URL": "redis://broker.example.org/0",
    "CACHE_URL": "redis://broker.example.org/1",
    "SECRET_KEY": "y7Jm2#kP4w" * 6,
    "PLATFORM_HOST": "localoffer.example.org",
    "TRUSTED_PROXIES": "10.0.0.0/24",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example.org:587",
    "MAIL_FROM": "Local Offer <no-reply@localoffer.example.org>",
    "S3_BUCKET": "media",
    "STATIC_ROOT": "/srv/static",
}


def start_production(**changes):
    given = {**PRODUCTION, **changes}
    environment = {name: value for name, value in os.environ.items() if name not in env.scheme}
    environment |= {name: value for name, value in given.items() if value is not None}
    environment["DJANGO_SETTINGS_MODULE"] = "localoffer.settings.production"
    environment["PYTHONPATH"] = f"{ROOT}:{ROOT / 'platform'}"
    command = [sys.executable, "-c", "from django.conf import settings; print(settings.SESSION_COOKIE_NAME)"]
    return subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=300)


def test_every_variable_is_in_the_table_of_operations_once():
    text = (ROOT / "infra" / "docs" / "operations.md").read_text()
    documented = re.findall(r"^\| `([A-Z0-9_]+)`", text, flags=re.MULTILINE)

    assert sorted(env.scheme) == sorted(documented)


def test_every_variable_reaches_the_production_containers():
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())

    assert set(env.scheme) - NOT_IN_PRODUCTION - NOT_SERVING == set(compose["services"]["web"]["environment"]) - {
        "DJANGO_SETTINGS_MODULE"
    }
    assert set(env.scheme) - NOT_IN_PRODUCTION <= set(compose["services"]["migrate"]["environment"])


def test_production_starts_with_everything_given():
    started = start_production()

    assert started.stdout.strip() == "__Host-session", started.stderr


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({name: None}, name) for name in sorted(PRODUCTION)]
    + [
        ({"SECRET_KEY": "development-only-never-in-production"}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY_FALLBACKS": f"{PRODUCTION['SECRET_KEY']} short"}, "SECRET_KEY_FALLBACKS"),
        ({"SEARCH_ENGINE": "elasticsearch"}, "ELASTICSEARCH_URL"),
        ({"SECURITY_CONTACT": "security@example.org"}, "SECURITY_CONTACT"),
        ({"TRUSTED_PROXIES": "the proxy"}, "TRUSTED_PROXIES"),
        ({"TRUSTED_PROXIES": "10.0.0.1/24"}, "TRUSTED_PROXIES"),
        ({"TRUSTED_PROXIES": "0.0.0.0/0"}, "TRUSTED_PROXIES"),
    ],
)
def test_production_refuses_to_start_with_a_development_default(change, sentence):
    refused = start_production(**change)

    assert refused.returncode != 0
    assert sentence in refused.stderr.splitlines()[-1]
