"""Words that providers miss: what waits, and the council's answer to each."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from providers.listings.errors import ListingError
from providers.listings.models import SuggestedTerm
from providers.upkeep.care_lists import waiting_suggestions
from providers.upkeep.forms import AnswerForm
from providers.upkeep.name_likeness import likeness, trigrams
from providers.upkeep.services.suggestions import add_suggested, decline_suggested, use_for_suggested
from providers.upkeep.views.frame import show
from search.taxonomy.errors import TermRefused
from search.taxonomy.selectors import term_labels
from tenants.accounts.models import User
from tenants.desk.gates import officer_view
from tenants.desk.pages import page_of

_CLOSE: Final = 0.3
_CLOSEST: Final = 3


@require_safe
@officer_view
def waiting(request: HttpRequest, officer: User) -> HttpResponse:
    """Suggestions to be answered, the oldest first."""
    rows = waiting_suggestions().select_related("organisation", "service", "suggested_by")
    context = page_of(request, rows, "suggestion")
    return show(request, "upkeep/suggested.html", "Suggested words", context, here="suggested")


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def answer(request: HttpRequest, officer: User, suggestion_id: int) -> HttpResponse:
    """Answer one. 422 for an answer without what it needs; one that was answered leads back."""
    suggestion = get_object_or_404(
        SuggestedTerm.objects.select_related("organisation", "service", "suggested_by"), pk=suggestion_id
    )
    form = AnswerForm(request.POST if request.method == "POST" else None, suggestion=suggestion)
    if form.is_valid():
        try:
            _answer(officer, suggestion, form.cleaned_data)
        except TermRefused as refused:
            form.add_error("label", refused.message)
        except ListingError as refusal:
            messages.error(request, refusal.message)
            return redirect("upkeep:suggested")
        else:
            messages.success(request, f"Answered: “{suggestion.words}”. We tell whoever suggested it.")
            return redirect("upkeep:suggested")
    context = {"suggestion": suggestion, "form": form, "close": _close(suggestion)}
    title = f"“{suggestion.words}”"
    return show(request, "upkeep/suggestion.html", title, context, status=422 if form.errors else 200)


def _answer(officer: User, suggestion: SuggestedTerm, given: dict[str, Any]) -> None:
    if given["answer"] == "add":
        add_suggested(user=officer, suggestion=suggestion, label=given["label"], broader=given.get("broader"))
    elif given["answer"] == "use":
        use_for_suggested(user=officer, suggestion=suggestion, term=given["term"])
    else:
        decline_suggested(user=officer, suggestion=suggestion, reason=given["reason"])


def _close(suggestion: SuggestedTerm) -> list[str]:
    """Terms with nearly the same words."""
    own = trigrams(suggestion.words)
    alike = {label: likeness(own, trigrams(label)) for label in term_labels(suggestion.vocabulary).values()}
    close = [label for label, much in alike.items() if much >= _CLOSE]
    return sorted(close, key=lambda label: -alike[label])[:_CLOSEST]
