"""People: how they register, prove their address and sign in, and how long for."""

from django.urls import reverse_lazy

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["tenants.accounts.backends.CouncilBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "tenants.accounts.passwords.EasyToGuessValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_REDIRECT_URL = reverse_lazy("portal:start")
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60  # as long as a link to sign in
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "tenants.mail.account_adapter.CouncilAccountAdapter"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/5m/ip,5/5m/key",
    "signup": "20/5m/ip",
    "confirm_email": "1/10s/key,5/15m/key",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "tenants.accounts.tokens.CouncilPasswordResetTokenGenerator"
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_REAUTHENTICATION_METHODS = {"password", "mfa"}  # by a mailed code too would need pages of its own
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {
    "login": "tenants.accounts.forms.SignIn",
    "signup": "tenants.accounts.forms.Register",
    "confirm_email_verification_code": "tenants.accounts.forms.ProveAddress",
    "reauthenticate": "tenants.accounts.forms.Reauthenticate",
    "reset_password": "tenants.accounts.forms.AskForLink",
    "reset_password_from_key": "tenants.accounts.forms.ChooseByLink",
    "change_password": "tenants.accounts.forms.ChangePassword",
}
MFA_FORMS = {
    "authenticate": "tenants.accounts.forms.TypeCode",
    "reauthenticate": "tenants.accounts.forms.ReauthenticateByCode",
    "activate_totp": "tenants.accounts.forms.SetUpAuthenticator",
}
MFA_ADAPTER = "tenants.accounts.adapters.SecondFactorAdapter"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/provider/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "tenants.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 12
