"""From a dossier and what DUO knows to the facts that DUO's conditions look at. No rule stands here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from meedoen.basis.access.rechten import Refused
from meedoen.basis.ui.law_language import in_language
from meedoen.dossiers.models import Dossier, Termijn
from meedoen.dossiers.selectors import feiten_as_mapping
from meedoen.keten.duo.known import Known, known_at_duo
from meedoen.pip.evaluation import Conditions
from meedoen.pip.models import Beschikking
from meedoen.traject.models import VALID, Resultaat, Uren
from meedoen.wet.concepts import Doelgroep, Leerroute
from meedoen.wet.condition import Evaluation, Outcome
from meedoen.wet.duo import evaluate_melding
from meedoen.wet.duo.feiten import DuoFeiten, Melding


class Unmet(Refused):
    """A condition of DUO that is not met. `veld` is the field of the form that has to change."""

    def __init__(self, evaluation: Evaluation) -> None:
        super().__init__(
            in_language(evaluation.sentence),
            artikel=evaluation.rule.grondslag,
            zekerheid=evaluation.rule.certainty,
        )
        self.field = evaluation.rule.form_field


@dataclass(frozen=True)
class Circumstances:
    """What is known around a report, read once."""

    dossier: Dossier
    feiten: dict[str, Any]
    known: Known
    besluit: Beschikking | None
    termijn: Termijn | None
    resultaten: dict[str, Resultaat]
    uren: dict[str, Uren]

    def duo_feiten(self, soort: str = "", **reported: Any) -> DuoFeiten:
        """Describe a report as the rules read it.

        Args:
            soort: kind of result or of hours, to see what was reported of it before.
            gemeld: the fields of `DuoFeiten` that are reported.
        """
        known, ours = self.known, self._our_pip()
        leerroute = self._leerroute(ours=ours)
        return DuoFeiten(
            peildatum=timezone.localdate(),
            eerder_van_ons=self._earlier_ours(soort),
            eerdere_uren=self.uren[soort].uren if soort in self.uren else None,
            doelgroep=Doelgroep(self.feiten["doelgroep"]) if self.feiten.get("doelgroep") else None,
            pip_bekend=self._pip_dagtekening(ours=ours) is not None,
            pip_van_ons=ours,
            pip_dagtekening=self._pip_dagtekening(ours=ours),
            leerroute=leerroute,
            termijn_vastgesteld=known.termijn_begin is not None if "termijn" in known.requested else None,
            termijn_begin=known.termijn_begin or (self.termijn.begin if self.termijn else None),
            termijn_laatste_dag=(
                known.termijn_laatste_dag or (self.termijn.laatste_dag if self.termijn else None)
            ),
            map_datum=self._date(Resultaat.Kind.MAP, known.map_datum),
            pvt_datum=self._date(Resultaat.Kind.PVT, known.pvt_datum),
            zroute_datum=self._date(Resultaat.Kind.ZROUTE, None),
            cursusuren=self._total(Uren.Kind.TAALLES),
            participatie_uren=self._total(Uren.Kind.PARTICIPATIE),
            plicht_voldaan_met_z=bool(known.plicht_met) and leerroute == Leerroute.Z,
            **reported,
        )

    def _our_pip(self) -> bool:
        """The newest decision here counts as soon as it is fixed: its report goes before any other."""
        if self.besluit and self.besluit.dagtekening:
            at_duo = self.known.pip_dagtekening
            if at_duo is None or self.besluit.dagtekening >= at_duo:
                return True
        return self.known.pip_gemeentecode == self.dossier.gemeente.code

    def _pip_dagtekening(self, *, ours: bool) -> date | None:
        if ours and self.besluit and self.besluit.dagtekening:
            return self.besluit.dagtekening
        return self.known.pip_dagtekening or self.feiten.get("pip_dagtekening")

    def _leerroute(self, *, ours: bool) -> Leerroute | None:
        own = self.feiten.get("leerroute", "")
        code = own if ours and own else self.known.pip_leerroute or own
        return Leerroute(code) if code in set(Leerroute) else None

    def _date(self, kind: str, at_duo: date | None) -> date | None:
        own = self.resultaten.get(kind)
        return own.datum if own else at_duo

    def _earlier_ours(self, kind: str) -> bool | None:
        if kind in self.resultaten:
            return True
        at_duo = {"map": self.known.map_datum, "pvt": self.known.pvt_datum}.get(kind)
        return None if at_duo is None else self._ever_ours(kind, at_duo)

    def _ever_ours(self, kind: str, at_duo: date) -> bool:
        return Resultaat.objects.filter(dossier=self.dossier, soort=kind, datum=at_duo).exists()

    def _total(self, kind: str) -> int | None:
        return self.uren[kind].uren if kind in self.uren else None


def circumstances_of(dossier: Dossier) -> Circumstances:
    """Read what is known around the reports of a dossier. Six queries."""
    besluiten = Beschikking.objects.filter(dossier=dossier, fixed_at__isnull=False)
    return Circumstances(
        dossier=dossier,
        feiten=feiten_as_mapping(dossier),
        known=known_at_duo(dossier.gemeente_id, dossier.persoon.bsn),
        besluit=besluiten.order_by("-version").first(),
        termijn=Termijn.objects.filter(dossier=dossier, soort="inburgeringstermijn").first(),
        resultaten={one.soort: one for one in Resultaat.objects.filter(VALID, dossier=dossier)},
        uren={one.soort: one for one in Uren.objects.filter(VALID, dossier=dossier)},
    )


def conditions_for(melding: Melding, feiten: DuoFeiten) -> Conditions:
    """Try every condition of DUO for a report; what does not apply is left out."""
    all_ = evaluate_melding(melding, feiten)
    return Conditions(
        refusals=[one for one in all_ if one.refuses],
        attention_points=[one for one in all_ if one.asks_attention],
        met=[one for one in all_ if one.outcome == Outcome.VOLDAAN],
    )


def require(melding: Melding, feiten: DuoFeiten) -> None:
    """Go on only when no condition refuses.

    Raises:
        Onvoldaan: the first that refuses, with its sentence, source and field.
    """
    for evaluation in conditions_for(melding, feiten).refusals:
        raise Unmet(evaluation)
