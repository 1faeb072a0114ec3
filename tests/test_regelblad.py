"""Every rule of the law says where it was read: a line of the rule sheet that is in this repository."""

import re
from pathlib import Path

import pytest

from meedoen.environment import CHECKOUT
from meedoen.wet.duo import duo_conditions
from meedoen.wet.pip import pip_conditions
from meedoen.wet.termijn.rules import TERMIJN_RULES

SHEET = (CHECKOUT / "docs" / "wet" / "regelblad.md").read_text(encoding="utf-8")
LINES = set(re.findall(r"(?m)^(?:\| )?(\d+\.\d+)\b", SHEET)) | {
    f"{section}.{number}"
    for section, body in re.findall(r"(?ms)^## (\d+)\..*?\n(.*?)(?=^## |\Z)", SHEET)
    for number in re.findall(r"(?m)^(\d+)\. ", body)
}
HEADINGS = set(re.findall(r"(?m)^#{2,3} (\d+(?:\.\d+)?)\b", SHEET))

SOURCES = {
    **{f"{rule.name}: {part.what}": part.source for rule in TERMIJN_RULES for part in rule.parts},
    **{one.name: one.source for one in (*pip_conditions(), *duo_conditions())},
}
MENTION = re.compile(r"regelblad\s((?:§?\d+(?:\.\d+)?(?:, | and |-)?)+)")
OWN = "geen: zo werkt Meedoen"


def cited(text: str) -> list[str]:
    """The lines and sections that a source names."""
    return re.findall(r"§?\d+(?:\.\d+)?", re.sub(r"\(.*?\)", "", text))


@pytest.mark.parametrize("rule", SOURCES)
def test_a_rule_cites_lines_that_are_on_the_sheet(rule):
    source = SOURCES[rule]
    names = cited(source)
    assert names or source == OWN
    for name in names:
        assert name.removeprefix("§") in (HEADINGS if name.startswith("§") else LINES | HEADINGS), name


def test_code_that_names_the_sheet_names_a_line_of_it():
    unknown = []
    for file in sorted(Path(CHECKOUT, "src").rglob("*.py")):
        for mention in re.findall(
            r"regelblad(?: |\s)((?:§?\d+(?:\.\d+)?(?:, | and |-)?)+)", file.read_text()
        ):
            for name in cited(mention):
                known = HEADINGS if name.startswith("§") else LINES | HEADINGS
                if name.removeprefix("§") not in known | LINES:
                    unknown.append((file.name, name))
    assert unknown == []
