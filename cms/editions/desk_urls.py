"""`/admin/editions/`."""

from django.urls import path

from cms.editions.views import desk

app_name = "editions"
urlpatterns = [
    path("", desk.index, name="index"),
    path("make/", desk.make, name="make"),
    path("<uuid:edition_id>/cancel/", desk.cancel, name="cancel"),
    path("<uuid:edition_id>/progress.json", desk.progress, name="progress"),
]
