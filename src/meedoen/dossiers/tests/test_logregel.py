"""One line about a dossier: where it belongs and whose data it was follow from the dossier."""

from meedoen.basis.logboek.models import Logregel
from meedoen.dossiers.logregel import noteer_dossier
from meedoen.dossiers.models import Persoon


def test_a_line_belongs_to_the_dossier_and_is_about_its_person(cast, amina):
    noteer_dossier(cast.actor(cast.nadia), "gewijzigd", "feit", amina, "feit bijwerken", {"lbt": [None, "x"]})

    line = Logregel.objects.latest("pk")
    assert (line.gemeente_id, line.onderwerp_id) == (amina.gemeente_id, str(amina.pk))
    assert line.betrokkenen == [amina.persoon_id]
    assert (line.doel, line.wijziging) == ("feit bijwerken", {"lbt": [None, "x"]})


def test_a_line_about_another_of_the_household_is_about_that_person(cast, amina):
    other = Persoon.objects.create(gemeente=cast.alkmaar, achternaam="Osman")

    noteer_dossier(cast.actor(cast.nadia), "gewijzigd", "persoon", amina, "huishouden", persoon_id=other.pk)

    line = Logregel.objects.latest("pk")
    assert (line.onderwerp_id, line.betrokkenen) == (str(amina.pk), [other.pk])
