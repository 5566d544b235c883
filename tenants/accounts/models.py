"""A person who signs in: council staff, a provider's people, or (in the public schema) a platform operator."""

import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tenants.councils.selectors import schema_in_use

LINK_LASTS: Final = timedelta(minutes=10)


class PersonManager(UserManager["User"]):
    """People are known by e-mail address; there is no separate username.

    Whoever makes a person here vouches that the address is theirs. Somebody who registers proves it by a code instead.
    """

    def _create_user(self, email: str, password: str | None, **fields: Any) -> "User":
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        EmailAddress.objects.using(self._db).create(user=user, email=user.email, verified=True, primary=True)
        return user

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]
        """A person without staff rights."""
        return self._create_user(email, password, **{"is_staff": False, "is_superuser": False, **fields})

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]
        """A platform operator."""
        return self._create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, email: str | None) -> "User":
        """The person with this address, whatever its case."""
        return self.get(email__iexact=email)


class User(AbstractUser):  # type: ignore[django-manager-missing] # relations of rooms above
    """Signs in with an e-mail address, unique within the schema whatever its case."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=120, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="email_unique_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What a session must match: a session of one council never fits a person of another, whatever they share."""
        salt = f"tenants.accounts.session:{schema_in_use()}"
        return salted_hmac(salt, self.password, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        """The name as Wagtail shows it."""
        return self.name

    def get_short_name(self) -> str:
        """The name as greetings use it."""
        return self.name


class SignInLink(models.Model):
    """The newest link that a person was mailed to sign in with. It goes when it is used, so that it works once."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_in_link")
    nonce = models.UUIDField(default=uuid.uuid4)
    sent_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.user}, {self.sent_at:%Y-%m-%d %H:%M}"


class InvitationQuerySet(models.QuerySet[Any]):
    """Invitations of one kind by what became of them."""

    def opened(self) -> Self:
        """Those neither accepted nor taken back, also when they are too old to accept: they can be sent again."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def waiting(self) -> Self:
        """Those that can still be accepted."""
        return self.opened().filter(sent_at__gt=timezone.now() - self.model.LASTS)


class InvitationByMail(models.Model):
    """One person asked by e-mail to join something. `sent_at` is the last time it was mailed, and each mail has a link
    of its own (`tenants.accounts.invitations`)."""

    LASTS: ClassVar[timedelta]
    PURPOSE: ClassVar[str]
    """Names the kind in its signed links: those of one kind are worth nothing as another's."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField("e-mail address")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    times_sent = models.PositiveSmallIntegerField(default=1)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.email

    @property
    def ends(self) -> datetime:
        """Until when it can be accepted."""
        return self.sent_at + self.LASTS

    @property
    def is_waiting(self) -> bool:
        """Whether it can be accepted now."""
        return self.accepted_at is None and self.withdrawn_at is None and self.ends > timezone.now()
