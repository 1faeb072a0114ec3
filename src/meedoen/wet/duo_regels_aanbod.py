"""When DUO registers an aanbod, hours and a contact, and lets go of a PIP. A page for a lawyer."""

import polars as pl

from meedoen.wet.artikel import DUO, GEMEENTE, Artikel
from meedoen.wet.begrippen import Doelgroep, Leerroute, Zekerheid
from meedoen.wet.duo_feiten import UREN, Melding
from meedoen.wet.duo_regel import DuoRegel
from meedoen.wet.voorwaarde import Soort

MEESTE_UREN = 9999
START_OF_EINDE = pl.any_horizontal(pl.col("start").is_not_null(), pl.col("einde").is_not_null())

PIP_WEG = (
    DuoRegel(
        id="pip_weg_zonder_termijn",
        bij=(Melding.PIP_WEG,),
        zin="Een PIP bij DUO weghalen kan alleen als DUO de inburgeringstermijn nog niet heeft vastgesteld.",
        stand="Vastgesteld: {termijn_vastgesteld}.",
        nodig=("termijn_vastgesteld",),
        voldaan_als=~pl.col("termijn_vastgesteld"),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="15.1",
    ),
    DuoRegel(
        id="pip_weg_zonder_cursusuren",
        bij=(Melding.PIP_WEG,),
        zin="Een PIP bij DUO weghalen kan alleen als er nog geen cursusuren bij het aanbod staan.",
        stand="Cursusuren: {cursusuren}.",
        voldaan_als=pl.col("cursusuren").fill_null(0) == 0,
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="15.1",
    ),
)

AANBOD = (
    DuoRegel(
        id="aanbod_alleen_asiel",
        bij=(Melding.AANBOD,),
        zin="Een inburgeringsaanbod bij DUO is alleen voor een asielstatushouder.",
        stand="Doelgroep: {doelgroep}.",
        nodig=("doelgroep",),
        voldaan_als=pl.col("doelgroep") == Doelgroep.ASIELSTATUSHOUDER.value,
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="15.11",
    ),
    DuoRegel(
        id="aanbod_na_pip",
        bij=(Melding.AANBOD,),
        zin="Er is een PIP.",
        stand="PIP: {pip_bekend}.",
        nodig=("pip_bekend",),
        voldaan_als=pl.col("pip_bekend"),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="15.11",
    ),
    DuoRegel(
        id="aanbod_school_met_keurmerk",
        bij=(Melding.AANBOD,),
        zin=(
            "DUO kent de school, en de school heeft het keurmerk van Blik op Werk."
            " In de onderwijsroute mag het ook een erkende taalschakelinstelling zijn."
        ),
        stand="Keurmerk Blik op Werk: {school_keurmerk_bow}. Taalschakelinstelling: {school_keurmerk_tst}.",
        nodig=("school_keurmerk_bow", "school_keurmerk_tst"),
        voldaan_als=pl.col("school_keurmerk_bow")
        | (pl.col("school_keurmerk_tst") & (pl.col("leerroute") == Leerroute.ONDERWIJS.value)),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="15.11",
        veld="instellingsnummer",
    ),
    DuoRegel(
        id="aanbod_niet_voor_dagtekening",
        bij=(Melding.AANBOD,),
        zin="Het aanbod en de opleiding beginnen niet vóór de dagtekening van het PIP dat nu geldt.",
        stand="Aanbod: {datum}. Eerste dag: {start}. Dagtekening: {pip_dagtekening}.",
        nodig=("datum", "pip_dagtekening"),
        voldaan_als=(pl.col("datum") >= pl.col("pip_dagtekening"))
        & (pl.col("start").is_null() | (pl.col("start") >= pl.col("pip_dagtekening"))),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="15.11",
        veld="datum",
    ),
    DuoRegel(
        id="aanbod_einde_niet_voor_start",
        bij=(Melding.AANBOD,),
        zin="De laatste dag van de opleiding ligt niet vóór de eerste dag.",
        stand="Eerste dag: {start}. Laatste dag: {einde}.",
        geldt_als=pl.col("start").is_not_null() & pl.col("einde").is_not_null(),
        voldaan_als=pl.col("einde") >= pl.col("start"),
        grondslag=Artikel(GEMEENTE),
        zekerheid=Zekerheid.U,
        soort=Soort.WEIGERING,  # a period that ends before it begins is a typing error
        bron="15.11",
        veld="einde",
    ),
    DuoRegel(
        id="aanbod_start_niet_voor_aanbod",
        bij=(Melding.AANBOD,),
        zin="De opleiding begint niet vóór de datum van het aanbod.",
        stand="Eerste dag: {start}. Aanbod: {datum}.",
        geldt_als=pl.col("start").is_not_null(),
        nodig=("datum",),
        voldaan_als=pl.col("start") >= pl.col("datum"),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.S,
        soort=Soort.AANDACHTSPUNT,  # DUO's text says it of fields that the interface calls otherwise
        bron="15.11, 16.14",
        veld="start",
    ),
    DuoRegel(
        id="aanbod_binnen_de_termijn",
        bij=(Melding.AANBOD,),
        zin="De opleiding begint en eindigt binnen de inburgeringstermijn.",
        stand=(
            "Eerste dag: {start}. Laatste dag: {einde}."
            " Inburgeringstermijn: {termijn_begin} tot en met {termijn_laatste_dag}."
        ),
        geldt_als=START_OF_EINDE,
        nodig=("termijn_begin", "termijn_laatste_dag"),
        voldaan_als=pl.all_horizontal(
            pl.col(dag).is_null() | pl.col(dag).is_between("termijn_begin", "termijn_laatste_dag")
            for dag in ("start", "einde")
        ),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.S,
        soort=Soort.AANDACHTSPUNT,  # as above
        bron="15.11, 16.14",
        veld="einde",
    ),
)

UREN_REGELS = (
    DuoRegel(
        id="uren_van_0_tot_9999",
        bij=UREN,
        zin="Het aantal uren is een heel getal van 0 tot en met 9999.",
        stand="Ingevuld: {uren}.",
        nodig=("uren",),
        voldaan_als=pl.col("uren").is_between(0, MEESTE_UREN),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="15.10",
        veld="uren",
    ),
    DuoRegel(
        id="uren_totaal_niet_minder",
        bij=UREN,
        zin="Het is het totaal, niet wat erbij komt. Een totaal wordt bijna nooit minder.",
        stand="Nu: {uren}. Eerder: {eerdere_uren}.",
        geldt_als=pl.col("eerdere_uren").is_not_null(),
        nodig=("uren",),
        voldaan_als=pl.col("uren") >= pl.col("eerdere_uren"),
        grondslag=Artikel(GEMEENTE),
        zekerheid=Zekerheid.U,
        soort=Soort.AANDACHTSPUNT,
        bron="15.10",
        veld="uren",
    ),
    DuoRegel(
        id="uren_participatie_in_z_route",
        bij=(Melding.UREN_PARTICIPATIE,),
        zin="Uren participatie tellen voor een asielstatushouder in de Z-route.",
        stand="Doelgroep: {doelgroep}. Leerroute: {leerroute}.",
        nodig=("doelgroep",),
        voldaan_als=(pl.col("doelgroep") == Doelgroep.ASIELSTATUSHOUDER.value)
        & (pl.col("leerroute") == Leerroute.Z.value),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.AANDACHTSPUNT,  # what the number is for, not a ground on which DUO says to refuse
        bron="15.10, 5.5",
    ),
)

CONTACT = (
    DuoRegel(
        id="contact_naam",
        bij=(Melding.CONTACTPERSOON,),
        zin="De naam heeft alleen letters, spaties, punten, apostrofs en streepjes, hoogstens 100.",
        stand="Naam: {naam}.",
        voldaan_als=pl.col("naam").str.contains(r"^[\p{L}\p{Pd} .'‘]{1,100}$"),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="15.13",
        veld="naam",
    ),
    DuoRegel(
        id="contact_email",
        bij=(Melding.CONTACTPERSOON,),
        zin="Het e-mailadres heeft 4 tot en met 241 tekens.",
        stand="E-mailadres: {email}.",
        voldaan_als=pl.col("email").str.len_chars().is_between(4, 241),
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="15.13",
        veld="email",
    ),
    DuoRegel(
        id="contact_telefoon",
        bij=(Melding.CONTACTPERSOON,),
        zin="Het telefoonnummer heeft 3 tot en met 16 cijfers, met spaties of streepjes ertussen.",
        stand="Telefoonnummer: {telefoon}.",
        voldaan_als=pl.col("telefoon").str.contains(r"^(\+|[0-9])([ -]?[0-9]){2,15}$")
        & (pl.col("telefoon").str.len_chars() <= 22),  # as DUO's interface has it
        grondslag=Artikel(DUO),
        zekerheid=Zekerheid.V1,
        soort=Soort.WEIGERING,
        bron="15.13",
        veld="telefoon",
    ),
)
