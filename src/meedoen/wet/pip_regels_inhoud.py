"""What a PIP must hold: leerroute, level, hours, leerbaarheidstoets and ontzorgen. A page for a lawyer."""

from meedoen.wet.artikel import BESLUIT, DUO, PARTICIPATIEWET, WET, Artikel
from meedoen.wet.begrippen import LbtResultaat, Leerroute, Niveau, Zekerheid
from meedoen.wet.pip_regel import PipRegel
from meedoen.wet.voorwaarde import Soort

PVT_UREN = 12
MAP_PRAKTIJKUREN = 40

INHOUD = (
    # --- What a PIP holds
    PipRegel(
        id="leerroute_gekozen",
        zin="Het PIP noemt de leerroute.",
        stand="Leerroute: {leerroute}.",
        voldaan_als=lambda pip: pip.leerroute is not None,
        grondslag=Artikel(WET, "15"),
        zekerheid=Zekerheid.V2,
        soort=Soort.WEIGERING,
        bron="4.3, 15.1",
    ),
    PipRegel(
        id="ondersteuning_beschreven",
        zin="Het PIP zegt welke ondersteuning en begeleiding iemand krijgt.",
        stand="Beschreven: {ondersteuning_beschreven}.",
        nodig=("ondersteuning_beschreven",),
        voldaan_als=lambda pip: bool(pip.ondersteuning_beschreven),
        grondslag=Artikel(WET, "15"),
        zekerheid=Zekerheid.V2,
        soort=Soort.WEIGERING,
        bron="4.3",
    ),
    PipRegel(
        id="alfabetisering_beoordeeld",
        zin="Het PIP zegt of iemand eerst leert lezen en schrijven. Alfabetisering hoort bij de leerroute.",
        stand="Alfabetisering: {alfabetisering}.",
        voldaan_als=lambda pip: pip.alfabetisering is not None,
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.AANDACHTSPUNT,  # DUO takes a PIP without it
        bron="5.3, 15.1",
    ),
    # --- Leerroute and niveau
    PipRegel(
        id="onderwijsroute_niet_a2",
        zin="In de onderwijsroute is het niveau niet A2.",
        stand="Niveau: {niveau}.",
        geldt_als=lambda pip: pip.leerroute == Leerroute.ONDERWIJS,
        voldaan_als=lambda pip: pip.niveau != Niveau.A2,
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="§5",
    ),
    PipRegel(
        id="z_route_niet_b1",
        zin="In de Z-route is het niveau niet B1.",
        stand="Niveau: {niveau}.",
        geldt_als=lambda pip: pip.leerroute == Leerroute.Z,
        voldaan_als=lambda pip: pip.niveau != Niveau.B1,
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="§5",
    ),
    PipRegel(
        id="eerste_pip_niet_b1_met_a2",
        zin="Het eerste PIP is nooit de B1-route met niveau A2, van welke gemeente het ook komt.",
        stand="Niveau: {niveau}.",
        geldt_als=lambda pip: pip.is_eerste_pip and pip.leerroute == Leerroute.B1,
        voldaan_als=lambda pip: pip.niveau != Niveau.A2,
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="4.17",
    ),
    PipRegel(
        id="onderwijsroute_onderzocht",
        zin=(
            "De gemeente heeft onderzocht of de onderwijsroute past. Zonder dat onderzoek is het PIP "
            "niet zorgvuldig."
        ),
        stand="Onderzocht: {onderwijsroute_onderzocht}.",
        geldt_als=lambda pip: pip.is_eerste_pip and pip.leerroute != Leerroute.ONDERWIJS,
        voldaan_als=lambda pip: bool(pip.onderwijsroute_onderzocht),
        grondslag=Artikel(WET, "15"),
        zekerheid=Zekerheid.S,
        soort=Soort.AANDACHTSPUNT,
        bron="4.9 (Raad van State, 24 december 2024)",
    ),
    # --- Intensiteit
    PipRegel(
        id="intensiteit_alleen_b1_asiel",
        zin="Een geschat aantal uren hoort alleen bij een asielstatushouder in de B1-route.",
        stand="Doelgroep: {doelgroep}, leerroute: {leerroute}.",
        geldt_als=lambda pip: pip.intensiteit_uren is not None,
        voldaan_als=lambda pip: pip.is_asiel and pip.leerroute == Leerroute.B1,
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="5.2, 15.1",
    ),
    PipRegel(
        id="intensiteit_van_1_tot_9999",
        zin="Het geschatte aantal uren is 1 tot en met 9999.",
        stand="Ingevuld: {intensiteit_uren}.",
        geldt_als=lambda pip: pip.intensiteit_uren is not None,
        voldaan_als=lambda pip: 1 <= (pip.intensiteit_uren or 0) <= 9999,
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="5.2, 15.1",
    ),
    PipRegel(
        id="intensiteit_ingevuld",
        zin="Voor een asielstatushouder in de B1-route noemt het PIP het geschatte aantal uren.",
        stand="Ingevuld: {intensiteit_uren}.",
        geldt_als=lambda pip: pip.is_asiel and pip.leerroute == Leerroute.B1,
        voldaan_als=lambda pip: pip.intensiteit_uren is not None,
        grondslag=Artikel(WET, "15", afgeleid=True),
        zekerheid=Zekerheid.S,
        soort=Soort.AANDACHTSPUNT,
        bron="4.4",
    ),
    # --- PVT and MAP
    PipRegel(
        id="pvt_minstens_12_uur",
        zin=f"Het participatieverklaringstraject (PVT) duurt minstens {PVT_UREN} uur.",
        stand="Uren: {pvt_uren}.",
        voldaan_als=lambda pip: (pip.pvt_uren or 0) >= PVT_UREN,
        grondslag=Artikel(BESLUIT, "3.1"),
        zekerheid=Zekerheid.V2,
        soort=Soort.WEIGERING,
        bron="6.1, 4.3",
    ),
    PipRegel(
        id="map_niet_in_onderwijsroute",
        zin="De onderwijsroute heeft geen Module Arbeidsmarkt en Participatie (MAP).",
        stand="Uren MAP: {map_uren}.",
        geldt_als=lambda pip: pip.leerroute == Leerroute.ONDERWIJS,
        voldaan_als=lambda pip: not pip.map_uren,
        grondslag=Artikel(WET, "8 lid 3"),
        zekerheid=Zekerheid.V2,
        soort=Soort.WEIGERING,
        bron="6.7",
    ),
    PipRegel(
        id="map_ingevuld",
        zin="In de B1-route en de Z-route noemt het PIP het aantal uren MAP.",
        stand="Uren MAP: {map_uren}.",
        geldt_als=lambda pip: pip.leerroute in (Leerroute.B1, Leerroute.Z),
        voldaan_als=lambda pip: pip.map_uren is not None,
        grondslag=Artikel(WET, "15"),
        zekerheid=Zekerheid.V2,
        soort=Soort.WEIGERING,
        bron="4.3, 6.7",
    ),
    PipRegel(
        id="map_minstens_40_uur",
        zin=f"De MAP heeft minstens {MAP_PRAKTIJKUREN} uur praktijk.",
        stand="Uren MAP: {map_uren}.",
        geldt_als=lambda pip: pip.leerroute in (Leerroute.B1, Leerroute.Z),
        nodig=("map_uren",),
        voldaan_als=lambda pip: (pip.map_uren or 0) >= MAP_PRAKTIJKUREN,
        grondslag=Artikel(BESLUIT, "3.2", afgeleid=True),
        zekerheid=Zekerheid.S,
        soort=Soort.AANDACHTSPUNT,
        bron="6.6",
    ),
    # --- Leerbaarheidstoets
    PipRegel(
        id="lbt_afgenomen_of_overgeslagen",
        zin="De leerbaarheidstoets is gedaan, of is overgeslagen met een reden.",
        stand="Resultaat: {lbt_resultaat}. Overgeslagen: {lbt_overgeslagen}. Reden: {lbt_reden}.",
        geldt_als=lambda pip: pip.is_eerste_pip,
        voldaan_als=lambda pip: (
            bool(pip.lbt_reden.strip())
            if pip.lbt_overgeslagen
            else pip.lbt_resultaat in (LbtResultaat.HAALBAAR, LbtResultaat.NIET_HAALBAAR)
        ),
        grondslag=Artikel(WET, "14"),
        zekerheid=Zekerheid.V2,
        soort=Soort.WEIGERING,
        bron="3.1, 3.5, 3.9",
    ),
    PipRegel(
        id="afwijking_van_lbt_gemotiveerd",
        zin="Past de leerroute niet bij de leerbaarheidstoets? Dan staat in het PIP waarom.",
        stand="Toets: B1-route {lbt_resultaat}. Leerroute: {leerroute}. Motivering: {motivering_afwijking}.",
        geldt_als=lambda pip: pip.wijkt_af_van_lbt,
        voldaan_als=lambda pip: bool(pip.motivering_afwijking.strip()),
        grondslag=Artikel(WET, "14"),
        zekerheid=Zekerheid.S,
        soort=Soort.AANDACHTSPUNT,
        bron="3.8",
    ),
    # --- Ontzorgen
    PipRegel(
        id="ontzorgen_geregeld",
        zin="Wie een asielvergunning en bijstand heeft, wordt financieel ontzorgd. Het PIP zegt hoe.",
        stand="Ontzorgen: {ontzorgen_wijze}.",
        geldt_als=lambda pip: pip.heeft_recht_op_ontzorgen,
        voldaan_als=lambda pip: bool(pip.ontzorgen_wijze.strip()),
        grondslag=Artikel(PARTICIPATIEWET, "56a"),
        zekerheid=Zekerheid.S,
        soort=Soort.AANDACHTSPUNT,
        bron="10.1, 10.2, 10.10",
    ),
    PipRegel(
        id="ontzorgen_niet_voor_anderen",
        zin="Ontzorgen is alleen voor wie een asielvergunning en bijstand heeft.",
        stand="Ontzorgen: {ontzorgen_wijze}.",
        geldt_als=lambda pip: not pip.heeft_recht_op_ontzorgen,
        voldaan_als=lambda pip: not pip.ontzorgen_wijze.strip(),
        grondslag=Artikel(PARTICIPATIEWET, "56a"),
        zekerheid=Zekerheid.S,
        soort=Soort.AANDACHTSPUNT,
        bron="10.2",
    ),
)
