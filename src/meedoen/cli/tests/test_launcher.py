"""The launcher and the installer, tried in a copy of the checkout that holds only what they read."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from meedoen.cli import bootstrap
from meedoen.environment import CHECKOUT

SHELL_TOOLS = ("sh", "dirname", "readlink")


def script(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.fixture
def tools(tmp_path):
    """A PATH with the tools of a bare machine and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in SHELL_TOOLS:
        (folder / name).symlink_to(shutil.which(name))
    return folder


@pytest.fixture
def checkout(tmp_path):
    """A checkout in a folder with a space, whose installer only shows what it was given."""
    folder = tmp_path / "mijn map" / "meedoen"
    (folder / "src" / "meedoen" / "cli").mkdir(parents=True)
    shutil.copy(CHECKOUT / "meedoen", folder / "meedoen")
    (folder / "src" / "meedoen" / "cli" / "bootstrap.py").write_text("import sys\nprint(sys.argv[1:])\n")
    return folder


def run(checkout, tools, *words, **environment):
    return subprocess.run(
        [checkout / "meedoen", *words],
        env={"PATH": str(tools), **environment},
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )


def test_without_python_it_says_what_to_install(checkout, tools):
    outcome = run(checkout, tools)
    assert outcome.returncode == 1
    assert outcome.stderr.count("\n") == 1
    assert "vond geen Python" in outcome.stderr


def test_a_python_that_is_too_old_is_named(checkout, tools):
    script(tools / "python3", 'case "$*" in *print*) echo 3.9 ;; *) exit 1 ;; esac')
    outcome = run(checkout, tools)
    assert outcome.returncode == 1
    assert outcome.stderr.count("\n") == 1
    assert "vond alleen Python 3.9" in outcome.stderr


def test_beside_an_old_python_a_newer_one_is_found(checkout, tools):
    script(tools / "python3", "exit 1")
    script(tools / "python3.12", f'exec "{sys.executable}" "$@"')
    assert run(checkout, tools, "demo", "--omvang", "5").stdout == "['demo', '--omvang', '5']\n"


def test_the_python_one_asks_for_is_used_or_refused(checkout, tools):
    assert run(checkout, tools, "wet", MEEDOEN_PYTHON=sys.executable).stdout == "['wet']\n"
    outcome = run(checkout, tools, "wet", MEEDOEN_PYTHON="/bestaat/niet")
    assert outcome.returncode == 1
    assert "MEEDOEN_PYTHON wijst naar '/bestaat/niet'" in outcome.stderr


def test_a_link_elsewhere_starts_the_checkout_it_points_at(checkout, tools, tmp_path):
    script(tools / "python3", f'exec "{sys.executable}" "$@"')
    (checkout.parent / "link").symlink_to(checkout / "meedoen")
    (tmp_path / "verder").symlink_to(Path("mijn map") / "link")
    outcome = subprocess.run(
        [tmp_path / "verder", "een woord"],
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert outcome.stdout == "['een woord']\n"


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """A checkout with empty lock files, so that an installation needs no network."""
    for name, value in {
        "ROOT": tmp_path,
        "VENV": tmp_path / ".venv",
        "PYTHON": tmp_path / ".venv" / "bin" / "python",
        "OWN_FOLDER": tmp_path / ".meedoen",
        "NODE": tmp_path / ".meedoen" / "node",
        "LOG": tmp_path / ".meedoen" / "log" / "installatie.log",
    }.items():
        monkeypatch.setattr(bootstrap, name, value)
    for name in ("requirements.lock", "requirements-test.lock"):
        (tmp_path / name).write_text("# nothing\n")
    return tmp_path


def test_a_second_start_installs_nothing(installation, capfd):
    bootstrap.prepare(["wet"])
    assert "Python-pakketten" in capfd.readouterr().err
    place = next(installation.glob(".venv/lib/*/site-packages")) / "meedoen.pth"
    assert place.read_text() == f"{installation / 'src'}\n"
    bootstrap.prepare(["wet"])
    assert capfd.readouterr().err == ""
    (installation / "requirements.lock").write_text("# something else\n")
    bootstrap.prepare(["wet"])
    assert "Python-pakketten" in capfd.readouterr().err


def test_an_interrupted_installation_is_done_again(installation, capfd):
    (installation / ".venv" / "bin").mkdir(parents=True)
    (installation / ".venv" / "bin" / "python").write_text("half a file")
    bootstrap.prepare(["wet"])
    assert "klaar" in capfd.readouterr().err


@pytest.mark.parametrize("home", ["", "/proc/geen-map"])
def test_without_a_home_folder_there_is_one_in_the_checkout(installation, monkeypatch, home):
    monkeypatch.setattr(bootstrap, "steps_for", lambda _: [])
    monkeypatch.setenv("HOME", home)
    bootstrap.prepare(["wet"])
    assert os.environ["HOME"] == str(installation / ".meedoen" / "thuis")
    assert stat.S_IMODE((installation / ".meedoen" / "thuis").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "omdat de schijf vol is"),
        ("npm error code ENOSPC", "omdat de schijf vol is"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "anders is dan is vastgelegd"),
        ("Failed to establish: NewConnectionError", "controleer de internetverbinding"),
        ("npm error code EAI_AGAIN", "controleer de internetverbinding"),
        ("npm error code SELF_SIGNED_CERT_IN_CHAIN", "niet wordt vertrouwd"),
        ("SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED", "niet wordt vertrouwd"),
        ("something new", "de oorzaak staat in"),
    ],
)
def test_a_failing_installer_gets_its_likely_cause(output, sentence):
    with pytest.raises(bootstrap.Stop, match=sentence) as stopped:
        list(
            bootstrap._run([sys.executable, "-c", f"print({output!r}); raise SystemExit(1)"], "de pakketten")
        )
    assert "\n" not in str(stopped.value)


def test_a_python_without_venv_names_the_package_to_install(monkeypatch):
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(bootstrap.Stop, match=r"apt install python3\.\d+-venv"):
        bootstrap._refuse_python_without_venv()


def test_a_full_disk_is_said_before_anything_is_installed(installation, monkeypatch):
    monkeypatch.setattr(bootstrap, "ROOM_NEEDED", 10**18)
    with pytest.raises(bootstrap.Stop, match="De schijf is te vol"):
        bootstrap.prepare(["wet"])
    assert not bootstrap.VENV.exists()
