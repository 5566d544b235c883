"""Pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Council-schema app; its receivers keep the search table equal to what is live and public."""

    name = "cms.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Connect the receivers, tell where terms are used, and follow them."""
        from cms.pages import receivers  # noqa: F401 (connects on import)
        from cms.pages.mails import register_mails
        from cms.pages.models import ContentPage
        from cms.pages.selectors import pages_by_term
        from cms.pages.services import refresh_pages
        from search.taxonomy.holders import register_holder
        from search.taxonomy.services.replacement import rows_that_name_terms
        from search.taxonomy.usage import register_use

        register_holder(rows_that_name_terms(name="pages", model=ContentPage, words="title", refresh=refresh_pages))
        register_use("pages", pages_by_term)
        register_mails()
