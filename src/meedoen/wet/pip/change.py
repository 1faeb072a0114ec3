"""When a PIP may be dated, and when it may change an earlier one. A page for a lawyer."""

import polars as pl

from meedoen.wet.artikel import BESLUIT, DUO, GEMEENTE, WET, Artikel
from meedoen.wet.concepts import Certainty, Leerroute
from meedoen.wet.condition import Condition, Consequence
from meedoen.wet.pip.feiten import SCHAALT_AF, VESTIGING, WISSELT_VAN_LEERROUTE

DAGTEKENING_AND_CHANGE = (
    # --- Dagtekening
    Condition(
        name="dagtekening_ingevuld",
        sentence="Het PIP heeft een dagtekening.",
        state="Dagtekening: {dagtekening}.",
        met_if=pl.col("dagtekening").is_not_null(),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="15.1",
    ),
    Condition(
        name="dagtekening_niet_in_de_toekomst",
        sentence="De dagtekening ligt niet in de toekomst.",
        state="Dagtekening: {dagtekening}. Vandaag: {peildatum}.",
        needed=("dagtekening",),
        met_if=pl.col("dagtekening") <= pl.col("peildatum"),
        grondslag=Artikel(GEMEENTE),
        sure=Certainty.U,
        # A decision that has not been taken yet cannot start the term.
        consequence=Consequence.WEIGERING,
        source="4.7",
    ),
    Condition(
        name="dagtekening_niet_voor_de_plicht",
        sentence="De dagtekening ligt niet vóór het begin van de inburgeringsplicht.",
        state="Dagtekening: {dagtekening}. Begin van de plicht: {begin_plicht}.",
        needed=("dagtekening", "begin_plicht"),
        met_if=pl.col("dagtekening") >= pl.col("begin_plicht"),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="4.21",
    ),
    Condition(
        name="dagtekening_niet_voor_het_eerste_pip",
        sentence="De dagtekening van een gewijzigd PIP ligt niet vóór die van het eerste PIP.",
        state="Dagtekening: {dagtekening}. Eerste PIP: {eerste_pip_dagtekening}.",
        applies_if=~pl.col("is_eerste_pip"),
        needed=("dagtekening", "eerste_pip_dagtekening"),
        met_if=pl.col("dagtekening") >= pl.col("eerste_pip_dagtekening"),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="4.21",
    ),
    Condition(
        name="dagtekening_niet_voor_het_huidige_pip",
        sentence="De dagtekening van een gewijzigd PIP ligt niet vóór die van het huidige PIP.",
        state="Dagtekening: {dagtekening}. Huidig PIP: {huidige_pip_dagtekening}.",
        applies_if=~pl.col("is_eerste_pip"),
        needed=("dagtekening", "huidige_pip_dagtekening"),
        met_if=pl.col("dagtekening") >= pl.col("huidige_pip_dagtekening"),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="4.21",
    ),
    Condition(
        name="dagtekening_niet_voor_de_vestiging",
        sentence="De dagtekening ligt niet vóór de dag waarop iemand bij deze gemeente hoort.",
        state=(
            "Dagtekening: {dagtekening}. Inschrijving in de BRP: {inschrijving_brp}. Koppeling: {koppeling}."
        ),
        applies_if=VESTIGING.is_not_null(),
        needed=("dagtekening",),
        met_if=pl.col("dagtekening") >= VESTIGING,
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="4.21",
    ),
    Condition(
        name="pip_tijdens_verblijf_azc",
        sentence=(
            "Het PIP is van na de inschrijving in de BRP. Van een eerder PIP, tijdens het verblijf in "
            "het azc, is niet zeker of DUO het aanneemt."
        ),
        state=(
            "Dagtekening: {dagtekening}. Inschrijving in de BRP: {inschrijving_brp}. Koppeling: {koppeling}."
        ),
        applies_if=pl.col("koppeling").is_not_null(),
        needed=("dagtekening",),
        met_if=pl.col("dagtekening") >= pl.col("inschrijving_brp"),
        grondslag=Artikel(DUO),
        sure=Certainty.U,
        consequence=Consequence.AANDACHTSPUNT,
        source="3.21, 16.15",
    ),
    # --- A PIP that replaces another
    Condition(
        name="schakelen_op_tijd",
        sentence=(
            "Wisselen van leerroute kan tot en met de laatste dag om te schakelen. Van de onderwijsroute"
            " naar de B1-route kan altijd."
        ),
        state=(
            "Van {huidige_leerroute} naar {leerroute} op {dagtekening}. Schakelen kan tot en met"
            " {schakelen_tot}."
        ),
        applies_if=WISSELT_VAN_LEERROUTE,
        needed=("dagtekening", "schakelen_tot"),
        met_if=(
            (pl.col("huidige_leerroute") == Leerroute.ONDERWIJS.value)
            & (pl.col("leerroute") == Leerroute.B1.value)
        )
        | (pl.col("dagtekening") <= pl.col("schakelen_tot")),
        grondslag=Artikel(WET, "17", inferred=True),
        sure=Certainty.S,
        consequence=Consequence.AANDACHTSPUNT,
        source="4.12, 4.13",
    ),
    Condition(
        name="leerroute_blijft_na_verhuizing",
        sentence="Na een verhuizing blijft de leerroute van de vorige gemeente gelden.",
        state="Leerroute was {huidige_leerroute} en wordt {leerroute}.",
        applies_if=pl.col("verhuisd_met_pip"),
        needed=("leerroute", "huidige_leerroute"),
        met_if=pl.col("leerroute") == pl.col("huidige_leerroute"),
        grondslag=Artikel(WET, "17", inferred=True),
        sure=Certainty.S,
        consequence=Consequence.AANDACHTSPUNT,
        source="4.18",
    ),
    Condition(
        name="afschalen_alleen_in_b1",
        sentence="Afschalen naar A2 kan alleen voor wie de B1-route al volgt.",
        state="Huidige leerroute: {huidige_leerroute}.",
        applies_if=SCHAALT_AF,
        met_if=pl.col("huidige_leerroute") == Leerroute.B1.value,
        grondslag=Artikel(WET, "17 lid 3"),
        sure=Certainty.V2,
        consequence=Consequence.WEIGERING,
        source="4.14",
    ),
    Condition(
        name="afschalen_na_minstens_uren",
        sentence="Afschalen naar A2 kan na minstens {minst} uur cursus NT2 bij een school met keurmerk.",
        numbers={"minst": 600},
        state="Gevolgde uren: {gevolgde_cursusuren_nt2}.",
        applies_if=SCHAALT_AF,
        met_if=lambda number: pl.col("gevolgde_cursusuren_nt2") >= number["minst"],
        grondslag=Artikel(BESLUIT, "5.5"),
        sure=Certainty.V2,
        consequence=Consequence.WEIGERING,
        source="4.14, 16.5",
    ),
    Condition(
        name="afschalen_na_inspanning",
        sentence="Afschalen naar A2 kan als iemand aantoonbaar genoeg zijn best heeft gedaan.",
        state="Aangetoond: {inspanning_aantoonbaar}.",
        applies_if=SCHAALT_AF,
        met_if=pl.col("inspanning_aantoonbaar"),
        grondslag=Artikel(BESLUIT, "5.5"),
        sure=Certainty.V2,
        consequence=Consequence.WEIGERING,
        source="4.14, 4.16",
    ),
    # --- Four eyes
    Condition(
        name="vier_ogen",
        sentence="Wie het PIP schrijft, keurt het niet zelf goed.",
        state="Zelfde persoon: {opsteller_is_goedkeurder}.",
        needed=("opsteller_is_goedkeurder",),
        met_if=~pl.col("opsteller_is_goedkeurder"),
        grondslag=Artikel(GEMEENTE),
        sure=Certainty.U,
        consequence=Consequence.WEIGERING,
        source="geen: zo werkt Meedoen",
    ),
)
