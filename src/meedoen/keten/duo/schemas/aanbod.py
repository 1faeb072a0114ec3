"""Inburgeringsaanbod: the course an asielstatushouder is offered, and the schools DUO knows."""

from __future__ import annotations

from datetime import date

from meedoen.keten.duo import dates
from meedoen.keten.wire import InboundModel, OutboundModel
from meedoen.wet.concepts import Alfabetisering


class Aanbod(OutboundModel):
    """An offer to report."""

    indicator_alfabetiseringsonderwijs: Alfabetisering
    datum_inburgeringsaanbod: date | None = None
    """Enrolment; for the B1-route and the Z-route also the first day of lessons."""
    verwachte_startdatum_opleiding: date | None = None
    verwachte_einddatum_opleiding: date | None = None
    """As DUO writes it; make it with `with_last_day`."""

    @classmethod
    def with_last_day(
        cls,
        *,
        alfabetisering: Alfabetisering,
        enrolled: date | None = None,
        eerste_dag: date | None = None,
        laatste_dag: date | None = None,
    ) -> Aanbod:
        """An offer in our own words: the course lasts from the first day up to and including the last."""
        return cls(
            indicator_alfabetiseringsonderwijs=alfabetisering,
            datum_inburgeringsaanbod=enrolled,
            verwachte_startdatum_opleiding=eerste_dag,
            verwachte_einddatum_opleiding=dates.einddatum(
                "aanbod", "verwachteEinddatumOpleiding", laatste_dag
            ),
        )


class Instelling(InboundModel):
    """A school that DUO knows."""

    instellingsnummer: str
    naam: str
    postcode: str | None = None
    huisnummer: int | None = None
    huisnummertoevoeging: str | None = None
    plaatsnaam: str | None = None
    bow: str | None = None
    """Its number at Blik op Werk."""
    brin: str | None = None
    indicatie_bow_keurmerk: bool | None = None
    indicatie_tst_keurmerk: bool | None = None
    """Whether it may teach the onderwijsroute."""
