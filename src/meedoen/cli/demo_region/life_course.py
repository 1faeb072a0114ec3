"""When things happen to whom: the dated facts of every dossier, over columns."""

from __future__ import annotations

from datetime import date

import polars as pl

from meedoen.cli.demo_region.calibration import (
    BIJSTAND,
    COHORT_2022,
    COHORT_PER_JAAR,
    DEEL_ASIEL_HUISHOUDENS,
    DEEL_ONDERWIJS_ONDER_28,
    DEEL_PAREN,
    DEEL_Z,
    GEWICHTEN,
    HUISVESTING,
    INTAKE_ASIEL,
    INTAKE_GEZIN,
    KENNISGEVING,
    OUDSTE_DAGEN,
    PIP_IN_AZC,
    SNELLER,
)
from meedoen.cli.demo_region.chance import Doorlooptijd, dagen, deel, duur, geheel, gewogen, kans
from meedoen.cli.demo_region.clutter import VOLGORDE, alleen_de_kern, dubbel_geregistreerd, vergeten, verhuisd
from meedoen.cli.demo_region.scenario import SCENARIOS, TOEGEWEZEN
from meedoen.dossiers.phases import WAARDEN
from meedoen.dossiers.phases import FeitSoort as F

ASIEL = pl.col("asiel")
TEMPO = deel("tempo", "h")
"""One draw for house and intake: who waits for the one, waits for the other."""


def levenslopen(omvang: int, vandaag: date) -> pl.DataFrame:
    """One row per dossier: who it resembles, municipality, group, and per kind of fact the day, 0 being
    today.

    A fact that has not happened, or that nobody wrote down, is null. Columns besides the facts: `i`, `p`
    (key of the person), `h` (key of the household), `soort`, `scenario`, `code`, `asiel`, `leerroute_code`,
    `geboren`.
    """
    frame = _sleutels(pl.DataFrame({"i": pl.int_range(omvang, dtype=pl.Int64, eager=True)}))
    frame = frame.with_columns(
        code=pl.coalesce("code", gewogen("gemeente", GEWICHTEN, "h")),
        asiel=pl.coalesce("asiel", kans("groep", DEEL_ASIEL_HUISHOUDENS, "h")),
    )
    frame = _geboren(frame).with_columns(_leerroute())
    frame = _tot_einde(_tot_pip(_intake(_tot_kennisgeving(frame, vandaag), vandaag)))
    frame = _scenario_dagen(frame.with_columns(pl.col(F.BEGIN_PLICHT).alias(F.DOELGROEP)))
    frame = frame.with_columns(_gebeurd(soort) for soort in VOLGORDE)
    return _wijziging(verhuisd(dubbel_geregistreerd(vergeten(alleen_de_kern(frame)))))


def _sleutels(frame: pl.DataFrame) -> pl.DataFrame:
    """Say of each row whether it is somebody new, a partner, a double, or someone who moved."""
    toegewezen = pl.DataFrame(
        {
            "i": range(len(TOEGEWEZEN)),
            "scenario": [SCENARIOS[plaats].naam for _, plaats, _ in TOEGEWEZEN],
            "code": [code for code, _, _ in TOEGEWEZEN],
            "asiel": [SCENARIOS[plaats].asiel for _, plaats, _ in TOEGEWEZEN],
        },
        schema={"i": pl.Int64, "scenario": pl.String, "code": pl.String, "asiel": pl.Boolean},
    )
    frame = frame.join(toegewezen, on="i", how="left", maintain_order="left")
    getrokken = deel("soort", "i")
    volgt = (pl.col("i") % 2 == 1) & (pl.col("i") > len(TOEGEWEZEN))
    frame = frame.with_columns(
        soort=pl.when(~volgt)
        .then(pl.lit("gewoon"))
        .when(getrokken < 0.025)
        .then(pl.lit("dubbel"))
        .when(getrokken < 0.075)
        .then(pl.lit("verhuisd"))
        .when(getrokken < 0.075 + DEEL_PAREN)
        .then(pl.lit("partner"))
        .otherwise(pl.lit("gewoon"))
    )
    vorige = pl.col("i") - 1
    # A partner has the household of the row before; a double and someone who moved are that same person.
    frame = frame.with_columns(h=pl.when(pl.col("soort") == "gewoon").then("i").otherwise(vorige))
    frame = frame.with_columns(
        soort=pl.when((pl.col("soort") == "partner") & ~kans("groep", DEEL_ASIEL_HUISHOUDENS, "h"))
        .then(pl.lit("gewoon"))
        .otherwise("soort")
    )
    zelfde = pl.col("soort").is_in(["dubbel", "verhuisd"])
    return frame.with_columns(
        h=pl.when(pl.col("soort") == "gewoon").then("i").otherwise("h"),
        p=pl.when(zelfde).then(vorige).otherwise("i"),
    )


def _geboren(frame: pl.DataFrame) -> pl.DataFrame:
    """Age in days at the begin of the duty: adults, most of them under forty."""
    leeftijd: Doorlooptijd = (
        (0, 18 * 365),
        (0.3, 25 * 365),
        (0.7, 36 * 365),
        (0.92, 50 * 365),
        (1, 64 * 365),
    )
    return frame.with_columns(leeftijd_dagen=duur("leeftijd", leeftijd, "p"))


def _leerroute() -> pl.Expr:
    """The learning route this person will get, by the code of DUO."""
    z = kans("z-route", pl.when(ASIEL).then(DEEL_Z["asiel"]).otherwise(DEEL_Z["gezin"]), "p")
    jong = pl.col("leeftijd_dagen") < 28 * 365
    o = jong & kans("onderwijsroute", DEEL_ONDERWIJS_ONDER_28, "p")
    return (
        pl.when(z).then(pl.lit("Z")).when(o).then(pl.lit("O")).otherwise(pl.lit("B")).alias("leerroute_code")
    )


def _sinds(vandaag: date) -> Doorlooptijd:
    """How long ago people got their permit: since the law began, evenly, but fewer in 2022."""
    dagen_sinds_wet = (vandaag - date(2022, 1, 1)).days
    oudste = min(dagen_sinds_wet, OUDSTE_DAGEN)
    in_2022 = max(0, oudste - (dagen_sinds_wet - 365))
    if not in_2022:
        return ((0, 0), (1, oudste))
    daarna = (oudste - in_2022) * COHORT_PER_JAAR / COHORT_2022
    return ((0, 0), (daarna / (daarna + in_2022), oudste - in_2022), (1, oudste))


def _wacht_op_intake(vandaag: date) -> pl.Expr:
    """Days from the begin of the duty to the intake."""
    begin_jaar = (pl.lit(vandaag) + pl.duration(days=pl.col(F.BEGIN_PLICHT))).dt.year()
    sneller = pl.when(begin_jaar >= 2025).then(SNELLER[2025]).when(begin_jaar == 2024).then(SNELLER[2024])
    wacht = pl.when(ASIEL).then(dagen(TEMPO, INTAKE_ASIEL)).otherwise(dagen(TEMPO, INTAKE_GEZIN))
    return (wacht * sneller.otherwise(1.0)).round().cast(pl.Int32)


def _tot_kennisgeving(frame: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    """From the permit to the letter of DUO."""
    na_vergunning = pl.when(ASIEL).then(geheel("plicht", 0, 14, "h")).otherwise(0)
    return (
        frame.with_columns(asielvergunning=-duur("start", _sinds(vandaag), "h"))
        .with_columns(
            koppeling=pl.when(ASIEL).then(
                pl.col(F.ASIELVERGUNNING) + duur("koppeling", ((0, 2), (0.9, 14), (1, 45)), "h")
            ),
            begin_plicht=pl.col(F.ASIELVERGUNNING) + na_vergunning,
        )
        .with_columns(huisvesting=pl.col(F.KOPPELING) + dagen(TEMPO, HUISVESTING))
        .with_columns(
            inschrijving_brp=pl.when(ASIEL)
            .then(pl.col(F.HUISVESTING) + geheel("brp", 0, 10, "h"))
            .otherwise(pl.col(F.BEGIN_PLICHT) + duur("brp", ((0, -10), (0.85, 14), (1, 60)), "h")),
            overdracht=pl.when(kans("driegesprek", 0.45, "h")).then(
                pl.col(F.KOPPELING) + geheel("driegesprek-dag", 14, 60, "h")
            ),
        )
        .with_columns(
            kennisgeving_duo=pl.max_horizontal(pl.col(F.BEGIN_PLICHT) + 7, F.INSCHRIJVING_BRP)
            + duur("duo", KENNISGEVING, "p")
        )
    )


def _intake(frame: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    """From the first contact to a finished intake."""
    afgerond = duur("intake", ((0, 2), (0.5, 21), (0.85, 45), (0.97, 100), (1, 200)))
    return (
        frame.with_columns(
            eerste_contact=pl.coalesce(F.KOPPELING, F.KENNISGEVING_DUO)
            + duur("contact", ((0, 1), (0.5, 10), (0.85, 30), (0.97, 70), (1, 150)))
        )
        .with_columns(
            intake_gestart=pl.max_horizontal(
                pl.col(F.BEGIN_PLICHT) + _wacht_op_intake(vandaag), pl.col(F.EERSTE_CONTACT) + 2
            )
        )
        .with_columns(intake_afgerond=pl.col(F.INTAKE_GESTART) + afgerond)
        .with_columns(
            lbt=pl.col(F.INTAKE_AFGEROND) - geheel("lbt", 0, 9),
            informatie_derden=pl.when(kans("derden", 0.08)).then(
                pl.col(F.INTAKE_AFGEROND) - geheel("derden op", 0, 20)
            ),
        )
    )


def _tot_pip(frame: pl.DataFrame) -> pl.DataFrame:
    """From the intake to a PIP that is known, and the bijstand beside it."""
    in_azc = pl.coalesce(F.KOPPELING, F.INSCHRIJVING_BRP)
    gevestigd = pl.when(kans("pip in azc", PIP_IN_AZC)).then(in_azc).otherwise(F.INSCHRIJVING_BRP)
    bijstand = kans("bijstand", pl.when(ASIEL).then(BIJSTAND["asiel"]).otherwise(BIJSTAND["gezin"]), "h")
    woont = pl.coalesce(F.HUISVESTING, F.INSCHRIJVING_BRP)
    akkoord = duur("akkoord", ((0, 0), (0.7, 4), (0.95, 14), (1, 35)))
    tekenen = duur("tekenen", ((0, 0), (0.6, 6), (0.9, 20), (1, 60)))
    versturen = duur("versturen", ((0, 0), (0.8, 1), (0.97, 7), (1, 30)))
    return (
        frame.with_columns(
            bijstand_vanaf=pl.when(bijstand).then(woont + geheel("bijstand op", 0, 10, "h")),
            pip_voorgelegd=pl.max_horizontal(F.INTAKE_AFGEROND, gevestigd, F.BEGIN_PLICHT)
            + duur("voorgelegd", ((0, 1), (0.5, 8), (0.85, 24), (1, 80))),
        )
        .with_columns(pip_goedgekeurd=pl.col(F.PIP_VOORGELEGD) + akkoord)
        .with_columns(pip_dagtekening=pl.col(F.PIP_GOEDGEKEURD) + tekenen)
        .with_columns(pip_bekendgemaakt=pl.col(F.PIP_DAGTEKENING) + versturen, leerroute=F.PIP_DAGTEKENING)
    )


def _tot_einde(frame: pl.DataFrame) -> pl.DataFrame:
    """From the PIP to a place at a provider, and to the end of the duty."""
    einde = duur("einde", ((0, 260), (0.15, 480), (0.55, 850), (0.97, 1090), (1, 1500)))
    eerder = pl.when(kans("eerder klaar", 0.015)).then(
        pl.col(F.BEGIN_PLICHT) + geheel("eerder klaar op", 90, 700)
    )
    aanmelding = duur("aanmelding", ((0, 1), (0.6, 14), (0.9, 40), (1, 120)))
    plaatsing = duur("plaatsing", ((0, 3), (0.6, 17), (0.85, 30), (1, 120)))
    return frame.with_columns(
        einde_plicht=pl.coalesce(eerder, pl.col(F.PIP_DAGTEKENING) + einde),
        aangemeld_aanbieder=pl.when(ASIEL & kans("aanmelden", 0.97)).then(
            pl.col(F.PIP_BEKENDGEMAAKT) + aanmelding
        ),
    ).with_columns(geplaatst=pl.col(F.AANGEMELD_AANBIEDER) + plaatsing)


def _scenario_dagen(frame: pl.DataFrame) -> pl.DataFrame:
    """Put the days of the scenarios in place of what was drawn; the second time a scenario is a day older."""
    rijen = [
        {"i": plaats, **{f"_{soort}": SCENARIOS[welke].dagen.get(soort) for soort in VOLGORDE}}
        for plaats, (_, welke, _) in enumerate(TOEGEWEZEN)
    ]
    schema: dict[str, type[pl.DataType]] = {
        "i": pl.Int64,
        **dict.fromkeys((f"_{soort}" for soort in VOLGORDE), pl.Int32),
    }
    samen = frame.join(pl.DataFrame(rijen, schema=schema), on="i", how="left", maintain_order="left")
    keer = pl.when(pl.col("i") < len(SCENARIOS)).then(0).otherwise(1).cast(pl.Int32)
    return samen.with_columns(
        pl.when(pl.col("scenario").is_not_null())
        .then(pl.col(f"_{soort}") - keer)
        .otherwise(soort)
        .alias(soort)
        for soort in VOLGORDE
    ).drop(f"_{soort}" for soort in VOLGORDE)


def _wijziging(frame: pl.DataFrame) -> pl.DataFrame:
    """Who moved here with a PIP gets a new one, begun today. What else there is happened to nobody."""
    begonnen = pl.when((pl.col("soort") == "verhuisd") & pl.col(F.PIP_DAGTEKENING).is_not_null()).then(0)
    nog_niet = pl.lit(None)
    return frame.with_columns(
        (begonnen if soort == F.WIJZIGING_BEGONNEN else nog_niet).cast(pl.Int32).alias(soort)
        for soort in F
        if soort not in frame.columns
    )


def _gebeurd(soort: str) -> pl.Expr:
    """A fact only when its day is not after today, and not after the end of the duty."""
    voor_einde = pl.col(soort) <= pl.coalesce(F.EINDE_PLICHT, 0)
    klaar = pl.col(F.EINDE_PLICHT) <= 0
    return (
        pl.when((pl.col(soort) <= 0) & (voor_einde | ~klaar.fill_null(value=False))).then(soort).alias(soort)
    )


def als_feiten(frame: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    """The same with real dates and values: `dossier` and the columns of `berekening.SCHEMA`."""
    waarden = {
        F.DOELGROEP: pl.when(ASIEL).then(pl.lit("asielstatushouder")).otherwise(pl.lit("gezinsmigrant")),
        F.ASIELVERGUNNING: pl.when(ASIEL & ~kans("regulier", 0.04, "p"))
        .then(pl.lit("ja"))
        .otherwise(pl.lit("nee")),
        F.LEERROUTE: pl.col("leerroute_code"),
    }
    return frame.select(
        "dossier",
        *(
            pl.when(pl.col(soort).is_not_null()).then(waarden[soort]).alias(soort)
            if soort in WAARDEN
            else datum(soort, vandaag)
            for soort in F
        ),
    )


def datum(dag: str, vandaag: date) -> pl.Expr:
    """The date of a day counted from today."""
    return (pl.lit(vandaag) + pl.duration(days=pl.col(dag))).alias(dag)
