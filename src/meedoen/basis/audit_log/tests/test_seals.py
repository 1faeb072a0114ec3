"""Seals cover what is over, skip nothing for ever, and break when a line is touched."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from meedoen.basis.access.scope import INSTELLING, stel_in
from meedoen.basis.audit_log.models import Betrokkene, Logregel, Zegel
from meedoen.basis.audit_log.seals import EERSTE_ZEGEL, controleer_zegels, verzegel
from meedoen.basis.audit_log.services import Handeling, noteer
from meedoen.basis.audit_log.tasks import verzegel_alles

INSERT = """
    INSERT INTO audit_log_logregel (gemeente_id, tijd, actor_naam, kanaal, handeling, onderwerp, onderwerp_id,
        betrokkenen, doel)
    VALUES (%s, now(), 'Bram', 'web', 'gelezen', 'dossier', '', '{}', 'intake')
"""

pytestmark = pytest.mark.usefixtures("for_real")


@pytest.fixture
def write(cast):
    """Write a line of Alkmaar, and commit it."""

    def write(goal="intake", **more):
        actor = cast.actor(cast.nadia)
        noteer(actor, Handeling.GELEZEN, "dossier", gemeente_id=cast.alkmaar.pk, doel=goal, **more)

    return write


def test_what_is_written_is_sealed_once(cast, write):
    write()
    write()

    seal = verzegel(cast.alkmaar.pk)

    assert (seal.nummer, seal.aantal, seal.vorige) == (1, 2, EERSTE_ZEGEL)
    assert verzegel(cast.alkmaar.pk) is None
    assert controleer_zegels(cast.alkmaar.pk) == []


def test_each_seal_holds_the_one_before(cast, write):
    write()
    first = verzegel(cast.alkmaar.pk)
    write()
    second = verzegel(cast.alkmaar.pk)

    assert (second.vorige, second.vanaf_transactie) == (first.waarde, first.tot_transactie)


def test_a_line_of_an_open_transaction_is_sealed_later_and_not_skipped(cast, write, colleague):
    colleague.execute("SELECT set_config(%s, %s, false)", [INSTELLING, str(cast.alkmaar.pk)])
    colleague.execute(INSERT, [cast.alkmaar.pk])
    write("later than the open one")

    assert verzegel(cast.alkmaar.pk).aantal == 1
    write("while it is still open")
    assert verzegel(cast.alkmaar.pk).aantal == 1

    colleague.commit()
    assert verzegel(cast.alkmaar.pk).aantal == 1
    assert controleer_zegels(cast.alkmaar.pk) == []


def test_a_line_slipped_into_a_transaction_that_was_open_once_is_seen(cast, write, colleague, owner):
    colleague.execute("SELECT pg_current_xact_id()")
    write()
    was_open = verzegel(cast.alkmaar.pk).later[-1]
    colleague.commit()
    write()
    verzegel(cast.alkmaar.pk)
    assert controleer_zegels(cast.alkmaar.pk) == []

    owner.execute("SELECT set_config(%s, %s, false)", [INSTELLING, str(cast.alkmaar.pk)])
    owner.execute(
        INSERT.replace("(gemeente_id", "(transactie, gemeente_id").replace("(%s", f"('{was_open}', %s"),
        [cast.alkmaar.pk],
    )

    (error,) = controleer_zegels(cast.alkmaar.pk)
    assert error == "Zegel 2 past niet bij de regels: 1 verzegeld, 2 gevonden."


def test_writing_does_not_wait_for_a_seal(cast, write, colleague):
    write()
    colleague.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"zegel:{cast.alkmaar.pk}"])
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '500ms'")

    write()

    assert Logregel.objects.count() == 2


def test_a_rolled_back_line_leaves_no_gap(cast, write, colleague):
    colleague.execute("SELECT set_config(%s, %s, false)", [INSTELLING, str(cast.alkmaar.pk)])
    colleague.execute(INSERT, [cast.alkmaar.pk])
    colleague.rollback()
    write()

    assert verzegel(cast.alkmaar.pk).aantal == 1
    assert controleer_zegels(cast.alkmaar.pk) == []


TAMPERINGS = {
    "a goal is rewritten": "UPDATE audit_log_logregel SET doel = 'niets bijzonders' WHERE doel = 'intake'",
    "a line is removed": "DELETE FROM audit_log_logregel WHERE doel = 'intake'",
    "a person is taken out": "UPDATE audit_log_logregel SET actor_naam = 'iemand anders' WHERE doel = 'intake'",  # noqa: E501
    "a line is slipped in": """
        INSERT INTO audit_log_logregel (id, stelsel, transactie, gemeente_id, tijd, actor_naam, kanaal,
            handeling, onderwerp, onderwerp_id, betrokkenen, doel)
        SELECT id + 1000000, stelsel, transactie, gemeente_id, tijd, 'x', kanaal, handeling,
            onderwerp, onderwerp_id, betrokkenen, 'verzonnen'
        FROM audit_log_logregel WHERE doel = 'intake'
    """,
}


@pytest.mark.parametrize("tampering", TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_by_the_owner_of_the_tables_is_seen(cast, write, owner, tampering):
    write()
    write("PIP opstellen")
    verzegel(cast.alkmaar.pk)
    owner.execute("SELECT set_config(%s, %s, false)", [INSTELLING, str(cast.alkmaar.pk)])
    owner.execute("ALTER TABLE audit_log_logregel DISABLE TRIGGER alleen_toevoegen")
    assert owner.execute(tampering).rowcount == 1
    owner.execute("ALTER TABLE audit_log_logregel ENABLE TRIGGER alleen_toevoegen")

    (error,) = controleer_zegels(cast.alkmaar.pk)

    assert "Zegel 1 past niet bij de regels" in error


def test_a_seal_that_was_taken_out_is_missed_by_the_next(cast, write, owner):
    for _ in range(3):
        write()
        verzegel(cast.alkmaar.pk)
    owner.execute("SELECT set_config(%s, %s, false)", [INSTELLING, str(cast.alkmaar.pk)])
    owner.execute("ALTER TABLE audit_log_zegel DISABLE TRIGGER alleen_toevoegen")
    owner.execute("DELETE FROM audit_log_zegel WHERE nummer = 2")
    owner.execute("ALTER TABLE audit_log_zegel ENABLE TRIGGER alleen_toevoegen")

    assert controleer_zegels(cast.alkmaar.pk)[0] == "Zegel 3 sluit niet aan op het vorige zegel."


def test_even_the_owner_cannot_touch_a_line_by_accident(write, owner, cast):
    write()
    owner.execute("SELECT set_config(%s, %s, false)", [INSTELLING, str(cast.alkmaar.pk)])

    with pytest.raises(Exception, match="append-only"):
        owner.execute("UPDATE audit_log_logregel SET doel = 'anders'")


def test_seals_read_the_same_in_any_time_zone(cast, write):
    write()
    verzegel(cast.alkmaar.pk)
    with connection.cursor() as cursor:
        cursor.execute("SET TIME ZONE 'Asia/Tokyo'")
    try:
        assert controleer_zegels(cast.alkmaar.pk) == []
    finally:
        connection.close()


def test_lines_from_before_a_restore_elsewhere_are_closed_by_a_seal_of_their_own(cast, write, owner):
    write()
    verzegel(cast.alkmaar.pk)
    write("not sealed when the copy was made")
    # A restored copy: other system, and transaction ids that start over.
    owner.execute("SELECT set_config(%s, %s, false)", [INSTELLING, str(cast.alkmaar.pk)])
    for table in ("audit_log_logregel", "audit_log_zegel"):
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER alleen_toevoegen")
    owner.execute("UPDATE audit_log_zegel SET stelsel = 7, tot_transactie = 10")
    owner.execute(
        "UPDATE audit_log_logregel SET stelsel = 7, transactie = (id + 8)::text::xid8 WHERE doel <> 'intake'"
    )
    owner.execute("UPDATE audit_log_logregel SET stelsel = 7, transactie = '5' WHERE doel = 'intake'")
    owner.execute("UPDATE audit_log_logregel SET transactie = '12' WHERE doel <> 'intake'")
    for table in ("audit_log_logregel", "audit_log_zegel"):
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER alleen_toevoegen")
    write("written in the copy")

    verzegel(cast.alkmaar.pk)

    assert list(Zegel.objects.order_by("nummer").values_list("aantal", "vanaf_transactie"))[1:] == [
        (1, 10),
        (1, 0),
    ]
    assert not any("sluit niet aan" in error for error in controleer_zegels(cast.alkmaar.pk))


def test_sealed_lines_can_be_found_by_person(cast, write):
    person, other = cast.nadia.pk, cast.tom.pk
    write(betrokkenen=[person, other])
    write(betrokkenen=[other])

    verzegel(cast.alkmaar.pk)

    assert Betrokkene.objects.filter(persoon=person).count() == 1
    assert Betrokkene.objects.filter(persoon=other).count() == 2


def test_the_worker_seals_every_municipality_by_itself(cast, write):
    write()
    stel_in([cast.heiloo.pk])
    noteer(cast.actor(cast.tom), Handeling.GELEZEN, "dossier", gemeente_id=cast.heiloo.pk, doel="intake")

    assert verzegel_alles(int(datetime(2026, 11, 22, tzinfo=UTC).timestamp())) == 2

    cast.see_all()
    assert set(Zegel.objects.values_list("gemeente_id", "aantal")) == {
        (cast.alkmaar.pk, 1),
        (cast.heiloo.pk, 1),
    }


def test_sealing_is_a_task_of_every_ten_minutes():
    from procrastinate.contrib.django import app

    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}

    assert crons["logboek.verzegel_alles"] == "*/10 * * * *"
