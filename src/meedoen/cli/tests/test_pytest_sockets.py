"""A test that reaches out fails, whatever becomes of its error."""

import os
import socket
import subprocess
import sys
import threading

import pytest
import requests

from meedoen.cli.pytest_sockets import WALL, ReachedOut, is_here

ELSEWHERE = "192.0.2.1"
"""An address for documentation, at which nobody can be."""

SWALLOWS = """
import socket

def test_that_swallows_the_error():
    try:
        socket.create_connection(("192.0.2.1", 443), timeout=1)
    except Exception:
        pass

def test_that_stays_here():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
"""


@pytest.fixture
def caught():
    """What ran into the wall in this test, which meant to."""
    yield WALL.attempts
    WALL.attempts.clear()


@pytest.mark.parametrize(
    "reach_out",
    [
        lambda: socket.create_connection((ELSEWHERE, 443), timeout=1),
        lambda: requests.get("https://duo.voorbeeld.test/v1", timeout=1),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", (ELSEWHERE, 53)),
        lambda: socket.gethostbyname("duo.voorbeeld.test"),
    ],
    ids=["a connection", "a request", "a datagram", "a name"],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_reaching_out_is_an_error_that_says_where_to(caught, reach_out):
    with pytest.raises(ReachedOut, match=r"reached out to '(192\.0\.2\.1|duo\.voorbeeld\.test)'"):
        reach_out()

    assert caught


def test_a_thread_does_not_get_out_either(caught):
    def reach_out():
        with pytest.raises(ReachedOut):
            socket.create_connection((ELSEWHERE, 443), timeout=1)

    thread = threading.Thread(target=reach_out)
    thread.start()
    thread.join()

    assert caught == [repr(ELSEWHERE)]


def test_this_machine_answers_by_address_by_name_and_by_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the path of a socket is short
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
        socket.create_connection(("localhost", server.getsockname()[1])).close()
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind("s")
        server.listen()
        client.connect("s")


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        (None, True),
        (b"localhost", True),
        ("10.0.0.1", False),
        ("duo", False),
    ],
)
def test_what_is_this_machine(host, here):
    assert is_here(host) is here


def test_a_test_that_reaches_out_fails_even_when_the_error_is_swallowed(tmp_path):
    (tmp_path / "test_uit.py").write_text(SWALLOWS)

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "meedoen.cli.pytest_sockets", "."],
        cwd=tmp_path,
        check=False,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
    )

    assert "1 error" in run.stdout, run.stdout
    assert "2 passed" in run.stdout
    assert "This test reached out to '192.0.2.1'. A test talks to this machine only" in run.stdout
