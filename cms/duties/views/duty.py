"""One duty: what it asks for, what there is, and what is to be done next."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Site

from cms.duties.errors import DutyRefused
from cms.duties.evidence import Standing
from cms.duties.forms import ExcuseForm, PageForm, SignForm, WordsForm, words_of
from cms.duties.models import DutyPage, PageKind
from cms.duties.next_steps import PAGES, shown_findings
from cms.duties.register import platform_duties
from cms.duties.selectors import Stand, pages_of, standing_of, writers_of
from cms.duties.services import (
    PAGE_HOLDS,
    change_words,
    drop_page,
    excuse,
    lift_excuse,
    name_page,
    sign_for_health,
    sign_page,
)
from cms.duties.views.frame import do, may_change, may_name, namer_view, partner_view, reader_view, show, to_duty
from tenants.accounts.models import User
from tenants.accounts.roles import is_manager, is_partner
from tenants.desk.gates import manager_view, officer_or_manager_view

NO_DUTY: Final = "There is no such duty."
KINDS: Final = {kind.value: kind for kind in PageKind}


@require_safe
@reader_view
def duty(request: HttpRequest, reader: User, duty: str) -> HttpResponse:
    """All about one duty; 404 for a code that there isn't."""
    return _page(request, reader, _found(duty))


@require_POST
@namer_view
def name(request: HttpRequest, namer: User, duty: str, kind: str) -> HttpResponse:
    """Name a page for a duty; 422 for none or one that isn't there."""
    _known(duty)
    asked, form = _kind(kind), PageForm(request.POST)
    if form.is_valid():
        try:
            name_page(user=namer, code=duty, page_id=int(form.cleaned_data["page"]), kind=asked)
        except DutyRefused as refused:
            form.add_error("page", refused.message)
        else:
            messages.success(request, "Named. A colleague who didn’t write the page signs it next.")
            return to_duty(duty)
    return _page(request, namer, _found(duty), naming=(kind, form), status=422)


@require_POST
@namer_view
def drop(request: HttpRequest, namer: User, duty: str, named_id: int) -> HttpResponse:
    """Name a page no longer."""
    _named(duty, named_id)
    do(request, lambda: drop_page(user=namer, named_id=named_id), "The page is no longer named for this duty.")
    return to_duty(duty)


@require_POST
@officer_or_manager_view
def sign(request: HttpRequest, officer: User, duty: str, named_id: int) -> HttpResponse:
    """Sign a page for a duty; 422 for a day that can't be."""
    _named(duty, named_id)
    form = SignForm(request.POST, prefix=str(named_id))
    if form.is_valid():
        try:
            sign_page(user=officer, named_id=named_id, until=form.cleaned_data["until"])
        except DutyRefused as refused:
            form.add_error("until", refused.message)
        else:
            messages.success(request, "Signed.")
            return to_duty(duty)
    return _page(request, officer, _found(duty), signing=(named_id, form), status=422)


@require_POST
@partner_view
def health(request: HttpRequest, partner: User, duty: str, named_id: int) -> HttpResponse:
    """Sign a page beside the council, for health."""
    _named(duty, named_id)
    do(request, lambda: sign_for_health(user=partner, named_id=named_id), "Signed for health.")
    return to_duty(duty)


@require_POST
@manager_view
def excused(request: HttpRequest, manager: User, duty: str) -> HttpResponse:
    """Say that a duty doesn't apply here, or with `lift` that it does; 422 without a reason."""
    _known(duty)
    if "lift" in request.POST:
        do(request, lambda: lift_excuse(user=manager, code=duty), "It counts again.")
        return to_duty(duty)
    form = ExcuseForm(request.POST)
    if form.is_valid():
        excuse(user=manager, code=duty, reason=form.cleaned_data["reason"])
        messages.success(request, "Written down. It no longer counts.")
        return to_duty(duty)
    return _page(request, manager, _found(duty), excusing=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@manager_view
def words(request: HttpRequest, manager: User, duty: str) -> HttpResponse:
    """Say a duty in the council's own words; 422 for a rule that can't be read."""
    stand = _found(duty)
    form = WordsForm(request.POST or None, initial=words_of(stand.duty))
    if request.method == "POST" and form.is_valid():
        try:
            change_words(user=manager, code=duty, **form.cleaned_data)
        except DutyRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, "Saved.")
            return to_duty(duty)
    status = 422 if request.method == "POST" else 200
    return show(request, "duties/words.html", f"Words of {duty}", {"form": form, "stand": stand}, status=status)


def _found(code: str) -> Stand:
    stand = standing_of(code)
    if stand is None:
        raise Http404(NO_DUTY)
    return stand


def _known(code: str) -> None:
    """What `_found` asks, without looking anything up."""
    if code not in platform_duties():
        raise Http404(NO_DUTY)


def _named(code: str, named_id: int) -> None:
    _known(code)
    if not DutyPage.objects.filter(pk=named_id, code=code).exists():
        raise Http404("No such page is named for this duty.")


def _kind(text: str) -> PageKind:
    if text not in KINDS:
        raise Http404("No page is evidence as that.")
    return KINDS[text]


def _page(
    request: HttpRequest,
    reader: User,
    stand: Stand,
    *,
    naming: tuple[str, PageForm] | None = None,
    signing: tuple[int, SignForm] | None = None,
    excusing: ExcuseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    names = may_name(reader)
    forms = {kind: PageForm() for kind in stand.duty.rule.kinds_of_pages} if names else {}
    if naming and naming[0] in forms:
        forms[KINDS[naming[0]]] = naming[1]
    sheets = [_sheet(named, stand, reader, signing) for named in pages_of(stand.duty.code)]
    context = {
        "stand": stand,
        "duty": stand.duty,
        "findings": shown_findings(stand),
        "sheets": sheets,
        "forms": list(forms.items()),
        "new_page": _address_of_a_new_page() if names else "",
        "pages_part": PAGES,
        "names": names,
        "manages": is_manager(reader),
        "excuse_form": excusing or ExcuseForm(initial={"reason": stand.excuse.reason if stand.excuse else ""}),
        "in_error": naming or signing or excusing,
        "excused": stand.standing == Standing.EXCUSED,
    }
    title = f"{stand.duty.code} {stand.duty.title}"
    return show(request, "duties/duty.html", title, context, status=status)


def _sheet(named: DutyPage, stand: Stand, reader: User, signing: tuple[int, SignForm] | None) -> dict[str, Any]:
    """What is shown of a page that is named, and whether the reader may sign it."""
    wrote = reader.pk in writers_of(named.page)
    form = SignForm(prefix=str(named.pk), initial={"until": timezone.localdate() + PAGE_HOLDS})
    if signing and signing[0] == named.pk:
        form = signing[1]
    health = stand.duty.health and is_partner(reader) and named.signed_at is not None and named.partner_at is None
    return {
        "named": named,
        "wrote": wrote and may_change(reader),
        "form": form if may_change(reader) and not wrote and named.page.live else None,
        "health": health,
        "needs_health": stand.duty.health,
    }


def _address_of_a_new_page() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    return reverse("wagtailadmin_pages:add_subpage", args=[site.root_page_id]) if site else ""
