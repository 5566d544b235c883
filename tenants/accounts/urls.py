"""Which of allauth's pages there are, and ours beside them. The rest (several addresses for one person) stay shut.

Registering is at `/provider/register/`: it is for providers.
"""

from typing import Final

from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from allauth.usersessions import urls as session_urls
from django.urls import URLPattern, include, path
from django.views.generic import RedirectView

from tenants.accounts import views

ACCOUNT_PAGES: Final = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_email_verification_sent",
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
)

urlpatterns = [
    *(page for page in account_urls.urlpatterns if isinstance(page, URLPattern) and page.name in ACCOUNT_PAGES),
    path("2fa/", include(mfa_urls)),
    path("sessions/", include(session_urls)),
    path("", views.your_account, name="your_account"),
    # allauth's pages lead here when there is nothing left to verify.
    path("email/", RedirectView.as_view(pattern_name="your_account"), name="account_email"),
    path("email/change/", views.change_address, name="change_address"),
    path("login/link/", views.ask_for_link, name="ask_for_sign_in_link"),
    path("login/link/sent/", views.link_sent, name="sign_in_link_sent"),
    path("login/link/<str:token>/", views.sign_in_by_link, name="sign_in_by_link"),
]
