"""Writing in one life domain, field by field while typing, without two people writing over each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling
from meedoen.basis.ui.law_language import in_taal
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.models import Dossier
from meedoen.intake.completing import ARTIKEL_INHOUD
from meedoen.intake.models import Botsing, BredeIntake, Domeinbeeld, Leefdomein
from meedoen.intake.services.access import NIET_GETOOND, lopende_intake

VELDEN = ("notities", "wens", "startpositie", "besproken", "overgeslagen_reden")
FORMULIERVELDEN = fields_for_model(Domeinbeeld, VELDEN)
TEKSTVELDEN = ("notities", "wens", "overgeslagen_reden")


@dataclass(frozen=True)
class Bewaard:
    """What came of saving: the domain as it stands now, and the fields that met a colleague's text."""

    beeld: Domeinbeeld
    botsingen: list[Botsing] = field(default_factory=list)


def lees_waarde(veld: str, tekst: str) -> Any:
    """What was typed in a field, as the domain keeps it: text, a step of 1 to 5 or None, or a yes or no.

    Raises:
        Geweigerd: an unknown field, a text that is too long, a step that does not exist.
    """
    if veld not in VELDEN:
        raise Geweigerd(_("Dit veld bestaat niet."))
    formulierveld = FORMULIERVELDEN[veld]
    try:
        return formulierveld.clean(tekst.replace("\r\n", "\n"))
    except ValidationError as fout:
        raise Geweigerd(f"{formulierveld.label}: {' '.join(fout.messages)}") from fout


def als_tekst(waarde: object) -> str:
    """The reverse of `lees_waarde`: what a form would send for this value."""
    if isinstance(waarde, bool):
        return "on" if waarde else ""
    return "" if waarde is None else str(waarde)


@transaction.atomic
def bewaar(
    actor: Actor,
    dossier: Dossier,
    domein: str,
    waarden: Mapping[str, str],
    *,
    versie: int,
    was: Mapping[str, str] | None = None,
) -> Bewaard:
    """Save fields of one life domain.

    Args:
        waarden: field → what was typed.
        versie: the version of the domain that the typist had before her.
        was: field → what stood in it then. With it, a colleague who changed another field is no collision.

    A field that a colleague changed in between keeps the colleague's value; what was typed is kept as a
    `Botsing` until its writer chooses. The same values again change nothing.

    Raises:
        Geweigerd: not allowed, intake not begun or finished, no such domain or value, or a domain is skipped
            that the law asks for.
    """
    intake = lopende_intake(actor, dossier)
    leefdomein = domein_van(intake, domein)
    beeld = _op_slot(intake, leefdomein)
    nieuw = {veld: lees_waarde(veld, tekst) for veld, tekst in waarden.items()}
    botsingen = _botsingen(actor, beeld, nieuw, versie, was or {})
    gebotst = {botsing.veld for botsing in botsingen}
    gewijzigd = {
        veld: waarde
        for veld, waarde in nieuw.items()
        if veld not in gebotst and waarde != getattr(beeld, veld)
    }
    if gewijzigd:
        _schrijf(actor, dossier, beeld, _samenhangend(leefdomein, gewijzigd))
    return Bewaard(beeld, botsingen)


def domein_van(intake: BredeIntake, code: str) -> Leefdomein:
    """A life domain of the guide that this intake began with.

    Raises:
        Geweigerd: the guide has no such domain.
    """
    leefdomein = Leefdomein.objects.filter(leidraad_id=intake.leidraad_id, code=code).first()
    if leefdomein is None:
        raise Geweigerd(_("Dit leefdomein staat niet in de gespreksleidraad van deze intake."))
    return leefdomein


@transaction.atomic
def kies_tekst(actor: Actor, dossier: Dossier, domein: str, veld: str, keuze: str) -> Domeinbeeld:
    """End a collision: keep what I wrote ("mijn"), what my colleague wrote ("ander"), or both ("beide").

    Raises:
        Geweigerd: not allowed, or there is nothing to choose (any more).
    """
    intake = lopende_intake(actor, dossier)
    leefdomein = domein_van(intake, domein)
    beeld = _op_slot(intake, leefdomein)
    botsing = Botsing.objects.filter(beeld=beeld, veld=veld, van_id=actor.id).first()
    if botsing is None or keuze not in ("mijn", "ander", "beide"):
        raise Geweigerd(_("Er is hier niets meer te kiezen. Misschien koos je al in een ander venster."))
    if keuze != "ander":
        nu = als_tekst(getattr(beeld, veld))
        tekst = f"{nu}\n\n{botsing.tekst}" if keuze == "beide" and veld in TEKSTVELDEN else botsing.tekst
        _schrijf(actor, dossier, beeld, _samenhangend(leefdomein, {veld: lees_waarde(veld, tekst)}))
    botsing.delete()
    return beeld


def _op_slot(intake: BredeIntake, leefdomein: Leefdomein) -> Domeinbeeld:
    """The domain's row, locked until the end of the transaction; made when nobody wrote in it yet."""
    beeld, _ = Domeinbeeld.objects.select_for_update(of=("self",)).get_or_create(
        intake=intake,
        domein=leefdomein.code,
        defaults={"gemeente_id": intake.gemeente_id, "dossier_id": intake.dossier_id},
    )
    return beeld


def _botsingen(
    actor: Actor, beeld: Domeinbeeld, nieuw: Mapping[str, Any], versie: int, was: Mapping[str, str]
) -> list[Botsing]:
    """Keep what was typed in fields that a colleague changed in between; forget collisions that are over."""
    schrijver = actor.id
    if schrijver is None:
        return []  # nobody who could choose later: the last writer wins
    open_botsingen = {b.veld: b for b in Botsing.objects.filter(beeld=beeld, van_id=schrijver)}
    uitkomst = []
    for veld, waarde in nieuw.items():
        nu = getattr(beeld, veld)
        botsing = open_botsingen.get(veld)
        if waarde == nu:
            if botsing:
                botsing.delete()
            continue
        ongezien = versie != beeld.versie and (veld not in was or lees_waarde(veld, was[veld]) != nu)
        if botsing is None and not ongezien:
            continue
        botsing = botsing or Botsing(
            gemeente_id=beeld.gemeente_id,
            dossier_id=beeld.dossier_id,
            beeld=beeld,
            veld=veld,
            van_id=schrijver,
        )
        botsing.tekst = als_tekst(waarde)
        botsing.save()
        uitkomst.append(botsing)
    return uitkomst


def _samenhangend(leefdomein: Leefdomein, gewijzigd: dict[str, Any]) -> dict[str, Any]:
    """A domain is discussed or skipped, never both; what the law asks for is never skipped."""
    if gewijzigd.get("overgeslagen_reden"):
        if leefdomein.wettelijk_deel:
            raise Geweigerd(
                _(
                    "%(domein)s kun je niet overslaan: %(deel)s hoort bij elke brede intake. "
                    "Wil iemand er niets over zeggen? Schrijf dat op en kies ‘besproken’."
                )
                % {"domein": in_taal(leefdomein.naam), "deel": leefdomein.get_wettelijk_deel_display()},
                artikel=ARTIKEL_INHOUD,
            )
        return {**gewijzigd, "besproken": False}
    if gewijzigd.get("besproken"):
        return {**gewijzigd, "overgeslagen_reden": ""}
    return gewijzigd


def _schrijf(actor: Actor, dossier: Dossier, beeld: Domeinbeeld, gewijzigd: Mapping[str, Any]) -> None:
    for veld, waarde in gewijzigd.items():
        setattr(beeld, veld, waarde)
    beeld.versie += 1
    beeld.bijgewerkt_door_id = actor.id
    beeld.save()
    noteer_dossier(
        actor,
        Handeling.GEWIJZIGD,
        gettext_noop("brede intake"),
        dossier,
        gettext_noop("brede intake houden"),
        {f"{beeld.domein}.{veld}": [NIET_GETOOND, NIET_GETOOND] for veld in gewijzigd},
    )
