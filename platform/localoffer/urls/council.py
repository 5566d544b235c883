"""Addresses on a council's host."""

from allauth.account.views import signup
from django.http import Http404
from django.urls import include, path, re_path
from django.views.defaults import page_not_found
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views.serve import authenticate_with_password

from cms.pages.views import advice, document
from localoffer.media import picture
from localoffer.robots import robots
from localoffer.security_txt import security_txt
from tenants.desk.views import StaffAccount

to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

handler500 = "localoffer.unavailable.server_error"

urlpatterns = [
    # Wagtail's own two sign-in pages ask for no second factor.
    path("admin/login/", to_sign_in),
    path("_util/login/", to_sign_in),
    path("admin/failwhale/", page_not_found, {"exception": Http404()}),  # Wagtail's trial of its page for a fault
    path("admin/account/", StaffAccount.as_view(), name="staff_account"),
    path("admin/", include(wagtailadmin_urls)),
    # Wagtail's own view of a document goes by its name, and sends browsers to the store.
    re_path(r"^documents/(?P<document_id>\d{1,18})/(?P<document_filename>.*)$", document, name="wagtaildocs_serve"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("accounts/", include("tenants.accounts.urls")),
    path("accounts/invitations/", include("tenants.staff.urls")),
    path("media/<slug:schema>/<path:path>", picture, name="picture"),
    path("provider/register/", signup, name="account_signup"),
    path("provider/uploads/", include("providers.uploads.urls")),
    path("provider/services/", include("cms.voice.provider_urls")),
    path("provider/", include("providers.portal.urls")),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("mail/", include("tenants.mail.urls")),
    path("still-correct/", include("providers.assurance.urls")),
    path("", include("providers.listings.urls")),
    path("", include("search.urls")),
    path("", include("cms.branding.urls")),
    path("", include("cms.voice.urls")),
    path("", include("cms.editions.urls")),
    path("", include("cms.duties.urls")),
    path("advice/", advice, name="advice"),
    path("", include(wagtail_urls)),
]
