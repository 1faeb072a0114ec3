"""What DUO offers: the questions and reports of its APIs, each with what it does here."""

from __future__ import annotations

from typing import Any, TypeVar

from oefen import rules
from oefen.request import AntwoordError, Route, Uitkomst, Verzoek, json_of_404, lijst, weiger
from oefen.schemas import (
    Aanbod,
    Contactgegevens,
    Leerroute,
    NiveauPip,
    OpDeLijn,
    Pip,
    ResultaatMap,
    ResultaatPvt,
    ResultaatZroute,
    Uren,
)
from oefen.stored import (
    AanbodVanGemeente,
    Contactpersoon,
    PipVanGemeente,
    Resultaat,
    UrenVanGemeente,
)
from oefen.world import INSTELLINGEN, VERLENGINGSGRONDEN

T = TypeVar("T", bound=OpDeLijn)


def _inhoud(verzoek: Verzoek, soort: type[T]) -> T:
    assert isinstance(verzoek.inhoud, soort)  # noqa: S101 - the table below says so
    return verzoek.inhoud


def _toets(v: Verzoek) -> Uitkomst:
    if v.persoon.examennummer is None:
        raise AntwoordError(404)
    return Uitkomst(200, {"examennummer": v.persoon.examennummer})


def _toets_weg(v: Verzoek) -> Uitkomst:
    if v.persoon.examennummer is None:
        raise AntwoordError(404)
    v.persoon.examennummer = None
    return Uitkomst(200)


def _pip(v: Verzoek) -> Uitkomst:
    if v.persoon.pip is None:
        raise AntwoordError(404)
    return Uitkomst(200, {"gemeentecode": v.persoon.pip.gemeentecode, "pip": v.persoon.pip.pip.als_json()})


def _pip_aanleveren(v: Verzoek) -> Uitkomst:
    pip = _inhoud(v, Pip)
    weiger(rules.pip_aanleveren(v.persoon, v.gemeente, pip))
    if pip.niveau is None and pip.leerroute in (Leerroute.B1, Leerroute.ONDERWIJS):
        pip = pip.model_copy(update={"niveau": NiveauPip.B1})
    v.persoon.pips.append(
        PipVanGemeente(gemeentecode=v.gemeente.code, geregistreerd_op=v.staat.nu(), pip=pip)
    )
    return Uitkomst(201)


def _pip_weg(v: Verzoek) -> Uitkomst:
    if v.persoon.pip is None:
        raise AntwoordError(404)
    weiger(rules.pip_verwijderen(v.persoon, v.gemeente))
    v.persoon.pips.pop()
    return Uitkomst(200)


def _contact_maken(v: Verzoek) -> Uitkomst:
    nummer = v.staat.volgend_contact
    contact = Contactpersoon(id=nummer, gemeentecode=v.gemeente.code, gegevens=_inhoud(v, Contactgegevens))
    v.contactpersonen[nummer] = contact
    v.sleutel = str(nummer)
    return Uitkomst(201, {"id": nummer, "contactpersoongegevens": contact.gegevens.als_json()})


def _contact(v: Verzoek) -> Contactpersoon:
    """Return the contact person of the path. Raises AntwoordError when there is none, or not of theirs."""
    if not (v.pad["id"].isascii() and v.pad["id"].isdigit() and 1 <= int(v.pad["id"]) <= 99999):
        raise AntwoordError(400)
    contact = v.staat.contactpersonen.get(int(v.pad["id"]))
    if contact is None:
        raise AntwoordError(404)
    if contact.gemeentecode != v.gemeente.code:
        raise AntwoordError(403, "De contactpersoon is van een andere gemeente.")
    v.sleutel = str(contact.id)
    return contact


def _contact_wijzigen(v: Verzoek) -> Uitkomst:
    contact = _contact(v)
    nieuw = contact.model_copy(update={"gegevens": _inhoud(v, Contactgegevens)})
    v.contactpersonen[contact.id] = nieuw
    return Uitkomst(200)


def _contact_weg(v: Verzoek) -> Uitkomst:
    contact = _contact(v)
    v.contactpersonen[contact.id] = None
    for persoon in v.staat.personen.values():
        if persoon.contactpersoon == contact.id:
            persoon.contactpersoon = None
            v.geraakt.append(persoon)
    return Uitkomst(200)


def _koppelen(v: Verzoek) -> Uitkomst:
    v.persoon.contactpersoon = _contact(v).id
    return Uitkomst(201)


def _ontkoppelen(v: Verzoek) -> Uitkomst:
    if v.persoon.contactpersoon != _contact(v).id:
        raise AntwoordError(404)
    v.persoon.contactpersoon = None
    return Uitkomst(200)


def _instellingsnummer(v: Verzoek) -> str:
    if len(v.pad["instellingsnummer"]) != 10:
        raise AntwoordError(400)
    v.sleutel = v.pad["instellingsnummer"]
    return v.sleutel


def _aanbod(v: Verzoek) -> Uitkomst:
    nummer, aanbod = _instellingsnummer(v), _inhoud(v, Aanbod)
    weiger(rules.aanbod_aanleveren(v.persoon, v.staat.instelling(nummer), aanbod))
    v.persoon.aanbod[nummer] = AanbodVanGemeente(gemeentecode=v.gemeente.code, aanbod=aanbod)
    return Uitkomst(201)


def _aanbod_weg(v: Verzoek) -> Uitkomst:
    if v.persoon.aanbod.pop(_instellingsnummer(v), None) is None:
        raise AntwoordError(404)
    return Uitkomst(204)


def _map(v: Verzoek) -> Uitkomst:
    return _datum("datumEindgesprekMap", v.persoon.map)


def _pvt(v: Verzoek) -> Uitkomst:
    return _datum("datumOndertekeningPvt", v.persoon.pvt)


def _datum(naam: str, resultaat: Resultaat | None) -> Uitkomst:
    if resultaat is None or resultaat.datum is None:
        raise AntwoordError(404)
    return Uitkomst(200, {naam: resultaat.datum.isoformat()})


def _map_zetten(v: Verzoek) -> Uitkomst:
    inhoud = _inhoud(v, ResultaatMap)
    nieuw = Resultaat(
        gemeentecode=v.gemeente.code, datum=inhoud.datum_eindgesprek_map, verwijtbaar=inhoud.verwijtbaar
    )
    weiger(rules.resultaat_aanleveren(v.persoon, v.gemeente, nieuw, v.persoon.map, v.vandaag))
    v.persoon.map = nieuw
    return Uitkomst(200)


def _pvt_zetten(v: Verzoek) -> Uitkomst:
    inhoud = _inhoud(v, ResultaatPvt)
    nieuw = Resultaat(
        gemeentecode=v.gemeente.code, datum=inhoud.datum_ondertekening_pvt, verwijtbaar=inhoud.verwijtbaar
    )
    weiger(rules.resultaat_aanleveren(v.persoon, v.gemeente, nieuw, v.persoon.pvt, v.vandaag))
    v.persoon.pvt = nieuw
    return Uitkomst(200)


def _zroute_zetten(v: Verzoek) -> Uitkomst:
    datum = _inhoud(v, ResultaatZroute).datum_afronding_zroute
    weiger(rules.zroute_aanleveren(v.persoon, v.gemeente, datum, v.vandaag))
    v.persoon.zroute = datum
    return Uitkomst(200)


UREN = {
    "taalles_intake": "TaallesEnKnmBredeIntake",
    "participatieactiviteiten": "ParticipatieactiviteitenBredeIntake",
    "taalles": "ParticipatieAlsTaalles",
}


def _uren(v: Verzoek) -> Uitkomst:
    antwoord: list[dict[str, Any]] = []
    for code, uren in v.persoon.uren.items():
        bekend = {naam: getattr(uren, veld) for veld, naam in UREN.items()}
        antwoord.append(
            {"gemeentecode": code, "bekendTot": uren.bekend_tot.isoformat()}
            | {naam: {"uren": aantal} for naam, aantal in bekend.items() if aantal is not None}
        )
    return Uitkomst(200, antwoord)


def _uren_zetten(v: Verzoek, veld: str) -> Uitkomst:
    """Replace one total of this municipality; it is a total, not an addition."""
    eerder = v.persoon.uren.get(v.gemeente.code) or UrenVanGemeente(bekend_tot=v.vandaag)
    v.persoon.uren[v.gemeente.code] = eerder.model_copy(
        update={veld: _inhoud(v, Uren).uren, "bekend_tot": v.vandaag}
    )
    return Uitkomst(200)


def _participatie(v: Verzoek) -> Uitkomst:
    if not v.persoon.asiel:
        raise AntwoordError(403)
    return _uren_zetten(v, "participatieactiviteiten")


P = "/personen/{bsn}"
AANBOD = P + "/Inburgeringsaanbod/{instellingsnummer}"
KOPPELING = "/contactpersonen/{id}/personen/{bsn}"

ROUTES = (
    Route("plicht", "GET", P + "/inburgeringsplicht", "1.2.2", lambda v: json_of_404(v.persoon.plicht)),
    Route(
        "plicht_historie",
        "GET",
        P + "/inburgeringsplicht/historie",
        "1.2.2",
        lambda v: lijst(v.persoon.plicht_historie),
    ),
    Route("doelgroep", "GET", P + "/doelgroep", "1.2.2", lambda v: json_of_404(v.persoon.doelgroep)),
    Route(
        "doelgroep_historie",
        "GET",
        P + "/doelgroep/historie",
        "1.2.2",
        lambda v: lijst(v.persoon.doelgroep_historie),
    ),
    Route("termijn", "GET", P + "/inburgeringstermijn", "1.0.0", lambda v: json_of_404(v.persoon.termijn)),
    Route(
        "termijn_historie",
        "GET",
        P + "/inburgeringstermijn/historie",
        "1.0.0",
        lambda v: lijst(v.persoon.termijn_historie),
    ),
    Route(
        "verlengingsgronden",
        "GET",
        "/verlengingsgronden",
        "1.0.0",
        lambda _: lijst(list(VERLENGINGSGRONDEN)),
        onbekende_bron=400,
    ),
    Route("lbt", "GET", P + "/lbt/examennummer", "1.2.0", _toets),
    Route("lbt_weg", "DELETE", P + "/lbt/examennummer", "1.2.0", _toets_weg, melding=True),
    Route(
        "lbt_resultaten", "GET", P + "/lbt/resultaten", "1.2.0", lambda v: lijst(v.persoon.toetsresultaten)
    ),
    Route("examens", "GET", P + "/examens/resultaten", "1.0.0", lambda v: lijst(v.persoon.examens)),
    Route(
        "gratis_pogingen",
        "GET",
        P + "/examens/gratispogingen",
        "1.0.0",
        lambda v: lijst(v.persoon.gratis_pogingen),
    ),
    Route("vrijstellingen", "GET", P + "/vrijstellingen", "1.0.0", lambda v: lijst(v.persoon.vrijstellingen)),
    Route("ontheffingen", "GET", P + "/ontheffingen", "1.0.0", lambda v: lijst(v.persoon.ontheffingen)),
    Route("pip_vraag", "GET", P + "/PIP", "1.2.0", _pip),
    Route("pip", "POST", P + "/PIP", "1.2.0", _pip_aanleveren, Pip, melding=True, teksten=True),
    Route("pip_weg", "DELETE", P + "/PIP", "1.2.0", _pip_weg, melding=True, teksten=True),
    Route(
        "contactpersoon",
        "POST",
        "/contactpersonen",
        "1.0.0",
        _contact_maken,
        Contactgegevens,
        melding=True,
        teksten=True,
    ),
    Route(
        "contactpersoon_wijziging",
        "PUT",
        "/contactpersonen/{id}",
        "1.0.0",
        _contact_wijzigen,
        Contactgegevens,
        melding=True,
        teksten=True,
    ),
    Route("contactpersoon_weg", "DELETE", "/contactpersonen/{id}", "1.0.0", _contact_weg, melding=True),
    Route("koppeling", "POST", KOPPELING, "1.0.0", _koppelen, melding=True),
    Route("ontkoppeling", "DELETE", KOPPELING, "1.0.0", _ontkoppelen, melding=True),
    Route(
        "instellingen",
        "GET",
        "/instellingen",
        "1.2.0",
        lambda _: lijst(list(INSTELLINGEN)),
        onbekende_bron=400,
    ),
    Route("aanbod", "POST", AANBOD, "1.2.0", _aanbod, Aanbod, melding=True, teksten=True),
    Route("aanbod_weg", "DELETE", AANBOD, "1.2.0", _aanbod_weg, melding=True, teksten=True),
    Route("map_vraag", "GET", P + "/map", "1.0.0", _map),
    Route("map", "PUT", P + "/map", "1.0.0", _map_zetten, ResultaatMap, melding=True, teksten=True),
    Route("pvt_vraag", "GET", P + "/pvt", "1.0.0", _pvt),
    Route("pvt", "PUT", P + "/pvt", "1.0.0", _pvt_zetten, ResultaatPvt, melding=True, teksten=True),
    Route(
        "zroute", "PUT", P + "/zroute", "1.0.0", _zroute_zetten, ResultaatZroute, melding=True, teksten=True
    ),
    Route("uren", "GET", P + "/uren", "1.0.0", _uren, onbekende_bron=401),
    Route(
        "uren_intake",
        "PUT",
        P + "/uren/bredeintake/taallesknm",
        "1.0.0",
        lambda v: _uren_zetten(v, "taalles_intake"),
        Uren,
        melding=True,
    ),
    Route(
        "uren_participatie",
        "PUT",
        P + "/uren/participatieactiviteiten",
        "1.0.0",
        _participatie,
        Uren,
        melding=True,
    ),
    Route(
        "uren_taalles",
        "PUT",
        P + "/uren/participatietaalles",
        "1.0.0",
        lambda v: _uren_zetten(v, "taalles"),
        Uren,
        melding=True,
    ),
)
