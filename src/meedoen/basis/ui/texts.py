"""The Dutch texts of the law, which may not know Django, so that nothing in it can be marked for translation.

An app with texts that stand outside its code or templates has a module like this one: `texts()` gives them,
and `collect` writes them to `texts_collected.py` beside it, where `makemessages` finds them.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from meedoen import wet
from meedoen.wet import artikel, calendar
from meedoen.wet.concepts import LEERROUTE_NAMES, Certainty
from meedoen.wet.condition import CANNOT_BE_TRIED
from meedoen.wet.doelgroeprechten import DOELGROEPRECHTEN
from meedoen.wet.duo import duo_conditions
from meedoen.wet.duration import A_YEAR_AND_A_HALF, MANY, NUMBER_WORDS, ONE
from meedoen.wet.pip import pip_conditions
from meedoen.wet.sentence import NOT_FILLED_IN
from meedoen.wet.termijn import rules as law
from meedoen.wet.termijn.feiten import ALL_FEITEN

WORD = re.compile(r"[^\W\d_]")


def texts() -> Iterator[str]:
    """Return every such text, in the order in which it is met."""
    all_ = (*_termijnen(), *_conditions(), *_words(), *_sentences())
    yield from (text for text in all_ if _has_words(text))


def _has_words(text: str) -> bool:
    """Whether there is anything to translate beside what is filled in."""
    return bool(WORD.search(re.sub(r"\{\w+\}", "", text)))


def _termijnen() -> Iterator[str]:
    for rule in law.TERMIJN_RULES:
        yield from (rule.title, rule.sentence, *rule.notes, rule.why_it_moves.template)
        yield from (part.what for part in rule.parts)
    yield from (*ONE.values(), *MANY.values(), A_YEAR_AND_A_HALF, *NUMBER_WORDS[2:])


def _conditions() -> Iterator[str]:
    yield CANNOT_BE_TRIED
    for one in (*pip_conditions(), *duo_conditions()):
        yield from (one.sentence, one.state)


def _words() -> Iterator[str]:
    for feit in ALL_FEITEN.values():
        yield feit.description
        # The rest are codes, such as those of the leerroutes.
        yield from (value for value in feit.values if value.islower())
    yield from (NOT_FILLED_IN, "niet haalbaar", "haalbaar", "onbekend", *LEERROUTE_NAMES.values())
    for recht in DOELGROEPRECHTEN:
        yield from (recht.subject, recht.asiel, recht.gezin)
    for certainty in Certainty:
        yield from (certainty.meaning, certainty.meaning.removeprefix("te bevestigen: "))
    for year in range(calendar.FIRST_DAY.year, calendar.LAST_DAY.year + 1):
        yield from calendar.holidays(year).values()
    yield from calendar.WEEKEND_DAYS.values()
    regelingen = (one for one in vars(artikel).values() if isinstance(one, artikel.Regeling))
    # The names of laws stay Dutch.
    yield from (one.name for one in regelingen if not one.bwb)


def _sentences() -> Iterator[str]:
    """The templates of the sentences that the law builds: the first argument of each `Sentence(...)`."""
    for call in _calls("Sentence"):
        match call.args:
            case [ast.Constant(value=str(template)), *_]:
                yield template


def _calls(name: str) -> Iterator[ast.Call]:
    """Every call of this name in the source of the law; tests are left out."""
    for file in sorted(Path(*wet.__path__).rglob("*.py")):
        if "tests" in file.parts or file.name == "conftest.py":
            continue
        for piece in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match piece:
                case ast.Call(func=ast.Name(id=found) | ast.Attribute(attr=found)) if found == name:
                    yield piece
