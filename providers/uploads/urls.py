"""`/provider/uploads/`: a provider's spreadsheets."""

from django.urls import path

from providers.uploads.sites import portal
from providers.uploads.views import files, pages

app_name = "uploads"
urlpatterns = [
    path("", portal(pages.index), name="index"),
    path("template.csv", portal(files.template), name="template"),
    path("listings/<uuid:organisation>.csv", portal(files.export), name="export"),
    path("<uuid:upload_id>/", portal(pages.detail), name="detail"),
    path("<uuid:upload_id>/columns/", portal(pages.columns), name="columns"),
    path("<uuid:upload_id>/sheet/", portal(pages.sheet), name="sheet"),
    path("<uuid:upload_id>/words/", portal(pages.words), name="words"),
    path("<uuid:upload_id>/confirm/", portal(pages.confirm), name="confirm"),
    path("<uuid:upload_id>/go-on/", portal(pages.resume), name="go-on"),
    path("<uuid:upload_id>/undo/", portal(pages.undo), name="undo"),
    path("<uuid:upload_id>/discard/", portal(pages.discard), name="discard"),
    path("<uuid:upload_id>/progress.json", portal(files.progress), name="progress"),
    path("<uuid:upload_id>/report.csv", portal(files.report), name="report"),
]
