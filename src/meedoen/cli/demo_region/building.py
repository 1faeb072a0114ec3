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
from meedoen.basis.access.scope import within
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.documents.models import Document
from meedoen.basis.organisations.models import Organisation
from meedoen.cli.demo_region import dossier_list, gesprekken, intakes, letters, personen, plans
from meedoen.cli.demo_region.life_course import life_courses
from meedoen.cli.demo_region.region import make_organisations, make_people
from meedoen.cli.demo_region.writing import opened, refresh_statistics, write
from meedoen.cli.errors import ErrorMessage
from meedoen.dossiers.computation import ComputedState
from meedoen.dossiers.models import (
    Contactmoment,
    Dossier,
    DossierDocument,
    Feit,
    Huishouden,
    Persoon,
    SearchTerm,
    Signaal,
    Termijn,
)
from meedoen.dossiers.takeover.rows import table_of
from meedoen.intake.leidraad import load_default_leidraad
from meedoen.intake.models import BredeIntake, Domeinbeeld, IntakeGesprek, Leerbaarheidstoets
from meedoen.pip.models import Afspraak, Beschikking, Doel, PlanChange

TABLES: tuple[type[models.Model], ...] = (
    Huishouden,
    Persoon,
    SearchTerm,
    Dossier,
    Feit,
    Termijn,
    AuditEntry,
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
    PlanChange,
)
"""In an order in which every row refers to rows that are there."""

PER_TURN = 25_000
"""Open dossiers of which what hangs on them is made at a time: what bounds the memory."""

T = TypeVar("T")
Progress = Callable[[int, int], None]


def build(omvang: int, voortgang: Progress) -> None:
    """Fill an empty database with a region of `omvang` dossiers, dated from today.

    The same size on the same day gives the same region.

    Args:
        voortgang: is told how far it is, as (done, of how many).

    Raises:
        Foutmelding: in productie, or when the database holds organisations already.
    """
    refuse_in_production()
    if Organisation.objects.exists():
        raise ErrorMessage(
            "In deze database staan al gemeenten; de demoregio komt alleen in een lege database."
        )
    with transaction.atomic():
        _build(omvang, timezone.localdate(), voortgang)
    voortgang(omvang, omvang)


def refuse_in_production() -> None:
    """Raise Foutmelding where real people's data may be."""
    if environment.environment() == "productie":
        raise ErrorMessage("De demoregio komt niet in een omgeving met MEEDOEN_OMGEVING=productie.")


def _build(size: int, today: date, progress: Progress) -> None:
    """Write all rows, and put the letters where they are looked for."""
    lives, state = dossier_list.with_state(life_courses(size, today), today)
    progress(round(0.03 * size), size)
    codes = make_organisations()
    lives = dossier_list.with_people(lives, make_people(codes, dossier_list.count_klantmanagers(lives)))
    leidraad = load_default_leidraad()
    domeinen = list(leidraad.domeinen.values_list("code", flat=True))
    letter = letters.make_sample_letter()
    # The inner transaction leaves the connection usable for `werkruimte` when something fails.
    with within(codes.values()), transaction.atomic(), ThreadPoolExecutor(max_workers=1) as deliverer:
        laid_down = []
        with opened(TABLES):
            for model, frame, ready in forward(_frames(lives, state, letter, (leidraad.pk, domeinen), today)):
                write(model, frame)
                if model is Document:
                    laid_down.append(deliverer.submit(letters.put_down, letter, frame["id"].to_list()))
                progress(round(ready * size), size)
            _set_counter(DossierDocument, sum(batch.result() for batch in laid_down))
        refresh_statistics(TABLES)


def forward(pieces: Iterator[T]) -> Iterator[T]:
    """Make the next piece while the caller writes this one: the database has a core of its own."""
    with ThreadPoolExecutor(max_workers=1) as maker:
        following = maker.submit(next, pieces, None)
        while (piece := following.result()) is not None:
            following = maker.submit(next, pieces, None)
            yield piece


Piece = tuple[type[models.Model], pl.DataFrame, float]
"""Rows of one table, and the share of the work that is done when they are written."""


def _frames(
    lives: pl.DataFrame,
    state: ComputedState,
    letter: letters.SampleLetter,
    leidraad: tuple[int, list[str]],
    today: date,
) -> Iterator[Piece]:
    """All rows, in an order in which every row refers to rows that are there."""
    people = personen.personen(lives, today)
    house = lives.select("gemeente_id", id="huishouden_id").drop_nulls("id").unique("id", maintain_order=True)
    yield Huishouden, house, 0.05
    yield Persoon, people.drop("i"), 0.08
    yield SearchTerm, personen.search_terms_of(people), 0.12
    yield Dossier, dossier_list.dossiers(lives, today), 0.2
    yield Feit, dossier_list.feiten(lives, today), 0.48
    yield Termijn, dossier_list.termijnen(lives, state), 0.54
    yield AuditEntry, dossier_list.audit_entries(lives), 0.56
    language = pl.col("contacttalen").str.strip_chars("{}").str.split(",").list.first()
    lives = lives.join(
        people.select("i", "tolk_nodig", taal=language), on="i", how="left", maintain_order="left"
    )
    open_ = lives.filter(pl.col("fase") != "afgerond")
    counted = 0
    for place, piece in enumerate(open_.iter_slices(PER_TURN), start=1):
        ready = 0.56 + 0.34 * min(1.0, place * PER_TURN / max(1, open_.height))
        for model, frame in _what_hangs_on_it(piece, letter, leidraad, today, counted):
            counted += frame.height if model is Document else 0
            yield model, frame, ready


def _what_hangs_on_it(
    lives: pl.DataFrame,
    letter: letters.SampleLetter,
    leidraad: tuple[int, list[str]],
    today: date,
    counted: int,
) -> Iterator[tuple[type[models.Model], pl.DataFrame]]:
    """Talks, signals, intakes and plans of open dossiers. A closed one was taken over with its facts only."""
    moments = gesprekken.contactmomenten(lives, today)
    yield Contactmoment, moments.select(gesprekken.COLUMNS)
    yield Signaal, gesprekken.signalen(lives, today)
    yield BredeIntake, intakes.intakes(lives, leidraad[0])
    yield IntakeGesprek, intakes.intakegesprekken(lives, moments)
    yield Domeinbeeld, intakes.domeinbeelden(lives, leidraad[1], today)
    yield Leerbaarheidstoets, intakes.evaluate_all(lives, today)
    documents, in_dossier, besluiten = plans.with_letters(plans.beschikkingen(lives, today), letter, counted)
    yield Document, documents
    yield DossierDocument, in_dossier
    yield Beschikking, besluiten
    yield Doel, plans.doelen(lives, today)
    yield Afspraak, plans.afspraken(lives, today)
    yield PlanChange, plans.plan_changes(lives, today)


def _set_counter(model: type[models.Model], last: int) -> None:
    """Let the next row of a table of which we chose the ids come after ours."""
    if last:
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table_of(model), last])
