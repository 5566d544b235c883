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
        from providers.listings.models import Service
        from providers.listings.selectors import drafts_by_term, live_services_by_term
        from providers.listings.services.search_rows import refresh_search_rows
        from search.taxonomy.holders import register_holder
        from search.taxonomy.services.replacement import rows_that_name_terms
        from search.taxonomy.usage import register_use

        register_holder(
            rows_that_name_terms(
                name="services",
                model=Service,
                words="name",
                refresh=lambda keys: refresh_search_rows(service_ids=keys),
            )
        )
        register_use("live services", live_services_by_term)
        register_use("drafts", drafts_by_term)
