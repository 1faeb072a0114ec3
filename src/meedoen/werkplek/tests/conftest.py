"""Dossiers with a deadline at a given distance, and a colleague who is signed in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from meedoen.dossiers.models import Dossier, Persoon
from meedoen.dossiers.services import register_persoon


@pytest.fixture
def dossier(cast):
    """Make an open dossier: `dossier("Amina Yohannes", 3)` has its first deadline in three days."""
    made = []

    def make(name="Amina Yohannes", days=3, *, klantmanager=None, gemeente=None, **fields):
        first, _, last = name.partition(" ")
        gemeente = gemeente or cast.alkmaar
        persoon_fields = {key: fields.pop(key) for key in ("bsn", "v_nummer", "tolk_nodig") if key in fields}
        persoon = Persoon(
            gemeente=gemeente, voornamen=first, achternaam=last, contacttalen=["ti"], **persoon_fields
        )
        register_persoon(cast.system, persoon)
        made.append(persoon)
        defaults = {
            "fase": "intake",
            "stap": "intake_starten",
            "eerste_termijn": "pip",
            "doelgroep": "asielstatushouder",
        }
        row = Dossier.objects.create(
            gemeente=gemeente,
            persoon=persoon,
            nummer=f"{gemeente.code}-2026-{len(made):05d}",
            klantmanager=klantmanager or cast.nadia,
            eerste_dag=None if days is None else timezone.localdate() + timedelta(days=days),
            **(defaults | fields),
        )
        row.refresh_from_db()
        return row

    return make


@pytest.fixture
def login(cast):
    """A browser in which this colleague is signed in."""

    def sign_in(who):
        client = Client()
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
