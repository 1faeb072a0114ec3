"""The other side of the chain, for every test below."""

import pytest

from meedoen.keten.tests.other_side import AndereKant, Antwoord


@pytest.fixture(scope="session")
def _server():
    kant = AndereKant()
    yield kant
    kant.sluit()


@pytest.fixture
def andere_kant(_server):
    """A server that answers what it is told and remembers what came in."""
    _server.ontvangen.clear()
    _server.zegt(Antwoord())
    return _server
