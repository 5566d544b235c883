"""`localoffer staff …`: who works at a council, for operators. Managers do the same at `/admin/people/`."""

from collections.abc import Sequence
from typing import Annotated, Final

import typer
from django.utils.timezone import localtime

from localoffer.commands.talk import plainly, say, say_columns, stop
from tenants.accounts.models import User
from tenants.accounts.roles import COMMISSIONER, CONTENT_EDITOR, MANAGER, OFFICER, PARTNER
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tenants.councils.selectors import find_council
from tenants.staff.errors import StaffError
from tenants.staff.selectors import open_invitations, staff
from tenants.staff.services import invite, remove
from tenants.text.errors import BadText
from tenants.text.kinds import EMAIL

app = typer.Typer(add_completion=False, no_args_is_help=True, help="A council's people: invite, list, remove.")
Slug = Annotated[str, typer.Argument(help="The council's short name, as milton-keynes.")]
Email = Annotated[str, typer.Argument(help="The person's e-mail address.")]
ROLES: Final = {
    "manager": MANAGER,
    "officer": OFFICER,
    "editor": CONTENT_EDITOR,
    "partner": PARTNER,
    "commissioner": COMMISSIONER,
}


@app.command("invite")
def invite_somebody(
    slug: Slug,
    email: Email,
    role: Annotated[list[str], typer.Option(help=f"One of {', '.join(ROLES)}; may be given again.")],
) -> None:
    """Mail somebody a link to join the council's people."""
    unknown = [each for each in role if each not in ROLES]
    if unknown:
        raise stop(f"There is no role {', '.join(unknown)}. Give {', '.join(ROLES)}.")
    address = email_address(email)
    with plainly(StaffError):
        invite_to(find_council(slug), address, [ROLES[each] for each in role])


@app.command("list")
def list_staff(slug: Slug) -> None:
    """Who works at the council, and who is invited."""
    rows = [("Address", "Name", "Roles", "Second step", "Last signed in", "State")]
    with plainly(), council_scope(find_council(slug)):
        for person in staff():
            roles = ", ".join(group.name for group in person.staff_roles)
            seen = f"{localtime(person.last_login):%Y-%m-%d %H:%M}" if person.last_login else "never"
            factor = "set up" if person.has_second_factor else "not yet"
            state = "works here" if person.is_active else "suspended"
            rows.append((person.email, person.name, roles, factor, seen, state))
        for each in open_invitations():
            until = f"invited until {localtime(each.ends):%Y-%m-%d}" if each.is_waiting else "invited, link too old"
            rows.append((each.email, "", ", ".join(each.roles), "", "", until))
    say_columns(rows)


@app.command("remove")
def remove_somebody(slug: Slug, email: Email) -> None:
    """Take a person's roles, sessions, links, password and second step."""
    with plainly(StaffError), council_scope(find_council(slug)):
        person = User.objects.filter(email__iexact=email.strip()).first()
        if person is None:
            raise StaffError(f"Nobody works at {slug} with the address {email}.")
        remove(user=None, person=person)
    say(f"{email} no longer works at {slug}. All their sessions have ended.")


def invite_to(council: Council, email: str, roles: Sequence[str]) -> None:
    """Mail an operator's invitation, and say so. Raises StaffError."""
    with council_scope(council):
        invitation = invite(user=None, email=email, roles=roles)
        until = f"{localtime(invitation.ends):%Y-%m-%d}"
        say(f"{invitation.email} is invited as {', '.join(roles)}. The link works until {until}.")


def email_address(typed: str) -> str:
    """An address as it is kept; ends the command for what is none."""
    try:
        return str(EMAIL.value_of(typed))
    except BadText as problem:
        raise stop(f"{typed}: {problem}") from problem
