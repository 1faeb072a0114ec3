"""What a PIP must hold: leerroute, level, hours, leerbaarheidstoets and ontzorgen. A page for a lawyer."""

import polars as pl

from meedoen.wet.artikel import BESLUIT, DUO, PARTICIPATIEWET, WET, Artikel
from meedoen.wet.concepts import Certainty, LbtResultaat, Leerroute, Niveau
from meedoen.wet.condition import Condition, Consequence, is_filled_in
from meedoen.wet.pip.feiten import HEEFT_RECHT_OP_ONTZORGEN, IS_ASIEL, WIJKT_AF_VAN_LBT

CONTENT = (
    # --- What a PIP holds
    Condition(
        name="leerroute_gekozen",
        sentence="Het PIP noemt de leerroute.",
        state="Leerroute: {leerroute}.",
        met_if=pl.col("leerroute").is_not_null(),
        grondslag=Artikel(WET, "15"),
        sure=Certainty.V2,
        consequence=Consequence.WEIGERING,
        source="4.3, 15.1",
    ),
    Condition(
        name="ondersteuning_beschreven",
        sentence="Het PIP zegt welke ondersteuning en begeleiding iemand krijgt.",
        state="Beschreven: {ondersteuning_beschreven}.",
        needed=("ondersteuning_beschreven",),
        met_if=pl.col("ondersteuning_beschreven"),
        grondslag=Artikel(WET, "15"),
        sure=Certainty.V2,
        consequence=Consequence.WEIGERING,
        source="4.3",
    ),
    Condition(
        name="alfabetisering_beoordeeld",
        sentence=(
            "Het PIP zegt of iemand eerst leert lezen en schrijven. Alfabetisering hoort bij de leerroute."
        ),
        state="Alfabetisering: {alfabetisering}.",
        met_if=pl.col("alfabetisering").is_not_null(),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.AANDACHTSPUNT,  # DUO takes a PIP without it
        source="5.3, 15.1",
    ),
    # --- Leerroute and niveau
    Condition(
        name="onderwijsroute_niet_a2",
        sentence="In de onderwijsroute is het niveau niet A2.",
        state="Niveau: {niveau}.",
        applies_if=pl.col("leerroute") == Leerroute.ONDERWIJS.value,
        met_if=pl.col("niveau").ne_missing(pl.lit(Niveau.A2.value)),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="§5",
    ),
    Condition(
        name="z_route_niet_b1",
        sentence="In de Z-route is het niveau niet B1.",
        state="Niveau: {niveau}.",
        applies_if=pl.col("leerroute") == Leerroute.Z.value,
        met_if=pl.col("niveau").ne_missing(pl.lit(Niveau.B1.value)),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="§5",
    ),
    Condition(
        name="eerste_pip_niet_b1_met_a2",
        sentence="Het eerste PIP is nooit de B1-route met niveau A2, van welke gemeente het ook komt.",
        state="Niveau: {niveau}.",
        applies_if=pl.col("is_eerste_pip") & (pl.col("leerroute") == Leerroute.B1.value),
        met_if=pl.col("niveau").ne_missing(pl.lit(Niveau.A2.value)),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="4.17",
    ),
    Condition(
        name="onderwijsroute_onderzocht",
        sentence=(
            "De gemeente heeft onderzocht of de onderwijsroute past. Zonder dat onderzoek is het PIP "
            "niet zorgvuldig."
        ),
        state="Onderzocht: {onderwijsroute_onderzocht}.",
        applies_if=pl.col("is_eerste_pip")
        & pl.col("leerroute").ne_missing(pl.lit(Leerroute.ONDERWIJS.value)),
        met_if=pl.col("onderwijsroute_onderzocht"),
        grondslag=Artikel(WET, "15"),
        sure=Certainty.S,
        consequence=Consequence.AANDACHTSPUNT,
        source="4.9 (Raad van State, 24 december 2024)",
    ),
    # --- Intensiteit
    Condition(
        name="intensiteit_alleen_b1_asiel",
        sentence="Een geschat aantal uren hoort alleen bij een asielstatushouder in de B1-route.",
        state="Doelgroep: {doelgroep}, leerroute: {leerroute}.",
        applies_if=pl.col("intensiteit_uren").is_not_null(),
        met_if=IS_ASIEL & (pl.col("leerroute") == Leerroute.B1.value),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="5.2, 15.1",
    ),
    Condition(
        name="intensiteit_past_in_het_veld",
        sentence="Het geschatte aantal uren is {minst} tot en met {meest}.",
        numbers={"minst": 1, "meest": 9999},
        state="Ingevuld: {intensiteit_uren}.",
        applies_if=pl.col("intensiteit_uren").is_not_null(),
        met_if=lambda number: pl.col("intensiteit_uren").is_between(number["minst"], number["meest"]),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="5.2, 15.1",
    ),
    Condition(
        name="intensiteit_ingevuld",
        sentence="Voor een asielstatushouder in de B1-route noemt het PIP het geschatte aantal uren.",
        state="Ingevuld: {intensiteit_uren}.",
        applies_if=IS_ASIEL & (pl.col("leerroute") == Leerroute.B1.value),
        met_if=pl.col("intensiteit_uren").is_not_null(),
        grondslag=Artikel(WET, "15", inferred=True),
        sure=Certainty.S,
        consequence=Consequence.AANDACHTSPUNT,
        source="4.4",
    ),
    # --- PVT and MAP
    Condition(
        name="pvt_minstens_uren",
        sentence="Het participatieverklaringstraject (PVT) duurt minstens {minst} uur.",
        numbers={"minst": 12},
        state="Uren: {pvt_uren}.",
        met_if=lambda number: pl.col("pvt_uren") >= number["minst"],
        grondslag=Artikel(BESLUIT, "3.1"),
        sure=Certainty.V2,
        consequence=Consequence.WEIGERING,
        source="6.1, 4.3",
    ),
    Condition(
        name="map_niet_in_onderwijsroute",
        sentence="De onderwijsroute heeft geen Module Arbeidsmarkt en Participatie (MAP).",
        state="Uren MAP: {map_uren}.",
        applies_if=pl.col("leerroute") == Leerroute.ONDERWIJS.value,
        met_if=pl.col("map_uren").fill_null(0) == 0,
        grondslag=Artikel(WET, "8 lid 3"),
        sure=Certainty.V2,
        consequence=Consequence.WEIGERING,
        source="6.7",
    ),
    Condition(
        name="map_ingevuld",
        sentence="In de B1-route en de Z-route noemt het PIP het aantal uren MAP.",
        state="Uren MAP: {map_uren}.",
        applies_if=pl.col("leerroute").is_in([Leerroute.B1.value, Leerroute.Z.value]),
        met_if=pl.col("map_uren").is_not_null(),
        grondslag=Artikel(WET, "15"),
        sure=Certainty.V2,
        consequence=Consequence.WEIGERING,
        source="4.3, 6.7",
    ),
    Condition(
        name="map_minstens_uren",
        sentence="De MAP heeft minstens {minst} uur praktijk.",
        numbers={"minst": 40},
        state="Uren MAP: {map_uren}.",
        applies_if=pl.col("leerroute").is_in([Leerroute.B1.value, Leerroute.Z.value]),
        needed=("map_uren",),
        met_if=lambda number: pl.col("map_uren") >= number["minst"],
        grondslag=Artikel(BESLUIT, "3.2", inferred=True),
        sure=Certainty.S,
        consequence=Consequence.AANDACHTSPUNT,
        source="6.6",
    ),
    # --- Leerbaarheidstoets
    Condition(
        name="lbt_afgenomen_of_overgeslagen",
        sentence="De leerbaarheidstoets is gedaan, of is overgeslagen met een reden.",
        state="Resultaat: {lbt_resultaat}. Overgeslagen: {lbt_overgeslagen}. Reden: {lbt_reden}.",
        applies_if=pl.col("is_eerste_pip"),
        met_if=pl.when("lbt_overgeslagen")
        .then(is_filled_in("lbt_reden"))
        .otherwise(
            pl.col("lbt_resultaat").is_in([LbtResultaat.HAALBAAR.value, LbtResultaat.NIET_HAALBAAR.value])
        ),
        grondslag=Artikel(WET, "14"),
        sure=Certainty.V2,
        consequence=Consequence.WEIGERING,
        source="3.1, 3.5, 3.9",
    ),
    Condition(
        name="afwijking_van_lbt_gemotiveerd",
        sentence="Past de leerroute niet bij de leerbaarheidstoets? Dan staat in het PIP waarom.",
        state="Toets: B1-route {lbt_resultaat}. Leerroute: {leerroute}. Motivering: {motivering_afwijking}.",
        applies_if=WIJKT_AF_VAN_LBT,
        met_if=is_filled_in("motivering_afwijking"),
        grondslag=Artikel(WET, "14"),
        sure=Certainty.S,
        consequence=Consequence.AANDACHTSPUNT,
        source="3.8",
    ),
    # --- Ontzorgen
    Condition(
        name="ontzorgen_geregeld",
        sentence="Wie een asielvergunning en bijstand heeft, wordt financieel ontzorgd. Het PIP zegt hoe.",
        state="Ontzorgen: {ontzorgen_wijze}.",
        applies_if=HEEFT_RECHT_OP_ONTZORGEN,
        met_if=is_filled_in("ontzorgen_wijze"),
        grondslag=Artikel(PARTICIPATIEWET, "56a"),
        sure=Certainty.S,
        consequence=Consequence.AANDACHTSPUNT,
        source="10.1, 10.2, 10.10",
    ),
    Condition(
        name="ontzorgen_niet_voor_anderen",
        sentence="Ontzorgen is alleen voor wie een asielvergunning en bijstand heeft.",
        state="Ontzorgen: {ontzorgen_wijze}.",
        applies_if=~HEEFT_RECHT_OP_ONTZORGEN,
        met_if=~is_filled_in("ontzorgen_wijze"),
        grondslag=Artikel(PARTICIPATIEWET, "56a"),
        sure=Certainty.S,
        consequence=Consequence.AANDACHTSPUNT,
        source="10.2",
    ),
)
