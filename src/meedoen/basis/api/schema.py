"""The shapes of the API: schemas in camelCase, problems as RFC 9457, pages by cursor.

Follows the Dutch REST API design rules (Kennisplatform API's): Dutch nouns, no trailing slash, keys in
camelCase, the full version in the header `API-Version`, only the major one in the path.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer
from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

from meedoen.basis.access.actor import NOBODY, Actor
from meedoen.basis.access.rechten import Refused
from meedoen.wet.artikel import Artikel

VERSION = "1.0.0"

T = TypeVar("T")


class ApiSchema(Schema):
    """A schema whose keys are camelCase outside and snake_case inside; unknown keys are refused."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class OngeldigeParameter(ApiSchema):
    """One thing that is wrong in what was sent: where, and what."""

    naam: str
    reden: str


class Probleem(ApiSchema):
    """An error in the one shape all errors have (RFC 9457, application/problem+json)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    artikel: str = ""
    artikel_link: str = ""
    ongeldige_parameters: list[OngeldigeParameter] = []


class Bladzijde(ApiSchema, Generic[T]):
    """One page of a list. `volgende` is the cursor for the next one, absent on the last."""

    resultaten: list[T]
    volgende: str | None = None


TITLES = {
    400: "Het verzoek klopt niet",
    401: "Geen geldige toegangssleutel",
    403: "Niet toegestaan",
    404: "Niet gevonden",
    405: "Deze methode bestaat hier niet",
    409: "In strijd met wat er al is",
    415: "Dit formaat kan niet",
}

ERRORS: dict[int, Any] = dict.fromkeys((400, 401, 403, 404), Probleem)
"""The errors every operation may answer, for the specification."""


class Sleutel(HttpBearer):
    """A client token in `Authorization: Bearer …`. The middleware has already found out whose it is."""

    openapi_description = "Toegangssleutel met doel, rechten en einddatum, door de eigenaar bevestigd."

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:  # noqa: ARG002  # ninja's form
        """The actor behind the token, None when it opens nothing."""
        actor: Actor = getattr(request, "actor", NOBODY)
        return actor if actor.kanaal == "api" else None


class MeedoenAPI(NinjaAPI):
    """A NinjaAPI that says its version on every answer."""

    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:
        """Add the version header."""
        answer = super().create_response(request, data, **kwargs)
        answer["API-Version"] = VERSION
        answer["Cache-Control"] = "no-store"
        return answer

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """Undo what a call wrote before it failed, as with a page: the answer says that nothing happened."""
        transaction.set_rollback(True)
        return super().on_exception(request, exc)

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """Say in the specification that errors are problem+json and that every answer has a version."""
        schema = super().get_openapi_schema(**kwargs)
        version = {"API-Version": {"description": "Versie van de API", "schema": {"type": "string"}}}
        for path in schema["paths"].values():
            for operation in path.values():
                for code, answer in operation["responses"].items():
                    answer["headers"] = version
                    if int(code) >= 400:
                        content = answer.pop("content")["application/json"]
                        answer["content"] = {"application/problem+json": content}
        return schema


def problem(
    status: int,
    detail: str,
    *,
    artikel: Artikel | None = None,
    parameters: list[OngeldigeParameter] | None = None,
) -> HttpResponse:
    """An answer in problem+json; `artikel` is named in it and linked."""
    content = Probleem(
        title=TITLES.get(status, "Fout"),
        status=status,
        detail=detail,
        artikel=artikel.label if artikel else "",
        artikel_link=(artikel.link if artikel else None) or "",
        ongeldige_parameters=parameters or [],
    )
    answer = HttpResponse(
        content.model_dump_json(by_alias=True), status=status, content_type="application/problem+json"
    )
    answer["API-Version"] = VERSION
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


class NotFound(Exception):  # noqa: N818  # Dutch, like Geweigerd
    """Nothing there that this client may see."""


def connect_errors(api: NinjaAPI) -> None:
    """Give every error of the API the one shape."""

    @api.exception_handler(ValidationError)
    def ongeldig(_request: HttpRequest, fout: ValidationError) -> HttpResponse:
        what = [
            OngeldigeParameter(naam=".".join(map(str, f["loc"][1:] or f["loc"])), reden=str(f["msg"]))
            for f in fout.errors
        ]
        return problem(400, "Eén of meer waarden kloppen niet.", parameters=what)

    @api.exception_handler(AuthenticationError)
    def no_key(_request: HttpRequest, _fout: AuthenticationError) -> HttpResponse:
        return problem(401, "Stuur een geldige toegangssleutel mee in de header Authorization.")

    @api.exception_handler(DjangoValidationError)
    def impossible(_request: HttpRequest, fout: DjangoValidationError) -> HttpResponse:
        per_field = fout.message_dict if hasattr(fout, "error_dict") else {"": fout.messages}
        what = [
            OngeldigeParameter(naam=to_camel(field), reden=reason)
            for field, reasons in per_field.items()
            for reason in reasons
        ]
        return problem(400, "Eén of meer waarden kloppen niet.", parameters=what)

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, fout: Refused) -> HttpResponse:
        request.refusal = fout  # type: ignore[attr-defined]  # the middleware writes it down
        return problem(403, fout.reden, artikel=fout.artikel)

    @api.exception_handler(NotFound)
    def not_found(request: HttpRequest, fout: NotFound) -> HttpResponse:
        if isinstance(fout.__cause__, Refused):
            request.refusal = fout.__cause__  # type: ignore[attr-defined]  # the middleware writes it down
        return problem(404, "Dit bestaat niet, of deze sleutel mag het niet zien.")

    @api.exception_handler(HttpError)
    def otherwise(_request: HttpRequest, fout: HttpError) -> HttpResponse:
        return problem(fout.status_code, str(fout))
