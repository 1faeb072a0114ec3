"""What is served of the styles in packages: everything a page can need, and little more."""

import pytest

from meedoen.cli import styles
from meedoen.cli.packages import OUR_THEME, OURS, prepare_packages

SERVED_TO_EVERY_PAGE = 135_000
"""Bytes before they are compressed; a page has room for 15,000 of its own (tests/browser/test_pages.py)."""


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".utrecht-a{color:red}.utrecht-b{color:blue}", ".utrecht-a{color:red}"),
        (".utrecht-b,.utrecht-a:hover{top:0}", ".utrecht-a:hover{top:0}"),
        (".utrecht-a .utrecht-b{top:0}", ""),
        (".utrecht-a:not(.utrecht-b,:disabled){top:0}", ".utrecht-a:not(.utrecht-b,:disabled){top:0}"),
        ("@media print{.utrecht-a{top:0}.utrecht-b{top:0}}", "@media print{.utrecht-a{top:0}}"),
        ("@media print{.utrecht-b{top:0}}", ""),
        ("/* .utrecht-a{ */ a:is(b, c){top:0}", "a:is(b, c){top:0}"),
    ],
)
def test_a_rule_stays_when_something_can_match_it(sheet, kept):
    assert styles.only_named(sheet, {"utrecht-a"}).replace("\n", "") == kept


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        ("a{color:var(--given,red)}", "a{color:var(--given,red)}"),
        ("a{color:var(--other, var(--given,red))}", "a{color:var(--given,red)}"),
        ("a{color:var(--other, rgb(0, 0, 0))}", "a{color:rgb(0,0,0)}"),
        ("a{color:var(--other)}", "a{color:var(--other)}"),
        ("a{--_x:1;--_y:2;top:var(--_y)}", "a{--_0:2;top:var(--_0)}"),
        ("a{--_x:var(--_z);--_z:1}", "a{}"),
    ],
)
def test_what_is_read_in_vain_is_left_out(sheet, kept):
    assert styles.only_given(sheet, ":root{--given:blue}") == kept


def test_a_token_stays_when_a_rule_or_another_token_reads_it():
    theme = "/* made */\n.theme {\n  --a: var(--b);\n  --b: 1px;\n  --c: 2px;\n  --d: 3px;\n}\n"

    kept = styles.tokens_read(theme, ".ours{--d:4px}", ["p{top:var(--a);left:var(--d)}"])

    assert kept == ".theme{--a:var(--b);--b:1px}\n"


def test_every_page_begins_with_little():
    folder = prepare_packages() / "nlds"
    ours = [OUR_THEME.with_name(f"{name}.css") for name in _on_every_page()]
    together = [*folder.glob("*.css"), *ours]

    assert sum(path.stat().st_size for path in together) < SERVED_TO_EVERY_PAGE


def test_every_component_our_pages_name_is_served():
    served = (prepare_packages() / "nlds" / "componenten.css").read_text()
    plain = {
        "utrecht-button",
        "utrecht-button--danger",
        "utrecht-alert--warning",
        "utrecht-table",
        "utrecht-link",
    }

    assert plain <= styles.named_in(OURS)
    assert [name for name in plain if f".{name}" not in served] == []


def _on_every_page():
    text = (OURS / "basis/ui/templates/ui/styles.html").read_text()
    return [part.partition(".css")[0] for part in text.split("ui/css/")[1:]] + ["print"]
