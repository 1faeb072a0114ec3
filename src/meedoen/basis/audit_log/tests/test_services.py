"""Lines: who, what, whose, why; values only of changes."""

from datetime import date

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.audit_log.services import Action, difference, log


def test_a_line_tells_who_did_what_and_why(cast):
    actor = cast.actor(cast.nadia)

    log(
        actor,
        Action.CHANGED,
        "dossier",
        gemeente_id=cast.alkmaar.pk,
        onderwerp_id="x",
        doel="PIP opstellen",
        wijziging={"dag": [None, date(2026, 11, 22)]},
    )

    line = AuditEntry.objects.get()
    assert (line.actor_id, line.actor_name, line.kanaal) == (cast.nadia.pk, "Nadia de Wit", "web")
    assert line.wijziging == {"dag": [None, "2026-11-22"]}


def test_the_difference_names_only_what_changed():
    assert difference({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}) == {"b": [2, 3], "c": [None, 4]}


@pytest.mark.parametrize(
    "sql", ["UPDATE audit_log_auditentry SET doel = ''", "DELETE FROM audit_log_auditentry"]
)
def test_the_application_can_neither_change_nor_remove_a_line(cast, sql):
    from django.db import connection

    log(cast.actor(cast.nadia), Action.READ, "dossier", gemeente_id=cast.alkmaar.pk, doel="intake")

    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
