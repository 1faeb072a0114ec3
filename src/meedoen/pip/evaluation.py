"""From a dossier and its decision to the facts that the rules of `wet` look at. No rule stands here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from meedoen.basis.access.rechten import Refused
from meedoen.basis.ui.law_language import in_language
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.selectors import feiten_as_mapping
from meedoen.intake.models import Leerbaarheidstoets
from meedoen.pip.models import Beschikking
from meedoen.wet.concepts import Alfabetisering, Doelgroep, LbtResultaat, Leerroute, Niveau
from meedoen.wet.condition import Evaluation, Outcome
from meedoen.wet.pip import evaluate_pip
from meedoen.wet.pip.feiten import PipFeiten
from meedoen.wet.termijn.explain import Explanation, explain


class NotYet(Refused):
    """Not as the PIP stands now; the sentence says what has to happen first."""


@dataclass(frozen=True)
class Circumstances:
    """What is known around a decision, read once: the facts of the dossier and the leerbaarheidstoets."""

    feiten: Mapping[str, Any]
    lbt: Leerbaarheidstoets | None

    @property
    def doelgroep(self) -> Doelgroep | None:
        """The group of the law, when known."""
        return Doelgroep(self.feiten["doelgroep"]) if self.feiten.get("doelgroep") else None

    @property
    def is_asiel(self) -> bool:
        """Whether the newcomer is an asielstatushouder in the sense of the law."""
        return self.doelgroep == Doelgroep.ASIELSTATUSHOUDER

    def leerroute_until_now(self, beschikking: Beschikking) -> str:
        """The leerroute of the PIP that this decision changes; empty when there is none or it is unknown."""
        if beschikking.replaces:
            return beschikking.replaces.leerroute
        return beschikking.previous_leerroute or self.feiten.get("leerroute", "")

    def termijn(self, naam: str, op: date, **otherwise: date | None) -> Explanation:
        """One term as the law computes it from these facts.

        Args:
            anders: the date that this decision gives a fact, instead of the date on record; None is not
                known yet.
        """
        feiten = {kind: value for kind, value in self.feiten.items() if kind in LAW_FEITEN}
        return explain(feiten | otherwise, naam, op)


LAW_FEITEN = frozenset(
    {
        "doelgroep",
        "asielvergunning",
        "kennisgeving_duo",
        "inschrijving_brp",
        "informatie_derden",
        "pip_bekendgemaakt",
        "pip_dagtekening",
        "bijstand_vanaf",
        "termijn_begin",
        "termijn_einde",
    }
)
"""The facts that the terms in a decision are computed from."""


def circumstances_of(dossier: Dossier) -> Circumstances:
    """Read what is known around a decision. Two queries."""
    return Circumstances(
        feiten_as_mapping(dossier), Leerbaarheidstoets.objects.filter(dossier=dossier).first()
    )


def pip_feiten(
    beschikking: Beschikking,
    circumstances: Circumstances,
    *,
    peildatum: date,
    dagtekening: date | None = None,
    opsteller_is_goedkeurder: bool | None = None,
) -> PipFeiten:
    """Describe a decision as the rules read it.

    Args:
        dagtekening: the date to try it on; without one, as if it were dated on `peildatum`.
    """
    feiten = circumstances.feiten
    return PipFeiten(
        peildatum=peildatum,
        dagtekening=dagtekening or beschikking.dagtekening or peildatum,
        doelgroep=circumstances.doelgroep,
        asielvergunning=_yes(feiten.get("asielvergunning")),
        bijstand=feiten.get("bijstand_vanaf") is not None,
        begin_plicht=feiten.get("begin_plicht"),
        inschrijving_brp=feiten.get("inschrijving_brp"),
        koppeling=feiten.get("koppeling"),
        opsteller_is_goedkeurder=opsteller_is_goedkeurder,
        **_what_is_there(beschikking),
        **_what_holds_now(beschikking, circumstances, peildatum),
        **_about_the_test(circumstances.lbt),
    )


def _what_is_there(beschikking: Beschikking) -> dict[str, Any]:
    """What the decision itself says."""
    return {
        "leerroute": _leerroute(beschikking.leerroute),
        "niveau": Niveau(beschikking.niveau) if beschikking.niveau else None,
        "intensiteit_uren": beschikking.intensiteit_uren,
        "alfabetisering": Alfabetisering(beschikking.alfabetisering) if beschikking.alfabetisering else None,
        "pvt_uren": beschikking.pvt_uren,
        "map_uren": beschikking.map_uren,
        "ondersteuning_beschreven": bool(beschikking.begeleiding.strip()),
        "ontzorgen_wijze": _ontzorgen(beschikking),
        "motivering_afwijking": beschikking.motivering_afwijking,
        "onderwijsroute_onderzocht": bool(beschikking.onderwijsroute_onderzocht.strip()),
        "gevolgde_cursusuren_nt2": beschikking.gevolgde_cursusuren,
        "inspanning_aantoonbaar": beschikking.inspanning_aantoonbaar,
    }


def _what_holds_now(beschikking: Beschikking, around: Circumstances, reference_date: date) -> dict[str, Any]:
    """The PIP that this one replaces: made here, in the former system, or by the former municipality."""
    previous = beschikking.replaces
    first = None if beschikking.is_first else around.feiten.get("pip_dagtekening")
    return {
        "is_eerste_pip": beschikking.is_first,
        "verhuisd_met_pip": beschikking.aanleiding == Beschikking.Occasion.MOVE,
        "eerste_pip_dagtekening": first,
        "huidige_pip_dagtekening": previous.dagtekening if previous else first,
        "huidige_leerroute": _leerroute(around.leerroute_until_now(beschikking)),
        "huidig_niveau": Niveau(previous.niveau) if previous and previous.niveau else None,
        "start_inburgeringstermijn": around.termijn("inburgeringstermijn", reference_date).begin
        if first
        else None,
        "schakelen_tot": around.termijn("schakelen", reference_date).laatste_dag if first else None,
    }


def _leerroute(code: str) -> Leerroute | None:
    return Leerroute(code) if code else None


def _yes(value: str | None) -> bool | None:
    return None if value is None else value == "ja"


def _ontzorgen(beschikking: Beschikking) -> str:
    if beschikking.ontzorgen in ("", Beschikking.Ontzorgen.NOT):
        return ""
    return str(beschikking.get_ontzorgen_display())


def _about_the_test(lbt: Leerbaarheidstoets | None) -> dict[str, Any]:
    if lbt is None:
        return {}
    skipped = str(lbt.get_overslaan_display()) if lbt.overslaan else ""
    return {
        "lbt_resultaat": LbtResultaat(lbt.resultaat) if lbt.resultaat else None,
        "lbt_overgeslagen": bool(lbt.overslaan),
        "lbt_reden": ". ".join(part for part in (skipped, lbt.reden) if part),
    }


@dataclass(frozen=True)
class Conditions:
    """All conditions of a PIP, tried, in the order in which people must look at them."""

    refusals: list[Evaluation]
    attention_points: list[Evaluation]
    met: list[Evaluation]

    @property
    def aantal(self) -> int:
        """How many conditions apply."""
        return len(self.refusals) + len(self.attention_points) + len(self.met)


def evaluate(feiten: PipFeiten) -> Conditions:
    """Try every rule of the law on a PIP; what does not apply is left out."""
    all_ = evaluate_pip(feiten)
    return Conditions(
        refusals=[t for t in all_ if t.refuses],
        attention_points=[t for t in all_ if t.asks_attention],
        met=[t for t in all_ if t.outcome == Outcome.VOLDAAN],
    )


def require_conditions(feiten: PipFeiten) -> None:
    """Go on only when no rule refuses.

    Raises:
        NogNiet: the first rule that refuses, with its sentence and article.
    """
    for evaluation in evaluate(feiten).refusals:
        raise NotYet(
            in_language(evaluation.sentence),
            artikel=evaluation.rule.grondslag,
            zekerheid=evaluation.rule.certainty,
        )
