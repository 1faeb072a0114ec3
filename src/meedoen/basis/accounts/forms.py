"""Forms of signing in: allauth's own, in our words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meedoen.basis.accounts import mailing

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

WOORDEN = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Wachtwoord"),
    "oldpassword": _("Huidig wachtwoord"),
    "password1": _("Nieuw wachtwoord"),
    "password2": _("Nieuw wachtwoord, nog een keer"),
    "code": _("Code"),
    "name": _("Naam van de sleutel"),
    "passwordless": _("Inloggen zonder wachtwoord"),
}

UITLEG: dict[str, StrPromise | str] = {
    "password": "",
    "oldpassword": "",
    "password1": _("Minstens 12 tekens. Een zin van een paar woorden onthoud je goed en raadt niemand."),
    "name": _("Bijvoorbeeld de naam van je telefoon of laptop."),
    "passwordless": _(
        "Je logt in met alleen deze sleutel. Je apparaat vraagt dan om je vinger, gezicht of pincode."
    ),
}


class InOnzeWoorden(forms.Form):
    """Labels and help in our words; no placeholders, because they vanish while one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, veld in self.fields.items():
            veld.label = WOORDEN.get(naam) or veld.label
            veld.help_text = UITLEG.get(naam, veld.help_text)
            veld.widget.attrs.pop("placeholder", None)
        if "code" in self.fields:
            self.fields["code"].widget.attrs["inputmode"] = "numeric"


class Inloggen(InOnzeWoorden, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    """E-mail and password."""


class WachtwoordVergeten(InOnzeWoorden, account.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Ask for a link; who asks learns nothing about who has an account."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:  # noqa: ARG002  # allauth's form
        """Put the mail in the outbox, so that answering takes the same time for any address."""
        adres = f"{request.scheme}://{request.get_host()}"
        for gebruiker in self.users:
            mailing.stuur_wachtwoordlink(gebruiker, mailing.VERGETEN, adres)
        return str(self.cleaned_data["email"])


class WachtwoordKiezen(InOnzeWoorden, account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """Choose a password by the link of an invitation or a reset."""


class WachtwoordWijzigen(InOnzeWoorden, account.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """Change one's own password."""


class NogEensWachtwoord(InOnzeWoorden, account.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """Prove once more who you are, with the password."""


class NogEensCode(InOnzeWoorden, mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """Prove once more who you are, with a code."""


class CodeInvullen(InOnzeWoorden, mfa.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step of signing in."""


class AppKoppelen(InOnzeWoorden, totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of an app shows that it has the secret."""


class SleutelToevoegen(InOnzeWoorden, webauthn.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A name for a passkey; the passkey itself is put in by the browser."""
