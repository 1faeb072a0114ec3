"""Which column of a file goes to which field: recognised by name, or said in a file of the municipality."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from meedoen.dossiers.takeover.fields import VELD, VELDEN, kale_naam

SLEUTELS = ("bsn", "v_nummer", "bron_nummer")
"""By one of these a row is recognised when it comes again."""


class KoppelingFout(ValueError):  # noqa: N818  # the Dutch word for it
    """The columns cannot be matched to fields; the message says what to do, in Dutch."""


@dataclass(frozen=True)
class Koppeling:
    """Field → place of its column; `waarden` per field what this municipality writes → what it means."""

    plaatsen: Mapping[str, int]
    waarden: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ongebruikt: tuple[str, ...] = ()


def koppel(kolommen: Sequence[str], pad: Path | None = None) -> Koppeling:
    """Match columns to fields, by a mapping file when there is one and else by their names.

    Raises:
        KoppelingFout: a column that is not there, two for one field, or nothing to recognise people by.
    """
    gezegd, waarden = _gelezen(pad) if pad else ({}, {})
    kaal = [kale_naam(kolom) for kolom in kolommen]
    plaatsen = {veld: _plaats_van(kolom, kolommen, kaal) for veld, kolom in gezegd.items()}
    bezet = set(plaatsen.values())
    for veld in VELDEN:
        if veld.naam in plaatsen:
            continue
        namen = {kale_naam(naam) for naam in (veld.naam, *veld.anders)}
        gevonden = [plaats for plaats, naam in enumerate(kaal) if naam in namen and plaats not in bezet]
        if len(gevonden) > 1:
            dubbel = " en ".join(f"'{kolommen[plaats]}'" for plaats in gevonden)
            raise KoppelingFout(
                f"De kolommen {dubbel} lijken allebei {veld.naam}; zeg met --koppeling welke het is."
            )
        if gevonden:
            plaatsen[veld.naam] = gevonden[0]
            bezet.add(gevonden[0])
    _eis_wat_nodig_is(plaatsen)
    ongebruikt = tuple(kolom for plaats, kolom in enumerate(kolommen) if plaats not in bezet and kolom)
    return Koppeling(plaatsen, waarden, ongebruikt)


def _eis_wat_nodig_is(plaatsen: Mapping[str, int]) -> None:
    if not ({"achternaam", "naam"} & plaatsen.keys()):
        raise KoppelingFout(
            "Er is geen kolom met de achternaam; noem hem 'achternaam' of gebruik --koppeling."
        )
    if not (set(SLEUTELS) & plaatsen.keys()):
        raise KoppelingFout(
            "Er is geen kolom met een BSN, V-nummer of dossiernummer: dan is niet te zien wie er al staat."
        )


def _plaats_van(kolom: str, kolommen: Sequence[str], kaal: Sequence[str]) -> int:
    if kolom in kolommen:
        return list(kolommen).index(kolom)
    if kale_naam(kolom) in kaal:
        return list(kaal).index(kale_naam(kolom))
    raise KoppelingFout(f"De koppeling noemt de kolom '{kolom}', maar die staat niet in het bestand.")


def _gelezen(pad: Path) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    try:
        inhoud = tomllib.loads(pad.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fout:
        raise KoppelingFout(f"De koppeling {pad.name} is geen geldig TOML-bestand.") from fout
    kolommen = {str(veld): str(kolom) for veld, kolom in dict(inhoud.get("kolommen", {})).items()}
    waarden = {
        str(veld): {str(van).casefold(): str(naar) for van, naar in dict(wat).items()}
        for veld, wat in dict(inhoud.get("waarden", {})).items()
    }
    for veld in (*kolommen, *waarden):
        if veld not in VELD:
            raise KoppelingFout(
                f"De koppeling noemt '{veld}', maar dat is geen veld; kies uit {', '.join(VELD)}."
            )
    return kolommen, waarden


def als_toml(koppeling: Koppeling, kolommen: Sequence[str]) -> str:
    """The mapping as a file that can be given the next time."""
    regels = ["# Welke kolom van het bestand hoort bij welk veld van Meedoen.", "[kolommen]"]
    regels += [f"{veld} = {_tekst(kolommen[plaats])}" for veld, plaats in koppeling.plaatsen.items()]
    for veld, waarden in koppeling.waarden.items():
        regels += [
            "",
            f"[waarden.{veld}]",
            *(f"{_tekst(van)} = {_tekst(naar)}" for van, naar in waarden.items()),
        ]
    return "\n".join(regels) + "\n"


def _tekst(waarde: str) -> str:
    # A JSON string is a TOML basic string, once DEL is escaped as well.
    return json.dumps(waarde, ensure_ascii=False).replace("\x7f", "\\u007f")
