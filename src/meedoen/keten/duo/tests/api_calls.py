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
from meedoen.keten.duo.schemas.contactpersoon import ContactDetails
from meedoen.keten.duo.schemas.pip import Pip
from meedoen.keten.duo.schemas.resultaten import ResultaatMap, ResultaatPvt, ResultaatZroute
from meedoen.keten.duo.schemas.uren import Uren
from meedoen.wet import concepts

BSN = "900000012"
SCHOOL = "0123456789"
DAY = date(2026, 5, 18)

PIP = Pip(
    dagtekening_pip=DAY,
    leerroute=concepts.Leerroute.B1,
    niveau=concepts.Niveau.B1,
    geschatte_intensiteit_b1_route=600,
    indicator_mag_opleiding_afmaken=False,
    indicator_alfabetiseringsonderwijs=concepts.Alfabetisering.NIET_NODIG,
)
COLLEAGUE = ContactDetails(naam="Nadia el-Amrani", email="n@alkmaar.example", telefoonnummer="072 548 8888")
AANBOD = Aanbod.with_last_day(
    alfabetisering=concepts.Alfabetisering.ANALFABEET,
    enrolled=DAY,
    eerste_dag=date(2026, 6, 1),
    laatste_dag=date(2027, 12, 31),
)


@dataclass(frozen=True)
class ApiCall:
    """One operation: how we call it, what leaves, an answer of DUO, and what we make of that."""

    call: Callable[[DuoClient, UUID], Any]
    path: str
    body: dict[str, Any] | None = None
    antwoord: Any = None
    status: int = 200
    core: Callable[[Any], Any] = lambda read: read
    expected: Any = None


CALLS: dict[tuple[str, str], ApiCall] = {
    ("GET", "/personen/{bsn}/inburgeringsplicht"): ApiCall(
        lambda duo, id_: duo.plicht(BSN, id_),
        f"/personen/{BSN}/inburgeringsplicht",
        antwoord={"indicatorInburgeringsplicht": False, "einddatum": "2026-05-31", "nieuwVeld": 3},
        core=lambda one: (one.indicator_inburgeringsplicht, one.laatste_dag, one.model_extra),
        expected=(False, date(2026, 5, 31), {"nieuwVeld": 3}),
    ),
    ("GET", "/personen/{bsn}/inburgeringsplicht/historie"): ApiCall(
        lambda duo, id_: duo.plicht_historie(BSN, id_),
        f"/personen/{BSN}/inburgeringsplicht/historie",
        antwoord=[{"indicatorInburgeringsplicht": True, "begindatum": "2024-01-09"}],
        core=lambda listing: [(one.begindatum, one.laatste_dag) for one in listing],
        expected=[(date(2024, 1, 9), None)],
    ),
    ("GET", "/personen/{bsn}/doelgroep"): ApiCall(
        lambda duo, id_: duo.doelgroep(BSN, id_),
        f"/personen/{BSN}/doelgroep",
        antwoord={"indeling": "Asielstatushouder", "gedetailleerdeDoelgroep": "Iets heel nieuws"},
        core=lambda one: (one.indeling, one.gedetailleerde_doelgroep),
        expected=(codes.Doelgroep.ASIEL, "Iets heel nieuws"),
    ),
    ("GET", "/personen/{bsn}/doelgroep/historie"): ApiCall(
        lambda duo, id_: duo.doelgroep_historie(BSN, id_),
        f"/personen/{BSN}/doelgroep/historie",
        antwoord=[{"indeling": "Gezinsmigrant en overige migrant", "einddatum": "2025-02-28"}],
        core=lambda listing: [(one.indeling, one.laatste_dag) for one in listing],
        expected=[(codes.Doelgroep.GEZIN, date(2025, 2, 28))],
    ),
    ("GET", "/personen/{bsn}/inburgeringstermijn"): ApiCall(
        lambda duo, id_: duo.termijn(BSN, id_),
        f"/personen/{BSN}/inburgeringstermijn",
        antwoord={"startdatum": "2026-03-01", "einddatum": "2029-03-01"},
        core=lambda one: (one.startdatum, one.laatste_dag),
        expected=(date(2026, 3, 1), date(2029, 2, 28)),
    ),
    ("GET", "/personen/{bsn}/inburgeringstermijn/historie"): ApiCall(
        lambda duo, id_: duo.termijn_historie(BSN, id_),
        f"/personen/{BSN}/inburgeringstermijn/historie",
        antwoord=[{"einddatum": "2029-06-01", "verlengingsgrondcode": "4a"}],
        core=lambda listing: [(one.laatste_dag, one.verlengingsgrondcode) for one in listing],
        expected=[(date(2029, 5, 31), "4a")],
    ),
    ("GET", "/verlengingsgronden"): ApiCall(
        lambda duo, id_: duo.verlengingsgronden(id_),
        "/verlengingsgronden",
        antwoord=[{"code": 4, "omschrijving": "Ziekte"}],
        core=lambda listing: [(one.code, one.omschrijving) for one in listing],
        expected=[("4", "Ziekte")],
    ),
    ("GET", "/personen/{bsn}/lbt/examennummer"): ApiCall(
        lambda duo, id_: duo.lbt_examennummer(BSN, id_),
        f"/personen/{BSN}/lbt/examennummer",
        antwoord={"examennummer": "202600000017"},
        core=lambda one: one.examennummer,
        expected="202600000017",
    ),
    ("GET", "/personen/{bsn}/lbt/resultaten"): ApiCall(
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
        core=lambda listing: [(one.resultaat, one.behaalde_score) for one in listing],
        expected=[(codes.LbtResultaat.HAALBAAR, "31,50")],
    ),
    ("DELETE", "/personen/{bsn}/lbt/examennummer"): ApiCall(
        lambda duo, id_: duo.delete_lbt(BSN, id_), f"/personen/{BSN}/lbt/examennummer"
    ),
    ("GET", "/personen/{bsn}/examens/resultaten"): ApiCall(
        lambda duo, id_: duo.examenresultaten(BSN, id_),
        f"/personen/{BSN}/examens/resultaten",
        antwoord=[{"examendatum": "2026-09-01", "resultaat": "Geen", "onderdeel": "SP", "niveau": "B1"}],
        core=lambda listing: [(one.resultaat, one.onderdeel, one.niveau) for one in listing],
        expected=[(codes.Examenuitslag.NONE, codes.Examenonderdeel.SPEAK, codes.Examenniveau.B1)],
    ),
    ("GET", "/personen/{bsn}/examens/gratispogingen"): ApiCall(
        lambda duo, id_: duo.gratis_pogingen(BSN, id_),
        f"/personen/{BSN}/examens/gratispogingen",
        antwoord=[{"onderdeel": "KNM", "gratisPogingenTegoed": 2}],
        core=lambda listing: [(one.onderdeel, one.gratis_pogingen_tegoed) for one in listing],
        expected=[(codes.Examenonderdeel.KNM, 2)],
    ),
    ("GET", "/personen/{bsn}/vrijstellingen"): ApiCall(
        lambda duo, id_: duo.vrijstellingen(BSN, id_),
        f"/personen/{BSN}/vrijstellingen",
        antwoord=[
            {"TijdelijkeVrijstelling": {"oordeel": "Toekenning", "reden": "OPL", "einddatum": "2027-07-31"}}
        ],
        core=lambda listing: [(one.tijdelijke.laatste_dag, one.gehele) for one in listing],
        expected=[(date(2027, 7, 31), None)],
    ),
    ("GET", "/personen/{bsn}/ontheffingen"): ApiCall(
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
        core=lambda listing: [
            one.gedeeltelijke.uren_belastbaarheid_participatieactiviteit for one in listing
        ],
        expected=[0],
    ),
    ("GET", "/personen/{bsn}/PIP"): ApiCall(
        lambda duo, id_: duo.pip(BSN, id_),
        f"/personen/{BSN}/PIP",
        antwoord={"gemeentecode": "0399", "pip": {"dagtekeningPip": "2026-05-18", "leerroute": "B"}},
        core=lambda one: (one.gemeentecode, one.pip.leerroute),
        expected=("0399", concepts.Leerroute.B1),
    ),
    ("POST", "/personen/{bsn}/PIP"): ApiCall(
        lambda duo, id_: duo.report_pip(BSN, PIP, id_),
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
    ("DELETE", "/personen/{bsn}/PIP"): ApiCall(
        lambda duo, id_: duo.delete_pip(BSN, id_), f"/personen/{BSN}/PIP"
    ),
    ("POST", "/contactpersonen"): ApiCall(
        lambda duo, id_: duo.make_contactpersoon(COLLEAGUE, id_),
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
        expected=17,
    ),
    ("PUT", "/contactpersonen/{id}"): ApiCall(
        lambda duo, id_: duo.change_contactpersoon(17, COLLEAGUE, id_),
        "/contactpersonen/17",
        {"naam": "Nadia el-Amrani", "email": "n@alkmaar.example", "telefoonnummer": "072 548 8888"},
    ),
    ("DELETE", "/contactpersonen/{id}"): ApiCall(
        lambda duo, id_: duo.delete_contactpersoon(17, id_), "/contactpersonen/17"
    ),
    ("POST", "/contactpersonen/{id}/personen/{bsn}"): ApiCall(
        lambda duo, id_: duo.link(17, BSN, id_), f"/contactpersonen/17/personen/{BSN}", status=201
    ),
    ("DELETE", "/contactpersonen/{id}/personen/{bsn}"): ApiCall(
        lambda duo, id_: duo.decouple(17, BSN, id_), f"/contactpersonen/17/personen/{BSN}"
    ),
    ("GET", "/instellingen"): ApiCall(
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
        core=lambda listing: [(one.instellingsnummer, one.indicatie_tst_keurmerk) for one in listing],
        expected=[(SCHOOL, False)],
    ),
    ("POST", "/personen/{bsn}/Inburgeringsaanbod/{instellingsnummer}"): ApiCall(
        lambda duo, id_: duo.report_aanbod(BSN, SCHOOL, AANBOD, id_),
        f"/personen/{BSN}/Inburgeringsaanbod/{SCHOOL}",
        {
            "indicatorAlfabetiseringsonderwijs": "A",
            "datumInburgeringsaanbod": "2026-05-18",
            "verwachteStartdatumOpleiding": "2026-06-01",
            "verwachteEinddatumOpleiding": "2028-01-01",
        },
        status=201,
    ),
    ("DELETE", "/personen/{bsn}/Inburgeringsaanbod/{instellingsnummer}"): ApiCall(
        lambda duo, id_: duo.delete_aanbod(BSN, SCHOOL, id_),
        f"/personen/{BSN}/Inburgeringsaanbod/{SCHOOL}",
        status=204,
    ),
    ("GET", "/personen/{bsn}/map"): ApiCall(
        lambda duo, id_: duo.resultaat_map(BSN, id_),
        f"/personen/{BSN}/map",
        antwoord={"datumEindgesprekMap": "2026-05-18"},
        core=lambda one: one.datum_eindgesprek_map,
        expected=DAY,
    ),
    ("PUT", "/personen/{bsn}/map"): ApiCall(
        lambda duo, id_: duo.report_map(
            BSN, ResultaatMap(datum_eindgesprek_map=DAY, verwijtbaar=codes.YesNo.NO), id_
        ),
        f"/personen/{BSN}/map",
        {"datumEindgesprekMap": "2026-05-18", "verwijtbaar": "Nee"},
    ),
    ("GET", "/personen/{bsn}/pvt"): ApiCall(
        lambda duo, id_: duo.resultaat_pvt(BSN, id_),
        f"/personen/{BSN}/pvt",
        antwoord={"datumOndertekeningPvt": "2026-05-18"},
        core=lambda one: one.datum_ondertekening_pvt,
        expected=DAY,
    ),
    ("PUT", "/personen/{bsn}/pvt"): ApiCall(
        lambda duo, id_: duo.report_pvt(BSN, ResultaatPvt(datum_ondertekening_pvt=DAY), id_),
        f"/personen/{BSN}/pvt",
        {"datumOndertekeningPvt": "2026-05-18"},
    ),
    ("PUT", "/personen/{bsn}/zroute"): ApiCall(
        lambda duo, id_: duo.report_zroute(BSN, ResultaatZroute(), id_), f"/personen/{BSN}/zroute", {}
    ),
    ("GET", "/personen/{bsn}/uren"): ApiCall(
        lambda duo, id_: duo.uren(BSN, id_),
        f"/personen/{BSN}/uren",
        antwoord=[
            {"gemeentecode": "0361", "bekendTot": "2027-01-01", "TaallesEnKnmBredeIntake": {"uren": 12}}
        ],
        core=lambda listing: [(one.gemeentecode, one.laatste_dag, one.intake.uren) for one in listing],
        expected=[("0361", date(2026, 12, 31), 12)],
    ),
    ("PUT", "/personen/{bsn}/uren/bredeintake/taallesknm"): ApiCall(
        lambda duo, id_: duo.report_uren_intake(BSN, Uren(uren=0), id_),
        f"/personen/{BSN}/uren/bredeintake/taallesknm",
        {"uren": 0},
    ),
    ("PUT", "/personen/{bsn}/uren/participatieactiviteiten"): ApiCall(
        lambda duo, id_: duo.report_uren_participatie(BSN, Uren(uren=800), id_),
        f"/personen/{BSN}/uren/participatieactiviteiten",
        {"uren": 800},
    ),
    ("PUT", "/personen/{bsn}/uren/participatietaalles"): ApiCall(
        lambda duo, id_: duo.report_uren_taalles(BSN, Uren(uren=9999), id_),
        f"/personen/{BSN}/uren/participatietaalles",
        {"uren": 9999},
    ),
}
"""(method, path as the specification writes it) → how we call it."""
