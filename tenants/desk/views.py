"""`/admin/account/`: how the admin looks to a person, and which of Wagtail's mails they get."""

from django.utils.decorators import method_decorator
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import (
    AccountView,
    BaseSettingsPanel,
    NotificationsSettingsPanel,
    ThemeSettingsPanel,
)

KEPT = (NotificationsSettingsPanel, ThemeSettingsPanel)


@method_decorator(require_admin_access, name="dispatch")
class StaffAccount(AccountView):  # type: ignore[misc] # no type hints there
    """Wagtail's page without its fields for name, address, picture and password.

    Those are at `/accounts/`, for staff and providers alike: a new address there is proved and the old one told.
    """

    def get_panels(self) -> list[BaseSettingsPanel]:
        """What is about the admin alone."""
        return [panel for panel in super().get_panels() if isinstance(panel, KEPT)]
