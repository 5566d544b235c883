"""Addresses of editions."""

from django.urls import path

from cms.editions.views import public

urlpatterns = [
    path("print/search/", public.search_on_paper, name="print-search"),
    path("print/list/", public.list_on_paper, name="print-list"),
]
