import os
import signal
import stat
import subprocess
import sys
import threading

import psutil
import psycopg
import pytest

from meedoen.cli import roles
from meedoen.cli.errors import ErrorMessage
from meedoen.cli.roles import APPLICATION, OWNER, refuse_role_above_the_rows


def process_of(server):
    return psutil.Process(int((server.folder / "postmaster.pid").read_text().splitlines()[0]))


def answers(server):
    with psycopg.connect(server.url(OWNER, "postgres")) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def test_it_starts_stops_and_keeps_what_was_written(short_folder, make_server):
    server = make_server(short_folder / "postgres")
    with server:
        server.ensure_database("meedoen")
        with psycopg.connect(server.url(OWNER, "meedoen")) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        process = process_of(server)
    assert not process.is_running()
    with server, psycopg.connect(server.url(APPLICATION, "meedoen")) as connection:
        assert connection.execute("SELECT current_user").fetchone() == (APPLICATION,)
    with server, psycopg.connect(server.url(OWNER, "meedoen")) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_it_listens_on_a_socket_that_only_its_own_account_can_reach(short_folder, make_server):
    with make_server(short_folder / "postgres") as server:
        assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
        assert [c for c in process_of(server).net_connections() if c.status == psutil.CONN_LISTEN] == []
        with psycopg.connect(server.url(OWNER, "postgres")) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_neither_role_is_above_row_level_security(short_folder, make_server):
    with make_server(short_folder / "postgres") as server:
        for role in (OWNER, APPLICATION):
            refuse_role_above_the_rows(server.url(role, "postgres"))
        with pytest.raises(ErrorMessage, match="superuser"):
            refuse_role_above_the_rows(server.url("postgres", "postgres"))
        with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
            connection.execute("CREATE ROLE wijd LOGIN BYPASSRLS")
        with pytest.raises(ErrorMessage, match="BYPASSRLS"):
            refuse_role_above_the_rows(server.url("wijd", "postgres"))


def test_the_application_may_use_and_not_change_what_the_owner_makes(short_folder, make_server):
    with make_server(short_folder / "postgres") as server:
        server.ensure_database("meedoen")
        with psycopg.connect(server.url(OWNER, "meedoen")) as connection:
            connection.execute("CREATE TABLE things (id bigserial PRIMARY KEY, name text)")
        with psycopg.connect(server.url(APPLICATION, "meedoen"), autocommit=True) as connection:
            connection.execute("INSERT INTO things (name) VALUES ('a')")
            assert connection.execute("SELECT count(*) FROM things").fetchone() == (1,)
            for forbidden in (
                "TRUNCATE things",
                "ALTER TABLE things ADD x int",
                "CREATE TABLE other (x int)",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(forbidden)


def test_a_second_user_joins_and_the_last_one_out_stops_it(short_folder, make_server):
    first, second = make_server(short_folder / "postgres"), make_server(short_folder / "postgres")
    first.start()
    process = process_of(first)
    second.start()
    assert process_of(second) == process
    first.leave()
    assert process.is_running()
    assert answers(second)
    second.leave()
    assert not psutil.pid_exists(process.pid) or process.status() == psutil.STATUS_ZOMBIE


def test_two_first_starts_at_the_same_time_make_one_server(short_folder, make_server):
    servers = [make_server(short_folder / "postgres") for _ in range(3)]
    threads = [threading.Thread(target=server.start) for server in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({server.url(OWNER, "postgres") for server in servers}) == 1
    assert len({process_of(server).pid for server in servers}) == 1


def test_two_checkouts_run_beside_each_other(short_folder, make_server):
    with (
        make_server(short_folder / "a" / "postgres") as one,
        make_server(short_folder / "b" / "postgres") as other,
    ):
        assert process_of(one) != process_of(other)
        assert one.url(OWNER, "postgres") != other.url(OWNER, "postgres")


def test_told_to_stay_it_outlives_its_users_until_it_is_stopped(short_folder, make_server):
    with make_server(short_folder / "postgres") as server:
        server.stay()
    assert process_of(server).is_running()
    assert make_server(short_folder / "postgres").stop()
    assert not make_server(short_folder / "postgres").stop()


@pytest.mark.parametrize("name", ["x" * 100, "met spatie, komma en 'quote'"])
def test_a_folder_that_a_socket_cannot_be_in_gets_a_private_one_elsewhere(short_folder, make_server, name):
    with make_server(short_folder / name / "postgres") as server:
        elsewhere = server.socket_folder()
        assert elsewhere != server.folder
        assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o700
        assert answers(server)
    assert not elsewhere.exists()


def test_it_starts_after_a_crash_that_left_its_pid_file(short_folder, make_server):
    server = make_server(short_folder / "postgres")
    server.start()
    process_of(server).send_signal(signal.SIGKILL)
    again = make_server(short_folder / "postgres")
    with again:
        assert answers(again)


def test_it_starts_when_after_a_reboot_its_pid_is_of_another_process(short_folder, make_server):
    folder = short_folder / "postgres"
    with make_server(folder) as server:
        lines = (folder / "postmaster.pid").read_text().splitlines()
    account = folder.stat()
    # Of the same account, which is what makes PostgreSQL itself refuse.
    privileges = {"user": account.st_uid, "group": account.st_gid} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "60"], cwd="/", **privileges) as stranger:
        for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            (folder / name).write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
            os.chown(folder / name, account.st_uid, account.st_gid)
        with server:
            assert process_of(server).pid != stranger.pid
        stranger.kill()


def test_a_server_whose_users_were_killed_is_taken_over_and_stopped(short_folder, make_server):
    script = (
        "import sys, time; from pathlib import Path; from meedoen.cli.postgres import PostgresServer\n"
        "server = PostgresServer(Path(sys.argv[1]), Path(sys.argv[2])); server.start()\n"
        "print('started', flush=True); time.sleep(60)"
    )
    server = make_server(short_folder / "postgres")
    command = [sys.executable, "-c", script, str(server.folder), str(server.binaries)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout.readline() == "started\n"
        orphan = process_of(server)
        killed.kill()
    with server:
        assert process_of(server) == orphan
    assert not psutil.pid_exists(orphan.pid) or orphan.status() == psutil.STATUS_ZOMBIE


def test_a_start_that_fails_gives_the_reason_of_postgresql_in_one_sentence(short_folder, make_server):
    server = make_server(short_folder / "postgres")
    with server:
        pass
    (server.folder / "postgresql.conf").write_text("max_connections = veel\n")
    with pytest.raises(
        ErrorMessage, match=r"De database start niet; PostgreSQL zegt: .*max_connections"
    ) as refused:
        server.start()
    assert "\n" not in str(refused.value)


def test_data_of_another_major_version_are_refused_and_not_touched(short_folder, make_server):
    with make_server(short_folder / "postgres") as server:
        pass
    (server.folder / "PG_VERSION").write_text("9\n")
    with pytest.raises(ErrorMessage, match="PostgreSQL 9"):
        server.start()


def test_a_database_in_use_is_not_thrown_away(short_folder, make_server):
    with make_server(short_folder / "postgres") as server:
        server.ensure_database("meedoen")
        with psycopg.connect(server.url(OWNER, "meedoen")), pytest.raises(ErrorMessage, match="in gebruik"):
            server.drop_database("meedoen")
        server.drop_database("meedoen")
        assert "meedoen" not in server.databases()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://x:geheim@127.0.0.1:1/meedoen", "De database geeft geen antwoord"),
        ("postgresql://x:geheim@/meedoen?host=/bestaat/niet", "De database geeft geen antwoord"),
        ("mysql://x:geheim@server/meedoen", "DATABASE_URL is geen adres"),
        ("postgresql://x:geheim@127.0.0.1:poort/meedoen", "geen"),
    ],
)
def test_a_database_that_does_not_answer_is_one_sentence_without_the_password(url, sentence):
    with pytest.raises(ErrorMessage, match=sentence) as refused:
        roles.connect(url)
    assert "\n" not in str(refused.value)
    assert "geheim" not in str(refused.value)
