"""What managers set of comments."""

from django.db import transaction

from cms.voice.errors import NotAllowed
from cms.voice.models import VoiceSettings
from tenants.accounts.models import User
from tenants.accounts.roles import is_manager
from tenants.audit.services import record


@transaction.atomic
def name_recipient(*, user: User, safeguarding_email: str) -> None:
    """Say who is mailed when a child may be in danger. Raises NotAllowed for all but managers."""
    if not is_manager(user):
        raise NotAllowed("Only managers name the recipient.")
    VoiceSettings.objects.update_or_create(pk=1, defaults={"safeguarding_email": safeguarding_email})
    record(action="voice.recipient", user=user, label="Comments")
