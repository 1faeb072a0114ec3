"""What people say and write in the demo, read from `teksten.toml`: invented sentences, about nobody."""

import tomllib
from pathlib import Path

_GELEZEN = tomllib.loads(Path(__file__).with_name("teksten.toml").read_text(encoding="utf-8"))

NOTITIES: dict[str, list[str]] = _GELEZEN["notities"]
"""Per domain of the standard guide; a domain that is not here gets `ANDERE_NOTITIE`."""
ANDERE_NOTITIE = ["Besproken. Geen bijzonderheden."]
VERSLAGEN: dict[str, list[str]] = _GELEZEN["verslagen"]
"""Per subject of a contact moment."""
WENSEN: list[str] = _GELEZEN["wensen"]
SAMENVATTINGEN: list[str] = _GELEZEN["samenvattingen"]
PLEKKEN: list[str] = _GELEZEN["plekken"]
SIGNALEN: list[list[str]] = _GELEZEN["signalen"]
"""Domain, what is the matter, how urgent."""
OPLOSSINGEN: list[str] = _GELEZEN["oplossingen"]

BEGELEIDING: list[str] = _GELEZEN["begeleiding"]
VOORTGANG: str = _GELEZEN["voortgang"]
ONDERZOCHT: list[str] = _GELEZEN["onderzocht"]
MOTIVERING: dict[str, str] = _GELEZEN["motivering"]
"""Why this learning route, by its code."""
AFWIJKING: str = _GELEZEN["afwijking"]
AFWIJKING_NAAR_Z: str = _GELEZEN["afwijking_naar_z"]
AFSCHALEN: str = _GELEZEN["afschalen"]
HOOFDDOELEN: list[str] = _GELEZEN["hoofddoelen"]
SUBDOELEN: list[str] = _GELEZEN["subdoelen"]
AFSPRAKEN: list[list[str]] = _GELEZEN["afspraken"]
"""Who does it, what."""
WIJZIGREDENEN: list[str] = _GELEZEN["wijzigredenen"]
