"""`/admin/settings/`: what a council shows of itself, what it still needs, and going live."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from cms.branding.colours import WHITE, contrast, palette, words_on
from cms.branding.errors import NotReady
from cms.branding.forms import GROUPS, DetailsForm, LogoForm, shown
from cms.branding.readiness import checklist, missing
from cms.branding.services import go_live, put_logo, remove_logo, save_settings
from providers.review.settings import review_settings
from tenants.accounts.models import User
from tenants.councils.models import Council
from tenants.councils.scope import current_council
from tenants.desk.gates import manager_view
from tenants.desk.headings import heading
from tenants.files.errors import BadUpload

NEEDED = "A council that is live can’t be without this"


@require_http_methods(["GET", "HEAD", "POST"])
@manager_view
def details(request: HttpRequest, manager: User) -> HttpResponse:
    """Everything in one place; 422 for what can't be, with nothing of it saved."""
    council = _council()
    initial = shown(council, review_settings().service_level_days)
    form = DetailsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            days = form.cleaned_data["service_level_days"]
            save_settings(user=manager, details=form.details(), service_level_days=days)
        except NotReady as refused:
            for field in refused.fields:
                form.add_error(field, NEEDED)
        else:
            messages.success(request, "Saved. Pages show it within a few seconds.")
            return redirect("council-settings:details")
    status = 422 if request.method == "POST" else 200
    return _page(request, council, form, LogoForm(initial={"logo_alt": council.logo_alt or council.name}), status)


@require_POST
@manager_view
def logo(request: HttpRequest, manager: User) -> HttpResponse:
    """Show another logo, or with `remove` none; 422 for a file that is no logo."""
    if "remove" in request.POST:
        remove_logo(user=manager)
        messages.success(request, "Pages show the council’s name in place of its logo.")
        return redirect("council-settings:details")
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            put_logo(user=manager, content=form.cleaned_data["logo"].read(), alt=form.cleaned_data["logo_alt"])
        except BadUpload as refused:
            form.add_error("logo", f"{refused}.")
        else:
            messages.success(request, "Pages show the new logo within a few seconds.")
            return redirect("council-settings:details")
    council = _council()
    details_form = DetailsForm(initial=shown(council, review_settings().service_level_days))
    return _page(request, council, details_form, form, 422)


@require_POST
@manager_view
def put_live(request: HttpRequest, manager: User) -> HttpResponse:
    """Open the council's pages to everybody, once it has what families need."""
    try:
        go_live(user=manager)
    except NotReady:
        messages.error(request, "Some of what families need is missing. It is marked in the list.")
    else:
        messages.success(request, "Your SEND Local Offer is live.")
    return redirect("council-settings:details")


def _council() -> Council:
    """The council as it is now: what the request carries may be a second old."""
    council: Council = Council.objects.get(pk=current_council().pk)
    return council


def _page(request: HttpRequest, council: Council, form: DetailsForm, logo_form: LogoForm, status: int) -> HttpResponse:
    context = {
        "form": form,
        "groups": [(title, [form[name] for name in names]) for title, names in GROUPS],
        "logo_form": logo_form,
        "now": council,
        "checks": checklist(council),
        "missing": missing(council),
        "colours": _contrasts(council),
        **heading("Council details", "home"),
    }
    return render(request, "branding/settings.html", context, status=status)


def _contrasts(council: Council) -> list[dict[str, Any]]:
    """What becomes of the colours, with WCAG's ratio of words on them or of them on white."""
    made = palette(council.colour, council.accent)
    on = "white" if words_on(council.colour) == WHITE else "black"
    return [
        {"what": f"Words on your main colour are {on}", "ratio": contrast(council.colour, made.on_colour)},
        {
            "what": "Links have your main colour" if made.ink == council.colour else "Links have a darker shade of it",
            "ratio": contrast(made.ink, WHITE),
        },
    ]
