"""Every right against every role, as one table; and the page that tells people."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from meedoen.basis.access.actor import NOBODY, Actor
from meedoen.basis.access.rechten import REGISTER
from meedoen.basis.organisations.models import Appointment, Organisation, Role

ROLES = (Role.KLANTMANAGER, Role.TEAMLEIDER, Role.QUALITY, Role.ADMINISTRATOR, Role.POLICY, Role.FG)

VERDICTS = """
                          klantmanager teamleider kwaliteit beheerder beleid fg   token
dossier.bekijken          ja           ja         ja        -         -      -    ja
dossier.bewerken          ja           ja         -         -         -      -    ja
dossier.toewijzen         -            ja         -         -         -      -    -
dossier.logboek           ja           ja         ja        -         -      -    -
contactmoment.bekijken    ja           ja         ja        -         -      -    ja
contactmoment.bewerken    ja           ja         -         -         -      -    ja
signaal.bekijken          ja           ja         ja        -         -      -    ja
signaal.bewerken          ja           ja         -         -         -      -    ja
document.bekijken         ja           ja         ja        -         -      -    -
document.bewerken         ja           ja         -         -         -      -    -
intake.bekijken           ja           ja         ja        -         -      -    -
intake.bewerken           ja           ja         -         -         -      -    -
leidraad.beheren          -            ja         -         ja        -      -    -
pip.bekijken              ja           ja         ja        -         -      -    -
pip.opstellen             ja           ja         -         -         -      -    -
pip.goedkeuren            -            ja         ja        -         -      -    -
pip.vaststellen           ja           ja         -         -         -      -    -
traject.bekijken          ja           ja         ja        -         -      -    -
traject.bewerken          ja           ja         -         -         -      -    -
contactpersoon.bewerken   ja           ja         -         -         -      -    -
cijfers.bekijken          -            ja         ja        -         ja     -    -
logboek.bekijken          -            -          -         -         -      ja   -
gebruikers.beheren        -            -          -         ja        -      -    -
instellingen.beheren      -            -          -         ja        -      -    -
toegangssleutels.beheren  -            -          -         ja        -      -    -
toegangssleutels.eigen    ja           ja         ja        ja        ja     ja   -
berichten.beheren         -            -          -         ja        -      -    -
keten.beheren             -            -          -         ja        -      -    -
aansluitingen.beheren     -            -          -         ja        -      -    -
"""

TABLE = {name: verdicts for name, *verdicts in (line.split() for line in VERDICTS.strip().splitlines()[1:])}
CASES = [
    (name, role, verdict == "ja")
    for name, verdicts in TABLE.items()
    for role, verdict in zip(ROLES, verdicts[: len(ROLES)], strict=True)
]


def test_every_right_stands_in_the_table():
    assert set(TABLE) == set(REGISTER)


@pytest.mark.parametrize(("name", "role", "may"), CASES, ids=[f"{name}-{role}" for name, role, _may in CASES])
def test_a_role_has_this_right_or_not(name, role, may):
    somewhere = Organisation(naam="Alkmaar").pk
    actor = Actor(id=None, naam="iemand", roles={role: frozenset({somewhere})})

    assert REGISTER[name].may_anywhere(actor) is may


@pytest.mark.parametrize("name", TABLE)
def test_a_token_carries_only_what_the_table_says(name):
    assert REGISTER[name].via_api is (TABLE[name][-1] == "ja")


@pytest.mark.parametrize("name", TABLE)
def test_a_token_opens_only_what_is_in_its_scope(name):
    somewhere = Organisation(naam="Alkmaar").pk
    everything = {role: frozenset({somewhere}) for role in ROLES}

    assert not REGISTER[name].may_anywhere(Actor(id=None, naam="x", roles=everything, bereik=frozenset()))
    assert REGISTER[name].may_anywhere(Actor(id=None, naam="x", roles=everything, bereik=frozenset({name})))


@pytest.mark.parametrize("name", TABLE)
def test_every_right_says_in_plain_words_what_why_and_why_not(name):
    right = REGISTER[name]

    assert re.fullmatch(r"[A-Z].*[^.]", str(right.sentence))
    assert re.fullmatch(r"[A-Z].*\.", str(right.why))
    assert right.reason_why_not(NOBODY).startswith("Dit mag alleen: ")


@pytest.mark.parametrize("who", ["nadia", "els", "karim", "ria", "petra", "fg"])
def test_everybody_may_read_who_may_do_what(cast, site, who):
    page = site(getattr(cast, who)).get("/toegang/").content.decode()

    assert page.count('<th scope="row">') == len(REGISTER)
    assert page.count("md-status--goed") == sum(
        REGISTER[name].may_anywhere(cast.actor(getattr(cast, who))) for name in REGISTER
    )


def test_the_page_tells_why_not(cast, site):
    page = site(cast.nadia).get("/toegang/").content.decode()

    assert "Dit mag alleen: functioneel beheerder. Jouw rol heeft dit recht niet." in page


def test_one_sees_colleagues_of_ones_own_municipality_and_region_only(cast, site):
    page = site(cast.nadia).get("/toegang/").content.decode()

    assert "Bram Visser" in page
    assert "Petra Smit" in page
    assert "Tom Prins" not in page


def test_who_left_is_not_shown(cast, site):
    cast.bram.appointments.update(tot=timezone.localdate() - timedelta(days=1))
    cast.karim.is_active = False
    cast.karim.save()

    page = site(cast.nadia).get("/toegang/").content.decode()

    assert "Bram Visser" not in page
    assert "Karim Haddad" not in page


def test_who_has_no_role_is_told_so(cast, site):
    Appointment.objects.filter(user=cast.nadia).update(tot=date(2023, 1, 1))

    assert "Je hebt nu geen rol" in site(cast.nadia).get("/toegang/").content.decode()


def test_the_page_takes_few_queries_however_many_colleagues(cast, site, django_assert_max_num_queries):
    nadia = site(cast.nadia)
    nadia.get("/toegang/")

    with django_assert_max_num_queries(10):
        page = nadia.get("/toegang/")

    assert len(page.content) < 60_000
