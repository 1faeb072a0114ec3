"""The API of dossiers: the selectors and services of the pages, so the same rights, checks and log lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Router, Status

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd, Recht
from meedoen.basis.api.schema import FOUTEN, Bladzijde, NietGevonden
from meedoen.basis.organisations.models import Organisatie
from meedoen.dossiers import rechten, selectors, services
from meedoen.dossiers.api_schemas import (
    ContactmomentVorm,
    ContactmomentWijziging,
    DossierVorm,
    FeitVorm,
    FeitWaarde,
    NieuwContactmoment,
    NieuwDossier,
    NieuwSignaal,
    Oplossing,
    SignaalVorm,
    TermijnVorm,
)
from meedoen.dossiers.models import Contactmoment, Dossier, Persoon, Signaal
from meedoen.dossiers.phases import Fase, FeitSoort
from meedoen.dossiers.places import ORIGINS
from meedoen.wet.termijn import rule_of_stored
from meedoen.wet.termijn.compute import status_on

router = Router(tags=["dossiers"], by_alias=True)


class Verzoek(HttpRequest):
    """A request that a token opened."""

    auth: Actor


def _lees(
    request: Verzoek, dossier_id: UUID, wat: str, *, recht: Recht = rechten.DOSSIER_BEKIJKEN
) -> Dossier:
    """The dossier, for a client that may see it and carries this right.

    Raises:
        Geweigerd: the token does not carry a right that this needs.
        NietGevonden: no such dossier, or not this client's.
    """
    for nodig in (rechten.DOSSIER_BEKIJKEN, recht):
        if not nodig.mag_ergens(request.auth):
            raise nodig.geweigerd(request.auth)
    try:
        return selectors.dossier_voor(request.auth, dossier_id, doel=wat)
    except Geweigerd as fout:
        raise NietGevonden from fout


@router.get(
    "", response={200: Bladzijde[DossierVorm], **FOUTEN}, summary="Dossiers die deze sleutel mag zien"
)
def lijst(
    request: Verzoek,
    fase: Fase | None = None,
    na: str = "",
) -> Any:
    """Nieuwste dossiernummer eerst, 50 per bladzijde. `na` is `volgende` van de vorige bladzijde."""
    if not rechten.DOSSIER_BEKIJKEN.mag_ergens(request.auth):
        raise rechten.DOSSIER_BEKIJKEN.geweigerd(request.auth)
    blad = selectors.dossierlijst(request.auth, fase=fase or "", na=na)
    return Bladzijde[DossierVorm](
        resultaten=[DossierVorm.van(dossier) for dossier in blad.dossiers], volgende=blad.volgende or None
    )


@router.post("", response={201: DossierVorm, **FOUTEN}, summary="Open een dossier")
def open_dossier(request: Verzoek, nieuw: NieuwDossier) -> Any:
    """Een BSN dat deze gemeente al kent, wordt geweigerd: werk dan in dat dossier verder."""
    recht = rechten.DOSSIER_BEWERKEN
    gemeente = Organisatie.objects.filter(pk__in=request.auth.gemeenten).first()
    if gemeente is None or not recht.mag_ergens(request.auth):
        raise recht.geweigerd(request.auth)
    persoon = Persoon(gemeente=gemeente, **nieuw.persoon.model_dump())
    persoon.full_clean(exclude=["huishouden"])
    feiten: dict[str, date | tuple[date | None, str]] = {
        soort: datum
        for soort in (FeitSoort.KOPPELING, FeitSoort.KENNISGEVING_DUO, FeitSoort.INSCHRIJVING_BRP)
        if (datum := getattr(nieuw, soort.value))
    }
    feiten[FeitSoort.DOELGROEP] = (timezone.localdate(), nieuw.doelgroep)
    dossier = services.open_dossier(request.auth, persoon, feiten, adres_soort=nieuw.adres_soort)
    return Status(201, DossierVorm.van(dossier))


@router.get("/{dossier_id}", response={200: DossierVorm, **FOUTEN}, summary="Eén dossier")
def een(request: Verzoek, dossier_id: UUID) -> Any:
    """De stand van een dossier zoals die uit de feiten volgt."""
    return DossierVorm.van(_lees(request, dossier_id, gettext_noop("dossier")))


@router.get("/{dossier_id}/termijnen", response={200: list[TermijnVorm], **FOUTEN}, summary="Termijnen")
def termijnen(request: Verzoek, dossier_id: UUID) -> Any:
    """Begin, laatste dag en stand van vandaag, met grondslag en zekerheid."""
    dossier = _lees(request, dossier_id, gettext_noop("termijnen"))
    vandaag = timezone.localdate()
    uit = []
    for naam, termijn in selectors.termijnen_van(dossier).items():
        regel = rule_of_stored(naam, termijn.begin)
        status = status_on(
            termijn.begin,
            termijn.laatste_dag,
            termijn.gehaald_op,
            has_act=regel.gehaald_door is not None,
            reference_date=vandaag,
        )
        uit.append(
            TermijnVorm(
                termijn=naam,
                titel=regel.title,
                begin=termijn.begin,
                laatste_dag_ruw=termijn.laatste_dag_ruw,
                laatste_dag=termijn.laatste_dag,
                verschoven_door=termijn.verschoven_door,
                gehaald_op=termijn.gehaald_op,
                status=status.value,
                grondslag=regel.grondslag.label,
                zekerheid=regel.certainty.value,
            )
        )
    return uit


@router.get("/{dossier_id}/feiten", response={200: list[FeitVorm], **FOUTEN}, summary="Geldige feiten")
def feiten(request: Verzoek, dossier_id: UUID) -> Any:
    """De feiten waar fase en termijnen uit volgen."""
    dossier = _lees(request, dossier_id, gettext_noop("feiten"))
    return [
        FeitVorm(
            soort=FeitSoort(soort),
            datum=feit.datum,
            waarde=feit.waarde,
            bron=feit.bron,
            vastgelegd_op=feit.vastgelegd_op,
        )
        for soort, feit in selectors.geldige_feiten(dossier).items()
    ]


@router.put("/{dossier_id}/feiten/{soort}", response={200: FeitVorm, **FOUTEN}, summary="Leg een feit vast")
def leg_feit_vast(request: Verzoek, dossier_id: UUID, soort: Path[FeitSoort], feit: FeitWaarde) -> Any:
    """Hetzelfde feit nog eens verandert niets. Een ander feit trekt het vorige in; dat blijft bewaard."""
    dossier = _lees(request, dossier_id, gettext_noop("feit vastleggen"), recht=rechten.DOSSIER_BEWERKEN)
    _eis_feit(soort, feit.waarde)
    vast = services.leg_feit_vast(
        request.auth, dossier, soort, datum=feit.datum, waarde=feit.waarde, toelichting=feit.toelichting
    )
    return FeitVorm(
        soort=soort, datum=vast.datum, waarde=vast.waarde, bron=vast.bron, vastgelegd_op=vast.vastgelegd_op
    )


@router.get(
    "/{dossier_id}/contactmomenten",
    response={200: list[ContactmomentVorm], **FOUTEN},
    summary="Contactmomenten",
)
def contactmomenten(request: Verzoek, dossier_id: UUID) -> Any:
    """Gesprekken en berichten, nieuwste eerst; hooguit 200."""
    dossier = _lees(request, dossier_id, gettext_noop("contactmomenten"), recht=rechten.CONTACT_BEKIJKEN)
    return [
        _contact(moment)
        for moment in rechten.CONTACT_BEKIJKEN.filter(request.auth, dossier.contactmoment_set.all())[:200]
    ]


@router.post(
    "/{dossier_id}/contactmomenten",
    response={201: ContactmomentVorm, **FOUTEN},
    summary="Leg een contactmoment vast",
)
def nieuw_contactmoment(request: Verzoek, dossier_id: UUID, nieuw: NieuwContactmoment) -> Any:
    """Een gesprek dat gehouden is, ligt in het verleden."""
    dossier = _lees(
        request, dossier_id, gettext_noop("contactmoment vastleggen"), recht=rechten.CONTACT_BEWERKEN
    )
    inhoud = nieuw.model_dump() | {"moment": _met_zone(nieuw.moment)}
    moment = Contactmoment(dossier=dossier, gemeente_id=dossier.gemeente_id, **inhoud)
    return Status(201, _contact(services.plan_gesprek(request.auth, moment)))


@router.patch(
    "/{dossier_id}/contactmomenten/{contactmoment_id}",
    response={200: ContactmomentVorm, **FOUTEN},
    summary="Wijzig een contactmoment",
)
def wijzig_contactmoment(
    request: Verzoek, dossier_id: UUID, contactmoment_id: UUID, wijziging: ContactmomentWijziging
) -> Any:
    """Wat je weglaat, blijft zoals het was."""
    dossier = _lees(
        request, dossier_id, gettext_noop("contactmoment wijzigen"), recht=rechten.CONTACT_BEWERKEN
    )
    moment = (
        Contactmoment.objects.select_related("dossier").filter(pk=contactmoment_id, dossier=dossier).first()
    )
    if moment is None:
        raise NietGevonden
    for veld, waarde in wijziging.model_dump(exclude_none=True).items():
        setattr(moment, veld, _met_zone(waarde) if isinstance(waarde, datetime) else waarde)
    return _contact(services.leg_gesprek_vast(request.auth, moment))


@router.get("/{dossier_id}/signalen", response={200: list[SignaalVorm], **FOUTEN}, summary="Signalen")
def signalen(request: Verzoek, dossier_id: UUID) -> Any:
    """Wat een eigenaar nodig heeft: open en opgeloste signalen."""
    dossier = _lees(request, dossier_id, gettext_noop("signalen"), recht=rechten.SIGNAAL_BEKIJKEN)
    rijen = rechten.SIGNAAL_BEKIJKEN.filter(request.auth, dossier.signaal_set.select_related("eigenaar"))
    return [SignaalVorm.van(signaal) for signaal in rijen]


@router.post("/{dossier_id}/signalen", response={201: SignaalVorm, **FOUTEN}, summary="Meld een signaal")
def nieuw_signaal(request: Verzoek, dossier_id: UUID, nieuw: NieuwSignaal) -> Any:
    """Het signaal komt bij de vaste contactpersoon, of anders bij de eigenaar van de sleutel."""
    dossier = _lees(request, dossier_id, gettext_noop("signaal melden"), recht=rechten.SIGNAAL_BEWERKEN)
    signaal = Signaal(
        dossier=dossier,
        gemeente_id=dossier.gemeente_id,
        eigenaar_id=dossier.klantmanager_id or _eigenaar(request),
        **nieuw.model_dump(),
    )
    return Status(201, SignaalVorm.van(services.meld_signaal(request.auth, signaal)))


@router.put(
    "/{dossier_id}/signalen/{signaal_id}/oplossing",
    response={200: SignaalVorm, **FOUTEN},
    summary="Los een signaal op",
)
def los_op(request: Verzoek, dossier_id: UUID, signaal_id: UUID, wat: Oplossing) -> Any:
    """Zeg wat er is gedaan."""
    dossier = _lees(request, dossier_id, gettext_noop("signaal oplossen"), recht=rechten.SIGNAAL_BEWERKEN)
    signaal = (
        Signaal.objects.select_related("eigenaar", "dossier").filter(pk=signaal_id, dossier=dossier).first()
    )
    if signaal is None:
        raise NietGevonden
    services.los_signaal_op(request.auth, signaal, wat.oplossing)
    signaal.refresh_from_db()
    return SignaalVorm.van(signaal)


MOGELIJKE_WAARDEN = {
    FeitSoort.DOELGROEP: frozenset(Dossier.Doelgroep.values),
    FeitSoort.ASIELVERGUNNING: frozenset({"ja", "nee"}),
}


def _eis_feit(soort: FeitSoort, waarde: str) -> None:
    """Refuse a fact that only an act with its own checks may write, and a value of another fact."""
    if soort in ORIGINS:
        raise Geweigerd(_("Dit feit ontstaat in Meedoen zelf, bij de handeling waar het van komt."))
    if waarde not in MOGELIJKE_WAARDEN.get(soort, {""}):
        raise ValidationError({"waarde": _("Deze waarde hoort niet bij dit feit.")})


def _eigenaar(request: Verzoek) -> UUID:
    """Who owns the token; a token always has an owner."""
    if request.auth.id is None:
        raise Geweigerd(_("Deze sleutel heeft geen eigenaar."))
    return request.auth.id


def _contact(moment: Contactmoment) -> ContactmomentVorm:
    velden = ("id", "moment", "kanaal", "onderwerp", "uitkomst", "met_tolk", "plek", "verslag")
    return ContactmomentVorm(**{veld: getattr(moment, veld) for veld in velden})


def _met_zone(moment: datetime) -> datetime:
    """A time without a zone is Dutch time."""
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
