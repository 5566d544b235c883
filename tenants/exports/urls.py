"""`/admin/exports/`."""

from typing import Final

from django.urls import path

from tenants.exports import views

app_name: Final = "exports"
urlpatterns = [
    path("", views.index, name="index"),
    path("ask/", views.ask, name="ask"),
    path("<uuid:export_id>/", views.detail, name="detail"),
    path("<uuid:export_id>/progress.json", views.progress, name="progress"),
    path("<uuid:export_id>/file/", views.file, name="file"),
]
