"""Building the demo region: everything in one transaction, so that there is never half a region."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TypeVar

import polars as pl
from django.db import connection, models, transaction
from django.utils import timezone

from meedoen import environment
from meedoen.basis.access.scope import werkruimte
from meedoen.basis.audit_log.models import Logregel
from meedoen.basis.documents.models import Document
from meedoen.basis.organisations.models import Organisatie
from meedoen.cli.demo_region import dossier_list, gesprekken, intakes, letters, personen, plans
from meedoen.cli.demo_region.life_course import levenslopen
from meedoen.cli.demo_region.region import maak_mensen, maak_organisaties
from meedoen.cli.demo_region.writing import opengezet, schrijf, ververs_statistiek
from meedoen.cli.errors import Foutmelding
from meedoen.dossiers.computation import Stand
from meedoen.dossiers.models import (
    Contactmoment,
    Dossier,
    DossierDocument,
    Feit,
    Huishouden,
    Persoon,
    Signaal,
    Termijn,
    Zoekterm,
)
from meedoen.dossiers.takeover.rows import tabel_van
from meedoen.intake.leidraad import laad_standaard_leidraad
from meedoen.intake.models import BredeIntake, Domeinbeeld, IntakeGesprek, Leerbaarheidstoets
from meedoen.pip.models import Afspraak, Beschikking, Doel, PlanWijziging

TABELLEN: tuple[type[models.Model], ...] = (
    Huishouden,
    Persoon,
    Zoekterm,
    Dossier,
    Feit,
    Termijn,
    Logregel,
    Contactmoment,
    Signaal,
    BredeIntake,
    IntakeGesprek,
    Domeinbeeld,
    Leerbaarheidstoets,
    Document,
    DossierDocument,
    Beschikking,
    Doel,
    Afspraak,
    PlanWijziging,
)
"""In an order in which every row refers to rows that are there."""

PER_KEER = 25_000
"""Open dossiers of which what hangs on them is made at a time: what bounds the memory."""

T = TypeVar("T")
Voortgang = Callable[[int, int], None]


def bouw(omvang: int, voortgang: Voortgang) -> None:
    """Fill an empty database with a region of `omvang` dossiers, dated from today.

    The same size on the same day gives the same region.

    Args:
        voortgang: is told how far it is, as (done, of how many).

    Raises:
        Foutmelding: in productie, or when the database holds organisations already.
    """
    weiger_in_productie()
    if Organisatie.objects.exists():
        raise Foutmelding(
            "In deze database staan al gemeenten; de demoregio komt alleen in een lege database."
        )
    with transaction.atomic():
        _bouw(omvang, timezone.localdate(), voortgang)
    voortgang(omvang, omvang)


def weiger_in_productie() -> None:
    """Raise Foutmelding where real people's data may be."""
    if environment.omgeving() == "productie":
        raise Foutmelding("De demoregio komt niet in een omgeving met MEEDOEN_OMGEVING=productie.")


def _bouw(omvang: int, vandaag: date, voortgang: Voortgang) -> None:
    """Write all rows, and put the letters where they are looked for."""
    levens, stand = dossier_list.met_stand(levenslopen(omvang, vandaag), vandaag)
    voortgang(round(0.03 * omvang), omvang)
    codes = maak_organisaties()
    levens = dossier_list.met_mensen(levens, maak_mensen(codes, dossier_list.aantal_klantmanagers(levens)))
    leidraad = laad_standaard_leidraad()
    domeinen = list(leidraad.domeinen.values_list("code", flat=True))
    brief = letters.maak_voorbeeldbrief()
    # The inner transaction leaves the connection usable for `werkruimte` when something fails.
    with werkruimte(codes.values()), transaction.atomic(), ThreadPoolExecutor(max_workers=1) as bezorger:
        neergelegd = []
        with opengezet(TABELLEN):
            for model, frame, klaar in vooruit(
                _frames(levens, stand, brief, (leidraad.pk, domeinen), vandaag)
            ):
                schrijf(model, frame)
                if model is Document:
                    neergelegd.append(bezorger.submit(letters.leg_neer, brief, frame["id"].to_list()))
                voortgang(round(klaar * omvang), omvang)
            _zet_teller(DossierDocument, sum(stapel.result() for stapel in neergelegd))
        ververs_statistiek(TABELLEN)


def vooruit(stukken: Iterator[T]) -> Iterator[T]:
    """Make the next piece while the caller writes this one: the database has a core of its own."""
    with ThreadPoolExecutor(max_workers=1) as maker:
        volgende = maker.submit(next, stukken, None)
        while (stuk := volgende.result()) is not None:
            volgende = maker.submit(next, stukken, None)
            yield stuk


Stuk = tuple[type[models.Model], pl.DataFrame, float]
"""Rows of one table, and the share of the work that is done when they are written."""


def _frames(
    levens: pl.DataFrame,
    stand: Stand,
    brief: letters.Voorbeeldbrief,
    leidraad: tuple[int, list[str]],
    vandaag: date,
) -> Iterator[Stuk]:
    """All rows, in an order in which every row refers to rows that are there."""
    mensen = personen.personen(levens, vandaag)
    huis = levens.select("gemeente_id", id="huishouden_id").drop_nulls("id").unique("id", maintain_order=True)
    yield Huishouden, huis, 0.05
    yield Persoon, mensen.drop("i"), 0.08
    yield Zoekterm, personen.zoektermen_van(mensen), 0.12
    yield Dossier, dossier_list.dossiers(levens, vandaag), 0.2
    yield Feit, dossier_list.feiten(levens, vandaag), 0.48
    yield Termijn, dossier_list.termijnen(levens, stand), 0.54
    yield Logregel, dossier_list.logregels(levens), 0.56
    taal = pl.col("contacttalen").str.strip_chars("{}").str.split(",").list.first()
    levens = levens.join(
        mensen.select("i", "tolk_nodig", taal=taal), on="i", how="left", maintain_order="left"
    )
    open_ = levens.filter(pl.col("fase") != "afgerond")
    geteld = 0
    for plaats, stuk in enumerate(open_.iter_slices(PER_KEER), start=1):
        klaar = 0.56 + 0.34 * min(1.0, plaats * PER_KEER / max(1, open_.height))
        for model, frame in _wat_eraan_hangt(stuk, brief, leidraad, vandaag, geteld):
            geteld += frame.height if model is Document else 0
            yield model, frame, klaar


def _wat_eraan_hangt(
    levens: pl.DataFrame,
    brief: letters.Voorbeeldbrief,
    leidraad: tuple[int, list[str]],
    vandaag: date,
    geteld: int,
) -> Iterator[tuple[type[models.Model], pl.DataFrame]]:
    """Talks, signals, intakes and plans of open dossiers. A closed one was taken over with its facts only."""
    momenten = gesprekken.contactmomenten(levens, vandaag)
    yield Contactmoment, momenten.select(gesprekken.KOLOMMEN)
    yield Signaal, gesprekken.signalen(levens, vandaag)
    yield BredeIntake, intakes.intakes(levens, leidraad[0])
    yield IntakeGesprek, intakes.intakegesprekken(levens, momenten)
    yield Domeinbeeld, intakes.domeinbeelden(levens, leidraad[1], vandaag)
    yield Leerbaarheidstoets, intakes.toetsen(levens, vandaag)
    documenten, in_dossier, besluiten = plans.met_brieven(plans.beschikkingen(levens, vandaag), brief, geteld)
    yield Document, documenten
    yield DossierDocument, in_dossier
    yield Beschikking, besluiten
    yield Doel, plans.doelen(levens, vandaag)
    yield Afspraak, plans.afspraken(levens, vandaag)
    yield PlanWijziging, plans.planwijzigingen(levens, vandaag)


def _zet_teller(model: type[models.Model], laatste: int) -> None:
    """Let the next row of a table of which we chose the ids come after ours."""
    if laatste:
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [tabel_van(model), laatste])
