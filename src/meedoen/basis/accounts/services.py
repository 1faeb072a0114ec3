"""Client tokens: proposed by a beheerder, made and shown once for the owner, worth no more than the owner."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from meedoen.basis.access.actor import Actor, actor_of
from meedoen.basis.access.models import ApiKey, fingerprint
from meedoen.basis.access.rechten import REGISTER, Refused
from meedoen.basis.accounts import mailing
from meedoen.basis.accounts.rechten import KEYS_MANAGE, OWN_KEYS
from meedoen.basis.audit_log.services import Action, log
from meedoen.basis.organisations.models import Account, Organisation
from meedoen.basis.organisations.selectors import appointments_in, valid_on

VOORVOEGSEL = "meedoen_"
"""Lets a token that was left somewhere be recognised for what it is."""
LONGEST = timedelta(days=365)
DOEL = gettext_noop("beheer van toegangssleutels")

ComputedState = ApiKey.ComputedState
NO_LONGER = {
    ComputedState.LAPSED: gettext_lazy(
        "Dit voorstel is vervallen. Vraag de functioneel beheerder om een nieuw voorstel."
    ),
    ComputedState.WITHDRAWN: gettext_lazy("Deze toegangssleutel is ingetrokken."),
}
ALREADY_CONFIRMED = gettext_lazy(
    "Je hebt deze sleutel al bevestigd. De tekst is niet meer te zien. Ben je die kwijt? Trek de sleutel dan "
    "in en vraag om een nieuw voorstel."
)


@transaction.atomic
def propose_key(
    actor: Actor,
    gemeente: Organisation,
    *,
    naam: str,
    eigenaar: Account,
    doel: str,
    bereik: Collection[str],
    einddatum: date,
    adres: str,
) -> ApiKey:
    """Prepare a client token for a colleague. It opens nothing until she confirms it, as the mail tells her.

    Args:
        bereik: names of rights that a token may carry (`Recht.via_api`) and its owner has.
        einddatum: its last day, at most a year away.
        adres: the site as its users reach it, for the link.

    Raises:
        Geweigerd: not the actor's municipality, an owner who does not work there, a scope that no token may
            have or its owner has not, or a last day too far away or past.
    """
    key = ApiKey(
        gemeente=gemeente,
        naam=_on_one_line(naam),
        eigenaar=eigenaar,
        proposed_by_id=actor.id,
        doel=_on_one_line(doel),
        bereik=sorted(bereik),
        einddatum=einddatum,
    )
    KEYS_MANAGE.require(actor, key)
    _check(key)
    key.save()
    change = {
        "naam": [None, key.naam],
        "eigenaar": [None, str(eigenaar.pk)],
        "bereik": [None, key.bereik],
        "einddatum": [None, einddatum],
    }
    _log(actor, Action.CREATED, gettext_noop("voorstel voor een toegangssleutel"), key, change)
    mailing.send(
        eigenaar,
        "voorstel toegangssleutel",
        gettext_lazy("Software wil namens jou werken in Meedoen"),
        "own/email/proposal.txt",
        sleutel=key,
        wie=actor.naam,
        link=f"{adres}{reverse('access:software')}",
    )
    return key


@transaction.atomic
def confirm_key(actor: Actor, sleutel_id: UUID) -> tuple[ApiKey, str]:
    """Make the token that was proposed; returns it with its text, which is kept nowhere.

    Of two confirmations at the same time the second waits, and is refused.

    Raises:
        Toegangssleutel.DoesNotExist: no such proposal.
        Geweigerd: not the owner herself, lapsed, withdrawn or confirmed before, or by now asking for more
            than its owner may.
    """
    key = ApiKey.objects.select_for_update().get(pk=sleutel_id)
    OWN_KEYS.require(actor, key)
    if (state := key.stand) != ComputedState.PROPOSAL:
        raise Refused(str(NO_LONGER.get(state, ALREADY_CONFIRMED)))
    _check(key)
    text = VOORVOEGSEL + secrets.token_urlsafe(32)
    key.fingerprint = fingerprint(text)
    key.confirmed_at = timezone.now()
    key.save(update_fields=["fingerprint", "confirmed_at"])
    _log(actor, Action.CREATED, gettext_noop("toegangssleutel"), key)
    what = gettext_lazy("Je maakte een toegangssleutel waarmee '{naam}' namens jou werkt.")
    mailing.report_change(key.eigenaar, format_lazy(what, naam=key.naam))
    return key, text


@transaction.atomic
def withdraw_key(actor: Actor, key: ApiKey) -> None:
    """End a client token or a proposal at once; doing so twice changes nothing. Its owner is told.

    Raises:
        Geweigerd: neither the owner nor a beheerder of the municipality.
    """
    if not OWN_KEYS.may(actor, key):
        KEYS_MANAGE.require(actor, key)
    still_open = ApiKey.objects.filter(pk=key.pk, withdrawn_at=None)
    if not still_open.update(withdrawn_at=timezone.now()):
        return
    key.refresh_from_db()
    _log(actor, Action.WITHDRAWN, gettext_noop("toegangssleutel"), key)
    if actor.id != key.eigenaar_id:
        what = gettext_lazy("{wie} trok de toegangssleutel voor '{naam}' in.")
        mailing.report_change(key.eigenaar, format_lazy(what, wie=actor.naam, naam=key.naam))


def actor_of_key(token: str) -> Actor | None:
    """Who asks with this token: its owner, in the token's municipality and within its scope.

    None when it opens nothing: unknown, withdrawn or past its last day, or of an owner who was deactivated or
    no longer works there.
    """
    rows = ApiKey.objects.select_related("eigenaar")
    key = rows.filter(fingerprint=fingerprint(token)).first()
    if key is None or key.stand != ComputedState.VALID or not key.eigenaar.is_active:
        return None
    owner = _only_in(key.gemeente_id, actor_of(key.eigenaar, kanaal="api"))
    if not owner.roles:
        return None
    name = f"{key.naam} (namens {owner.naam})"[:120]
    return replace(owner, naam=name, bereik=frozenset(key.bereik), doel=key.doel)


def above_the_owner(owner: Account, gemeente: Organisation, rows: Collection[str]) -> list[str]:
    """The rights among these that this person does not have in this municipality today, by name."""
    actor = _only_in(gemeente.pk, actor_of(owner))
    return [name for name in sorted(rows) if name in REGISTER and not REGISTER[name].may_anywhere(actor)]


def _only_in(gemeente_id: UUID, actor: Actor) -> Actor:
    """The actor with the roles in this municipality alone."""
    here = frozenset({gemeente_id})
    return replace(actor, roles={role: here for role, where in actor.roles.items() if gemeente_id in where})


def _check(key: ApiKey) -> None:
    """Refuse a token that could do more, or last longer, than a token may."""
    via_api = {recht.naam for recht in REGISTER.values() if recht.via_api}
    today = timezone.localdate()
    if not key.bereik or not set(key.bereik) <= via_api:
        raise Refused(_("Kies rechten die een toegangssleutel mag hebben."))
    if not today <= key.einddatum <= today + LONGEST:
        raise Refused(_("Een toegangssleutel geldt hoogstens een jaar."))
    here = appointments_in(key.gemeente).filter(valid_on(), user=key.eigenaar)
    if not key.eigenaar.is_active or not here.exists():
        raise Refused(_("De eigenaar moet in deze gemeente werken."))
    if above_the_owner(key.eigenaar, key.gemeente, key.bereik):
        raise Refused(_("Een toegangssleutel mag niet meer dan de eigenaar."))


def _on_one_line(text: str) -> str:
    """What stands in a mail that somebody else reads begins no line there."""
    return " ".join(text.split())


def _log(
    actor: Actor,
    action: str,
    subject: str,
    key: ApiKey,
    change: dict[str, object] | None = None,
) -> None:
    log(
        actor,
        action,
        subject,
        gemeente_id=key.gemeente_id,
        onderwerp_id=key.pk,
        doel=DOEL,
        wijziging=change,
    )
