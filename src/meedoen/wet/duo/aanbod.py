"""When DUO registers an aanbod, hours and a contact, and lets go of a PIP. A page for a lawyer."""

import polars as pl

from meedoen.wet.artikel import DUO, GEMEENTE, Artikel
from meedoen.wet.concepts import Certainty, Doelgroep, Leerroute
from meedoen.wet.condition import Condition, Consequence
from meedoen.wet.duo.feiten import UREN, Melding

START_OR_END = pl.any_horizontal(pl.col("start").is_not_null(), pl.col("einde").is_not_null())

PIP_WEG = (
    Condition(
        name="pip_weg_zonder_termijn",
        reports=(Melding.PIP_WEG,),
        sentence=(
            "Een PIP bij DUO weghalen kan alleen als DUO de inburgeringstermijn nog niet heeft vastgesteld."
        ),
        state="Vastgesteld: {termijn_vastgesteld}.",
        needed=("termijn_vastgesteld",),
        met_if=~pl.col("termijn_vastgesteld"),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="15.1",
    ),
    Condition(
        name="pip_weg_zonder_cursusuren",
        reports=(Melding.PIP_WEG,),
        sentence="Een PIP bij DUO weghalen kan alleen als er nog geen cursusuren bij het aanbod staan.",
        state="Cursusuren: {cursusuren}.",
        met_if=pl.col("cursusuren").fill_null(0) == 0,
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="15.1",
    ),
)

AANBOD = (
    Condition(
        name="aanbod_alleen_asiel",
        reports=(Melding.AANBOD,),
        sentence="Een inburgeringsaanbod bij DUO is alleen voor een asielstatushouder.",
        state="Doelgroep: {doelgroep}.",
        needed=("doelgroep",),
        met_if=pl.col("doelgroep") == Doelgroep.ASIELSTATUSHOUDER.value,
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="15.11",
    ),
    Condition(
        name="aanbod_na_pip",
        reports=(Melding.AANBOD,),
        sentence="Er is een PIP.",
        state="PIP: {pip_bekend}.",
        needed=("pip_bekend",),
        met_if=pl.col("pip_bekend"),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="15.11",
    ),
    Condition(
        name="aanbod_school_met_keurmerk",
        reports=(Melding.AANBOD,),
        sentence=(
            "DUO kent de school, en de school heeft het keurmerk van Blik op Werk."
            " In de onderwijsroute mag het ook een erkende taalschakelinstelling zijn."
        ),
        state="Keurmerk Blik op Werk: {school_keurmerk_bow}. Taalschakelinstelling: {school_keurmerk_tst}.",
        needed=("school_keurmerk_bow", "school_keurmerk_tst"),
        met_if=pl.col("school_keurmerk_bow")
        | (pl.col("school_keurmerk_tst") & (pl.col("leerroute") == Leerroute.ONDERWIJS.value)),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="15.11",
        form_field="instellingsnummer",
    ),
    Condition(
        name="aanbod_niet_voor_dagtekening",
        reports=(Melding.AANBOD,),
        sentence="Het aanbod en de opleiding beginnen niet vóór de dagtekening van het PIP dat nu geldt.",
        state="Aanbod: {datum}. Eerste dag: {start}. Dagtekening: {pip_dagtekening}.",
        needed=("datum", "pip_dagtekening"),
        met_if=(pl.col("datum") >= pl.col("pip_dagtekening"))
        & (pl.col("start").is_null() | (pl.col("start") >= pl.col("pip_dagtekening"))),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="15.11",
        form_field="datum",
    ),
    Condition(
        name="aanbod_einde_niet_voor_start",
        reports=(Melding.AANBOD,),
        sentence="De laatste dag van de opleiding ligt niet vóór de eerste dag.",
        state="Eerste dag: {start}. Laatste dag: {einde}.",
        applies_if=pl.col("start").is_not_null() & pl.col("einde").is_not_null(),
        met_if=pl.col("einde") >= pl.col("start"),
        grondslag=Artikel(GEMEENTE),
        sure=Certainty.U,
        consequence=Consequence.WEIGERING,  # a period that ends before it begins is a typing error
        source="15.11",
        form_field="einde",
    ),
    Condition(
        name="aanbod_start_niet_voor_aanbod",
        reports=(Melding.AANBOD,),
        sentence="De opleiding begint niet vóór de datum van het aanbod.",
        state="Eerste dag: {start}. Aanbod: {datum}.",
        applies_if=pl.col("start").is_not_null(),
        needed=("datum",),
        met_if=pl.col("start") >= pl.col("datum"),
        grondslag=Artikel(DUO),
        sure=Certainty.S,
        # DUO's text says it of fields that the interface calls otherwise.
        consequence=Consequence.AANDACHTSPUNT,
        source="15.11, 16.14",
        form_field="start",
    ),
    Condition(
        name="aanbod_binnen_de_termijn",
        reports=(Melding.AANBOD,),
        sentence="De opleiding begint en eindigt binnen de inburgeringstermijn.",
        state=(
            "Eerste dag: {start}. Laatste dag: {einde}."
            " Inburgeringstermijn: {termijn_begin} tot en met {termijn_laatste_dag}."
        ),
        applies_if=START_OR_END,
        needed=("termijn_begin", "termijn_laatste_dag"),
        met_if=pl.all_horizontal(
            pl.col(dag).is_null() | pl.col(dag).is_between("termijn_begin", "termijn_laatste_dag")
            for dag in ("start", "einde")
        ),
        grondslag=Artikel(DUO),
        sure=Certainty.S,
        consequence=Consequence.AANDACHTSPUNT,  # as above
        source="15.11, 16.14",
        form_field="einde",
    ),
)

UREN_CONDITIONS = (
    Condition(
        name="uren_past_in_het_veld",
        reports=UREN,
        sentence="Het aantal uren is een heel getal van {minst} tot en met {meest}.",
        numbers={"minst": 0, "meest": 9999},
        state="Ingevuld: {uren}.",
        needed=("uren",),
        met_if=lambda number: pl.col("uren").is_between(number["minst"], number["meest"]),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="15.10",
        form_field="uren",
    ),
    Condition(
        name="uren_totaal_niet_minder",
        reports=UREN,
        sentence="Het is het totaal, niet wat erbij komt. Een totaal wordt bijna nooit minder.",
        state="Nu: {uren}. Eerder: {eerdere_uren}.",
        applies_if=pl.col("eerdere_uren").is_not_null(),
        needed=("uren",),
        met_if=pl.col("uren") >= pl.col("eerdere_uren"),
        grondslag=Artikel(GEMEENTE),
        sure=Certainty.U,
        consequence=Consequence.AANDACHTSPUNT,
        source="15.10",
        form_field="uren",
    ),
    Condition(
        name="uren_participatie_in_z_route",
        reports=(Melding.UREN_PARTICIPATIE,),
        sentence="Uren participatie tellen voor een asielstatushouder in de Z-route.",
        state="Doelgroep: {doelgroep}. Leerroute: {leerroute}.",
        needed=("doelgroep",),
        met_if=(pl.col("doelgroep") == Doelgroep.ASIELSTATUSHOUDER.value)
        & (pl.col("leerroute") == Leerroute.Z.value),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        # What the number is for, not a ground on which DUO says to refuse.
        consequence=Consequence.AANDACHTSPUNT,
        source="15.10, 5.5",
    ),
)

CONTACT = (
    Condition(
        name="contact_naam",
        reports=(Melding.CONTACTPERSOON,),
        sentence="De naam heeft alleen letters, spaties, punten, apostrofs en streepjes, hoogstens {meest}.",
        numbers={"meest": 100},
        state="Naam: {naam}.",
        met_if=lambda number: pl.col("naam").str.contains(rf"^[\p{{L}}\p{{Pd}} .'‘]{{1,{number['meest']}}}$"),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="15.13",
        form_field="naam",
    ),
    Condition(
        name="contact_email",
        reports=(Melding.CONTACTPERSOON,),
        sentence="Het e-mailadres heeft {minst} tot en met {meest} tekens.",
        numbers={"minst": 4, "meest": 241},
        state="E-mailadres: {email}.",
        met_if=lambda number: pl.col("email").str.len_chars().is_between(number["minst"], number["meest"]),
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="15.13",
        form_field="email",
    ),
    Condition(
        name="contact_telefoon",
        reports=(Melding.CONTACTPERSOON,),
        sentence=(
            "Het telefoonnummer heeft {minst} tot en met {meest} cijfers, met spaties of streepjes ertussen."
        ),
        numbers={"minst": 3, "meest": 16},
        state="Telefoonnummer: {telefoon}.",
        met_if=lambda number: (
            pl.col("telefoon").str.contains(
                rf"^(\+|[0-9])([ -]?[0-9]){{{number['minst'] - 1},{number['meest'] - 1}}}$"
            )
            & (pl.col("telefoon").str.len_chars() <= 22)
        ),  # as DUO's interface has it
        grondslag=Artikel(DUO),
        sure=Certainty.V1,
        consequence=Consequence.WEIGERING,
        source="15.13",
        form_field="telefoon",
    ),
)
