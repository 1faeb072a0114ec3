"""Rights are declared once."""

import pytest

from meedoen.basis.access.rechten import REGISTER, Recht
from meedoen.basis.registry import AlreadyBroughtError


def test_a_right_that_is_declared_twice_is_refused():
    name, first = next(iter(REGISTER.items()))

    with pytest.raises(AlreadyBroughtError, match=name):
        Recht(name, "Dossiers bekijken", "Voor het werk.", frozenset())
    assert REGISTER[name] is first
