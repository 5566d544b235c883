"""Shuts Wagtail's pages about people and roles, leads from its account page to ours, and starts its panels.

On those pages an address or password would change without a proof, a mail or an entry in the audit trail.
"""

from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from tenants.accounts.models import User
from tenants.desk.policies import Nobody

for model in (User, Group):  # here, as Wagtail's own AppConfig gets ready after ours and would undo it
    register_permission_policy(model, Nobody(model))


@hooks.register("register_account_menu_item")  # type: ignore[untyped-decorator]
def your_account(request: HttpRequest) -> dict[str, str]:
    """Where people change what they sign in with."""
    return {
        "url": reverse("your_account"),
        "label": "Your account",
        "help_text": "Your name, email address, password, second step and where you are signed in.",
    }


@hooks.register("insert_global_admin_js")  # type: ignore[untyped-decorator]
def start_panels() -> str:
    """What Wagtail's own templates do by scripts inside the page, which the admin's policy forbids."""
    return format_html('<script src="{}"></script>', static("desk/start.js"))
