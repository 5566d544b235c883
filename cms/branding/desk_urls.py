"""`/admin/settings/`."""

from django.urls import path

from cms.branding.views import settings

app_name = "council-settings"
urlpatterns = [
    path("", settings.details, name="details"),
    path("logo/", settings.logo, name="logo"),
    path("go-live/", settings.put_live, name="go-live"),
]
