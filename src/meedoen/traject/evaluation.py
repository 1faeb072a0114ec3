"""From a dossier and what DUO knows to the facts that DUO's conditions look at. No rule stands here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.ui.law_language import in_taal
from meedoen.dossiers.models import Dossier, Termijn
from meedoen.dossiers.selectors import feiten_als_mapping
from meedoen.keten.duo.known import Bekend, bekend_bij_duo
from meedoen.pip.evaluation import Voorwaarden
from meedoen.pip.models import Beschikking
from meedoen.traject.models import GELDIG, Resultaat, Uren
from meedoen.wet.concepts import Doelgroep, Leerroute
from meedoen.wet.condition import Evaluation, Outcome
from meedoen.wet.duo import evaluate_melding
from meedoen.wet.duo.feiten import DuoFeiten, Melding


class Onvoldaan(Geweigerd):
    """A condition of DUO that is not met. `veld` is the field of the form that has to change."""

    def __init__(self, toetsing: Evaluation) -> None:
        super().__init__(
            in_taal(toetsing.sentence), artikel=toetsing.rule.grondslag, zekerheid=toetsing.rule.certainty
        )
        self.veld = toetsing.rule.form_field


@dataclass(frozen=True)
class Omstandigheden:
    """What is known around a report, read once."""

    dossier: Dossier
    feiten: dict[str, Any]
    bekend: Bekend
    besluit: Beschikking | None
    termijn: Termijn | None
    resultaten: dict[str, Resultaat]
    uren: dict[str, Uren]

    def duo_feiten(self, soort: str = "", **gemeld: Any) -> DuoFeiten:
        """Describe a report as the rules read it.

        Args:
            soort: kind of result or of hours, to see what was reported of it before.
            gemeld: the fields of `DuoFeiten` that are reported.
        """
        bekend, van_ons = self.bekend, self._pip_van_ons()
        leerroute = self._leerroute(van_ons=van_ons)
        return DuoFeiten(
            peildatum=timezone.localdate(),
            eerder_van_ons=self._eerder_van_ons(soort),
            eerdere_uren=self.uren[soort].uren if soort in self.uren else None,
            doelgroep=Doelgroep(self.feiten["doelgroep"]) if self.feiten.get("doelgroep") else None,
            pip_bekend=self._pip_dagtekening(van_ons=van_ons) is not None,
            pip_van_ons=van_ons,
            pip_dagtekening=self._pip_dagtekening(van_ons=van_ons),
            leerroute=leerroute,
            termijn_vastgesteld=bekend.termijn_begin is not None if "termijn" in bekend.gevraagd else None,
            termijn_begin=bekend.termijn_begin or (self.termijn.begin if self.termijn else None),
            termijn_laatste_dag=(
                bekend.termijn_laatste_dag or (self.termijn.laatste_dag if self.termijn else None)
            ),
            map_datum=self._datum(Resultaat.Soort.MAP, bekend.map_datum),
            pvt_datum=self._datum(Resultaat.Soort.PVT, bekend.pvt_datum),
            zroute_datum=self._datum(Resultaat.Soort.ZROUTE, None),
            cursusuren=self._totaal(Uren.Soort.TAALLES),
            participatie_uren=self._totaal(Uren.Soort.PARTICIPATIE),
            plicht_voldaan_met_z=bool(bekend.plicht_voldaan) and leerroute == Leerroute.Z,
            **gemeld,
        )

    def _pip_van_ons(self) -> bool:
        """The newest decision here counts as soon as it is fixed: its report goes before any other."""
        if self.besluit and self.besluit.dagtekening:
            bij_duo = self.bekend.pip_dagtekening
            if bij_duo is None or self.besluit.dagtekening >= bij_duo:
                return True
        return self.bekend.pip_gemeentecode == self.dossier.gemeente.code

    def _pip_dagtekening(self, *, van_ons: bool) -> date | None:
        if van_ons and self.besluit and self.besluit.dagtekening:
            return self.besluit.dagtekening
        return self.bekend.pip_dagtekening or self.feiten.get("pip_dagtekening")

    def _leerroute(self, *, van_ons: bool) -> Leerroute | None:
        eigen = self.feiten.get("leerroute", "")
        code = eigen if van_ons and eigen else self.bekend.pip_leerroute or eigen
        return Leerroute(code) if code in set(Leerroute) else None

    def _datum(self, soort: str, bij_duo: date | None) -> date | None:
        eigen = self.resultaten.get(soort)
        return eigen.datum if eigen else bij_duo

    def _eerder_van_ons(self, soort: str) -> bool | None:
        if soort in self.resultaten:
            return True
        bij_duo = {"map": self.bekend.map_datum, "pvt": self.bekend.pvt_datum}.get(soort)
        return None if bij_duo is None else self._ooit_van_ons(soort, bij_duo)

    def _ooit_van_ons(self, soort: str, bij_duo: date) -> bool:
        return Resultaat.objects.filter(dossier=self.dossier, soort=soort, datum=bij_duo).exists()

    def _totaal(self, soort: str) -> int | None:
        return self.uren[soort].uren if soort in self.uren else None


def omstandigheden_van(dossier: Dossier) -> Omstandigheden:
    """Read what is known around the reports of a dossier. Six queries."""
    besluiten = Beschikking.objects.filter(dossier=dossier, vastgesteld_op__isnull=False)
    return Omstandigheden(
        dossier=dossier,
        feiten=feiten_als_mapping(dossier),
        bekend=bekend_bij_duo(dossier.gemeente_id, dossier.persoon.bsn),
        besluit=besluiten.order_by("-versie").first(),
        termijn=Termijn.objects.filter(dossier=dossier, soort="inburgeringstermijn").first(),
        resultaten={een.soort: een for een in Resultaat.objects.filter(GELDIG, dossier=dossier)},
        uren={een.soort: een for een in Uren.objects.filter(GELDIG, dossier=dossier)},
    )


def voorwaarden(melding: Melding, feiten: DuoFeiten) -> Voorwaarden:
    """Try every condition of DUO for a report; what does not apply is left out."""
    alle = evaluate_melding(melding, feiten)
    return Voorwaarden(
        weigeringen=[een for een in alle if een.refuses],
        aandachtspunten=[een for een in alle if een.asks_attention],
        voldaan=[een for een in alle if een.outcome == Outcome.VOLDAAN],
    )


def eis(melding: Melding, feiten: DuoFeiten) -> None:
    """Go on only when no condition refuses.

    Raises:
        Onvoldaan: the first that refuses, with its sentence, source and field.
    """
    for toetsing in voorwaarden(melding, feiten).weigeringen:
        raise Onvoldaan(toetsing)
