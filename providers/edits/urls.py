"""`/admin/review/listings/…/edit/`: what officers change in listings, inside the Wagtail admin."""

from django.urls import path

from providers.edits.views import check, form, waiting

app_name = "edits"
_SERVICE = "services/<uuid:uuid>/edit/"
_ORGANISATION = "organisations/<uuid:uuid>/edit/"
urlpatterns = [
    path("council-edits/", waiting.index, name="waiting"),
    path("council-edits/<int:edit_id>/", waiting.decide, name="decide"),
    path(_SERVICE, form.service, name="service"),
    path(f"{_SERVICE}check/", check.service, name="check"),
    path(f"{_SERVICE}places/new/", form.new_place, name="new-place"),
    path(f"{_SERVICE}places/<uuid:place>/", form.place, name="place"),
    path(f"{_SERVICE}places/<uuid:place>/remove/", form.remove_place, name="remove-place"),
    path(f"{_SERVICE}<slug:slug>/", form.page, name="page"),
    path("organisations/<uuid:uuid>/services/new/", form.add_service, name="add-to-organisation"),
    path(_ORGANISATION, form.organisation, name="organisation"),
    path(f"{_ORGANISATION}check/", check.organisation, name="check-organisation"),
]
