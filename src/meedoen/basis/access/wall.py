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

from meedoen.basis.access.scope import INSTELLING
from meedoen.basis.organisations.models import VanGemeente

APP_ROL = "meedoen_app"

ZICHTBAAR = f"(SELECT string_to_array(nullif(current_setting('{INSTELLING}', true), ''), ',')::uuid[])"
"""Evaluated once a query (an InitPlan), so that the index on gemeente_id still serves."""

ALLEEN_TOEVOEGEN = """
CREATE OR REPLACE FUNCTION meedoen_alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Table % is append-only.', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""


def beveiligde_modellen() -> list[type[VanGemeente]]:
    """Every concrete model whose rows belong to a municipality."""
    return [m for m in apps.get_models() if issubclass(m, VanGemeente)]


def herbouw(sender: Any = None, using: str = "default", **kwargs: Any) -> None:  # noqa: ARG001  # a signal's form
    """Put the wall up again. Runs after migrate, as the owner of the tables; safe to run many times."""
    if sender is not None and getattr(sender, "label", "") != "access":
        return
    with connections[using].cursor() as cursor:
        bestaand = set(connections[using].introspection.table_names(cursor))
        cursor.execute(ALLEEN_TOEVOEGEN)
        for model in beveiligde_modellen():
            if _tabel(model) in bestaand:
                _zet_muur(cursor, model)
        _geef_rechten(cursor, bestaand)


def _tabel(model: type[VanGemeente]) -> str:
    return model._meta.db_table  # noqa: SLF001  # Django documents it


def _zet_muur(cursor: CursorWrapper, model: type[VanGemeente]) -> None:
    tabel = _tabel(model)
    cursor.execute(f'ALTER TABLE "{tabel}" ENABLE ROW LEVEL SECURITY')
    cursor.execute(f'ALTER TABLE "{tabel}" FORCE ROW LEVEL SECURITY')
    cursor.execute(f'DROP POLICY IF EXISTS per_gemeente ON "{tabel}"')
    cursor.execute(f'CREATE POLICY per_gemeente ON "{tabel}" USING (gemeente_id = ANY ({ZICHTBAAR}::uuid[]))')
    if model.alleen_toevoegen:
        cursor.execute(f'DROP TRIGGER IF EXISTS alleen_toevoegen ON "{tabel}"')
        cursor.execute(
            f'CREATE TRIGGER alleen_toevoegen BEFORE UPDATE OR DELETE OR TRUNCATE ON "{tabel}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION meedoen_alleen_toevoegen()"
        )


def _geef_rechten(cursor: CursorWrapper, bestaand: set[str]) -> None:
    """The application may read and write rows, and only add to what is append-only."""
    rol = os.environ.get("MEEDOEN_APP_ROL", APP_ROL)
    cursor.execute("SELECT current_user, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [rol])
    eigenaar, bestaat = cursor.fetchone() or ("", False)
    if not bestaat or eigenaar == rol:
        return
    cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{rol}"')
    cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{rol}"')
    cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{rol}"')
    cursor.execute(f'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO "{rol}"')
    for model in beveiligde_modellen():
        if model.alleen_toevoegen and _tabel(model) in bestaand:
            cursor.execute(f'REVOKE UPDATE, DELETE ON "{_tabel(model)}" FROM "{rol}"')


def index_op_gemeente(*velden: str, naam: str) -> models.Index:
    """An index that begins with the municipality, as every query does that the wall lets through."""
    return models.Index(fields=["gemeente", *velden], name=naam)
