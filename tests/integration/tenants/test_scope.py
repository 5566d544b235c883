"""Work outside a request opens its council explicitly, and nothing runs without one."""

import threading

import pytest
from django.contrib.auth.models import Group
from django.db import connection, connections, transaction
from django_tenants.utils import schema_context
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenants.councils.errors import UnknownCouncil
from tenants.councils.models import Council
from tenants.councils.scope import council_scope, current_council


@pytest.mark.parametrize("name", ["slug", "pk", "schema_name", "row"])
def test_a_council_opens_by_any_of_its_names(councils, name):
    wanted = councils.alpha if name == "row" else getattr(councils.alpha, name)

    with council_scope(wanted) as council:
        assert council == councils.alpha
        assert current_council() == councils.alpha
        assert connection.schema_name == "alpha"
    assert connection.schema_name == "public"


@pytest.mark.parametrize(
    "wanted", ["nowhere", "template", "public", "", 0, -1, Council(slug="ghost", schema_name="ghost")]
)
def test_no_council_no_work(councils, wanted):
    with pytest.raises(UnknownCouncil), council_scope(wanted):
        pytest.fail("ran without a council")
    assert connection.schema_name == "public"


def test_a_row_whose_council_is_gone_opens_nothing(councils):
    stale = councils.alpha
    Council.objects.filter(pk=stale.pk).delete()

    with pytest.raises(UnknownCouncil), council_scope(stale):
        pytest.fail("PostgreSQL would have read public instead")


def test_an_error_inside_goes_back_to_what_was_open(councils):
    with council_scope("alpha"):
        with pytest.raises(RuntimeError), council_scope("beta"):
            raise RuntimeError
        assert connection.schema_name == "alpha"


@pytest.mark.parametrize("schema", ["public", "template"])
def test_neither_public_nor_the_template_is_a_current_council(councils, schema):
    with schema_context(schema), pytest.raises(UnknownCouncil):
        current_council()


def test_a_schema_opened_by_name_alone_still_names_its_council(councils):
    with schema_context("alpha"):
        assert current_council() == councils.alpha


def real_schema():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return cursor.fetchone()[0]


moves = st.recursive(
    st.just([]),
    lambda inner: st.lists(
        st.tuples(st.sampled_from(["alpha", "beta"]), st.sampled_from(["plain", "atomic", "rollback", "raise"]), inner),
        max_size=3,
    ),
    max_leaves=8,
)


class Stop(Exception):
    pass


def walk(steps, here):
    for slug, kind, inner in steps:
        try:
            with council_scope(slug):
                if kind == "plain":
                    walk(inner, slug)
                else:
                    with transaction.atomic():
                        walk(inner, slug)
                        assert real_schema() == slug
                        if kind == "rollback":
                            transaction.set_rollback(True)
                        if kind == "raise":
                            raise Stop
                assert real_schema() == slug
        except Stop:
            pass
        assert real_schema() == here


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=moves)
def test_any_nesting_of_scopes_transactions_and_failures_keeps_the_search_path_right(councils, steps):
    walk(steps, "public")


@pytest.mark.django_db(transaction=True)
def test_threads_start_in_public_and_never_see_each_others_council(councils):
    barrier = threading.Barrier(4, timeout=3000)
    seen = {}

    def work(number, slug):
        try:
            started = connection.schema_name
            barrier.wait()
            with council_scope(slug):
                barrier.wait()
                Group.objects.create(name=f"thread {number}")
                barrier.wait()
                seen[number] = (
                    started,
                    slug,
                    set(Group.objects.filter(name__startswith="thread").values_list("name", flat=True)),
                )
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(n, s)) for n, s in enumerate(["alpha", "beta", "alpha", "beta"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)

    assert seen == {
        n: ("public", slug, {f"thread {n % 2}", f"thread {n % 2 + 2}"}) for n, slug in enumerate(["alpha", "beta"] * 2)
    }
