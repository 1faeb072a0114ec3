"""The living plan: goals and what both sides promised. Each change keeps what was, why, and in which talk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Handeling
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.models import Contactmoment, Dossier
from meedoen.pip.evaluation import NogNiet
from meedoen.pip.models import Afspraak, Doel, PlanWijziging
from meedoen.pip.rechten import PIP_OPSTELLEN
from meedoen.wet.sentence import in_words

Deel = TypeVar("Deel", bound=Doel | Afspraak)


@dataclass(frozen=True)
class Waarom:
    """Why the plan changes, and in which talk that was agreed, when it was in one."""

    reden: str
    gesprek: Contactmoment | None = None


@transaction.atomic
def maak_doel(
    actor: Actor, dossier: Dossier, waarom: Waarom, *, soort: str, tekst: str, streefdatum: date | None = None
) -> Doel:
    """Add a goal.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: no reason, or there is a hoofddoel already.
    """
    doel = Doel(
        gemeente_id=dossier.gemeente_id, dossier=dossier, soort=soort, tekst=tekst, streefdatum=streefdatum
    )
    _eis_een_hoofddoel(doel)
    return _voeg_toe(actor, doel, waarom)


@transaction.atomic
def maak_afspraak(
    actor: Actor,
    dossier: Dossier,
    waarom: Waarom,
    *,
    partij: str,
    tekst: str,
    uiterlijk: date | None = None,
    doel: Doel | None = None,
) -> Afspraak:
    """Add an agreement of one of the sides.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: no reason, or the goal is of another dossier.
    """
    afspraak = Afspraak(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        doel=doel,
        partij=partij,
        tekst=tekst,
        uiterlijk=uiterlijk,
    )
    return _voeg_toe(actor, afspraak, waarom)


@transaction.atomic
def verander_doel(actor: Actor, doel: Doel, waarom: Waarom, *, tekst: str, streefdatum: date | None) -> Doel:
    """Change the words or the date of a goal.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: no reason, or the goal is closed.
    """
    return _verander(actor, doel, waarom, {"tekst": tekst, "streefdatum": streefdatum})


@transaction.atomic
def verander_afspraak(
    actor: Actor,
    afspraak: Afspraak,
    waarom: Waarom,
    *,
    partij: str,
    tekst: str,
    uiterlijk: date | None,
    doel: Doel | None = None,
) -> Afspraak:
    """Change who does what by when.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: no reason, the agreement is closed, or the goal is of another dossier.
    """
    return _verander(
        actor, afspraak, waarom, {"partij": partij, "tekst": tekst, "uiterlijk": uiterlijk, "doel": doel}
    )


@transaction.atomic
def rond_af(actor: Actor, onderdeel: Deel, waarom: Waarom, op: date) -> Deel:
    """A goal was reached, or an agreement kept, on this day.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: no reason, closed already, or a day to come.
    """
    if op > timezone.localdate():
        raise NogNiet(_("Die dag is nog niet geweest. Rond af als het gebeurd is."))
    veld = "bereikt_op" if isinstance(onderdeel, Doel) else "nagekomen_op"
    return _verander(actor, onderdeel, waarom, {veld: op})


@transaction.atomic
def vervalt(actor: Actor, onderdeel: Deel, waarom: Waarom) -> Deel:
    """Drop a goal or agreement. It stays in the history.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: no reason, or closed already.
    """
    return _verander(actor, onderdeel, waarom, {"vervallen_op": timezone.localdate()})


def _voeg_toe(actor: Actor, onderdeel: Deel, waarom: Waarom) -> Deel:
    PIP_OPSTELLEN.eis(actor, onderdeel)
    _eis_kloppend(onderdeel, waarom)
    onderdeel.save()
    _onthoud(actor, onderdeel, waarom, "")
    return onderdeel


def _verander(actor: Actor, onderdeel: Deel, waarom: Waarom, velden: Mapping[str, Any]) -> Deel:
    """Change an open goal or agreement; what stays the same is no change and leaves no trace."""
    rijen = type(onderdeel).objects.select_for_update(of=("self",)).select_related("dossier__persoon")
    rij = cast("Deel", rijen.get(pk=onderdeel.pk))
    PIP_OPSTELLEN.eis(actor, rij)
    if not rij.is_open:
        raise NogNiet(_("Dit is al afgerond of vervallen. Maak een nieuw doel of een nieuwe afspraak."))
    van = omschrijving(rij)
    for veld, waarde in velden.items():
        setattr(rij, veld, waarde)
    _eis_kloppend(rij, waarom)
    if omschrijving(rij) != van:
        rij.save()
        _onthoud(actor, rij, waarom, van)
    return rij


def _eis_kloppend(onderdeel: Doel | Afspraak, waarom: Waarom) -> None:
    if not waarom.reden.strip():
        raise NogNiet(_("Zeg waarom het plan verandert."))
    erbij = [waarom.gesprek, onderdeel.doel if isinstance(onderdeel, Afspraak) else None]
    if any(stuk is not None and stuk.dossier_id != onderdeel.dossier_id for stuk in erbij):
        raise NogNiet(_("Dat doel of gesprek hoort bij een ander dossier."))


def _eis_een_hoofddoel(doel: Doel) -> None:
    open_hoofddoel = Doel.objects.filter(
        dossier=doel.dossier, soort=Doel.Soort.HOOFD, bereikt_op=None, vervallen_op=None
    )
    if doel.soort == Doel.Soort.HOOFD and open_hoofddoel.exists():
        raise NogNiet(_("Er is al een hoofddoel. Rond dat eerst af, of verander het."))


def omschrijving(onderdeel: Doel | Afspraak) -> str:
    """A goal or agreement in one line: what, by whom, by when, and how it ended. Kept, so always in Dutch."""
    if isinstance(onderdeel, Doel):
        uiterlijk, klaar, gehaald = onderdeel.streefdatum, onderdeel.bereikt_op, "bereikt op"
        delen = [onderdeel.tekst]
    else:
        uiterlijk, klaar, gehaald = onderdeel.uiterlijk, onderdeel.nagekomen_op, "nagekomen op"
        delen = [f"{onderdeel.partij}: {onderdeel.tekst}"]
        if onderdeel.doel:
            delen.append(f"voor: {onderdeel.doel.tekst[:60]}")
    if uiterlijk:
        delen.append(f"uiterlijk {in_words(uiterlijk)}")
    if klaar:
        delen.append(f"{gehaald} {in_words(klaar)}")
    if onderdeel.vervallen_op:
        delen.append("vervallen")
    return " · ".join(delen)


def _onthoud(actor: Actor, onderdeel: Doel | Afspraak, waarom: Waarom, van: str) -> None:
    naar = omschrijving(onderdeel)
    soort = "doel" if isinstance(onderdeel, Doel) else "afspraak"
    PlanWijziging.objects.create(
        gemeente_id=onderdeel.gemeente_id,
        dossier=onderdeel.dossier,
        onderdeel=soort,
        onderdeel_id=onderdeel.pk,
        van=van,
        naar=naar,
        reden=waarom.reden.strip(),
        gesprek=waarom.gesprek,
        door_id=actor.id,
    )
    handeling, wijziging = Handeling.GEWIJZIGD if van else Handeling.AANGEMAAKT, {soort: [van or None, naar]}
    noteer_dossier(
        actor, handeling, gettext_noop("plan"), onderdeel.dossier, gettext_noop("plan bijhouden"), wijziging
    )
