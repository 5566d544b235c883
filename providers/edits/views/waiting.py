"""Council edits that wait for a colleague, and deciding on one."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from providers.edits.forms import DecideForm
from providers.edits.models import CouncilEdit
from providers.edits.selectors import waiting_edits, why_not_approve
from providers.edits.services.going_live import approve_edit, give_back
from providers.edits.views.check import plan_context, seen_of
from providers.listings.errors import ListingError, NotAllowed
from providers.portal.clashes import chosen_sides
from providers.review.views.gate import reviewer_view
from tenants.accounts.models import User
from tenants.desk.headings import heading

DONE = {
    CouncilEdit.State.LIVE: "Approved: “{name}” says it now. Its people are told by email.",
    CouncilEdit.State.SAVED: "Approved. It is in the draft of “{name}” and goes live with its review.",
    CouncilEdit.State.WAITING: "Approved: the change of “{name}” waits for the second reviewer now.",
    CouncilEdit.State.OPEN: "Given back, with what to change in “{name}”.",
}


@require_safe
@reviewer_view
def index(request: HttpRequest, reviewer: User) -> HttpResponse:
    """Every council edit that waits, oldest first."""
    context = {"edits": waiting_edits(reviewer), **heading("Council edits", "edit")}
    return render(request, "edits/waiting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reviewer_view
def decide(request: HttpRequest, reviewer: User, edit_id: int) -> HttpResponse:
    """A colleague's change word by word; POST approves it or gives it back. 404 once it no longer waits."""
    edit = waiting_edits(reviewer).filter(pk=edit_id).first()
    if edit is None:
        raise Http404("No such change waits.")
    form = DecideForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, reviewer, edit, form)
    if not form.is_valid():
        return _page(request, reviewer, edit, form, status=422)
    try:
        decided = _decide(request, reviewer, edit, form)
    except ValidationError as error:
        return _page(request, reviewer, edit, form, refusal=" ".join(error.messages), status=422)
    except ListingError as refusal:
        status = 403 if isinstance(refusal, NotAllowed) else 409
        edit.listing.refresh_from_db()
        return _page(request, reviewer, edit, form, refusal=refusal.message, status=status)
    messages.success(request, DONE[CouncilEdit.State(decided.state)].format(name=edit.listing.name))
    return redirect("edits:waiting")


def _decide(request: HttpRequest, reviewer: User, edit: CouncilEdit, form: DecideForm) -> CouncilEdit:
    if form.cleaned_data["decision"] == "give-back":
        return give_back(user=reviewer, edit=edit, answer=form.cleaned_data["answer"])
    return approve_edit(user=reviewer, edit=edit, seen=seen_of(request.POST), sides=chosen_sides(request.POST))


def _page(
    request: HttpRequest, reviewer: User, edit: CouncilEdit, form: DecideForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        **plan_context(reviewer, edit),
        "form": form,
        "refusal": refusal,
        "barred": why_not_approve(reviewer, edit),
        **heading(
            f"Council edit of {edit.listing.name}",
            "edit",
            above=(reverse("edits:waiting"), "Council edits"),
            crumb=edit.listing.name,
        ),
    }
    return render(request, "edits/decide.html", context, status=status)
