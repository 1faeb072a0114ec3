"""Taking good rows over in one transaction: all of them or none, and nobody twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import polars as pl
from django.db import transaction
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Handeling, noteer
from meedoen.basis.organisations.models import Organisatie
from meedoen.dossiers.computation import SCHEMA, bereken_stand
from meedoen.dossiers.models import Dossier, Feit, Persoon, Termijn, Zoekterm
from meedoen.dossiers.phases import WAARDEN
from meedoen.dossiers.phases import FeitSoort as F
from meedoen.dossiers.rechten import DOSSIER_BEWERKEN
from meedoen.dossiers.services import instellingen_van, volgend_nummer, zoektermen
from meedoen.dossiers.takeover.checking import Bezwaar, Rij
from meedoen.dossiers.takeover.fields import FEITVELDEN
from meedoen.dossiers.takeover.known_people import HERKOMST, Bekenden, Collegas
from meedoen.dossiers.takeover.rows import voeg_toe
from meedoen.wet.termijn.rule import TermijnSettings

PER_KEER = 1000

TEKSTVELDEN = (
    "bsn",
    "v_nummer",
    "voornamen",
    "roepnaam",
    "voorvoegsel",
    "achternaam",
    "land_van_herkomst",
    "telefoon",
    "email",
)
"""Fields of a person that are text; empty when not filled in."""

Voortgang = Callable[[int], None]


class TeVeelFouten(Exception):  # noqa: N818  # the Dutch word for it
    """More rows cannot be taken over than was allowed; nothing was written. `bezwaren` says which."""

    def __init__(self, bezwaren: list[Bezwaar]) -> None:
        super().__init__(f"{len(slechte_regels(bezwaren))} rijen kunnen niet worden overgenomen")
        self.bezwaren = bezwaren


@dataclass
class Uitkomst:
    """What was taken over, or would be: numbers, and the objections that stay."""

    nieuw: int = 0
    stonden_er_al: int = 0
    feiten: int = 0
    per_fase: dict[str, int] = field(default_factory=dict)
    bezwaren: list[Bezwaar] = field(default_factory=list)


def slechte_regels(bezwaren: Sequence[Bezwaar]) -> set[int]:
    """The lines that are left out."""
    return {een.regel for een in bezwaren if een.weigert}


def neem_over(
    actor: Actor,
    gemeente: Organisatie,
    rijen: Sequence[Rij],
    bezwaren: Sequence[Bezwaar],
    *,
    hoogstens_fout: int,
    proef: bool = False,
    voortgang: Voortgang = lambda _: None,
) -> Uitkomst:
    """Open a dossier for everybody in `rijen` who has none here yet. One who has is left as he is.

    Args:
        bezwaren: what was found wrong before; the rows they are about are not in `rijen`.
        hoogstens_fout: with more bad rows than this, nothing is written.
        proef: compute everything and write nothing.
        voortgang: is told how many rows are done.

    Raises:
        Geweigerd: the actor may not open dossiers in this municipality.
        TeVeelFouten: too many rows cannot be taken over.
    """
    DOSSIER_BEWERKEN.eis(actor, Dossier(gemeente_id=gemeente.pk))
    with transaction.atomic():
        nummers = _nummers(gemeente)  # locks: two imports of one municipality wait for each other
        uitkomst = Uitkomst(bezwaren=list(bezwaren))
        nieuwe = _nieuwe(gemeente, rijen, uitkomst)
        if len(slechte_regels(uitkomst.bezwaren)) > hoogstens_fout:
            raise TeVeelFouten(uitkomst.bezwaren)
        overname = Overname(actor, gemeente, instellingen_van(gemeente.pk), Collegas.van(gemeente.pk))
        for begin in range(0, len(nieuwe), PER_KEER):
            stapel = overname.bereid(nieuwe[begin : begin + PER_KEER], nummers, uitkomst)
            if not proef:
                overname.schrijf(stapel)
            voortgang(min(begin + PER_KEER, len(nieuwe)))
    return uitkomst


def _nummers(gemeente: Organisatie) -> Iterator[str]:
    """The next dossier numbers. Holds the municipality's row until the transaction ends."""
    eerste = volgend_nummer(gemeente)
    begin, volgend = eerste[:-5], int(eerste[-5:])
    while True:
        yield f"{begin}{volgend:05d}"
        volgend += 1


def _nieuwe(gemeente: Organisatie, rijen: Sequence[Rij], uitkomst: Uitkomst) -> list[Rij]:
    """Whom we do not know yet; counts the others, and objects to numbers that contradict each other."""
    bekenden = Bekenden.van(gemeente.pk)
    nieuwe = []
    for rij in rijen:
        if bezwaar := bekenden.tegenspraak(rij):
            uitkomst.bezwaren.append(bezwaar)
        elif bekenden.kent(rij):
            uitkomst.stonden_er_al += 1
        else:
            nieuwe.append(rij)
    return nieuwe


Rijen = list[dict[str, Any]]
"""Rows of one table: column → value."""


@dataclass
class Stapel:
    """Rows as they will stand in the tables, in the order of writing."""

    personen: Rijen = field(default_factory=list)
    zoektermen: Rijen = field(default_factory=list)
    dossiers: Rijen = field(default_factory=list)
    feiten: Rijen = field(default_factory=list)
    termijnen: Rijen = field(default_factory=list)


@dataclass
class Overname:
    """Makes and writes rows for one municipality."""

    actor: Actor
    gemeente: Organisatie
    instellingen: TermijnSettings
    collegas: Collegas

    def bereid(self, rijen: Sequence[Rij], nummers: Iterator[str], uitkomst: Uitkomst) -> Stapel:
        """Make what will be written of these rows, with what follows from their facts."""
        stapel, hier = Stapel(), {"gemeente_id": self.gemeente.pk}
        for rij in rijen:
            persoon = hier | self._persoon(rij)
            dossier = (
                hier | self._dossier(rij, uitkomst) | {"nummer": next(nummers), "persoon_id": persoon["id"]}
            )
            namen = zoektermen(persoon["roepnaam"], persoon["voornamen"], persoon["achternaam"])
            stapel.personen.append(persoon)
            stapel.dossiers.append(dossier)
            stapel.zoektermen += [hier | {"persoon_id": persoon["id"], "term": term} for term in namen]
            stapel.feiten += [hier | feit for feit in _feiten(rij, dossier["id"])]
        self._bereken(rijen, stapel)
        uitkomst.nieuw += len(rijen)
        uitkomst.feiten += len(stapel.feiten)
        for dossier in stapel.dossiers:
            uitkomst.per_fase[dossier["fase"]] = uitkomst.per_fase.get(dossier["fase"], 0) + 1
        return stapel

    def schrijf(self, stapel: Stapel) -> None:
        """Write the rows, and who did it in the logbook."""
        voeg_toe(Persoon, stapel.personen)
        voeg_toe(Zoekterm, stapel.zoektermen)
        voeg_toe(Dossier, stapel.dossiers)
        voeg_toe(Feit, stapel.feiten)
        voeg_toe(Termijn, stapel.termijnen)
        noteer(
            self.actor,
            Handeling.AANGEMAAKT,
            gettext_noop("dossier"),
            gemeente_id=self.gemeente.pk,
            betrokkenen=[persoon["id"] for persoon in stapel.personen],
            doel=gettext_noop("overname van bestaande dossiers"),
        )

    def _persoon(self, rij: Rij) -> dict[str, Any]:
        taal = rij.tekst("contacttaal")
        return {
            "id": uuid4(),
            **{veld: rij.tekst(veld) for veld in TEKSTVELDEN},
            "geboortedatum": rij.dag("geboortedatum"),
            "geslacht": rij.tekst("geslacht") or Persoon.Geslacht.ONBEKEND.value,
            "contacttalen": [taal] if taal else [],
            "tolk_nodig": rij.tekst("tolk_nodig") == "ja",
        }

    def _dossier(self, rij: Rij, uitkomst: Uitkomst) -> dict[str, Any]:
        wie = rij.tekst("klantmanager")
        collega = self.collegas.zoek(wie)
        if wie and collega is None:
            uitkomst.bezwaren.append(
                Bezwaar(
                    rij.regel,
                    "klantmanager",
                    "onbekende collega",
                    "Niemand heet hier zo, of meer dan een. Schrijf het e-mailadres van de collega. "
                    "Het dossier staat zonder klantmanager; wijs het later toe.",
                    weigert=False,
                )
            )
        bron = rij.tekst("bron_nummer")
        return {
            "id": uuid4(),
            "klantmanager_id": collega.id if collega else None,
            "team_id": collega.team if collega else None,
            "adres_soort": rij.tekst("adres_soort") or Dossier.Adres.ONBEKEND.value,
            "plaats": rij.tekst("plaats"),
            "herkomst": f"{HERKOMST}{bron}" if bron else "",
        }

    def _bereken(self, rijen: Sequence[Rij], stapel: Stapel) -> None:
        """Terms, phase, next step and first deadline, by the same computation as for one dossier."""
        frame = pl.DataFrame(
            [
                {"dossier": str(dossier["id"]), **{soort: rij.waarden.get(soort) for soort in FEITVELDEN}}
                for rij, dossier in zip(rijen, stapel.dossiers, strict=True)
            ],
            schema=SCHEMA,
        )
        stand = bereken_stand(frame, self.instellingen)
        hier = {"gemeente_id": self.gemeente.pk}
        stapel.termijnen = [
            hier | rij for rij in stand.termijnen.rename({"dossier": "dossier_id"}).to_dicts()
        ]
        op_id: dict[str, dict[str, Any]] = {rij.pop("dossier"): rij for rij in stand.dossiers.to_dicts()}
        for dossier in stapel.dossiers:
            dossier.update(op_id[str(dossier["id"])])


def _feiten(rij: Rij, dossier: UUID) -> Iterator[dict[str, Any]]:
    for soort in FEITVELDEN:
        if soort in rij.waarden:
            yield {
                "dossier_id": dossier,
                "soort": soort.value,
                "datum": rij.dag(F.PIP_DAGTEKENING if soort == F.LEERROUTE else soort),
                "waarde": rij.tekst(soort) if soort in WAARDEN else "",
                "bron": Feit.Bron.IMPORT.value,
            }
