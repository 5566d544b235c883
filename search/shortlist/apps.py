"""A family's shortlist: no account, no cookie, nothing stored."""

from django.apps import AppConfig


class ShortlistConfig(AppConfig):
    """Without models: it is an app so that workers know its task."""

    name = "search.shortlist"
    label = "shortlist"
    verbose_name = "Shortlists"
