"""What a page, a style sheet or a script asks of another file is there, also when that file moved."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders

from meedoen.environment import CHECKOUT

SOURCE = Path(CHECKOUT, "src", "meedoen")
IN_STYLES = re.compile(r"""url\("?([^")]+?)"?\)|@import "([^"]+)\"""")
IN_SCRIPTS = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")
IN_TEMPLATES = re.compile(r"""\{%\s*static\s+["']([^"']+)["']""")


def asked() -> Iterator[tuple[Path, str]]:
    """Every file that something of ours asks for, by its place under the folder of static files."""
    for file in sorted(SOURCE.rglob("*")):
        pattern = {".css": IN_STYLES, ".js": IN_SCRIPTS, ".html": IN_TEMPLATES}.get(file.suffix)
        if pattern is None or "tests" in file.parts:
            continue
        for groups in pattern.findall(file.read_text(encoding="utf-8")):
            address = groups if isinstance(groups, str) else next(filter(None, groups))
            if address.startswith(("data:", "#", "http")):
                continue
            if file.suffix == ".html":
                yield file, address
            else:
                here = file.parts[len(file.parts) - file.parts[::-1].index("static") : -1]
                yield file, os.path.normpath(Path(*here, address.split("#")[0].split("?")[0]))


def test_every_file_that_is_asked_for_is_there():
    missing = [
        (str(file.relative_to(SOURCE)), address) for file, address in asked() if not finders.find(address)
    ]
    assert missing == []


def test_something_was_looked_for_in_each_kind_of_file():
    assert {file.suffix for file, _ in asked()} == {".css", ".js", ".html"}
