"""What people say and write in the demo, read from `sayings.toml`: invented sentences, about nobody."""

import tomllib
from pathlib import Path

_READ = tomllib.loads(Path(__file__).with_name("sayings.toml").read_text(encoding="utf-8"))

NOTES: dict[str, list[str]] = _READ["notities"]
"""Per domain of the standard guide; a domain that is not here gets `OTHER_NOTE`."""
OTHER_NOTE = ["Besproken. Geen bijzonderheden."]
REPORT_TEXTS: dict[str, list[str]] = _READ["verslagen"]
"""Per subject of a contact moment."""
WISHES: list[str] = _READ["wensen"]
SUMMARIES: list[str] = _READ["samenvattingen"]
PLACES: list[str] = _READ["plekken"]
SIGNALEN: list[list[str]] = _READ["signalen"]
"""Domain, what is the matter, how urgent."""
SOLUTIONS: list[str] = _READ["oplossingen"]

GUIDANCE: list[str] = _READ["begeleiding"]
PROGRESS: str = _READ["voortgang"]
EXAMINED: list[str] = _READ["onderzocht"]
REASONING: dict[str, str] = _READ["motivering"]
"""Why this learning route, by its code."""
DEVIATION: str = _READ["afwijking"]
DEVIATION_TO_Z: str = _READ["afwijking_naar_z"]
AFSCHALEN: str = _READ["afschalen"]
HOOFDDOELEN: list[str] = _READ["hoofddoelen"]
SUBDOELEN: list[str] = _READ["subdoelen"]
AFSPRAKEN: list[list[str]] = _READ["afspraken"]
"""Who does it, what."""
CHANGE_REASONS: list[str] = _READ["wijzigredenen"]
