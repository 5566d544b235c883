"""Mails after decisions. Each task runs in its sender's council, and may run twice."""

from celery import shared_task

from providers.review.notices import send_notice, send_unsent_notices


@shared_task  # type: ignore[untyped-decorator]
def send_review_notice(notice_id: int) -> bool:
    """Send one owed mail."""
    return send_notice(notice_id=notice_id)


@shared_task  # type: ignore[untyped-decorator]
def sweep_notices() -> int:
    """Send what was owed and never handed over or never arrived. Returns how many went."""
    return send_unsent_notices()
