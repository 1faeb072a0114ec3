import errno
import os
import signal
import socket
import subprocess
import sys

import pytest

from meedoen.cli import errors, processes, run_tests
from meedoen.cli.__main__ import COMMANDS, main
from meedoen.cli.demo import demo
from meedoen.cli.errors import ErrorMessage, report
from meedoen.environment import ConfigurationError

SLEEPER = ("http.server", "0", "--bind", "127.0.0.1")


@pytest.fixture(autouse=True)
def _own_data_and_signals(tmp_path, monkeypatch):
    monkeypatch.setenv("MEEDOEN_DATA", str(tmp_path))
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("words", [[], ["--help"]])
def test_help_lists_every_command_in_dutch(capsys, words):
    assert main(words) == 0
    page = capsys.readouterr().out
    for name, command in COMMANDS.items():
        assert (command.does in page) is not command.hidden, name
    assert not {"Usage", "Options", "Show this message"} & set(page.replace(":", "").split())


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "importeer"])
def test_every_command_explains_itself(capsys, name):
    assert main([name, "--help"]) == 0
    page = capsys.readouterr().out
    assert page.startswith(f"Gebruik: ./meedoen {name}")
    assert "Show this message" not in page


def test_help_does_not_load_django():
    script = "import sys; from meedoen.cli.__main__ import main; main([]); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["vlieg"], "De opdracht 'vlieg' bestaat niet; kies uit demo, test, "),
        (["demo", "--snel"], "Dat gaat niet: de optie --snel bestaat niet. Zie ./meedoen demo --help"),
        (["demo", "--poort"], "Dat gaat niet: achter --poort hoort een waarde."),
        (["demo", "--poort", "acht"], "Dat gaat niet: achter --poort hoort een geheel getal."),
        (["demo", "--poort", "99999"], "Dat gaat niet: het getal achter --poort is hoogstens 65535."),
        (["stop", "nu"], "Dat gaat niet: nu is te veel."),
    ],
)
def test_a_wrong_word_is_refused_in_one_sentence(capsys, words, sentence):
    assert main(words) == 2
    said = capsys.readouterr().err
    assert said.startswith(sentence)
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (ErrorMessage("Dat kan niet."), 1, "Dat kan niet.\n"),
        (ErrorMessage("Drie rijen zijn fout.", code=2), 2, "Drie rijen zijn fout.\n"),
        (ConfigurationError("Zet MEEDOEN_HOSTS."), 1, "Zet MEEDOEN_HOSTS.\n"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "De schijf is vol"),
        (PermissionError(errno.EACCES, "Permission denied", "/kluis"), 1, "Meedoen mag niet bij /kluis"),
    ],
)
def test_an_expected_failure_is_its_own_sentence(capsys, error, code, sentence):
    assert report(error) == code
    assert capsys.readouterr().err.startswith(sentence)


def test_an_unexpected_failure_keeps_its_traceback_in_a_private_file(capsys, tmp_path):
    assert report(KeyError("iets")) == 1
    said = capsys.readouterr().err
    (kept,) = (tmp_path / "log").iterdir()
    assert said.count("\n") == 1
    assert str(kept) in said
    assert "KeyError: 'iets'" in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0


def test_a_failure_that_cannot_be_kept_is_still_one_sentence(monkeypatch, tmp_path):
    (tmp_path / "bestand").write_text("")
    monkeypatch.setenv("MEEDOEN_DATA", str(tmp_path / "bestand"))
    assert errors.sentence_for(KeyError("iets")).endswith("kon niet worden bewaard.")


def test_a_taken_port_is_named_with_the_option_to_choose_another(capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["demo", "--poort", str(port)]) == 1
    assert capsys.readouterr().err == (
        f"Poort {port} is al in gebruik; kies een andere, bijvoorbeeld --poort {port + 1}.\n"
    )


def test_the_demo_refuses_production(monkeypatch):
    monkeypatch.setenv("MEEDOEN_OMGEVING", "productie")
    with pytest.raises(ErrorMessage, match="MEEDOEN_OMGEVING=productie"):
        demo(geen_server=True)


@pytest.mark.parametrize("command", ["migrate", "serve", "worker"])
def test_a_database_that_does_not_answer_is_one_sentence(capsys, monkeypatch, command):
    monkeypatch.setenv("DATABASE_URL", "postgresql://x:geheim@127.0.0.1:1/meedoen")
    monkeypatch.setenv("MEEDOEN_OMGEVING", "ontwikkeling")
    assert main([command]) == 1
    said = capsys.readouterr().err
    assert said.startswith("De database geeft geen antwoord; controleer DATABASE_URL")
    assert said.count("\n") == 1
    assert "geheim" not in said


def test_programs_that_run_together_end_together():
    with pytest.raises(ErrorMessage, match=r"De kalender is vanzelf gestopt \(code 0\)"):
        processes.run_together(
            {"slaper": ("http.server", "0", "--bind", "127.0.0.1"), "kalender": ("calendar",)}
        )


def test_a_killed_parent_takes_its_programs_with_it():
    script = (
        "from meedoen.cli.processes import run_together\n"
        f"run_together({{'slaper': {SLEEPER}}}, lambda: print('runs', flush=True))"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout.readline() == "runs\n"
        parent.kill()
        # The pipe closes when the last program that holds it is gone.
        assert "Traceback" not in parent.stdout.read()


def test_what_tests_need_and_is_missing_fails_only_in_ci(monkeypatch, capsys):
    step = run_tests.Step("browser", [], missing="op dit systeem staat geen Chromium")
    monkeypatch.delenv("CI", raising=False)
    assert run_tests._carry_out(step, 1, 1).passed
    monkeypatch.setenv("CI", "true")
    assert not run_tests._carry_out(step, 1, 1).passed
    assert "geen Chromium" in capsys.readouterr().out


def test_a_failing_check_is_named_at_the_end_and_the_rest_still_runs(capsys, monkeypatch):
    good, wrong = ((sys.executable, "-c", f"raise SystemExit({code})") for code in (0, 1))
    steps = [run_tests.Step("eerste", wrong), run_tests.Step("tweede", good)]
    outcomes = [run_tests._carry_out(step, number, 2) for number, step in enumerate(steps, start=1)]
    run_tests._summarise(outcomes)
    assert [outcome.passed for outcome in outcomes] == [False, True]
    assert "MIS " in capsys.readouterr().out.split("=== samen ===")[1]


def test_the_checks_get_none_of_the_developers_databases(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://echt")
    assert "DATABASE_URL" not in run_tests._environment(run_tests.Step("x", []))
    assert os.environ["DATABASE_URL"] == "postgresql://echt"
