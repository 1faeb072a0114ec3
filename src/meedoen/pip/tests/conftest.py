"""A PIP at each stage, made by the acts themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.utils import timezone

from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.tests.conftest import login  # noqa: F401  # a browser for each of the cast
from meedoen.intake.models import Leerbaarheidstoets
from meedoen.pip import services
from meedoen.pip.models import Beschikking

B1_ROUTE = {
    "leerroute": "B",
    "niveau": "B1",
    "intensiteit_uren": 900,
    "alfabetisering": "NVT",
    "pvt_uren": 12,
    "map_uren": 40,
    "begeleiding": "Uw vaste contactpersoon is Nadia de Wit.",
    "voortgang": "Elke acht weken praat u met uw contactpersoon",
    "ontzorgen": "niet",
    "motivering": "U leerde acht jaar op school en u leert snel.",
    "onderwijsroute_onderzocht": "U wilt liever werken in de zorg dan studeren.",
}


@dataclass
class Stage:
    """Amina's PIP, and what has been done to it."""

    cast: object
    dossier: Dossier

    @property
    def nadia(self):
        """Who writes it."""
        return self.cast.actor(self.cast.nadia)

    @property
    def karim(self):
        """Who approves it."""
        return self.cast.actor(self.cast.karim)

    def draft(self, **fields) -> Beschikking:
        """A complete draft of a B1-route."""
        draft = services.draft(self.nadia, self.dossier)
        return services.save(self.nadia, draft, B1_ROUTE | fields)

    def submitted(self, **fields) -> Beschikking:
        """The same, submitted by Nadia."""
        return services.submit(self.nadia, self.draft(**fields))

    def approved(self, **fields) -> Beschikking:
        """The same, approved by Karim."""
        return services.approve(self.karim, self.submitted(**fields))

    def fixed(self, day: date | None = None, **fields) -> Beschikking:
        """The same, dated and sent on this day."""
        day = day or today()
        return services.fix(
            self.nadia, self.approved(**fields), dagtekening=day, verzending_op=day, ondertekend_op=day
        )

    def known(self, day: date | None = None, **fields) -> Beschikking:
        """The same, made known."""
        day = day or today()
        return services.make_known(self.nadia, self.fixed(day, **fields), day)


def facts(dossier: Dossier) -> dict[str, object]:
    """The facts that hold now: kind → value or date."""
    valid = Feit.objects.filter(dossier=dossier, withdrawn_at=None)
    return {fact.soort: fact.waarde or fact.datum for fact in valid}


def today() -> date:
    """The day on which the tests run."""
    return timezone.localdate()


def days_ago(days: int) -> date:
    """A day in the past."""
    return today() - timedelta(days=days)


@pytest.fixture
def stage(cast, amina, settings, tmp_path) -> Stage:
    """Amina after her leerbaarheidstoets, with a place for letters."""
    settings.MEDIA_ROOT = tmp_path
    Leerbaarheidstoets.objects.create(
        gemeente=amina.gemeente, dossier=amina, resultaat=Leerbaarheidstoets.Resultaat.HAALBAAR
    )
    return Stage(cast, amina)
