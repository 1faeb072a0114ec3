"""Days that cannot be are refused with the reason."""

from datetime import date

import pytest

from meedoen.basis.access.rechten import Refused
from meedoen.dossiers import services
from meedoen.dossiers.feit_rules import bezwaar
from meedoen.dossiers.models import Feit, Persoon

TODAY = date(2026, 11, 22)
BORN = date(1992, 5, 4)


@pytest.mark.parametrize(
    ("kind", "day", "others", "reason"),
    [
        ("koppeling", date(2026, 11, 22), {}, ""),
        ("koppeling", date(2026, 11, 23), {}, "nog niet geweest"),
        ("huisvesting", date(2026, 12, 1), {}, ""),
        ("bijstand_vanaf", date(2027, 1, 1), {}, ""),
        ("pip_dagtekening", date(2026, 11, 23), {}, "nog niet geweest"),
        ("koppeling", date(1992, 5, 3), {}, "voor de geboortedatum"),
        ("koppeling", date(1026, 5, 3), {}, "Controleer het jaar"),
        (
            "intake_afgerond",
            date(2026, 3, 1),
            {"intake_gestart": date(2026, 3, 2)},
            "ligt voor brede intake begonnen",
        ),
        ("intake_afgerond", date(2026, 3, 2), {"intake_gestart": date(2026, 3, 2)}, ""),
        (
            "intake_gestart",
            date(2026, 3, 3),
            {"intake_afgerond": date(2026, 3, 2)},
            "ligt na brede intake afgerond",
        ),
        ("geplaatst", date(2026, 3, 1), {"aangemeld_aanbieder": date(2026, 3, 2)}, "ligt voor aangemeld"),
        ("einde_plicht", date(2026, 3, 1), {"begin_plicht": date(2026, 3, 2)}, "ligt voor begin"),
        ("einde_plicht", date(2026, 3, 1), {"koppeling": date(2026, 3, 2)}, ""),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_reason(kind, day, others, reason):
    objection = bezwaar(kind, day, today=TODAY, born=BORN, dates=others)

    assert reason in objection
    assert bool(objection) == bool(reason)


def test_an_unknown_birth_date_refuses_nothing():
    assert bezwaar("koppeling", date(1980, 1, 1), today=TODAY, born=None, dates={}) == ""


def test_the_service_refuses_it_too_and_keeps_what_was_there(cast, amina):
    with pytest.raises(Refused, match="geboortedatum"):
        services.record_feit(cast.actor(cast.nadia), amina, "koppeling", datum=date(1980, 1, 1))

    assert Feit.objects.get(dossier=amina, soort="koppeling", withdrawn_at=None).datum == date(2026, 6, 1)


def test_a_dossier_does_not_open_with_days_that_cannot_be(cast):
    who = Persoon(gemeente=cast.alkmaar, achternaam="Test")
    facts = {"begin_plicht": date(2026, 3, 2), "einde_plicht": date(2026, 3, 1)}

    with pytest.raises(Refused, match="ligt"):
        services.open_dossier(cast.actor(cast.nadia), who, facts)

    assert not Persoon.objects.filter(achternaam="Test").exists()
