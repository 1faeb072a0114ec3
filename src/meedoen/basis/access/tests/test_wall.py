"""The wall of row-level security stands around every table of personal data, and holds against raw SQL."""

import pytest
from django.apps import apps
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError, DataError, ProgrammingError

from meedoen.basis.access.scope import set_scope, within
from meedoen.basis.access.wall import secured_models
from meedoen.basis.organisations.models import GemeenteOwned

WITHOUT_PERSONAL_DATA = {
    "organisations.GemeenteSettings": "what a municipality settled; holds nobody",
    "organisations.Team": "the name of a team",
    "access.ApiKey": "a client of the municipality, read before it is known which one asks",
    "intake.Gespreksleidraad": "questions, not answers",
    "keten.ConnectionSettings": "an address, OINs and names of files; a notification finds its municipality by it, "  # noqa: E501
    "before a workspace stands",
}
"""Tables with a municipality but without row-level security, and why."""

BEHIND_THE_WALL = [pytest.param(model, id=model._meta.label) for model in secured_models()]


def _rows(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _on(model: type, sql: str) -> str:
    """A statement about the table of one of our own models."""
    return sql.replace("{table}", model._meta.db_table)


def _written(sql: str, *values: object) -> int:
    """How many rows a statement wrote; none when the database refused it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.rowcount
    except DatabaseError:
        return 0


@pytest.mark.parametrize("model", BEHIND_THE_WALL)
@pytest.mark.django_db
def test_row_security_is_on_and_forced(model):
    table = _rows(
        "SELECT relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) FROM pg_class "
        "WHERE oid = %s::regclass",
        model._meta.db_table,
    )

    on, forced, owner = table[0]
    assert (on, forced) == (True, True)
    assert owner != _rows("SELECT current_user")[0][0]


@pytest.mark.django_db
def test_the_application_is_neither_superuser_nor_can_it_bypass_the_wall():
    assert _rows(
        "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ) == [(False, False, False)]
    assert _rows(
        "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member "
        "WHERE r.rolname = current_user"
    ) == [(0,)]


def test_every_table_of_a_municipality_is_behind_the_wall_or_says_why_not():
    outside = {
        model._meta.label
        for model in apps.get_models()
        if any(field.name == "gemeente" for field in model._meta.fields)
        and not issubclass(model, GemeenteOwned)
    }

    assert outside <= set(WITHOUT_PERSONAL_DATA)


def test_nothing_that_hangs_on_a_person_or_dossier_stands_outside_the_wall():
    behind = set(secured_models())
    outside = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model not in behind
        for field in model._meta.fields
        if field.is_relation and field.related_model in behind
    ]

    assert outside == []


@pytest.mark.parametrize("model", BEHIND_THE_WALL)
def test_without_a_municipality_nothing_is_seen(cast, amina, model):
    set_scope([])

    assert _rows(_on(model, "SELECT count(*) FROM {table}")) == [(0,)]


@pytest.mark.parametrize("model", BEHIND_THE_WALL)
def test_another_municipality_sees_nothing_and_writes_nothing(cast, amina, model):
    set_scope([cast.heiloo.pk])

    assert _rows(_on(model, "SELECT count(*) FROM {table} WHERE gemeente_id = %s"), cast.alkmaar.pk) == [(0,)]
    assert _written(_on(model, "DELETE FROM {table} WHERE gemeente_id = %s"), cast.alkmaar.pk) == 0
    assert (
        _written(
            _on(model, "UPDATE {table} SET gemeente_id = %s WHERE gemeente_id = %s"),
            cast.heiloo.pk,
            cast.alkmaar.pk,
        )
        == 0
    )


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT achternaam FROM dossiers_persoon",
        "SELECT p.achternaam FROM dossiers_persoon p JOIN dossiers_dossier d ON d.persoon_id = p.id",
        "SELECT (SELECT max(achternaam) FROM dossiers_persoon) WHERE true",
        "WITH alle AS (SELECT * FROM dossiers_persoon) SELECT achternaam FROM alle",
        "SELECT achternaam FROM dossiers_persoon UNION SELECT term FROM dossiers_searchterm",
        "SELECT wijziging::text FROM audit_log_auditentry WHERE data_subjects <> '{}'",
        "SELECT achternaam FROM dossiers_persoon WHERE 1 / (CASE WHEN achternaam > '' THEN 0 ELSE 1 END) = 1",
    ],
)
def test_no_query_of_another_municipality_reaches_a_person(cast, amina, sql):
    set_scope([cast.heiloo.pk])

    assert [row for row in _rows(sql) if row != (None,)] == []

    cast.see_all()
    if "1 /" not in sql:
        assert _rows(sql)


def test_a_row_cannot_be_put_into_another_municipality(cast, amina):
    set_scope([cast.heiloo.pk])

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        _written_or_raise(
            "INSERT INTO dossiers_huishouden (id, gemeente_id) VALUES (gen_random_uuid(), %s)",
            cast.alkmaar.pk,
        )
    assert (
        _written(
            "INSERT INTO dossiers_huishouden (id, gemeente_id) VALUES (gen_random_uuid(), %s)", cast.heiloo.pk
        )
        == 1
    )


def _written_or_raise(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_the_application_cannot_take_the_wall_down(cast):
    for sql in (
        "ALTER TABLE dossiers_persoon DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE dossiers_persoon NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY per_gemeente ON dossiers_persoon",
        "SET ROLE postgres",
        "CREATE VIEW alles AS SELECT * FROM dossiers_persoon",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            _written_or_raise(sql)


@pytest.mark.parametrize("model", [m for m in secured_models() if m.append_only])
def test_what_is_only_added_to_cannot_be_changed_or_emptied(cast, amina, model):
    for sql in (
        _on(model, "UPDATE {table} SET gemeente_id = gemeente_id"),
        _on(model, "DELETE FROM {table}"),
        _on(model, "TRUNCATE {table}"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            _written_or_raise(sql)


def test_a_fresh_connection_sees_nothing_until_it_is_told_what_it_may_see(cast):
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT current_setting('meedoen.gemeenten', true)")
            (setting,) = cursor.fetchone()
            cursor.execute("SELECT count(*) FROM audit_log_auditentry")
            assert cursor.fetchone() == (0,)
        assert not setting
    finally:
        other.close()


def test_a_workspace_ends_with_its_block(cast, amina):
    set_scope([cast.heiloo.pk])

    with within([cast.alkmaar.pk]):
        assert _rows("SELECT count(*) FROM dossiers_persoon") == [(1,)]

    assert _rows("SELECT count(*) FROM dossiers_persoon") == [(0,)]


def test_a_statement_that_fails_inside_a_workspace_is_what_is_told(cast):
    with (
        pytest.raises(DataError, match="division by zero"),
        transaction.atomic(),
        within([cast.alkmaar.pk]),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT 1/0")


def test_a_workspace_set_in_a_transaction_that_rolled_back_is_set_again(cast):
    set_scope([cast.heiloo.pk])
    with transaction.atomic():
        set_scope([cast.alkmaar.pk])
        transaction.set_rollback(True)

    set_scope([cast.alkmaar.pk])

    assert _rows("SELECT current_setting('meedoen.gemeenten')") == [(str(cast.alkmaar.pk),)]
