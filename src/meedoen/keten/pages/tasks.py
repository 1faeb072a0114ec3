"""Mail to who manages the chain, once a day at most, when something needs a person."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from procrastinate.contrib.django import app

from meedoen.basis.access.scope import werkruimte
from meedoen.basis.organisations.models import Gebruiker, Organisatie
from meedoen.basis.organisations.selectors import aanstellingen_in, geldig_op
from meedoen.basis.outbox.models import Bericht
from meedoen.basis.outbox.services import plaats
from meedoen.keten.pages.attention import Aandacht, aandacht
from meedoen.keten.pages.rechten import KETEN_BEHEREN

SOORT = gettext_noop("keten vraagt aandacht")
HOOGUIT_PER = timedelta(days=1)


@app.periodic(cron="*/15 * * * *")
@app.task(name="keten.pagina.waarschuw", queueing_lock="keten.pagina.waarschuw")
def waarschuw(timestamp: int = 0) -> int:  # noqa: ARG001  # procrastinate tells when it was due
    """Mail the administrators of every municipality whose chain needs a person; returns how many mails."""
    gemaild = 0
    for gemeente in Organisatie.objects.filter(soort=Organisatie.Soort.GEMEENTE):
        with werkruimte([gemeente.pk]), transaction.atomic():
            (let_op,) = aandacht([gemeente.pk])
            if let_op.aantal and not _al_gemaild(gemeente):
                for beheerder in _beheerders(gemeente):
                    _mail(gemeente, let_op, beheerder)
                    gemaild += 1
    return gemaild


def _al_gemaild(gemeente: Organisatie) -> bool:
    """Did a mail of today leave, or does it lie ready? One that was refused counts too."""
    sinds = timezone.now() - HOOGUIT_PER
    # By what the indexes of the outbox hold: what is not done, and what left since.
    hier = Q(status__in=Bericht.ONAF) | Q(verzonden_op__gte=sinds)
    mails = Bericht.objects.filter(hier, gemeente=gemeente, kanaal="email", soort=SOORT)
    return mails.filter(gemaakt_op__gte=sinds).exists()


def _beheerders(gemeente: Organisatie) -> list[Gebruiker]:
    rijen = aanstellingen_in(gemeente).filter(
        geldig_op(), rol__in=KETEN_BEHEREN.rollen, gebruiker__is_active=True
    )
    return list({rij.gebruiker.pk: rij.gebruiker for rij in rijen}.values())


def _mail(gemeente: Organisatie, let_op: Aandacht, gebruiker: Gebruiker) -> None:
    """Put the mail in the outbox, in the language of its reader."""
    with override(gebruiker.taal):
        inhoud = {
            "aan": gebruiker.email,
            "onderwerp": _("De keten van %(gemeente)s vraagt aandacht") % {"gemeente": gemeente.naam},
            "tekst": render_to_string(
                "keten/email/aandacht.txt",
                {"gebruiker": gebruiker, "gemeente": gemeente, "aandacht": let_op},
            ),
        }
    plaats("email", SOORT, inhoud, gemeente_id=gemeente.pk, volgsleutel=f"keten:{uuid.uuid4()}")
