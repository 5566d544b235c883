"""The `localoffer` command: clear sentences, exit statuses, no traces for what a person can put right."""

import re
import sys

import pytest
from typer import Exit

from localoffer import cli
from localoffer.environment import load_defaults
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tenants.councils.services import migration
from tests.factories import PersonFactory


@pytest.fixture
def run(monkeypatch, capsys, db):
    """`run("council", "list")` gives the exit status and what was printed and complained."""

    def make(*words):
        monkeypatch.setattr(sys, "argv", ["localoffer", *map(str, words)])
        monkeypatch.setattr("django.setup", lambda: None)
        try:
            cli.main()
            status = 0
        except SystemExit as stopped:
            status = stopped.code or 0
        except Exit as stopped:
            status = stopped.exit_code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return make


def test_a_council_is_made_listed_suspended_and_resumed(run, councils, owning):
    made = run(
        "council", "create", "gamma", "--name", "Gamma", "--domain", "gamma.localhost", "--gss", "E06000099,E06000098"
    )
    assert made[0] == 0
    assert "http://gamma.localhost" in made[1]
    assert Council.objects.get(slug="gamma").gss_codes == ["E06000099", "E06000098"]
    assert run("council", "starter-pages", "gamma")[1] == "Gamma: 0 pages added, 0 of them drafts.\n"

    assert run("council", "suspend", "gamma")[0] == 0
    assert "suspended" in run("council", "list")[1]
    assert run("council", "resume", "gamma")[0] == 0
    assert "template" not in run("council", "list")[1]


def test_a_councils_first_manager_is_invited_with_it(run, councils, owning, monkeypatch):
    monkeypatch.setattr("localoffer.commands.councils.add_starter_tree", list)
    words = ("--name", "Gamma", "--domain", "gamma.localhost", "--gss", "E06000099", "--manager")
    assert run("council", "create", "gamma", *words, "nobody")[0] == 1
    assert not Council.objects.filter(slug="gamma").exists()
    status, said, _ = run("council", "create", "gamma", *words, "Mo@gamma.example")
    assert (status, "mo@gamma.example is invited as Manager." in said) == (0, True)
    assert re.search(
        r"^mo@gamma\.example +Manager +invited until \d{4}-\d\d-\d\d$", run("staff", "list", "gamma")[1], re.MULTILINE
    )


def test_operators_invite_list_and_remove_staff(run, councils):
    with council_scope("alpha"):
        PersonFactory(officer=True, name="Ola Officer", email="ola@alpha.example")
    assert run("staff", "invite", "alpha", "new@alpha.example", "--role", "officer", "--role", "editor")[0] == 0
    listed = run("staff", "list", "alpha")[1]
    assert re.search(r"^ola@alpha\.example +Ola Officer +Officer +not yet +never +works here$", listed, re.MULTILINE)
    assert re.search(r"^new@alpha\.example +Officer, Content editor +invited until", listed, re.MULTILINE)
    assert run("staff", "remove", "alpha", "OLA@alpha.example")[0] == 0
    assert "ola@" not in run("staff", "list", "alpha")[1]


def test_a_council_is_deleted_only_when_its_slug_is_said_again(run, councils, monkeypatch):
    from localoffer.commands import councils as commands

    deleted = []
    monkeypatch.setattr(commands, "delete_council", lambda *, slug: deleted.append(slug) or {"tables": 0, "files": 0})

    assert run("council", "delete", "alpha", "--yes", "beta")[0] == 1
    assert deleted == []
    status, said, _ = run("council", "delete", "alpha", "--yes", "alpha")
    assert (status, "Counted afterwards: tables 0, files 0." in said) == (0, True)
    assert deleted == ["alpha"]


def test_a_listed_council_is_a_whole_line_however_long_its_address(run, councils):
    domain = f"{'long-' * 12}name.localhost"
    Council.objects.get(slug="alpha").domains.update(domain=domain)

    line = next(line for line in run("council", "list")[1].splitlines() if line.startswith("alpha"))
    assert domain in line
    assert line.endswith("live")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("council", "suspend", "nowhere"), "no council 'nowhere'"),
        (("council", "create", "alpha", "--name", "A", "--domain", "x.localhost", "--gss", "E06000099"), "already"),
        (("council", "create", "delta", "--name", "D", "--domain", "x.localhost", "--gss", "nonsense"), "GSS code"),
        (("listings", "import", "nowhere", "x.csv"), "no council 'nowhere'"),
        (("staff", "list", "nowhere"), "no council 'nowhere'"),
        (("staff", "invite", "alpha", "x@alpha.example", "--role", "king"), "no role king"),
        (("staff", "invite", "alpha", "x", "--role", "officer"), "x: "),
        (("staff", "remove", "alpha", "x@alpha.example"), "Nobody works at alpha"),
        (("listings", "import", "alpha", "/nowhere/x.csv"), "/nowhere/x.csv"),
        (("listings", "export", "alpha", "/nowhere/x.csv"), "/nowhere/x.csv"),
        (("listings", "from-schools", "/nowhere/x.csv", "/nowhere/y.csv"), "/nowhere/x.csv"),
        (("postcodes", "load", "/nowhere.csv"), "/nowhere.csv"),
        (("search", "check", "nowhere"), "no council 'nowhere'"),
        (("search", "rebuild", "nowhere"), "no council 'nowhere'"),
    ],
)
def test_what_a_person_can_put_right_is_one_sentence(run, councils, words, sentence):
    status, printed, complained = run(*words)

    assert status == 1
    assert sentence in complained
    assert len(complained.strip().splitlines()) == 1
    assert "Traceback" not in complained + printed


def test_listings_go_in_and_come_out(run, councils, tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(
        "external_id,name,organisation,sector\n1,Sleep club,Example Trust,health\n2,,Example Trust,health\n"
    )

    status, printed, _ = run("listings", "import", "alpha", source, "--publish")
    assert status == 1
    assert "1 created" in printed
    assert "row 3" in printed
    assert run("listings", "export", "alpha", target)[0] == 0
    assert "Sleep club" in target.read_text()
    assert run("listings", "import", "alpha", target, "--dry-run")[0] == 0


def test_postcodes_load(run, councils, tmp_path):
    source = tmp_path / "postcodes.csv"
    source.write_text("postcode,lat,lon\nMK9 3XS,52.04,-0.76\n")

    assert run("postcodes", "load", source) == (0, "1 postcodes loaded.\n", "")


def test_search_is_checked_for_every_council_or_those_named(run, councils):
    everywhere = run("search", "check")
    assert everywhere[0] == 0
    assert "alpha:" in everywhere[1]
    assert "beta:" in everywhere[1]
    assert "beta:" not in run("search", "check", "alpha")[1]


def test_migrating_with_nothing_to_do_says_so(run, councils):
    assert run("migrate") == (0, "Every schema is up to date.\n", "")
    assert run("migrate", "--check")[0] == 0


@pytest.mark.usefixtures("owning")
def test_a_schema_behind_is_named(run, councils):
    from django.db import connection

    with council_scope("alpha"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM alpha.django_migrations WHERE app = 'taggit'")

    status, _, complained = run("migrate", "--check")
    assert (status, "alpha" in complained, "beta" in complained) == (1, True, False)
    assert migration.waiting_schemas() == ["alpha"]


def test_help_names_our_commands_and_the_rest_goes_to_django(run):
    assert "council create" in run("--help")[1]
    assert run("diffsettings", "--output", "unified")[0] == 0


def test_variables_come_from_the_nearest_env_file_unless_set(tmp_path, monkeypatch):
    (tmp_path / ".local").mkdir()
    (tmp_path / ".local/env").write_text("LOCALOFFER_ONE=file\nLOCALOFFER_TWO=file\n# no\nnonsense\n")
    deep = tmp_path / "a/b"
    deep.mkdir(parents=True)
    monkeypatch.setenv("LOCALOFFER_ONE", "environment")
    monkeypatch.delenv("LOCALOFFER_TWO", raising=False)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "localoffer.settings.local")
    import os

    load_defaults(deep)
    assert (os.environ["LOCALOFFER_ONE"], os.environ["LOCALOFFER_TWO"]) == ("environment", "file")
    monkeypatch.delenv("LOCALOFFER_TWO")

    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "localoffer.settings.production")
    load_defaults(deep)
    assert "LOCALOFFER_TWO" not in os.environ


def test_sign_ins_are_printed_without_making_anything(run, councils):
    before = Council.objects.count()
    status, printed, _ = run("demo", "--sign-ins")

    assert status == 0
    assert "/accounts/login/" in printed
    assert Council.objects.count() == before


def test_the_demo_is_made_without_printing_sign_ins(run, monkeypatch):
    made = []
    monkeypatch.setattr("localoffer.commands.demo.load_demo", lambda progress: made.append(progress))
    status, printed, _ = run("demo", "--no-sign-ins")

    assert status == 0
    assert made
    assert "/accounts/login/" not in printed


def test_schools_become_listings(run, councils, tmp_path):
    target = tmp_path / "out.csv"
    status, _, complained = run("listings", "from-schools", tmp_path, target)

    assert status == 1
    assert len(complained.strip().splitlines()) == 1


def test_a_rebuild_says_how_much_each_council_has(run, councils):
    status, printed, _ = run("search", "rebuild", "alpha")

    assert (status, printed.strip()) == (0, "alpha: 0 listings and 5 pages read anew, 0 rows indexed.")


def test_a_database_that_does_not_answer_is_one_sentence(run, councils, monkeypatch):
    from django.db import OperationalError

    from localoffer.commands import councils as commands

    def gone(**_):
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(commands, "suspend_council", gone)
    status, _, complained = run("council", "suspend", "alpha")

    assert (status, complained.strip()) == (1, "The database did not answer as it should: connection refused")


def test_a_fault_of_ours_keeps_its_trace(run, councils, monkeypatch):
    from localoffer.commands import councils as commands

    def broken(**_):
        raise ZeroDivisionError

    monkeypatch.setattr(commands, "suspend_council", broken)
    with pytest.raises(ZeroDivisionError):
        run("council", "suspend", "alpha")
