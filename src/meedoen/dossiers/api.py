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
from meedoen.basis.access.rechten import Recht, Refused
from meedoen.basis.api.schema import ERRORS, Bladzijde, NotFound
from meedoen.basis.organisations.models import Organisation
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


class ApiRequest(HttpRequest):
    """A request that a token opened."""

    auth: Actor


def _read(
    request: ApiRequest, dossier_id: UUID, what: str, *, recht: Recht = rechten.DOSSIER_VIEW
) -> Dossier:
    """The dossier, for a client that may see it and carries this right.

    Raises:
        Geweigerd: the token does not carry a right that this needs.
        NietGevonden: no such dossier, or not this client's.
    """
    for needed in (rechten.DOSSIER_VIEW, recht):
        if not needed.may_anywhere(request.auth):
            raise needed.refused(request.auth)
    try:
        return selectors.dossier_for(request.auth, dossier_id, doel=what)
    except Refused as error:
        raise NotFound from error


@router.get(
    "", response={200: Bladzijde[DossierVorm], **ERRORS}, summary="Dossiers die deze sleutel mag zien"
)
def lijst(
    request: ApiRequest,
    fase: Fase | None = None,
    na: str = "",
) -> Any:
    """Nieuwste dossiernummer eerst, 50 per bladzijde. `na` is `volgende` van de vorige bladzijde."""
    if not rechten.DOSSIER_VIEW.may_anywhere(request.auth):
        raise rechten.DOSSIER_VIEW.refused(request.auth)
    page = selectors.dossier_list(request.auth, fase=fase or "", na=na)
    return Bladzijde[DossierVorm](
        resultaten=[DossierVorm.van(dossier) for dossier in page.dossiers], volgende=page.volgende or None
    )


@router.post("", response={201: DossierVorm, **ERRORS}, summary="Open een dossier")
def open_dossier(request: ApiRequest, nieuw: NieuwDossier) -> Any:
    """Een BSN dat deze gemeente al kent, wordt geweigerd: werk dan in dat dossier verder."""
    recht = rechten.DOSSIER_EDIT
    gemeente = Organisation.objects.filter(pk__in=request.auth.gemeenten).first()
    if gemeente is None or not recht.may_anywhere(request.auth):
        raise recht.refused(request.auth)
    persoon = Persoon(gemeente=gemeente, **nieuw.persoon.model_dump())
    persoon.full_clean(exclude=["huishouden"])
    feiten: dict[str, date | tuple[date | None, str]] = {
        kind: date_
        for kind in (FeitSoort.KOPPELING, FeitSoort.KENNISGEVING_DUO, FeitSoort.INSCHRIJVING_BRP)
        if (date_ := getattr(nieuw, kind.value))
    }
    feiten[FeitSoort.DOELGROEP] = (timezone.localdate(), nieuw.doelgroep)
    dossier = services.open_dossier(request.auth, persoon, feiten, adres_soort=nieuw.adres_soort)
    return Status(201, DossierVorm.van(dossier))


@router.get("/{dossier_id}", response={200: DossierVorm, **ERRORS}, summary="Eén dossier")
def een(request: ApiRequest, dossier_id: UUID) -> Any:
    """De stand van een dossier zoals die uit de feiten volgt."""
    return DossierVorm.van(_read(request, dossier_id, gettext_noop("dossier")))


@router.get("/{dossier_id}/termijnen", response={200: list[TermijnVorm], **ERRORS}, summary="Termijnen")
def termijnen(request: ApiRequest, dossier_id: UUID) -> Any:
    """Begin, laatste dag en stand van vandaag, met grondslag en zekerheid."""
    dossier = _read(request, dossier_id, gettext_noop("termijnen"))
    today = timezone.localdate()
    off = []
    for name, termijn in selectors.termijnen_of(dossier).items():
        line = rule_of_stored(name, termijn.begin)
        status = status_on(
            termijn.begin,
            termijn.laatste_dag,
            termijn.gehaald_op,
            has_act=line.gehaald_door is not None,
            reference_date=today,
        )
        off.append(
            TermijnVorm(
                termijn=name,
                titel=line.title,
                begin=termijn.begin,
                laatste_dag_ruw=termijn.laatste_dag_ruw,
                laatste_dag=termijn.laatste_dag,
                verschoven_door=termijn.verschoven_door,
                gehaald_op=termijn.gehaald_op,
                status=status.value,
                grondslag=line.grondslag.label,
                zekerheid=line.certainty.value,
            )
        )
    return off


@router.get("/{dossier_id}/feiten", response={200: list[FeitVorm], **ERRORS}, summary="Geldige feiten")
def feiten(request: ApiRequest, dossier_id: UUID) -> Any:
    """De feiten waar fase en termijnen uit volgen."""
    dossier = _read(request, dossier_id, gettext_noop("feiten"))
    return [
        FeitVorm(
            soort=FeitSoort(kind),
            datum=feit.datum,
            waarde=feit.waarde,
            bron=feit.bron,
            vastgelegd_op=feit.vastgelegd_op,
        )
        for kind, feit in selectors.valid_feiten(dossier).items()
    ]


@router.put("/{dossier_id}/feiten/{soort}", response={200: FeitVorm, **ERRORS}, summary="Leg een feit vast")
def leg_feit_vast(request: ApiRequest, dossier_id: UUID, soort: Path[FeitSoort], feit: FeitWaarde) -> Any:
    """Hetzelfde feit nog eens verandert niets. Een ander feit trekt het vorige in; dat blijft bewaard."""
    dossier = _read(request, dossier_id, gettext_noop("feit vastleggen"), recht=rechten.DOSSIER_EDIT)
    _require_feit(soort, feit.waarde)
    fixed = services.record_feit(
        request.auth, dossier, soort, datum=feit.datum, waarde=feit.waarde, toelichting=feit.toelichting
    )
    return FeitVorm(
        soort=soort,
        datum=fixed.datum,
        waarde=fixed.waarde,
        bron=fixed.bron,
        vastgelegd_op=fixed.vastgelegd_op,
    )


@router.get(
    "/{dossier_id}/contactmomenten",
    response={200: list[ContactmomentVorm], **ERRORS},
    summary="Contactmomenten",
)
def contactmomenten(request: ApiRequest, dossier_id: UUID) -> Any:
    """Gesprekken en berichten, nieuwste eerst; hooguit 200."""
    dossier = _read(request, dossier_id, gettext_noop("contactmomenten"), recht=rechten.CONTACT_VIEW)
    return [
        _contact(moment)
        for moment in rechten.CONTACT_VIEW.filter(request.auth, dossier.contactmoment_set.all())[:200]
    ]


@router.post(
    "/{dossier_id}/contactmomenten",
    response={201: ContactmomentVorm, **ERRORS},
    summary="Leg een contactmoment vast",
)
def nieuw_contactmoment(request: ApiRequest, dossier_id: UUID, nieuw: NieuwContactmoment) -> Any:
    """Een gesprek dat gehouden is, ligt in het verleden."""
    dossier = _read(request, dossier_id, gettext_noop("contactmoment vastleggen"), recht=rechten.CONTACT_EDIT)
    content = nieuw.model_dump() | {"moment": _with_zone(nieuw.moment)}
    moment = Contactmoment(dossier=dossier, gemeente_id=dossier.gemeente_id, **content)
    return Status(201, _contact(services.plan_gesprek(request.auth, moment)))


@router.patch(
    "/{dossier_id}/contactmomenten/{contactmoment_id}",
    response={200: ContactmomentVorm, **ERRORS},
    summary="Wijzig een contactmoment",
)
def wijzig_contactmoment(
    request: ApiRequest, dossier_id: UUID, contactmoment_id: UUID, wijziging: ContactmomentWijziging
) -> Any:
    """Wat je weglaat, blijft zoals het was."""
    dossier = _read(request, dossier_id, gettext_noop("contactmoment wijzigen"), recht=rechten.CONTACT_EDIT)
    moment = (
        Contactmoment.objects.select_related("dossier").filter(pk=contactmoment_id, dossier=dossier).first()
    )
    if moment is None:
        raise NotFound
    for field, value in wijziging.model_dump(exclude_none=True).items():
        setattr(moment, field, _with_zone(value) if isinstance(value, datetime) else value)
    return _contact(services.record_gesprek(request.auth, moment))


@router.get("/{dossier_id}/signalen", response={200: list[SignaalVorm], **ERRORS}, summary="Signalen")
def signalen(request: ApiRequest, dossier_id: UUID) -> Any:
    """Wat een eigenaar nodig heeft: open en opgeloste signalen."""
    dossier = _read(request, dossier_id, gettext_noop("signalen"), recht=rechten.SIGNAAL_VIEW)
    rows = rechten.SIGNAAL_VIEW.filter(request.auth, dossier.signaal_set.select_related("eigenaar"))
    return [SignaalVorm.van(signaal) for signaal in rows]


@router.post("/{dossier_id}/signalen", response={201: SignaalVorm, **ERRORS}, summary="Meld een signaal")
def nieuw_signaal(request: ApiRequest, dossier_id: UUID, nieuw: NieuwSignaal) -> Any:
    """Het signaal komt bij de vaste contactpersoon, of anders bij de eigenaar van de sleutel."""
    dossier = _read(request, dossier_id, gettext_noop("signaal melden"), recht=rechten.SIGNAAL_EDIT)
    signaal = Signaal(
        dossier=dossier,
        gemeente_id=dossier.gemeente_id,
        eigenaar_id=dossier.klantmanager_id or _owner(request),
        **nieuw.model_dump(),
    )
    return Status(201, SignaalVorm.van(services.report_signaal(request.auth, signaal)))


@router.put(
    "/{dossier_id}/signalen/{signaal_id}/oplossing",
    response={200: SignaalVorm, **ERRORS},
    summary="Los een signaal op",
)
def los_op(request: ApiRequest, dossier_id: UUID, signaal_id: UUID, wat: Oplossing) -> Any:
    """Zeg wat er is gedaan."""
    dossier = _read(request, dossier_id, gettext_noop("signaal oplossen"), recht=rechten.SIGNAAL_EDIT)
    signaal = (
        Signaal.objects.select_related("eigenaar", "dossier").filter(pk=signaal_id, dossier=dossier).first()
    )
    if signaal is None:
        raise NotFound
    services.solve_signaal(request.auth, signaal, wat.oplossing)
    signaal.refresh_from_db()
    return SignaalVorm.van(signaal)


POSSIBLE_VALUES = {
    FeitSoort.DOELGROEP: frozenset(Dossier.Doelgroep.values),
    FeitSoort.ASIELVERGUNNING: frozenset({"ja", "nee"}),
}


def _require_feit(kind: FeitSoort, value: str) -> None:
    """Refuse a fact that only an act with its own checks may write, and a value of another fact."""
    if kind in ORIGINS:
        raise Refused(_("Dit feit ontstaat in Meedoen zelf, bij de handeling waar het van komt."))
    if value not in POSSIBLE_VALUES.get(kind, {""}):
        raise ValidationError({"waarde": _("Deze waarde hoort niet bij dit feit.")})


def _owner(request: ApiRequest) -> UUID:
    """Who owns the token; a token always has an owner."""
    if request.auth.id is None:
        raise Refused(_("Deze sleutel heeft geen eigenaar."))
    return request.auth.id


def _contact(moment: Contactmoment) -> ContactmomentVorm:
    fields = ("id", "moment", "kanaal", "onderwerp", "uitkomst", "met_tolk", "plek", "verslag")
    return ContactmomentVorm(**{field: getattr(moment, field) for field in fields})


def _with_zone(moment: datetime) -> datetime:
    """A time without a zone is Dutch time."""
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
