"""When a brede intake may be finished: the parts of the law, and every domain looked at. Pure, no queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from meedoen.basis.ui.law_language import in_language
from meedoen.intake.models import Domeinbeeld, IntakeGesprek, Leefdomein
from meedoen.wet.artikel import WET, Artikel
from meedoen.wet.concepts import Certainty

ARTIKEL_CONTENT = Artikel(WET, "14 lid 3")
"""The intake is at least about education, work experience and personal circumstances (regelblad 3.1)."""


@dataclass(frozen=True)
class FinishCondition:
    """One condition for finishing, whether it is met, and where to go to meet it."""

    sentence: str
    met: bool
    domein: str = ""
    artikel: Artikel | None = None
    zekerheid: Certainty | None = None


def requirements(
    domeinen: Iterable[Leefdomein],
    images: Mapping[str, Domeinbeeld],
    gesprekken: Iterable[IntakeGesprek],
) -> list[FinishCondition]:
    """Every condition for finishing an intake, those of the law first.

    Args:
        beelden: code of a domain → what was written there.
    """
    domeinen = list(domeinen)
    gesprekken = list(gesprekken)
    return [
        *_statutory(domeinen, images),
        *_viewed(domeinen, images),
        FinishCondition(_("Er is een gesprek gehouden."), bool(gesprekken)),
        FinishCondition(
            _("Elk gesprek is afgerond met een samenvatting."), all(g.completed_at for g in gesprekken)
        ),
    ]


def _statutory(domeinen: list[Leefdomein], images: Mapping[str, Domeinbeeld]) -> Iterable[FinishCondition]:
    for part in Leefdomein.LegalPart:
        about_this = [domein for domein in domeinen if domein.wettelijk_deel == part]
        missing = [domein for domein in about_this if not _discussed(images.get(domein.code))]
        yield FinishCondition(
            _("Besproken: %(deel)s.") % {"deel": part.label},
            met=bool(about_this) and not missing,
            domein=missing[0].code if missing else "",
            artikel=ARTIKEL_CONTENT,
            zekerheid=Certainty.V2,
        )


def _viewed(domeinen: list[Leefdomein], images: Mapping[str, Domeinbeeld]) -> Iterable[FinishCondition]:
    for domein in domeinen:
        if not domein.wettelijk_deel:
            image = images.get(domein.code)
            yield FinishCondition(
                _("%(domein)s is besproken of overgeslagen.") % {"domein": in_language(domein.naam)},
                met=image is not None and image.is_ready,
                domein=domein.code,
            )


def _discussed(image: Domeinbeeld | None) -> bool:
    return image is not None and image.besproken
