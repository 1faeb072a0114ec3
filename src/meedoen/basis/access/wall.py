"""The second wall: PostgreSQL row-level security by municipality, forced on every table of personal data.

Rebuilt after every migrate from the models themselves, so that a new table is behind it from its first day.
The application's role owns nothing, is no superuser and has no BYPASSRLS; it gets just the rights it needs.
"""

from __future__ import annotations

import os
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.utils import CursorWrapper

from meedoen.basis.access.scope import SETTING
from meedoen.basis.organisations.models import GemeenteOwned

APP_ROLE = "meedoen_app"

VISIBLE = f"(SELECT string_to_array(nullif(current_setting('{SETTING}', true), ''), ',')::uuid[])"
"""Evaluated once a query (an InitPlan), so that the index on gemeente_id still serves."""

APPEND_ONLY = """
CREATE OR REPLACE FUNCTION meedoen_alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Table % is append-only.', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""


def secured_models() -> list[type[GemeenteOwned]]:
    """Every concrete model whose rows belong to a municipality."""
    return [m for m in apps.get_models() if issubclass(m, GemeenteOwned)]


def rebuild(sender: Any = None, using: str = "default", **kwargs: Any) -> None:  # noqa: ARG001  # a signal's form
    """Put the wall up again. Runs after migrate, as the owner of the tables; safe to run many times."""
    if sender is not None and getattr(sender, "label", "") != "access":
        return
    with connections[using].cursor() as cursor:
        existing = set(connections[using].introspection.table_names(cursor))
        cursor.execute(APPEND_ONLY)
        for model in secured_models():
            if _table(model) in existing:
                _build_wall(cursor, model)
        _give_rechten(cursor, existing)


def _table(model: type[GemeenteOwned]) -> str:
    return model._meta.db_table  # noqa: SLF001  # Django documents it


def _build_wall(cursor: CursorWrapper, model: type[GemeenteOwned]) -> None:
    table = _table(model)
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    cursor.execute(f'DROP POLICY IF EXISTS per_gemeente ON "{table}"')
    cursor.execute(f'CREATE POLICY per_gemeente ON "{table}" USING (gemeente_id = ANY ({VISIBLE}::uuid[]))')
    if model.append_only:
        cursor.execute(f'DROP TRIGGER IF EXISTS alleen_toevoegen ON "{table}"')
        cursor.execute(
            f'CREATE TRIGGER alleen_toevoegen BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION meedoen_alleen_toevoegen()"
        )


def _give_rechten(cursor: CursorWrapper, existing: set[str]) -> None:
    """The application may read and write rows, and only add to what is append-only."""
    role = os.environ.get("MEEDOEN_APP_ROL", APP_ROLE)
    cursor.execute("SELECT current_user, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role])
    owner, exists = cursor.fetchone() or ("", False)
    if not exists or owner == role:
        return
    cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO "{role}"')
    for model in secured_models():
        if model.append_only and _table(model) in existing:
            cursor.execute(f'REVOKE UPDATE, DELETE ON "{_table(model)}" FROM "{role}"')


def index_on_gemeente(*fields: str, name: str) -> models.Index:
    """An index that begins with the municipality, as every query does that the wall lets through."""
    return models.Index(fields=["gemeente", *fields], name=name)
