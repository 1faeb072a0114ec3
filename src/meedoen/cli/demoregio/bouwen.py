"""Building the demo region: everything in one transaction, so that there is never half a region."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
from django.db import connection, models, transaction
from django.utils import timezone

from meedoen import environment
from meedoen.basis.documenten.models import Document
from meedoen.basis.logboek.models import Logregel
from meedoen.basis.organisaties.models import Organisatie
from meedoen.basis.toegang.werkruimte import werkruimte
from meedoen.cli.demoregio import brieven, dossierlijst, gesprekken, intakes, personen, plannen
from meedoen.cli.demoregio.levensloop import levenslopen
from meedoen.cli.demoregio.regio import maak_mensen, maak_organisaties
from meedoen.cli.demoregio.schrijven import schrijf, ververs_statistiek, zonder_verwijzingen
from meedoen.cli.errors import Foutmelding
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
from meedoen.intake.leidraad import laad_standaard_leidraad
from meedoen.intake.models import BredeIntake, Domeinbeeld, IntakeGesprek, Leerbaarheidstoets
from meedoen.pip.models import Afspraak, Beschikking, Doel, PlanWijziging

TABELLEN: tuple[type[models.Model], ...] = (
    Huishouden, Persoon, Zoekterm, Dossier, Feit, Termijn, Logregel, Contactmoment, Signaal, BredeIntake, IntakeGesprek,
    Domeinbeeld, Leerbaarheidstoets, Document, DossierDocument, Beschikking, Doel, Afspraak, PlanWijziging,
)  # fmt: skip
"""In an order in which every row refers to rows that are there."""

PER_KEER = 20_000
"""Dossiers of which what hangs on them is made at a time: what bounds the memory."""

Voortgang = Callable[[int, int], None]


def bouw(omvang: int, voortgang: Voortgang) -> None:
    """Fill an empty database with a region of `omvang` dossiers, dated from today. The same size, the same region.

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
    vandaag = timezone.localdate()
    with transaction.atomic():
        brief, documenten = _bouw(omvang, vandaag, voortgang)
    brieven.leg_neer(brief, documenten, lambda deel: voortgang(round((0.95 + 0.05 * deel) * omvang), omvang))
    voortgang(omvang, omvang)


def weiger_in_productie() -> None:
    """Raise Foutmelding where real people's data may be."""
    if environment.omgeving() == "productie":
        raise Foutmelding("De demoregio komt niet in een omgeving met MEEDOEN_OMGEVING=productie.")


def _bouw(omvang: int, vandaag: date, voortgang: Voortgang) -> tuple[brieven.Voorbeeldbrief, list[str]]:
    levens, stand = dossierlijst.met_stand(levenslopen(omvang, vandaag), vandaag)
    codes = maak_organisaties()
    levens = dossierlijst.met_mensen(levens, maak_mensen(codes, dossierlijst.aantal_klantmanagers(levens)))
    brief, documenten = brieven.maak_voorbeeldbrief(), list[str]()
    # The inner transaction leaves the connection usable for `werkruimte` when something fails.
    with werkruimte(codes.values()), transaction.atomic():
        with zonder_verwijzingen(TABELLEN):
            mensen = _schrijf_kern(levens, stand, vandaag)
            voortgang(omvang // 2, omvang)
            taal = mensen.select(
                "i",
                "tolk_nodig",
                taal=pl.col("contacttalen").str.strip_chars("{}").str.split(",").list.first(),
            )
            levens = levens.join(taal, on="i", how="left", maintain_order="left")
            for stuk in levens.iter_slices(PER_KEER):
                documenten += _schrijf_wat_eraan_hangt(stuk, brief, vandaag, len(documenten))
                voortgang(round((0.5 + 0.4 * (stuk["i"][-1] + 1) / omvang) * omvang), omvang)
            _zet_teller(DossierDocument, len(documenten))
        ververs_statistiek(TABELLEN)
    return brief, documenten


def _schrijf_kern(levens: pl.DataFrame, stand: dossierlijst.Stand, vandaag: date) -> pl.DataFrame:
    """People, dossiers, facts and terms. Returns the people."""
    mensen = personen.personen(levens, vandaag)
    huis = levens.select("gemeente_id", id="huishouden_id").drop_nulls("id").unique("id", maintain_order=True)
    schrijf(Huishouden, huis)
    schrijf(Persoon, mensen.drop("i"))
    schrijf(Zoekterm, personen.zoektermen_van(mensen))
    schrijf(Dossier, dossierlijst.dossiers(levens, vandaag))
    schrijf(Feit, dossierlijst.feiten(levens, vandaag))
    schrijf(Termijn, dossierlijst.termijnen(levens, stand))
    schrijf(Logregel, dossierlijst.logregels(levens))
    return mensen


def _schrijf_wat_eraan_hangt(
    levens: pl.DataFrame, brief: brieven.Voorbeeldbrief, vandaag: date, geteld: int
) -> list[str]:
    """Talks, signals, intakes and plans. Returns the ids of the letters."""
    leidraad = laad_standaard_leidraad()
    domeinen = list(leidraad.domeinen.values_list("code", flat=True))
    momenten = gesprekken.contactmomenten(levens, vandaag)
    schrijf(Contactmoment, momenten.select(gesprekken.KOLOMMEN))
    schrijf(Signaal, gesprekken.signalen(levens, vandaag))
    schrijf(BredeIntake, intakes.intakes(levens, leidraad.pk))
    schrijf(IntakeGesprek, intakes.intakegesprekken(levens, momenten))
    schrijf(Domeinbeeld, intakes.domeinbeelden(levens, domeinen, vandaag))
    schrijf(Leerbaarheidstoets, intakes.toetsen(levens, vandaag))
    besluiten = plannen.beschikkingen(levens, vandaag)
    documenten, in_dossier, besluiten = plannen.met_brieven(besluiten, brief, geteld)
    schrijf(Document, documenten)
    schrijf(DossierDocument, in_dossier)
    schrijf(Beschikking, besluiten)
    schrijf(Doel, plannen.doelen(levens, vandaag).drop("i"))
    schrijf(Afspraak, plannen.afspraken(levens, vandaag))
    schrijf(PlanWijziging, plannen.planwijzigingen(levens, vandaag))
    return documenten["id"].to_list()


def _zet_teller(model: type[models.Model], laatste: int) -> None:
    """Let the next row of a table of which we chose the ids come after ours."""
    if laatste:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [model._meta.db_table, laatste]
            )
