"""Seals cover what is over, skip nothing for ever, and break when a line is touched."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from meedoen.basis.access.scope import SETTING, set_scope
from meedoen.basis.audit_log.models import AuditEntry, DataSubject, Seal
from meedoen.basis.audit_log.seals import FIRST_SEAL, seal_lines, verify_seals
from meedoen.basis.audit_log.services import Action, log
from meedoen.basis.audit_log.tasks import seal_everything

INSERT = """
    INSERT INTO audit_log_auditentry (gemeente_id, tijd, actor_name, kanaal, handeling, onderwerp, onderwerp_id,
        data_subjects, doel)
    VALUES (%s, now(), 'Bram', 'web', 'gelezen', 'dossier', '', '{}', 'intake')
"""  # noqa: E501

pytestmark = pytest.mark.usefixtures("for_real")


@pytest.fixture
def write(cast):
    """Write a line of Alkmaar, and commit it."""

    def write(goal="intake", **more):
        actor = cast.actor(cast.nadia)
        log(actor, Action.READ, "dossier", gemeente_id=cast.alkmaar.pk, doel=goal, **more)

    return write


def test_what_is_written_is_sealed_once(cast, write):
    write()
    write()

    seal = seal_lines(cast.alkmaar.pk)

    assert (seal.nummer, seal.aantal, seal.previous) == (1, 2, FIRST_SEAL)
    assert seal_lines(cast.alkmaar.pk) is None
    assert verify_seals(cast.alkmaar.pk) == []


def test_each_seal_holds_the_one_before(cast, write):
    write()
    first = seal_lines(cast.alkmaar.pk)
    write()
    second = seal_lines(cast.alkmaar.pk)

    assert (second.previous, second.from_transaction) == (first.waarde, first.until_transaction)


def test_a_line_of_an_open_transaction_is_sealed_later_and_not_skipped(cast, write, colleague):
    colleague.execute("SELECT set_config(%s, %s, false)", [SETTING, str(cast.alkmaar.pk)])
    colleague.execute(INSERT, [cast.alkmaar.pk])
    write("later than the open one")

    assert seal_lines(cast.alkmaar.pk).aantal == 1
    write("while it is still open")
    assert seal_lines(cast.alkmaar.pk).aantal == 1

    colleague.commit()
    assert seal_lines(cast.alkmaar.pk).aantal == 1
    assert verify_seals(cast.alkmaar.pk) == []


def test_a_line_slipped_into_a_transaction_that_was_open_once_is_seen(cast, write, colleague, owner):
    colleague.execute("SELECT pg_current_xact_id()")
    write()
    was_open = seal_lines(cast.alkmaar.pk).later[-1]
    colleague.commit()
    write()
    seal_lines(cast.alkmaar.pk)
    assert verify_seals(cast.alkmaar.pk) == []

    owner.execute("SELECT set_config(%s, %s, false)", [SETTING, str(cast.alkmaar.pk)])
    owner.execute(
        INSERT.replace("(gemeente_id", "(transaction, gemeente_id").replace("(%s", f"('{was_open}', %s"),
        [cast.alkmaar.pk],
    )

    (error,) = verify_seals(cast.alkmaar.pk)
    assert error == "Zegel 2 past niet bij de regels: 1 verzegeld, 2 gevonden."


def test_writing_does_not_wait_for_a_seal(cast, write, colleague):
    write()
    colleague.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"zegel:{cast.alkmaar.pk}"])
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '500ms'")

    write()

    assert AuditEntry.objects.count() == 2


def test_a_rolled_back_line_leaves_no_gap(cast, write, colleague):
    colleague.execute("SELECT set_config(%s, %s, false)", [SETTING, str(cast.alkmaar.pk)])
    colleague.execute(INSERT, [cast.alkmaar.pk])
    colleague.rollback()
    write()

    assert seal_lines(cast.alkmaar.pk).aantal == 1
    assert verify_seals(cast.alkmaar.pk) == []


TAMPERINGS = {
    "a goal is rewritten": "UPDATE audit_log_auditentry SET doel = 'niets bijzonders' WHERE doel = 'intake'",
    "a line is removed": "DELETE FROM audit_log_auditentry WHERE doel = 'intake'",
    "a person is taken out": "UPDATE audit_log_auditentry SET actor_name = 'iemand anders' WHERE doel = 'intake'",  # noqa: E501
    "a line is slipped in": """
        INSERT INTO audit_log_auditentry (id, scheme, transaction, gemeente_id, tijd, actor_name, kanaal,
            handeling, onderwerp, onderwerp_id, data_subjects, doel)
        SELECT id + 1000000, scheme, transaction, gemeente_id, tijd, 'x', kanaal, handeling,
            onderwerp, onderwerp_id, data_subjects, 'verzonnen'
        FROM audit_log_auditentry WHERE doel = 'intake'
    """,
}


@pytest.mark.parametrize("tampering", TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_by_the_owner_of_the_tables_is_seen(cast, write, owner, tampering):
    write()
    write("PIP opstellen")
    seal_lines(cast.alkmaar.pk)
    owner.execute("SELECT set_config(%s, %s, false)", [SETTING, str(cast.alkmaar.pk)])
    owner.execute("ALTER TABLE audit_log_auditentry DISABLE TRIGGER alleen_toevoegen")
    assert owner.execute(tampering).rowcount == 1
    owner.execute("ALTER TABLE audit_log_auditentry ENABLE TRIGGER alleen_toevoegen")

    (error,) = verify_seals(cast.alkmaar.pk)

    assert "Zegel 1 past niet bij de regels" in error


def test_a_seal_that_was_taken_out_is_missed_by_the_next(cast, write, owner):
    for _ in range(3):
        write()
        seal_lines(cast.alkmaar.pk)
    owner.execute("SELECT set_config(%s, %s, false)", [SETTING, str(cast.alkmaar.pk)])
    owner.execute("ALTER TABLE audit_log_seal DISABLE TRIGGER alleen_toevoegen")
    owner.execute("DELETE FROM audit_log_seal WHERE nummer = 2")
    owner.execute("ALTER TABLE audit_log_seal ENABLE TRIGGER alleen_toevoegen")

    assert verify_seals(cast.alkmaar.pk)[0] == "Zegel 3 sluit niet aan op het vorige zegel."


def test_even_the_owner_cannot_touch_a_line_by_accident(write, owner, cast):
    write()
    owner.execute("SELECT set_config(%s, %s, false)", [SETTING, str(cast.alkmaar.pk)])

    with pytest.raises(Exception, match="append-only"):
        owner.execute("UPDATE audit_log_auditentry SET doel = 'anders'")


def test_seals_read_the_same_in_any_time_zone(cast, write):
    write()
    seal_lines(cast.alkmaar.pk)
    with connection.cursor() as cursor:
        cursor.execute("SET TIME ZONE 'Asia/Tokyo'")
    try:
        assert verify_seals(cast.alkmaar.pk) == []
    finally:
        connection.close()


def test_lines_from_before_a_restore_elsewhere_are_closed_by_a_seal_of_their_own(cast, write, owner):
    write()
    seal_lines(cast.alkmaar.pk)
    write("not sealed when the copy was made")
    # A restored copy: other system, and transaction ids that start over.
    owner.execute("SELECT set_config(%s, %s, false)", [SETTING, str(cast.alkmaar.pk)])
    for table in ("audit_log_auditentry", "audit_log_seal"):
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER alleen_toevoegen")
    owner.execute("UPDATE audit_log_seal SET scheme = 7, until_transaction = 10")
    owner.execute(
        "UPDATE audit_log_auditentry SET scheme = 7, transaction = (id + 8)::text::xid8 WHERE doel <> 'intake'"  # noqa: E501
    )
    owner.execute("UPDATE audit_log_auditentry SET scheme = 7, transaction = '5' WHERE doel = 'intake'")
    owner.execute("UPDATE audit_log_auditentry SET transaction = '12' WHERE doel <> 'intake'")
    for table in ("audit_log_auditentry", "audit_log_seal"):
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER alleen_toevoegen")
    write("written in the copy")

    seal_lines(cast.alkmaar.pk)

    assert list(Seal.objects.order_by("nummer").values_list("aantal", "from_transaction"))[1:] == [
        (1, 10),
        (1, 0),
    ]
    assert not any("sluit niet aan" in error for error in verify_seals(cast.alkmaar.pk))


def test_sealed_lines_can_be_found_by_person(cast, write):
    person, other = cast.nadia.pk, cast.tom.pk
    write(data_subjects=[person, other])
    write(data_subjects=[other])

    seal_lines(cast.alkmaar.pk)

    assert DataSubject.objects.filter(persoon=person).count() == 1
    assert DataSubject.objects.filter(persoon=other).count() == 2


def test_the_worker_seals_every_municipality_by_itself(cast, write):
    write()
    set_scope([cast.heiloo.pk])
    log(cast.actor(cast.tom), Action.READ, "dossier", gemeente_id=cast.heiloo.pk, doel="intake")

    assert seal_everything(int(datetime(2026, 11, 22, tzinfo=UTC).timestamp())) == 2

    cast.see_all()
    assert set(Seal.objects.values_list("gemeente_id", "aantal")) == {
        (cast.alkmaar.pk, 1),
        (cast.heiloo.pk, 1),
    }


def test_sealing_is_a_task_of_every_ten_minutes():
    from procrastinate.contrib.django import app

    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}

    assert crons["logboek.verzegel_alles"] == "*/10 * * * *"
