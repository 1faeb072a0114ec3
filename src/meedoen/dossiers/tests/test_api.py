"""The API lets a client do what its token carries, within its municipality, and writes every call down."""

from datetime import date

import pytest

from meedoen.basis.access.rechten import REGISTER
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.dossiers.models import Contactmoment, Dossier

ROOT = "/api/v1/dossiers"
ALL = sorted(right.naam for right in REGISTER.values() if right.via_api)


@pytest.fixture
def ask(client, cast):
    """Ask the API with a token of this owner and scope: `ask("get", path, owner=…, scope=[…])`."""

    def _ask(method, path="", body=None, *, owner=None, scope=ALL):
        cast.see_all()
        token = cast.token(owner or cast.nadia, scope)
        more = {"data": body, "content_type": "application/json"} if body is not None else {}
        return getattr(client, method)(ROOT + path, headers={"Authorization": f"Bearer {token}"}, **more)

    return _ask


def test_without_a_token_the_answer_is_a_problem_that_says_how(client, db):
    answer = client.get(ROOT)

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["detail"].startswith("Stuur een geldige toegangssleutel mee")


def test_a_session_in_a_browser_opens_nothing_here(client, cast, amina):
    client.force_login(cast.nadia)

    assert client.get(ROOT).status_code == 401


def test_every_answer_says_its_version(ask, amina):
    assert ask("get")["API-Version"] == "1.0.0"


def test_the_list_holds_the_dossiers_of_the_own_municipality_only(ask, cast, amina):
    assert [found["id"] for found in ask("get").json()["resultaten"]] == [str(amina.pk)]
    assert ask("get", owner=cast.tom).json()["resultaten"] == []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("get", "", None),
        ("get", "/termijnen", None),
        ("get", "/feiten", None),
        ("get", "/contactmomenten", None),
        ("get", "/signalen", None),
        ("put", "/feiten/huisvesting", {"datum": "2026-09-02"}),
        ("post", "/signalen", {"omschrijving": "iets"}),
        (
            "post",
            "/contactmomenten",
            {"moment": "2026-09-02T10:00:00", "kanaal": "fysiek", "onderwerp": "anders"},
        ),
    ],
)
def test_another_municipality_finds_nothing_and_changes_nothing(ask, cast, amina, method, path, body):
    answer = ask(method, f"/{amina.pk}{path}", body, owner=cast.tom)

    assert answer.status_code == 404
    assert "Yohannes" not in answer.content.decode()


def test_a_token_may_only_what_its_scope_says(ask, amina):
    answer = ask("post", f"/{amina.pk}/signalen", {"omschrijving": "iets"}, scope=["dossier.bekijken"])

    assert answer.status_code == 403
    assert "signaal.bewerken" in answer.json()["detail"]


def test_a_quality_officer_reads_but_never_writes(ask, cast, amina):
    assert ask("get", f"/{amina.pk}", owner=cast.karim).status_code == 200
    assert (
        ask("put", f"/{amina.pk}/feiten/huisvesting", {"datum": "2026-09-02"}, owner=cast.karim).status_code
        == 403
    )


def test_the_terms_come_with_their_ground_and_certainty(ask, amina):
    terms = {term["termijn"]: term for term in ask("get", f"/{amina.pk}/termijnen").json()}

    assert (terms["pip"]["begin"], terms["pip"]["laatsteDag"]) == ("2026-09-08", "2026-11-17")
    assert terms["pip"]["grondslag"].startswith("art. 5.3")
    assert terms["pip"]["zekerheid"] == "S"


def test_a_fact_that_is_put_recomputes_the_terms(ask, cast, amina):
    answer = ask(
        "put", f"/{amina.pk}/feiten/kennisgeving_duo", {"datum": "2026-09-15", "toelichting": "tikfout"}
    )

    assert answer.status_code == 200
    cast.see_all()
    assert Dossier.objects.get(pk=amina.pk).eerste_dag == date(2026, 11, 24)


def test_a_fact_of_the_pip_cannot_be_put_past_its_four_eyes(ask, amina):
    answer = ask("put", f"/{amina.pk}/feiten/pip_goedgekeurd", {"datum": "2026-10-01"})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("kind", "value"),
    [("doelgroep", ""), ("doelgroep", "ja"), ("huisvesting", "ja"), ("asielvergunning", "")],
)
def test_a_value_must_belong_to_its_fact(ask, amina, kind, value):
    answer = ask("put", f"/{amina.pk}/feiten/{kind}", {"datum": "2026-09-02", "waarde": value})

    assert answer.status_code == 400


def test_a_date_that_cannot_be_is_refused_with_the_reason(ask, amina):
    answer = ask("put", f"/{amina.pk}/feiten/huisvesting", {"datum": "1990-01-01"})

    assert answer.status_code == 403
    assert answer.json()["detail"]


def test_a_dossier_is_opened_and_the_same_bsn_is_refused(ask, cast):
    new = {
        "persoon": {"achternaam": "Haile", "bsn": "999990020", "contacttalen": ["ti"]},
        "doelgroep": "asielstatushouder",
        "koppeling": "2026-10-01",
    }

    first, second = ask("post", "", new), ask("post", "", new)

    assert (first.status_code, second.status_code) == (201, 400)
    assert first.json()["stap"] == "eerste_contact"
    assert "999990020" not in second.content.decode()


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"achternaam": "X", "bsn": "123456789"}, "bsn"),
        ({"achternaam": "X", "bsn": "12"}, "bsn"),
        ({"achternaam": ""}, "achternaam"),
        ({"achternaam": "X", "contacttalen": ["klingon"]}, "contacttalen"),
        ({"achternaam": "X\x00"}, "achternaam"),
        ({"achternaam": "X", "onbekendVeld": 1}, "onbekendVeld"),
    ],
)
def test_wrong_input_is_named_by_field(ask, body, wrong):
    answer = ask("post", "", {"persoon": body, "doelgroep": "gezinsmigrant"})

    assert answer.status_code == 400
    assert any(wrong in parameter["naam"] for parameter in answer.json()["ongeldigeParameters"])


def test_a_talk_is_kept_changed_and_listed(ask, cast, amina):
    made = ask(
        "post",
        f"/{amina.pk}/contactmomenten",
        {
            "moment": "2026-09-02T10:00:00",
            "kanaal": "fysiek",
            "onderwerp": "kennismaking",
            "uitkomst": "gehouden",
        },
    ).json()

    changed = ask("patch", f"/{amina.pk}/contactmomenten/{made['id']}", {"verslag": "Goed gesprek."})

    assert changed.json()["verslag"] == "Goed gesprek."
    cast.see_all()
    assert Contactmoment.objects.get(pk=made["id"]).by == cast.nadia
    assert [talk["id"] for talk in ask("get", f"/{amina.pk}/contactmomenten").json()] == [made["id"]]


def test_a_signal_is_raised_and_solved(ask, amina):
    raised = ask("post", f"/{amina.pk}/signalen", {"omschrijving": "Geen kinderopvang"}).json()

    solved = ask(
        "put", f"/{amina.pk}/signalen/{raised['id']}/oplossing", {"oplossing": "Plek gevonden"}
    ).json()

    assert raised["eigenaar"] == "Nadia de Wit"
    assert solved["opgelostOp"] is not None


def test_every_call_is_in_the_logbook_with_the_purpose_of_the_token(ask, cast, amina):
    ask("get", f"/{amina.pk}/termijnen")
    ask("post", f"/{amina.pk}/signalen", {"omschrijving": "iets"}, scope=["dossier.bekijken"])

    cast.see_all()
    lines = list(AuditEntry.objects.filter(kanaal="api").order_by("id"))
    assert [(line.handeling, line.actor_name) for line in lines] == [
        ("gelezen", "Zaaksysteem (namens Nadia de Wit)"),
        ("geweigerd", "Zaaksysteem (namens Nadia de Wit)"),
    ]
    assert lines[0].doel == "koppeling zaaksysteem: termijnen"
    assert lines[0].data_subjects == [amina.persoon_id]


def test_the_specification_is_openapi_3_1_with_dutch_nouns(client):
    specification = client.get("/api/v1/openapi.json").json()

    assert specification["openapi"].startswith("3.1")
    assert "/api/v1/dossiers/{dossier_id}/termijnen" in specification["paths"]
    problem = specification["paths"]["/api/v1/dossiers"]["get"]["responses"]["401"]["content"]
    assert "application/problem+json" in problem


def test_the_list_goes_on_where_the_page_before_it_ended(ask, cast, amina, monkeypatch):
    monkeypatch.setattr("meedoen.dossiers.selectors.listing.PER_PAGE", 1)
    ask("post", "", {"persoon": {"achternaam": "Haile"}, "doelgroep": "gezinsmigrant"})

    first = ask("get").json()
    second = ask("get", f"?na={first['volgende']}").json()

    assert [len(page["resultaten"]) for page in (first, second)] == [1, 1]
    assert second["volgende"] is None
    assert first["resultaten"][0]["id"] != second["resultaten"][0]["id"] == str(amina.pk)
