"""Your account, and signing in by a mailed link."""

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.utils import perform_login
from allauth.core.ratelimit import respond_429
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tenants.accounts.errors import LinkClosed
from tenants.accounts.forms import AskToSignIn, NewAddress, YourName
from tenants.accounts.requests import SignedInRequest, address_of
from tenants.accounts.roles import is_staff_member
from tenants.accounts.selectors import link_of
from tenants.accounts.services import rename, send_sign_in_link, use_sign_in_link
from tenants.councils.rate_limits import within_limit, within_limit_of_network

FROM_ONE_PLACE = {"most": 20, "seconds": 300}
TO_ONE_ADDRESS = {"most": 3, "seconds": 900}
NEW_ADDRESSES = {"most": 5, "seconds": 900}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def your_account(request: SignedInRequest) -> HttpResponse:
    """A person's name, address and ways to sign in."""
    form = YourName(request.POST if request.method == "POST" else None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        rename(user=request.user, name=form.cleaned_data["name"])
        messages.success(request, "Your name is saved.")
        return redirect("your_account")
    context = {
        "form": form,
        "second_factor": is_mfa_enabled(request.user),
        "staff": is_staff_member(request.user),
        "work": get_adapter().get_login_redirect_url(request),
    }
    return render(request, "account/your_account.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
def change_address(request: SignedInRequest) -> HttpResponse:
    """Ask for another address to sign in with. It takes over when its mailed code is typed, and the old one is told.

    Who hasn't just signed in gives their password or second factor again first.
    """
    form = NewAddress(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not within_limit("change-address", str(request.user.pk), **NEW_ADDRESSES):
            return respond_429(request)  # type: ignore[no-any-return]
        form.save(request)
        return redirect("account_email_verification_sent")
    return render(request, "account/change_address.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """Ask for a link to sign in. The answer is the same whether or not the address has an account."""
    if request.user.is_authenticated:
        return redirect(get_adapter().get_login_redirect_url(request))
    form = AskToSignIn(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if not _may_ask(request, email):
            return respond_429(request)  # type: ignore[no-any-return]
        send_sign_in_link(email=email)
        return redirect("sign_in_link_sent")
    return render(request, "account/ask_for_link.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "account/link_sent.html")


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page that the mailed link opens. Its button signs in; opening it does nothing, as mail scanners open links.

    A person with a second factor is asked for it next. 410 when the link works no more. The address stays inside the
    site by the policy of all pages (`same-origin`); with `no-referrer`, browsers hide their origin and Django refuses
    the button.
    """
    response = _sign_in(request, token) if request.method == "POST" else _show_link(request, token)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _may_ask(request: HttpRequest, email: str) -> bool:
    here = within_limit_of_network("sign-in-link", address_of(request), **FROM_ONE_PLACE)
    return within_limit("sign-in-link-to", email.lower(), **TO_ONE_ADDRESS) and here


def _show_link(request: HttpRequest, token: str) -> HttpResponse:
    link = link_of(token)
    if link is None:
        return _closed(request)
    return render(request, "account/sign_in_by_link.html", {"person": link.user})


def _sign_in(request: HttpRequest, token: str) -> HttpResponse:
    try:
        person = use_sign_in_link(token=token)
    except LinkClosed:
        return _closed(request)
    if request.user.is_authenticated:
        logout(request)
    answer: HttpResponse = perform_login(request, person, email=person.email)
    return answer


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "account/link_closed.html", status=410)
