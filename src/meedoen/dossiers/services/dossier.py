"""Opening a dossier, its facts and what follows from them, and who works on it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling, verschil
from meedoen.basis.organisations.models import Gebruiker, Gemeenteinstelling, Organisatie, Team
from meedoen.basis.ui.law_language import in_het_nederlands
from meedoen.dossiers import feit_rules, rechten
from meedoen.dossiers.assignment import meld_toewijzing
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.computation import SCHEMA, bereken_stand
from meedoen.dossiers.models import Afscherming, Dossier, Feit, Persoon, Termijn, Zoekterm
from meedoen.dossiers.phases import WAARDEN, FeitSoort
from meedoen.dossiers.selectors import collegas
from meedoen.dossiers.services.taking_up import pak_op
from meedoen.wet.termijn.rule import TermijnSettings

INTREKKEN = gettext_noop("feit intrekken")


def zoektermen(*namen: str) -> list[str]:
    """The searchable parts of names: lower case, without accents, each once, at most 60 characters."""
    zonder = unicodedata.normalize("NFKD", " ".join(namen).casefold())
    kaal = "".join(teken if teken.isalnum() else " " for teken in zonder if not unicodedata.combining(teken))
    return sorted({deel[:60] for deel in kaal.split()})


def instellingen_van(gemeente_id: Any) -> TermijnSettings:
    """What this municipality decided itself, as the law's rules read it."""
    instelling = Gemeenteinstelling.objects.filter(gemeente_id=gemeente_id).first()
    return TermijnSettings(plaatsing_dagen=instelling.plaatsing_dagen) if instelling else TermijnSettings()


@transaction.atomic
def registreer_persoon(actor: Actor, persoon: Persoon) -> Persoon:  # noqa: ARG001  # as all acts do
    """Save a new or changed person with its search terms. The caller has checked the right and the form."""
    persoon.save()
    Zoekterm.objects.filter(persoon=persoon).delete()
    Zoekterm.objects.bulk_create(
        Zoekterm(gemeente_id=persoon.gemeente_id, persoon=persoon, term=term)
        for term in zoektermen(persoon.roepnaam, persoon.voornamen, persoon.achternaam)
    )
    return persoon


@transaction.atomic
def open_dossier(
    actor: Actor,
    persoon: Persoon,
    feiten: Mapping[str, date | tuple[date | None, str]],
    *,
    klantmanager: Gebruiker | None = None,
    team: Team | None = None,
    adres_soort: str = Dossier.Adres.ONBEKEND,
    plaats: str = "",
    bron: str = Feit.Bron.GEMEENTE,
) -> Dossier:
    """Open a dossier for a person with its first facts (a koppeling, a kennisgeving).

    Args:
        feiten: kind of fact → its date, or (date, value) for a fact that has a value.

    Raises:
        Geweigerd: the actor may not open dossiers in this municipality, or a date cannot be.
    """
    dossier = Dossier(
        gemeente_id=persoon.gemeente_id,
        persoon=persoon,
        klantmanager=klantmanager,
        team=team,
        adres_soort=adres_soort,
        plaats=plaats,
    )
    rechten.DOSSIER_BEWERKEN.eis(actor, dossier)
    inhoud_per_soort = {soort: wat if isinstance(wat, tuple) else (wat, "") for soort, wat in feiten.items()}
    datums = {soort: datum for soort, (datum, _) in inhoud_per_soort.items() if datum}
    for soort, datum in datums.items():
        _eis_mogelijk(persoon, soort, datum, datums)
    registreer_persoon(actor, persoon)
    dossier.nummer = volgend_nummer(persoon.gemeente)
    dossier.save()
    noteer_dossier(
        actor, Handeling.AANGEMAAKT, gettext_noop("dossier"), dossier, gettext_noop("dossier openen")
    )
    for soort, (dag, waarde) in inhoud_per_soort.items():
        _schrijf_feit(actor, dossier, soort, datum=dag, waarde=waarde, bron=bron)
    herbereken([dossier])
    if klantmanager:
        meld_toewijzing(actor, dossier, None)
    return dossier


def volgend_nummer(gemeente: Organisatie) -> str:
    """The next dossier number of a municipality: code, year, five digits. One writer at a time."""
    Organisatie.objects.select_for_update(no_key=True).get(pk=gemeente.pk)
    begin = f"{gemeente.code}-{timezone.localdate():%Y}-"
    laatste = Dossier.objects.filter(gemeente=gemeente, nummer__startswith=begin).aggregate(n=Max("nummer"))[
        "n"
    ]
    return f"{begin}{int(laatste[-5:]) + 1 if laatste else 1:05d}"


@transaction.atomic
def leg_feit_vast(
    actor: Actor,
    dossier: Dossier,
    soort: str,
    *,
    datum: date | None = None,
    waarde: str = "",
    bron: str = Feit.Bron.GEMEENTE,
    toelichting: str = "",
    doel: str = "",
    reden: str = "",
) -> Feit:
    """Write a fact. One that was there already is withdrawn and kept; the same fact again changes nothing.

    Args:
        toelichting: what goes with this fact ("bij Taalhuis Noord").
        reden: why the former fact was wrong, when this one corrects it.

    Raises:
        Geweigerd: the actor may not change this dossier, or the date cannot be.
    """
    rechten.DOSSIER_BEWERKEN.eis(actor, dossier)
    if datum:
        _eis_mogelijk(dossier.persoon, soort, datum, geldige_datums(dossier))
    feit = _schrijf_feit(
        actor,
        dossier,
        soort,
        datum=datum,
        waarde=waarde,
        bron=bron,
        toelichting=toelichting,
        doel=doel,
        reden=reden,
    )
    pak_op(actor, dossier)
    herbereken([dossier])
    return feit


@transaction.atomic
def meld_aan(
    actor: Actor, dossier: Dossier, *, aanbieder: str, aangemeld: date, geplaatst: date | None = None
) -> None:
    """Enrol someone with a provider, and write down when there is a place.

    Raises:
        Geweigerd: as `leg_feit_vast`.
    """
    stappen = [(FeitSoort.AANGEMELD_AANBIEDER, aangemeld), (FeitSoort.GEPLAATST, geplaatst)]
    vorige_plaatsing = geldige_datums(dossier).get(FeitSoort.GEPLAATST)
    if vorige_plaatsing and aangemeld > vorige_plaatsing:
        # Both days move on: the later first, or the new enrolment would lie after the old placement.
        stappen.reverse()
    for soort, datum in stappen:
        if datum:
            leg_feit_vast(
                actor,
                dossier,
                soort,
                datum=datum,
                toelichting=aanbieder,
                doel=gettext_noop("aanmelden bij aanbieder"),
                reden="bijgewerkt",
            )


def geldige_datums(dossier: Dossier) -> dict[str, date]:
    """The dates of the facts that hold now, by kind."""
    geldig = Feit.objects.filter(dossier=dossier, ingetrokken_op=None, datum__isnull=False)
    return {soort: datum for soort, datum in geldig.values_list("soort", "datum") if datum}


def _eis_mogelijk(persoon: Persoon, soort: str, datum: date, datums: Mapping[str, date]) -> None:
    bezwaar = feit_rules.bezwaar(
        soort, datum, vandaag=timezone.localdate(), geboren=persoon.geboortedatum, datums=datums
    )
    if bezwaar:
        raise Geweigerd(str(bezwaar))


def _schrijf_feit(
    actor: Actor,
    dossier: Dossier,
    soort: str,
    *,
    datum: date | None,
    waarde: str = "",
    bron: str,
    toelichting: str = "",
    doel: str = "",
    reden: str = "",
) -> Feit:
    vorig = Feit.objects.filter(dossier=dossier, soort=soort, ingetrokken_op=None).first()
    if vorig and (vorig.datum, vorig.waarde) == (datum, waarde):
        return vorig
    if vorig:
        _trek_in(actor, vorig, reden or toelichting or "vervangen")
    feit = Feit.objects.create(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        soort=soort,
        datum=datum,
        waarde=waarde,
        bron=bron,
        toelichting=toelichting,
        vastgelegd_door_id=actor.id,
    )
    noteer_dossier(
        actor,
        Handeling.GEWIJZIGD if vorig else Handeling.AANGEMAAKT,
        gettext_noop("feit"),
        dossier,
        doel or in_het_nederlands(FeitSoort(soort).label),
        {soort: [(vorig.waarde or vorig.datum) if vorig else None, waarde or datum]},
    )
    return feit


@transaction.atomic
def trek_feit_in(actor: Actor, dossier: Dossier, soort: str, reden: str, *, doel: str = INTREKKEN) -> None:
    """Withdraw a fact that was wrong. It stays in the history with the reason.

    Args:
        reden: in somebody's own words; kept with the fact, never in the logbook.
        doel: the task it was withdrawn for.

    Raises:
        Geweigerd: not allowed, no reason, or no such fact.
    """
    rechten.DOSSIER_BEWERKEN.eis(actor, dossier)
    if not reden.strip():
        raise Geweigerd(_("Zeg waarom dit feit niet klopt."))
    feit = Feit.objects.filter(dossier=dossier, soort=soort, ingetrokken_op=None).first()
    if feit is None:
        raise Geweigerd(_("Dit feit is er niet meer. Misschien trok een collega het net in."))
    _trek_in(actor, feit, reden)
    wijziging = {soort: [feit.waarde or feit.datum, None]}
    noteer_dossier(actor, Handeling.INGETROKKEN, gettext_noop("feit"), dossier, doel, wijziging)
    herbereken([dossier])


def _trek_in(actor: Actor, feit: Feit, reden: str) -> None:
    feit.ingetrokken_op = timezone.now()
    feit.ingetrokken_door_id = actor.id
    feit.intrekreden = reden
    feit.save(update_fields=["ingetrokken_op", "ingetrokken_door", "intrekreden"])


def feiten_frame(dossiers: Iterable[Dossier]) -> pl.DataFrame:
    """The valid facts of dossiers as one frame with the columns of `berekening.SCHEMA`."""
    rijen: dict[str, dict[str, Any]] = {str(dossier.pk): {"dossier": str(dossier.pk)} for dossier in dossiers}
    geldig = Feit.objects.filter(dossier_id__in=list(rijen), ingetrokken_op=None)
    for dossier_id, soort, datum, waarde in geldig.values_list("dossier_id", "soort", "datum", "waarde"):
        rijen[str(dossier_id)][soort] = waarde if soort in WAARDEN else datum
    return pl.DataFrame(list(rijen.values()), schema=SCHEMA)


@transaction.atomic
def herbereken(dossiers: Iterable[Dossier]) -> None:
    """Rewrite what follows from the facts: terms, phase, next step, first deadline.

    Runs in the transaction of the fact that changed. `dossiers` belong to one municipality.
    """
    op_id = {str(dossier.pk): dossier for dossier in dossiers}
    if not op_id:
        return
    gemeente_id = next(iter(op_id.values())).gemeente_id
    list(
        Dossier.objects.select_for_update(of=("self",)).filter(pk__in=op_id).order_by("pk").values_list("pk")
    )
    stand = bereken_stand(feiten_frame(op_id.values()), instellingen_van(gemeente_id))
    Termijn.objects.filter(dossier_id__in=op_id).delete()
    Termijn.objects.bulk_create(
        Termijn(gemeente_id=gemeente_id, dossier_id=rij.pop("dossier"), **rij)
        for rij in stand.termijnen.to_dicts()
    )
    for rij in stand.dossiers.to_dicts():
        dossier = op_id[rij.pop("dossier")]
        for veld, waarde in rij.items():
            setattr(dossier, veld, waarde)
    Dossier.objects.bulk_update(
        op_id.values(),
        ["doelgroep", "fase", "stap", "wacht_op", "eerste_termijn", "eerste_dag", "eerste_begin"],
        batch_size=1000,
    )


@transaction.atomic
def wijs_toe(actor: Actor, dossiers: Iterable[Dossier], klantmanager: Gebruiker | None) -> int:
    """Give dossiers to a colleague. Returns how many changed hands.

    Raises:
        Geweigerd: for the first dossier the actor may not assign, or where this colleague guides nobody.
    """
    aantal = 0
    for dossier in dossiers:
        rechten.DOSSIER_TOEWIJZEN.eis(actor, dossier)
        if dossier.klantmanager_id == (klantmanager.pk if klantmanager else None):
            continue
        if klantmanager and not collegas(dossier.gemeente_id).filter(pk=klantmanager.pk).exists():
            raise Geweigerd(_("Deze persoon werkt niet in deze gemeente."))
        voor = {"klantmanager": dossier.klantmanager_id}
        vorige = dossier.klantmanager_id
        dossier.klantmanager = klantmanager
        dossier.save(update_fields=["klantmanager"])
        pak_op(actor, dossier)
        noteer_dossier(
            actor,
            Handeling.GEWIJZIGD,
            gettext_noop("dossier"),
            dossier,
            gettext_noop("dossier toewijzen"),
            verschil(voor, {"klantmanager": dossier.klantmanager_id}),
        )
        meld_toewijzing(actor, dossier, vorige)
        aantal += 1
    return aantal


@transaction.atomic
def scherm_af(actor: Actor, dossier: Dossier, *, afgeschermd: bool, reden: str) -> None:
    """Shield a dossier, or open it again: only its contact person and team leaders then see it.

    Args:
        reden: in the team leader's own words; only who may shield reads it.

    Raises:
        Geweigerd: the actor is no team leader here, or gives no reason.
    """
    rechten.DOSSIER_TOEWIJZEN.eis(actor, dossier)
    if not reden.strip():
        raise Geweigerd(_("Zeg waarom je dit dossier afschermt of weer opent."))
    was = (
        Dossier.objects.select_for_update(of=("self",))
        .values_list("afgeschermd", flat=True)
        .get(pk=dossier.pk)
    )
    dossier.afgeschermd = afgeschermd
    if was == afgeschermd:
        return
    dossier.save(update_fields=["afgeschermd"])
    Afscherming.objects.create(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        afgeschermd=afgeschermd,
        reden=reden.strip(),
        door_id=actor.id,
    )
    doel = gettext_noop("dossier afschermen") if afgeschermd else gettext_noop("dossier weer openen")
    wijziging = {"afgeschermd": [was, afgeschermd]}
    noteer_dossier(actor, Handeling.GEWIJZIGD, gettext_noop("dossier"), dossier, doel, wijziging)
