"""What apps bring, over the whole house: every store is filled, and by manifests only."""

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from meedoen.basis.registry import Registry, Several, Single

SOURCE = Path(__file__).resolve().parents[1] / "src" / "meedoen"
OURS = [config for config in apps.get_app_configs() if config.name.startswith("meedoen.")]
MANIFESTS = sorted(SOURCE.rglob("manifest.py"))


def stores():
    """Every store in a module that is loaded, by its dotted name."""
    return {
        f"{module}.{name}": value
        for module in sorted(sys.modules)
        if module.startswith("meedoen.") and ".tests" not in module
        for name, value in vars(sys.modules[module]).items()
        if isinstance(value, Registry | Several | Single)
    }


def is_filled(store):
    return store.get() is not None if isinstance(store, Single) else any(True for _ in store)


def test_there_are_stores_to_look_at():
    assert "meedoen.dossiers.places.TABS" in stores()
    assert "meedoen.basis.ui.shell.BUILDER" in stores()


@pytest.mark.parametrize("name", stores())
def test_somebody_fills_every_store(name):
    """Nobody was told when the one app that should have brought something was not found."""
    assert is_filled(stores()[name])


def test_every_manifest_is_read():
    assert {path.parent for path in MANIFESTS} <= {Path(config.path) for config in OURS}


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_manifest_says_what_it_brings(path):
    module = import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))

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
