"""A migration runs while the version before it still serves: what that one does must go on working."""

from pathlib import Path

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tests.unit.project.migration_rules import faults_in

ROOMS = ("cms", "localoffer", "providers", "search", "tenants")
BEFORE_THE_RULE = Path(__file__).with_name("migrations_before_the_rule.txt")
LATER: dict[tuple[str, str], str] = {}
"""Migrations that take away what the version before them no longer asks for, and which version that was."""


@pytest.fixture(scope="module")
def loader():
    return MigrationLoader(None)


def ours(loader):
    return sorted(key for key, each in loader.disk_migrations.items() if type(each).__module__.split(".")[0] in ROOMS)


def test_the_old_code_goes_on_working_while_a_migration_runs(loader):
    old = {tuple(line.split()) for line in BEFORE_THE_RULE.read_text().splitlines()}
    faults = {
        key: found
        for key in ours(loader)
        if key not in old and key not in LATER
        if (found := list(faults_in(loader.disk_migrations[key], loader.project_state(key, at_end=False))))
    }
    assert faults == {}


def test_what_is_let_pass_is_there(loader):
    old = [tuple(line.split()) for line in BEFORE_THE_RULE.read_text().splitlines()]
    assert old == sorted(old)
    assert {*old, *LATER} <= set(ours(loader))


def adds(**field):
    return migrations.AddField("club", "bring", models.TextField(blank=True, **field))


@pytest.mark.parametrize(
    "operation",
    [
        adds(),
        adds(default=""),
        migrations.SeparateDatabaseAndState(database_operations=[adds()]),
        migrations.AlterField("club", "hint", models.TextField()),
        migrations.RemoveField("club", "hint"),
        migrations.RenameField("club", "hint", "words"),
        migrations.DeleteModel("club"),
        migrations.RenameModel("club", "group"),
        migrations.AlterModelTable("club", "elsewhere"),
    ],
)
def test_what_old_code_stumbles_over_is_named(operation):
    assert len(faults_of(operation)) == 1


@pytest.mark.parametrize(
    "operations",
    [
        [adds(null=True)],
        [adds(db_default="")],
        [migrations.AddField("club", "friends", models.ManyToManyField("clubs.Club"))],
        [migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))])],
        [
            migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))]),
            migrations.AddField("other", "name", models.TextField()),
        ],
        [migrations.AlterField("club", "hint", models.CharField(max_length=20, null=True))],
        [migrations.AlterField("club", "hint", models.TextField(db_default=""))],
        [migrations.AlterField("club", "name", models.CharField(max_length=400))],
        [migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("club", "hint")])],
        [migrations.RunPython(migrations.RunPython.noop)],
    ],
)
def test_what_old_code_never_notices_passes(operations):
    assert faults_of(*operations) == []


def faults_of(*operations):
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.TextField()),
        ("hint", models.TextField(null=True)),
    ]
    state = ProjectState()
    state.add_model(ModelState("clubs", "Club", fields))
    migration = migrations.Migration("0002_next", "clubs")
    migration.operations = list(operations)
    return list(faults_in(migration, state))
