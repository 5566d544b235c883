"""Take one guard away and the mixing it prevents shows: so each guard is there for a reason, and these tests see it."""

import pytest
from django.core.cache import caches
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.test import override_settings
from wagtail.images.models import Image

from tenants.councils.errors import UnknownCouncil
from tenants.councils.scope import council_scope
from tests.factories.files import photo


def cached_in_both(alias="default"):
    cache = caches[alias]
    with council_scope("alpha"):
        cache.set("page", "of alpha")
    with council_scope("beta"):
        return cache.get("page")


def test_a_cached_value_of_one_council_is_a_miss_in_another(councils):
    assert cached_in_both() is None


def test_without_the_key_function_councils_read_each_others_cache(councils, settings):
    plain = {name: value for name, value in settings.CACHES["default"].items() if "KEY_FUNCTION" not in name}
    with override_settings(CACHES={"default": plain}):
        assert cached_in_both() == "of alpha"
        assert "localoffer.E001" in {message.id for message in run_checks()}


def test_an_uploaded_file_of_one_council_is_not_there_in_another(councils, media):
    storage = storages["default"]
    with council_scope("alpha"):
        name = storage.save("images/photo.png", ContentFile(b"alpha"))
        assert storage.url(name) == "/media/alpha/images/photo.png"
    with council_scope("beta"):
        assert not storage.exists(name)
    with pytest.raises(UnknownCouncil):
        storage.exists(name)
    assert (media / "alpha/images/photo.png").read_bytes() == b"alpha"


def test_without_the_storage_class_the_checks_stop_everything(settings):
    backend = f"{FileSystemStorage.__module__}.{FileSystemStorage.__qualname__}"
    with override_settings(STORAGES={**settings.STORAGES, "default": {"BACKEND": backend}}):
        assert "localoffer.E002" in {message.id for message in run_checks()}


def test_without_the_task_base_the_checks_stop_everything(monkeypatch):
    from celery import Task

    from localoffer import celery

    monkeypatch.setattr(celery.app, "Task", Task)

    assert "localoffer.E003" in {message.id for message in run_checks()}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"MIDDLEWARE": []}, "localoffer.E004"),
        (
            {
                "MIDDLEWARE": [
                    "django.contrib.sessions.middleware.SessionMiddleware",
                    "tenants.councils.middleware.CouncilMiddleware",
                ]
            },
            "localoffer.E004",
        ),
        ({"TENANT_LIMIT_SET_CALLS": True}, "localoffer.E005"),
    ],
)
def test_a_setting_that_would_mix_councils_stops_everything(change, code):
    with override_settings(**change):
        assert code in {message.id for message in run_checks()}


def test_the_settings_as_they_are_pass_the_checks():
    assert [message for message in run_checks() if message.id.startswith("localoffer.")] == []


def test_the_task_base_without_its_guard_would_run_in_public(councils, monkeypatch):
    """The same message on Celery's own base runs, and runs in the wrong place."""
    from celery import Task
    from django.db import connection

    from localoffer.celery import app

    @app.task(base=Task, name="tests.unguarded", shared=False)
    def unguarded():
        return connection.schema_name

    try:
        assert unguarded.apply(headers={"_schema_name": "gone"}).get() == "public"
    finally:
        app.tasks.unregister("tests.unguarded")


def _keep_picture(schema):
    """A picture of a council's pages in one size; gives the path and the content of that size."""
    with council_scope(schema):
        image = Image.objects.create(title="Hall", file=ContentFile(photo(), "hall.jpg"))
        file = image.get_rendition("width-200").file
        return file.name, file.read()


def test_a_picture_is_served_on_its_own_councils_host_only(councils, client_for):
    path, content = _keep_picture("alpha")

    assert client_for(councils.beta).get(f"/media/alpha/{path}").status_code == 404
    assert client_for(councils.beta).get(f"/media/beta/{path}").status_code == 404
    shown = client_for(councils.alpha).get(f"/media/alpha/{path}")
    assert (shown.status_code, b"".join(shown.streaming_content)) == (200, content)
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown["Content-Security-Policy"]


def test_an_address_that_names_another_council_shows_no_picture_of_either(councils, client_for):
    path, content = _keep_picture("beta")
    assert _keep_picture("alpha")[0] == path

    assert client_for(councils.beta).get(f"/media/beta/{path}").getvalue() == content
    assert client_for(councils.beta).get(f"/media/alpha/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "../beta/images/secret.png",
        "images/../../beta/images/secret.png",
        "images/..%2f..%2fbeta/images/secret.png",
        "%2e%2e/beta/images/secret.png",
        "/etc/passwd",
        "documents/letter.png",
        "images/page.html",
        "images/drawing.svg",
        "images/",
        "images/gone.png",
        "images/%00.png",
        "images/" + "a" * 3000 + ".png",
    ],
)
def test_no_path_leaves_the_councils_pictures(councils, client_for, media, path):
    for name in (
        "beta/images/secret.png",
        "alpha/documents/letter.png",
        "alpha/images/page.html",
        "alpha/images/drawing.svg",
    ):
        (media / name).parent.mkdir(parents=True, exist_ok=True)
        (media / name).write_bytes(b"secret")

    assert client_for(councils.alpha).get(f"/media/alpha/{path}").status_code == 404
