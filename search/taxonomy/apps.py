"""Needs and topics of a council."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class TaxonomyConfig(AppConfig):
    """Council-schema app."""

    name = "search.taxonomy"
    label = "taxonomy"
    verbose_name = "Needs and topics"

    def ready(self) -> None:
        """Seed new councils, and forget cached labels when a term changes."""
        from search.taxonomy.models import Term
        from search.taxonomy.services import forget_terms, seed_terms
        from tenants.councils.lifecycle import register_step

        register_step("taxonomy", lambda council: seed_terms())
        post_save.connect(forget_terms, sender=Term, dispatch_uid="forget_terms")
        post_delete.connect(forget_terms, sender=Term, dispatch_uid="forget_terms")
