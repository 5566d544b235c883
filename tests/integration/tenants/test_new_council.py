"""A new council works at once or leaves nothing behind, and a deleted one leaves nothing."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django_tenants.utils import schema_exists

from search.engines.tallies import note_open_breaker, tallies_of, tally_search
from tenants.accounts.models import User
from tenants.accounts.roles import ROLES
from tenants.councils import parts
from tenants.councils.errors import CouncilRefused
from tenants.councils.models import Council, Domain
from tenants.councils.parts import CouncilPart, register_part
from tenants.councils.scope import council_scope
from tenants.councils.services.councils import create_council, delete_council, resume_council, suspend_council

pytestmark = pytest.mark.usefixtures("owning")

GAMMA = {"slug": "gamma-city", "name": "Gamma City Council", "domain": "Gamma.Localhost", "gss_codes": ["E06000099"]}


@pytest.fixture
def no_parts(monkeypatch):
    monkeypatch.setattr(parts, "_parts", {})


def test_a_new_council_has_its_schema_groups_and_host(councils):
    council = create_council(**GAMMA, colour="#123456")

    assert (council.schema_name, council.domain, council.colour) == ("gamma_city", "gamma.localhost", "#123456")
    with council_scope("gamma-city"):
        assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
        assert User.objects.count() == 0
    assert connection.schema_name == "public"


def test_every_council_has_the_same_content_type_keys(councils):
    create_council(**GAMMA)

    def keys():
        return list(ContentType.objects.order_by("pk").values_list("pk", "app_label", "model"))

    with council_scope("gamma-city"):
        of_gamma = keys()
    with council_scope("alpha"):
        assert keys() == of_gamma


def test_no_table_of_a_clone_refers_to_the_template(councils):
    create_council(**GAMMA)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'gamma_city' AND"
            " (column_default LIKE '%%template%%' OR generation_expression IS NOT NULL)"
        )
        columns = cursor.fetchall()
        cursor.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint JOIN pg_namespace n"
            " ON n.oid = connamespace WHERE nspname = 'gamma_city' AND contype = 'f'"
            " AND confrelid::regclass::text NOT LIKE 'gamma_city.%%'"
        )
        foreign_keys = cursor.fetchall()

    assert columns == []
    assert foreign_keys == []


def test_a_failing_part_leaves_no_schema_and_no_row(councils, no_parts):
    def fail(council):
        Group.objects.create(name="half-written")
        raise RuntimeError("no pages today")

    register_part(CouncilPart(name="fail", create=fail))

    with pytest.raises(RuntimeError, match="no pages today"):
        create_council(**GAMMA)

    assert not schema_exists("gamma_city")
    assert not Council.objects.filter(slug="gamma-city").exists()
    assert not Domain.objects.filter(domain="gamma.localhost").exists()
    assert connection.schema_name == "public"


def test_parts_are_made_inside_the_council_and_in_order(councils, no_parts):
    seen = []

    def note(name):
        return lambda council: seen.append((name, council.slug, connection.schema_name))

    for name in ("first", "second"):
        register_part(CouncilPart(name=name, create=note(name)))

    create_council(**GAMMA)

    assert seen == [("first", "gamma-city", "gamma_city"), ("second", "gamma-city", "gamma_city")]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"slug": "alpha"}, "already"),
        ({"domain": "ALPHA.localhost"}, "already belongs to Alpha Council"),
        ({"gss_codes": ["E08000009"]}, "already belongs to Beta Council"),
        ({"slug": "public"}, "reserved"),
        ({"slug": "template"}, "reserved"),
        ({"slug": "pg-toast"}, "reserved"),
        ({"slug": "Gamma City"}, "small letters"),
        ({"slug": ""}, "blank"),
        ({"slug": "a" * 51}, "50 characters"),
        ({"slug": 'x"; drop schema public'}, "small letters"),
        ({"name": ""}, "blank"),
        ({"domain": "http://gamma.localhost"}, "not a host name"),
        ({"domain": "gamma.localhost:8000"}, "not a host name"),
        ({"domain": ""}, "not a host name"),
        ({"domain": "localhost"}, "platform's own host"),
        ({"gss_codes": []}, "GSS code"),
        ({"gss_codes": ["W06000001"]}, "GSS code"),
        ({"colour": "red"}, "colour like"),
        ({"email": "nobody"}, "email"),
        ({"mayor": "Ann"}, "has no mayor"),
    ],
)
def test_a_council_that_cannot_be_is_refused_in_words(councils, change, sentence):
    before = Council.objects.count()

    with pytest.raises(CouncilRefused, match=sentence):
        create_council(**{**GAMMA, **change})

    assert Council.objects.count() == before


def test_suspend_and_resume_may_be_repeated(councils):
    for _ in range(2):
        assert suspend_council(slug="alpha").suspended
    assert list(Council.objects.live().values_list("slug", flat=True)) == ["beta"]
    for _ in range(2):
        assert not resume_council(slug="alpha").suspended


@pytest.mark.parametrize("slug", ["nowhere", "template", "public"])
def test_only_a_real_council_can_be_suspended(councils, slug):
    with pytest.raises(CouncilRefused, match="no council"):
        suspend_council(slug=slug)


def test_a_deleted_council_leaves_nothing_and_others_keep_all(councils, media):
    create_council(**GAMMA)
    for slug in ("gamma-city", "alpha"):
        with council_scope(slug):
            default_storage.save("images/photo.png", ContentFile(b"photo"))
    suspend_council(slug="gamma-city")
    connection.check_constraints()  # the test's one transaction stands for the many of a council's life
    left = delete_council(slug="gamma-city")
    assert left == {"tables": 0, "documents of the index": 0, "files": 0, "cached values": 0}
    assert not schema_exists("gamma_city")
    assert not Council.objects.filter(slug="gamma-city").exists()
    assert not Domain.objects.filter(domain="gamma.localhost").exists()
    assert [path.name for path in media.iterdir()] == ["alpha"]
    with pytest.raises(CouncilRefused, match="no council"):
        delete_council(slug="gamma-city")
    assert create_council(**GAMMA).slug == "gamma-city"


def test_a_deleted_council_leaves_nothing_in_the_cache_and_others_keep_all(councils):
    """Counters of its searches, which never end, and all that has its schema before its key."""
    create_council(**GAMMA)
    for slug in ("gamma-city", "alpha"):
        with council_scope(slug):
            cache.set("kept", slug)
            tally_search("postgres")
            note_open_breaker(3600)
    gamma = Council.objects.get(slug="gamma-city")
    suspend_council(slug="gamma-city")
    connection.check_constraints()
    delete_council(slug="gamma-city")
    tallies = tallies_of([gamma.pk, councils.alpha.pk])
    assert (tallies[gamma.pk].answered["postgres"], tallies[gamma.pk].breaker_is_open) == (0, False)
    assert (tallies[councils.alpha.pk].answered["postgres"], tallies[councils.alpha.pk].breaker_is_open) == (1, True)
    with council_scope("alpha"):
        assert cache.get("kept") == "alpha"
    with council_scope(create_council(**GAMMA)):
        assert cache.get("kept") is None


def test_a_live_council_is_not_deleted(councils):
    with pytest.raises(CouncilRefused, match="Suspend it"):
        delete_council(slug="alpha")
    assert schema_exists("alpha")


def test_what_is_left_of_a_council_keeps_its_row_and_is_named(councils, no_parts):
    create_council(**GAMMA)
    suspend_council(slug="gamma-city")
    connection.check_constraints()
    counts = iter([3, 0])
    register_part(CouncilPart(name="files", left=lambda council: next(counts)))
    with pytest.raises(CouncilRefused, match=r"Still there of .*: 3 files\. Delete it again"):
        delete_council(slug="gamma-city")
    assert delete_council(slug="gamma-city") == {"tables": 0, "files": 0}


def test_a_deletion_that_failed_half_way_is_run_again(councils, no_parts):
    create_council(**GAMMA)
    suspend_council(slug="gamma-city")
    tries = []

    def store(council):
        tries.append(council.slug)
        if len(tries) == 1:
            raise OSError("The store is away.")

    register_part(CouncilPart(name="files", delete=store))
    with pytest.raises(OSError, match="away"):
        delete_council(slug="gamma-city")
    assert Council.objects.filter(slug="gamma-city", suspended=True).exists()
    delete_council(slug="gamma-city")
    assert (tries, Council.objects.filter(slug="gamma-city").exists()) == (["gamma-city"] * 2, False)
