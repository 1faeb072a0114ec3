"""A traject after a fixed PIP, with or without a way to DUO."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from meedoen.basis.outbox.models import Message
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.tests.conftest import at_most_queries, login  # noqa: F401  # a browser for each of the cast
from meedoen.keten.models import ConnectionSettings, Party
from meedoen.pip.models import Beschikking
from meedoen.pip.tests.conftest import Stage, days_ago, stage, today  # noqa: F401  # a PIP at each stage


@pytest.fixture
def connected(cast):
    """Alkmaar has a connection with DUO; nothing is sent, since no worker runs."""
    return ConnectionSettings.objects.create(
        gemeente=cast.alkmaar,
        partij=Party.DUO,
        basis_url="https://duo.voorbeeld.test/v1",
        oin="0" * 19 + "1",
        oin_partij="0" * 19 + "2",
    )


@dataclass
class Course:
    """Amina's traject: what was placed in the outbox, and what happened to it."""

    stage: Stage
    pip: Beschikking

    @property
    def dossier(self) -> Dossier:
        """Amina's dossier, read anew."""
        return Dossier.objects.select_related("persoon", "klantmanager", "gemeente").get(
            pk=self.stage.dossier.pk
        )

    @property
    def nadia(self):
        """Who records it."""
        return self.stage.nadia

    def kinds(self) -> list[str]:
        """The kinds of report to DUO, in the order in which they were placed; questions left out."""
        rows = Message.objects.filter(kanaal="duo").order_by("volgnummer")
        return [row.soort for row in rows if not row.soort.startswith("vraag:")]

    def last(self, kind: str) -> Message:
        """The report of a kind that was placed last."""
        return Message.objects.filter(kanaal="duo", soort=kind).latest("created_at")


@pytest.fixture
def course(connected, stage):  # noqa: F811  # the fixture imported above
    """Ten weeks after the PIP was fixed: the term runs."""
    return Course(stage, stage.fixed(days_ago(70)))


def day(ago: int):
    """A day so long ago."""
    return today() - timedelta(days=ago)
