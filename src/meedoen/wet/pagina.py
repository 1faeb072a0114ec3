"""The reference page of the law, `docs/wet.md`, written from the rules themselves."""

from collections.abc import Iterable

from meedoen.wet import kalender
from meedoen.wet.artikel import AWT, Artikel
from meedoen.wet.begrippen import Zekerheid
from meedoen.wet.duo_feiten import Melding
from meedoen.wet.duo_regels import pip_regels_van_duo, regels_voor
from meedoen.wet.feiten import FEITEN
from meedoen.wet.pip_regels import PIP_REGELS
from meedoen.wet.regel import DuurVanGemeente, Instellingen, Termijnregel
from meedoen.wet.termijnregels import TERMIJNREGELS
from meedoen.wet.voorwaarde import Voorwaarde
from meedoen.wet.zin import in_woorden

INLEIDING = """\
# The rules of the law

This page is written by `./meedoen wet regels --markdown` from the rules in `src/meedoen/wet`; the tests
fail when it is out of date. It is meant for lawyers and testers: the Dutch sentences are those of the
application. Numbers such as 3.12 are lines of the rule sheet of the project (`wi2021.md`).

A term counts from a fact. Its length is added to the date of that fact, so the day of the fact itself is
not counted: ten weeks from Friday 6 March 2026 end on Friday 15 May. The column `begin` holds the date of
the fact, or the day after it where the law lets the period itself begin then. Months and years end on the
same day of the month, or on the last day of the month when that day does not exist.

- An empty fact is unknown. A term whose beginning is unknown has not begun (`niet_begonnen`); a term that
  a known fact rules out does not apply (`niet_van_toepassing`).
- An act that meets a term counts whenever it is dated, also before the beginning or after the reference
  date: `gehaald` on or before the last day, `te_laat` after it.
- A term that begins after the reference date has dates and the status `niet_begonnen`.
- A date before the law came into force is computed all the same, so that a typing error gives a term that
  is visibly late and not one that disappears.
- Of a dossier number that occurs more than once in a file, the first row counts and the later ones are
  reported.

How sure we are of a rule is written beside it; a rule is as sure as the weakest part of it.
"""

KALENDER = """\
A term in a law that ends on a Saturday, a Sunday or a recognised holiday runs through the next day that
is none of these (art. 1). Whether this holds for a term follows from its length (art. 4, certainty S):
not for terms in years, of more than three months, twelve weeks or ninety days. A setting of the
municipality is not a term in a law and never moves. The holidays are those of art. 3, with Easter
computed. Days that a decree equates to a holiday are:
"""

BEKENDE_JAREN = """\
They are known from {van} until the end of {tot}. A term that the calendar can move and that ends outside
these years carries a warning.
"""


MELDINGEN = """\
Tried before anything is sent, beside the form where the fact is entered. What DUO's texts say in so many
words is a `weigering`; what they leave open is an `aandachtspunt`: DUO may refuse it, we do not. For a PIP
these are the rules above, and no others:
"""

MELDING_TITEL = {
    Melding.PIP_WEG: "PIP weghalen",
    Melding.AANBOD: "Inburgeringsaanbod",
    Melding.MAP: "Eindgesprek MAP",
    Melding.PVT: "Ondertekening PVT",
    Melding.ZROUTE: "Afronding Z-route",
    Melding.UREN_INTAKE: "Uren taalles en KNM in de brede intake",
    Melding.UREN_PARTICIPATIE: "Uren participatie",
    Melding.UREN_TAALLES: "Uren taalles en KNM in de leerroute",
    Melding.CONTACTPERSOON: "Contactpersoon",
}
"""What each report is called."""

REGELKOPPEN = ("Regel", "Voorwaarde", "Soort", "Grondslag", "Zekerheid", "Regelblad")


def als_markdown() -> str:
    """Return the whole page, ending in a newline."""
    delen = [
        INLEIDING,
        _tabel(("Label", "Betekenis"), ((zekerheid, zekerheid.betekenis) for zekerheid in Zekerheid)),
        "## Termijnen\n",
        _tabel(
            ("Termijn", "Telt vanaf", "Duur", "Gehaald door", "Schuift", "Grondslag", "Zekerheid"),
            (_termijn_in_een_rij(regel) for regel in TERMIJNREGELS),
        ),
        *(_termijn(regel) for regel in TERMIJNREGELS),
        "## Voorwaarden voor een PIP\n",
        "A `weigering` stops the PIP from being fixed; an `aandachtspunt` asks somebody to look.\n",
        _tabel(
            REGELKOPPEN,
            (_voorwaarde_in_een_rij(regel) for regel in PIP_REGELS),
        ),
        "## Voorwaarden van DUO voor een melding\n",
        MELDINGEN,
        "".join(f"- `{regel.id}`\n" for regel in pip_regels_van_duo()),
        *(_melding(melding) for melding in Melding),
        "## Kalender\n",
        f"{_artikel(Artikel(AWT))}\n",
        KALENDER,
        _tabel(("Besluit", "Dagen", "Bron"), _gelijkstellingen()),
        BEKENDE_JAREN.format(van=kalender.known_from, tot=kalender.known_until),
    ]
    return "\n".join(delen)


def _tabel(koppen: tuple[str, ...], rijen: Iterable[tuple[str, ...]]) -> str:
    regels = [koppen, ("---",) * len(koppen), *rijen]
    return "".join("| " + " | ".join(rij) + " |\n" for rij in regels)


def _artikel(artikel: Artikel) -> str:
    label = f"[{artikel.label}]({artikel.link})" if artikel.link else artikel.label
    return f"{label} (nummer afgeleid)" if artikel.afgeleid else label


def duur_in_woorden(regel: Termijnregel) -> str:
    """Return the length of a term, with where it comes from when the municipality sets it."""
    if isinstance(regel.duur, DuurVanGemeente):
        return f"{regel.duur_bij(Instellingen())}, in te stellen door de gemeente"
    return str(regel.duur)


def begin_in_woorden(regel: Termijnregel) -> str:
    """Return from which facts a term counts, in plain Dutch."""
    feiten = " en ".join(FEITEN[feit].omschrijving for feit in regel.begin.feiten)
    if len(regel.begin.feiten) > 1:
        return f"de laatste van {feiten}"
    return f"de dag na {feiten}" if regel.begin.dagen_erna else feiten


def _termijn_in_een_rij(regel: Termijnregel) -> tuple[str, ...]:
    return (
        f"`{regel.naam}`",
        begin_in_woorden(regel),
        duur_in_woorden(regel),
        FEITEN[regel.gehaald_door].omschrijving if regel.gehaald_door else "-",
        "ja" if regel.schuift else "nee",
        _artikel(regel.grondslag),
        regel.zekerheid,
    )


def _termijn(regel: Termijnregel) -> str:
    geldig = f"Geldig vanaf {in_woorden(regel.geldig_van)}"
    if regel.geldig_tot:
        geldig += f" tot en met {in_woorden(regel.geldig_tot)}"
    verschilt = len({onderdeel.zekerheid for onderdeel in regel.onderdelen}) > 1
    onderdelen = "".join(
        f"- {onderdeel.wat}: {onderdeel.zekerheid} (wi2021.md {onderdeel.bron})"
        f"{' **zwakste onderdeel**' if onderdeel is regel.zwakste and verschilt else ''}\n"
        for onderdeel in regel.onderdelen
    )
    let_op = "".join(f"- Let op: {tekst}\n" for tekst in regel.let_op)
    kop = f"### {regel.titel} (`{regel.naam}`)"
    return f"{kop}\n\n{regel.zin}\n\n{regel.waarom_schuift} {geldig}.\n\n{onderdelen}{let_op}"


def _melding(melding: Melding) -> str:
    rijen = (_voorwaarde_in_een_rij(regel) for regel in regels_voor(melding))
    return f"### {MELDING_TITEL[melding]} (`{melding}`)\n\n{_tabel(REGELKOPPEN, rijen)}"


def _voorwaarde_in_een_rij(regel: Voorwaarde) -> tuple[str, ...]:
    return (f"`{regel.id}`", regel.zin, regel.soort, _artikel(regel.grondslag), regel.zekerheid, regel.bron)


def _gelijkstellingen() -> Iterable[tuple[str, ...]]:
    for besluit in kalender.GELIJKSTELLINGEN:
        bron = f"<{besluit.bron}>" if besluit.bron.startswith("https://") else besluit.bron
        yield besluit.besluit, ", ".join(in_woorden(dag) for dag in besluit.dagen), bron
