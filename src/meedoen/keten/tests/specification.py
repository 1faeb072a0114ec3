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

from meedoen.keten.tests.other_side import Ontvangen

STANDAARDEN = Path(__file__).resolve().parents[5] / "shared" / "standards"
METHODEN = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True)
class Operatie:
    """One operation of a file."""

    bestand: Path
    methode: str
    pad: str

    @property
    def naam(self) -> str:
        return f"{self.bestand.parent.name}: {self.methode} {self.pad}"

    @property
    def document(self) -> dict[str, Any]:
        return document(self.bestand)

    @property
    def tekst(self) -> dict[str, Any]:
        return self.document["paths"][self.pad][self.methode.lower()]

    @property
    def parameters(self) -> list[dict[str, Any]]:
        return [opgelost(self.document, een) for een in self.tekst.get("parameters", [])]

    @property
    def antwoorden(self) -> dict[int, dict[str, Any] | None]:
        """Status → the schema of the body, None when there is none."""
        return {
            int(status): vorm_van(opgelost(self.document, antwoord))
            for status, antwoord in self.tekst["responses"].items()
            if status.isdigit()
        }

    @property
    def lichaam(self) -> dict[str, Any] | None:
        return vorm_van(opgelost(self.document, self.tekst.get("requestBody", {})))


@cache
def document(bestand: Path) -> dict[str, Any]:
    return yaml.safe_load(bestand.read_text(encoding="utf-8"))


def operaties(bestanden: list[Path]) -> list[Operatie]:
    """Every operation of every file."""
    return [
        Operatie(bestand, methode.upper(), pad)
        for bestand in bestanden
        for pad, stuk in document(bestand)["paths"].items()
        for methode in METHODEN
        if methode in stuk
    ]


def opgelost(doc: dict[str, Any], stuk: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in stuk:
        doel = doc
        for deel in stuk["$ref"].removeprefix("#/").split("/"):
            doel = doel[deel]
        stuk = doel
    return stuk


def vorm_van(stuk: dict[str, Any]) -> dict[str, Any] | None:
    inhoud = stuk.get("content", {})
    return next((een["schema"] for naam, een in inhoud.items() if "json" in naam), None)


def fouten(operatie: Operatie, vorm: dict[str, Any], waarde: Any) -> list[str]:
    """What is wrong with a value by the file; nothing when it follows it."""
    schema = {**vorm, "components": operatie.document["components"]}
    keuring = jsonschema_rs.Draft4Validator(schema, validate_formats=True)
    return [fout.message for fout in keuring.iter_errors(waarde)]


def fouten_in_verzoek(operatie: Operatie, verzoek: Ontvangen, voor: str) -> list[str]:
    """What is wrong with a request that came in below the address `voor`."""
    patroon = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(voor + operatie.pad))
    plek = re.fullmatch(patroon, verzoek.pad)
    if plek is None or verzoek.methode != operatie.methode:
        return [f"{verzoek.methode} {verzoek.pad} is geen {operatie.naam}"]
    alles = []
    for parameter in operatie.parameters:
        naam, vorm = parameter["name"], parameter["schema"]
        waarde = plek.groupdict().get(naam) if parameter["in"] == "path" else verzoek.kop.get(naam.lower())
        if waarde is None:
            alles += [f"{naam} ontbreekt"] if parameter.get("required") else []
            continue
        waarde = unquote(waarde)
        alles += fouten(operatie, vorm, int(waarde) if vorm.get("type") == "integer" else waarde)
    return alles + _fouten_in_lichaam(operatie, verzoek)


def _fouten_in_lichaam(operatie: Operatie, verzoek: Ontvangen) -> list[str]:
    if operatie.lichaam is None:
        return ["een inhoud die er niet hoort"] if verzoek.inhoud else []
    if not verzoek.kop.get("content-type", "").startswith("application/json"):
        return ["de inhoud is geen JSON"]
    return fouten(operatie, operatie.lichaam, json.loads(verzoek.inhoud))


def waarden(operatie: Operatie, status: int):
    """A Hypothesis strategy of bodies that the file allows with this status; lists stay short."""
    vorm = operatie.antwoorden[status]
    if vorm.get("type") == "array":
        vorm = {**vorm, "maxItems": 4}
    return waarden_van(operatie, json.dumps(vorm))


@cache
def waarden_van(operatie: Operatie, vorm: str):
    """A Hypothesis strategy of what follows a schema (as JSON) of the file."""
    inhoud = {"application/json": {"schema": json.loads(vorm)}}
    doc = {
        "openapi": operatie.document["openapi"],
        "info": {"title": "waarden", "version": "1"},
        "paths": {
            "/": {
                "post": {
                    "requestBody": {"required": True, "content": inhoud},
                    "responses": {"200": {"description": "goed"}},
                }
            }
        },
        "components": {"schemas": _zonder_lastige_patronen(operatie.document["components"]["schemas"])},
    }
    return schemathesis.openapi.from_dict(doc)["/"]["POST"].as_strategy().map(lambda case: case.body)


def _zonder_lastige_patronen(stuk: Any) -> Any:
    r"""The same without patterns with `\p{...}`, which the generator does not know, and loose ones."""
    if isinstance(stuk, dict):
        return {
            naam: _zonder_lastige_patronen(deel)
            for naam, deel in stuk.items()
            if not (naam == "pattern" and isinstance(deel, str) and (r"\p{" in deel or deel[0] != "^"))
        }
    return stuk


def zonder_niets(stuk: Any) -> Any:
    """The same without fields that say nothing: an empty field and a missing one are alike."""
    if isinstance(stuk, dict):
        return {naam: zonder_niets(deel) for naam, deel in stuk.items() if deel is not None}
    return [zonder_niets(deel) for deel in stuk] if isinstance(stuk, list) else stuk
