"""`./meedoen migrate`: the tables, made and changed by their owner."""

import sys

from meedoen import environment
from meedoen.cli.database import open_database, start_django
from meedoen.cli.errors import ErrorMessage
from meedoen.cli.roles import grant_to_application


def migrate() -> None:
    """Breng de tabellen van de database op orde, als eigenaar (DATABASE_URL_EIGENAAR)."""
    with open_database() as database:
        grant_to_application(database.owner_url, database.url)
        start_django(as_owner=True)
        done = migrate_tables()
    sys.stdout.write(
        f"De tabellen zijn bijgewerkt ({done} stappen).\n" if done else "De tabellen waren al op orde.\n"
    )


def migrate_tables() -> int:
    """Apply what is missing. Return how many migrations that were. Django must be loaded as the owner."""
    from django.core.management import call_command

    missing = missing_migrations()
    if missing:
        call_command("migrate", verbosity=0, interactive=False)
    return len(missing)


def missing_migrations() -> list[str]:
    """Return the names of the migrations the database does not have yet."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def refuse_when_behind() -> None:
    """Raise Foutmelding when the tables are older than the program."""
    missing = missing_migrations()
    if missing:
        raise ErrorMessage(
            f"De database loopt {len(missing)} stappen achter; voer eerst ./meedoen migrate uit "
            f"({'met DATABASE_URL_EIGENAAR' if environment.environment() == 'productie' else 'duurt even'})."
        )
