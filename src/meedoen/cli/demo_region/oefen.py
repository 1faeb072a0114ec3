"""What the practice DUO and BRP of the demo know: the people of the region as in their dossiers, and more.

A few differ on purpose, so that the page with differences has something to show, and some have no dossier
yet, so that DUO can report them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from meedoen.basis.access.scope import within
from meedoen.basis.organisations.models import Organisation
from meedoen.cli.demo_region.brp import in_the_brp
from meedoen.cli.demo_region.names import ORIGINS
from meedoen.cli.demo_region.region import ACCOUNTS, GEMEENTEN
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.numbers import WEIGHTS
from meedoen.dossiers.phases import Fase
from meedoen.dossiers.phases import FeitSoort as F
from meedoen.intake.models import Leerbaarheidstoets
from meedoen.keten.models import ConnectionSettings, Party
from meedoen.pip.models import Beschikking
from oefen.events import VERLENGING_DAYS, YEARS, years_later
from oefen.world import DUO_OIN, VERLENGINGSGRONDEN

AT_MOST = 5_000
"""Dossiers of which the practice DUO knows the people: it keeps all of them in memory."""
BRP_OIN = "00000099000000002000"
FIRST_NEW = 99_000_000
"""Where the numbers of people without a dossier begin, well below those of the region."""
NEWCOMERS = {"0361": 5, "0399": 3, "0373": 3, "0383": 1}
"""How many people without a dossier each municipality gets."""
DIFFERENCES = ("doelgroep", "termijn", "pip")
OTHER_GEMEENTE = {"0361": "0373", "0373": "0399", "0399": "0361"}
"""Whose PIP it is at DUO, for the person of whom that differs."""
CLASSIFICATION = {
    "asielstatushouder": "Asielstatushouder",
    "gezinsmigrant": "Gezinsmigrant en overige migrant",
}
FINER = {"asielstatushouder": "Asielstatushouder", "gezinsmigrant": "Gezinsvormer"}
FEASIBLE = {
    "haalbaar": "B1-route haalbaar",
    "niet_haalbaar": "B1-route niet haalbaar",
    "onbekend": "Onbekend",
}


def oin_of(code: str) -> str:
    """Return the synthetic OIN of a municipality of the demo."""
    return f"00000099{int(code):09d}000"


def connect(address: str) -> None:
    """Connect every municipality with the practice DUO and BRP that listen on `adres`."""
    for gemeente in Organisation.objects.filter(soort=Organisation.Kind.GEMEENTE):
        for party, path, oin in ((Party.DUO, "v1", DUO_OIN), (Party.BRP, "brp", BRP_OIN)):
            ConnectionSettings.objects.update_or_create(
                gemeente=gemeente,
                partij=party,
                defaults={
                    "basis_url": f"{address}/{path}",
                    "oin": oin_of(gemeente.code),
                    "oin_partij": oin,
                },
            )


def write_gemeenten(path: Path, site: str) -> None:
    """Write for the practice DUO who its municipalities are and where the site takes their notifications."""
    gemeenten = [
        {"code": code, "oin": oin_of(code), "naam": name, "adres": f"{site}/keten/duo/v1"}
        for code, name in GEMEENTEN.items()
    ]
    path.write_text(json.dumps({"gemeenten": gemeenten}), encoding="utf-8")


def write_people(path: Path) -> None:
    """Write for the practice DUO and BRP whom they know, and who of them differs or is new."""
    gemeenten = {o.pk: o.code for o in Organisation.objects.filter(soort=Organisation.Kind.GEMEENTE)}
    with within(gemeenten):
        people = list(_people(gemeenten))
    differences = make_differences(people)
    new = list(new_people(timezone.localdate()))
    content = {
        "personen": [person.at_duo for person in [*people, *new]],
        "brp": in_the_brp([person.at_brp for person in [*people, *new]]),
        "nieuw": [person.at_duo["bsn"] for person in new],
        "verschillen": differences,
    }
    part = path.with_name(f"{path.name}.deel")
    part.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    part.replace(path)


@dataclass
class Person:
    """Somebody as DUO knows him, and what the BRP needs to know of him."""

    at_duo: dict[str, Any]
    at_brp: dict[str, Any]
    dossier: UUID | None = None
    of_account: bool = False
    """Whether somebody with a demo account works on it."""


@dataclass
class Trail:
    """All that the dossiers of one person say."""

    dossiers: list[Dossier] = field(default_factory=list)
    feiten: dict[UUID, dict[str, Feit]] = field(default_factory=dict)
    besluiten: list[Beschikking] = field(default_factory=list)
    evaluate: Leerbaarheidstoets | None = None


def _people(gemeenten: Mapping[UUID, str]) -> Iterator[Person]:
    """Everybody with a BSN, whose dossier is open first; who has two lives where the open one is."""
    rows = Dossier.objects.select_related("persoon", "klantmanager").exclude(persoon__bsn="")
    open_ = list(rows.exclude(fase=Fase.COMPLETED).order_by("nummer", "id")[:AT_MOST])
    closed = list(rows.filter(fase=Fase.COMPLETED).order_by("nummer", "id")[: AT_MOST - len(open_)])
    trails: dict[str, Trail] = defaultdict(Trail)
    of = {}
    for dossier in [*closed, *open_]:
        of[dossier.pk] = trail = trails[dossier.persoon.bsn]
        trail.dossiers.append(dossier)
        trail.feiten[dossier.pk] = {}
    for feit in Feit.objects.filter(dossier__in=of, withdrawn_at=None).iterator():
        of[feit.dossier_id].feiten[feit.dossier_id][feit.soort] = feit
    for decision in Beschikking.objects.filter(dossier__in=of, fixed_at__isnull=False):
        of[decision.dossier_id].besluiten.append(decision)
    for evaluate in Leerbaarheidstoets.objects.filter(dossier__in=of):
        of[evaluate.dossier_id].evaluate = evaluate
    for trail in trails.values():
        yield _person(trail, gemeenten)


def _person(trail: Trail, gemeenten: Mapping[UUID, str]) -> Person:
    dossier = trail.dossiers[-1]
    feiten, persoon = trail.feiten[dossier.pk], dossier.persoon
    code = gemeenten[dossier.gemeente_id]
    lives = _day(feiten, F.INSCHRIJVING_BRP) or _day(feiten, F.HUISVESTING)
    pips = list(_pips(trail, gemeenten))
    at_duo: dict[str, Any] = {
        "bsn": persoon.bsn,
        "naam": persoon.naam,
        "gemeente": code,
        "coa": dossier.adres_soort == Dossier.Adres.AZC,
        "gevestigd_op": _iso(min(lives, _first(pips) or lives)) if lives else None,
        "plicht": _plicht(feiten, bool(pips)),
        "doelgroep": _doelgroep(dossier.doelgroep, feiten),
        "pips": pips,
        "termijn": _termijn(_first(pips)),
        "examennummer": f"OEF{persoon.bsn}" if _wait_on_test(feiten) else None,
        "toetsresultaten": _tests(trail.evaluate),
        "examens": _examens(persoon.bsn, pips),
        "gratis_pogingen": [
            {"onderdeel": part, "gratisPogingenTegoed": 2} for part in ("KNM", "LE", "LU", "SC", "SP")
        ],
    }
    if persoon.v_nummer:
        at_duo["v_nummer"] = int(persoon.v_nummer)
    at_brp = {
        "bsn": persoon.bsn,
        "voornamen": persoon.voornamen,
        "voorvoegsel": persoon.voorvoegsel,
        "achternaam": persoon.achternaam,
        "geboren": persoon.geboortedatum,
        "geslacht": persoon.geslacht,
        "land": persoon.land_van_herkomst,
        "gemeente": code,
        "plaats": dossier.plaats,
        "since": lives,
        "huishouden": persoon.huishouden_id,
    }
    demo = {account.email for account in ACCOUNTS}
    klantmanager = dossier.klantmanager
    return Person(at_duo, at_brp, dossier.pk, klantmanager is not None and klantmanager.email in demo)


def _day(feiten: Mapping[str, Feit], kind: str) -> date | None:
    feit = feiten.get(kind)
    return feit.datum if feit else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plicht(feiten: Mapping[str, Feit], with_pip: bool) -> dict[str, Any] | None:
    kennisgeving, end = _day(feiten, F.KENNISGEVING_DUO), _day(feiten, F.END_PLICHT)
    begin = _day(feiten, F.BEGIN_PLICHT) or kennisgeving
    if begin is None:
        return None
    plicht = {
        "indicatorInburgeringsplicht": end is None,
        "begindatum": _iso(begin),
        "einddatum": _iso(end),
        "wijzigingsdatum": _iso(end or begin),
        "datumKennisgevingInburgeringsplicht": _iso(kennisgeving),
    }
    if end:
        plicht["redenGeenInburgeringsplicht"] = "Inburgeringsplicht voldaan" if with_pip else "Overig"
    return plicht


def _doelgroep(group: str, feiten: Mapping[str, Feit]) -> dict[str, Any] | None:
    if group not in CLASSIFICATION:
        return None
    begin = _day(feiten, F.DOELGROEP) or _day(feiten, F.BEGIN_PLICHT)
    return {
        "indeling": CLASSIFICATION[group],
        "gedetailleerdeDoelgroep": FINER[group],
        "begindatum": _iso(begin),
    }


def _pips(trail: Trail, gemeenten: Mapping[UUID, str]) -> Iterator[dict[str, Any]]:
    """The PIPs in order of their date: as decided here, else as the facts say."""
    found = []
    for dossier in trail.dossiers:
        own = [decision for decision in trail.besluiten if decision.dossier_id == dossier.pk]
        feiten = trail.feiten[dossier.pk]
        day, route = _day(feiten, F.PIP_DAGTEKENING), feiten.get(F.LEERROUTE)
        for decision in own:
            asiel = dossier.doelgroep == Dossier.Doelgroep.ASIEL
            found.append((decision.dagtekening, dossier, _content(decision, asiel=asiel)))
        if not own and day and route and route.waarde:
            found.append((day, dossier, {"leerroute": route.waarde, "niveau": _niveau(route.waarde)}))
    for dagtekening, dossier, content in sorted(found, key=lambda pip: pip[0] or date.max):
        if dagtekening:
            yield {
                "gemeentecode": gemeenten[dossier.gemeente_id],
                "geregistreerd_op": f"{dagtekening.isoformat()}T12:00:00+01:00",
                "pip": {"dagtekeningPip": dagtekening.isoformat(), **content},
            }


def _content(decision: Beschikking, *, asiel: bool) -> dict[str, Any]:
    with_uren = asiel and decision.leerroute == Beschikking.Leerroute.B1
    return {
        "leerroute": decision.leerroute,
        "niveau": decision.niveau or _niveau(decision.leerroute),
        "geschatteIntensiteitB1Route": decision.intensiteit_uren if with_uren else None,
        "indicatorMagOpleidingAfmaken": decision.mag_opleiding_afmaken,
        "indicatorAlfabetiseringsonderwijs": decision.alfabetisering or None,
    }


def _niveau(leerroute: str) -> str | None:
    return "B1" if leerroute in {"B", "O"} else None


def _first(pips: Sequence[Mapping[str, Any]]) -> date | None:
    return date.fromisoformat(pips[0]["pip"]["dagtekeningPip"]) if pips else None


def _termijn(dagtekening: date | None) -> dict[str, Any] | None:
    """The term as DUO fixes it: from the day after, three years; the end is the first day after it."""
    if dagtekening is None:
        return None
    start = dagtekening + timedelta(days=1)
    return {
        "startdatum": _iso(start),
        "einddatum": _iso(years_later(start, YEARS)),
        "wijzigingsdatum": _iso(start),
    }


def _wait_on_test(feiten: Mapping[str, Feit]) -> bool:
    return F.INTAKE_STARTED in feiten and F.LBT not in feiten and F.PIP_DAGTEKENING not in feiten


def _tests(evaluate: Leerbaarheidstoets | None) -> list[dict[str, Any]]:
    if evaluate is None or evaluate.afgenomen_op is None or not evaluate.resultaat:
        return []
    return [
        {
            "resultaat": FEASIBLE[evaluate.resultaat],
            "behaaldeScore": f"{evaluate.behaalde_score or 0},00",
            "benodigdeScore": f"{evaluate.benodigde_score or 0},00",
            "datumAfname": evaluate.afgenomen_op.isoformat(),
        }
    ]


def _examens(bsn: str, pips: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Of a third of those who take exams and learn for more than a year: some results."""
    dagtekening = _first(pips)
    if dagtekening is None or pips[-1]["pip"]["leerroute"] == "Z":
        return []
    if int(bsn) % 3 or (timezone.localdate() - dagtekening).days < 400:
        return []
    results = (("KNM", None, "Geslaagd"), ("LE", "B1", "Geslaagd"), ("SC", "B1", "Gezakt"))
    return [
        {
            "examendatum": _iso(dagtekening + timedelta(days=300 + 30 * place)),
            "onderdeel": component,
            "resultaat": result,
            **({"niveau": niveau} if niveau else {}),
        }
        for place, (component, niveau, result) in enumerate(results)
    ]


def make_differences(people: Iterable[Person]) -> list[dict[str, str]]:
    """Let DUO know something else than the dossier of some people. Returns who, what and which dossier."""
    made, following = [], dict.fromkeys(OTHER_GEMEENTE, 0)
    for person in sorted(people, key=lambda person: not person.of_account):
        code, place = person.at_duo["gemeente"], following.get(person.at_duo["gemeente"], len(DIFFERENCES))
        running = (person.at_duo["plicht"] or {}).get("indicatorInburgeringsplicht")
        if place == len(DIFFERENCES) or not (running and len(person.at_duo["pips"]) == 1):
            continue
        kind = DIFFERENCES[place]
        _change(person.at_duo, kind, code)
        following[code] += 1
        made.append({"bsn": person.at_duo["bsn"], "soort": kind, "dossier": f"/dossiers/{person.dossier}/"})
    return made


def _change(duo: dict[str, Any], kind: str, code: str) -> None:
    if kind == "doelgroep":
        asiel = duo["doelgroep"] and duo["doelgroep"]["indeling"] == CLASSIFICATION["asielstatushouder"]
        otherwise = "gezinsmigrant" if asiel else "asielstatushouder"
        duo["doelgroep"] = (duo["doelgroep"] or {}) | {
            "indeling": CLASSIFICATION[otherwise],
            "gedetailleerdeDoelgroep": FINER[otherwise],
        }
    elif kind == "termijn":
        end = date.fromisoformat(duo["termijn"]["einddatum"])
        duo["termijn_historie"] = [{"einddatum": _iso(end)}]
        duo["termijn"] |= {
            "einddatum": _iso(end + timedelta(days=VERLENGING_DAYS)),
            "verlengingsgrondcode": VERLENGINGSGRONDEN[0].code,
            "verlengingsgrondomschrijving": VERLENGINGSGRONDEN[0].omschrijving,
        }
    else:
        duo["pips"][0]["gemeentecode"] = OTHER_GEMEENTE[code]


def new_people(today: date) -> Iterator[Person]:
    """People whom DUO is about to find duty-bound, and of whom no municipality has heard."""
    numbers = _numbers()
    codes = [code for code, count in NEWCOMERS.items() for _ in range(count)]
    for place, code in enumerate(codes):
        origin = ORIGINS[place % len(ORIGINS)]
        man, asiel = place % 2 == 0, place % 4 != 3
        bsn = next(numbers)
        first_name = (origin.men if man else origin.women)[-1 - place % 5]
        achternaam = origin.surnames[-1 - place % 7]
        group = "asielstatushouder" if asiel else "gezinsmigrant"
        since = today - timedelta(days=10 + place)
        yield Person(
            {
                "bsn": bsn,
                "v_nummer": 2_799_000_000 + place,
                "nieuw": True,
                "naam": f"{first_name} {achternaam}",
                "gemeente": code,
                "gevestigd_op": _iso(since),
                "doelgroep": {
                    "indeling": CLASSIFICATION[group],
                    "gedetailleerdeDoelgroep": FINER[group],
                    "begindatum": _iso(since),
                },
            },
            {
                "bsn": bsn,
                "voornamen": first_name,
                "voorvoegsel": "",
                "achternaam": achternaam,
                "geboren": date(today.year - 24 - place, 1 + place % 12, 3 + place),
                "geslacht": "man" if man else "vrouw",
                "land": origin.country,
                "gemeente": code,
                "plaats": GEMEENTEN[code],
                "since": since,
                "huishouden": None,
            },
        )


def _numbers() -> Iterator[str]:
    """Numbers that pass the eleven test."""
    begin = FIRST_NEW
    while True:
        total = sum(int(figure) * weight for figure, weight in zip(str(begin), WEIGHTS[:8], strict=True))
        if total % 11 < 10:
            yield f"{begin}{total % 11}"
        begin += 7
