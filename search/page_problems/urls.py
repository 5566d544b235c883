"""Addresses of the form about a page."""

from django.urls import path

from search.page_problems.views import problem_page, told_page

urlpatterns = [
    path("something-wrong/told/", told_page, name="page-problem-told"),
    path("something-wrong/<uuid:uuid>/", problem_page, name="page-problem"),
]
