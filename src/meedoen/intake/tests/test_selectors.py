"""What others ask of an intake: how far it is, and what it found."""

import pytest

from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.dossiers.models import Persoon
from meedoen.dossiers.services import open_dossier
from meedoen.intake import selectors, services


def test_progress_of_many_dossiers_is_one_query(cast, amina, gesprek, django_assert_num_queries):
    actor = cast.actor(cast.nadia)
    other = open_dossier(actor, Persoon(gemeente=cast.alkmaar, achternaam="Test"), {})
    services.save(actor, amina, "taal", {"besproken": "on"}, version=0)
    services.save(actor, amina, "wonen", {"overgeslagen_reden": "azc"}, version=0)
    services.save(actor, amina, "werk", {"notities": "begonnen"}, version=0)

    with django_assert_num_queries(1):
        progress = selectors.progress([amina.pk, other.pk])

    assert progress == {amina.pk: (2, 10)}


def test_the_summary_holds_wishes_and_the_last_five_lines_and_is_a_logged_read(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    services.save(actor, amina, "werk", {"wens": "kapper worden", "startpositie": "4"}, version=0)
    services.complete_gesprek(actor, amina, gesprek, ["U wilt kapper worden."])

    summary = selectors.summary(cast.actor(cast.karim), amina, doel="PIP beoordelen")

    assert summary.wishes == [("Werk", "kapper worden")]
    assert summary.sentences == ["U wilt kapper worden."]
    assert AuditEntry.objects.filter(onderwerp="brede intake", doel="PIP beoordelen").exists()


def test_a_dossier_without_intake_has_no_summary(cast, amina):
    assert selectors.summary(cast.actor(cast.nadia), amina, doel="PIP opstellen") is None


def test_another_municipality_gets_no_summary(cast, amina, gesprek):
    with pytest.raises(Refused):
        selectors.summary(cast.actor(cast.tom), amina, doel="nieuwsgierig")
