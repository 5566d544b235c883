"""A council's own words for search, and its best bets."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class GuidanceConfig(AppConfig):
    """Council-schema app."""

    name = "search.guidance"
    label = "guidance"
    verbose_name = "Search words"

    def ready(self) -> None:
        """Let new councils' staff edit theirs, forget what is cached when it changes, and follow needs and topics."""
        from search.guidance.models import BestBet, BestBetDocument, CouncilPhrase
        from search.guidance.selectors import phrases_by_term
        from search.guidance.services.cached_words import forget_guidance
        from search.guidance.services.staff_permissions import let_staff_edit
        from search.guidance.services.terms import bring_back_term_of_phrases, replace_term_of_phrases
        from search.taxonomy.holders import TermHolder, register_holder
        from search.taxonomy.usage import register_use
        from tenants.councils.parts import CouncilPart, register_part

        register_part(CouncilPart(name="guidance", create=let_staff_edit))
        register_use("council words", phrases_by_term)
        register_holder(
            TermHolder(name="phrases", replace=replace_term_of_phrases, bring_back=bring_back_term_of_phrases)
        )
        for model in (CouncilPhrase, BestBet, BestBetDocument):
            post_save.connect(forget_guidance, sender=model, dispatch_uid=f"forget_guidance_{model.__name__}")
            post_delete.connect(forget_guidance, sender=model, dispatch_uid=f"forget_guidance_{model.__name__}")
