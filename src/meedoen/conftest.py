"""The cast of every test. The stage is a real PostgreSQL (`meedoen.cli.pytest_postgres`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone, translation

from meedoen.basis.access.actor import Actor, actor_of, as_system
from meedoen.basis.access.models import ApiKey, fingerprint
from meedoen.basis.access.scope import set_scope
from meedoen.basis.organisations.models import (
    Account,
    Appointment,
    GemeenteSettings,
    Organisation,
    Role,
    Team,
)

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _dutch():
    """A request in English leaves its language behind in the thread; the next test begins in Dutch."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _fresh_workspace(request):
    """What a connection may see rolls back with the test's transaction; forget what we thought it was."""
    if connection.connection is not None:
        connection.connection._meedoen_gemeenten = None


@dataclass
class Cast:
    """Two municipalities of one region, and who works there."""

    region: Organisation
    alkmaar: Organisation
    heiloo: Organisation
    nadia: Account
    """klantmanager in Alkmaar"""
    bram: Account
    """another klantmanager in Alkmaar"""
    els: Account
    """team leader in Alkmaar"""
    karim: Account
    """quality officer in Alkmaar"""
    tom: Account
    """klantmanager in Heiloo"""
    ria: Account
    """functional administrator in Alkmaar"""
    petra: Account
    """policy adviser of the region"""
    fg: Account
    """data protection officer in Alkmaar"""

    def actor(self, who: Account) -> Actor:
        """The actor this person is."""
        return actor_of(who)

    def see_all(self) -> None:
        """Let the test itself look everywhere."""
        set_scope([self.alkmaar.pk, self.heiloo.pk])

    def token(self, owner: Account, scope: Iterable[str], text: str = "meedoen_proef") -> str:
        """A client token that its owner confirmed, in the municipality she works in; returns its text."""
        ApiKey.objects.filter(fingerprint=fingerprint(text)).delete()
        ApiKey.objects.create(
            gemeente=self.heiloo if owner == self.tom else self.alkmaar,
            naam="Zaaksysteem",
            eigenaar=owner,
            doel="koppeling zaaksysteem",
            bereik=list(scope),
            einddatum=timezone.localdate() + timedelta(days=30),
            fingerprint=fingerprint(text),
            confirmed_at=timezone.now(),
        )
        return text

    @property
    def system(self) -> Actor:
        """The system, at work in both municipalities."""
        return as_system([self.alkmaar.pk, self.heiloo.pk])


def _person(
    email: str, name: str, organisation: Organisation, role: Role, team: Team | None = None
) -> Account:
    since = date(2022, 1, 1)
    who = Account.objects.create_user(f"{email}@voorbeeld.test", None, naam=name)
    Appointment.objects.create(user=who, organisation=organisation, rol=role, team=team, vanaf=since)
    return who


@pytest.fixture
def cast(db) -> Cast:
    """Alkmaar with a whole team, Heiloo with one klantmanager; the test itself sees both."""
    kind = Organisation.Kind
    region = Organisation.objects.create(soort=kind.REGION, naam="Regio Alkmaar", code="regio-alkmaar")
    alkmaar, heiloo = (
        Organisation.objects.create(soort=kind.GEMEENTE, naam=name, code=code, region=region)
        for name, code in (("Alkmaar", "0361"), ("Heiloo", "0399"))
    )
    for gemeente in (alkmaar, heiloo):
        GemeenteSettings.objects.create(gemeente=gemeente)
    team = Team.objects.create(gemeente=alkmaar, naam="Inburgering")
    members = Cast(
        region=region,
        alkmaar=alkmaar,
        heiloo=heiloo,
        nadia=_person("nadia", "Nadia de Wit", alkmaar, Role.KLANTMANAGER, team),
        bram=_person("bram", "Bram Visser", alkmaar, Role.KLANTMANAGER, team),
        els=_person("els", "Els Bakker", alkmaar, Role.TEAMLEIDER, team),
        karim=_person("karim", "Karim Haddad", alkmaar, Role.QUALITY),
        tom=_person("tom", "Tom Prins", heiloo, Role.KLANTMANAGER),
        ria=_person("ria", "Ria Mol", alkmaar, Role.ADMINISTRATOR),
        petra=_person("petra", "Petra Smit", region, Role.POLICY),
        fg=_person("fg", "Frits Groen", alkmaar, Role.FG),
    )
    members.see_all()
    return members


@pytest.fixture
def amina(cast):
    """An asielstatushouder in Alkmaar, Nadia's: coupled, housed, known to DUO; her ten weeks run."""
    from meedoen.dossiers.models import Persoon
    from meedoen.dossiers.services import open_dossier

    persoon = Persoon(
        gemeente=cast.alkmaar,
        voornamen="Amina",
        achternaam="Yohannes",
        bsn="999990019",
        v_nummer="2812345678",
        geboortedatum=date(1992, 5, 4),
        contacttalen=["ti", "nl"],
        tolk_nodig=True,
    )
    return open_dossier(
        cast.actor(cast.nadia),
        persoon,
        {
            "koppeling": date(2026, 6, 1),
            "eerste_contact": date(2026, 6, 12),
            "huisvesting": date(2026, 9, 1),
            "doelgroep": (date(2026, 8, 20), "asielstatushouder"),
            "asielvergunning": (date(2026, 5, 18), "ja"),
            "begin_plicht": date(2026, 8, 20),
            "kennisgeving_duo": date(2026, 9, 8),
            "inschrijving_brp": date(2026, 9, 3),
        },
        klantmanager=cast.nadia,
        adres_soort="woning",
        plaats="Alkmaar",
    )
