"""The terms once more, written independently: plain loops, another Easter, nothing from `meedoen.wet`."""

import calendar
from datetime import date, timedelta

DAG = timedelta(days=1)

EQUATED = {
    date(2022, 5, 27),
    date(2023, 4, 28),
    date(2023, 5, 19),
    date(2024, 5, 10),
    date(2024, 12, 27),
    date(2025, 5, 30),
    date(2026, 1, 2),
    date(2026, 5, 15),
    date(2027, 5, 7),
    date(2028, 4, 28),
    date(2028, 5, 26),
}


def gauss_easter(year):
    """Gauss's rule with the corrections of 1816; another algorithm than the product's."""
    a, b, c = year % 19, year % 4, year % 7
    k = year // 100
    p = (13 + 8 * k) // 25
    m = (15 - p + k - k // 4) % 30
    n = (4 + k - k // 4) % 7
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    if d == 29 and e == 6:
        return date(year, 4, 19)
    if d == 28 and e == 6 and (11 * m + 11) % 30 < 19:
        return date(year, 4, 18)
    return date(year, 3, 22) + timedelta(days=d + e)


def is_closed(day):
    """Article 3 of the Awt, read from the top."""
    if day.weekday() >= 5 or day in EQUATED:
        return True
    if (day.month, day.day) in {(1, 1), (5, 5), (12, 25), (12, 26)}:
        return True
    kings_day = 26 if date(day.year, 4, 27).weekday() == 6 else 27
    if (day.month, day.day) == (4, kings_day):
        return True
    return (day - gauss_easter(day.year)).days in {-2, 1, 39, 50}


def roll(day):
    while is_closed(day):
        day += DAG
    return day


def plus_weeks(day, weeks):
    for _ in range(weeks * 7):
        day += DAG
    return day


def plus_months(day, months):
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


NOTHING = (None, None, None)


def pip(f):
    if f["kennisgeving_duo"] is None or f["inschrijving_brp"] is None:
        return NOTHING
    begin = max(f["kennisgeving_duo"], f["inschrijving_brp"])
    raw = plus_weeks(begin, 10)
    if f["informatie_derden"] is not None:
        raw = max(raw, plus_weeks(f["informatie_derden"], 2))
    return begin, raw, roll(raw)


def bezwaar_pip(f):
    begin = f["pip_bekendgemaakt"]
    if begin is None:
        return NOTHING
    raw = plus_weeks(begin, 6)
    return begin, raw, roll(raw)


def inburgeringstermijn(f, months=36):
    signed = f["pip_dagtekening"]
    if signed is None:
        return NOTHING
    last = plus_months(signed, months)
    return signed + DAG, last, last


def schakelen(f):
    return inburgeringstermijn(f, months=18)


def ontzorgen(f):
    begin = f["bijstand_vanaf"]
    if begin is None or f["doelgroep"] is None or f["asielvergunning"] is None:
        return NOTHING
    last = plus_months(begin, 6) - DAG
    return begin, last, last


def plaatsing(f, days=20):
    begin = f["aangemeld_aanbieder"]
    if begin is None:
        return NOTHING
    last = begin
    for _ in range(days):
        last += DAG
    return begin, last, last


ACTS = {"pip": "pip_dagtekening", "plaatsing": "geplaatst"}


def status(term, begin, last, met, today):
    if begin is None or begin > today:
        return "niet_begonnen"
    if met is not None:
        return "gehaald" if met <= last else "te_laat"
    if today <= last:
        return "loopt"
    return "te_laat" if term in ACTS else "voorbij"


def expected(facts, term, today):
    """Return begin, raw last day, last day, status and met on, as the law gives them."""
    if term == "ontzorgen" and (facts["doelgroep"] == "gezinsmigrant" or facts["asielvergunning"] == "nee"):
        return None, None, None, "niet_van_toepassing", None
    begin, raw, last = globals()[term](facts)
    met = facts[ACTS[term]] if term in ACTS else None
    return begin, raw, last, status(term, begin, last, met, today), met
