"""What all tests share."""

pytest_plugins = ["meedoen.cli.pytest_postgres", "meedoen.cli.pytest_clock", "meedoen.cli.pytest_sockets"]
