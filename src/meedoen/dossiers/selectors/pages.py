"""What each page of a dossier shows: its head (`kader`) and its own part, in a bounded number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.models import Logregel
from meedoen.basis.audit_log.selectors import regelnummers_over
from meedoen.basis.organisations.models import Gebruiker
from meedoen.basis.paging import knip
from meedoen.dossiers import rechten
from meedoen.dossiers.events import gebeurtenissen
from meedoen.dossiers.feit_rules import is_pip_overgenomen, waar_hoort
from meedoen.dossiers.models import Contactmoment, Dossier, DossierDocument, Feit, Persoon, Signaal
from meedoen.dossiers.now import wacht_op, wat_nu
from meedoen.dossiers.phases import WIJZIGING, FeitSoort
from meedoen.dossiers.selectors.dossier import geldige_feiten, kader
from meedoen.dossiers.timeline import teken
from meedoen.keten.models import Notificatie
from meedoen.wet.termijn.explain import Explanation, explain_all
from meedoen.wet.termijn.feiten import ALL_FEITEN
from meedoen.wet.termijn.rule import TermijnSettings

LAATSTE = 12
"""Happenings on the overview before "show all"."""

ALLES = 500

REGELS_PER_BLAD = 40


def uitleg_van(
    dossier: Dossier, feiten: Mapping[str, Feit], vandaag: date, termijnen: tuple[str, ...] = ()
) -> list[Explanation]:
    """The terms of a dossier with all their reasons, from its facts; or only those named."""
    bekend = {soort: feit.waarde or feit.datum for soort, feit in feiten.items() if soort in ALL_FEITEN}
    instelling = getattr(dossier.gemeente, "instelling", None)
    settings = (
        TermijnSettings(plaatsing_dagen=instelling.plaatsing_dagen) if instelling else TermijnSettings()
    )
    return list(explain_all(bekend, vandaag, settings, only=termijnen or None).values())


def _gesprekken(actor: Actor, dossier: Dossier) -> list[Contactmoment]:
    rijen = Contactmoment.objects.filter(dossier=dossier).select_related("door")
    return list(rechten.CONTACT_BEKIJKEN.filter(actor, rijen))


def _signalen(actor: Actor, dossier: Dossier) -> list[Signaal]:
    rijen = Signaal.objects.filter(dossier=dossier).select_related("eigenaar", "gemeld_door")
    return list(rechten.SIGNAAL_BEKIJKEN.filter(actor, rijen))


def _stukken(actor: Actor, dossier: Dossier) -> list[DossierDocument]:
    rijen = DossierDocument.objects.filter(dossier=dossier).select_related("document")
    return list(rechten.DOCUMENT_BEKIJKEN.filter(actor, rijen))


def _berichten(dossier: Dossier) -> list[Notificatie]:
    """What DUO reported about this dossier; its facts tell what came of it."""
    return list(Notificatie.objects.filter(gemeente_id=dossier.gemeente_id, dossier_id=dossier.pk)[:ALLES])


def overzicht(actor: Actor, dossier_id: UUID, *, alles: bool = False) -> dict[str, Any]:
    """The overview: what matters now, the line, open signals, what happened. Eight queries."""
    context = kader(actor, dossier_id, gettext_noop("dossier bekijken"))
    dossier: Dossier = context["dossier"]
    vandaag = timezone.localdate()
    feiten = geldige_feiten(dossier)
    datums = {soort: feit.datum for soort, feit in feiten.items() if feit.datum}
    uitleg = uitleg_van(dossier, feiten, vandaag)
    gesprekken, signalen = _gesprekken(actor, dossier), _signalen(actor, dossier)
    geweest = gebeurtenissen(
        feiten.values(), gesprekken, signalen, _stukken(actor, dossier), _berichten(dossier)
    )
    instelling = getattr(dossier.gemeente, "instelling", None)
    return context | {
        "tab": "overzicht",
        "vandaag": vandaag,
        "punten": wat_nu(
            vandaag=vandaag,
            stap=dossier.stap,
            eigenaar=dossier.klantmanager.naam if dossier.klantmanager else "",
            # While somebody is exempted for a time, nobody has to meet a term.
            uitleg=() if FeitSoort.VRIJGESTELD in feiten else uitleg,
            gesprekken=gesprekken,
            signalen=signalen,
        ),
        "wachten": wacht_op(dossier.wacht_op, datums),
        "lijn": teken(
            datums,
            uitleg,
            fase=dossier.fase,
            doelgroep=dossier.doelgroep,
            vandaag=vandaag,
            eerste_contact_dagen=instelling.eerste_contact_dagen if instelling else None,
        ),
        "open_signalen": sum(een.opgelost_op is None for een in signalen),
        "signalen": sorted(signalen, key=lambda een: een.opgelost_op is not None),
        "gepland": [een for een in reversed(gesprekken) if een.uitkomst == Contactmoment.Uitkomst.GEPLAND],
        "gebeurtenissen": geweest[: ALLES if alles else LAATSTE],
        "aantal_gebeurtenissen": len(geweest),
    }


def gesprekkenpagina(actor: Actor, dossier_id: UUID) -> dict[str, Any]:
    """The talks: planned ones by day, what has been, and the municipality's rhythm, if it has one."""
    context = kader(actor, dossier_id, gettext_noop("gesprekken bekijken"))
    dossier: Dossier = context["dossier"]
    gesprekken = _gesprekken(actor, dossier)
    gepland = [een for een in reversed(gesprekken) if een.uitkomst == Contactmoment.Uitkomst.GEPLAND]
    instelling = getattr(dossier.gemeente, "instelling", None)
    return context | {
        "tab": "gesprekken",
        "gepland": gepland,
        "geweest": [een for een in gesprekken if een.uitkomst != Contactmoment.Uitkomst.GEPLAND],
        "ritme": ritme(gesprekken, instelling.voortgangsgesprek_weken if instelling else None),
    }


def ritme(gesprekken: list[Contactmoment], weken: int | None) -> dict[str, Any] | None:
    """When the next voortgangsgesprek is due. The law names no rhythm (regelblad 9.1): a setting.

    Args:
        weken: the municipality's setting; None when it has not set one.
    """
    if not weken:
        return None
    gehouden = [
        timezone.localdate(een.moment)
        for een in gesprekken
        if een.onderwerp == Contactmoment.Onderwerp.VOORTGANG
        and een.uitkomst == Contactmoment.Uitkomst.GEHOUDEN
    ]
    laatste = max(gehouden, default=None)
    return {
        "weken": weken,
        "laatste": laatste,
        "volgende": laatste + timedelta(weeks=weken) if laatste else None,
    }


def documentenpagina(actor: Actor, dossier_id: UUID) -> dict[str, Any]:
    """The documents, the newest first; of those taken back only that they were there."""
    context = kader(actor, dossier_id, gettext_noop("documenten bekijken"))
    grens = timezone.now() - timedelta(hours=24)
    return context | {
        "tab": "documenten",
        "stukken": [
            (stuk, stuk.document.geplaatst_door == actor.id and stuk.document.geplaatst_op > grens)
            for stuk in _stukken(actor, context["dossier"])
        ],
    }


def netwerkpagina(actor: Actor, dossier_id: UUID) -> dict[str, Any]:
    """Who is around this person: colleagues, household, provider, owners of signals."""
    context = kader(actor, dossier_id, gettext_noop("netwerk bekijken"))
    dossier: Dossier = context["dossier"]
    signalen = [een for een in _signalen(actor, dossier) if not een.opgelost_op]
    aangemeld = Feit.objects.filter(
        dossier=dossier,
        soort__in=(FeitSoort.GEPLAATST, FeitSoort.AANGEMELD_AANBIEDER),
        ingetrokken_op=None,
    ).exclude(toelichting="")
    return context | {
        "tab": "netwerk",
        "huisgenoten": huisgenoten(actor, dossier),
        "aanbieder": next((feit.toelichting for feit in aangemeld.order_by("-datum")), ""),
        "eigenaren": sorted(
            {een.eigenaar.naam for een in signalen} - {getattr(dossier.klantmanager, "naam", "")}
        ),
    }


def huisgenoten(actor: Actor, dossier: Dossier) -> list[tuple[Persoon, Dossier | None]]:
    """The others of the household, each with a dossier this actor may see, if there is one."""
    huishouden = dossier.persoon.huishouden_id
    if huishouden is None:
        return []
    leden = list(Persoon.objects.filter(huishouden=huishouden).exclude(pk=dossier.persoon_id))
    zichtbaar = rechten.DOSSIER_BEKIJKEN.filter(actor, Dossier.objects.filter(persoon__in=leden))
    per_persoon = {een.persoon_id: een for een in zichtbaar}
    verborgen = set(
        Dossier.objects.filter(persoon__in=leden)
        .exclude(pk__in=zichtbaar)
        .values_list("persoon_id", flat=True)
    )
    return [
        (lid, per_persoon.get(lid.pk)) for lid in leden if lid.pk in per_persoon or lid.pk not in verborgen
    ]


def logboekpagina(actor: Actor, dossier_id: UUID, *, voor: int | None = None) -> dict[str, Any]:
    """Who read and changed what in this dossier, the newest first, a page at a time."""
    context = kader(actor, dossier_id, gettext_noop("logboek bekijken"), recht=rechten.DOSSIER_LOGBOEK)
    dossier: Dossier = context["dossier"]
    nummers = regelnummers_over(dossier.gemeente, [dossier.persoon_id])
    regels = Logregel.objects.filter(gemeente=dossier.gemeente_id, pk__in=nummers).order_by("-id")
    if voor:
        regels = regels.filter(id__lt=voor)
    blad, meer = knip(regels, REGELS_PER_BLAD)
    return context | {
        "tab": "logboek",
        "regels": blad,
        "namen": _namen(blad),
        "volgende": blad[-1].pk if meer else None,
    }


def _namen(regels: list[Logregel]) -> dict[str, str]:
    """The names of the colleagues whose ids stand in changes of these lines."""
    waarden = {
        str(waarde)
        for regel in regels
        for veld in ("klantmanager", "eigenaar")
        for waarde in (regel.wijziging or {}).get(veld, ())
        if waarde
    }
    return {str(pk): naam for pk, naam in Gebruiker.objects.filter(pk__in=waarden).values_list("pk", "naam")}


def feitenpagina(actor: Actor, dossier_id: UUID) -> dict[str, Any]:
    """Every kind of fact, the one that holds and those withdrawn. Of a change of the PIP if there was one."""
    context = kader(actor, dossier_id, gettext_noop("feiten bekijken"))
    rijen: dict[str, dict[str, Any]] = {
        soort.value: {"soort": soort, "feit": None, "ingetrokken": []} for soort in FeitSoort
    }
    alle = (
        Feit.objects.filter(dossier=context["dossier"])
        .select_related("vastgelegd_door", "ingetrokken_door")
        .order_by("-vastgelegd_op")
    )
    for feit in alle:
        if feit.ingetrokken_op:
            rijen[feit.soort]["ingetrokken"].append(feit)
        else:
            rijen[feit.soort]["feit"] = feit
    pip_overgenomen = is_pip_overgenomen(alle)
    for soort, rij in rijen.items():
        rij["hoort_bij"] = waar_hoort(soort, rij["feit"], pip_overgenomen=pip_overgenomen)
    nooit_gewijzigd = [
        soort for soort in WIJZIGING if not rijen[soort]["feit"] and not rijen[soort]["ingetrokken"]
    ]
    for soort in nooit_gewijzigd:
        del rijen[soort]
    return context | {"tab": "overzicht", "rijen": list(rijen.values())}
