"""The other side of the chain, for every test below."""

import pytest

from meedoen.keten.tests.other_side import OtherSide, Reply


@pytest.fixture(scope="session")
def _server():
    side = OtherSide()
    yield side
    side.close()


@pytest.fixture
def other_side(_server):
    """A server that answers what it is told and remembers what came in."""
    _server.received.clear()
    _server.says(Reply())
    return _server
