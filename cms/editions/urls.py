"""Addresses of editions and of copies by post."""

from django.urls import path

from cms.editions.views import asking, public, whole

urlpatterns = [
    path("print/", whole.print_page, name="print"),
    path("print/whole/<slug:kind>/", whole.whole, name="print-whole"),
    path("print/search/", public.search_on_paper, name="print-search"),
    path("print/list/", public.list_on_paper, name="print-list"),
    path("copies/", asking.copy_page, name="copy"),
    path("copies/asked/", asking.told_page, name="copy-told"),
]
