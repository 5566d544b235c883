"""Addresses of families' search."""

from django.urls import include, path

from search.api import search_api, suggest_api
from search.result_map.views import outline, points_api
from search.sitemap import sitemap
from search.views import search_page

urlpatterns = [
    path("search/", search_page, name="search"),
    path("search/outline.json", outline, name="search-outline"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("api/search", search_api, name="api-search"),
    path("api/search/points", points_api, name="api-search-points"),
    path("", include("search.shortlist.urls")),
    path("api/suggest", suggest_api, name="api-suggest"),
]
