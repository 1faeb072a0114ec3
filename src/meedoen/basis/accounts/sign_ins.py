"""Signing in and out, and what one signs in with, in the logbook of each municipality somebody works for."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import password_changed, password_reset, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import NOBODY, Actor
from meedoen.basis.access.scope import within
from meedoen.basis.audit_log.bounded import SIGN_INS, UNKNOWN, log_bounded
from meedoen.basis.audit_log.services import Action, log
from meedoen.basis.organisations.models import Account, Organisation
from meedoen.basis.organisations.selectors import gemeenten_of_account

VIA_GEMEENTE = gettext_noop("via de gemeente")
WITHOUT_PASSWORD = gettext_noop("met een sleutel, zonder wachtwoord")
WITH_SECOND_STEP = gettext_noop("met wachtwoord en tweede stap")
WITH_PASSWORD = gettext_noop("met wachtwoord")
PASSWORD_ERROR = gettext_noop("wachtwoord klopt niet, of account staat uit")
CODE_ERROR = gettext_noop("code klopt niet")
GEMEENTE_ERROR = gettext_noop("via de gemeente, zonder account dat daarmee open mag")
UNKNOWN_ADDRESS = gettext_noop("met een e-mailadres zonder account")
ITSELF = gettext_noop("door de gebruiker zelf")
QUIET_TOO_LONG = gettext_noop("sessie was voorbij")

MEANS = {
    Authenticator.Type.TOTP: gettext_noop("app met codes"),
    Authenticator.Type.WEBAUTHN: gettext_noop("sleutel van telefoon of computer"),
    Authenticator.Type.RECOVERY_CODES: gettext_noop("herstelcodes"),
}


@receiver(user_logged_in)
def logged_in(request: HttpRequest, user: Account, **_: Any) -> None:
    """Someone is in: with what."""
    steps = get_authentication_records(request, user)
    ways = {step["method"] for step in steps}
    if "socialaccount" in ways:
        doel = VIA_GEMEENTE
    elif any(step.get("passwordless") for step in steps):
        doel = WITHOUT_PASSWORD
    else:
        doel = WITH_SECOND_STEP if "mfa" in ways else WITH_PASSWORD
    _log(user, Action.SUCCEEDED, gettext_noop("inloggen"), doel)


@receiver(user_logged_out)
def logged_out(request: HttpRequest, user: Account | None, **_: Any) -> None:
    """Someone is out: by herself, or because her session was over when the next request came."""
    if user is not None:
        _log(
            user,
            Action.SUCCEEDED,
            gettext_noop("uitloggen"),
            ITSELF if request.resolver_match else QUIET_TOO_LONG,
        )


@receiver(user_login_failed)
def not_logged_in(credentials: dict[str, Any], **_: Any) -> None:
    """A password was wrong, or there is no such account: then nothing that was typed is kept."""
    address = str(credentials.get("email") or "").strip().lower()
    user = Account.objects.filter(email=address).first()
    log_failure(user, PASSWORD_ERROR if user else UNKNOWN_ADDRESS)


@receiver(authentication_failed)
def code_did_not_match(user: Account, **_: Any) -> None:
    """The password was right and the code was not."""
    log_failure(user, CODE_ERROR)


@receiver(post_save, sender=Authenticator)
def second_step_added(instance: Authenticator, created: bool, **_: Any) -> None:  # Django's form
    """Something more to sign in with; in the transaction that makes it, unlike allauth's own signal."""
    if created:
        _log(instance.user, Action.CREATED, gettext_noop("tweede stap"), MEANS[instance.type])


@receiver(post_delete, sender=Authenticator)
def second_step_removed(instance: Authenticator, **_: Any) -> None:
    """Something less to sign in with; new recovery codes take the place of old ones."""
    _log(instance.user, Action.WITHDRAWN, gettext_noop("tweede stap"), MEANS[instance.type])


@receiver([password_changed, password_reset])
def another_password(user: Account, **_: Any) -> None:
    """Another password, chosen while signed in or by a link."""
    _log(user, Action.CHANGED, gettext_noop("wachtwoord"), ITSELF)


def log_failure(user: Account | None, doel: str) -> None:
    """Write down that signing in failed, so often and no more.

    With an account, for the municipalities of that account; without one for every municipality of the site,
    because whose door it was is not known.
    """
    if user is not None:
        gemeenten, actor, limit = gemeenten_of_account(user.pk), _actor(user), SIGN_INS
    else:
        all_ = Organisation.objects.filter(soort=Organisation.Kind.GEMEENTE)
        gemeenten, actor, limit = list(all_.values_list("pk", flat=True)), NOBODY, UNKNOWN
    log_bounded(actor, Action.FAILED, gettext_noop("inloggen"), gemeenten=gemeenten, doel=doel, limit=limit)


def _log(user: Account, action: str, subject: str, doel: str) -> None:
    gemeenten = gemeenten_of_account(user.pk)
    with within(gemeenten):
        for gemeente_id in gemeenten:
            log(_actor(user), action, subject, gemeente_id=gemeente_id, doel=doel)


def _actor(user: Account) -> Actor:
    return Actor(id=user.pk, naam=user.naam)
