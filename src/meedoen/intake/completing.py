"""When a brede intake may be finished: the parts of the law, and every domain looked at. Pure, no queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from meedoen.basis.ui.law_language import in_taal
from meedoen.intake.models import Domeinbeeld, IntakeGesprek, Leefdomein
from meedoen.wet.artikel import WET, Artikel
from meedoen.wet.concepts import Certainty

ARTIKEL_INHOUD = Artikel(WET, "14 lid 3")
"""The intake is at least about education, work experience and personal circumstances (regelblad 3.1)."""


@dataclass(frozen=True)
class Eis:
    """One condition for finishing, whether it is met, and where to go to meet it."""

    zin: str
    voldaan: bool
    domein: str = ""
    artikel: Artikel | None = None
    zekerheid: Certainty | None = None


def eisen(
    domeinen: Iterable[Leefdomein],
    beelden: Mapping[str, Domeinbeeld],
    gesprekken: Iterable[IntakeGesprek],
) -> list[Eis]:
    """Every condition for finishing an intake, those of the law first.

    Args:
        beelden: code of a domain → what was written there.
    """
    domeinen = list(domeinen)
    gesprekken = list(gesprekken)
    return [
        *_wettelijk(domeinen, beelden),
        *_bekeken(domeinen, beelden),
        Eis(_("Er is een gesprek gehouden."), bool(gesprekken)),
        Eis(_("Elk gesprek is afgerond met een samenvatting."), all(g.afgerond_op for g in gesprekken)),
    ]


def _wettelijk(domeinen: list[Leefdomein], beelden: Mapping[str, Domeinbeeld]) -> Iterable[Eis]:
    for deel in Leefdomein.WettelijkDeel:
        hierover = [domein for domein in domeinen if domein.wettelijk_deel == deel]
        ontbreekt = [domein for domein in hierover if not _besproken(beelden.get(domein.code))]
        yield Eis(
            _("Besproken: %(deel)s.") % {"deel": deel.label},
            voldaan=bool(hierover) and not ontbreekt,
            domein=ontbreekt[0].code if ontbreekt else "",
            artikel=ARTIKEL_INHOUD,
            zekerheid=Certainty.V2,
        )


def _bekeken(domeinen: list[Leefdomein], beelden: Mapping[str, Domeinbeeld]) -> Iterable[Eis]:
    for domein in domeinen:
        if not domein.wettelijk_deel:
            beeld = beelden.get(domein.code)
            yield Eis(
                _("%(domein)s is besproken of overgeslagen.") % {"domein": in_taal(domein.naam)},
                voldaan=beeld is not None and beeld.is_klaar,
                domein=domein.code,
            )


def _besproken(beeld: Domeinbeeld | None) -> bool:
    return beeld is not None and beeld.besproken
