import shutil
import tempfile
from pathlib import Path

import pytest

from meedoen.cli.postgres import PostgresServer
from meedoen.cli.pytest_postgres import server_for_tests
from meedoen.dossiers.tests.conftest import login  # noqa: F401  # a browser for each of the cast


@pytest.fixture
def short_folder():
    """A folder with a path short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="mt-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def make_server():
    """Servers on the PostgreSQL this run is about; they are stopped at the end."""
    binaries = server_for_tests().binaries
    made = []

    def make(folder, said=None):
        server = PostgresServer(folder, binaries, tell=(said.append if said is not None else lambda _: None))
        made.append(server)
        return server

    yield make
    for server in made:
        server.leave()
        server.stop()
