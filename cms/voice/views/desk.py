"""`/admin/voice/`: the list of comments, and one of them."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.voice.errors import ChangedMeanwhile, VoiceError
from cms.voice.forms.desk import SHOWN, EnterForm, QueueFilters
from cms.voice.kinds import CameBy, State
from cms.voice.models import Comment, CommentQuerySet
from cms.voice.personal import pieces_of
from cms.voice.selectors import can_be_passed_on, contact_of, service_of
from cms.voice.services.telling import enter
from cms.voice.views.acts import ACTS, forms_of
from tenants.accounts.models import User
from tenants.audit.services import note_view
from tenants.desk.gates import officer_view
from tenants.desk.headings import heading
from tenants.desk.pages import page_of


@require_safe
@officer_view
def queue(request: HttpRequest, officer: User) -> HttpResponse:
    """Comments that wait, the oldest first, or with `show` others, the newest first. A filter that isn't known is
    400."""
    filters = QueueFilters(request.GET)
    known = filters.is_valid()
    chosen = filters.cleaned_data if known else {}
    show = chosen.get("show", "")
    comments = _part(show)
    narrowed = {name: chosen[name] for name in ("theme", "who") if chosen.get(name)}
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "filters": filters,
        "filtered": bool(narrowed),
        "show": show,
        "tabs": [(code, label, code == show) for code, label in SHOWN.items()],
        "query": query.urlencode(),
        **page_of(request, comments.filter(**narrowed), "comment"),
        **heading("Comments", "comment"),
    }
    return render(request, "voice/desk/queue.html", context, status=200 if known else 400)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def comment(request: HttpRequest, officer: User, comment_id: int) -> HttpResponse:
    """One comment; POST does one of ACTS with it.

    422 for an act without what it needs; 409 with everything typed when a colleague was quicker, or it can't be done.
    """
    found = get_object_or_404(Comment.objects.select_related("contact", "last_by", "entered_by"), pk=comment_id)
    code = request.POST.get("act", "")
    if request.method != "POST" or code not in ACTS:
        return _page(request, officer, found, forms_of(found))
    form = ACTS[code].form(request.POST)
    status = 422
    if form.is_valid():
        given = {**form.cleaned_data}
        try:
            ACTS[code].do(officer, found, given)
        except ChangedMeanwhile as refused:
            messages.error(request, refused.message)
            found.refresh_from_db()
            form.data = {**request.POST.dict(), "version": found.version}
            status = 409
        except VoiceError as refused:
            form.add_error(None, refused.message)
            status = 409
        else:
            messages.success(request, ACTS[code].done)
            return redirect("voice:comment", found.pk)
    return _page(request, officer, found, {**forms_of(found), code: form}, act=code, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def enter_comment(request: HttpRequest, officer: User) -> HttpResponse:
    """Enter what came by phone, on paper or at a meeting; POST leads to its page. 422 for what can't be."""
    form = EnterForm(request.POST if request.method == "POST" else None, initial={"received_on": timezone.localdate()})
    if form.is_valid():
        given = form.cleaned_data
        made = enter(
            user=officer,
            said=form.said(),
            about=given["page"],
            came_by=CameBy(given["came_by"]),
            received_on=given["received_on"],
        )
        messages.success(request, f"Kept. If they want to look it up, their receipt number is {made.receipt_number}.")
        return redirect("voice:comment", made.pk)
    above = (reverse("voice:queue"), "Comments")
    context = {"form": form, **heading("Enter a comment", "comment", above=above)}
    return render(request, "voice/desk/enter.html", context, status=422 if form.errors else 200)


def _part(show: str) -> CommentQuerySet:
    """The comments of a part of the list."""
    everything = Comment.objects.filter(erased_at=None)
    parts = {
        "": Comment.objects.to_read().filter(erased_at=None).order_by("received_on", "pk"),
        "facts": Comment.objects.facts_to_check().filter(erased_at=None).order_by("received_on", "pk"),
        "unanswered": Comment.objects.to_answer().order_by("decided_at", "pk"),
        "answered": everything.filter(~Q(answered_at=None)),
        "refused": everything.filter(state=State.REFUSED),
        "flagged": everything.exclude(flagged_at=None),
    }
    return parts.get(show, everything)


def _page(
    request: HttpRequest, officer: User, found: Comment, forms: dict[str, Any], *, act: str = "", status: int = 200
) -> HttpResponse:
    contact = contact_of(found)
    if contact is not None:
        note_view(user=officer, subject=found, what="how its writer can be reached")
    service = service_of(found)
    context = {
        "comment": found,
        "pieces": pieces_of(found.words),
        "contact": contact,
        "service": service,
        "can_be_passed_on": can_be_passed_on(service),
        "forms": forms,
        "act": act,
        **heading(str(found), "comment", above=(reverse("voice:queue"), "Comments")),
    }
    return render(request, "voice/desk/comment.html", context, status=status)
