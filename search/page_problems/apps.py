"""“Something is wrong with this page”: what a visitor says, mailed to the council and kept no longer."""

from django.apps import AppConfig


class PageProblemsConfig(AppConfig):
    """Without models: it is an app so that its mail is known."""

    name = "search.page_problems"
    label = "page_problems"
    verbose_name = "Problems with pages"

    def ready(self) -> None:
        """Make its mail known."""
        from search.page_problems.mails import register_mails

        register_mails()
