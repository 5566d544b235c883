"""Addresses of shortlists."""

from django.urls import path

from search.shortlist.views import mail_page, shortlist_page

urlpatterns = [
    path("shortlist/", shortlist_page, name="shortlist"),
    path("shortlist/email/", mail_page, name="shortlist-email"),
]
