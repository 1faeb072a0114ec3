"""Our receiving end answers what DUO's own file says, whatever is sent."""

from pathlib import Path

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from meedoen.keten.duo.tests.world import ALKMAAR, DUO, connect

FILE = Path(__file__).parents[6] / "shared/standards/duo/API/Notificatie/openapi.yml"
if not FILE.exists():
    pytest.skip("DUO's own specifications are not beside the checkout", allow_module_level=True)

FORM = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
RUN = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)

schema = schemathesis.openapi.from_path(FILE)
schema.app = get_wsgi_application()
schema.config.update(base_url="http://localhost/keten/duo/v1")


@pytest.fixture
def _one_connection():
    """Requests through WSGI share the connection, and so the transaction, of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def duo(cast):
    """Alkmaar with a connection."""
    connect(cast.alkmaar)
    return cast


@pytest.mark.usefixtures("_one_connection", "duo")
@schema.parametrize()
@RUN
def test_every_answer_is_one_that_duo_knows(case):
    answer = case.call()
    if answer.status_code != 405:
        case.validate_response(answer, checks=FORM)


@pytest.mark.usefixtures("_one_connection", "duo")
@schema.parametrize()
@RUN
def test_what_follows_the_file_is_taken_and_nothing_else(case):
    case.headers = {**(case.headers or {}), "bron": DUO, "doel": ALKMAAR}
    answer = case.call()
    if answer.status_code != 405:
        case.validate_response(answer, checks=[*FORM, positive_data_acceptance, negative_data_rejection])
