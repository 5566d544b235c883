"""A council's own words for search, and its best bets."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class GuidanceConfig(AppConfig):
    """Council-schema app."""

    name = "search.guidance"
    label = "guidance"
    verbose_name = "Search words"

    def ready(self) -> None:
        """Let new councils' staff edit theirs, and forget what is cached when something changes."""
        from search.guidance.lifecycle import let_staff_edit
        from search.guidance.models import BestBet, BestBetDocument, CouncilPhrase
        from search.guidance.services import forget_guidance
        from tenants.councils.lifecycle import register_step

        register_step("guidance", let_staff_edit)
        for model in (CouncilPhrase, BestBet, BestBetDocument):
            post_save.connect(forget_guidance, sender=model, dispatch_uid=f"forget_guidance_{model.__name__}")
            post_delete.connect(forget_guidance, sender=model, dispatch_uid=f"forget_guidance_{model.__name__}")
