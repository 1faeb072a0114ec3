"""Settings of signing in (django-allauth), and of how long a session lasts.

For operators: docs/aanmelden.md.
"""

import os

from meedoen import environment
from meedoen.basis.accounts.oidc import read_oidc

_IN_PRODUCTION = environment.environment() == "productie"
_FORMS = "meedoen.basis.accounts.forms"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# A key the site had before still opens what it closed: sessions, links, secrets of second factors.
SECRET_KEY_FALLBACKS = list(filter(None, [os.environ.get("MEEDOEN_GEHEIM_VORIG")]))
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60

# A session ends after this long without a request, and after SESSION_COOKIE_AGE in any case.
SESSION_IDLE = int(os.environ.get("MEEDOEN_SESSIE_MINUTEN") or 60) * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Accounts are made by a beheerder, never by whoever comes along; an address belongs to the account, for good.
ACCOUNT_ADAPTER = "meedoen.basis.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.SignInForm",
    "reset_password": f"{_FORMS}.ForgotPasswordForm",
    "reset_password_from_key": f"{_FORMS}.ChoosePasswordForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "reauthenticate": f"{_FORMS}.PasswordAgainForm",
}

# Second factor and passkeys
MFA_ADAPTER = "meedoen.basis.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Meedoen"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _IN_PRODUCTION  # http://localhost, for demo and development
MFA_FORMS = {
    "authenticate": f"{_FORMS}.EnterCodeForm",
    "reauthenticate": f"{_FORMS}.CodeAgainForm",
    "activate_totp": f"{_FORMS}.LinkAppForm",
    "add_webauthn": f"{_FORMS}.AddKeyForm",
}

# A municipality's own identity provider. It is reached by a link: form-action 'self' of our content security
# policy also stops a form that is redirected to it (`views.to_gemeente` guards the link).
SOCIALACCOUNT_ADAPTER = "meedoen.basis.accounts.adapter.SocialAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": read_oidc(os.environ.get("MEEDOEN_OIDC", ""))}
}

# Attempts are counted in the database: all processes of a site count together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "organisations_cache",
    }
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("MEEDOEN_PROXIES") or (1 if _IN_PRODUCTION else 0))
