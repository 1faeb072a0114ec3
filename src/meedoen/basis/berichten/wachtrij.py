"""The states of a message and of its channel. Each function is one short transaction.

A worker leases a message (`neem`), and writes how it went under the number of its attempt. When its lease was
lost and someone else took the message, that number is an older one and nothing is written.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, QuerySet
from django.utils import timezone

from meedoen.basis.berichten import klok
from meedoen.basis.berichten.bezorgers import Bezorger, Later, Onbereikbaar
from meedoen.basis.berichten.models import Bericht, Kanaalstand

Status = Bericht.Status
CIJFERS = re.compile(r"\d{7,}")


def neem(gemeente_id: UUID, kanaal: str) -> Bericht | None:
    """Lease the first message that may go now; None when there is none.

    While the channel is paused there is none, and after the pause one at a time.
    """
    with transaction.atomic():
        koppen = _koppen(gemeente_id, kanaal)
        if not _gestoord(gemeente_id, kanaal).exists():
            return _huur(koppen.order_by("volgnummer"))
        stand = _gestoord(gemeente_id, kanaal).select_for_update(skip_locked=True).first()
        nu = timezone.now()
        if stand is None or (stand.gesloten_tot and stand.gesloten_tot > nu):
            return None
        # Not the same one again and again: it may be the cause.
        bericht = _huur(koppen.order_by("pogingen", "volgnummer"))
        if bericht is not None:
            stand.proef = bericht.pk
            stand.gesloten_tot = nu + klok.huur()
            stand.save(update_fields=["proef", "gesloten_tot"])
        return bericht


def is_verzonden(bericht: Bericht, antwoord: Any, bezorger: Bezorger, *, volg: bool) -> Bericht | None:
    """Write that it arrived, with what the answer means; lease the next of its key when `volg`."""
    with transaction.atomic():
        nu = timezone.now()
        if not _zet(bericht, Status.VERZONDEN, verzonden_op=nu, laatste_fout="", redenen=[]):
            return None
        bezorger.verwerk(bericht, antwoord)
        _antwoordt(bericht)
        return _volgende(bericht) if volg else None


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
            volgende_poging=nu + klok.pauze(bericht.pogingen),
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
        stand.gesloten_tot = nu + klok.pauze(stand.opeenvolgende_fouten)
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
        op = sinds is not None and klok.geduld_is_op(sinds, fouten, nu)
        gezet = _zet(
            bericht,
            Status.MISLUKT if op else Status.WACHT,
            volgende_poging=nu + klok.pauze(fouten, klok.LANGSTE_UITSTEL),
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


def aantal_klaar(gemeente_id: UUID, kanaal: str, hooguit: int) -> int:
    """How many messages may go at once now, up to `hooguit`."""
    stand = _gestoord(gemeente_id, kanaal).first()
    if stand is not None:
        if stand.gesloten_tot and stand.gesloten_tot > timezone.now():
            return 0
        hooguit = 1
    koppen = _koppen(gemeente_id, kanaal).order_by("volgnummer").values_list("pk", flat=True)
    return len(koppen[:hooguit])


def volgend_moment(gemeente_id: UUID, kanaal: str) -> datetime | None:
    """When there is something to do again; None when nothing waits or is under way."""
    hier = Bericht.objects.filter(gemeente_id=gemeente_id, kanaal=kanaal)
    wacht = _vooraan(hier.filter(status=Status.WACHT)).aggregate(moment=Min("volgende_poging"))["moment"]
    stand = _gestoord(gemeente_id, kanaal).first()
    if wacht and stand and stand.gesloten_tot:
        wacht = max(wacht, stand.gesloten_tot)
    kwijt = hier.filter(status=Status.BEZIG).aggregate(moment=Min("bezig_tot"))["moment"]
    return min((moment for moment in (wacht, kwijt) if moment), default=None)


def _koppen(gemeente_id: UUID, kanaal: str) -> QuerySet[Bericht]:
    """The messages that may go now: ready, and nothing unfinished before them with the same key."""
    klaar = Bericht.objects.filter(
        gemeente_id=gemeente_id,
        kanaal=kanaal,
        status=Status.WACHT,
        volgende_poging__lte=timezone.now(),
    )
    return _vooraan(klaar)


def _vooraan(berichten: QuerySet[Bericht]) -> QuerySet[Bericht]:
    eerder = Bericht.objects.filter(
        gemeente_id=OuterRef("gemeente_id"),
        kanaal=OuterRef("kanaal"),
        volgsleutel=OuterRef("volgsleutel"),
        volgnummer__lt=OuterRef("volgnummer"),
        status__in=Bericht.ONAF,
    )
    return berichten.filter(~Exists(eerder))


def _huur(koppen: QuerySet[Bericht]) -> Bericht | None:
    """Lease the first of these that no other worker is taking."""
    bericht = koppen.select_for_update(skip_locked=True, of=("self",)).first()
    if bericht is None:
        return None
    nu = timezone.now()
    bericht.status, bericht.status_sinds = Status.BEZIG, nu
    bericht.bezig_tot = nu + klok.huur()
    bericht.pogingen += 1
    bericht.save(update_fields=["status", "status_sinds", "bezig_tot", "pogingen"])
    return bericht


def _volgende(bericht: Bericht) -> Bericht | None:
    if _gestoord(bericht.gemeente_id, bericht.kanaal).exists():
        return None
    koppen = _koppen(bericht.gemeente_id, bericht.kanaal).filter(volgsleutel=bericht.volgsleutel)
    return _huur(koppen)


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


def _antwoordt(bericht: Bericht) -> None:
    """The other side said something: its channel is open again."""
    _gestoord(bericht.gemeente_id, bericht.kanaal).update(
        opeenvolgende_fouten=0, gesloten_tot=None, sinds=None, proef=None
    )


def _tekst(fout: Exception) -> str:
    """What went wrong, without anything that can be the number of a person."""
    return CIJFERS.sub("…", str(fout) or type(fout).__name__)[:200]
