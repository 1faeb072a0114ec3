import logging

import pytest

from meedoen import environment
from meedoen.environment import ConfigurationError
from meedoen.log_format import FormatterWithoutData


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path, monkeypatch):
    for name in ("OMGEVING", "GEHEIM", "HOSTS", "SMTP", "ALS_EIGENAAR"):
        monkeypatch.delenv(f"MEEDOEN_{name}", raising=False)
    monkeypatch.setenv("MEEDOEN_DATA", str(tmp_path / "data"))


def test_the_secret_is_made_once_and_private(tmp_path):
    first = environment.secret()
    assert len(first) > 40
    assert environment.secret() == first
    assert (tmp_path / "data" / "geheim").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["geheim"]


@pytest.mark.parametrize("value", [environment.secret, environment.hosts, environment.mail_server])
def test_production_guesses_nothing(monkeypatch, value):
    monkeypatch.setenv("MEEDOEN_OMGEVING", "productie")
    with pytest.raises(ConfigurationError, match=r"^Zet MEEDOEN_"):
        value()


def test_another_kind_of_environment_is_refused(monkeypatch):
    monkeypatch.setenv("MEEDOEN_OMGEVING", "acceptatie")
    with pytest.raises(ConfigurationError, match="acceptatie"):
        environment.environment()


def test_only_who_asks_to_be_the_owner_is_the_owner(monkeypatch):
    monkeypatch.delenv("DATABASE_URL_EIGENAAR", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@/meedoen")
    assert environment.owner_database_url() == "postgresql://app@/meedoen"
    monkeypatch.setenv("DATABASE_URL_EIGENAAR", "postgresql://eigenaar@/meedoen")
    assert environment.database_url() == "postgresql://app@/meedoen"
    monkeypatch.setenv("MEEDOEN_ALS_EIGENAAR", "ja")
    assert environment.database_url() == "postgresql://eigenaar@/meedoen"


def refuse_a_row():
    number = 912345672
    raise ValueError(f"Key (bsn)=({number}) already exists")


def fail_about_a_person(name="Amina"):
    try:
        refuse_a_row()
    except ValueError as cause:
        raise RuntimeError(f"{name} is er al") from cause


def test_a_line_of_the_log_says_where_and_never_about_whom():
    with pytest.raises(RuntimeError) as caught:
        fail_about_a_person()
    told = (caught.type, caught.value, caught.tb)
    record = logging.LogRecord("meedoen", logging.ERROR, __file__, 1, "mis", (), told)
    line = FormatterWithoutData().format(record)
    assert "(912345672)" not in line
    assert "Amina is er al" not in line
    assert "in refuse_a_row" in line
    assert "builtins.ValueError" in line
    assert line.endswith("builtins.RuntimeError")
