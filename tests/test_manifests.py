"""What apps bring, over the whole house: every store is filled, and by manifests only."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from meedoen.basis.registry import ClosedError, Single
from meedoen.dossiers.places import TABS

SOURCE = Path(__file__).resolve().parents[1] / "src" / "meedoen"
OURS = [config for config in apps.get_app_configs() if config.name.startswith("meedoen.")]
MANIFESTS = sorted(SOURCE.rglob("manifest.py"))


DEFINED = re.compile(r"^(\w+): (?:Registry|Several|Single)\[", re.MULTILINE)


def dotted(path):
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)


def stores():
    """Every store, by its dotted name without "meedoen."."""
    return {
        f"{dotted(path).removeprefix('meedoen.')}.{name}": getattr(import_module(dotted(path)), name)
        for path in sorted(SOURCE.rglob("*.py"))
        if "tests" not in path.parts
        for name in DEFINED.findall(path.read_text(encoding="utf-8"))
    }


def is_filled(store):
    return store.get() is not None if isinstance(store, Single) else any(True for _ in store)


def test_there_are_stores_to_look_at():
    assert "dossiers.places.TABS" in stores()
    assert "basis.ui.shell.BUILDER" in stores()


@pytest.mark.parametrize("name", stores())
def test_somebody_fills_every_store(name):
    """Nobody was told when the one app that should have brought something was not found."""
    assert is_filled(stores()[name])


def test_every_manifest_is_read():
    assert {path.parent for path in MANIFESTS} <= {Path(config.path) for config in OURS}


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_manifest_says_what_it_brings(path):
    module = import_module(dotted(path))

    assert module.__doc__
    assert module.bring.__doc__


def test_nothing_of_ours_is_found_by_the_name_of_a_module_but_rights_and_manifests():
    found = {
        name
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts
        for name in re.findall(r'autodiscover_modules\("(\w+)"', path.read_text(encoding="utf-8"))
    }

    assert found == {"rechten"}
    assert all(list(SOURCE.rglob(f"{name}.py")) for name in found)


def test_the_page_about_manifests_names_every_store():
    page = (SOURCE.parents[1] / "docs" / "manifest.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `([\w.]+)` \| (\w+) \|", page, re.MULTILINE))

    assert told == {name: type(store).__name__.lower() for name, store in stores().items()}


def test_the_example_of_that_page_is_a_manifest():
    page = (SOURCE.parents[1] / "docs" / "manifest.md").read_text(encoding="utf-8")
    example = {}
    exec(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1], example)  # noqa: S102  # our own page

    with TABS.instead({}), pytest.raises(ClosedError, match="tab traject"):
        example["bring"]()
