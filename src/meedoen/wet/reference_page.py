"""The reference page of the law, `docs/wet.md`, written from the rules themselves."""

from collections.abc import Iterable

from meedoen.wet import calendar
from meedoen.wet.artikel import AWT, Artikel
from meedoen.wet.concepts import Certainty
from meedoen.wet.condition import Condition
from meedoen.wet.duo import conditions_for, pip_conditions_of_duo
from meedoen.wet.duo.feiten import Melding
from meedoen.wet.pip import pip_conditions
from meedoen.wet.rule import IN_FORCE, Rule
from meedoen.wet.sentence import in_words
from meedoen.wet.termijn import rules as law
from meedoen.wet.termijn.feiten import ALL_FEITEN
from meedoen.wet.termijn.rule import SetByGemeente, TermijnRule, TermijnSettings

INTRODUCTION = """\
# The rules of the law

This page is written by `./meedoen wet regels --markdown` from the rules in `src/meedoen/wet`; the tests
fail when it is out of date. It is meant for lawyers and testers: the Dutch sentences are those of the
application. Numbers such as 3.12 are lines of [the rule sheet](wet/regelblad.md).

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
- Where DUO fixed the days of a term itself, those days hold, on every screen and in every letter and file.
- A rule can have several versions. A term follows the version of the day it counts from, a condition of a
  PIP that of its dagtekening, a condition of DUO that of the day of the report.

How sure we are of a rule is written beside it; a rule is as sure as the weakest part of it.
"""

CALENDAR = """\
A term in a law that ends on a Saturday, a Sunday or a recognised holiday runs through the next day that
is none of these (art. 1). Whether this holds for a term follows from its length (art. 4, certainty S):
not for terms in years, of more than three months, twelve weeks or ninety days. A setting of the
municipality is not a term in a law and never moves. The holidays are those of art. 3, with Easter
computed. Days that a decree equates to a holiday are:
"""

KNOWN_YEARS = """\
They are known from {van} until the end of {tot}. A term that the calendar can move and that ends outside
these years carries a warning.
"""


REPORTS = """\
Tried before anything is sent, beside the form where the fact is entered. What DUO's texts say in so many
words is a `weigering`; what they leave open is an `aandachtspunt`: DUO may refuse it, we do not. For a PIP
these are the rules above, and no others:
"""

MELDING_TITLES = {
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

CONDITION_HEADINGS = ("Regel", "Voorwaarde", "Soort", "Grondslag", "Zekerheid", "Regelblad")


def as_markdown() -> str:
    """Return the whole page, ending in a newline."""
    parts = [
        INTRODUCTION,
        _table(("Label", "Betekenis"), ((certainty, certainty.meaning) for certainty in Certainty)),
        "## Termijnen\n",
        _table(
            ("Termijn", "Telt vanaf", "Duur", "Gehaald door", "Schuift", "Grondslag", "Zekerheid"),
            (_termijn_row(rule) for rule in law.TERMIJN_RULES),
        ),
        *(_termijn(rule) for rule in law.TERMIJN_RULES),
        "## Voorwaarden voor een PIP\n",
        "A `weigering` stops the PIP from being fixed; an `aandachtspunt` asks somebody to look.\n",
        _table(CONDITION_HEADINGS, (_condition_row(one) for one in pip_conditions())),
        "## Voorwaarden van DUO voor een melding\n",
        REPORTS,
        "".join(f"- `{one.name}`\n" for one in pip_conditions_of_duo()),
        *(_melding(melding) for melding in Melding),
        "## Kalender\n",
        f"{_artikel(Artikel(AWT))}\n",
        CALENDAR,
        _table(("Besluit", "Dagen", "Bron"), _equated_days()),
        KNOWN_YEARS.format(van=calendar.known_from, tot=calendar.known_until),
    ]
    return "\n".join(parts)


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [headings, ("---",) * len(headings), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _artikel(artikel: Artikel) -> str:
    label = f"[{artikel.label}]({artikel.link})" if artikel.link else artikel.label
    return f"{label} (nummer afgeleid)" if artikel.inferred else label


def duration_in_words(rule: TermijnRule) -> str:
    """Return the length of a term, with where it comes from when the municipality sets it."""
    if isinstance(rule.duration, SetByGemeente):
        return f"{rule.duration_under(TermijnSettings())}, in te stellen door de gemeente"
    return str(rule.duration)


def begin_in_words(rule: TermijnRule) -> str:
    """Return from which facts a term counts, in plain Dutch."""
    feiten = " en ".join(ALL_FEITEN[feit].description for feit in rule.begin.feiten)
    if len(rule.begin.feiten) > 1:
        return f"de laatste van {feiten}"
    return f"de dag na {feiten}" if rule.begin.days_after else feiten


def period_in_words(rule: Rule) -> str:
    """Return from when to when a version holds, in plain Dutch."""
    until = f" tot en met {in_words(rule.valid_until)}" if rule.valid_until else ""
    return f"vanaf {in_words(rule.valid_from)}{until}"


def _termijn_row(rule: TermijnRule) -> tuple[str, ...]:
    return (
        f"`{rule.name}`",
        begin_in_words(rule),
        duration_in_words(rule),
        ALL_FEITEN[rule.gehaald_door].description if rule.gehaald_door else "-",
        "ja" if rule.can_move else "nee",
        _artikel(rule.grondslag),
        rule.certainty,
    )


def _termijn(rule: TermijnRule) -> str:
    differs = len({part.certainty for part in rule.parts}) > 1
    parts = "".join(
        f"- {rule.say(part.what)}: {part.certainty} (regelblad {part.source})"
        f"{' **zwakste onderdeel**' if part is rule.weakest and differs else ''}\n"
        for part in rule.parts
    )
    notes = "".join(f"- Let op: {rule.say(note)}\n" for note in rule.notes)
    heading = f"### {rule.title} (`{rule.name}`)"
    period = f"Geldig {period_in_words(rule)}."
    return f"{heading}\n\n{rule.text}\n\n{rule.why_it_moves} {period}\n\n{parts}{notes}"


def _melding(melding: Melding) -> str:
    rows = (_condition_row(one) for one in conditions_for(melding))
    return f"### {MELDING_TITLES[melding]} (`{melding}`)\n\n{_table(CONDITION_HEADINGS, rows)}"


def _condition_row(one: Condition) -> tuple[str, ...]:
    text = str(one.text)
    if (one.valid_from, one.valid_until) != (IN_FORCE, None):
        text += f" (geldig {period_in_words(one)})"
    return (f"`{one.name}`", text, one.consequence, _artikel(one.grondslag), one.certainty, one.source)


def _equated_days() -> Iterable[tuple[str, ...]]:
    for decree in calendar.GELIJKSTELLINGEN:
        source = f"<{decree.source}>" if decree.source.startswith("https://") else decree.source
        yield decree.besluit, ", ".join(in_words(day) for day in decree.days), source
