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

WORDS = {
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

EXPLANATION: dict[str, StrPromise | str] = {
    "password": "",
    "oldpassword": "",
    "password1": _("Minstens 12 tekens. Een zin van een paar woorden onthoud je goed en raadt niemand."),
    "name": _("Bijvoorbeeld de naam van je telefoon of laptop."),
    "passwordless": _(
        "Je logt in met alleen deze sleutel. Je apparaat vraagt dan om je vinger, gezicht of pincode."
    ),
}


class InOurWords(forms.Form):
    """Labels and help in our words; no placeholders, because they vanish while one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = WORDS.get(name) or field.label
            field.help_text = EXPLANATION.get(name, field.help_text)
            field.widget.attrs.pop("placeholder", None)
        if "code" in self.fields:
            self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SignInForm(InOurWords, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    """E-mail and password."""


class ForgotPasswordForm(InOurWords, account.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Ask for a link; who asks learns nothing about who has an account."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:  # noqa: ARG002  # allauth's form
        """Put the mail in the outbox, so that answering takes the same time for any address."""
        address = f"{request.scheme}://{request.get_host()}"
        for user in self.users:
            mailing.send_password_link(user, mailing.FORGET, address)
        return str(self.cleaned_data["email"])


class ChoosePasswordForm(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """Choose a password by the link of an invitation or a reset."""


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """Change one's own password."""


class PasswordAgainForm(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """Prove once more who you are, with the password."""


class CodeAgainForm(InOurWords, mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """Prove once more who you are, with a code."""


class EnterCodeForm(InOurWords, mfa.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step of signing in."""


class LinkAppForm(InOurWords, totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of an app shows that it has the secret."""


class AddKeyForm(InOurWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A name for a passkey; the passkey itself is put in by the browser."""
