"""`/admin/editions/copies/`."""

from django.urls import path

from cms.editions.views import copies

app_name = "copies"
urlpatterns = [
    path("", copies.index, name="index"),
    path("enter/", copies.enter, name="enter"),
    path("<uuid:copy_id>/", copies.copy, name="copy"),
    path("<uuid:copy_id>/letter/", copies.letter, name="letter"),
]
