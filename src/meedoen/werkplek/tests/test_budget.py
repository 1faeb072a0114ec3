"""What the page that is opened forty times a day may cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meedoen.basis.access.scope import set_scope
from meedoen.intake.models import BredeIntake, Domeinbeeld, Gespreksleidraad

QUERIES = 8
WEIGHT = 60_000


@pytest.fixture
def busy(cast, dossier):
    """Sixty dossiers, as long-winded as they come."""
    guide = Gespreksleidraad.objects.filter(gemeente=None).first()
    for n in range(60):
        row = dossier(
            f"Abdirahman{n} Gebremedhin",
            n - 20,
            fase="intake",
            stap="intake_verder",
            wacht_op="duo",
            tolk_nodig=True,
        )
        intake = BredeIntake.objects.create(gemeente=row.gemeente, dossier=row, leidraad=guide)
        Domeinbeeld.objects.create(
            gemeente=row.gemeente, dossier=row, intake=intake, domein="werk", besproken=True
        )


@pytest.mark.parametrize("address", ["/", "/?wie=team", "/?wie=team&fase=intake&wanneer=laat"])
@pytest.mark.parametrize("who", ["nadia", "els"])
def test_a_page_of_fifty_takes_at_most_eight_queries_and_sixty_kilobytes(cast, busy, login, who, address):
    client = login(getattr(cast, who))
    client.get("/meldingen/")
    set_scope([])

    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)

    assert response.status_code == 200
    assert len(asked) <= QUERIES, [query["sql"][:90] for query in asked]
    assert len(response.content) < WEIGHT


def test_fifty_rows_stand_on_a_page_with_a_way_to_the_rest(cast, busy, login):
    response = login(cast.nadia).get("/")

    assert len(response.context["page"].lines) == 50
    assert response.content.decode().count('rel="next"') == 1


def test_the_order_of_the_worklist_comes_from_its_index(cast, busy):
    """A plan that sorts, or that reads the whole table, would not hold at a hundred thousand dossiers."""
    from meedoen.werkplek.filters import Filters
    from meedoen.werkplek.selectors import in_sight

    actor = cast.actor(cast.nadia)
    with connection.cursor() as cursor:
        for way in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    for who in ("mijn", "team"):
        plan = in_sight(actor, Filters(wie=who)).order_by("volgorde", "pk")[:51].explain()

        assert "Index Scan using dossier_" in plan
        assert "_werk on" in plan
        assert "Sort" not in plan
