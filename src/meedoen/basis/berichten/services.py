"""Writing, delivering and redelivering messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from meedoen.basis.berichten.models import Bericht
from meedoen.basis.toegang.werkruimte import werkruimte

MEESTE_POGINGEN = 15
"""After so many attempts, more than a day, a message is a dead letter that waits for a person."""

Bezorger = Callable[[Bericht], None]

BEZORGERS: dict[str, Bezorger] = {}
"""One deliverer per channel; it raises when the other side did not take the message."""


def bezorger(kanaal: str) -> Callable[[Bezorger], Bezorger]:
    """Register the function that delivers messages of a channel."""

    def meld_aan(functie: Bezorger) -> Bezorger:
        BEZORGERS[kanaal] = functie
        return functie

    return meld_aan


def plaats(
    kanaal: str, soort: str, inhoud: Mapping[str, Any], *, gemeente_id: UUID, volgsleutel: str
) -> Bericht:
    """Write a message in the outbox and wake the worker, both in the transaction that is running."""
    bericht = Bericht.objects.create(
        gemeente_id=gemeente_id, kanaal=kanaal, soort=soort, volgsleutel=volgsleutel, inhoud=dict(inhoud)
    )
    wek(bericht)
    return bericht


def wek(bericht: Bericht) -> None:
    """Give the worker a job for this message, in the transaction that is running."""
    from meedoen.basis.berichten.tasks import verzend_bericht

    verzend_bericht.defer(bericht_id=str(bericht.pk), gemeente_id=str(bericht.gemeente_id))


class NietBezorgd(Exception):  # noqa: N818  # it reads as what happened
    """The message did not arrive; the worker tries again later."""


def verzend(bericht_id: UUID, gemeente_id: UUID) -> None:
    """Deliver one message: at least once, in order, known to the receiver by its id.

    Does nothing when it was delivered before. Locks the row while delivering, so two workers never
    deliver the same message at once.

    Raises:
        NietBezorgd: not now; it stays in the outbox. After `MEESTE_POGINGEN` it is a dead letter instead.
    """
    with werkruimte([gemeente_id]):
        with transaction.atomic():
            bericht = Bericht.objects.select_for_update().filter(pk=bericht_id).first()
            if bericht is None or bericht.status != Bericht.Status.WACHT:
                return
            fout = _probeer(bericht)
        if fout:
            raise NietBezorgd(fout)


def _probeer(bericht: Bericht) -> str:
    """Try once and write down how it went. Returns the error to retry for, or an empty string."""
    if _wacht_op_eerdere(bericht):
        return "Een eerder bericht over dezelfde persoon is nog onderweg."
    bericht.pogingen += 1
    try:
        with transaction.atomic():
            BEZORGERS[bericht.kanaal](bericht)
    except Exception as fout:  # noqa: BLE001  # whatever the other side does, the message must stay
        bericht.laatste_fout = type(fout).__name__
        if bericht.pogingen >= MEESTE_POGINGEN:
            bericht.status = Bericht.Status.MISLUKT
    else:
        bericht.status = Bericht.Status.VERZONDEN
        bericht.verzonden_op = timezone.now()
        bericht.laatste_fout = ""
        _wek_volgende(bericht)
    bericht.save()
    return bericht.laatste_fout if bericht.status == Bericht.Status.WACHT else ""


def _wacht_op_eerdere(bericht: Bericht) -> bool:
    eerdere = Bericht.objects.filter(volgsleutel=bericht.volgsleutel, volgnummer__lt=bericht.volgnummer)
    return eerdere.exclude(status=Bericht.Status.VERZONDEN).exists()


def _wek_volgende(bericht: Bericht) -> None:
    """The next in the row need not wait until it happens to try again."""
    latere = Bericht.objects.filter(volgsleutel=bericht.volgsleutel, volgnummer__gt=bericht.volgnummer)
    if volgende := latere.filter(status=Bericht.Status.WACHT).order_by("volgnummer").first():
        wek(volgende)


def verzend_opnieuw(bericht: Bericht) -> bool:
    """Give a dead letter another chance; False when it is none, because someone else did so before."""
    nog_mislukt = Bericht.objects.filter(pk=bericht.pk, status=Bericht.Status.MISLUKT)
    if not nog_mislukt.update(status=Bericht.Status.WACHT, pogingen=0):
        return False
    wek(bericht)
    return True


@bezorger("email")
def _mail(bericht: Bericht) -> None:
    """Send an e-mail. Its text names no newcomer: a mailbox is no place for a dossier."""
    EmailMessage(
        subject=bericht.inhoud["onderwerp"],
        body=bericht.inhoud["tekst"],
        to=[bericht.inhoud["aan"]],
        headers={"Message-ID": f"<{bericht.pk}@meedoen>"},
    ).send()
