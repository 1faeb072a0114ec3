"""The states of a message and of its channel. Each function is one short transaction.

A worker leases a message (`huur`), and writes how it went under the number of its attempt. When its lease was
lost and someone else took the message, that number is an older one and nothing is written.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Min, QuerySet
from django.utils import timezone

from meedoen.basis.outbox import clock, queries
from meedoen.basis.outbox.deliverers import Bezorger, Later, Onbereikbaar, zonder_nummers
from meedoen.basis.outbox.models import Bericht, Kanaalstand

Status = Bericht.Status


def is_gestoord(gemeente_id: UUID, kanaal: str) -> bool:
    """Did the other side not answer last time?"""
    return _gestoord(gemeente_id, kanaal).exists()


def klaar(gemeente_id: UUID, kanaal: str, hooguit: int) -> list[UUID]:
    """The messages that may go now, each the first of its key; the oldest first."""
    waar = {"gemeente_id": gemeente_id, "kanaal": kanaal}
    return [pk for (pk,) in _vraag(queries.KOPPEN, **waar, nu=timezone.now(), hooguit=hooguit)]


def huur(gemeente_id: UUID, kanaal: str, bericht_id: UUID) -> Bericht | None:
    """Lease one of those that are ready; None when another was first, or the channel is disturbed now."""
    return _huur(queries.HUUR_ALS_OPEN, gemeente_id=gemeente_id, kanaal=kanaal, id=bericht_id)


def huur_proef(gemeente_id: UUID, kanaal: str) -> Bericht | None:
    """Lease the message that finds out whether the other side of a disturbed channel answers again.

    None while it pauses, while another probes, or when there is none.
    """
    with transaction.atomic():
        stand = _gestoord(gemeente_id, kanaal).select_for_update(skip_locked=True).first()
        nu = timezone.now()
        if stand is None or (stand.gesloten_tot and stand.gesloten_tot > nu):
            return None
        kop = _vraag(queries.PROEF, gemeente_id=gemeente_id, kanaal=kanaal, nu=nu)
        bericht = _huur(queries.HUUR, id=kop[0][0]) if kop else None
        if bericht is not None:
            stand.proef = bericht.pk
            stand.gesloten_tot = nu + clock.huur()
            stand.save(update_fields=["proef", "gesloten_tot"])
        return bericht


def is_verzonden(bericht: Bericht, antwoord: Any, bezorger: Bezorger, *, volg: bool) -> Bericht | None:
    """Write that it arrived, with what the answer means; lease the next of its key when `volg`."""
    with transaction.atomic():
        nu = timezone.now()
        if not _vraag(queries.VERZONDEN, nu=nu, id=bericht.pk, poging=bericht.pogingen):
            return None
        bericht.status, bericht.verzonden_op, bericht.bezig_tot = Status.VERZONDEN, nu, None
        bezorger.verwerk(bericht, antwoord)
        volgende = _volgende(bericht) if volg else None
        # Who finds a next one found an open channel.
        if volgende is None and _antwoordt(bericht) and volg:
            return _volgende(bericht)
        return volgende


def is_afgewezen(bericht: Bericht, fouten: list[str], bezorger: Bezorger) -> None:
    """Write that the other side refuses it, with what that means."""
    with transaction.atomic():
        if _zet(bericht, Status.AFGEWEZEN, laatste_fout="Afgewezen", redenen=fouten):
            bezorger.bij_afwijzing(bericht, fouten)
            _antwoordt(bericht)


def is_onbereikbaar(bericht: Bericht, fout: Onbereikbaar) -> None:
    """Write that the other side did not answer: its channel pauses, longer each time."""
    with transaction.atomic():
        nu = timezone.now()
        tekst = _tekst(fout)
        if not _zet(
            bericht,
            Status.WACHT,
            # When only this message gets no answer, others must have their turn.
            volgende_poging=nu + clock.pauze(bericht.pogingen),
            fouten_op_rij=0,
            fout_sinds=None,
            laatste_fout=tekst,
        ):
            return
        waar = {"gemeente_id": bericht.gemeente_id, "kanaal": bericht.kanaal}
        Kanaalstand.objects.bulk_create([Kanaalstand(**waar)], ignore_conflicts=True)
        stand = Kanaalstand.objects.select_for_update().get(**waar)
        if stand.opeenvolgende_fouten and stand.proef != bericht.pk:
            return  # it was under way already when the channel was paused
        stand.opeenvolgende_fouten += 1
        stand.gesloten_tot = nu + clock.pauze(stand.opeenvolgende_fouten)
        stand.sinds = stand.sinds or nu
        stand.laatste_fout = tekst
        stand.proef = None
        stand.save()


def is_mislukt(bericht: Bericht, fout: Exception) -> None:
    """Write that this attempt failed by this message: tried later, or a dead letter when it was enough."""
    with transaction.atomic():
        nu = timezone.now()
        fouten = bericht.fouten_op_rij + 1
        orde = isinstance(fout, Later)
        sinds = None if orde else bericht.fout_sinds or nu
        op = sinds is not None and clock.geduld_is_op(sinds, fouten, nu)
        gezet = _zet(
            bericht,
            Status.MISLUKT if op else Status.WACHT,
            volgende_poging=nu + clock.pauze(fouten, clock.LANGSTE_UITSTEL),
            fouten_op_rij=fouten,
            fout_sinds=sinds,
            laatste_fout=_tekst(fout) if orde else type(fout).__name__,
        )
        if gezet and orde:
            _antwoordt(bericht)
        elif gezet:
            # It says nothing about the other side: another message may find out.
            _gestoord(bericht.gemeente_id, bericht.kanaal).filter(proef=bericht.pk).update(
                proef=None, gesloten_tot=nu
            )


def bevrijd(gemeente_id: UUID, kanaal: str) -> int:
    """Let the messages whose lease was lost be tried again; returns how many."""
    nu = timezone.now()
    verloren = Bericht.objects.filter(gemeente_id=gemeente_id, kanaal=kanaal, status=Status.BEZIG)
    return verloren.filter(bezig_tot__lt=nu).update(
        status=Status.WACHT, status_sinds=nu, volgende_poging=nu, bezig_tot=None
    )


def volgend_moment(gemeente_id: UUID, kanaal: str) -> datetime | None:
    """When there is something to do again; None when nothing waits or is under way."""
    ((wacht,),) = _vraag(queries.EERSTVOLGENDE, gemeente_id=gemeente_id, kanaal=kanaal)
    stand = _gestoord(gemeente_id, kanaal).first()
    if wacht and stand and stand.gesloten_tot:
        wacht = max(wacht, stand.gesloten_tot)
    bezig = Bericht.objects.filter(gemeente_id=gemeente_id, kanaal=kanaal, status=Status.BEZIG)
    kwijt = bezig.aggregate(moment=Min("bezig_tot"))["moment"]
    return min((moment for moment in (wacht, kwijt) if moment), default=None)


def _vraag(query: str, **waarden: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, waarden)
        return list(cursor.fetchall())


def _huur(query: str, **waar: Any) -> Bericht | None:
    nu = timezone.now()
    return next(iter(Bericht.objects.raw(query, waar | {"nu": nu, "tot": nu + clock.huur()})), None)


def _volgende(bericht: Bericht) -> Bericht | None:
    return _huur(
        queries.HUUR_VOLGENDE,
        gemeente_id=bericht.gemeente_id,
        kanaal=bericht.kanaal,
        volgsleutel=bericht.volgsleutel,
    )


def _zet(bericht: Bericht, status: str, **velden: Any) -> bool:
    """Write how an attempt ended; False when the lease was lost and someone else has it, or had it."""
    velden |= {"status": status, "status_sinds": timezone.now(), "bezig_tot": None}
    mijn = Bericht.objects.filter(pk=bericht.pk, status=Status.BEZIG, pogingen=bericht.pogingen)
    if not mijn.update(**velden):
        return False
    for naam, waarde in velden.items():
        setattr(bericht, naam, waarde)
    return True


def _gestoord(gemeente_id: UUID, kanaal: str) -> QuerySet[Kanaalstand]:
    return Kanaalstand.objects.filter(gemeente_id=gemeente_id, kanaal=kanaal, opeenvolgende_fouten__gt=0)


def _antwoordt(bericht: Bericht) -> bool:
    """The other side said something: its channel is open. Returns whether it was not."""
    return bool(
        _gestoord(bericht.gemeente_id, bericht.kanaal).update(
            opeenvolgende_fouten=0, gesloten_tot=None, sinds=None, proef=None
        )
    )


def _tekst(fout: Exception) -> str:
    return zonder_nummers(str(fout) or type(fout).__name__)[:200]
