"""What others ask of an intake: how far it is, and what it found."""

import pytest

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.models import Logregel
from meedoen.dossiers.models import Persoon
from meedoen.dossiers.services import open_dossier
from meedoen.intake import selectors, services


def test_progress_of_many_dossiers_is_one_query(cast, amina, gesprek, django_assert_num_queries):
    actor = cast.actor(cast.nadia)
    ander = open_dossier(actor, Persoon(gemeente=cast.alkmaar, achternaam="Test"), {})
    services.bewaar(actor, amina, "taal", {"besproken": "on"}, versie=0)
    services.bewaar(actor, amina, "wonen", {"overgeslagen_reden": "azc"}, versie=0)
    services.bewaar(actor, amina, "werk", {"notities": "begonnen"}, versie=0)

    with django_assert_num_queries(1):
        voortgang = selectors.voortgang([amina.pk, ander.pk])

    assert voortgang == {amina.pk: (2, 10)}


def test_the_summary_holds_wishes_and_the_last_five_lines_and_is_a_logged_read(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    services.bewaar(actor, amina, "werk", {"wens": "kapper worden", "startpositie": "4"}, versie=0)
    services.rond_gesprek_af(actor, amina, gesprek, ["U wilt kapper worden."])

    samenvatting = selectors.samenvatting(cast.actor(cast.karim), amina, doel="PIP beoordelen")

    assert samenvatting.wensen == [("Werk", "kapper worden")]
    assert samenvatting.zinnen == ["U wilt kapper worden."]
    assert Logregel.objects.filter(onderwerp="brede intake", doel="PIP beoordelen").exists()


def test_a_dossier_without_intake_has_no_summary(cast, amina):
    assert selectors.samenvatting(cast.actor(cast.nadia), amina, doel="PIP opstellen") is None


def test_another_municipality_gets_no_summary(cast, amina, gesprek):
    with pytest.raises(Geweigerd):
        selectors.samenvatting(cast.actor(cast.tom), amina, doel="nieuwsgierig")
