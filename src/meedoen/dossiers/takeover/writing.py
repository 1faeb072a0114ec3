"""Taking good rows over in one transaction: all of them or none, and nobody twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import polars as pl
from django.db import transaction
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Action, log
from meedoen.basis.organisations.models import Organisation
from meedoen.dossiers.computation import SCHEMA, compute_state
from meedoen.dossiers.models import Dossier, Feit, Persoon, SearchTerm, Termijn
from meedoen.dossiers.phases import VALUES
from meedoen.dossiers.phases import FeitSoort as F
from meedoen.dossiers.rechten import DOSSIER_EDIT
from meedoen.dossiers.services import next_number, search_terms, settings_of
from meedoen.dossiers.takeover.checking import Bezwaar, CheckedRow
from meedoen.dossiers.takeover.fields import FEIT_FIELDS
from meedoen.dossiers.takeover.known_people import ORIGIN, Colleagues, KnownPeople
from meedoen.dossiers.takeover.rows import add
from meedoen.wet.termijn.rule import TermijnSettings

PER_TURN = 1000

TEXT_FIELDS = (
    "bsn",
    "v_nummer",
    "voornamen",
    "roepnaam",
    "voorvoegsel",
    "achternaam",
    "land_van_herkomst",
    "telefoon",
    "email",
)
"""Fields of a person that are text; empty when not filled in."""

Progress = Callable[[int], None]


class TooManyErrors(Exception):  # noqa: N818  # the Dutch word for it
    """More rows cannot be taken over than was allowed; nothing was written. `bezwaren` says which."""

    def __init__(self, bezwaren: list[Bezwaar]) -> None:
        super().__init__(f"{len(bad_rules(bezwaren))} rijen kunnen niet worden overgenomen")
        self.bezwaren = bezwaren


@dataclass
class TakeoverOutcome:
    """What was taken over, or would be: numbers, and the objections that stay."""

    nieuw: int = 0
    were_there_already: int = 0
    feiten: int = 0
    per_phase: dict[str, int] = field(default_factory=dict)
    bezwaren: list[Bezwaar] = field(default_factory=list)


def bad_rules(bezwaren: Sequence[Bezwaar]) -> set[int]:
    """The lines that are left out."""
    return {one.line for one in bezwaren if one.refuses}


def take_over(
    actor: Actor,
    gemeente: Organisation,
    rows: Sequence[CheckedRow],
    bezwaren: Sequence[Bezwaar],
    *,
    hoogstens_fout: int,
    proef: bool = False,
    voortgang: Progress = lambda _: None,
) -> TakeoverOutcome:
    """Open a dossier for everybody in `rijen` who has none here yet. One who has is left as he is.

    Args:
        bezwaren: what was found wrong before; the rows they are about are not in `rijen`.
        hoogstens_fout: with more bad rows than this, nothing is written.
        proef: compute everything and write nothing.
        voortgang: is told how many rows are done.

    Raises:
        Geweigerd: the actor may not open dossiers in this municipality.
        TeVeelFouten: too many rows cannot be taken over.
    """
    DOSSIER_EDIT.require(actor, Dossier(gemeente_id=gemeente.pk))
    with transaction.atomic():
        numbers = _numbers(gemeente)  # locks: two imports of one municipality wait for each other
        outcome = TakeoverOutcome(bezwaren=list(bezwaren))
        new = _new(gemeente, rows, outcome)
        if len(bad_rules(outcome.bezwaren)) > hoogstens_fout:
            raise TooManyErrors(outcome.bezwaren)
        takeover = Takeover(actor, gemeente, settings_of(gemeente.pk), Colleagues.van(gemeente.pk))
        for begin in range(0, len(new), PER_TURN):
            batch = takeover.prepare(new[begin : begin + PER_TURN], numbers, outcome)
            if not proef:
                takeover.write(batch)
            voortgang(min(begin + PER_TURN, len(new)))
    return outcome


def _numbers(gemeente: Organisation) -> Iterator[str]:
    """The next dossier numbers. Holds the municipality's row until the transaction ends."""
    first = next_number(gemeente)
    begin, next_ = first[:-5], int(first[-5:])
    while True:
        yield f"{begin}{next_:05d}"
        next_ += 1


def _new(gemeente: Organisation, rows: Sequence[CheckedRow], outcome: TakeoverOutcome) -> list[CheckedRow]:
    """Whom we do not know yet; counts the others, and objects to numbers that contradict each other."""
    known = KnownPeople.van(gemeente.pk)
    new = []
    for row in rows:
        if bezwaar := known.contradiction(row):
            outcome.bezwaren.append(bezwaar)
        elif known.knows(row):
            outcome.were_there_already += 1
        else:
            new.append(row)
    return new


Rows = list[dict[str, Any]]
"""Rows of one table: column → value."""


@dataclass
class Batch:
    """Rows as they will stand in the tables, in the order of writing."""

    personen: Rows = field(default_factory=list)
    search_terms: Rows = field(default_factory=list)
    dossiers: Rows = field(default_factory=list)
    feiten: Rows = field(default_factory=list)
    termijnen: Rows = field(default_factory=list)


@dataclass
class Takeover:
    """Makes and writes rows for one municipality."""

    actor: Actor
    gemeente: Organisation
    settings: TermijnSettings
    colleagues: Colleagues

    def prepare(self, rows: Sequence[CheckedRow], numbers: Iterator[str], outcome: TakeoverOutcome) -> Batch:
        """Make what will be written of these rows, with what follows from their facts."""
        batch, here = Batch(), {"gemeente_id": self.gemeente.pk}
        for row in rows:
            persoon = here | self._persoon(row)
            dossier = (
                here | self._dossier(row, outcome) | {"nummer": next(numbers), "persoon_id": persoon["id"]}
            )
            names = search_terms(persoon["roepnaam"], persoon["voornamen"], persoon["achternaam"])
            batch.personen.append(persoon)
            batch.dossiers.append(dossier)
            batch.search_terms += [here | {"persoon_id": persoon["id"], "term": term} for term in names]
            batch.feiten += [here | feit for feit in _feiten(row, dossier["id"])]
        self._compute(rows, batch)
        outcome.nieuw += len(rows)
        outcome.feiten += len(batch.feiten)
        for dossier in batch.dossiers:
            outcome.per_phase[dossier["fase"]] = outcome.per_phase.get(dossier["fase"], 0) + 1
        return batch

    def write(self, batch: Batch) -> None:
        """Write the rows, and who did it in the logbook."""
        add(Persoon, batch.personen)
        add(SearchTerm, batch.search_terms)
        add(Dossier, batch.dossiers)
        add(Feit, batch.feiten)
        add(Termijn, batch.termijnen)
        log(
            self.actor,
            Action.CREATED,
            gettext_noop("dossier"),
            gemeente_id=self.gemeente.pk,
            data_subjects=[persoon["id"] for persoon in batch.personen],
            doel=gettext_noop("overname van bestaande dossiers"),
        )

    def _persoon(self, row: CheckedRow) -> dict[str, Any]:
        language = row.tekst("contacttaal")
        return {
            "id": uuid4(),
            **{field_name: row.tekst(field_name) for field_name in TEXT_FIELDS},
            "geboortedatum": row.day("geboortedatum"),
            "geslacht": row.tekst("geslacht") or Persoon.Geslacht.ONBEKEND.value,
            "contacttalen": [language] if language else [],
            "tolk_nodig": row.tekst("tolk_nodig") == "ja",
        }

    def _dossier(self, row: CheckedRow, outcome: TakeoverOutcome) -> dict[str, Any]:
        who = row.tekst("klantmanager")
        colleague = self.colleagues.search(who)
        if who and colleague is None:
            outcome.bezwaren.append(
                Bezwaar(
                    row.line,
                    "klantmanager",
                    "onbekende collega",
                    "Niemand heet hier zo, of meer dan een. Schrijf het e-mailadres van de collega. "
                    "Het dossier staat zonder klantmanager; wijs het later toe.",
                    refuses=False,
                )
            )
        source = row.tekst("bron_nummer")
        return {
            "id": uuid4(),
            "klantmanager_id": colleague.id if colleague else None,
            "team_id": colleague.team if colleague else None,
            "adres_soort": row.tekst("adres_soort") or Dossier.Adres.ONBEKEND.value,
            "plaats": row.tekst("plaats"),
            "origin": f"{ORIGIN}{source}" if source else "",
        }

    def _compute(self, rows: Sequence[CheckedRow], batch: Batch) -> None:
        """Terms, phase, next step and first deadline, by the same computation as for one dossier."""
        frame = pl.DataFrame(
            [
                {"dossier": str(dossier["id"]), **{kind: row.values.get(kind) for kind in FEIT_FIELDS}}
                for row, dossier in zip(rows, batch.dossiers, strict=True)
            ],
            schema=SCHEMA,
        )
        state = compute_state(frame, self.settings)
        here = {"gemeente_id": self.gemeente.pk}
        batch.termijnen = [here | row for row in state.termijnen.rename({"dossier": "dossier_id"}).to_dicts()]
        on_id: dict[str, dict[str, Any]] = {row.pop("dossier"): row for row in state.dossiers.to_dicts()}
        for dossier in batch.dossiers:
            dossier.update(on_id[str(dossier["id"])])


def _feiten(row: CheckedRow, dossier: UUID) -> Iterator[dict[str, Any]]:
    for kind in FEIT_FIELDS:
        if kind in row.values:
            yield {
                "dossier_id": dossier,
                "soort": kind.value,
                "datum": row.day(F.PIP_DAGTEKENING if kind == F.LEERROUTE else kind),
                "waarde": row.tekst(kind) if kind in VALUES else "",
                "bron": Feit.Source.IMPORT.value,
            }
