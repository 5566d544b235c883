"""Review."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Council-schema app."""

    name = "providers.review"
    label = "review"
    verbose_name = "Review"

    def ready(self) -> None:
        """Shut the ways around the review, make its mails, edits and approvals known, and set it up in new councils."""
        from providers.listings.file_readers import register_file_reader
        from providers.listings.provenance import register_reader
        from providers.review import receivers, wagtail_overrides  # noqa: F401 (receivers connect on import)
        from providers.review.approvals import approvals_of
        from providers.review.comparison.audit import edit_of
        from providers.review.files import user_can_review_file
        from providers.review.services.council_setup import set_up_review
        from providers.review.still_true import register_mails
        from tenants.audit.comparers import register_comparer
        from tenants.councils.parts import CouncilPart, register_part

        wagtail_overrides.shut()
        register_mails()
        register_reader(approvals_of)
        register_file_reader("review", user_can_review_file)
        for kind in ("listings.service", "listings.organisation"):
            register_comparer(kind, edit_of)
        register_part(CouncilPart(name="review", create=set_up_review))
