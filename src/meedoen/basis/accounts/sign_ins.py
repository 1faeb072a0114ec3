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

from meedoen.basis.access.actor import NIEMAND, Actor
from meedoen.basis.access.scope import werkruimte
from meedoen.basis.audit_log.bounded import AANMELDINGEN, ONBEKENDEN, noteer_begrensd
from meedoen.basis.audit_log.services import Handeling, noteer
from meedoen.basis.organisations.models import Gebruiker, Organisatie
from meedoen.basis.organisations.selectors import gemeenten_van_account

VIA_GEMEENTE = gettext_noop("via de gemeente")
ZONDER_WACHTWOORD = gettext_noop("met een sleutel, zonder wachtwoord")
MET_TWEEDE_STAP = gettext_noop("met wachtwoord en tweede stap")
MET_WACHTWOORD = gettext_noop("met wachtwoord")
WACHTWOORD_FOUT = gettext_noop("wachtwoord klopt niet, of account staat uit")
CODE_FOUT = gettext_noop("code klopt niet")
GEMEENTE_FOUT = gettext_noop("via de gemeente, zonder account dat daarmee open mag")
ONBEKEND_ADRES = gettext_noop("met een e-mailadres zonder account")
ZELF = gettext_noop("door de gebruiker zelf")
TE_LANG_STIL = gettext_noop("sessie was voorbij")

MIDDEL = {
    Authenticator.Type.TOTP: gettext_noop("app met codes"),
    Authenticator.Type.WEBAUTHN: gettext_noop("sleutel van telefoon of computer"),
    Authenticator.Type.RECOVERY_CODES: gettext_noop("herstelcodes"),
}


@receiver(user_logged_in)
def ingelogd(request: HttpRequest, user: Gebruiker, **_: Any) -> None:
    """Someone is in: with what."""
    stappen = get_authentication_records(request, user)
    manieren = {stap["method"] for stap in stappen}
    if "socialaccount" in manieren:
        doel = VIA_GEMEENTE
    elif any(stap.get("passwordless") for stap in stappen):
        doel = ZONDER_WACHTWOORD
    else:
        doel = MET_TWEEDE_STAP if "mfa" in manieren else MET_WACHTWOORD
    _noteer(user, Handeling.GELUKT, gettext_noop("inloggen"), doel)


@receiver(user_logged_out)
def uitgelogd(request: HttpRequest, user: Gebruiker | None, **_: Any) -> None:
    """Someone is out: by herself, or because her session was over when the next request came."""
    if user is not None:
        _noteer(
            user,
            Handeling.GELUKT,
            gettext_noop("uitloggen"),
            ZELF if request.resolver_match else TE_LANG_STIL,
        )


@receiver(user_login_failed)
def niet_ingelogd(credentials: dict[str, Any], **_: Any) -> None:
    """A password was wrong, or there is no such account: then nothing that was typed is kept."""
    adres = str(credentials.get("email") or "").strip().lower()
    gebruiker = Gebruiker.objects.filter(email=adres).first()
    noteer_mislukt(gebruiker, WACHTWOORD_FOUT if gebruiker else ONBEKEND_ADRES)


@receiver(authentication_failed)
def code_klopte_niet(user: Gebruiker, **_: Any) -> None:
    """The password was right and the code was not."""
    noteer_mislukt(user, CODE_FOUT)


@receiver(post_save, sender=Authenticator)
def tweede_stap_erbij(instance: Authenticator, created: bool, **_: Any) -> None:  # Django's form
    """Something more to sign in with; in the transaction that makes it, unlike allauth's own signal."""
    if created:
        _noteer(instance.user, Handeling.AANGEMAAKT, gettext_noop("tweede stap"), MIDDEL[instance.type])


@receiver(post_delete, sender=Authenticator)
def tweede_stap_eraf(instance: Authenticator, **_: Any) -> None:
    """Something less to sign in with; new recovery codes take the place of old ones."""
    _noteer(instance.user, Handeling.INGETROKKEN, gettext_noop("tweede stap"), MIDDEL[instance.type])


@receiver([password_changed, password_reset])
def ander_wachtwoord(user: Gebruiker, **_: Any) -> None:
    """Another password, chosen while signed in or by a link."""
    _noteer(user, Handeling.GEWIJZIGD, gettext_noop("wachtwoord"), ZELF)


def noteer_mislukt(gebruiker: Gebruiker | None, doel: str) -> None:
    """Write down that signing in failed, so often and no more.

    With an account, for the municipalities of that account; without one for every municipality of the site,
    because whose door it was is not known.
    """
    if gebruiker is not None:
        gemeenten, actor, grens = gemeenten_van_account(gebruiker.pk), _actor(gebruiker), AANMELDINGEN
    else:
        alle = Organisatie.objects.filter(soort=Organisatie.Soort.GEMEENTE)
        gemeenten, actor, grens = list(alle.values_list("pk", flat=True)), NIEMAND, ONBEKENDEN
    noteer_begrensd(
        actor, Handeling.MISLUKT, gettext_noop("inloggen"), gemeenten=gemeenten, doel=doel, grens=grens
    )


def _noteer(gebruiker: Gebruiker, handeling: str, onderwerp: str, doel: str) -> None:
    gemeenten = gemeenten_van_account(gebruiker.pk)
    with werkruimte(gemeenten):
        for gemeente_id in gemeenten:
            noteer(_actor(gebruiker), handeling, onderwerp, gemeente_id=gemeente_id, doel=doel)


def _actor(gebruiker: Gebruiker) -> Actor:
    return Actor(id=gebruiker.pk, naam=gebruiker.naam)
