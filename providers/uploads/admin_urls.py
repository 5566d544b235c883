"""`/admin/uploads/`: the council's own spreadsheets."""

from django.urls import path

from providers.uploads.sites import council
from providers.uploads.views import files, pages

app_name = "council-uploads"
urlpatterns = [
    path("", council(pages.index), name="index"),
    path("template.csv", council(files.template), name="template"),
    path("<uuid:upload_id>/", council(pages.detail), name="detail"),
    path("<uuid:upload_id>/columns/", council(pages.columns), name="columns"),
    path("<uuid:upload_id>/sheet/", council(pages.sheet), name="sheet"),
    path("<uuid:upload_id>/words/", council(pages.words), name="words"),
    path("<uuid:upload_id>/confirm/", council(pages.confirm), name="confirm"),
    path("<uuid:upload_id>/go-on/", council(pages.resume), name="go-on"),
    path("<uuid:upload_id>/gone/", council(pages.gone), name="gone"),
    path("<uuid:upload_id>/undo/", council(pages.undo), name="undo"),
    path("<uuid:upload_id>/discard/", council(pages.discard), name="discard"),
    path("<uuid:upload_id>/progress.json", council(files.progress), name="progress"),
    path("<uuid:upload_id>/report.csv", council(files.report), name="report"),
]
