"""`/admin/taxonomy/`: a council's needs and topics."""

from collections.abc import Sequence
from typing import Any, Final

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from search.taxonomy.errors import TermRefused
from search.taxonomy.forms import MergeForm, TermForm
from search.taxonomy.holders import Left
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.services.terms import add_term, bring_back_term, change_term, merge_terms, retire_term
from search.taxonomy.term_lines import retired_terms, term_lines, uses_of_term
from tenants.accounts.models import User
from tenants.desk.gates import officer_or_manager_view
from tenants.desk.headings import heading

_MOST_LEFT: Final = 10
_NAMES = {Vocabulary.NEED: "Needs", Vocabulary.TOPIC: "Topics"}


@require_safe
@officer_or_manager_view
def terms(request: HttpRequest, user: User, vocabulary: str = Vocabulary.NEED) -> HttpResponse:
    """All of one vocabulary, with where each is used, and those no longer used."""
    _known(vocabulary)
    context = {
        "vocabulary": vocabulary,
        "vocabularies": [(each.value, name) for each, name in _NAMES.items()],
        "lines": term_lines(vocabulary),
        "retired": retired_terms(vocabulary),
        **heading(_NAMES[Vocabulary(vocabulary)], "tag"),
    }
    return render(request, "taxonomy/terms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_or_manager_view
def add(request: HttpRequest, user: User, vocabulary: str) -> HttpResponse:
    """Add a term of the council's own."""
    _known(vocabulary)
    form = TermForm(_posted(request), vocabulary=vocabulary)
    if form.is_valid():
        try:
            term = add_term(user=user, vocabulary=vocabulary, **form.answers)
        except TermRefused as refused:
            form.add_error("label", refused.message)
        else:
            messages.success(request, f"“{term.label}” can be chosen now.")
            return redirect("taxonomy:terms", vocabulary)
    return _render_form(request, form, f"Add a {vocabulary}", {"vocabulary": vocabulary, "button": "Add it"})


@require_http_methods(["GET", "HEAD", "POST"])
@officer_or_manager_view
def change(request: HttpRequest, user: User, term_id: int) -> HttpResponse:
    """Rename a term or place it elsewhere."""
    term = _in_use(term_id)
    form = TermForm(_posted(request), vocabulary=term.vocabulary, term=term)
    if form.is_valid():
        try:
            changed = change_term(user=user, term=term, **form.answers)
        except TermRefused as refused:
            form.add_error("label", refused.message)
        else:
            messages.success(request, f"Saved “{changed.label}”. Families see it in every listing that has it.")
            return redirect("taxonomy:terms", term.vocabulary)
    return _render_form(request, form, f"Change “{term.label}”", {"term": term, "uses": uses_of_term(term)})


@require_http_methods(["GET", "HEAD", "POST"])
@officer_or_manager_view
def merge(request: HttpRequest, user: User, term_id: int) -> HttpResponse:
    """Use another term in this one's place, everywhere. GET shows what that touches."""
    term = _in_use(term_id)
    form = MergeForm(_posted(request), term=term)
    if form.is_valid():
        try:
            merge_terms(user=user, term=term, into=form.cleaned_data["into"])
        except TermRefused as refused:
            form.add_error("into", refused.message)
        else:
            into = form.cleaned_data["into"].label
            messages.success(request, f"“{term.label}” is now “{into}” everywhere. Old links go on working.")
            return redirect("taxonomy:terms", term.vocabulary)
    words = "Listings, drafts, pages and council words that have it get the other one. Links to it go on working."
    context = {"term": term, "uses": uses_of_term(term), "words": words, "button": "Merge them"}
    return _render_form(request, form, f"Merge “{term.label}” into another", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_or_manager_view
def retire(request: HttpRequest, user: User, term_id: int) -> HttpResponse:
    """Ask, then take a term out of use with nothing in its place."""
    term = _in_use(term_id)
    form = Form(_posted(request))
    if form.is_valid():
        try:
            retire_term(user=user, term=term)
        except TermRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"“{term.label}” can't be chosen any more.")
            return redirect("taxonomy:terms", term.vocabulary)
    words = (
        "It is taken out of every listing, draft and page; they get it back if you bring it back. "
        "Merge it instead if another term says the same."
    )
    context = {"term": term, "uses": uses_of_term(term), "words": words, "button": "Retire it", "serious": True}
    return _render_form(request, form, f"Retire “{term.label}”?", context)


@require_POST
@officer_or_manager_view
def bring_back(request: HttpRequest, user: User, term_id: int) -> HttpResponse:
    """Let a retired term be chosen again and put it back; say where it is, and what isn't as before."""
    term = get_object_or_404(Term, pk=term_id)
    try:
        left = bring_back_term(user=user, term=term)
    except TermRefused as refused:
        messages.error(request, refused.message)
    else:
        _say_back(request, term, left)
    return redirect("taxonomy:terms", term.vocabulary)


def _say_back(request: HttpRequest, term: Term, left: Sequence[Left]) -> None:
    uses = uses_of_term(term)
    again = f" It is back in {', '.join(uses)}." if uses else " Nothing has it."
    messages.success(request, f"“{term.label}” can be chosen again.{again}")
    shown = [f"“{each.name}”: {each.why}" for each in left[:_MOST_LEFT]]
    if more := len(left) - len(shown):
        shown.append(f"And {more} more: the audit trail lists them.")
    if shown:
        messages.warning(request, f"Not as before: {' '.join(shown)}")


def _posted(request: HttpRequest) -> QueryDict | None:
    """Answers, also when none was given."""
    return request.POST if request.method == "POST" else None


def _known(vocabulary: str) -> None:
    if vocabulary not in Vocabulary.values:
        raise Http404("There are needs and topics.")


def _in_use(term_id: int) -> Term:
    return get_object_or_404(Term, pk=term_id, retired=False)


def _render_form(request: HttpRequest, form: Form, title: str, context: dict[str, Any]) -> HttpResponse:
    term = context.get("term")
    vocabulary = term.vocabulary if term else context["vocabulary"]
    back = reverse("taxonomy:terms", args=[vocabulary])
    frame = heading(title, "tag", above=(back, _NAMES[Vocabulary(vocabulary)]))
    given = {"button": "Save", **context, "form": form, "title": title, "back": back, **frame}
    return render(request, "taxonomy/form.html", given, status=422 if form.is_bound else 200)
