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
        from cms.pages.selectors import pages_by_term
        from cms.pages.services import bring_back_term_of_pages, replace_term_of_pages
        from search.taxonomy.holders import TermHolder, register_holder
        from search.taxonomy.usage import register_use

        register_holder(TermHolder(name="pages", replace=replace_term_of_pages, bring_back=bring_back_term_of_pages))
        register_use("pages", pages_by_term)
