"""What the rules for a PIP look at: one PIP with the facts around it."""

from dataclasses import dataclass
from datetime import date

from meedoen.wet.begrippen import Alfabetisering, Doelgroep, LbtResultaat, Leerroute, Niveau


@dataclass(frozen=True, slots=True, kw_only=True)
class PipFeiten:
    """The PIP that is being fixed and what is known about the person; None is unknown or not filled in.

    Hours are whole hours. `inschrijving_brp` and `koppeling` are the days of registration in, and of coupling
    by COA to, this municipality. The fields that start with `huidige` describe the PIP that this one
    replaces.
    """

    peildatum: date
    is_eerste_pip: bool = True
    dagtekening: date | None = None
    leerroute: Leerroute | None = None
    niveau: Niveau | None = None
    intensiteit_uren: int | None = None
    alfabetisering: Alfabetisering | None = None
    pvt_uren: int | None = None
    map_uren: int | None = None
    ondersteuning_beschreven: bool | None = None

    doelgroep: Doelgroep | None = None
    asielvergunning: bool | None = None
    bijstand: bool | None = None
    ontzorgen_wijze: str = ""

    begin_plicht: date | None = None
    inschrijving_brp: date | None = None
    koppeling: date | None = None

    eerste_pip_dagtekening: date | None = None
    huidige_pip_dagtekening: date | None = None
    huidige_leerroute: Leerroute | None = None
    huidig_niveau: Niveau | None = None
    start_inburgeringstermijn: date | None = None
    verhuisd_met_pip: bool = False
    gevolgde_cursusuren_nt2: int | None = None
    inspanning_aantoonbaar: bool | None = None

    lbt_resultaat: LbtResultaat | None = None
    lbt_overgeslagen: bool = False
    lbt_reden: str = ""
    motivering_afwijking: str = ""
    onderwijsroute_onderzocht: bool | None = None

    opsteller_is_goedkeurder: bool | None = None

    @property
    def is_asiel(self) -> bool:
        """Whether the person is an asielstatushouder in the sense of the law."""
        return self.doelgroep == Doelgroep.ASIELSTATUSHOUDER

    @property
    def heeft_recht_op_ontzorgen(self) -> bool:
        """Whether the municipality must pay the fixed costs: asylum permit and bijstand (wi2021.md 10.2)."""
        return self.is_asiel and bool(self.asielvergunning) and bool(self.bijstand)

    @property
    def wisselt_van_leerroute(self) -> bool:
        """Whether this PIP changes the leerroute of the PIP it replaces."""
        return (
            not self.is_eerste_pip
            and None not in (self.leerroute, self.huidige_leerroute)
            and self.leerroute != self.huidige_leerroute
        )

    @property
    def schaalt_af(self) -> bool:
        """Whether this PIP lowers the level within the B1-route to A2."""
        return (
            not self.is_eerste_pip
            and self.leerroute == Leerroute.B1
            and self.niveau == Niveau.A2
            and self.huidig_niveau != Niveau.A2
        )

    @property
    def wijkt_af_van_lbt(self) -> bool:
        """Whether the leerroute is another than the leerbaarheidstoets points to."""
        if self.lbt_resultaat == LbtResultaat.HAALBAAR:
            return self.leerroute == Leerroute.Z
        return self.lbt_resultaat == LbtResultaat.NIET_HAALBAAR and self.leerroute in (
            Leerroute.B1,
            Leerroute.ONDERWIJS,
        )

    @property
    def vestiging(self) -> date | None:
        """The first day on which the person belongs to this municipality, as far as known."""
        return min((dag for dag in (self.inschrijving_brp, self.koppeling) if dag), default=None)
