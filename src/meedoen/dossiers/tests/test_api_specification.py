"""The API answers what its specification says, whatever is sent."""

import json

import pytest
import schemathesis
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from meedoen.api import api
from meedoen.basis.access.rechten import REGISTER

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
"""What the domain refuses (a talk held tomorrow) a schema cannot say, so acceptance is not among them."""

schema = schemathesis.openapi.from_dict(
    json.loads(json.dumps(api.get_openapi_schema(), cls=DjangoJSONEncoder))
)
schema.app = get_wsgi_application()


@pytest.fixture
def _one_connection():
    """Requests through WSGI share the connection, and so the transaction, of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def token(cast, amina):
    return cast.token(cast.nadia, [right.naam for right in REGISTER.values() if right.via_api])


@pytest.mark.usefixtures("_one_connection")
@schema.parametrize()
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
def test_every_answer_conforms_to_the_specification(case, token, amina):
    if "dossier_id" in case.path_parameters:
        case.path_parameters["dossier_id"] = str(amina.pk)
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)
