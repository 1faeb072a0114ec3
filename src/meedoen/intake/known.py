"""What is already known before a question is asked, with where it comes from: nobody asks twice."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.basis.access.actor import Actor
from meedoen.basis.ui.languages import TALEN
from meedoen.basis.ui.templatetags.meedoen import dag
from meedoen.dossiers.models import Contactmoment, Dossier, Feit, Persoon
from meedoen.dossiers.selectors import huisgenoten
from meedoen.dossiers.words import feitwaarde

LAATSTE = 5
"""Earlier talks that are shown."""


@dataclass(frozen=True)
class Gegeven:
    """One thing that is known, and who said it on which day."""

    naam: str
    waarde: str
    bron: str


@dataclass(frozen=True)
class Bekend:
    """What the right-hand column shows."""

    persoon: list[Gegeven]
    feiten: list[Gegeven]
    huisgenoten: list[Gegeven]
    gesprekken: list[Contactmoment]


def bekend_van(actor: Actor, dossier: Dossier) -> Bekend:
    """Person, facts, household and earlier talks of a dossier that the actor may see."""
    return Bekend(
        persoon=_over_persoon(dossier),
        feiten=[_als_gegeven(feit) for feit in Feit.objects.filter(dossier=dossier, ingetrokken_op=None)],
        huisgenoten=[_als_huisgenoot(lid) for lid, _dossier in huisgenoten(actor, dossier)],
        gesprekken=list(
            Contactmoment.objects.filter(dossier=dossier, uitkomst=Contactmoment.Uitkomst.GEHOUDEN)
            .exclude(verslag="")
            .select_related("door")[:LAATSTE]
        ),
    )


def _over_persoon(dossier: Dossier) -> list[Gegeven]:
    persoon = dossier.persoon
    talen = ", ".join(str(TALEN[code].naam) for code in persoon.contacttalen if code in TALEN)
    tolk = ", ".join(filter(None, [_("ja"), persoon.tolk_wens])) if persoon.tolk_nodig else _("nee")
    bron = _("dossier")
    gegevens = [
        Gegeven(_("Land van herkomst"), persoon.land_van_herkomst, bron),
        Gegeven(_("Talen"), talen, bron),
        Gegeven(_("Tolk nodig"), tolk, bron),
        Gegeven(_("Woont"), f"{dossier.get_adres_soort_display()} {dossier.plaats}".strip(), bron),
    ]
    return [gegeven for gegeven in gegevens if gegeven.waarde]


def _als_gegeven(feit: Feit) -> Gegeven:
    waarde = feitwaarde(feit.soort, feit.waarde) or dag(feit.datum)
    return Gegeven(str(feit.get_soort_display()), waarde, str(feit.get_bron_display()))


def _als_huisgenoot(lid: Persoon) -> Gegeven:
    jaren = lid.leeftijd(timezone.localdate())
    oud = (
        _("leeftijd onbekend")
        if jaren is None
        else ngettext("%(n)d jaar", "%(n)d jaar", jaren) % {"n": jaren}
    )
    return Gegeven(lid.naam, f"{lid.get_rol_in_huishouden_display()}, {oud}", _("dossier"))
