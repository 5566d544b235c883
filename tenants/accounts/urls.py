"""Which of allauth's pages there are. The rest (sign-up by oneself, changing one's address unasked) stay shut."""

from typing import Final

from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from django.urls import URLPattern, include, path

ACCOUNT_PAGES: Final = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
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
]
