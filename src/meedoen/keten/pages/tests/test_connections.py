"""A municipality is connected by settings alone: checked, written down, and tried with one question."""

import pytest

from meedoen.basis.audit_log.models import AuditEntry
from meedoen.keten.models import ConnectionSettings, Party
from meedoen.keten.pages.tests.conftest import OIN, OIN_DUO
from meedoen.keten.tests.other_side import Reply

HERE = "/keten/0361/aansluitingen/"


@pytest.fixture
def filled_in(issue):
    """The form as it is right."""
    certificate, key = issue()
    return {
        "basis_url": "https://duo.voorbeeld.test/v1",
        "oin": OIN,
        "oin_partij": OIN_DUO,
        "certificaat": certificate,
        "sleutel": key,
        "actief": "on",
    }


def test_a_municipality_is_connected_and_that_stands_in_the_history(ria, cast, filled_in):
    answer = ria.post(f"{HERE}duo/", filled_in | {"adres_pip": "https://pip.voorbeeld.test/v2"})

    connection = ConnectionSettings.objects.get(gemeente=cast.alkmaar, partij=Party.DUO)
    assert answer.status_code == 302
    assert connection.basis_url == "https://duo.voorbeeld.test/v1"
    assert connection.eigen_adressen == {"pip": "https://pip.voorbeeld.test/v2"}
    page = ria.get(HERE).content.decode()
    assert "basisadres: van leeg naar https://duo.voorbeeld.test/v1" in page
    assert "PIP: https://pip.voorbeeld.test/v2" in page
    assert "Ria Mol" in page


def test_only_what_changed_is_written_down(ria, cast, filled_in):
    for _ in range(2):
        ria.post(f"{HERE}duo/", filled_in)
    ria.post(f"{HERE}duo/", filled_in | {"basis_url": "https://anders.voorbeeld.test"})

    cast.see_all()
    lines = AuditEntry.objects.filter(onderwerp="aansluiting", handeling="gewijzigd").order_by("-id")
    assert list(lines[0].wijziging) == ["basis_url"]
    assert len(lines) == 2


def test_the_form_shows_what_is_set(ria, connection_with):
    connection_with(eigen_adressen={"uren": "https://uren.voorbeeld.test"})

    page = ria.get(f"{HERE}duo/").content.decode()

    assert 'value="https://uren.voorbeeld.test"' in page
    assert f'value="{OIN}"' in page


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"oin": "123"}, "oin"),
        ({"oin_partij": "0000000000000000000a"}, "oin_partij"),
        ({"basis_url": "http://duo.voorbeeld.test"}, "basis_url"),
        ({"basis_url": "https://naam:geheim@duo.voorbeeld.test"}, "basis_url"),
        ({"adres_uren": "http://duo.voorbeeld.test"}, "adres_uren"),
        ({"certificaat": "weg.pem"}, "certificaat"),
        ({"certificaat": "../alkmaar.pem"}, "certificaat"),
        ({"certificaat": "alkmaar.key"}, "certificaat"),
        ({"certificaat": ""}, "certificaat"),
        ({"certificaat": "", "sleutel": ""}, "certificaat"),
        ({"sleutel": ""}, "sleutel"),
        ({"sleutel": "weg.key"}, "sleutel"),
        ({"sleutel": "alkmaar.pem"}, "sleutel"),
        ({"ca": "weg.pem"}, "ca"),
        ({"oin": "0" * 20}, "oin"),
    ],
)
def test_what_cannot_work_is_refused_beside_its_field(ria, filled_in, change, field):
    answer = ria.post(f"{HERE}duo/", filled_in | change)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not ConnectionSettings.objects.exists()


def test_a_key_of_another_certificate_is_refused(ria, filled_in, issue):
    _certificate, other = issue("ander")

    answer = ria.post(f"{HERE}duo/", filled_in | {"sleutel": other})

    assert "Deze sleutel hoort niet bij het certificaat." in answer.content.decode()


def test_a_certificate_that_ended_is_refused(ria, filled_in, issue):
    issue("alkmaar", days=-1)

    assert "Dit certificaat is verlopen." in ria.post(f"{HERE}duo/", filled_in).content.decode()


def test_plain_http_is_for_this_computer_only_and_never_in_production(ria, filled_in, settings):
    practice = filled_in | {"basis_url": "http://127.0.0.1:8100/v1", "certificaat": "", "sleutel": ""}

    settings.PRODUCTION = True
    assert ria.post(f"{HERE}duo/", practice).status_code == 422
    settings.PRODUCTION = False
    assert ria.post(f"{HERE}duo/", practice).status_code == 302


@pytest.mark.parametrize(
    "theirs",
    [
        {"oin": OIN},
        {"oin": "1" * 20, "certificaat": "alkmaar.pem"},
        {"oin": "1" * 20, "sleutel": "alkmaar.key"},
    ],
)
def test_nobody_speaks_in_the_name_of_another_municipality(ria, cast, filled_in, connection_with, theirs):
    connection_with(Party.BRP, where=cast.heiloo, **theirs)

    assert ria.post(f"{HERE}duo/", filled_in).status_code == 422


@pytest.mark.parametrize("party", ["uwv", "DUO"])
def test_a_party_that_does_not_exist_is_not_found(ria, party):
    assert ria.get(f"{HERE}{party}/").status_code == 404


@pytest.mark.parametrize("who", ["nadia", "tom", "fg"])
def test_a_connection_is_changed_and_tried_by_its_administrator_only(cast, site, filled_in, who):
    client = site(getattr(cast, who))

    assert client.post(f"{HERE}duo/", filled_in).status_code == 403
    assert client.post(f"{HERE}duo/proberen/").status_code == 403
    assert not ConnectionSettings.objects.exists()


def told(ria, partij="duo"):
    """What the page says after the connection was tried."""
    answer = ria.post(f"{HERE}{partij}/proberen/", follow=True)
    return " ".join(str(one) for one in answer.context["messages"])


def test_a_connection_that_answers_says_so(ria, cast, connection_with, other_side):
    connection_with(basis_url=other_side.adres)
    other_side.says(Reply(200, []))

    said = told(ria)

    assert "DUO antwoordt in" in said
    assert "DUO kent 0 scholen." in said
    assert other_side.last.path == "/instellingen"
    cast.see_all()
    assert AuditEntry.objects.filter(onderwerp="aansluiting", handeling="gelukt").count() == 1


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Reply(503), "DUO antwoordt niet. HTTP 503"),
        (Reply(hang_up=True), "DUO antwoordt niet. Er is geen verbinding met de andere kant."),
        (Reply(401), "DUO antwoordt niet. De andere kant herkent ons certificaat of OIN niet"),
        (Reply(403, [{"fouttekst": "Geen afspraak."}]), "DUO weigert de vraag: Geen afspraak."),
        (Reply(200, b"<html>"), "DUO antwoordt, maar niet goed."),
    ],
)
def test_a_connection_that_does_not_work_says_why_in_words(ria, connection_with, other_side, answer, said):
    connection_with(basis_url=other_side.adres)
    other_side.says(answer)

    assert said in told(ria)


def test_the_brp_is_asked_about_a_number_nobody_has(ria, connection_with, other_side):
    connection_with(Party.BRP, basis_url=other_side.adres)
    other_side.says(Reply(200, {"type": "RaadpleegMetBurgerservicenummer", "personen": []}))

    assert "BRP antwoordt in" in told(ria, "brp")
    assert other_side.last.json["burgerservicenummer"] == ["999999990"]


def test_without_a_connection_or_its_certificate_nothing_is_asked(ria, connection_with, folder, other_side):
    assert "Er is geen aansluiting in gebruik met DUO." in told(ria)
    connection_with(basis_url=other_side.adres, certificaat="weg.pem")

    assert "weg.pem" in told(ria)
    assert other_side.received == []
