"""Reading the OpenAPI file of a party in a test: which operations it has, and whether traffic follows it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema_rs
import schemathesis
import yaml

from meedoen.keten.tests.other_side import Received

DEFAULTS = Path(__file__).resolve().parents[5] / "shared" / "standards"
METHODS = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True)
class Operation:
    """One operation of a file."""

    bestand: Path
    method: str
    path: str

    @property
    def naam(self) -> str:
        return f"{self.bestand.parent.name}: {self.method} {self.path}"

    @property
    def document(self) -> dict[str, Any]:
        return document(self.bestand)

    @property
    def tekst(self) -> dict[str, Any]:
        return self.document["paths"][self.path][self.method.lower()]

    @property
    def parameters(self) -> list[dict[str, Any]]:
        return [solved(self.document, one) for one in self.tekst.get("parameters", [])]

    @property
    def answers(self) -> dict[int, dict[str, Any] | None]:
        """Status → the schema of the body, None when there is none."""
        return {
            int(status): schema_of(solved(self.document, answer))
            for status, answer in self.tekst["responses"].items()
            if status.isdigit()
        }

    @property
    def body(self) -> dict[str, Any] | None:
        return schema_of(solved(self.document, self.tekst.get("requestBody", {})))


@cache
def document(bestand: Path) -> dict[str, Any]:
    return yaml.safe_load(bestand.read_text(encoding="utf-8"))


def operations(files: list[Path]) -> list[Operation]:
    """Every operation of every file."""
    return [
        Operation(file, method.upper(), path)
        for file in files
        for path, piece in document(file)["paths"].items()
        for method in METHODS
        if method in piece
    ]


def solved(doc: dict[str, Any], piece: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in piece:
        doel = doc
        for part in piece["$ref"].removeprefix("#/").split("/"):
            doel = doel[part]
        piece = doel
    return piece


def schema_of(piece: dict[str, Any]) -> dict[str, Any] | None:
    content = piece.get("content", {})
    return next((one["schema"] for name, one in content.items() if "json" in name), None)


def errors(operation: Operation, shape: dict[str, Any], waarde: Any) -> list[str]:
    """What is wrong with a value by the file; nothing when it follows it."""
    schema = {**shape, "components": operation.document["components"]}
    checking = jsonschema_rs.Draft4Validator(schema, validate_formats=True)
    return [error.message for error in checking.iter_errors(waarde)]


def errors_in_request(operation: Operation, request: Received, for_: str) -> list[str]:
    """What is wrong with a request that came in below the address `voor`."""
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(for_ + operation.path))
    place = re.fullmatch(pattern, request.path)
    if place is None or request.method != operation.method:
        return [f"{request.method} {request.path} is geen {operation.naam}"]
    everything = []
    for parameter in operation.parameters:
        name, shape = parameter["name"], parameter["schema"]
        value = place.groupdict().get(name) if parameter["in"] == "path" else request.header.get(name.lower())
        if value is None:
            everything += [f"{name} ontbreekt"] if parameter.get("required") else []
            continue
        value = unquote(value)
        everything += errors(operation, shape, int(value) if shape.get("type") == "integer" else value)
    return everything + _errors_in_body(operation, request)


def _errors_in_body(operation: Operation, request: Received) -> list[str]:
    if operation.body is None:
        return ["een inhoud die er niet hoort"] if request.inhoud else []
    if not request.header.get("content-type", "").startswith("application/json"):
        return ["de inhoud is geen JSON"]
    return errors(operation, operation.body, json.loads(request.inhoud))


def values(operation: Operation, status: int):
    """A Hypothesis strategy of bodies that the file allows with this status; lists stay short."""
    shape = operation.answers[status]
    if shape.get("type") == "array":
        shape = {**shape, "maxItems": 4}
    return values_of(operation, json.dumps(shape))


@cache
def values_of(operation: Operation, shape: str):
    """A Hypothesis strategy of what follows a schema (as JSON) of the file."""
    content = {"application/json": {"schema": json.loads(shape)}}
    doc = {
        "openapi": operation.document["openapi"],
        "info": {"title": "waarden", "version": "1"},
        "paths": {
            "/": {
                "post": {
                    "requestBody": {"required": True, "content": content},
                    "responses": {"200": {"description": "goed"}},
                }
            }
        },
        "components": {"schemas": _without_tricky_patterns(operation.document["components"]["schemas"])},
    }
    return schemathesis.openapi.from_dict(doc)["/"]["POST"].as_strategy().map(lambda case: case.body)


def _without_tricky_patterns(piece: Any) -> Any:
    r"""The same without patterns with `\p{...}`, which the generator does not know, and loose ones."""
    if isinstance(piece, dict):
        return {
            name: _without_tricky_patterns(part)
            for name, part in piece.items()
            if not (name == "pattern" and isinstance(part, str) and (r"\p{" in part or part[0] != "^"))
        }
    return piece


def without_nothing(piece: Any) -> Any:
    """The same without fields that say nothing: an empty field and a missing one are alike."""
    if isinstance(piece, dict):
        return {name: without_nothing(part) for name, part in piece.items() if part is not None}
    return [without_nothing(part) for part in piece] if isinstance(piece, list) else piece
