"""The two roles in the database: one owns the tables, the other is what the application connects as."""

import psycopg
from psycopg import sql

from meedoen.cli.errors import ErrorMessage

OWNER = "meedoen_eigenaar"
APPLICATION = "meedoen_app"


def grants_on_new_tables(owner: str, application: str) -> list[sql.Composed]:
    """Return the statements that let the application use what the owner makes from now on.

    They hold for one database. What a migration takes back (changing the logboek) stays taken back: no table
    that exists is touched.
    """
    head = sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} ").format(sql.Identifier(owner))
    to = sql.SQL(" TO {}").format(sql.Identifier(application))
    return [
        head + sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES") + to,
        head + sql.SQL("GRANT USAGE, SELECT ON SEQUENCES") + to,
    ]


def connect(url: str) -> psycopg.Connection:
    """Return an autocommitting connection. Raises Foutmelding when the database does not answer."""
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=5)
    except psycopg.ProgrammingError:
        # The address itself holds a password and is not repeated.
        raise ErrorMessage(
            "DATABASE_URL is geen adres zoals postgresql://gebruiker:wachtwoord@server:5432/database."
        ) from None
    except psycopg.OperationalError as error:
        reason = " ".join(str(error).split())
        raise ErrorMessage(f"De database geeft geen antwoord; controleer DATABASE_URL ({reason}).") from None


def refuse_role_above_the_rows(url: str) -> None:
    """Raise Foutmelding when this role ignores row-level security, the wall between municipalities."""
    with connect(url) as connection:
        query = "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        name, superuser, bypasses = connection.execute(query).fetchone() or ("?", True, True)
    if superuser or bypasses:
        right = "superuser is" if superuser else "BYPASSRLS heeft"
        raise ErrorMessage(
            f"Meedoen start niet met de databaserol {name}, omdat die {right} en de scheiding tussen "
            "gemeenten zou negeren; gebruik in DATABASE_URL een gewone rol."
        )


def grant_to_application(owner_url: str, application_url: str) -> None:
    """Let the application's role use every table the owner makes from now on."""
    application = psycopg.conninfo.conninfo_to_dict(application_url).get("user")
    with connect(owner_url) as connection:
        owner = connection.info.user
        if application and application != owner:
            for statement in grants_on_new_tables(owner, str(application)):
                connection.execute(statement)
