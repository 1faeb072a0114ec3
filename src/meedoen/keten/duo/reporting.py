"""What we report to DUO: one function per report, in our own words; only here they become DUO's.

Each is called in the transaction of the fact it is about and puts one message in the outbox. Reports about a
person leave in the order in which they were placed. A report takes the place in that row of an earlier one of
its kind that DUO refused or that failed for good, so that the row goes on.

Without a connection, or for somebody without a BSN, nothing is placed and None is returned: the fact stands,
and can be reported later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.outbox.models import Bericht
from meedoen.basis.outbox.services import laat_vervallen, plaats
from meedoen.keten.connection import verbinding_van
from meedoen.keten.duo.channel import KANAAL
from meedoen.keten.models import Partij

VERVANGEN = gettext_noop("vervangen door een nieuwe melding")
UREN = {"intake": "uren_intake", "participatie": "uren_participatie", "taalles": "uren_taalles"}
"""Kind of hours → kind of report."""

MELDINGEN = (
    "pip",
    "pip_weg",
    "aanbod",
    "aanbod_weg",
    "map",
    "pvt",
    "zroute",
    *UREN.values(),
    "koppeling",
    "ontkoppeling",
)
"""The kinds of report about a person."""

HEFT_OP = {"pip_weg": ("pip",), "aanbod_weg": ("aanbod",), "ontkoppeling": ("koppeling",)}
"""Reports that leave nothing over of a refused report of another kind."""


@dataclass(frozen=True, slots=True)
class Wie:
    """Whom a report is about: the person, and the dossier in which the answer belongs."""

    gemeente_id: UUID
    gemeentecode: str
    persoon_id: UUID
    bsn: str
    dossier_id: UUID


class Contactboek(Protocol):
    """Where it is kept which number DUO gave to a colleague of a municipality."""

    def nummer(self, gemeente_id: UUID, gebruiker_id: UUID) -> int | None:
        """The number, or None while DUO does not know her."""

    def bewaar(self, gemeente_id: UUID, gebruiker_id: UUID, nummer: int | None) -> None:
        """Keep the number, or that there is none any more."""


_CONTACTBOEK: list[Contactboek] = []


def gebruik_contactboek(boek: Contactboek) -> None:
    """Let the app that knows the contact persons keep their numbers. Called in `AppConfig.ready`."""
    _CONTACTBOEK[:] = [boek]


def contactboek() -> Contactboek:
    """The book in use."""
    return _CONTACTBOEK[0]


OpVervanging = Callable[[Actor, Bericht], None]
OpAanvaarding = Callable[[Bericht], None]

_VERVANGING: list[OpVervanging] = []
_AANVAARDING: list[OpAanvaarding] = []


def op_vervanging(functie: OpVervanging) -> OpVervanging:
    """Call `functie(actor, oud)` when another report takes the place of a refused one, in its transaction."""
    _VERVANGING.append(functie)
    return functie


def op_aanvaarding(functie: OpAanvaarding) -> OpAanvaarding:
    """Call `functie(bericht)` when DUO took a report, in the transaction that marks it sent."""
    _AANVAARDING.append(functie)
    return functie


def meld_aanvaarding(bericht: Bericht) -> None:
    """Tell the domain that DUO took a report."""
    for functie in _AANVAARDING:
        functie(bericht)


def meld_pip(
    actor: Actor,
    wie: Wie,
    *,
    dagtekening: date,
    leerroute: str,
    niveau: str = "",
    intensiteit_uren: int | None = None,
    mag_opleiding_afmaken: bool = False,
    alfabetisering: str = "",
) -> Bericht | None:
    """Report the PIP that holds from now on."""
    inhoud = {
        "dagtekening": dagtekening.isoformat(),
        "leerroute": leerroute,
        "niveau": niveau,
        "intensiteit_uren": intensiteit_uren,
        "mag_opleiding_afmaken": mag_opleiding_afmaken,
        "alfabetisering": alfabetisering,
        "gemeentecode": wie.gemeentecode,
    }
    return _over_persoon(actor, wie, "pip", inhoud)


def pip_weg(actor: Actor, wie: Wie) -> Bericht | None:
    """Ask DUO to forget the PIP reported last."""
    return _over_persoon(actor, wie, "pip_weg", {})


def meld_aanbod(
    actor: Actor,
    wie: Wie,
    *,
    instellingsnummer: str,
    datum: date,
    start: date | None,
    einde: date | None,
    alfabetisering: str,
) -> Bericht | None:
    """Report the offer of one school. `einde` is the last day."""
    inhoud = {
        "instellingsnummer": instellingsnummer,
        "datum": datum.isoformat(),
        "start": start.isoformat() if start else None,
        "einde": einde.isoformat() if einde else None,
        "alfabetisering": alfabetisering,
    }
    return _over_persoon(actor, wie, "aanbod", inhoud, deel=instellingsnummer)


def aanbod_weg(actor: Actor, wie: Wie, *, instellingsnummer: str) -> Bericht | None:
    """Take back the offer of one school."""
    inhoud = {"instellingsnummer": instellingsnummer}
    return _over_persoon(actor, wie, "aanbod_weg", inhoud, deel=instellingsnummer)


def meld_resultaat(
    actor: Actor, wie: Wie, soort: str, *, datum: date | None, verwijtbaar: bool | None = None
) -> Bericht | None:
    """Report the end of MAP, PVT or the Z-route ("map", "pvt", "zroute"); without a day it is withdrawn."""
    inhoud = {"datum": datum.isoformat() if datum else None, "verwijtbaar": verwijtbaar}
    return _over_persoon(actor, wie, soort, inhoud)


def meld_uren(actor: Actor, wie: Wie, soort: str, *, uren: int) -> Bericht | None:
    """Report a total of hours; `soort` is a key of `UREN`."""
    return _over_persoon(actor, wie, UREN[soort], {"uren": uren})


def koppel(actor: Actor, wie: Wie, gebruiker_id: UUID) -> Bericht | None:
    """Make a colleague the contact person of somebody. It waits until DUO knows her."""
    return _over_persoon(actor, wie, "koppeling", {"gebruiker": str(gebruiker_id)}, rij="duo:koppeling:")


def ontkoppel(actor: Actor, wie: Wie, gebruiker_id: UUID) -> Bericht | None:
    """Let a colleague be the contact person of somebody no longer."""
    return _over_persoon(actor, wie, "ontkoppeling", {"gebruiker": str(gebruiker_id)}, rij="duo:koppeling:")


def meld_contactpersoon(
    actor: Actor, gemeente_id: UUID, gebruiker_id: UUID, *, naam: str, email: str, telefoon: str
) -> Bericht | None:
    """Report how a colleague can be reached: a new one to DUO, or a change."""
    inhoud = {"gebruiker": str(gebruiker_id), "naam": naam, "email": email, "telefoon": telefoon}
    return _plaats(actor, gemeente_id, "contactpersoon", inhoud, rij=contactrij(gebruiker_id))


def contactpersoon_weg(actor: Actor, gemeente_id: UUID, gebruiker_id: UUID) -> Bericht | None:
    """Take a colleague away, with all her couplings."""
    inhoud = {"gebruiker": str(gebruiker_id)}
    return _plaats(actor, gemeente_id, "contactpersoon_weg", inhoud, rij=contactrij(gebruiker_id))


def contactrij(gebruiker_id: UUID) -> str:
    """The row of the reports about how a colleague can be reached."""
    return f"duo:contact:{gebruiker_id}"


def is_aangesloten(gemeente_id: UUID) -> bool:
    """Whether this municipality reports to DUO by this way."""
    return verbinding_van(gemeente_id, Partij.DUO) is not None


def _over_persoon(
    actor: Actor, wie: Wie, soort: str, inhoud: Mapping[str, Any], *, rij: str = "duo:", deel: str = ""
) -> Bericht | None:
    """Couplings have a row of their own: they wait for a contact person, and facts must not wait for that."""
    if not wie.bsn:
        return None
    sleutel = f"{rij}{wie.persoon_id}"
    geheel = {"bsn": wie.bsn, **inhoud}
    return _plaats(actor, wie.gemeente_id, soort, geheel, rij=sleutel, over=wie.dossier_id, deel=deel)


def _plaats(
    actor: Actor,
    gemeente_id: UUID,
    soort: str,
    inhoud: Mapping[str, Any],
    *,
    rij: str,
    over: UUID | None = None,
    deel: str = "",
) -> Bericht | None:
    if not is_aangesloten(gemeente_id):
        return None
    oude = Bericht.objects.filter(
        gemeente_id=gemeente_id,
        kanaal=KANAAL,
        volgsleutel=rij,
        soort__in=[soort, *HEFT_OP.get(soort, ())],
        status__in=[Bericht.Status.AFGEWEZEN, Bericht.Status.MISLUKT],
    )
    if deel:
        oude = oude.filter(inhoud__instellingsnummer=deel)
    plekken = [oud.volgnummer for oud in oude if _vervang(actor, oud)]
    bericht = plaats(KANAAL, soort, inhoud, gemeente_id=gemeente_id, volgsleutel=rij, over=over)
    if plekken:
        # What waited behind the refused report may rest on it (an offer on a PIP), so the new one goes first.
        bericht.volgnummer = min(plekken)
        bericht.save(update_fields=["volgnummer"])
    return bericht


def _vervang(actor: Actor, oud: Bericht) -> bool:
    """Let a refused report go; False when it is no longer stuck."""
    if not laat_vervallen(actor, oud, VERVANGEN):
        return False
    for functie in _VERVANGING:
        functie(actor, oud)
    return True
