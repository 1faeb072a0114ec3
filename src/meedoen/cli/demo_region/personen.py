"""Who the people are: names, birth dates, numbers, languages, households. All invented."""

from __future__ import annotations

from datetime import date

import polars as pl

from meedoen.cli.demo_region.calibration import SHARE_COUPLES, SHARE_MEN
from meedoen.cli.demo_region.chance import chance, choice, part, uuids, weighted, whole
from meedoen.cli.demo_region.life_course import ASIEL
from meedoen.cli.demo_region.names import ORIGINS
from meedoen.dossiers.numbers import WEIGHTS
from meedoen.dossiers.phases import FeitSoort as F
from meedoen.dossiers.services import search_terms

PLACES = {
    "0361": ("Alkmaar", "Alkmaar", "Alkmaar", "De Rijp", "Oudorp", "Schermerhorn"),
    "0373": ("Bergen", "Egmond aan Zee", "Schoorl", "Egmond-Binnen"),
    "0383": ("Castricum", "Castricum", "Limmen", "Akersloot"),
    "0398": ("Heerhugowaard", "Heerhugowaard", "De Noord"),
    "0399": ("Heiloo",),
    "0416": ("Noord-Scharwoude", "Zuid-Scharwoude", "Broek op Langedijk", "Sint Pancras"),
    "0450": ("Uitgeest",),
}
AZC = "Heerhugowaard"
FIRST_JANUARY = 0.14
"""Share of asylum holders whose birth date is written as 1 January because nobody knows the day: our
choice."""


def personen(lives: pl.DataFrame, today: date) -> pl.DataFrame:
    """The columns of `Persoon` for every row of `levenslopen`, with its key `i` and `gemeente_id`."""
    frame = lives.with_columns(_origin(), _man())
    frame = frame.with_columns(_geboortedatum(today), _language(), *_names(frame))
    frame = _write_differently(frame)
    v_nummer = (2_800_000_000 + (pl.col("p") * 7_919 + 104_729) % 99_999_989).cast(pl.String)
    with_language = pl.concat_list(
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
        bsn=pl.when(_without_bsn()).then(pl.lit("")).otherwise(_bsn(frame)),
        v_nummer=pl.when(chance("v-nummer bekend", 0.93)).then(v_nummer).otherwise(pl.lit("")),
        roepnaam=pl.lit(""),
        voorvoegsel=pl.lit(""),
        geslacht=pl.when(chance("geslacht onbekend", 0.004, "p"))
        .then(pl.lit("onbekend"))
        .when("man")
        .then(pl.lit("man"))
        .otherwise(pl.lit("vrouw")),
        land_van_herkomst="land",
        telefoon=pl.when(chance("telefoon", 0.88, "p"))
        .then(pl.lit("06 0000 ") + whole("nummer", 0, 9999, "p").cast(pl.String).str.zfill(4))
        .otherwise(pl.lit("")),
        email=pl.lit(""),
        contacttalen=pl.concat_str(pl.lit("{"), with_language.list.join(","), pl.lit("}")),
        tolk_wens=pl.when(pl.col("tolk_nodig") & chance("tolkwens", 0.08, "p"))
        .then(choice("tolkwens", ("liever een vrouw", "liever een man", "liever telefonisch"), "p"))
        .otherwise(pl.lit("")),
        role_in_huishouden=pl.when(pl.col("huishouden_id").is_not_null())
        .then(pl.lit("partner"))
        .otherwise(pl.lit("alleen")),
    )


def huishoudens(lives: pl.DataFrame) -> pl.DataFrame:
    """Give both partners of a pair the same household; everybody else none."""
    couples = lives.filter(pl.col("soort") == "partner").select("h")
    couples = couples.with_columns(huishouden_id=uuids(couples, "huishouden", "h"))
    self_ = pl.col("soort").is_in(["gewoon", "partner"])
    return lives.join(couples, on="h", how="left", maintain_order="left").with_columns(
        huishouden_id=pl.when(self_).then("huishouden_id")
    )


def search_terms_of(people: pl.DataFrame) -> pl.DataFrame:
    """The rows of `SearchTerm`, by the same function that makes them when a person is saved."""
    rows = people.select("roepnaam", "voornamen", "achternaam").iter_rows()
    return (
        people.select("gemeente_id", persoon_id="id")
        .with_columns(term=pl.Series([search_terms(*names) for names in rows], dtype=pl.List(pl.String)))
        .explode("term")
        .filter(pl.col("term").is_not_null())
    )


def addresses() -> list[pl.Expr]:
    """Where someone lives: `adres_soort` and `plaats`."""
    lives = pl.col(F.HUISVESTING).is_not_null() | ~ASIEL | pl.col(F.PIP_DAGTEKENING).is_not_null()
    kind = (
        pl.when(chance("tijdelijk", 0.03))
        .then(pl.lit("tijdelijk"))
        .when(lives)
        .then(pl.lit("woning"))
        .when(chance("verblijf onbekend", 0.05))
        .then(pl.lit("onbekend"))
        .otherwise(pl.lit("azc"))
    )
    place = pl.lit("")
    for code, places in PLACES.items():
        place = pl.when(pl.col("code") == code).then(choice(f"plaats {code}", places, "h")).otherwise(place)
    place = (
        pl.when(kind == "azc").then(pl.lit(AZC)).when(kind == "onbekend").then(pl.lit("")).otherwise(place)
    )
    return [kind.alias("adres_soort"), place.alias("plaats")]


def _origin() -> pl.Expr:
    asiel = weighted("herkomst", {h.country: h.asiel for h in ORIGINS if h.asiel}, "h")
    gezin = weighted("herkomst", {h.country: h.gezin for h in ORIGINS if h.gezin}, "h")
    return pl.when(ASIEL).then(asiel).otherwise(gezin).alias("land")


def _man() -> pl.Expr:
    """Partners differ; those alone make the published share of men complete."""
    only = (SHARE_MEN["asiel"] - SHARE_COUPLES / 2) / (1 - SHARE_COUPLES)
    in_couple = pl.col("huishouden_id").is_not_null()
    first_man = chance("man", 0.5, "h")
    separate = chance("man", pl.when(ASIEL).then(only).otherwise(SHARE_MEN["gezin"]), "p")
    return (
        pl.when(in_couple).then(first_man ^ (pl.col("soort") == "partner")).otherwise(separate).alias("man")
    )


def _geboortedatum(today: date) -> pl.Expr:
    begin = pl.coalesce(F.BEGIN_PLICHT, F.KENNISGEVING_DUO, F.KOPPELING, pl.lit(-200))
    born = (pl.lit(today) + pl.duration(days=begin - pl.col("leeftijd_dagen"))).dt.offset_by("-40d")
    born = (
        pl.when(ASIEL & chance("1 januari", FIRST_JANUARY, "p")).then(born.dt.truncate("1y")).otherwise(born)
    )
    plain = pl.col("scenario").is_not_null() | ~chance("geboortedatum onbekend", 0.015, "p")
    return pl.when(plain).then(born).alias("geboortedatum")


def _language() -> pl.Expr:
    language = pl.lit("en")
    for origin in ORIGINS:
        choice = weighted(f"taal {origin.country}", origin.languages, "h")
        language = pl.when(_country_is(origin.country)).then(choice).otherwise(language)
    return language.alias("taal")


def _country_is(country: str) -> pl.Expr:
    return pl.col("land") == country


def _names(frame: pl.DataFrame) -> list[pl.Series]:
    """Given name and family name. Per land, because a name belongs to a place; partners keep their own."""
    first_name, achternaam = pl.lit(""), pl.lit("")
    for origin in ORIGINS:
        here = _country_is(origin.country)
        man, woman = (choice("voornaam", names, "p") for names in (origin.men, origin.women))
        first_name = pl.when(here & pl.col("man")).then(man).when(here).then(woman).otherwise(first_name)
        achternaam = pl.when(here).then(choice("achternaam", origin.surnames, "p")).otherwise(achternaam)
    interpreter = chance(
        "tolk", pl.when(pl.col(F.PIP_DAGTEKENING) < -400).then(0.35).otherwise(0.82), "p"
    ).alias("tolk_nodig")
    return frame.select(
        first_name.alias("voornamen"), achternaam.alias("achternaam"), interpreter
    ).get_columns()


def _write_differently(frame: pl.DataFrame) -> pl.DataFrame:
    """The same person registered again is spelled as somebody else heard it."""
    otherwise = (
        pl.col("achternaam")
        .str.replace("Al-", "El ")
        .str.replace("ou", "u")
        .str.replace("ee", "i")
        .str.replace("Gebre", "Ghebre")
        .str.replace("Moham", "Muham")
        .str.replace("sh", "ch")
    )
    first_name = (
        pl.col("voornamen").str.replace("Mohammad", "Mohamed").str.replace("ou", "u").str.replace("h", "")
    )
    duplicate = pl.col("soort") == "dubbel"
    return frame.with_columns(
        achternaam=pl.when(duplicate).then(otherwise).otherwise("achternaam"),
        voornamen=pl.when(duplicate).then(first_name).otherwise("voornamen"),
    )


def _without_bsn() -> pl.Expr:
    """Without: doubles, and who was coupled so shortly ago that the BRP does not know him yet."""
    new = ASIEL & pl.col(F.KENNISGEVING_DUO).is_null() & (part("bsn", "p") < 0.6)
    return (pl.col("soort") == "dubbel") | new.fill_null(value=False)


def _bsn(frame: pl.DataFrame) -> pl.Series:
    """A BSN for each person that passes the eleven test, from the top of the range that is never issued."""
    needed = int(frame.select(pl.col("p").max()).item()) + 1
    begin = 100_000_000 - max(100_000, needed * 6 // 5)
    figures = pl.DataFrame({"begin": pl.int_range(begin, 100_000_000, eager=True)})
    total = pl.sum_horizontal(
        (pl.col("begin") // 10 ** (7 - place) % 10) * weight for place, weight in enumerate(WEIGHTS[:8])
    )
    valid = figures.with_columns(laatste=total % 11).filter(pl.col("laatste") < 10)
    numbers = valid.select((pl.col("begin") * 10 + pl.col("laatste")).cast(pl.String)).to_series()
    # Spread over the range, so that neighbours on a list do not have numbers in a row.
    step = 7_919 if numbers.len() % 7_919 else 7_907
    return numbers.gather(frame.select((pl.col("p") * step) % numbers.len()).to_series())
