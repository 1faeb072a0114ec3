"""`./meedoen duo-oefen`, and the port it gets beside the demo."""

from __future__ import annotations

import socket
import threading

import pytest

from meedoen.cli.__main__ import main
from meedoen.cli.duo_oefen import forget, registrations, write_address
from meedoen.cli.processes import free_port
from oefen.server import OefenServer

PERSON = '{"personen": [{"bsn": "999990019", "gemeente": "0361", "nieuw": true}]}'


@pytest.fixture
def practice(monkeypatch, tmp_path):
    """A running practice DUO that knows one person, where `stuur` will look for it."""
    monkeypatch.setenv("MEEDOEN_DATA", str(tmp_path))
    server = OefenServer(0)
    server.control.handle("PUT", "/oefen/personen", PERSON.encode())
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    write_address(server.server_port)
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("about", [[], ["--bsn", "999990019"]])
def test_an_event_is_sent_by_the_practice_duo_that_was_started_last(practice, capsys, about):
    assert main(["duo-oefen", "stuur", "ss139", *about]) == 0

    assert capsys.readouterr().out == "SS139 over 999990019 gaat naar gemeente 0361.\n"
    assert [n.gebeurtenis for n in practice.world.notificaties.values()] == ["SS139"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["SS121"], "zonder PIP"),
        (["SS139", "--bsn", "999990020"], "niet bekend"),
        (["een lang woord"], "begrijpt de oefen-DUO niet"),
        (["SS139", "--adres", "http://127.0.0.1:1"], "antwoordt geen oefen-DUO"),
    ],
)
def test_what_cannot_be_sent_is_told_in_one_sentence(practice, capsys, words, sentence):
    assert main(["duo-oefen", "stuur", *words]) == 1

    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1


def test_before_any_was_started_it_says_how(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("MEEDOEN_DATA", str(tmp_path))

    assert main(["duo-oefen", "stuur", "SS139"]) == 1
    assert "./meedoen duo-oefen" in capsys.readouterr().err


def test_it_does_not_start_where_real_data_may_be(monkeypatch, capsys):
    monkeypatch.setenv("MEEDOEN_OMGEVING", "productie")

    assert main(["duo-oefen"]) == 1
    assert "om te oefenen" in capsys.readouterr().err


def test_forgetting_leaves_nothing_of_before(monkeypatch, tmp_path):
    monkeypatch.setenv("MEEDOEN_DATA", str(tmp_path))
    write_address(8100)
    registrations().write_text("{}\n")

    forget()
    forget()

    assert not registrations().exists()


def test_a_port_that_is_taken_is_passed_over():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]

        assert taken < free_port("127.0.0.1", taken) < taken + 100
