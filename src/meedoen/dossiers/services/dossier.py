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
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action, difference
from meedoen.basis.organisations.models import Account, GemeenteSettings, Organisation, Team
from meedoen.basis.ui.law_language import in_dutch
from meedoen.dossiers import feit_rules, rechten
from meedoen.dossiers.assignment import report_assignment
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.computation import SCHEMA, compute_state
from meedoen.dossiers.models import Dossier, Feit, Persoon, SearchTerm, Shielding, Termijn
from meedoen.dossiers.phases import VALUES, FeitSoort
from meedoen.dossiers.selectors import colleagues
from meedoen.dossiers.services.taking_up import take_up
from meedoen.wet.termijn.rule import TermijnSettings

WITHDRAW = gettext_noop("feit intrekken")


def search_terms(*names: str) -> list[str]:
    """The searchable parts of names: lower case, without accents, each once, at most 60 characters."""
    without = unicodedata.normalize("NFKD", " ".join(names).casefold())
    plain = "".join(
        character if character.isalnum() else " "
        for character in without
        if not unicodedata.combining(character)
    )
    return sorted({part[:60] for part in plain.split()})


def settings_of(gemeente_id: Any) -> TermijnSettings:
    """What this municipality decided itself, as the law's rules read it."""
    setting = GemeenteSettings.objects.filter(gemeente_id=gemeente_id).first()
    return TermijnSettings(plaatsing_dagen=setting.plaatsing_dagen) if setting else TermijnSettings()


@transaction.atomic
def register_persoon(actor: Actor, persoon: Persoon) -> Persoon:  # noqa: ARG001  # as all acts do
    """Save a new or changed person with its search terms. The caller has checked the right and the form."""
    persoon.save()
    SearchTerm.objects.filter(persoon=persoon).delete()
    SearchTerm.objects.bulk_create(
        SearchTerm(gemeente_id=persoon.gemeente_id, persoon=persoon, term=term)
        for term in search_terms(persoon.roepnaam, persoon.voornamen, persoon.achternaam)
    )
    return persoon


@transaction.atomic
def open_dossier(
    actor: Actor,
    persoon: Persoon,
    feiten: Mapping[str, date | tuple[date | None, str]],
    *,
    klantmanager: Account | None = None,
    team: Team | None = None,
    adres_soort: str = Dossier.Adres.ONBEKEND,
    plaats: str = "",
    bron: str = Feit.Source.GEMEENTE,
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
    rechten.DOSSIER_EDIT.require(actor, dossier)
    content_per_kind = {
        kind: what if isinstance(what, tuple) else (what, "") for kind, what in feiten.items()
    }
    dates = {kind: date_ for kind, (date_, _) in content_per_kind.items() if date_}
    for kind, date_ in dates.items():
        _require_possible(persoon, kind, date_, dates)
    register_persoon(actor, persoon)
    dossier.nummer = next_number(persoon.gemeente)
    dossier.save()
    log_dossier(actor, Action.CREATED, gettext_noop("dossier"), dossier, gettext_noop("dossier openen"))
    for kind, (day, value) in content_per_kind.items():
        _write_feit(actor, dossier, kind, datum=day, waarde=value, bron=bron)
    recompute([dossier])
    if klantmanager:
        report_assignment(actor, dossier, None)
    return dossier


def next_number(gemeente: Organisation) -> str:
    """The next dossier number of a municipality: code, year, five digits. One writer at a time."""
    Organisation.objects.select_for_update(no_key=True).get(pk=gemeente.pk)
    begin = f"{gemeente.code}-{timezone.localdate():%Y}-"
    last = Dossier.objects.filter(gemeente=gemeente, nummer__startswith=begin).aggregate(n=Max("nummer"))["n"]
    return f"{begin}{int(last[-5:]) + 1 if last else 1:05d}"


@transaction.atomic
def record_feit(
    actor: Actor,
    dossier: Dossier,
    soort: str,
    *,
    datum: date | None = None,
    waarde: str = "",
    bron: str = Feit.Source.GEMEENTE,
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
    rechten.DOSSIER_EDIT.require(actor, dossier)
    if datum:
        _require_possible(dossier.persoon, soort, datum, valid_dates(dossier))
    feit = _write_feit(
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
    take_up(actor, dossier)
    recompute([dossier])
    return feit


@transaction.atomic
def register(
    actor: Actor, dossier: Dossier, *, aanbieder: str, aangemeld: date, geplaatst: date | None = None
) -> None:
    """Enrol someone with a provider, and write down when there is a place.

    Raises:
        Geweigerd: as `record_feit`.
    """
    steps = [(FeitSoort.SIGNED_IN_AANBIEDER, aangemeld), (FeitSoort.PLACED, geplaatst)]
    previous_plaatsing = valid_dates(dossier).get(FeitSoort.PLACED)
    if previous_plaatsing and aangemeld > previous_plaatsing:
        # Both days move on: the later first, or the new enrolment would lie after the old placement.
        steps.reverse()
    for kind, date_ in steps:
        if date_:
            record_feit(
                actor,
                dossier,
                kind,
                datum=date_,
                toelichting=aanbieder,
                doel=gettext_noop("aanmelden bij aanbieder"),
                reden="bijgewerkt",
            )


def valid_dates(dossier: Dossier) -> dict[str, date]:
    """The dates of the facts that hold now, by kind."""
    valid = Feit.objects.filter(dossier=dossier, withdrawn_at=None, datum__isnull=False)
    return {kind: date_ for kind, date_ in valid.values_list("soort", "datum") if date_}


def _require_possible(persoon: Persoon, kind: str, date_: date, dates: Mapping[str, date]) -> None:
    bezwaar = feit_rules.bezwaar(
        kind, date_, today=timezone.localdate(), born=persoon.geboortedatum, dates=dates
    )
    if bezwaar:
        raise Refused(str(bezwaar))


def _write_feit(
    actor: Actor,
    dossier: Dossier,
    kind: str,
    *,
    datum: date | None,
    waarde: str = "",
    bron: str,
    toelichting: str = "",
    doel: str = "",
    reden: str = "",
) -> Feit:
    previous = Feit.objects.filter(dossier=dossier, soort=kind, withdrawn_at=None).first()
    if previous and (previous.datum, previous.waarde) == (datum, waarde):
        return previous
    if previous:
        _withdraw(actor, previous, reden or toelichting or "vervangen")
    feit = Feit.objects.create(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        soort=kind,
        datum=datum,
        waarde=waarde,
        bron=bron,
        toelichting=toelichting,
        recorded_by_id=actor.id,
    )
    log_dossier(
        actor,
        Action.CHANGED if previous else Action.CREATED,
        gettext_noop("feit"),
        dossier,
        doel or in_dutch(FeitSoort(kind).label),
        {kind: [(previous.waarde or previous.datum) if previous else None, waarde or datum]},
    )
    return feit


@transaction.atomic
def withdraw_feit(actor: Actor, dossier: Dossier, kind: str, reason: str, *, doel: str = WITHDRAW) -> None:
    """Withdraw a fact that was wrong. It stays in the history with the reason.

    Args:
        reden: in somebody's own words; kept with the fact, never in the logbook.
        doel: the task it was withdrawn for.

    Raises:
        Geweigerd: not allowed, no reason, or no such fact.
    """
    rechten.DOSSIER_EDIT.require(actor, dossier)
    if not reason.strip():
        raise Refused(_("Zeg waarom dit feit niet klopt."))
    feit = Feit.objects.filter(dossier=dossier, soort=kind, withdrawn_at=None).first()
    if feit is None:
        raise Refused(_("Dit feit is er niet meer. Misschien trok een collega het net in."))
    _withdraw(actor, feit, reason)
    change = {kind: [feit.waarde or feit.datum, None]}
    log_dossier(actor, Action.WITHDRAWN, gettext_noop("feit"), dossier, doel, change)
    recompute([dossier])


def _withdraw(actor: Actor, feit: Feit, reason: str) -> None:
    feit.withdrawn_at = timezone.now()
    feit.withdrawn_by_id = actor.id
    feit.withdrawal_reason = reason
    feit.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])


def feiten_frame(dossiers: Iterable[Dossier]) -> pl.DataFrame:
    """The valid facts of dossiers as one frame with the columns of `computation.SCHEMA`."""
    rows: dict[str, dict[str, Any]] = {str(dossier.pk): {"dossier": str(dossier.pk)} for dossier in dossiers}
    valid = Feit.objects.filter(dossier_id__in=list(rows), withdrawn_at=None)
    for dossier_id, kind, date_, value in valid.values_list("dossier_id", "soort", "datum", "waarde"):
        rows[str(dossier_id)][kind] = value if kind in VALUES else date_
    return pl.DataFrame(list(rows.values()), schema=SCHEMA)


@transaction.atomic
def recompute(dossiers: Iterable[Dossier]) -> None:
    """Rewrite what follows from the facts: terms, phase, next step, first deadline.

    Runs in the transaction of the fact that changed. `dossiers` belong to one municipality.
    """
    on_id = {str(dossier.pk): dossier for dossier in dossiers}
    if not on_id:
        return
    gemeente_id = next(iter(on_id.values())).gemeente_id
    list(
        Dossier.objects.select_for_update(of=("self",)).filter(pk__in=on_id).order_by("pk").values_list("pk")
    )
    state = compute_state(feiten_frame(on_id.values()), settings_of(gemeente_id))
    Termijn.objects.filter(dossier_id__in=on_id).delete()
    Termijn.objects.bulk_create(
        Termijn(gemeente_id=gemeente_id, dossier_id=row.pop("dossier"), **row)
        for row in state.termijnen.to_dicts()
    )
    for row in state.dossiers.to_dicts():
        dossier = on_id[row.pop("dossier")]
        for field, value in row.items():
            setattr(dossier, field, value)
    Dossier.objects.bulk_update(
        on_id.values(),
        ["doelgroep", "fase", "stap", "wacht_op", "eerste_termijn", "eerste_dag", "eerste_begin"],
        batch_size=1000,
    )


@transaction.atomic
def assign(actor: Actor, dossiers: Iterable[Dossier], klantmanager: Account | None) -> int:
    """Give dossiers to a colleague. Returns how many changed hands.

    Raises:
        Geweigerd: for the first dossier the actor may not assign, or where this colleague guides nobody.
    """
    count = 0
    for dossier in dossiers:
        rechten.DOSSIER_ASSIGN.require(actor, dossier)
        if dossier.klantmanager_id == (klantmanager.pk if klantmanager else None):
            continue
        if klantmanager and not colleagues(dossier.gemeente_id).filter(pk=klantmanager.pk).exists():
            raise Refused(_("Deze persoon werkt niet in deze gemeente."))
        for_ = {"klantmanager": dossier.klantmanager_id}
        previous = dossier.klantmanager_id
        dossier.klantmanager = klantmanager
        dossier.save(update_fields=["klantmanager"])
        take_up(actor, dossier)
        log_dossier(
            actor,
            Action.CHANGED,
            gettext_noop("dossier"),
            dossier,
            gettext_noop("dossier toewijzen"),
            difference(for_, {"klantmanager": dossier.klantmanager_id}),
        )
        report_assignment(actor, dossier, previous)
        count += 1
    return count


@transaction.atomic
def shield(actor: Actor, dossier: Dossier, *, shielded: bool, reden: str) -> None:
    """Shield a dossier, or open it again: only its contact person and team leaders then see it.

    Args:
        reden: in the team leader's own words; only who may shield reads it.

    Raises:
        Geweigerd: the actor is no team leader here, or gives no reason.
    """
    rechten.DOSSIER_ASSIGN.require(actor, dossier)
    if not reden.strip():
        raise Refused(_("Zeg waarom je dit dossier afschermt of weer opent."))
    was = (
        Dossier.objects.select_for_update(of=("self",)).values_list("shielded", flat=True).get(pk=dossier.pk)
    )
    dossier.shielded = shielded
    if was == shielded:
        return
    dossier.save(update_fields=["shielded"])
    Shielding.objects.create(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        shielded=shielded,
        reden=reden.strip(),
        by_id=actor.id,
    )
    doel = gettext_noop("dossier afschermen") if shielded else gettext_noop("dossier weer openen")
    change = {"afgeschermd": [was, shielded]}
    log_dossier(actor, Action.CHANGED, gettext_noop("dossier"), dossier, doel, change)
