"""What is already known before a question is asked, with where it comes from: nobody asks twice."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.basis.access.actor import Actor
from meedoen.basis.ui.languages import LANGUAGES
from meedoen.basis.ui.templatetags.meedoen import day
from meedoen.dossiers.models import Contactmoment, Dossier, Feit, Persoon
from meedoen.dossiers.selectors import huisgenoten
from meedoen.dossiers.words import feit_value

LAST = 5
"""Earlier talks that are shown."""


@dataclass(frozen=True)
class KnownItem:
    """One thing that is known, and who said it on which day."""

    naam: str
    waarde: str
    bron: str


@dataclass(frozen=True)
class Known:
    """What the right-hand column shows."""

    persoon: list[KnownItem]
    feiten: list[KnownItem]
    huisgenoten: list[KnownItem]
    gesprekken: list[Contactmoment]


def known_of(actor: Actor, dossier: Dossier) -> Known:
    """Person, facts, household and earlier talks of a dossier that the actor may see."""
    return Known(
        persoon=_about_persoon(dossier),
        feiten=[_as_item(feit) for feit in Feit.objects.filter(dossier=dossier, withdrawn_at=None)],
        huisgenoten=[_as_huisgenoot(member) for member, _dossier in huisgenoten(actor, dossier)],
        gesprekken=list(
            Contactmoment.objects.filter(dossier=dossier, uitkomst=Contactmoment.Uitkomst.HELD)
            .exclude(verslag="")
            .select_related("by")[:LAST]
        ),
    )


def _about_persoon(dossier: Dossier) -> list[KnownItem]:
    persoon = dossier.persoon
    languages = ", ".join(str(LANGUAGES[code].naam) for code in persoon.contacttalen if code in LANGUAGES)
    interpreter = ", ".join(filter(None, [_("ja"), persoon.tolk_wens])) if persoon.tolk_nodig else _("nee")
    source = _("dossier")
    data = [
        KnownItem(_("Land van herkomst"), persoon.land_van_herkomst, source),
        KnownItem(_("Talen"), languages, source),
        KnownItem(_("Tolk nodig"), interpreter, source),
        KnownItem(_("Woont"), f"{dossier.get_adres_soort_display()} {dossier.plaats}".strip(), source),
    ]
    return [item for item in data if item.waarde]


def _as_item(feit: Feit) -> KnownItem:
    value = feit_value(feit.soort, feit.waarde) or day(feit.datum)
    return KnownItem(str(feit.get_soort_display()), value, str(feit.get_bron_display()))


def _as_huisgenoot(member: Persoon) -> KnownItem:
    years = member.age(timezone.localdate())
    old = (
        _("leeftijd onbekend")
        if years is None
        else ngettext("%(n)d jaar", "%(n)d jaar", years) % {"n": years}
    )
    return KnownItem(member.naam, f"{member.get_role_in_huishouden_display()}, {old}", _("dossier"))
