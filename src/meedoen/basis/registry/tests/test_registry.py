"""The stores, with apps that exist here only."""

import sys
from types import ModuleType

import pytest

from meedoen.basis.registry import AlreadyBroughtError, ClosedError, Registry, Several, Single, discover


@pytest.fixture
def app(tmp_path, monkeypatch):
    """Make an app whose manifest does this."""
    monkeypatch.syspath_prepend(str(tmp_path))
    sys.modules["stores_here"] = stores = ModuleType("stores_here")

    def make(name, lines=None, **here):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").touch()
        vars(stores).update(here)
        if lines is not None:
            body = "".join(f"    {line}\n" for line in lines) or "    pass\n"
            (folder / "manifest.py").write_text(f"from stores_here import *\n\n\ndef bring():\n{body}")
        return name

    yield make
    for name in [name for name in sys.modules if name.split(".")[0] in {"stores_here", "lower", "upper"}]:
        del sys.modules[name]


def test_a_double_is_refused_and_both_sides_are_named(app):
    tabs = Registry("tab")
    both = [app(name, ["tabs.add('plan', 1)"], tabs=tabs) for name in ("lower", "upper")]

    with pytest.raises(AlreadyBroughtError, match="tab plan is brought by lower and by upper"):
        discover(both)
    assert dict(tabs) == {"plan": 1}


def test_the_same_function_twice_is_refused(app):
    with pytest.raises(AlreadyBroughtError, match=r"listener .*print.* is brought by lower and by lower"):
        discover([app("lower", ["heard.add(print)"] * 2, heard=Several("listener"))])


def test_of_a_single_thing_there_is_one(app):
    book = Single("book")
    both = [app(name, ["book.set(__name__)"], book=book) for name in ("lower", "upper")]

    with pytest.raises(AlreadyBroughtError, match="by lower and by upper"):
        discover(both)
    assert book.get() == "lower.manifest"


def test_without_anybody_there_is_no_single_thing():
    assert Single("book").get() is None


def test_the_order_is_that_of_the_apps_and_not_of_the_imports(app):
    tabs, heard = Registry("tab"), Several("listener")
    app("upper", ["tabs.add('upper', 1)", "heard.add(print)"], tabs=tabs, heard=heard)
    app("lower", ["import upper.manifest", "tabs.add_all({'b': 2, 'a': 3})", "heard.add(len)"])

    discover(["lower", "upper"])

    assert list(tabs) == ["b", "a", "upper"]
    assert list(heard) == [len, print]


def test_to_import_a_manifest_brings_nothing(app):
    tabs = Registry("tab")
    app("upper", ["tabs.add('upper', 1)"], tabs=tabs)

    __import__("upper.manifest")

    assert not tabs


@pytest.mark.parametrize("late", [False, True])
def test_outside_a_manifest_every_store_is_closed(app, late):
    tabs = Registry("tab")
    if late:
        discover([app("lower", ["tabs.add('plan', 1)"], tabs=tabs)])

    with pytest.raises(ClosedError, match="tab pip is brought outside a manifest"):
        tabs.add("pip", 2)


def test_an_app_without_a_manifest_is_fine(app):
    discover([app("lower"), "django.contrib.auth"])


def test_an_error_in_a_manifest_is_not_hidden(app):
    with pytest.raises(ModuleNotFoundError, match="does_not_exist"):
        discover([app("lower", ["import does_not_exist"])])


def test_a_test_may_hold_something_else_for_a_while(app):
    tabs, heard = Registry("tab"), Several("listener")
    discover([app("lower", ["tabs.add('plan', 1)", "heard.add(len)"], tabs=tabs, heard=heard)])

    with tabs.instead({"other": 2}), heard.instead(print):
        assert (dict(tabs), list(heard)) == ({"other": 2}, [print])
    assert (dict(tabs), list(heard)) == ({"plan": 1}, [len])
