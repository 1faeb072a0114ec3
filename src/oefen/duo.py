"""What DUO offers: the questions and reports of its APIs, each with what it does here."""

from __future__ import annotations

from typing import Any, TypeVar

from oefen import rules
from oefen.request import BadAnswerError, Request, Response, Route, json_of_404, listing, refuse
from oefen.schemas import (
    Aanbod,
    ContactDetails,
    Leerroute,
    NiveauPip,
    Pip,
    ResultaatMap,
    ResultaatPvt,
    ResultaatZroute,
    Uren,
    WireModel,
)
from oefen.stored import (
    AanbodOfGemeente,
    Contactpersoon,
    PipOfGemeente,
    Resultaat,
    UrenOfGemeente,
)
from oefen.world import SETTINGS, VERLENGINGSGRONDEN

T = TypeVar("T", bound=WireModel)


def _content(request: Request, kind: type[T]) -> T:
    assert isinstance(request.inhoud, kind)  # noqa: S101 - the table below says so
    return request.inhoud


def _evaluate(v: Request) -> Response:
    if v.persoon.examennummer is None:
        raise BadAnswerError(404)
    return Response(200, {"examennummer": v.persoon.examennummer})


def _test_withdrawn(v: Request) -> Response:
    if v.persoon.examennummer is None:
        raise BadAnswerError(404)
    v.persoon.examennummer = None
    return Response(200)


def _pip(v: Request) -> Response:
    if v.persoon.pip is None:
        raise BadAnswerError(404)
    return Response(200, {"gemeentecode": v.persoon.pip.gemeentecode, "pip": v.persoon.pip.pip.as_json()})


def _pip_aanleveren(v: Request) -> Response:
    pip = _content(v, Pip)
    refuse(rules.pip_aanleveren(v.persoon, v.gemeente, pip))
    if pip.niveau is None and pip.leerroute in (Leerroute.B1, Leerroute.ONDERWIJS):
        pip = pip.model_copy(update={"niveau": NiveauPip.B1})
    v.persoon.pips.append(PipOfGemeente(gemeentecode=v.gemeente.code, geregistreerd_op=v.world.nu(), pip=pip))
    return Response(201)


def _pip_withdrawn(v: Request) -> Response:
    if v.persoon.pip is None:
        raise BadAnswerError(404)
    refuse(rules.delete_pip(v.persoon, v.gemeente))
    v.persoon.pips.pop()
    return Response(200)


def _make_contact(v: Request) -> Response:
    number = v.world.next_contact
    contact = Contactpersoon(id=number, gemeentecode=v.gemeente.code, gegevens=_content(v, ContactDetails))
    v.contactpersonen[number] = contact
    v.sleutel = str(number)
    return Response(201, {"id": number, "contactpersoongegevens": contact.gegevens.as_json()})


def _contact(v: Request) -> Contactpersoon:
    """Return the contact person of the path. Raises AntwoordError when there is none, or not of theirs."""
    if not (v.path["id"].isascii() and v.path["id"].isdigit() and 1 <= int(v.path["id"]) <= 99999):
        raise BadAnswerError(400)
    contact = v.world.contactpersonen.get(int(v.path["id"]))
    if contact is None:
        raise BadAnswerError(404)
    if contact.gemeentecode != v.gemeente.code:
        raise BadAnswerError(403, "De contactpersoon is van een andere gemeente.")
    v.sleutel = str(contact.id)
    return contact


def _change_contact(v: Request) -> Response:
    contact = _contact(v)
    new = contact.model_copy(update={"gegevens": _content(v, ContactDetails)})
    v.contactpersonen[contact.id] = new
    return Response(200)


def _remove_contact(v: Request) -> Response:
    contact = _contact(v)
    v.contactpersonen[contact.id] = None
    for persoon in v.world.personen.values():
        if persoon.contactpersoon == contact.id:
            persoon.contactpersoon = None
            v.touched.append(persoon)
    return Response(200)


def _link(v: Request) -> Response:
    v.persoon.contactpersoon = _contact(v).id
    return Response(201)


def _decouple(v: Request) -> Response:
    if v.persoon.contactpersoon != _contact(v).id:
        raise BadAnswerError(404)
    v.persoon.contactpersoon = None
    return Response(200)


def _instellingsnummer(v: Request) -> str:
    if len(v.path["instellingsnummer"]) != 10:
        raise BadAnswerError(400)
    v.sleutel = v.path["instellingsnummer"]
    return v.sleutel


def _aanbod(v: Request) -> Response:
    number, aanbod = _instellingsnummer(v), _content(v, Aanbod)
    refuse(rules.aanbod_aanleveren(v.persoon, v.world.instelling(number), aanbod))
    v.persoon.aanbod[number] = AanbodOfGemeente(gemeentecode=v.gemeente.code, aanbod=aanbod)
    return Response(201)


def _aanbod_withdrawn(v: Request) -> Response:
    if v.persoon.aanbod.pop(_instellingsnummer(v), None) is None:
        raise BadAnswerError(404)
    return Response(204)


def _map(v: Request) -> Response:
    return _date("datumEindgesprekMap", v.persoon.map)


def _pvt(v: Request) -> Response:
    return _date("datumOndertekeningPvt", v.persoon.pvt)


def _date(name: str, resultaat: Resultaat | None) -> Response:
    if resultaat is None or resultaat.datum is None:
        raise BadAnswerError(404)
    return Response(200, {name: resultaat.datum.isoformat()})


def _set_map(v: Request) -> Response:
    content = _content(v, ResultaatMap)
    new = Resultaat(
        gemeentecode=v.gemeente.code, datum=content.datum_eindgesprek_map, verwijtbaar=content.verwijtbaar
    )
    refuse(rules.resultaat_aanleveren(v.persoon, v.gemeente, new, v.persoon.map, v.today))
    v.persoon.map = new
    return Response(200)


def _set_pvt(v: Request) -> Response:
    content = _content(v, ResultaatPvt)
    new = Resultaat(
        gemeentecode=v.gemeente.code, datum=content.datum_ondertekening_pvt, verwijtbaar=content.verwijtbaar
    )
    refuse(rules.resultaat_aanleveren(v.persoon, v.gemeente, new, v.persoon.pvt, v.today))
    v.persoon.pvt = new
    return Response(200)


def _set_zroute(v: Request) -> Response:
    date_ = _content(v, ResultaatZroute).datum_afronding_zroute
    refuse(rules.zroute_aanleveren(v.persoon, v.gemeente, date_, v.today))
    v.persoon.zroute = date_
    return Response(200)


UREN = {
    "taalles_intake": "TaallesEnKnmBredeIntake",
    "participatieactiviteiten": "ParticipatieactiviteitenBredeIntake",
    "taalles": "ParticipatieAlsTaalles",
}


def _uren(v: Request) -> Response:
    answer: list[dict[str, Any]] = []
    for code, uren in v.persoon.uren.items():
        known = {name: getattr(uren, field) for field, name in UREN.items()}
        answer.append(
            {"gemeentecode": code, "bekendTot": uren.bekend_tot.isoformat()}
            | {name: {"uren": count} for name, count in known.items() if count is not None}
        )
    return Response(200, answer)


def _set_uren(v: Request, field: str) -> Response:
    """Replace one total of this municipality; it is a total, not an addition."""
    earlier = v.persoon.uren.get(v.gemeente.code) or UrenOfGemeente(bekend_tot=v.today)
    v.persoon.uren[v.gemeente.code] = earlier.model_copy(
        update={field: _content(v, Uren).uren, "bekend_tot": v.today}
    )
    return Response(200)


def _participatie(v: Request) -> Response:
    if not v.persoon.asiel:
        raise BadAnswerError(403)
    return _set_uren(v, "participatieactiviteiten")


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
        lambda v: listing(v.persoon.plicht_historie),
    ),
    Route("doelgroep", "GET", P + "/doelgroep", "1.2.2", lambda v: json_of_404(v.persoon.doelgroep)),
    Route(
        "doelgroep_historie",
        "GET",
        P + "/doelgroep/historie",
        "1.2.2",
        lambda v: listing(v.persoon.doelgroep_historie),
    ),
    Route("termijn", "GET", P + "/inburgeringstermijn", "1.0.0", lambda v: json_of_404(v.persoon.termijn)),
    Route(
        "termijn_historie",
        "GET",
        P + "/inburgeringstermijn/historie",
        "1.0.0",
        lambda v: listing(v.persoon.termijn_historie),
    ),
    Route(
        "verlengingsgronden",
        "GET",
        "/verlengingsgronden",
        "1.0.0",
        lambda _: listing(list(VERLENGINGSGRONDEN)),
        unknown_source=400,
    ),
    Route("lbt", "GET", P + "/lbt/examennummer", "1.2.0", _evaluate),
    Route("lbt_weg", "DELETE", P + "/lbt/examennummer", "1.2.0", _test_withdrawn, melding=True),
    Route(
        "lbt_resultaten", "GET", P + "/lbt/resultaten", "1.2.0", lambda v: listing(v.persoon.toetsresultaten)
    ),
    Route("examens", "GET", P + "/examens/resultaten", "1.0.0", lambda v: listing(v.persoon.examens)),
    Route(
        "gratis_pogingen",
        "GET",
        P + "/examens/gratispogingen",
        "1.0.0",
        lambda v: listing(v.persoon.gratis_pogingen),
    ),
    Route(
        "vrijstellingen", "GET", P + "/vrijstellingen", "1.0.0", lambda v: listing(v.persoon.vrijstellingen)
    ),
    Route("ontheffingen", "GET", P + "/ontheffingen", "1.0.0", lambda v: listing(v.persoon.ontheffingen)),
    Route("pip_vraag", "GET", P + "/PIP", "1.2.0", _pip),
    Route("pip", "POST", P + "/PIP", "1.2.0", _pip_aanleveren, Pip, melding=True, texts=True),
    Route("pip_weg", "DELETE", P + "/PIP", "1.2.0", _pip_withdrawn, melding=True, texts=True),
    Route(
        "contactpersoon",
        "POST",
        "/contactpersonen",
        "1.0.0",
        _make_contact,
        ContactDetails,
        melding=True,
        texts=True,
    ),
    Route(
        "contactpersoon_wijziging",
        "PUT",
        "/contactpersonen/{id}",
        "1.0.0",
        _change_contact,
        ContactDetails,
        melding=True,
        texts=True,
    ),
    Route("contactpersoon_weg", "DELETE", "/contactpersonen/{id}", "1.0.0", _remove_contact, melding=True),
    Route("koppeling", "POST", KOPPELING, "1.0.0", _link, melding=True),
    Route("ontkoppeling", "DELETE", KOPPELING, "1.0.0", _decouple, melding=True),
    Route(
        "instellingen",
        "GET",
        "/instellingen",
        "1.2.0",
        lambda _: listing(list(SETTINGS)),
        unknown_source=400,
    ),
    Route("aanbod", "POST", AANBOD, "1.2.0", _aanbod, Aanbod, melding=True, texts=True),
    Route("aanbod_weg", "DELETE", AANBOD, "1.2.0", _aanbod_withdrawn, melding=True, texts=True),
    Route("map_vraag", "GET", P + "/map", "1.0.0", _map),
    Route("map", "PUT", P + "/map", "1.0.0", _set_map, ResultaatMap, melding=True, texts=True),
    Route("pvt_vraag", "GET", P + "/pvt", "1.0.0", _pvt),
    Route("pvt", "PUT", P + "/pvt", "1.0.0", _set_pvt, ResultaatPvt, melding=True, texts=True),
    Route("zroute", "PUT", P + "/zroute", "1.0.0", _set_zroute, ResultaatZroute, melding=True, texts=True),
    Route("uren", "GET", P + "/uren", "1.0.0", _uren, unknown_source=401),
    Route(
        "uren_intake",
        "PUT",
        P + "/uren/bredeintake/taallesknm",
        "1.0.0",
        lambda v: _set_uren(v, "taalles_intake"),
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
        lambda v: _set_uren(v, "taalles"),
        Uren,
        melding=True,
    ),
)
