"""The demo region: seven municipalities with synthetic newcomers, the same every time, alive on every day."""

from meedoen.cli.demoregio.bouwen import bouw
from meedoen.cli.demoregio.wegwijzer import accounts, schrijf_demo_json

__all__ = ["accounts", "bouw", "schrijf_demo_json"]
