"""Who the people are: names, birth dates, numbers, languages, households. All invented."""

from __future__ import annotations

from datetime import date

import polars as pl

from meedoen.cli.demo_region.calibration import DEEL_MAN, DEEL_PAREN
from meedoen.cli.demo_region.chance import deel, geheel, gewogen, kans, keuze, uuids
from meedoen.cli.demo_region.life_course import ASIEL
from meedoen.cli.demo_region.names import HERKOMSTEN
from meedoen.dossiers.numbers import GEWICHTEN
from meedoen.dossiers.phases import FeitSoort as F
from meedoen.dossiers.services import zoektermen

PLAATSEN = {
    "0361": ("Alkmaar", "Alkmaar", "Alkmaar", "De Rijp", "Oudorp", "Schermerhorn"),
    "0373": ("Bergen", "Egmond aan Zee", "Schoorl", "Egmond-Binnen"),
    "0383": ("Castricum", "Castricum", "Limmen", "Akersloot"),
    "0398": ("Heerhugowaard", "Heerhugowaard", "De Noord"),
    "0399": ("Heiloo",),
    "0416": ("Noord-Scharwoude", "Zuid-Scharwoude", "Broek op Langedijk", "Sint Pancras"),
    "0450": ("Uitgeest",),
}
AZC = "Heerhugowaard"
EERSTE_JANUARI = 0.14
"""Share of asylum holders whose birth date is written as 1 January because nobody knows the day: our
choice."""


def personen(levens: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    """The columns of `Persoon` for every row of `levenslopen`, with its key `i` and `gemeente_id`."""
    frame = levens.with_columns(_herkomst(), _man())
    frame = frame.with_columns(_geboortedatum(vandaag), _taal(), *_namen(frame))
    frame = _schrijf_anders(frame)
    v_nummer = (2_800_000_000 + (pl.col("p") * 7_919 + 104_729) % 99_999_989).cast(pl.String)
    met_taal = pl.concat_list(
        "taal", pl.when(pl.col(F.PIP_DAGTEKENING) < -300).then(pl.lit("nl"))
    ).list.drop_nulls()
    return frame.select(
        "i",
        "gemeente_id",
        "voornamen",
        "achternaam",
        "geboortedatum",
        "huishouden_id",
        "tolk_nodig",
        id="persoon_id",
        bsn=pl.when(_zonder_bsn()).then(pl.lit("")).otherwise(_bsn(frame)),
        v_nummer=pl.when(kans("v-nummer bekend", 0.93)).then(v_nummer).otherwise(pl.lit("")),
        roepnaam=pl.lit(""),
        voorvoegsel=pl.lit(""),
        geslacht=pl.when(kans("geslacht onbekend", 0.004, "p"))
        .then(pl.lit("onbekend"))
        .when("man")
        .then(pl.lit("man"))
        .otherwise(pl.lit("vrouw")),
        land_van_herkomst="land",
        telefoon=pl.when(kans("telefoon", 0.88, "p"))
        .then(pl.lit("06 0000 ") + geheel("nummer", 0, 9999, "p").cast(pl.String).str.zfill(4))
        .otherwise(pl.lit("")),
        email=pl.lit(""),
        contacttalen=pl.concat_str(pl.lit("{"), met_taal.list.join(","), pl.lit("}")),
        tolk_wens=pl.when(pl.col("tolk_nodig") & kans("tolkwens", 0.08, "p"))
        .then(keuze("tolkwens", ("liever een vrouw", "liever een man", "liever telefonisch"), "p"))
        .otherwise(pl.lit("")),
        rol_in_huishouden=pl.when(pl.col("huishouden_id").is_not_null())
        .then(pl.lit("partner"))
        .otherwise(pl.lit("alleen")),
    )


def huishoudens(levens: pl.DataFrame) -> pl.DataFrame:
    """Give both partners of a pair the same household; everybody else none."""
    paren = levens.filter(pl.col("soort") == "partner").select("h")
    paren = paren.with_columns(huishouden_id=uuids(paren, "huishouden", "h"))
    zelf = pl.col("soort").is_in(["gewoon", "partner"])
    return levens.join(paren, on="h", how="left", maintain_order="left").with_columns(
        huishouden_id=pl.when(zelf).then("huishouden_id")
    )


def zoektermen_van(mensen: pl.DataFrame) -> pl.DataFrame:
    """The rows of `Zoekterm`, by the same function that makes them when a person is saved."""
    rijen = mensen.select("roepnaam", "voornamen", "achternaam").iter_rows()
    return (
        mensen.select("gemeente_id", persoon_id="id")
        .with_columns(term=pl.Series([zoektermen(*namen) for namen in rijen], dtype=pl.List(pl.String)))
        .explode("term")
        .filter(pl.col("term").is_not_null())
    )


def adressen() -> list[pl.Expr]:
    """Where someone lives: `adres_soort` and `plaats`."""
    woont = pl.col(F.HUISVESTING).is_not_null() | ~ASIEL | pl.col(F.PIP_DAGTEKENING).is_not_null()
    soort = (
        pl.when(kans("tijdelijk", 0.03))
        .then(pl.lit("tijdelijk"))
        .when(woont)
        .then(pl.lit("woning"))
        .when(kans("verblijf onbekend", 0.05))
        .then(pl.lit("onbekend"))
        .otherwise(pl.lit("azc"))
    )
    plaats = pl.lit("")
    for code, plaatsen in PLAATSEN.items():
        plaats = (
            pl.when(pl.col("code") == code).then(keuze(f"plaats {code}", plaatsen, "h")).otherwise(plaats)
        )
    plaats = (
        pl.when(soort == "azc").then(pl.lit(AZC)).when(soort == "onbekend").then(pl.lit("")).otherwise(plaats)
    )
    return [soort.alias("adres_soort"), plaats.alias("plaats")]


def _herkomst() -> pl.Expr:
    asiel = gewogen("herkomst", {h.land: h.asiel for h in HERKOMSTEN if h.asiel}, "h")
    gezin = gewogen("herkomst", {h.land: h.gezin for h in HERKOMSTEN if h.gezin}, "h")
    return pl.when(ASIEL).then(asiel).otherwise(gezin).alias("land")


def _man() -> pl.Expr:
    """Partners differ; those alone make the published share of men complete."""
    alleen = (DEEL_MAN["asiel"] - DEEL_PAREN / 2) / (1 - DEEL_PAREN)
    in_paar = pl.col("huishouden_id").is_not_null()
    eerste_man = kans("man", 0.5, "h")
    los = kans("man", pl.when(ASIEL).then(alleen).otherwise(DEEL_MAN["gezin"]), "p")
    return pl.when(in_paar).then(eerste_man ^ (pl.col("soort") == "partner")).otherwise(los).alias("man")


def _geboortedatum(vandaag: date) -> pl.Expr:
    begin = pl.coalesce(F.BEGIN_PLICHT, F.KENNISGEVING_DUO, F.KOPPELING, pl.lit(-200))
    geboren = (pl.lit(vandaag) + pl.duration(days=begin - pl.col("leeftijd_dagen"))).dt.offset_by("-40d")
    geboren = (
        pl.when(ASIEL & kans("1 januari", EERSTE_JANUARI, "p"))
        .then(geboren.dt.truncate("1y"))
        .otherwise(geboren)
    )
    gewoon = pl.col("scenario").is_not_null() | ~kans("geboortedatum onbekend", 0.015, "p")
    return pl.when(gewoon).then(geboren).alias("geboortedatum")


def _taal() -> pl.Expr:
    taal = pl.lit("en")
    for herkomst in HERKOMSTEN:
        keus = gewogen(f"taal {herkomst.land}", herkomst.talen, "h")
        taal = pl.when(_land_is(herkomst.land)).then(keus).otherwise(taal)
    return taal.alias("taal")


def _land_is(land: str) -> pl.Expr:
    return pl.col("land") == land


def _namen(frame: pl.DataFrame) -> list[pl.Series]:
    """Given name and family name. Per land, because a name belongs to a place; partners keep their own."""
    voornaam, achternaam = pl.lit(""), pl.lit("")
    for herkomst in HERKOMSTEN:
        hier = _land_is(herkomst.land)
        man, vrouw = (keuze("voornaam", namen, "p") for namen in (herkomst.mannen, herkomst.vrouwen))
        voornaam = pl.when(hier & pl.col("man")).then(man).when(hier).then(vrouw).otherwise(voornaam)
        achternaam = pl.when(hier).then(keuze("achternaam", herkomst.achternamen, "p")).otherwise(achternaam)
    tolk = kans("tolk", pl.when(pl.col(F.PIP_DAGTEKENING) < -400).then(0.35).otherwise(0.82), "p").alias(
        "tolk_nodig"
    )
    return frame.select(voornaam.alias("voornamen"), achternaam.alias("achternaam"), tolk).get_columns()


def _schrijf_anders(frame: pl.DataFrame) -> pl.DataFrame:
    """The same person registered again is spelled as somebody else heard it."""
    anders = (
        pl.col("achternaam")
        .str.replace("Al-", "El ")
        .str.replace("ou", "u")
        .str.replace("ee", "i")
        .str.replace("Gebre", "Ghebre")
        .str.replace("Moham", "Muham")
        .str.replace("sh", "ch")
    )
    voornaam = (
        pl.col("voornamen").str.replace("Mohammad", "Mohamed").str.replace("ou", "u").str.replace("h", "")
    )
    dubbel = pl.col("soort") == "dubbel"
    return frame.with_columns(
        achternaam=pl.when(dubbel).then(anders).otherwise("achternaam"),
        voornamen=pl.when(dubbel).then(voornaam).otherwise("voornamen"),
    )


def _zonder_bsn() -> pl.Expr:
    """Without: doubles, and who was coupled so shortly ago that the BRP does not know him yet."""
    nieuw = ASIEL & pl.col(F.KENNISGEVING_DUO).is_null() & (deel("bsn", "p") < 0.6)
    return (pl.col("soort") == "dubbel") | nieuw.fill_null(value=False)


def _bsn(frame: pl.DataFrame) -> pl.Series:
    """A BSN for each person that passes the eleven test, from the top of the range that is never issued."""
    nodig = int(frame.select(pl.col("p").max()).item()) + 1
    begin = 100_000_000 - max(100_000, nodig * 6 // 5)
    cijfers = pl.DataFrame({"begin": pl.int_range(begin, 100_000_000, eager=True)})
    som = pl.sum_horizontal(
        (pl.col("begin") // 10 ** (7 - plaats) % 10) * gewicht for plaats, gewicht in enumerate(GEWICHTEN[:8])
    )
    geldig = cijfers.with_columns(laatste=som % 11).filter(pl.col("laatste") < 10)
    nummers = geldig.select((pl.col("begin") * 10 + pl.col("laatste")).cast(pl.String)).to_series()
    # Spread over the range, so that neighbours on a list do not have numbers in a row.
    stap = 7_919 if nummers.len() % 7_919 else 7_907
    return nummers.gather(frame.select((pl.col("p") * stap) % nummers.len()).to_series())
