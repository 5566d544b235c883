"""Addresses on a council's host."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from localoffer.media import picture

urlpatterns = [
    # Wagtail's own sign-in asks for no second factor.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("tenants.accounts.urls")),
    path("media/<slug:schema>/<path:path>", picture, name="picture"),
    path("provider/", include("providers.portal.urls")),
    path("", include("providers.listings.urls")),
    path("", include("search.urls")),
    path("", include("cms.pages.urls")),
    path("", include(wagtail_urls)),
]
