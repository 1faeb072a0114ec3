"""Facts go in; terms, phase and next step follow in the same transaction."""

from datetime import date

import pytest

from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.dossiers import services
from meedoen.dossiers.models import Dossier, Feit, Termijn
from meedoen.dossiers.phases import CHANGE


def test_a_new_dossier_has_its_ten_weeks_running(amina):
    pip = Termijn.objects.get(dossier=amina, soort="pip")

    assert (pip.begin, pip.laatste_dag) == (date(2026, 9, 8), date(2026, 11, 17))
    assert (amina.fase, amina.stap, amina.eerste_termijn) == ("intake", "intake_starten", "pip")
    assert Dossier.objects.get(pk=amina.pk).volgorde == date(2026, 11, 17)


def test_a_corrected_fact_is_withdrawn_and_kept(cast, amina):
    actor = cast.actor(cast.nadia)

    services.record_feit(actor, amina, "kennisgeving_duo", datum=date(2026, 9, 15), toelichting="tikfout")

    kept = Feit.objects.filter(dossier=amina, soort="kennisgeving_duo").order_by("pk")
    assert [(feit.datum, feit.withdrawn_at is None) for feit in kept] == [
        (date(2026, 9, 8), False),
        (date(2026, 9, 15), True),
    ]
    assert Dossier.objects.get(pk=amina.pk).eerste_dag == date(2026, 11, 24)


def test_writing_the_same_fact_twice_changes_nothing(cast, amina):
    actor = cast.actor(cast.nadia)
    lines = AuditEntry.objects.count()

    services.record_feit(actor, amina, "kennisgeving_duo", datum=date(2026, 9, 8))

    assert Feit.objects.filter(dossier=amina, soort="kennisgeving_duo").count() == 1
    assert AuditEntry.objects.count() == lines


def test_a_klantmanager_of_another_municipality_may_not_write_a_fact(cast, amina):
    with pytest.raises(Refused, match="andere gemeente"):
        services.record_feit(cast.actor(cast.tom), amina, "huisvesting", datum=date(2026, 9, 2))


KNOWN = {"pip_dagtekening": 6, "pip_bekendgemaakt": 7, "geplaatst": 8}
"""Somebody whose PIP is known and who has a place, on days of a month."""


@pytest.mark.parametrize(
    ("facts", "phase", "step", "waits_for"),
    [
        ({}, "koppeling", "eerste_contact", ""),
        ({"koppeling": 1}, "koppeling", "eerste_contact", ""),
        ({"koppeling": 1, "eerste_contact": 2}, "overdracht", "overdracht", ""),
        ({"koppeling": 1, "eerste_contact": 2, "overdracht": 3}, "overdracht", "intake_starten", "duo"),
        ({"kennisgeving_duo": 1, "eerste_contact": 2}, "intake", "intake_starten", ""),
        ({"kennisgeving_duo": 1, "eerste_contact": 2, "intake_gestart": 3}, "intake", "intake_verder", ""),
        ({"kennisgeving_duo": 1, "intake_afgerond": 3}, "pip", "lbt", ""),
        ({"kennisgeving_duo": 1, "intake_afgerond": 3, "lbt": 3}, "pip", "pip_opstellen", ""),
        ({"intake_afgerond": 3, "lbt": 3, "pip_voorgelegd": 4}, "pip", "pip_goedkeuren", "goedkeurder"),
        (
            {"intake_afgerond": 3, "lbt": 3, "pip_voorgelegd": 4, "pip_goedgekeurd": 5},
            "pip",
            "pip_ondertekenen",
            "inburgeraar",
        ),
        ({"pip_dagtekening": 6}, "traject", "pip_bekendmaken", ""),
        (
            {"pip_dagtekening": 6, "pip_bekendgemaakt": 7, "aangemeld_aanbieder": 8},
            "traject",
            "plaatsing",
            "aanbieder",
        ),
        ({"pip_dagtekening": 6, "pip_bekendgemaakt": 7, "geplaatst": 8}, "traject", "voortgang", ""),
        (KNOWN | {"wijziging_begonnen": 8}, "traject", "pip_wijzigen", ""),
        (
            KNOWN | {"wijziging_begonnen": 8, "wijziging_voorgelegd": 9},
            "traject",
            "pip_goedkeuren",
            "goedkeurder",
        ),
        (
            KNOWN | {"wijziging_begonnen": 8, "wijziging_voorgelegd": 9, "wijziging_goedgekeurd": 9},
            "traject",
            "pip_ondertekenen",
            "inburgeraar",
        ),
        (
            KNOWN | dict.fromkeys(CHANGE[:4], 9),
            "traject",
            "pip_bekendmaken",
            "",
        ),
        (KNOWN | dict.fromkeys(CHANGE, 9), "traject", "voortgang", ""),
        (KNOWN | {"wijziging_begonnen": 8, "einde_plicht": 9}, "afgerond", "geen", ""),
        ({"pip_dagtekening": 6, "einde_plicht": 9}, "afgerond", "geen", ""),
    ],
)
def test_phase_and_next_step_follow_from_the_facts(cast, facts, phase, step, waits_for):
    from meedoen.dossiers.models import Persoon

    dossier = services.open_dossier(
        cast.actor(cast.nadia),
        Persoon(gemeente=cast.alkmaar, achternaam="Test"),
        {kind: date(2026, 3, day) for kind, day in facts.items()},
    )

    assert (dossier.fase, dossier.stap, dossier.wacht_op) == (phase, step, waits_for)


def test_an_asielstatushouder_is_enrolled_after_the_pip_and_a_family_migrant_is_not(cast):
    from meedoen.dossiers.models import Persoon

    steps = [
        services.open_dossier(
            cast.actor(cast.nadia),
            Persoon(gemeente=cast.alkmaar, achternaam="Test"),
            {
                "doelgroep": (date(2026, 1, 1), group),
                "pip_dagtekening": date(2026, 3, 1),
                "pip_bekendgemaakt": date(2026, 3, 1),
            },
        ).stap
        for group in ("asielstatushouder", "gezinsmigrant")
    ]

    assert steps == ["aanmelden", "voortgang"]


def test_a_name_is_found_by_each_of_its_parts_without_accents():
    assert services.search_terms("Zoë-Anne", "van 't Hof") == ["anne", "hof", "t", "van", "zoe"]
