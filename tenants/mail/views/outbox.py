"""What waits, what didn't go, and the addresses whose mails come back. Never a mail's words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from tenants.accounts.models import User
from tenants.desk.gates import officer_or_manager_view
from tenants.desk.headings import heading
from tenants.desk.pages import page_of
from tenants.mail.forms import AddressForm
from tenants.mail.models import BouncedAddress, Mail
from tenants.mail.selectors import bounced_addresses, counts_by_fate, unsent
from tenants.mail.services.administration import address_works as let_address_work
from tenants.mail.services.administration import note_bounce, note_outbox_read, try_again


@require_safe
@officer_or_manager_view
def outbox(request: HttpRequest, keeper: User) -> HttpResponse:
    """What hasn't gone, newest first, and addresses that don't work."""
    return _page(request, keeper, AddressForm())


@require_POST
@officer_or_manager_view
def again(request: HttpRequest, keeper: User, mail_id: int) -> HttpResponse:
    """Try a mail that was given up once more."""
    try_again(user=keeper, mail=get_object_or_404(Mail, pk=mail_id))
    messages.success(request, "We try again within a minute.")
    return redirect("mails:outbox")


@require_POST
@officer_or_manager_view
def note_address(request: HttpRequest, keeper: User) -> HttpResponse:
    """Hold mails to an address; 422 for what is no address."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, keeper, form)
    note_bounce(user=keeper, **form.cleaned_data)
    messages.success(request, "Mails to this address are held from now on.")
    return redirect("mails:outbox")


@require_POST
@officer_or_manager_view
def address_works(request: HttpRequest, keeper: User, bounced_id: int) -> HttpResponse:
    """Send to an address again."""
    let_address_work(user=keeper, bounced=get_object_or_404(BouncedAddress, pk=bounced_id))
    messages.success(request, "What was held in the last 14 days goes within a minute.")
    return redirect("mails:outbox")


def _page(request: HttpRequest, keeper: User, form: AddressForm) -> HttpResponse:
    paging = page_of(request, unsent(), "mail")
    page = paging["page_obj"]
    bounced = bounced_addresses()
    if page.object_list or bounced:
        note_outbox_read(user=keeper, page=page.number)
    context = {
        "form": form,
        "counts": counts_by_fate(),
        "bounced": bounced,
        **heading("Outbox", "mail", above=(reverse("mails:index"), "Mails")),
        **paging,
    }
    return render(request, "mail/desk/outbox.html", context, status=422 if form.errors else 200)
