"""docker-compose.yml can't be started without an engine, so its schema, settings and safety are checked here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from infra.local.demo import LIMITS_OF_WORKERS, celery_commands
from localoffer.celery import app
from localoffer.settings.env import env
from providers.imports.foreign.confined_sheets import WHOLE
from tenants.confined.limits import MB, Limits
from tenants.confined.turns import AT_ONCE

ROOT = Path(__file__).resolve().parents[3]
COMPOSE = ROOT / "docker-compose.yml"
EXAMPLE = ROOT / "infra" / "production.env.example"
OURS = ("web", "worker", "mail", "bulk", "beat", "migrate")
NOT_IN_PRODUCTION = {"EMAIL_DIR"}
"""Mail written to files is for the demo."""
OWNERS_ALONE = {"DATABASE_OWNER_URL"}
"""What a process that serves must never learn."""


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(COMPOSE.read_text())


def test_compose_file_keeps_the_compose_specification():
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", COMPOSE],
        check=False,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout


def test_every_service_of_the_production_shape_is_there_and_checked_for_health(compose):
    ours = {"proxy", "web", "worker", "mail", "bulk", "beat", "migrate", "roles"}
    expected = ours | {"postgres", "elasticsearch", "valkey", "objects", "clamd"}
    assert set(compose["services"]) == expected
    without = {name for name, service in compose["services"].items() if "healthcheck" not in service}
    assert without == {"migrate", "roles"}


@pytest.mark.parametrize("service", OURS)
def test_each_of_our_services_sets_exactly_the_variables_the_platform_reads(compose, service):
    given = set(compose["services"][service]["environment"]) - {"DJANGO_SETTINGS_MODULE"}
    assert given == set(env.scheme) - NOT_IN_PRODUCTION - (set() if service == "migrate" else OWNERS_ALONE)


@pytest.mark.parametrize("service", [*OURS, "proxy", "valkey", "elasticsearch", "objects"])
def test_who_knows_the_passwords_of_the_database(compose, service):
    known = re.findall(r"\$\{(POSTGRES_\w*PASSWORD)", str(compose["services"][service].get("environment", "")))
    serving = {"POSTGRES_SERVE_PASSWORD"} if service in OURS else set()
    assert set(known) == serving | ({"POSTGRES_OWNER_PASSWORD"} if service == "migrate" else set())


def test_no_service_may_take_the_hosts_memory_or_processors(compose):
    for name, service in compose["services"].items():
        assert re.fullmatch(r"[1-9]\d*[mg]", service["mem_limit"]), name
        assert 0 < service["cpus"] <= 2, name


@pytest.mark.parametrize(
    ("service", "processes", "read_at_once", "limits"), [("web", 5, AT_ONCE, Limits()), ("bulk", 2, 2, WHOLE)]
)
def test_a_services_memory_holds_its_processes_and_the_files_that_are_read_beside_them(
    compose, service, processes, read_at_once, limits
):
    given = compose["services"][service]
    said = [str(word) for word in given["command"]]
    assert int(said[1 + max(map(said.index, {"--workers", "--concurrency"} & set(said)))]) == processes
    assert given["mem_limit"] == "4g"
    assert processes * 400 * MB + read_at_once * (limits.memory + limits.answer) <= 4096 * MB


def queues_of(command):
    words = [str(word) for word in command]
    assert "worker" in words
    return words[words.index("--queues") + 1].split(",")


def test_every_queue_has_a_worker_in_production_and_in_the_demo_and_sweeps_wait_for_what_people_wait_for(compose):
    routed = {route["queue"] for route in app.conf.task_routes.values()} | {app.conf.task_default_queue}
    production = {name: queues_of(compose["services"][name]["command"]) for name in ("worker", "mail", "bulk")}
    demo = {name: queues_of(command) for name, command in celery_commands(Path("schedule")).items() if name != "beat"}
    assert production == demo
    worked_on = [queue for queues in production.values() for queue in queues]
    assert sorted(worked_on) == sorted(routed)
    assert production["worker"] == ["following", "celery"]
    assert app.conf.broker_transport_options["queue_order_strategy"] == "priority"


@pytest.mark.parametrize("service", ["worker", "mail", "bulk"])
def test_workers_have_the_same_limits_of_the_database_in_production_and_in_the_demo(compose, service):
    given = compose["services"][service]["environment"]
    for name, value in LIMITS_OF_WORKERS.items():
        assert given[name].endswith(f":-{value}}}")
        webs = int(re.search(r"\d+", compose["services"]["web"]["environment"][name])[0])
        assert int(value) > webs == env.scheme[name][1]


def test_a_workers_health_check_asks_the_worker_itself(compose):
    for name in ("mail", "bulk"):
        service = compose["services"][name]
        assert f"{name}@%h" in service["command"]
        assert f"--destination {name}@$$HOSTNAME" in service["healthcheck"]["test"][1]


def test_no_secret_has_a_default(compose):
    for match in re.finditer(r"\$\{(\w+)(:-[^}]*)?", COMPOSE.read_text()):
        name, default = match.groups()
        if re.search(r"PASSWORD|SECRET|KEY", name):
            assert default is None, name


def test_the_example_names_every_variable_that_must_be_set():
    needed = set(re.findall(r"\$\{(\w+):\?", COMPOSE.read_text()))
    named = set(re.findall(r"^(\w+)=", EXAMPLE.read_text(), re.MULTILINE))
    assert named == needed


def test_only_the_proxy_is_reachable_from_outside(compose):
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["inside"]["internal"] is True


def test_the_image_copies_only_what_is_in_the_repository_or_an_earlier_stage():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "infra/images/app.Dockerfile").read_text(), re.MULTILINE)
    sources = [source for line in copied for source in line.split()]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_the_proxys_own_answers_are_not_kept_and_ours_as_we_say():
    said = (ROOT / "infra" / "proxy" / "nginx.conf").read_text()
    assert 'map $upstream_http_cache_control $own_answer_kept { "" "no-store"; default ""; }' in said
    indents = re.findall(r"^( *)add_header ", said, re.MULTILINE)
    assert set(indents) == {"  "}, "one in a server or location takes the place of all others there"


def test_the_proxy_believes_what_the_platform_believes_and_its_network_is_its_own(compose):
    services, (subnet,) = compose["services"], compose["networks"]["front"]["ipam"]["config"]
    assert services["web"]["environment"]["TRUSTED_PROXIES"] == f"{subnet['subnet']},${{TRUSTED_PROXIES:-}}"
    assert services["proxy"]["environment"] == {"TRUSTED_PROXIES": "${TRUSTED_PROXIES:-}"}
    assert {name for name, service in services.items() if "front" in service["networks"]} == {"proxy", "web"}
    assert compose["networks"]["front"]["internal"] is True


def test_the_database_writes_no_statement_that_failed(compose):
    command = compose["services"]["postgres"]["command"]
    assert {"log_min_messages=log", "log_min_error_statement=panic"} <= set(command)
