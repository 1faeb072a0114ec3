"""One line about a dossier: where it belongs and whose data it was follow from the dossier."""

from datetime import date

from meedoen.basis.audit_log.models import AuditEntry
from meedoen.dossiers.audit_entry import log_dossier, log_list
from meedoen.dossiers.models import Persoon
from meedoen.dossiers.services import open_dossier


def test_a_line_belongs_to_the_dossier_and_is_about_its_person(cast, amina):
    log_dossier(cast.actor(cast.nadia), "gewijzigd", "feit", amina, "feit bijwerken", {"lbt": [None, "x"]})

    line = AuditEntry.objects.latest("pk")
    assert (line.gemeente_id, line.onderwerp_id) == (amina.gemeente_id, str(amina.pk))
    assert line.data_subjects == [amina.persoon_id]
    assert (line.doel, line.wijziging) == ("feit bijwerken", {"lbt": [None, "x"]})


def test_a_line_about_another_of_the_household_is_about_that_person(cast, amina):
    other = Persoon.objects.create(gemeente=cast.alkmaar, achternaam="Osman")

    log_dossier(cast.actor(cast.nadia), "gewijzigd", "persoon", amina, "huishouden", persoon_id=other.pk)

    line = AuditEntry.objects.latest("pk")
    assert (line.onderwerp_id, line.data_subjects) == (str(amina.pk), [other.pk])


def test_a_list_is_one_line_a_municipality_that_names_all_it_showed(cast, amina):
    osman = Persoon(gemeente=cast.heiloo, achternaam="Osman")
    elsewhere = open_dossier(cast.actor(cast.tom), osman, {"koppeling": date(2026, 6, 1)})

    log_list(cast.system, "dossierlijst", [amina, elsewhere], "dossier zoeken")

    lines = AuditEntry.objects.filter(onderwerp="dossierlijst").values_list("gemeente", "data_subjects")
    assert dict(lines) == {
        cast.alkmaar.pk: [amina.persoon_id],
        cast.heiloo.pk: [elsewhere.persoon_id],
    }
