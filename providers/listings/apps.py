"""Organisations and their services."""

from django.apps import AppConfig


class ListingsConfig(AppConfig):
    """Council-schema app; its receivers keep the search table equal to what is live."""

    name = "providers.listings"
    label = "listings"
    verbose_name = "Listings"

    def ready(self) -> None:
        """Connect the receivers, say where needs and topics are used, and follow them."""
        from providers.listings import receivers  # noqa: F401 (connects on import)
        from providers.listings.selectors import drafts_by_term, live_services_by_term
        from providers.listings.services.terms import bring_back_term_of_services, replace_term_of_services
        from search.taxonomy.holders import TermHolder, register_holder
        from search.taxonomy.usage import register_use

        register_holder(
            TermHolder(name="services", replace=replace_term_of_services, bring_back=bring_back_term_of_services)
        )
        register_use("live services", live_services_by_term)
        register_use("drafts", drafts_by_term)
