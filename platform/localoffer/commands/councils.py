"""`localoffer council …`: add, list, suspend, resume and delete."""

from typing import Annotated

import typer
from botocore.exceptions import ClientError

from cms.starter.services import add_starter_tree
from localoffer.commands.staff import email_address, invite_to
from localoffer.commands.talk import plainly, say, say_columns, stop
from search.ports import EngineUnavailable
from tenants.accounts.roles import MANAGER
from tenants.councils.links import absolute_url
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tenants.councils.selectors import find_council
from tenants.councils.services.councils import create_council, delete_council, resume_council, suspend_council
from tenants.files.errors import StoreUnavailable

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Councils: create, list, suspend, resume, delete.")
Slug = Annotated[str, typer.Argument(help="The council's short name, as milton-keynes.")]


@app.command()
def create(
    slug: Slug,
    *,
    name: Annotated[str, typer.Option(help="The council's full name.")],
    domain: Annotated[str, typer.Option(help="The host its pages are on, without port.")],
    gss: Annotated[str, typer.Option(help="GSS codes, separated by commas.")],
    colour: Annotated[str, typer.Option(help="Main colour, as #1d5b79.")] = "",
    accent: Annotated[str, typer.Option(help="Second colour.")] = "",
    manager: Annotated[str, typer.Option(metavar="EMAIL", help="Its first manager, who is invited by mail.")] = "",
) -> None:
    """Add a working council: schema, site, starter pages, groups, taxonomy, index."""
    address = email_address(manager) if manager else ""
    codes = [code.strip() for code in gss.split(",") if code.strip()]
    branding = {field: value for field, value in {"colour": colour, "accent": accent}.items() if value}
    with plainly():
        council = create_council(
            slug=slug, name=name, domain=domain, gss_codes=codes, preparing=bool(address), **branding
        )
        with council_scope(council):
            add_starter_tree()
        say(f"{council.name} is ready: {absolute_url('/', council)}")
        if address:
            invite_to(council, address, [MANAGER])
            say("Only its own people see its pages until a manager goes live, at /admin/settings/.")


@app.command("starter-pages")
def starter_pages(slug: Slug) -> None:
    """Add the pages of advice that a council doesn't have yet; what is there stays as it is."""
    with plainly():
        council = find_council(slug)
        with council_scope(council):
            made = add_starter_tree()
        drafts = sum(not page.live for page in made)
        say(f"{council.name}: {len(made)} pages added, {drafts} of them drafts.")


@app.command("list")
def list_councils() -> None:
    """Every council with its address and state."""
    rows = [("Slug", "Name", "Address", "GSS codes", "State")]
    with plainly():
        for council in Council.objects.real():
            state = "suspended" if council.suspended else "preparing" if council.preparing else "live"
            address = absolute_url("/", council)
            rows.append((council.slug, council.name, address, ", ".join(council.gss_codes), state))
    say_columns(rows)


@app.command()
def suspend(slug: Slug) -> None:
    """Take a council's site down; its data stay."""
    with plainly():
        say(f"{suspend_council(slug=slug).name} is suspended: its site answers 503.")


@app.command()
def resume(slug: Slug) -> None:
    """Put a suspended council's site back up."""
    with plainly():
        say(f"{resume_council(slug=slug).name} is live again.")


@app.command()
def delete(
    slug: Slug,
    yes: Annotated[
        str,
        typer.Option(
            metavar="SLUG",
            help="Its short name again, instead of being asked for it.",
            prompt="Its data and files go for good. Type its short name again",
        ),
    ],
) -> None:
    """Delete a suspended council with its data, files and index. Run again, it goes on where it was stopped."""
    if yes != slug:
        raise stop("That is another name. Nothing was deleted.")
    with plainly(EngineUnavailable, ClientError, StoreUnavailable):
        left = delete_council(slug=slug)
    counted = ", ".join(f"{name} {count}" for name, count in left.items())
    say(f"{slug} is gone, with its data and files. Counted afterwards: {counted}.")
