"""From DUO to somebody's worklist, over real HTTP: practice DUO, site and worker each as they run in use."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import timedelta

import pytest
import requests
from django.test import Client
from django.utils import timezone

from meedoen.basis.access.scope import within
from meedoen.dossiers.models import Dossier, Feit
from meedoen.keten.models import ConnectionSettings, Notification, Party

BSN = "999990032"
DUO, BRP, OIN = "00000099000000001000", "00000099000000002000", "00000099000000361000"
PATIENCE = 60


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(what, patience=PATIENCE):
    """The first true answer of `what`, within so many seconds; and the seconds it took."""
    begin = time.monotonic()
    while time.monotonic() - begin < patience:
        if answer := what():
            return answer, time.monotonic() - begin
        time.sleep(0.05)
    raise AssertionError("it never came")


@pytest.fixture
def chain(transactional_db, cast, live_server, tmp_path):
    """Alkmaar connected with a practice DUO that runs, and a worker beside the site."""
    port = free_port()
    practice = f"http://127.0.0.1:{port}"
    for party, path, oin in ((Party.DUO, "v1", DUO), (Party.BRP, "brp", BRP)):
        ConnectionSettings.objects.create(
            gemeente=cast.alkmaar, partij=party, basis_url=f"{practice}/{path}", oin=OIN, oin_partij=oin
        )
    knows = {
        "gemeenten": [{"code": "0361", "oin": OIN, "adres": f"{live_server.url}/keten/duo/v1"}],
        "personen": [
            {
                "bsn": BSN,
                "gemeente": "0361",
                "gevestigd_op": "2026-11-02",
                "doelgroep": {"indeling": "Asielstatushouder", "begindatum": "2026-10-01"},
            }
        ],
    }
    (tmp_path / "knows.json").write_text(json.dumps(knows), encoding="utf-8")
    words = {
        "practice": ["oefen", "--poort", str(port), "--laad", str(tmp_path / "knows.json")],
        "worker": ["meedoen.cli.worker"],
    }
    with ExitStack() as stack:
        for name, (module, *rest) in words.items():
            log = stack.enter_context((tmp_path / f"{name}.log").open("wb"))
            process = subprocess.Popen(
                [sys.executable, "-m", module, *rest], env=os.environ, stdout=log, stderr=log
            )
            stack.callback(process.wait)
            stack.callback(process.terminate)
        yield practice


def answers(practice):
    try:
        return requests.get(f"{practice}/oefen/stand", timeout=2).ok
    except requests.ConnectionError:
        return False


def dossier_of(cast, *conditions):
    """The dossier of the person of this test, once it meets these conditions."""
    with within([cast.alkmaar.pk]):
        dossier = Dossier.objects.filter(persoon__bsn=BSN).select_related("persoon").first()
        return dossier if dossier and all(condition(dossier) for condition in conditions) else None


def facts_of(cast, dossier, *kinds):
    """Value and source of its facts, once these kinds are among them."""
    with within([cast.alkmaar.pk]):
        valid = Feit.objects.filter(dossier=dossier, withdrawn_at=None)
        facts = {feit.soort: (feit.waarde or feit.datum, feit.bron) for feit in valid}
    return facts if set(kinds) <= set(facts) else None


@pytest.mark.traag
@pytest.mark.real_clock("a worker and a practice DUO of their own write the days that are looked at")
def test_ss139_puts_a_dossier_on_top_of_the_worklist_with_its_ten_weeks_running(cast, chain, amina):
    wait_for(lambda: answers(chain))
    sent = requests.post(f"{chain}/oefen/notificaties", json={"bsn": BSN, "gebeurtenis": "SS139"}, timeout=10)
    assert sent.ok, sent.text
    begin = time.monotonic()

    dossier, _ = wait_for(lambda: dossier_of(cast, lambda one: one.eerste_termijn == "pip"))
    took = time.monotonic() - begin
    assert took < 20, f"{took:.1f} s for what takes seconds"
    assert dossier.eerste_dag >= timezone.localdate() + timedelta(weeks=10)

    browser = Client()
    browser.force_login(cast.els)
    page = browser.get("/").content.decode()
    first, second = page.index("naam nog onbekend"), page.index("Y., Amina")
    assert first < second, "news stands before what is late"
    assert "nieuw van DUO" in page

    facts, _ = wait_for(lambda: facts_of(cast, dossier, "doelgroep", "begin_plicht"))
    assert facts["doelgroep"] == ("asielstatushouder", "duo")
    assert facts["kennisgeving_duo"] == (timezone.localdate(), "duo")
    with within([cast.alkmaar.pk]):
        assert Notification.objects.get().dossier_id == dossier.pk
    browser.get(f"/dossiers/{dossier.pk}/")
    page = browser.get(f"/dossiers/{dossier.pk}/duo/").content.decode()
    assert "Iemand is inburgeringsplichtig en de termijn voor het PIP loopt." in page
