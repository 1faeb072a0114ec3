"""What the practice DUO and BRP of the demo know: the people of the region as in their dossiers, and more.

A few differ on purpose, so that the page with differences has something to show, and some have no dossier
yet, so that DUO can report them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from meedoen.basis.access.scope import werkruimte
from meedoen.basis.organisations.models import Organisatie
from meedoen.cli.demo_region.brp import in_de_brp
from meedoen.cli.demo_region.names import HERKOMSTEN
from meedoen.cli.demo_region.region import ACCOUNTS, GEMEENTEN
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.numbers import GEWICHTEN
from meedoen.dossiers.phases import Fase
from meedoen.dossiers.phases import FeitSoort as F
from meedoen.intake.models import Leerbaarheidstoets
from meedoen.keten.models import Aansluiting, Partij
from meedoen.pip.models import Beschikking
from oefen.events import JAREN, VERLENGING_DAGEN, jaren_later
from oefen.world import DUO_OIN, VERLENGINGSGRONDEN

HOOGSTENS = 5_000
"""Dossiers of which the practice DUO knows the people: it keeps all of them in memory."""
BRP_OIN = "00000099000000002000"
EERSTE_NIEUWE = 99_000_000
"""Where the numbers of people without a dossier begin, well below those of the region."""
NIEUWEN = {"0361": 5, "0399": 3, "0373": 3, "0383": 1}
"""How many people without a dossier each municipality gets."""
VERSCHILLEN = ("doelgroep", "termijn", "pip")
ANDERE_GEMEENTE = {"0361": "0373", "0373": "0399", "0399": "0361"}
"""Whose PIP it is at DUO, for the person of whom that differs."""
INDELING = {"asielstatushouder": "Asielstatushouder", "gezinsmigrant": "Gezinsmigrant en overige migrant"}
FIJNER = {"asielstatushouder": "Asielstatushouder", "gezinsmigrant": "Gezinsvormer"}
HAALBAAR = {
    "haalbaar": "B1-route haalbaar",
    "niet_haalbaar": "B1-route niet haalbaar",
    "onbekend": "Onbekend",
}


def oin_van(code: str) -> str:
    """Return the synthetic OIN of a municipality of the demo."""
    return f"00000099{int(code):09d}000"


def sluit_aan(adres: str) -> None:
    """Connect every municipality with the practice DUO and BRP that listen on `adres`."""
    for gemeente in Organisatie.objects.filter(soort=Organisatie.Soort.GEMEENTE):
        for partij, pad, oin in ((Partij.DUO, "v1", DUO_OIN), (Partij.BRP, "brp", BRP_OIN)):
            Aansluiting.objects.update_or_create(
                gemeente=gemeente,
                partij=partij,
                defaults={
                    "basis_url": f"{adres}/{pad}",
                    "oin": oin_van(gemeente.code),
                    "oin_partij": oin,
                },
            )


def schrijf_gemeenten(pad: Path, site: str) -> None:
    """Write for the practice DUO who its municipalities are and where the site takes their notifications."""
    gemeenten = [
        {"code": code, "oin": oin_van(code), "naam": naam, "adres": f"{site}/keten/duo/v1"}
        for code, naam in GEMEENTEN.items()
    ]
    pad.write_text(json.dumps({"gemeenten": gemeenten}), encoding="utf-8")


def schrijf_mensen(pad: Path) -> None:
    """Write for the practice DUO and BRP whom they know, and who of them differs or is new."""
    gemeenten = {o.pk: o.code for o in Organisatie.objects.filter(soort=Organisatie.Soort.GEMEENTE)}
    with werkruimte(gemeenten):
        mensen = list(_mensen(gemeenten))
    verschillen = maak_verschillen(mensen)
    nieuw = list(nieuwe_mensen(timezone.localdate()))
    inhoud = {
        "personen": [mens.bij_duo for mens in [*mensen, *nieuw]],
        "brp": in_de_brp([mens.bij_brp for mens in [*mensen, *nieuw]]),
        "nieuw": [mens.bij_duo["bsn"] for mens in nieuw],
        "verschillen": verschillen,
    }
    deel = pad.with_name(f"{pad.name}.deel")
    deel.write_text(json.dumps(inhoud, ensure_ascii=False), encoding="utf-8")
    deel.replace(pad)


@dataclass
class Mens:
    """Somebody as DUO knows him, and what the BRP needs to know of him."""

    bij_duo: dict[str, Any]
    bij_brp: dict[str, Any]
    dossier: UUID | None = None
    van_account: bool = False
    """Whether somebody with a demo account works on it."""


@dataclass
class Spoor:
    """All that the dossiers of one person say."""

    dossiers: list[Dossier] = field(default_factory=list)
    feiten: dict[UUID, dict[str, Feit]] = field(default_factory=dict)
    besluiten: list[Beschikking] = field(default_factory=list)
    toets: Leerbaarheidstoets | None = None


def _mensen(gemeenten: Mapping[UUID, str]) -> Iterator[Mens]:
    """Everybody with a BSN, whose dossier is open first; who has two lives where the open one is."""
    rijen = Dossier.objects.select_related("persoon", "klantmanager").exclude(persoon__bsn="")
    open_ = list(rijen.exclude(fase=Fase.AFGEROND).order_by("nummer", "id")[:HOOGSTENS])
    dicht = list(rijen.filter(fase=Fase.AFGEROND).order_by("nummer", "id")[: HOOGSTENS - len(open_)])
    sporen: dict[str, Spoor] = defaultdict(Spoor)
    van = {}
    for dossier in [*dicht, *open_]:
        van[dossier.pk] = spoor = sporen[dossier.persoon.bsn]
        spoor.dossiers.append(dossier)
        spoor.feiten[dossier.pk] = {}
    for feit in Feit.objects.filter(dossier__in=van, ingetrokken_op=None).iterator():
        van[feit.dossier_id].feiten[feit.dossier_id][feit.soort] = feit
    for besluit in Beschikking.objects.filter(dossier__in=van, vastgesteld_op__isnull=False):
        van[besluit.dossier_id].besluiten.append(besluit)
    for toets in Leerbaarheidstoets.objects.filter(dossier__in=van):
        van[toets.dossier_id].toets = toets
    for spoor in sporen.values():
        yield _mens(spoor, gemeenten)


def _mens(spoor: Spoor, gemeenten: Mapping[UUID, str]) -> Mens:
    dossier = spoor.dossiers[-1]
    feiten, persoon = spoor.feiten[dossier.pk], dossier.persoon
    code = gemeenten[dossier.gemeente_id]
    woont = _dag(feiten, F.INSCHRIJVING_BRP) or _dag(feiten, F.HUISVESTING)
    pips = list(_pips(spoor, gemeenten))
    bij_duo: dict[str, Any] = {
        "bsn": persoon.bsn,
        "naam": persoon.naam,
        "gemeente": code,
        "coa": dossier.adres_soort == Dossier.Adres.AZC,
        "gevestigd_op": _iso(min(woont, _eerste(pips) or woont)) if woont else None,
        "plicht": _plicht(feiten, bool(pips)),
        "doelgroep": _doelgroep(dossier.doelgroep, feiten),
        "pips": pips,
        "termijn": _termijn(_eerste(pips)),
        "examennummer": f"OEF{persoon.bsn}" if _wacht_op_toets(feiten) else None,
        "toetsresultaten": _toetsen(spoor.toets),
        "examens": _examens(persoon.bsn, pips),
        "gratis_pogingen": [
            {"onderdeel": deel, "gratisPogingenTegoed": 2} for deel in ("KNM", "LE", "LU", "SC", "SP")
        ],
    }
    if persoon.v_nummer:
        bij_duo["v_nummer"] = int(persoon.v_nummer)
    bij_brp = {
        "bsn": persoon.bsn,
        "voornamen": persoon.voornamen,
        "voorvoegsel": persoon.voorvoegsel,
        "achternaam": persoon.achternaam,
        "geboren": persoon.geboortedatum,
        "geslacht": persoon.geslacht,
        "land": persoon.land_van_herkomst,
        "gemeente": code,
        "plaats": dossier.plaats,
        "sinds": woont,
        "huishouden": persoon.huishouden_id,
    }
    demo = {account.email for account in ACCOUNTS}
    klantmanager = dossier.klantmanager
    return Mens(bij_duo, bij_brp, dossier.pk, klantmanager is not None and klantmanager.email in demo)


def _dag(feiten: Mapping[str, Feit], soort: str) -> date | None:
    feit = feiten.get(soort)
    return feit.datum if feit else None


def _iso(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None


def _plicht(feiten: Mapping[str, Feit], met_pip: bool) -> dict[str, Any] | None:
    kennisgeving, einde = _dag(feiten, F.KENNISGEVING_DUO), _dag(feiten, F.EINDE_PLICHT)
    begin = _dag(feiten, F.BEGIN_PLICHT) or kennisgeving
    if begin is None:
        return None
    plicht = {
        "indicatorInburgeringsplicht": einde is None,
        "begindatum": _iso(begin),
        "einddatum": _iso(einde),
        "wijzigingsdatum": _iso(einde or begin),
        "datumKennisgevingInburgeringsplicht": _iso(kennisgeving),
    }
    if einde:
        plicht["redenGeenInburgeringsplicht"] = "Inburgeringsplicht voldaan" if met_pip else "Overig"
    return plicht


def _doelgroep(groep: str, feiten: Mapping[str, Feit]) -> dict[str, Any] | None:
    if groep not in INDELING:
        return None
    begin = _dag(feiten, F.DOELGROEP) or _dag(feiten, F.BEGIN_PLICHT)
    return {
        "indeling": INDELING[groep],
        "gedetailleerdeDoelgroep": FIJNER[groep],
        "begindatum": _iso(begin),
    }


def _pips(spoor: Spoor, gemeenten: Mapping[UUID, str]) -> Iterator[dict[str, Any]]:
    """The PIPs in order of their date: as decided here, else as the facts say."""
    gevonden = []
    for dossier in spoor.dossiers:
        eigen = [besluit for besluit in spoor.besluiten if besluit.dossier_id == dossier.pk]
        feiten = spoor.feiten[dossier.pk]
        dag, route = _dag(feiten, F.PIP_DAGTEKENING), feiten.get(F.LEERROUTE)
        for besluit in eigen:
            asiel = dossier.doelgroep == Dossier.Doelgroep.ASIEL
            gevonden.append((besluit.dagtekening, dossier, _inhoud(besluit, asiel=asiel)))
        if not eigen and dag and route and route.waarde:
            gevonden.append((dag, dossier, {"leerroute": route.waarde, "niveau": _niveau(route.waarde)}))
    for dagtekening, dossier, inhoud in sorted(gevonden, key=lambda pip: pip[0] or date.max):
        if dagtekening:
            yield {
                "gemeentecode": gemeenten[dossier.gemeente_id],
                "geregistreerd_op": f"{dagtekening.isoformat()}T12:00:00+01:00",
                "pip": {"dagtekeningPip": dagtekening.isoformat(), **inhoud},
            }


def _inhoud(besluit: Beschikking, *, asiel: bool) -> dict[str, Any]:
    met_uren = asiel and besluit.leerroute == Beschikking.Leerroute.B1
    return {
        "leerroute": besluit.leerroute,
        "niveau": besluit.niveau or _niveau(besluit.leerroute),
        "geschatteIntensiteitB1Route": besluit.intensiteit_uren if met_uren else None,
        "indicatorMagOpleidingAfmaken": besluit.mag_opleiding_afmaken,
        "indicatorAlfabetiseringsonderwijs": besluit.alfabetisering or None,
    }


def _niveau(leerroute: str) -> str | None:
    return "B1" if leerroute in {"B", "O"} else None


def _eerste(pips: Sequence[Mapping[str, Any]]) -> date | None:
    return date.fromisoformat(pips[0]["pip"]["dagtekeningPip"]) if pips else None


def _termijn(dagtekening: date | None) -> dict[str, Any] | None:
    """The term as DUO fixes it: from the day after, three years; the end is the first day after it."""
    if dagtekening is None:
        return None
    start = dagtekening + timedelta(days=1)
    return {
        "startdatum": _iso(start),
        "einddatum": _iso(jaren_later(start, JAREN)),
        "wijzigingsdatum": _iso(start),
    }


def _wacht_op_toets(feiten: Mapping[str, Feit]) -> bool:
    return F.INTAKE_GESTART in feiten and F.LBT not in feiten and F.PIP_DAGTEKENING not in feiten


def _toetsen(toets: Leerbaarheidstoets | None) -> list[dict[str, Any]]:
    if toets is None or toets.afgenomen_op is None or not toets.resultaat:
        return []
    return [
        {
            "resultaat": HAALBAAR[toets.resultaat],
            "behaaldeScore": f"{toets.behaalde_score or 0},00",
            "benodigdeScore": f"{toets.benodigde_score or 0},00",
            "datumAfname": toets.afgenomen_op.isoformat(),
        }
    ]


def _examens(bsn: str, pips: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Of a third of those who take exams and learn for more than a year: some results."""
    dagtekening = _eerste(pips)
    if dagtekening is None or pips[-1]["pip"]["leerroute"] == "Z":
        return []
    if int(bsn) % 3 or (timezone.localdate() - dagtekening).days < 400:
        return []
    uitslagen = (("KNM", None, "Geslaagd"), ("LE", "B1", "Geslaagd"), ("SC", "B1", "Gezakt"))
    return [
        {
            "examendatum": _iso(dagtekening + timedelta(days=300 + 30 * plaats)),
            "onderdeel": onderdeel,
            "resultaat": uitslag,
            **({"niveau": niveau} if niveau else {}),
        }
        for plaats, (onderdeel, niveau, uitslag) in enumerate(uitslagen)
    ]


def maak_verschillen(mensen: Iterable[Mens]) -> list[dict[str, str]]:
    """Let DUO know something else than the dossier of some people. Returns who, what and which dossier."""
    gemaakt, volgende = [], dict.fromkeys(ANDERE_GEMEENTE, 0)
    for mens in sorted(mensen, key=lambda mens: not mens.van_account):
        code, plaats = mens.bij_duo["gemeente"], volgende.get(mens.bij_duo["gemeente"], len(VERSCHILLEN))
        lopend = (mens.bij_duo["plicht"] or {}).get("indicatorInburgeringsplicht")
        if plaats == len(VERSCHILLEN) or not (lopend and len(mens.bij_duo["pips"]) == 1):
            continue
        soort = VERSCHILLEN[plaats]
        _verander(mens.bij_duo, soort, code)
        volgende[code] += 1
        gemaakt.append({"bsn": mens.bij_duo["bsn"], "soort": soort, "dossier": f"/dossiers/{mens.dossier}/"})
    return gemaakt


def _verander(duo: dict[str, Any], soort: str, code: str) -> None:
    if soort == "doelgroep":
        asiel = duo["doelgroep"] and duo["doelgroep"]["indeling"] == INDELING["asielstatushouder"]
        anders = "gezinsmigrant" if asiel else "asielstatushouder"
        duo["doelgroep"] = (duo["doelgroep"] or {}) | {
            "indeling": INDELING[anders],
            "gedetailleerdeDoelgroep": FIJNER[anders],
        }
    elif soort == "termijn":
        einde = date.fromisoformat(duo["termijn"]["einddatum"])
        duo["termijn_historie"] = [{"einddatum": _iso(einde)}]
        duo["termijn"] |= {
            "einddatum": _iso(einde + timedelta(days=VERLENGING_DAGEN)),
            "verlengingsgrondcode": VERLENGINGSGRONDEN[0].code,
            "verlengingsgrondomschrijving": VERLENGINGSGRONDEN[0].omschrijving,
        }
    else:
        duo["pips"][0]["gemeentecode"] = ANDERE_GEMEENTE[code]


def nieuwe_mensen(vandaag: date) -> Iterator[Mens]:
    """People whom DUO is about to find duty-bound, and of whom no municipality has heard."""
    nummers = _nummers()
    codes = [code for code, aantal in NIEUWEN.items() for _ in range(aantal)]
    for plaats, code in enumerate(codes):
        herkomst = HERKOMSTEN[plaats % len(HERKOMSTEN)]
        man, asiel = plaats % 2 == 0, plaats % 4 != 3
        bsn = next(nummers)
        voornaam = (herkomst.mannen if man else herkomst.vrouwen)[-1 - plaats % 5]
        achternaam = herkomst.achternamen[-1 - plaats % 7]
        groep = "asielstatushouder" if asiel else "gezinsmigrant"
        sinds = vandaag - timedelta(days=10 + plaats)
        yield Mens(
            {
                "bsn": bsn,
                "v_nummer": 2_799_000_000 + plaats,
                "nieuw": True,
                "naam": f"{voornaam} {achternaam}",
                "gemeente": code,
                "gevestigd_op": _iso(sinds),
                "doelgroep": {
                    "indeling": INDELING[groep],
                    "gedetailleerdeDoelgroep": FIJNER[groep],
                    "begindatum": _iso(sinds),
                },
            },
            {
                "bsn": bsn,
                "voornamen": voornaam,
                "voorvoegsel": "",
                "achternaam": achternaam,
                "geboren": date(vandaag.year - 24 - plaats, 1 + plaats % 12, 3 + plaats),
                "geslacht": "man" if man else "vrouw",
                "land": herkomst.land,
                "gemeente": code,
                "plaats": GEMEENTEN[code],
                "sinds": sinds,
                "huishouden": None,
            },
        )


def _nummers() -> Iterator[str]:
    """Numbers that pass the eleven test."""
    begin = EERSTE_NIEUWE
    while True:
        som = sum(int(cijfer) * gewicht for cijfer, gewicht in zip(str(begin), GEWICHTEN[:8], strict=True))
        if som % 11 < 10:
            yield f"{begin}{som % 11}"
        begin += 7
