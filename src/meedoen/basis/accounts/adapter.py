"""Where signing in differs from what django-allauth does by itself."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.accounts import mailing, sign_ins
from meedoen.basis.organisations.models import Account
from meedoen.basis.organisations.selectors import works_at

ERRORS = {
    "account_inactive": gettext_lazy("Dit account is uitgezet. Vraag je beheerder."),
    "email_password_mismatch": gettext_lazy("Dit e-mailadres en wachtwoord horen niet bij elkaar."),
    "incorrect_code": gettext_lazy("Deze code klopt niet. Wacht op de volgende code en vul die in."),
    "incorrect_password": gettext_lazy("Dit wachtwoord klopt niet."),
    "enter_current_password": gettext_lazy("Vul je huidige wachtwoord in."),
    "invalid_login": gettext_lazy("Inloggen lukte niet. Probeer het opnieuw."),
    "invalid_password_reset": gettext_lazy("Deze link werkt niet meer."),
    "too_many_login_attempts": gettext_lazy(
        "Te vaak geprobeerd. Wacht vijf minuten en probeer het dan opnieuw."
    ),
    "rate_limited": gettext_lazy("Te vaak geprobeerd. Wacht een minuut en probeer het dan opnieuw."),
    "cannot_delete_authenticator": gettext_lazy(
        "Jouw gemeente vraagt een tweede stap. Voeg eerst een andere toe."
    ),
    "cannot_generate_recovery_codes": gettext_lazy("Zet eerst een tweede stap aan."),
}

DONE = {
    "account/email/password_changed": gettext_lazy("Het wachtwoord van je account is gewijzigd."),
    "account/email/password_reset": gettext_lazy("Het wachtwoord van je account is opnieuw gekozen."),
    "account/email/password_set": gettext_lazy("Er is een wachtwoord voor je account gekozen."),
    "mfa/email/totp_activated": gettext_lazy("Er is een app met codes aan je account gekoppeld."),
    "mfa/email/totp_deactivated": gettext_lazy("De app met codes is van je account losgekoppeld."),
    "mfa/email/webauthn_added": gettext_lazy("Er is een toegangssleutel aan je account toegevoegd."),
    "mfa/email/webauthn_removed": gettext_lazy("Er is een toegangssleutel van je account verwijderd."),
    "mfa/email/recovery_codes_generated": gettext_lazy(
        "Er zijn nieuwe herstelcodes gemaakt voor je account."
    ),
    "socialaccount/email/account_connected": gettext_lazy("Je logt voortaan ook in via je gemeente."),
}
"""What allauth may have to tell someone about her account, by the name of its own template."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up; mail about an account goes out through the outbox."""

    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth's form
        """Accounts are made by a beheerder."""
        return False

    def can_delete_email(self, email_address: EmailAddress) -> bool:  # noqa: ARG002  # allauth's form
        """An account has the address its beheerder gave it."""
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to prove once more who you are, in our words."""
        names = {
            "reauthenticate": _("Met je wachtwoord"),
            "mfa_reauthenticate": _("Met een code"),
            "mfa_reauthenticate:webauthn": _("Met je toegangssleutel"),
        }
        ways = super().get_reauthentication_methods(user)
        return [{**way, "description": names[way["id"]]} for way in ways]

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Account,
        context: dict[str, Any] | None = None,  # noqa: ARG002  # allauth's form
        email: str | None = None,  # noqa: ARG002  # always to the address of the account
    ) -> None:
        """Tell someone that her account was changed; what we have no words for, is not told."""
        if what := DONE.get(template_prefix):
            mailing.report_change(user, what)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps the secrets of second factors encrypted, and the QR code fit for our content security policy."""

    error_messages = {**DefaultMFAAdapter.error_messages, **ERRORS}

    def encrypt(self, text: str) -> str:
        """Encrypt with the key of the site, so that a copy of the database alone opens nothing."""
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt what was encrypted with the key of the site or one it had before."""
        return _locks().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The QR code as an element of the page: no file header, and a name for who cannot see it."""
        svg = re.sub(r"^<\?xml[^>]*\?>\s*", "", super().build_totp_svg(url))
        return svg.replace("<svg ", '<svg aria-hidden="true" class="md-qr" ', 1)

    def generate_authenticator_name(self, user: Account, type: str) -> str:  # noqa: A002  # allauth's form
        """A first name for a passkey, that its owner can change."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Sleutel %(nummer)s") % {"nummer": count + 1}


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """A municipality's identity provider opens existing accounts of its own people, and makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """Accounts are made by a beheerder."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whose account it is, by the link of last time or else by the verified address.

        Raises:
            ImmediateHttpResponse: a page that says there is no account, or not one this provider may open.
        """
        setting = sociallogin.account.get_provider(request).app.settings
        user = (
            sociallogin.user if sociallogin.is_existing else _sender_address(sociallogin, setting["claims"])
        )
        past = (
            sociallogin.state.get("process") == AuthProcess.LOGIN
            and isinstance(user, Account)
            and user.is_active
            and works_at(user, setting["organisatie"])
        )
        if not past:
            sign_ins.log_failure(user, sign_ins.GEMEENTE_ERROR)
            raise ImmediateHttpResponse(render(request, "socialaccount/unknown.html", status=403))
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)


def _sender_address(sociallogin: SocialLogin, claims: dict[str, Any]) -> Account | None:
    """The user with the address the provider vouches for; nobody when it does not vouch."""
    everything = sociallogin.account.extra_data
    data = everything.get("userinfo") or everything.get("id_token") or {}
    email = data.get(claims["email"])
    evidence = claims["email_verified"]
    if not email or not (evidence is True or data.get(evidence) is True):
        return None
    return Account.objects.filter(email=str(email).strip().lower()).first()


def _locks() -> MultiFernet:
    """Locks made from the key of the site; the first one closes, all of them open."""
    keys = (str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS))
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"tweede factor" + key.encode()).digest()))
            for key in keys
        ]
    )
