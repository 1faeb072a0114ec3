"""What the conditions of a PIP look at: one PIP with the facts around it, and what follows from them."""

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from meedoen.wet.concepts import Alfabetisering, Doelgroep, LbtResultaat, Leerroute, Niveau


@dataclass(frozen=True, slots=True, kw_only=True)
class PipFeiten:
    """The PIP that is being fixed and what is known about the person; None is unknown or not filled in.

    Hours are whole hours. `inschrijving_brp` and `koppeling` are the days of registration in, and of coupling
    by COA to, this municipality. The fields that start with `huidige` describe the PIP that this one
    replaces. `schakelen_tot` is the last day of the term `schakelen`.
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
    schakelen_tot: date | None = None
    verhuisd_met_pip: bool = False
    gevolgde_cursusuren_nt2: int | None = None
    inspanning_aantoonbaar: bool | None = None

    lbt_resultaat: LbtResultaat | None = None
    lbt_overgeslagen: bool = False
    lbt_reden: str = ""
    motivering_afwijking: str = ""
    onderwijsroute_onderzocht: bool | None = None

    opsteller_is_goedkeurder: bool | None = None

    beslist_op: date = field(init=False)
    """The day by whose law it is judged: the dagtekening or, as long as there is none, the peildatum."""

    def __post_init__(self) -> None:
        """Set the day that follows from the others."""
        object.__setattr__(self, "beslist_op", self.dagtekening or self.peildatum)


NOT_ONDERWIJS = pl.col("leerroute").ne_missing(pl.lit(Leerroute.ONDERWIJS.value))
"""Whether the leerroute is another than the onderwijsroute, or not chosen yet."""

IS_ASIEL = pl.col("doelgroep") == Doelgroep.ASIELSTATUSHOUDER.value
"""Whether the person is an asielstatushouder in the sense of the law."""

HEEFT_RECHT_OP_ONTZORGEN = (IS_ASIEL & pl.col("asielvergunning") & pl.col("bijstand")).fill_null(value=False)
"""Whether the municipality must pay the fixed costs: asylum permit and bijstand (regelblad 10.2)."""

WISSELT_VAN_LEERROUTE = ~pl.col("is_eerste_pip") & (pl.col("leerroute") != pl.col("huidige_leerroute"))
"""Whether this PIP changes the leerroute of the PIP it replaces."""

VAN_ONDERWIJS_NAAR_B1 = (pl.col("huidige_leerroute") == Leerroute.ONDERWIJS.value) & (
    pl.col("leerroute") == Leerroute.B1.value
)
"""Whether this PIP goes from the onderwijsroute to the B1-route."""

SCHAALT_AF = (
    ~pl.col("is_eerste_pip")
    & (pl.col("leerroute") == Leerroute.B1.value)
    & (pl.col("niveau") == Niveau.A2.value)
    & pl.col("huidig_niveau").ne_missing(pl.lit(Niveau.A2.value))
)
"""Whether this PIP lowers the level within the B1-route to A2."""

WIJKT_AF_VAN_LBT = (
    (pl.col("lbt_resultaat") == LbtResultaat.HAALBAAR.value) & (pl.col("leerroute") == Leerroute.Z.value)
) | (
    (pl.col("lbt_resultaat") == LbtResultaat.NIET_HAALBAAR.value)
    & pl.col("leerroute").is_in([Leerroute.B1.value, Leerroute.ONDERWIJS.value])
)
"""Whether the leerroute is another than the leerbaarheidstoets points to."""

VESTIGING = pl.min_horizontal("inschrijving_brp", "koppeling")
"""The first day on which the person belongs to this municipality, as far as known."""
