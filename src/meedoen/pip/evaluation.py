"""From a dossier and its decision to the facts that the rules of `wet` look at. No rule stands here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.ui.law_language import in_taal
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.selectors import feiten_als_mapping
from meedoen.intake.models import Leerbaarheidstoets
from meedoen.pip.models import Beschikking
from meedoen.wet.concepts import Alfabetisering, Doelgroep, LbtResultaat, Leerroute, Niveau
from meedoen.wet.condition import Evaluation, Outcome
from meedoen.wet.pip import evaluate_pip
from meedoen.wet.pip.feiten import PipFeiten
from meedoen.wet.termijn.explain import Explanation, explain


class NogNiet(Geweigerd):
    """Not as the PIP stands now; the sentence says what has to happen first."""


@dataclass(frozen=True)
class Omstandigheden:
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

    def leerroute_tot_nu(self, beschikking: Beschikking) -> str:
        """The leerroute of the PIP that this decision changes; empty when there is none or it is unknown."""
        if beschikking.vervangt:
            return beschikking.vervangt.leerroute
        return beschikking.vorige_leerroute or self.feiten.get("leerroute", "")

    def termijn(self, naam: str, op: date, **anders: date | None) -> Explanation:
        """One term as the law computes it from these facts.

        Args:
            anders: the date that this decision gives a fact, instead of the date on record; None is not
                known yet.
        """
        feiten = {soort: waarde for soort, waarde in self.feiten.items() if soort in WETSFEITEN}
        return explain(feiten | anders, naam, op)


WETSFEITEN = frozenset(
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


def omstandigheden_van(dossier: Dossier) -> Omstandigheden:
    """Read what is known around a decision. Two queries."""
    return Omstandigheden(
        feiten_als_mapping(dossier), Leerbaarheidstoets.objects.filter(dossier=dossier).first()
    )


def pip_feiten(
    beschikking: Beschikking,
    omstandigheden: Omstandigheden,
    *,
    peildatum: date,
    dagtekening: date | None = None,
    opsteller_is_goedkeurder: bool | None = None,
) -> PipFeiten:
    """Describe a decision as the rules read it.

    Args:
        dagtekening: the date to try it on; without one, as if it were dated on `peildatum`.
    """
    feiten = omstandigheden.feiten
    return PipFeiten(
        peildatum=peildatum,
        dagtekening=dagtekening or beschikking.dagtekening or peildatum,
        doelgroep=omstandigheden.doelgroep,
        asielvergunning=_ja(feiten.get("asielvergunning")),
        bijstand=feiten.get("bijstand_vanaf") is not None,
        begin_plicht=feiten.get("begin_plicht"),
        inschrijving_brp=feiten.get("inschrijving_brp"),
        koppeling=feiten.get("koppeling"),
        opsteller_is_goedkeurder=opsteller_is_goedkeurder,
        **_wat_er_staat(beschikking),
        **_wat_nu_geldt(beschikking, omstandigheden, peildatum),
        **_over_de_toets(omstandigheden.lbt),
    )


def _wat_er_staat(beschikking: Beschikking) -> dict[str, Any]:
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


def _wat_nu_geldt(beschikking: Beschikking, om: Omstandigheden, peildatum: date) -> dict[str, Any]:
    """The PIP that this one replaces: made here, in the former system, or by the former municipality."""
    vorige = beschikking.vervangt
    eerste = None if beschikking.is_eerste else om.feiten.get("pip_dagtekening")
    return {
        "is_eerste_pip": beschikking.is_eerste,
        "verhuisd_met_pip": beschikking.aanleiding == Beschikking.Aanleiding.VERHUIZING,
        "eerste_pip_dagtekening": eerste,
        "huidige_pip_dagtekening": vorige.dagtekening if vorige else eerste,
        "huidige_leerroute": _leerroute(om.leerroute_tot_nu(beschikking)),
        "huidig_niveau": Niveau(vorige.niveau) if vorige and vorige.niveau else None,
        "start_inburgeringstermijn": om.termijn("inburgeringstermijn", peildatum).begin if eerste else None,
        "schakelen_tot": om.termijn("schakelen", peildatum).laatste_dag if eerste else None,
    }


def _leerroute(code: str) -> Leerroute | None:
    return Leerroute(code) if code else None


def _ja(waarde: str | None) -> bool | None:
    return None if waarde is None else waarde == "ja"


def _ontzorgen(beschikking: Beschikking) -> str:
    if beschikking.ontzorgen in ("", Beschikking.Ontzorgen.NIET):
        return ""
    return str(beschikking.get_ontzorgen_display())


def _over_de_toets(lbt: Leerbaarheidstoets | None) -> dict[str, Any]:
    if lbt is None:
        return {}
    overgeslagen = str(lbt.get_overslaan_display()) if lbt.overslaan else ""
    return {
        "lbt_resultaat": LbtResultaat(lbt.resultaat) if lbt.resultaat else None,
        "lbt_overgeslagen": bool(lbt.overslaan),
        "lbt_reden": ". ".join(deel for deel in (overgeslagen, lbt.reden) if deel),
    }


@dataclass(frozen=True)
class Voorwaarden:
    """All conditions of a PIP, tried, in the order in which people must look at them."""

    weigeringen: list[Evaluation]
    aandachtspunten: list[Evaluation]
    voldaan: list[Evaluation]

    @property
    def aantal(self) -> int:
        """How many conditions apply."""
        return len(self.weigeringen) + len(self.aandachtspunten) + len(self.voldaan)


def toets(feiten: PipFeiten) -> Voorwaarden:
    """Try every rule of the law on a PIP; what does not apply is left out."""
    alle = evaluate_pip(feiten)
    return Voorwaarden(
        weigeringen=[t for t in alle if t.refuses],
        aandachtspunten=[t for t in alle if t.asks_attention],
        voldaan=[t for t in alle if t.outcome == Outcome.VOLDAAN],
    )


def eis_voorwaarden(feiten: PipFeiten) -> None:
    """Go on only when no rule refuses.

    Raises:
        NogNiet: the first rule that refuses, with its sentence and article.
    """
    for toetsing in toets(feiten).weigeringen:
        raise NogNiet(
            in_taal(toetsing.sentence),
            artikel=toetsing.rule.grondslag,
            zekerheid=toetsing.rule.certainty,
        )
