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
        from search.taxonomy.services.terms import forget_terms, seed_terms
        from tenants.councils.parts import CouncilPart, register_part

        register_part(CouncilPart(name="taxonomy", create=lambda council: seed_terms()))
        post_save.connect(forget_terms, sender=Term, dispatch_uid="forget_terms")
        post_delete.connect(forget_terms, sender=Term, dispatch_uid="forget_terms")
