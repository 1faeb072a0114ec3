"""When things happen to whom: the dated facts of every dossier, calibrated on what is published.

Sources are sections of the rule sheet. Where a figure is not published (its status is U there), the choice is
ours and says so here and in docs/demo.md.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from meedoen.cli.demoregio.scenario import SCENARIOS, TOEGEWEZEN
from meedoen.cli.demoregio.toeval import Doorlooptijd, dagen, deel, duur, geheel, gewogen, kans
from meedoen.dossiers.lijn import WAARDEN
from meedoen.dossiers.lijn import FeitSoort as F

GEWICHTEN = {
    "0361": 126.0, "0398": 65.0, "0383": 41.0, "0373": 34.0, "0416": 32.0, "0399": 26.0, "0450": 15.7,
}  # fmt: skip
"""Weight of each municipality: the decentralisatie-uitkering inburgering 2019, in thousands of euro. It follows
the number of people each municipality guides; the taakstelling of the same year is known for the region only."""

DEEL_ASIEL = 0.61  # of all persons, cohort 2023, §13.2
DEEL_ASIEL_HUISHOUDENS = 0.5735  # gives 61 % of persons, since only asylum households have two of them here
DEEL_MAN = {"asiel": 0.60, "gezin": 0.32}  # §13.2
DEEL_PAREN = 0.30  # our choice: partners who both have a dossier
COHORT_2022, COHORT_PER_JAAR = 26.2, 36.1  # thousands of persons, §13.2
OUDSTE_DAGEN = 5 * 365

HUISVESTING: Doorlooptijd = ((0, 20), (0.65, 90), (0.89, 180), (0.98, 270), (1, 420))
"""Waiting time for a house: 35 % three months or more, 24 % three to six, 9 % six to nine (§13.2)."""

INTAKE_ASIEL: Doorlooptijd = (
    (0, 20), (0.25, 100), (0.5, 180), (0.72, 270), (0.80, 365), (0.90, 500), (0.95, 730), (1, 1050),
)  # fmt: skip
INTAKE_GEZIN: Doorlooptijd = (
    (0, 14), (0.38, 80), (0.62, 160), (0.75, 270), (0.82, 365), (0.92, 500), (0.95, 730), (1, 950),
)  # fmt: skip
"""Days from the begin of the duty to the intake, such that at the end of its own year 45 % (asylum) and 55 %
(family) of a cohort have begun, and at the end of the next 88 % and 90 % (§13.2)."""

SNELLER = {2024: 0.75, 2025: 0.55}
"""Later cohorts start sooner, by this factor: our choice, no figure is published."""

KENNISGEVING: Doorlooptijd = ((0, 0), (0.5, 28), (0.92, 56), (0.98, 100), (1, 220))
"""DUO writes within eight weeks (1.11); one in twelve comes later."""

PIP_IN_AZC = 0.03  # 308 of 9,747, 3.21
DEEL_Z = {"asiel": 0.385, "gezin": 0.165}  # 30 % of all, 5.7
DEEL_ONDERWIJS_ONDER_28 = 0.30  # our choice
BIJSTAND = {"asiel": 0.90, "gezin": 0.10}  # §13.2; family is our choice

VOLGORDE = (
    F.KOPPELING, F.EERSTE_CONTACT, F.OVERDRACHT, F.HUISVESTING, F.DOELGROEP, F.ASIELVERGUNNING, F.BEGIN_PLICHT,
    F.KENNISGEVING_DUO, F.INSCHRIJVING_BRP, F.BIJSTAND_VANAF, F.INTAKE_GESTART, F.INFORMATIE_DERDEN, F.LBT,
    F.INTAKE_AFGEROND, F.PIP_VOORGELEGD, F.PIP_GOEDGEKEURD, F.LEERROUTE, F.PIP_DAGTEKENING, F.PIP_BEKENDGEMAAKT,
    F.AANGEMELD_AANBIEDER, F.GEPLAATST, F.EINDE_PLICHT,
)  # fmt: skip

BLIJFT_NA_VERHUIZING = (
    F.DOELGROEP, F.ASIELVERGUNNING, F.BEGIN_PLICHT, F.KENNISGEVING_DUO, F.LEERROUTE, F.PIP_DAGTEKENING,
    F.PIP_BEKENDGEMAAKT,
)  # fmt: skip
"""What a new municipality hears of someone who moves: from DUO, the rest starts anew."""

ASIEL = pl.col("asiel")
LEEG = pl.lit(None, dtype=pl.Int32)


def levenslopen(omvang: int, vandaag: date) -> pl.DataFrame:
    """One row per dossier: who it resembles, municipality, group, and per kind of fact the day, 0 being today.

    A fact that has not happened, or that nobody wrote down, is null. Columns besides the facts: `i`, `p` (key of
    the person), `h` (key of the household), `soort`, `scenario`, `code`, `asiel`, `leerroute_code`, `geboren`.
    """
    frame = _sleutels(pl.DataFrame({"i": pl.int_range(omvang, dtype=pl.Int64, eager=True)}))
    frame = frame.with_columns(
        code=pl.coalesce("code", gewogen("gemeente", GEWICHTEN, "h")),
        asiel=pl.coalesce("asiel", kans("groep", DEEL_ASIEL_HUISHOUDENS, "h")),
    )
    frame = _geboren(frame).with_columns(_leerroute())
    frame = _einde_van_de_lijn(_tot_intake(frame, vandaag))
    frame = _scenario_dagen(frame.with_columns(pl.col(F.BEGIN_PLICHT).alias(F.DOELGROEP)))
    frame = frame.with_columns(_gebeurd(soort) for soort in VOLGORDE)
    return _verhuisd(_dubbel(_vergeten(_alleen_de_kern(frame))))


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
        soort=pl.when(~volgt).then(pl.lit("gewoon"))
        .when(getrokken < 0.025).then(pl.lit("dubbel"))
        .when(getrokken < 0.075).then(pl.lit("verhuisd"))
        .when(getrokken < 0.075 + DEEL_PAREN).then(pl.lit("partner"))
        .otherwise(pl.lit("gewoon"))
    )  # fmt: skip
    vorige = pl.col("i") - 1
    # A partner has the household of the row before; a double and someone who moved are that same person.
    frame = frame.with_columns(h=pl.when(pl.col("soort") == "gewoon").then("i").otherwise(vorige))
    frame = frame.with_columns(
        soort=pl.when((pl.col("soort") == "partner") & ~kans("groep", DEEL_ASIEL_HUISHOUDENS, "h"))
        .then(pl.lit("gewoon")).otherwise("soort")
    )  # fmt: skip
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


def _tot_intake(frame: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    """From the permit to the intake. The same share `tempo` draws house and intake: who waits, waits for both."""
    dagen_sinds_wet = (vandaag - date(2022, 1, 1)).days
    per_dag = COHORT_PER_JAAR / COHORT_2022
    oudste = min(dagen_sinds_wet, OUDSTE_DAGEN)
    jaar_2022 = max(0, oudste - (dagen_sinds_wet - 365))
    knik = (oudste - jaar_2022) * per_dag / ((oudste - jaar_2022) * per_dag + jaar_2022)
    leeftijd: Doorlooptijd = (
        ((0, 0), (knik, oudste - jaar_2022), (1, oudste)) if jaar_2022 else ((0, 0), (1, oudste))
    )
    begin_jaar = (pl.lit(vandaag) + pl.duration(days=pl.col("begin_plicht"))).dt.year()
    factor = (
        pl.when(begin_jaar >= 2025)
        .then(SNELLER[2025])
        .when(begin_jaar == 2024)
        .then(SNELLER[2024])
        .otherwise(1.0)
    )
    tempo = deel("tempo", "h")
    wacht = pl.when(ASIEL).then(dagen(tempo, INTAKE_ASIEL)).otherwise(dagen(tempo, INTAKE_GEZIN))
    return (
        frame.with_columns(asielvergunning=-duur("start", leeftijd, "h"))
        .with_columns(
            koppeling=pl.when(ASIEL).then(pl.col(F.ASIELVERGUNNING) + duur("koppeling", ((0, 2), (0.9, 14), (1, 45)), "h")),
            begin_plicht=pl.col(F.ASIELVERGUNNING) + pl.when(ASIEL).then(geheel("plicht", 0, 14, "h")).otherwise(0),
        )
        .with_columns(huisvesting=pl.col(F.KOPPELING) + dagen(tempo, HUISVESTING))
        .with_columns(
            inschrijving_brp=pl.when(ASIEL).then(pl.col(F.HUISVESTING) + geheel("brp", 0, 10, "h"))
            .otherwise(pl.col(F.BEGIN_PLICHT) + duur("brp", ((0, -10), (0.85, 14), (1, 60)), "h")),
            overdracht=pl.when(kans("driegesprek", 0.45, "h")).then(pl.col(F.KOPPELING) + geheel("driegesprek-dag", 14, 60, "h")),
        )
        .with_columns(
            kennisgeving_duo=pl.max_horizontal(pl.col(F.BEGIN_PLICHT) + 7, F.INSCHRIJVING_BRP) + duur("duo", KENNISGEVING, "p")
        )
        .with_columns(
            eerste_contact=pl.coalesce(F.KOPPELING, F.KENNISGEVING_DUO)
            + duur("contact", ((0, 1), (0.5, 10), (0.85, 30), (0.97, 70), (1, 150)))
        )
        .with_columns(
            intake_gestart=pl.max_horizontal(
                pl.col(F.BEGIN_PLICHT) + (wacht * factor).round().cast(pl.Int32), pl.col(F.EERSTE_CONTACT) + 2
            )
        )
    )  # fmt: skip


def _einde_van_de_lijn(frame: pl.DataFrame) -> pl.DataFrame:
    """From the intake to the end of the duty."""
    gevestigd = (
        pl.when(kans("pip in azc", PIP_IN_AZC))
        .then(pl.coalesce(F.KOPPELING, F.INSCHRIJVING_BRP))
        .otherwise(F.INSCHRIJVING_BRP)
    )
    bijstand = kans("bijstand", pl.when(ASIEL).then(BIJSTAND["asiel"]).otherwise(BIJSTAND["gezin"]), "h")
    uitval = pl.when(kans("eerder klaar", 0.015)).then(
        pl.col(F.BEGIN_PLICHT) + geheel("eerder klaar op", 90, 700)
    )
    einde: Doorlooptijd = ((0, 260), (0.15, 480), (0.55, 850), (0.85, 1095), (1, 1500))
    return (
        frame.with_columns(
            intake_afgerond=pl.col(F.INTAKE_GESTART) + duur("intake", ((0, 2), (0.5, 21), (0.85, 45), (0.97, 100), (1, 200)))
        )
        .with_columns(
            lbt=pl.col(F.INTAKE_AFGEROND) - geheel("lbt", 0, 9),
            informatie_derden=pl.when(kans("derden", 0.08)).then(pl.col(F.INTAKE_AFGEROND) - geheel("derden op", 0, 20)),
            bijstand_vanaf=pl.when(bijstand).then(pl.coalesce(F.HUISVESTING, F.INSCHRIJVING_BRP) + geheel("bijstand op", 0, 10, "h")),
            pip_voorgelegd=pl.max_horizontal(F.INTAKE_AFGEROND, gevestigd, F.BEGIN_PLICHT)
            + duur("voorgelegd", ((0, 1), (0.5, 8), (0.85, 24), (1, 80))),
        )
        .with_columns(pip_goedgekeurd=pl.col(F.PIP_VOORGELEGD) + duur("akkoord", ((0, 0), (0.7, 4), (0.95, 14), (1, 35))))
        .with_columns(pip_dagtekening=pl.col(F.PIP_GOEDGEKEURD) + duur("tekenen", ((0, 0), (0.6, 6), (0.9, 20), (1, 60))))
        .with_columns(
            pip_bekendgemaakt=pl.col(F.PIP_DAGTEKENING) + duur("versturen", ((0, 0), (0.8, 1), (0.97, 7), (1, 30))),
            leerroute=pl.col(F.PIP_DAGTEKENING),
            einde_plicht=pl.coalesce(uitval, pl.col(F.PIP_DAGTEKENING) + duur("einde", einde)),
        )
        .with_columns(
            aangemeld_aanbieder=pl.when(ASIEL & kans("aanmelden", 0.97))
            .then(pl.col(F.PIP_BEKENDGEMAAKT) + duur("aanmelding", ((0, 1), (0.6, 14), (0.9, 40), (1, 120)))),
        )
        .with_columns(geplaatst=pl.col(F.AANGEMELD_AANBIEDER) + duur("plaatsing", ((0, 3), (0.6, 17), (0.85, 30), (1, 120))))
    )  # fmt: skip


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
        pl.when(pl.col("scenario").is_not_null()).then(pl.col(f"_{soort}") - keer).otherwise(soort).alias(soort)
        for soort in VOLGORDE
    ).drop(f"_{soort}" for soort in VOLGORDE)  # fmt: skip


def _gebeurd(soort: str) -> pl.Expr:
    """A fact only when its day is not after today, and not after the end of the duty."""
    voor_einde = pl.col(soort) <= pl.coalesce(F.EINDE_PLICHT, 0)
    klaar = pl.col(F.EINDE_PLICHT) <= 0
    return (
        pl.when((pl.col(soort) <= 0) & (voor_einde | ~klaar.fill_null(value=False))).then(soort).alias(soort)
    )


def _vergeten(frame: pl.DataFrame) -> pl.DataFrame:
    """Leave out what people forget to write down."""
    gewoon = pl.col("scenario").is_null()
    kansen = {
        F.INSCHRIJVING_BRP: 0.03, F.BEGIN_PLICHT: 0.02, F.EERSTE_CONTACT: 0.02, F.ASIELVERGUNNING: 0.02,
        F.HUISVESTING: 0.03, F.LBT: 0.02,
    }  # fmt: skip
    voor_pip = pl.col(F.PIP_VOORGELEGD).is_null()
    return frame.with_columns(
        pl.when(gewoon & kans(f"vergeten {soort}", p) & (voor_pip | pl.lit(soort != F.LBT)))
        .then(LEEG).otherwise(soort).alias(soort)
        for soort, p in kansen.items()
    )  # fmt: skip


def _alleen_de_kern(frame: pl.DataFrame) -> pl.DataFrame:
    """A closed dossier was taken over from the former system: what was talked about on the way did not come along."""
    klaar = pl.col(F.EINDE_PLICHT).is_not_null()
    onderweg = (
        F.EERSTE_CONTACT,
        F.OVERDRACHT,
        F.INFORMATIE_DERDEN,
        F.LBT,
        F.PIP_VOORGELEGD,
        F.PIP_GOEDGEKEURD,
    )
    return frame.with_columns(pl.when(klaar).then(LEEG).otherwise(soort).alias(soort) for soort in onderweg)


def _dubbel(frame: pl.DataFrame) -> pl.DataFrame:
    """A double was registered from a second message: it holds the first facts, and nothing happens in it."""
    dubbel = pl.col("soort") == "dubbel"
    eerste = (F.KOPPELING, F.DOELGROEP, F.ASIELVERGUNNING, F.KENNISGEVING_DUO, F.EINDE_PLICHT)
    return frame.with_columns(
        pl.when(dubbel).then(LEEG).otherwise(soort).alias(soort) for soort in VOLGORDE if soort not in eerste
    )


def _verhuisd(frame: pl.DataFrame) -> pl.DataFrame:
    """Someone who moved: the new municipality has the registration of its own and what DUO tells it."""
    ander = [code for code in GEWICHTEN if code != "0361"]
    nieuw = gewogen("nieuwe gemeente", {code: GEWICHTEN[code] for code in ander})
    verhuisd = pl.col("soort") == "verhuisd"
    brp = pl.col(F.INSCHRIJVING_BRP)
    op = (brp.fill_null(-90) * deel("verhuisdag")).round().cast(pl.Int32)
    frame = frame.with_columns(
        code=pl.when(verhuisd).then(pl.when(nieuw == pl.col("code")).then(pl.lit("0361")).otherwise(nieuw)).otherwise("code"),
        _op=pl.when(verhuisd).then(op),
    )  # fmt: skip
    houdt = pl.col("_op").is_null() | pl.lit(value=False)
    frame = frame.with_columns(
        pl.when(houdt | ((pl.col(soort) <= pl.col("_op")) & pl.lit(soort in BLIJFT_NA_VERHUIZING)))
        .then(soort)
        .alias(soort)
        for soort in VOLGORDE
    )
    return frame.with_columns(
        pl.coalesce("_op", F.INSCHRIJVING_BRP).alias(F.INSCHRIJVING_BRP),
        pl.when(verhuisd).then(pl.when(pl.col("_op") < -12).then(pl.col("_op") + 12)).otherwise(F.EERSTE_CONTACT)
        .alias(F.EERSTE_CONTACT),
    ).drop("_op")  # fmt: skip


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
