"""Write the texts that apps bring where `makemessages` finds them: `python -m meedoen.basis.ui.collect`.

An app brings texts by having a module `texts` (see that of this app). A test says when a file is behind.
"""

from importlib import import_module
from pathlib import Path

PACKAGE = Path(__file__).parents[2]
HEAD = '''"""{doc} Written by `collect`."""

# fmt: off
from django.utils.translation import gettext_noop as _

TEXTS = (
'''


def sources() -> list[Path]:
    """The modules of apps that bring texts."""
    return sorted(PACKAGE.rglob("texts.py"))


def content(source: Path) -> str:
    """What stands beside this module, when it is not behind: every text once, in the order it is given."""
    name = ".".join((PACKAGE.name, *source.with_suffix("").relative_to(PACKAGE).parts))
    module = import_module(name)
    lines = "".join(f"    _({_literal(text)}),\n" for text in dict.fromkeys(module.texts()) if text)
    return f"{HEAD.format(doc=str(module.__doc__).splitlines()[0])}{lines})\n"


def target(source: Path) -> Path:
    """Where the texts of a module are written."""
    return source.with_name("texts_collected.py")


def _literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    for one in sources():
        target(one).write_text(content(one), encoding="utf-8")
