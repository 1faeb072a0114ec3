"""A client token is shown once, lasts a year at most, and is worth no more than its owner."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from meedoen.basis.berichten.models import Bericht
from meedoen.basis.logboek.models import Logregel
from meedoen.basis.organisaties.models import Aanstelling, Rol
from meedoen.basis.toegang import services
from meedoen.basis.toegang.models import Toegangssleutel
from meedoen.basis.toegang.rechten import Geweigerd

NEXT_MONTH = timezone.localdate() + timedelta(days=30)


@pytest.fixture
def make(cast):
    def make(by=None, **more):
        fields = {
            "naam": "zaaksysteem",
            "eigenaar": cast.nadia,
            "doel": "dossiers overnemen",
            "bereik": ["dossier.bekijken"],
            "einddatum": NEXT_MONTH,
        }
        return services.maak_sleutel(cast.actor(by or cast.ria), cast.alkmaar, **{**fields, **more})

    return make


def test_only_the_fingerprint_of_a_token_is_kept(make):
    token, text = make()

    assert text.startswith("meedoen_")
    assert len(text) > 48
    assert text not in str(Toegangssleutel.objects.values().get())
    assert text not in str(list(Logregel.objects.values()))
    assert Logregel.objects.get(onderwerp="toegangssleutel").onderwerp_id == str(token.pk)


def test_its_owner_is_told_that_a_token_works_in_her_name(cast, make):
    _token, text = make()

    mail = Bericht.objects.get().inhoud
    assert mail["aan"] == cast.nadia.email
    assert "Ria Mol maakte een toegangssleutel waarmee 'zaaksysteem' namens jou" in mail["tekst"]
    assert text not in mail["tekst"]


def test_a_token_that_is_refused_tells_nobody(cast, make):
    with pytest.raises(Geweigerd):
        make(bereik=["gebruikers.beheren"])

    assert not Bericht.objects.exists()


def test_two_tokens_are_never_the_same(make):
    assert make()[1] != make()[1]


def test_a_token_asks_as_its_owner_within_its_scope_and_municipality(cast, make):
    Aanstelling.objects.create(
        gebruiker=cast.nadia, organisatie=cast.heiloo, rol=Rol.TEAMLEIDER, vanaf=date(2022, 1, 1)
    )
    _token, text = make()

    actor = services.actor_van_sleutel(text)

    assert actor.id == cast.nadia.pk
    assert actor.naam == "zaaksysteem (namens Nadia de Wit)"
    assert actor.rollen == {Rol.KLANTMANAGER: frozenset({cast.alkmaar.pk})}
    assert actor.bereik == {"dossier.bekijken"}
    assert actor.kanaal == "api"


def test_a_made_up_token_opens_nothing(make):
    make()

    assert services.actor_van_sleutel("meedoen_geraden") is None
    assert services.actor_van_sleutel("") is None


class TestATokenOpensNothingAnyMore:
    """When it, its owner or its owner's work is over."""

    def test_when_it_is_withdrawn(self, cast, make):
        token, text = make()
        services.trek_sleutel_in(cast.actor(cast.ria), token)
        assert services.actor_van_sleutel(text) is None

    def test_after_its_last_day(self, make):
        _token, text = make()
        Toegangssleutel.objects.update(einddatum=timezone.localdate())
        assert services.actor_van_sleutel(text) is not None
        Toegangssleutel.objects.update(einddatum=timezone.localdate() - timedelta(days=1))
        assert services.actor_van_sleutel(text) is None

    def test_when_its_owner_is_deactivated(self, cast, make):
        _token, text = make()
        cast.nadia.is_active = False
        cast.nadia.save()
        assert services.actor_van_sleutel(text) is None

    def test_when_its_owner_no_longer_works_there(self, cast, make):
        _token, text = make()
        cast.nadia.aanstellingen.update(organisatie=cast.heiloo)
        assert services.actor_van_sleutel(text) is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"bereik": []}, "Kies rechten"),
        ({"bereik": ["gebruikers.beheren"]}, "Kies rechten"),
        ({"bereik": ["dossier.bekijken", "bestaat.niet"]}, "Kies rechten"),
        ({"einddatum": timezone.localdate() - timedelta(days=1)}, "hoogstens een jaar"),
        ({"einddatum": timezone.localdate() + timedelta(days=366)}, "hoogstens een jaar"),
    ],
)
def test_a_token_that_could_do_too_much_is_refused(make, wrong, sentence):
    with pytest.raises(Geweigerd, match=sentence):
        make(**wrong)

    assert not Toegangssleutel.objects.exists()


def test_its_owner_works_in_the_municipality(cast, make):
    with pytest.raises(Geweigerd, match="moet in deze gemeente werken"):
        make(eigenaar=cast.tom)


@pytest.mark.parametrize("who", ["nadia", "els", "karim", "petra", "fg", "tom"])
def test_only_an_administrator_of_the_municipality_makes_and_withdraws_tokens(cast, make, who):
    token, text = make()

    with pytest.raises(Geweigerd):
        make(by=getattr(cast, who))
    with pytest.raises(Geweigerd):
        services.trek_sleutel_in(cast.actor(getattr(cast, who)), token)

    assert services.actor_van_sleutel(text) is not None


def test_withdrawing_twice_is_written_down_once(cast, make):
    token, _text = make()

    for _ in range(2):
        services.trek_sleutel_in(cast.actor(cast.ria), token)

    assert Logregel.objects.filter(handeling="ingetrokken").count() == 1
