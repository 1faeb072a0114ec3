"""Every operation of DUO that a municipality calls, and how our client calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from meedoen.keten.duo import codes
from meedoen.keten.duo.client import DuoClient
from meedoen.keten.duo.schemas.aanbod import Aanbod
from meedoen.keten.duo.schemas.contactpersoon import Contactgegevens
from meedoen.keten.duo.schemas.pip import Pip
from meedoen.keten.duo.schemas.resultaten import ResultaatMap, ResultaatPvt, ResultaatZroute
from meedoen.keten.duo.schemas.uren import Uren
from meedoen.wet import concepts

BSN = "900000012"
SCHOOL = "0123456789"
DAG = date(2026, 5, 18)

PIP = Pip(
    dagtekening_pip=DAG,
    leerroute=concepts.Leerroute.B1,
    niveau=concepts.Niveau.B1,
    geschatte_intensiteit_b1_route=600,
    indicator_mag_opleiding_afmaken=False,
    indicator_alfabetiseringsonderwijs=concepts.Alfabetisering.NIET_NODIG,
)
COLLEGA = Contactgegevens(naam="Nadia el-Amrani", email="n@alkmaar.example", telefoonnummer="072 548 8888")
AANBOD = Aanbod.met_laatste_dag(
    alfabetisering=concepts.Alfabetisering.ANALFABEET,
    ingeschreven=DAG,
    eerste_dag=date(2026, 6, 1),
    laatste_dag=date(2027, 12, 31),
)


@dataclass(frozen=True)
class Aanroep:
    """One operation: how we call it, what leaves, an answer of DUO, and what we make of that."""

    roep: Callable[[DuoClient, UUID], Any]
    pad: str
    lichaam: dict[str, Any] | None = None
    antwoord: Any = None
    status: int = 200
    kern: Callable[[Any], Any] = lambda gelezen: gelezen
    verwacht: Any = None


AANROEPEN: dict[tuple[str, str], Aanroep] = {
    ("GET", "/personen/{bsn}/inburgeringsplicht"): Aanroep(
        lambda duo, id_: duo.plicht(BSN, id_),
        f"/personen/{BSN}/inburgeringsplicht",
        antwoord={"indicatorInburgeringsplicht": False, "einddatum": "2026-05-31", "nieuwVeld": 3},
        kern=lambda een: (een.indicator_inburgeringsplicht, een.laatste_dag, een.model_extra),
        verwacht=(False, date(2026, 5, 31), {"nieuwVeld": 3}),
    ),
    ("GET", "/personen/{bsn}/inburgeringsplicht/historie"): Aanroep(
        lambda duo, id_: duo.plicht_historie(BSN, id_),
        f"/personen/{BSN}/inburgeringsplicht/historie",
        antwoord=[{"indicatorInburgeringsplicht": True, "begindatum": "2024-01-09"}],
        kern=lambda lijst: [(een.begindatum, een.laatste_dag) for een in lijst],
        verwacht=[(date(2024, 1, 9), None)],
    ),
    ("GET", "/personen/{bsn}/doelgroep"): Aanroep(
        lambda duo, id_: duo.doelgroep(BSN, id_),
        f"/personen/{BSN}/doelgroep",
        antwoord={"indeling": "Asielstatushouder", "gedetailleerdeDoelgroep": "Iets heel nieuws"},
        kern=lambda een: (een.indeling, een.gedetailleerde_doelgroep),
        verwacht=(codes.Doelgroep.ASIEL, "Iets heel nieuws"),
    ),
    ("GET", "/personen/{bsn}/doelgroep/historie"): Aanroep(
        lambda duo, id_: duo.doelgroep_historie(BSN, id_),
        f"/personen/{BSN}/doelgroep/historie",
        antwoord=[{"indeling": "Gezinsmigrant en overige migrant", "einddatum": "2025-02-28"}],
        kern=lambda lijst: [(een.indeling, een.laatste_dag) for een in lijst],
        verwacht=[(codes.Doelgroep.GEZIN, date(2025, 2, 28))],
    ),
    ("GET", "/personen/{bsn}/inburgeringstermijn"): Aanroep(
        lambda duo, id_: duo.termijn(BSN, id_),
        f"/personen/{BSN}/inburgeringstermijn",
        antwoord={"startdatum": "2026-03-01", "einddatum": "2029-03-01"},
        kern=lambda een: (een.startdatum, een.laatste_dag),
        verwacht=(date(2026, 3, 1), date(2029, 2, 28)),
    ),
    ("GET", "/personen/{bsn}/inburgeringstermijn/historie"): Aanroep(
        lambda duo, id_: duo.termijn_historie(BSN, id_),
        f"/personen/{BSN}/inburgeringstermijn/historie",
        antwoord=[{"einddatum": "2029-06-01", "verlengingsgrondcode": "4a"}],
        kern=lambda lijst: [(een.laatste_dag, een.verlengingsgrondcode) for een in lijst],
        verwacht=[(date(2029, 5, 31), "4a")],
    ),
    ("GET", "/verlengingsgronden"): Aanroep(
        lambda duo, id_: duo.verlengingsgronden(id_),
        "/verlengingsgronden",
        antwoord=[{"code": 4, "omschrijving": "Ziekte"}],
        kern=lambda lijst: [(een.code, een.omschrijving) for een in lijst],
        verwacht=[("4", "Ziekte")],
    ),
    ("GET", "/personen/{bsn}/lbt/examennummer"): Aanroep(
        lambda duo, id_: duo.lbt_examennummer(BSN, id_),
        f"/personen/{BSN}/lbt/examennummer",
        antwoord={"examennummer": "202600000017"},
        kern=lambda een: een.examennummer,
        verwacht="202600000017",
    ),
    ("GET", "/personen/{bsn}/lbt/resultaten"): Aanroep(
        lambda duo, id_: duo.lbt_resultaten(BSN, id_),
        f"/personen/{BSN}/lbt/resultaten",
        antwoord=[
            {
                "resultaat": "B1-route haalbaar",
                "behaaldeScore": "31,50",
                "benodigdeScore": "27,00",
                "datumAfname": "2026-04-02",
            }
        ],
        kern=lambda lijst: [(een.resultaat, een.behaalde_score) for een in lijst],
        verwacht=[(codes.LbtResultaat.HAALBAAR, "31,50")],
    ),
    ("DELETE", "/personen/{bsn}/lbt/examennummer"): Aanroep(
        lambda duo, id_: duo.verwijder_lbt(BSN, id_), f"/personen/{BSN}/lbt/examennummer"
    ),
    ("GET", "/personen/{bsn}/examens/resultaten"): Aanroep(
        lambda duo, id_: duo.examenresultaten(BSN, id_),
        f"/personen/{BSN}/examens/resultaten",
        antwoord=[{"examendatum": "2026-09-01", "resultaat": "Geen", "onderdeel": "SP", "niveau": "B1"}],
        kern=lambda lijst: [(een.resultaat, een.onderdeel, een.niveau) for een in lijst],
        verwacht=[(codes.Examenuitslag.GEEN, codes.Examenonderdeel.SPREKEN, codes.Examenniveau.B1)],
    ),
    ("GET", "/personen/{bsn}/examens/gratispogingen"): Aanroep(
        lambda duo, id_: duo.gratis_pogingen(BSN, id_),
        f"/personen/{BSN}/examens/gratispogingen",
        antwoord=[{"onderdeel": "KNM", "gratisPogingenTegoed": 2}],
        kern=lambda lijst: [(een.onderdeel, een.gratis_pogingen_tegoed) for een in lijst],
        verwacht=[(codes.Examenonderdeel.KNM, 2)],
    ),
    ("GET", "/personen/{bsn}/vrijstellingen"): Aanroep(
        lambda duo, id_: duo.vrijstellingen(BSN, id_),
        f"/personen/{BSN}/vrijstellingen",
        antwoord=[
            {"TijdelijkeVrijstelling": {"oordeel": "Toekenning", "reden": "OPL", "einddatum": "2027-07-31"}}
        ],
        kern=lambda lijst: [(een.tijdelijke.laatste_dag, een.gehele) for een in lijst],
        verwacht=[(date(2027, 7, 31), None)],
    ),
    ("GET", "/personen/{bsn}/ontheffingen"): Aanroep(
        lambda duo, id_: duo.ontheffingen(BSN, id_),
        f"/personen/{BSN}/ontheffingen",
        antwoord=[
            {
                "GedeeltelijkeOntheffing": {
                    "oordeel": "Toekenning",
                    "datumOordeel": "2026-07-01",
                    "grond": "MED",
                    "urenBelastbaarheidParticipatieactiviteit": 0,
                }
            }
        ],
        kern=lambda lijst: [een.gedeeltelijke.uren_belastbaarheid_participatieactiviteit for een in lijst],
        verwacht=[0],
    ),
    ("GET", "/personen/{bsn}/PIP"): Aanroep(
        lambda duo, id_: duo.pip(BSN, id_),
        f"/personen/{BSN}/PIP",
        antwoord={"gemeentecode": "0399", "pip": {"dagtekeningPip": "2026-05-18", "leerroute": "B"}},
        kern=lambda een: (een.gemeentecode, een.pip.leerroute),
        verwacht=("0399", concepts.Leerroute.B1),
    ),
    ("POST", "/personen/{bsn}/PIP"): Aanroep(
        lambda duo, id_: duo.meld_pip(BSN, PIP, id_),
        f"/personen/{BSN}/PIP",
        {
            "dagtekeningPip": "2026-05-18",
            "leerroute": "B",
            "niveau": "B1",
            "geschatteIntensiteitB1Route": 600,
            "indicatorMagOpleidingAfmaken": False,
            "indicatorAlfabetiseringsonderwijs": "NVT",
        },
        status=201,
    ),
    ("DELETE", "/personen/{bsn}/PIP"): Aanroep(
        lambda duo, id_: duo.verwijder_pip(BSN, id_), f"/personen/{BSN}/PIP"
    ),
    ("POST", "/contactpersonen"): Aanroep(
        lambda duo, id_: duo.maak_contactpersoon(COLLEGA, id_),
        "/contactpersonen",
        {"naam": "Nadia el-Amrani", "email": "n@alkmaar.example", "telefoonnummer": "072 548 8888"},
        antwoord={
            "id": 17,
            "contactpersoongegevens": {
                "naam": "Nadia el-Amrani",
                "email": "n@alkmaar.example",
                "telefoonnummer": "072 548 8888",
            },
        },
        status=201,
        verwacht=17,
    ),
    ("PUT", "/contactpersonen/{id}"): Aanroep(
        lambda duo, id_: duo.wijzig_contactpersoon(17, COLLEGA, id_),
        "/contactpersonen/17",
        {"naam": "Nadia el-Amrani", "email": "n@alkmaar.example", "telefoonnummer": "072 548 8888"},
    ),
    ("DELETE", "/contactpersonen/{id}"): Aanroep(
        lambda duo, id_: duo.verwijder_contactpersoon(17, id_), "/contactpersonen/17"
    ),
    ("POST", "/contactpersonen/{id}/personen/{bsn}"): Aanroep(
        lambda duo, id_: duo.koppel(17, BSN, id_), f"/contactpersonen/17/personen/{BSN}", status=201
    ),
    ("DELETE", "/contactpersonen/{id}/personen/{bsn}"): Aanroep(
        lambda duo, id_: duo.ontkoppel(17, BSN, id_), f"/contactpersonen/17/personen/{BSN}"
    ),
    ("GET", "/instellingen"): Aanroep(
        lambda duo, id_: duo.instellingen(id_),
        "/instellingen",
        antwoord=[
            {
                "instellingsnummer": SCHOOL,
                "naam": "Taalschool De Dam",
                "postcode": "1811AB",
                "huisnummer": 3,
                "plaatsnaam": "Alkmaar",
                "indicatieTstKeurmerk": False,
            }
        ],
        kern=lambda lijst: [(een.instellingsnummer, een.indicatie_tst_keurmerk) for een in lijst],
        verwacht=[(SCHOOL, False)],
    ),
    ("POST", "/personen/{bsn}/Inburgeringsaanbod/{instellingsnummer}"): Aanroep(
        lambda duo, id_: duo.meld_aanbod(BSN, SCHOOL, AANBOD, id_),
        f"/personen/{BSN}/Inburgeringsaanbod/{SCHOOL}",
        {
            "indicatorAlfabetiseringsonderwijs": "A",
            "datumInburgeringsaanbod": "2026-05-18",
            "verwachteStartdatumOpleiding": "2026-06-01",
            "verwachteEinddatumOpleiding": "2028-01-01",
        },
        status=201,
    ),
    ("DELETE", "/personen/{bsn}/Inburgeringsaanbod/{instellingsnummer}"): Aanroep(
        lambda duo, id_: duo.verwijder_aanbod(BSN, SCHOOL, id_),
        f"/personen/{BSN}/Inburgeringsaanbod/{SCHOOL}",
        status=204,
    ),
    ("GET", "/personen/{bsn}/map"): Aanroep(
        lambda duo, id_: duo.resultaat_map(BSN, id_),
        f"/personen/{BSN}/map",
        antwoord={"datumEindgesprekMap": "2026-05-18"},
        kern=lambda een: een.datum_eindgesprek_map,
        verwacht=DAG,
    ),
    ("PUT", "/personen/{bsn}/map"): Aanroep(
        lambda duo, id_: duo.meld_map(
            BSN, ResultaatMap(datum_eindgesprek_map=DAG, verwijtbaar=codes.JaNee.NEE), id_
        ),
        f"/personen/{BSN}/map",
        {"datumEindgesprekMap": "2026-05-18", "verwijtbaar": "Nee"},
    ),
    ("GET", "/personen/{bsn}/pvt"): Aanroep(
        lambda duo, id_: duo.resultaat_pvt(BSN, id_),
        f"/personen/{BSN}/pvt",
        antwoord={"datumOndertekeningPvt": "2026-05-18"},
        kern=lambda een: een.datum_ondertekening_pvt,
        verwacht=DAG,
    ),
    ("PUT", "/personen/{bsn}/pvt"): Aanroep(
        lambda duo, id_: duo.meld_pvt(BSN, ResultaatPvt(datum_ondertekening_pvt=DAG), id_),
        f"/personen/{BSN}/pvt",
        {"datumOndertekeningPvt": "2026-05-18"},
    ),
    ("PUT", "/personen/{bsn}/zroute"): Aanroep(
        lambda duo, id_: duo.meld_zroute(BSN, ResultaatZroute(), id_), f"/personen/{BSN}/zroute", {}
    ),
    ("GET", "/personen/{bsn}/uren"): Aanroep(
        lambda duo, id_: duo.uren(BSN, id_),
        f"/personen/{BSN}/uren",
        antwoord=[
            {"gemeentecode": "0361", "bekendTot": "2027-01-01", "TaallesEnKnmBredeIntake": {"uren": 12}}
        ],
        kern=lambda lijst: [(een.gemeentecode, een.laatste_dag, een.intake.uren) for een in lijst],
        verwacht=[("0361", date(2026, 12, 31), 12)],
    ),
    ("PUT", "/personen/{bsn}/uren/bredeintake/taallesknm"): Aanroep(
        lambda duo, id_: duo.meld_uren_intake(BSN, Uren(uren=0), id_),
        f"/personen/{BSN}/uren/bredeintake/taallesknm",
        {"uren": 0},
    ),
    ("PUT", "/personen/{bsn}/uren/participatieactiviteiten"): Aanroep(
        lambda duo, id_: duo.meld_uren_participatie(BSN, Uren(uren=800), id_),
        f"/personen/{BSN}/uren/participatieactiviteiten",
        {"uren": 800},
    ),
    ("PUT", "/personen/{bsn}/uren/participatietaalles"): Aanroep(
        lambda duo, id_: duo.meld_uren_taalles(BSN, Uren(uren=9999), id_),
        f"/personen/{BSN}/uren/participatietaalles",
        {"uren": 9999},
    ),
}
"""(method, path as the specification writes it) → how we call it."""
