"""What people choose about their mails."""

from tenants.mail.models import StoppedTopic


def stop_topic(*, address: str, topic: str) -> None:
    """Send no more mails of a kind to an address. Twice is fine."""
    StoppedTopic.objects.get_or_create(address=address.lower(), topic=topic)


def start_topic(*, address: str, topic: str) -> None:
    """Send them again. Twice is fine."""
    StoppedTopic.objects.filter(address=address.lower(), topic=topic).delete()
